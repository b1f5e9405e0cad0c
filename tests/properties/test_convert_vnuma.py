"""Converting vNUMA there and back: the domain, the rest of the text and all comments stay."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from xlpy.config.conversion.convert import convert_vnuma
from xlpy.config.conversion.task import Shape, shape
from xlpy.config.known import VNUMA_KEYS
from xlpy.config.load import load
from xlpy.errors import ConfigError
from xlpy.machine.numbers import format_ranges
from xlpy.syntax.grammar import tokens
from xlpy.syntax.parser import parse
from xlpy.syntax.source import Source

SIZES = st.sampled_from([64, 65, 128, 500, 4096])
ENDS = st.sampled_from(["\n", "\n", ";", " ; ", " # c\n", "; # d\n", "\n\n# e\n", "\n# f\n\n\n"])
GAPS = st.sampled_from(["", "", " ", "\n", "# g\n", " # h\n  # i\n"])
OTHERS = ("name='x'", "on_crash = 'preserve'", "extra='#;['")


def source(text: str) -> Source:
    return Source("t.cfg", text.encode())


def meant(text: Source) -> Shape | None:
    return shape(load(parse(text).by_key).config)


def comments(text: Source) -> Counter[str]:
    found = [token for token in tokens(text.decoded) if token.type == "NEWLINE"]
    return Counter(token[:-1].rstrip(" \t") for token in found if len(token) > 1)


def others(text: Source) -> list[tuple[str, str]]:
    """What is written besides vNUMA and what goes with it."""
    gone = {*VNUMA_KEYS, "vnuma", "type", "maxvcpus", "maxmem"}
    return [
        (s.key, text.decoded[s.start : s.spans[1]])
        for s in parse(text).settings
        if s.key not in gone
    ]


@st.composite
def numbers(draw: st.DrawFn, values: list[int]) -> str:
    """A list of numbers, as texts or not, with comments here and there."""
    words = [f"'{value}'" if draw(st.booleans()) else str(value) for value in values]
    return f"[{','.join(draw(GAPS) + word + draw(GAPS) for word in words)}]"


@st.composite
def files(draw: st.DrawFn, statements: dict[str, str]) -> Source:
    """The statements in any order, among others, with comments behind them."""
    lines = [*(f"{key}={value}" for key, value in statements.items()), *OTHERS]
    ordered = draw(st.permutations(lines))
    return source("".join(f"{line}{draw(ENDS)}" for line in ordered))


@st.composite
def of_2013(draw: st.DrawFn) -> Source:
    """A configuration with keys of 2013, some of them left out or wrong."""
    vnodes = draw(st.integers(1, 4))
    vcpus = draw(st.integers(vnodes, 6))
    sizes = draw(st.lists(SIZES, min_size=vnodes, max_size=vnodes))
    remote = st.lists(st.integers(11, 99), min_size=vnodes**2, max_size=vnodes**2)
    distances = [10 if i % (vnodes + 1) == 0 else d for i, d in enumerate(draw(remote))]
    spread = st.lists(st.integers(1, vnodes), min_size=vcpus - vnodes, max_size=vcpus - vnodes)
    homes = draw(st.permutations([*range(vnodes), *(vnode - 1 for vnode in draw(spread))]))
    pnodes = draw(st.lists(st.integers(0, 7), min_size=vnodes, max_size=vnodes))
    junk = st.sampled_from([[1], [10, 20], [0] * vnodes, []])
    keys = {
        "vnumamem": sizes, "vdistance": distances, "vnuma_vcpumap": homes, "vnuma_vnodemap": pnodes,
    }  # fmt: skip
    for key in draw(st.sets(st.sampled_from(sorted(keys)))):
        keys[key] = draw(junk)
    kept = draw(st.sets(st.sampled_from(sorted(keys))))
    total = {"memory": str(sum(sizes))}
    if draw(st.booleans()):
        total = {"memory": "64", "maxmem": str(sum(sizes))}
    lists = {key: draw(numbers(list(keys[key]))) for key in sorted(kept)}
    return draw(files({"vnodes": str(vnodes), "vcpus": str(vcpus), **total, **lists}))


@st.composite
def of_list(draw: st.DrawFn) -> Source:
    """A configuration with `vnuma=`, often one that the keys of 2013 can say."""
    vnodes = draw(st.integers(1, 4))
    vcpus = draw(st.integers(vnodes, 6))
    members: list[list[int]] = [[vnode] for vnode in range(vnodes)]
    for vcpu in range(vnodes, vcpus):
        members[draw(st.integers(0, vnodes - 1))].append(vcpu)
    pnodes = draw(st.sampled_from(["all", "all", "none", "some"]))
    local = draw(st.sampled_from([0, 9, 10]))
    written = []
    for vnode in range(vnodes):
        distances = [str(draw(st.integers(11, 99))) for _ in range(vnodes)]
        distances[vnode] = str(local)
        if pnodes == "some":
            distances = distances[: draw(st.integers(1, vnodes))]
        pairs = [
            f"size={draw(SIZES)}", f"vcpus={format_ranges(members[vnode])}",
            f"vdistances={','.join(distances)}",
        ]  # fmt: skip
        if pnodes == "all" or (pnodes == "some" and draw(st.booleans())):
            pairs.append(f"pnode={draw(st.integers(0, 7))}")
        texts = [f'{draw(GAPS)}"{pair}"{draw(GAPS)}' for pair in draw(st.permutations(pairs))]
        written.append(f"[{','.join(texts)}]")
    more = draw(
        st.sampled_from([{}, {"vcpus": "1"}, {"vcpus": str(vcpus)}, {"maxvcpus": str(vcpus)}])
    )
    memory = draw(st.sampled_from([{}, {"memory": "64"}]))
    return draw(files({**more, **memory, "vnuma": f"[{','.join(written)}]"}))


@given(of_2013(), st.booleans())
@settings(max_examples=200)
def test_from_2013_and_back(before, change_type):
    there = convert_vnuma(before, to="list", change_type=change_type).source
    assert meant(there) == meant(before) is not None
    assert comments(there) == comments(before)
    assert others(there) == others(before)
    assert not {s.key for s in parse(there).settings} & {*VNUMA_KEYS}
    back = convert_vnuma(there, to="2013", change_type=change_type).source
    assert meant(back) == meant(before)
    assert comments(back) == comments(before)
    assert others(back) == others(before)
    again = convert_vnuma(back, to="list", change_type=change_type).source
    assert meant(again) == meant(before)


def some_lack_something(text: str) -> bool:
    """Whether a vnode has no pnode where others have one, or too few distances."""
    vnodes = text.count("size=")
    rows = [row.split(",") for row in re.findall(r"vdistances=([0-9,]+)", text)]
    return text.count("pnode=") not in {0, vnodes} or any(len(row) < vnodes for row in rows)


@given(of_list(), st.booleans())
@settings(max_examples=200)
def test_from_the_list_and_back(before, change_type):
    try:
        there = convert_vnuma(before, to="2013", change_type=change_type).source
    except ConfigError as refusal:
        assert all(p.severity == "error" and p.line for p in refusal.problems)  # noqa: PT017
        assert some_lack_something(before.decoded)
        return
    assert meant(there) == meant(before) is not None
    assert comments(there) == comments(before)
    assert others(there) == others(before)
    back = convert_vnuma(there, to="list", change_type=change_type).source
    assert meant(back) == meant(before)
    assert comments(back) == comments(before)
