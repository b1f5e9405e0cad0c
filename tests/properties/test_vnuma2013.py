"""What holds for every value of the five keys of 2013, sensible or not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from xlpy.config.load import Loaded, LoadOptions, load
from xlpy.errors import ConfigError
from xlpy.machine.vnuma import Origin
from xlpy.syntax.parser import parse
from xlpy.syntax.source import Source

KEYS = ("vnumamem", "vdistance", "vnuma_vcpumap", "vnuma_vnodemap")
WHAT = {
    "vnumamem": "sizes", "vdistance": "distances", "vnuma_vcpumap": "vcpus",
    "vnuma_vnodemap": "pnodes",
}  # fmt: skip

NUMBERS = st.one_of(
    st.integers(-2, 5), st.sampled_from([10, 20, 40, 63, 64, 128, 256, 512, 65534, 65535, 1 << 32]),
    st.integers(-(1 << 70), 1 << 70),
)  # fmt: skip
JUNK = st.sampled_from(["", " ", "x", "12x", " 7", "0x40", "1.5", "é", "+3", "--1", "9" * 5000])
TEXTS = st.one_of(NUMBERS.map(str), JUNK)
LISTS = st.lists(
    st.one_of(TEXTS.map(lambda text: f"'{text}'"), st.just("[]"), st.just("['1']")), max_size=6
).map(lambda items: f"[{','.join(items)}]")
VALUES = st.one_of(LISTS, TEXTS.map(lambda text: f"'{text}'"))


@st.composite
def likely(draw: st.DrawFn) -> dict[str, str]:
    """Values that are often right: the list of the right length, from the right range."""
    vnodes = draw(st.integers(1, 4))
    vcpus = draw(st.integers(1, 6))
    sizes = draw(st.lists(st.sampled_from([64, 100, 256]), min_size=vnodes, max_size=vnodes))
    row = st.sampled_from([10, 20, 30])
    spread = st.lists(row, min_size=2, max_size=2)
    whole = st.lists(row, min_size=vnodes**2, max_size=vnodes**2)
    nodes = st.integers(0, vnodes - 1)
    written = {
        "vnodes": vnodes, "vcpus": vcpus, "memory": sum(sizes), "vnumamem": sizes,
        "vdistance": draw(st.one_of(spread, whole)),
        "vnuma_vcpumap": draw(st.lists(nodes, min_size=vcpus, max_size=vcpus)),
        "vnuma_vnodemap": draw(st.lists(st.integers(0, 3), min_size=vnodes, max_size=vnodes)),
        "vnuma_autoplacement": draw(st.integers(0, 1)),
    }  # fmt: skip
    kept = draw(st.sets(st.sampled_from([*KEYS, "vnuma_autoplacement"])))
    return {key: str(value) for key, value in written.items() if key in kept or key not in (
        *KEYS, "vnuma_autoplacement")}  # fmt: skip


@st.composite
def anything(draw: st.DrawFn) -> dict[str, str]:
    """A likely configuration in which some values are replaced by any text or list."""
    written = draw(likely())
    names = ["vnodes", *KEYS, "vnuma_autoplacement"]
    return {**written, **draw(st.dictionaries(st.sampled_from(names), VALUES, max_size=3))}


def read(written: dict[str, str], *, strict: bool) -> Loaded:
    lines = ['name="t"', *(f"{key}={value}" for key, value in written.items()), ""]
    document = parse(Source("t.cfg", "\n".join(lines).encode()))
    assert document.problems == ()
    return load(document.by_key, LoadOptions(strict=strict))


def assert_consistent(loaded: Loaded) -> None:
    config, vnuma = loaded.config, loaded.config.vnuma
    assert 1 <= vnuma.vnodes <= min(config.max_vcpus, 1024)
    n = vnuma.vnodes
    assert len(vnuma.sizes) == n
    assert sum(vnuma.sizes) == config.max_mib
    assert min(vnuma.sizes) >= 64
    assert len(vnuma.vcpu_map) == config.max_vcpus
    assert set(vnuma.vcpu_map) == set(range(n))
    assert len(vnuma.distances) == n * n
    local = set(vnuma.distances[:: n + 1])
    assert len(local) == 1
    remote = [d for i, d in enumerate(vnuma.distances) if i // n != i % n]
    assert all(distance > min(local) for distance in remote)
    assert vnuma.vnodemap is None or len(vnuma.vnodemap) == n
    assert set(vnuma.origins) == {"sizes", "distances", "vcpus", "pnodes"}


@given(anything())
@settings(max_examples=400)
def test_version_2_never_raises_and_reports_every_fall_back(written):
    loaded = read(written, strict=False)
    said = {key: [p for p in loaded.warnings if p.key == key] for key in ("vnodes", *KEYS)}
    assert all(p.severity == "warning" for p in loaded.warnings)
    vnuma = loaded.config.vnuma
    if vnuma is None:
        no_vnuma = [p for p in loaded.warnings if p.key in {"vnodes", "vnumamem"}]
        assert written["vnodes"].strip("'").lstrip(" +-0x") == "" or no_vnuma
        return
    assert_consistent(loaded)
    for key, what in WHAT.items():
        origin: Origin = vnuma.origins[what]
        given = key in written
        assert (origin.kind == "fall-back") == any("; " in p.text for p in said[key])
        assert (origin.kind in {"given", "fall-back"}) == given
        assert origin.place.startswith("t.cfg:") == given


@given(anything())
@settings(max_examples=400)
def test_strict_refuses_or_takes_exactly_what_is_written(written):
    try:
        loaded = read(written, strict=True)
    except ConfigError as refusal:
        assert any(p.severity == "error" for p in refusal.problems)  # noqa: PT017
        return
    vnuma = loaded.config.vnuma
    if vnuma is None:
        assert int(written["vnodes"].strip("'"), 0) == 0
        return
    assert_consistent(loaded)
    assert vnuma.vnodes == int(written["vnodes"].strip("'"), 0)
    taken = {"vnumamem": vnuma.sizes, "vnuma_vcpumap": vnuma.vcpu_map}
    if vnuma.vnodemap is not None:
        taken["vnuma_vnodemap"] = vnuma.vnodemap
    for key, values in taken.items():
        if key in written:
            assert vnuma.origins[WHAT[key]].kind == "given"
            assert numbers(written[key]) == [*values]
    if "vdistance" in written:
        n, asked = vnuma.vnodes, numbers(written["vdistance"])
        spread = [asked[0] if i // n == i % n else asked[-1] for i in range(n * n)]
        assert [*vnuma.distances] == (asked if len(asked) == n * n else spread)
    asked_to = written.get("vnuma_autoplacement", "0").strip("'")
    assert vnuma.autoplacement == (int(asked_to, 0) != 0)
    assert vnuma.autoplacement or vnuma.vnodemap is not None


def numbers(value: str) -> list[int]:
    """The numbers that the items of a list begin with."""
    found = []
    for item in value.strip("[]").split(","):
        digits = item.strip().strip("'").strip()
        while digits and not digits.lstrip("+-").isdigit():
            digits = digits[:-1]
        found.append(int(digits))
    return found


@given(likely())
def test_both_modes_agree_where_strict_finds_nothing_to_refuse(written):
    try:
        strictly = read(written, strict=True)
    except ConfigError:
        return
    ours, theirs = read(written, strict=False).config.vnuma, strictly.config.vnuma
    assert ours.model_copy(update={"autoplacement": theirs.autoplacement}) == theirs


@given(likely(), st.sets(st.sampled_from(KEYS)))
def test_a_right_value_is_never_touched_by_wrong_ones_beside_it(written, wrong):
    right = read(written, strict=False)
    mixed = read({**written, **dict.fromkeys(wrong, "['x']")}, strict=False)
    if right.config.vnuma is None or mixed.config.vnuma is None:
        return
    fields = {
        "vnumamem": "sizes", "vdistance": "distances", "vnuma_vcpumap": "vcpu_map",
        "vnuma_vnodemap": "vnodemap",
    }  # fmt: skip
    for key, field in fields.items():
        if key not in wrong:
            assert getattr(mixed.config.vnuma, field) == getattr(right.config.vnuma, field)
