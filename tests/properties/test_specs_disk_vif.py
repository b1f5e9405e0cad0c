"""What holds for every disk and every interface, plausible or not."""

from hypothesis import example, given
from hypothesis import strategies as st

from xlpy.config.specs.disk import disk_json
from xlpy.config.specs.vif import vif_json
from xlpy.syntax.specs.disk import parse_disk, parse_disk_words
from xlpy.syntax.specs.disk_words import CHOICES, FLAGS, PREFIXES
from xlpy.syntax.specs.disk_words import NAMES as DISK_NAMES
from xlpy.syntax.specs.rate import Rate, read_rate
from xlpy.syntax.specs.vif import parse_vif, parse_vif_words
from xlpy.syntax.specs.vif_words import NAMES as VIF_NAMES
from xlpy.syntax.specs.vif_words import TEXTS

ANY = st.text(st.characters(), max_size=20)  # NUL and lone surrogates included
VALUES = st.sampled_from(
    ["", "raw", "r", "rw", "xvda", "hdc:cdrom", "/a", "0", "-1", "08", "a:b:c:d:e:f", "1:2", "zz",
     "10Mb/s", "1MB/s@019", "x ", "9" * 400]
)  # fmt: skip
PIECES = st.one_of(
    ANY,
    VALUES,
    st.sampled_from([*DISK_NAMES, *VIF_NAMES, "=", ",", ":", "\n", "\0", "\t", " ", "\udcff"]),
    st.builds("{}={}".format, st.sampled_from([*DISK_NAMES, *VIF_NAMES]), st.one_of(VALUES, ANY)),
    st.sampled_from(PREFIXES).map("{}:".format),
)
SOUPS = st.builds(str.join, st.sampled_from([",", "", ", "]), st.lists(PIECES, max_size=8))
WORD = st.text(
    st.characters(codec="utf-8", exclude_characters=",=:\0\n\t "), min_size=1, max_size=9
)


def sound(parsed, length):
    for finding in parsed.findings:
        assert 0 <= finding.offset <= length
        assert finding.width >= 1
        assert finding.text
        finding.text.encode("utf-8")
        (finding.hint or "").encode("utf-8")
    assert parsed.ok == all(f.severity == "warning" for f in parsed.findings)
    assert parsed.ok or parsed.values == ()


@given(SOUPS)
@example("\0")
@example("=\n")
@example("tap: \n tap:,")
def test_any_text_is_read(text):
    disk, vif = parse_disk(text), parse_vif(text)
    sound(disk, len(text))
    sound(vif, len(text))
    if disk.ok:
        assert {"vdev", "format"} <= disk_json(disk).keys()
    if vif.ok:
        assert isinstance(vif_json(vif, 0), dict)


@given(st.lists(SOUPS, max_size=4))
def test_any_words_are_read(words):
    length = len(" ".join(words))
    sound(parse_disk_words(words), length)
    sound(parse_vif_words(words), length)


@st.composite
def disks(draw):
    said = {"vdev": draw(WORD), **{n: draw(WORD) for n in draw(st.sets(st.sampled_from(
        ["backend", "script", "colo-host", "colo-export", "active-disk", "hidden-disk"])))}}  # fmt: skip
    for name in draw(st.sets(st.sampled_from(sorted(CHOICES)))):
        said[name] = draw(st.sampled_from(sorted(set(CHOICES[name].values()))))
    return said


@given(disks(), WORD, st.sets(st.sampled_from(sorted(FLAGS))), st.randoms(use_true_random=False))
def test_named_pieces_in_any_order(said, target, flags, random):
    pieces = [f"{name}={value}" for name, value in said.items()]
    random.shuffle(pieces)
    parsed = parse_disk(",".join([*pieces, f"target={target}"]))
    assert {s.name: s.value for s in parsed.values} == {**said, "target": target}
    again = parse_disk_words([*pieces, f"target={target}"])
    assert [s[:2] for s in again.values] == [s[:2] for s in parsed.values]
    flagged = parse_disk(",".join([*sorted(flags), *pieces, f"target={target}"]))
    assert flagged.ok
    assert [s[:2] for s in flagged.values][len(flags) :] == [s[:2] for s in parsed.values]


@given(
    WORD,
    st.sampled_from(sorted(CHOICES["format"])),
    WORD,
    st.sampled_from(sorted(CHOICES["access"])),
)
def test_by_place_is_the_same_as_by_name(target, form, vdev, access):
    placed = parse_disk(f"{target},{form},{vdev},{access}")
    named = parse_disk(f"format={form},vdev={vdev},access={access},target={target}")
    if target not in FLAGS and vdev not in FLAGS:
        assert disk_json(placed) == disk_json(named)


@given(
    st.dictionaries(st.sampled_from(TEXTS), WORD),
    st.lists(st.integers(0, 255), min_size=6, max_size=6),
)
def test_interfaces_keep_what_is_written(said, mac):
    text = ",".join([f"{name}={value}" for name, value in said.items()])
    address = ":".join(f"{group:x}" for group in mac)
    parsed = parse_vif(f"{text},mac={address}")
    kept = {s.name: s.value for s in parsed.values}
    assert kept == {**said, "mac": ":".join(f"{group:02x}" for group in mac)}
    again = parse_vif_words([f"{name}={value}" for name, value in kept.items()])
    assert again.values == tuple(
        s._replace(offset=a.offset) for s, a in zip(parsed.values, again.values, strict=True)
    )


@given(
    st.integers(1, 2**32 - 1), st.sampled_from(["", "K", "M", "G"]), st.sampled_from("bB"),
    st.integers(1, 2**32 - 1),
)  # fmt: skip
def test_rates(count, scale, unit, usecs):
    per_second = count * 1000 ** ["", "K", "M", "G"].index(scale) // (8 if unit == "b" else 1)
    rate = read_rate(f"{count}{scale}{unit}/s@{usecs}us")
    assert isinstance(rate, Rate) == (per_second * usecs < 2**64)
    if isinstance(rate, Rate):
        assert rate[:2] == (per_second * usecs // 1_000_000, usecs)
