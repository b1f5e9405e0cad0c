"""Page accounting is exact: against a page-by-page model, and over any life of a host."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlpy import pipeline
from xlpy.errors import InsufficientMemory, XlError
from xlpy.hosts.simulated.accounting import NodeAccounts
from xlpy.machine.blueprint import VnumaBlueprint
from xlpy.machine.vnuma import VmemRange
from xlpy.syntax.source import Source

FREE = st.dictionaries(st.integers(0, 5), st.integers(0, 40), min_size=1, max_size=5)
EXTENTS = st.sampled_from([(1,), (4, 1), (8, 2, 1), (3, 1), (16, 4, 1)])


def one_by_one(
    free: dict[int, int], pages: int, nodes: Sequence[int], cursor: int, extents: Sequence[int]
) -> tuple[dict[int, int], int]:
    """Xen's allocator asked for one extent after the other (vnuma.md 4.6)."""
    taken: dict[int, int] = {}
    inside = [node for node in free if node in nodes]
    outside = [node for node in free if node not in nodes]
    for extent in extents:
        while pages >= extent:
            for ring in (inside, outside):
                turn = sorted(ring, key=lambda node: (node <= cursor, node))
                able = [node for node in turn if free[node] >= extent]
                if able:
                    break
            else:
                break
            cursor = able[0]
            free[cursor] -= extent
            taken[cursor] = taken.get(cursor, 0) + extent
            pages -= extent
    return taken, cursor


@given(FREE, st.integers(0, 150), st.sets(st.integers(0, 5)), st.integers(0, 5), EXTENTS)
@settings(max_examples=400)
def test_spreading_by_whole_rounds_is_spreading_extent_by_extent(
    free, pages, nodes, cursor, extents
):
    accounts = NodeAccounts(free)
    if sum(free.values()) < pages:
        with pytest.raises(InsufficientMemory):
            accounts.take_spread("t", pages, nodes=sorted(nodes), cursor=cursor, extents=extents)
        assert accounts.free == free
        return
    taken, end = accounts.take_spread(
        "t", pages, nodes=sorted(nodes), cursor=cursor, extents=extents
    )
    model = dict(free)
    assert (taken, end) == one_by_one(model, pages, sorted(nodes), cursor, extents)
    assert accounts.free == model
    assert sum(taken.values()) == pages
    assert all(left >= 0 for left in accounts.free.values())


@given(FREE, st.integers(0, 5), st.integers(0, 60))
def test_an_exact_request_takes_from_its_node_or_changes_nothing(free, node, pages):
    accounts = NodeAccounts(free)
    if free.get(node, -1) >= pages:
        taken = accounts.take_exact("t", node, pages)
        assert taken.get(node, 0) == sum(taken.values()) == pages
        assert accounts.free == {**free, node: free[node] - pages}
        return
    with pytest.raises(InsufficientMemory) as refusal:
        accounts.take_exact("t", node, pages)
    error = refusal.value
    assert (error.needed_pages, error.node, error.free_pages) == (pages, node, free)
    assert accounts.free == free


# -- the life of a host ---------------------------------------------------------------------------

SMALL = """
name = "small"
xen_version = "4.4-vnuma-v2"
pv_vnuma = true
placement = "2013-v2"
[dom0]
pages = [100, 50, 0]
[[node]]
id = 0
cpus = "0-1"
span_pages = 70000
[[node]]
id = 1
cpus = "2-3"
span_pages = 50000
[[node]]
id = 3
cpus = "4-5"
span_pages = 30000
"""


def vnuma_of(pages: Sequence[int], pnodes: Sequence[int | None]) -> VnumaBlueprint:
    count = len(pages)
    ranges, start = [], 0
    for vnode, size in enumerate(pages):
        ranges.append(VmemRange(start, start + size * 4096, vnode))
        start += size * 4096
    return VnumaBlueprint(
        pages=tuple(pages), size_mib=(1,) * count, vmemranges=tuple(ranges),
        vdistance=(10,) * (count * count), vcpu_to_vnode=tuple(range(count)),
        vnode_to_pnode=tuple(pnodes),
    )  # fmt: skip


PAGES = st.integers(1, 40000)
VNODES = st.lists(st.tuples(PAGES, st.sampled_from([None, 0, 1, 3])), min_size=1, max_size=4)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("plain"), PAGES, st.sampled_from(["pv", "hvm", "pvh"]),
                  st.sets(st.sampled_from([0, 1, 3]), min_size=1)),
        st.tuples(st.just("vnuma"), VNODES),
        st.tuples(st.just("destroy"), st.integers(0, 9)),
    ),
    max_size=14,
)  # fmt: skip


@given(steps=STEPS)
@settings(max_examples=60)
def test_free_and_held_pages_always_add_up(steps, new_host, blueprint, page_sums):
    host = new_host(SMALL)
    whole = {0: 70000, 1: 50000, 3: 30000}
    alive: list[int] = []
    for number, (what, *details) in enumerate(steps):
        before = host.topology().free_pages
        if what == "destroy":
            if alive:
                host.destroy(alive.pop(details[0] % len(alive)))
        else:
            asked = wanted(blueprint, f"d{number}", what, details)
            try:
                alive.append(host.build(asked))
            except InsufficientMemory:
                assert host.topology().free_pages == before
        assert page_sums(host) == whole
        assert [row.domid for row in host.domains()] == [0, *sorted(alive)]
    for domid in alive:
        host.destroy(domid)
    assert host.topology().free_pages == {0: 69900, 1: 49950, 3: 30000}
    host.store.close()


def wanted(blueprint, name, what, details):
    if what == "plain":
        pages, type_, nodes = details
        return blueprint(name, pages=pages, type=type_, nodes=tuple(sorted(nodes)))
    vnodes = details[0]
    sizes = [pages for pages, _ in vnodes]
    pnodes = [pnode for _, pnode in vnodes]
    return blueprint(
        name, pages=sum(sizes), vcpus=len(vnodes), nodes=(0, 1, 3), vnuma=vnuma_of(sizes, pnodes)
    )


# -- a thousand domains ---------------------------------------------------------------------------


def config_text(number: int, chance: random.Random) -> str:
    """Most fit, some can't: too large a domain, a pnode too small, a name twice, a wrong pool."""
    lines = [f'name="d{number}"', f"memory={chance.randint(1, 24)}", "vcpus=2"]
    kind = chance.random()
    if kind < 0.3:
        lines = [f'name="d{number}"', "memory=128", "vcpus=2", "vnodes=2"]
        lines.append(f"vnuma_vnodemap=[{chance.randint(0, 1)},{chance.randint(0, 1)}]")
    elif kind < 0.4:
        lines[1] = "memory=30000"
    elif kind < 0.45:
        lines[0] = 'name="Domain-0"'
    elif kind < 0.5:
        lines.append('pool="gone"')
    elif kind < 0.6:
        lines.append('cpus="node:1"')
    return "\n".join([*lines, ""])


def test_a_thousand_creates_and_destroys_give_back_every_page(new_host):
    host = new_host("heatpipe")
    chance = random.Random(2013)
    at_first = host.topology().free_pages
    total = sum(at_first.values())
    alive: dict[int, int] = {}
    failed = 0
    for number in range(1000):
        source = Source("d.cfg", config_text(number, chance).encode())
        try:
            made = pipeline.create(pipeline.load(source, host).config, host)
        except XlError:
            failed += 1
        else:
            alive[made.domid] = host.summary(made.domid).pages
        while len(alive) > 60 or (alive and chance.random() < 0.4):
            domid = chance.choice(list(alive))
            host.destroy(domid)
            del alive[domid]
        free = host.topology().free_pages
        assert sum(free.values()) + sum(alive.values()) == total
    assert failed > 100
    order = list(alive)
    chance.shuffle(order)
    for domid in order:
        host.destroy(domid)
    assert host.topology().free_pages == at_first
    assert [row.domid for row in host.domains()] == [0]
