"""For every Xen: reading what it printed gives what it shows, writing that gives the text again."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlpy.console.numa_dump import DumpError, detect, formats, read, read_all, write
from xlpy.console.version import FORMATS, format_for
from xlpy.machine.numa_dump import (
    CpuNode,
    DumpDomain,
    DumpNode,
    DumpRange,
    DumpVnode,
    DumpVnuma,
    NodePages,
    NumaDump,
)

VERSIONS = [row.name for row in FORMATS]
PAGES = st.integers(0, 1 << 52)
BYTES = st.integers(0, (1 << 64) - 1)


@st.composite
def vnumas(draw):
    count = draw(st.integers(1, 6))
    vcpus = draw(st.lists(st.integers(0, count - 1), min_size=1, max_size=40))
    return DumpVnuma(tuple(draw(vnodes()) for _ in range(count)), tuple(vcpus))


@st.composite
def vnodes(draw):
    ranges = draw(st.lists(st.tuples(BYTES, BYTES).map(sorted), max_size=3))
    return DumpVnode(
        draw(st.none() | st.integers(0, 63)),
        tuple(DumpRange(*pair) for pair in ranges),
        draw(st.none() | st.integers(0, 1 << 40)),
    )


@st.composite
def dumps(draw):
    nodes = draw(st.lists(st.integers(0, 63), min_size=1, max_size=5, unique=True).map(sorted))
    cpus = draw(st.lists(st.integers(0, 4095), max_size=20, unique=True).map(sorted))
    seen = st.none() | st.integers(0, 255)
    domids = draw(st.lists(st.integers(0, 32751), max_size=4, unique=True).map(sorted))
    return NumaDump(
        draw(st.none() | st.integers(0, (1 << 63) - 1)),
        tuple(DumpNode(n, draw(PAGES), draw(PAGES), draw(PAGES), draw(seen)) for n in nodes),
        tuple(CpuNode(cpu, draw(st.sampled_from(nodes))) for cpu in cpus),
        tuple(
            DumpDomain(
                domid,
                draw(PAGES),
                tuple(NodePages(n, draw(PAGES)) for n in nodes),
                draw(st.none() | vnumas()),
            )
            for domid in domids
        ),
    )


def visible(dump, version):
    """What of a dump this Xen prints."""
    form = format_for(version)
    return replace(
        dump,
        nodes=tuple(visible_node(node, form) for node in dump.nodes),
        domains=tuple(replace(d, vnuma=visible_vnuma(d.vnuma, form)) for d in dump.domains),
    )


def visible_node(node, form):
    asked = form.sanity != "P3" or node.span_pages > 1
    return replace(node, seen_as=node.seen_as if asked and node.seen_as != node.node else None)


def visible_vnuma(vnuma, form):
    if vnuma is None or form.block == "-":
        return None
    if form.block == "V":
        return replace(vnuma, vnodes=tuple(replace(v, size_mib=None) for v in vnuma.vnodes))
    return replace(vnuma, vnodes=tuple(DumpVnode(v.pnode, size_mib=v.mib) for v in vnuma.vnodes))


@pytest.mark.parametrize("version", VERSIONS)
@settings(max_examples=40)
@given(dump=dumps())
def test_what_is_read_is_what_was_shown(version, dump):
    text = write(dump, version)
    assert read(text) == visible(dump, version)
    assert write(read(text), version) == text


@pytest.mark.parametrize("version", VERSIONS)
@settings(max_examples=40)
@given(dump=dumps())
def test_the_format_is_found(version, dump):
    text = write(dump, version)
    assert version in formats(text)
    assert {write(read(text), name) for name in formats(text)} == {text}
    assert write(read(text), detect(text)) == text


@pytest.mark.parametrize("version", VERSIONS)
@settings(max_examples=40)
@given(dump=dumps())
def test_leading_and_trailing_blanks_do_not_matter(version, dump):
    lines = write(dump, version, prefix="").splitlines()
    assert read("\n".join(line.strip() for line in lines)) == visible(dump, version)


@given(st.lists(st.tuples(dumps(), st.sampled_from(VERSIONS)), max_size=3))
def test_a_ring_of_several_dumps(pressed):
    between = "(XEN) 'm' pressed -> memory info\n(d1) hello\n"
    ring = between + between.join(write(dump, version) for dump, version in pressed)
    assert read_all(ring) == [visible(dump, version) for dump, version in pressed]


@given(st.text(alphabet="(XEN)[] 'udDomainNODECPU0123->:.,\nvncpsMB", max_size=300))
def test_any_text_is_read_or_refused(text):
    with suppress(DumpError):
        read_all(text)
