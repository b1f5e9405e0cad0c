"""Page accounting is exact: against a page-by-page model, and over any life of a host."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlpy import pipeline
from xlpy.errors import InsufficientMemory, XlError
from xlpy.hosts.simulated.accounting import Allocation, NodeAccounts, NodeMemory
from xlpy.machine.blueprint import VnumaBlueprint
from xlpy.machine.vnuma import VmemRange
from xlpy.syntax.source import Source

MEMORY = st.dictionaries(
    st.integers(0, 5),
    st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, 20)).map(
        lambda parts: NodeMemory(parts[0] + parts[1], parts[1], parts[2])
    ),
    min_size=1, max_size=5,
)  # fmt: skip
SIZES = st.sampled_from([(1,), (4, 1), (8, 2, 1), (3, 1), (16, 4, 1)])


class OneByOne:
    """Xen's allocator asked for one extent after the other (vnuma.md 4.6, 10.4)."""

    def __init__(self, memory: dict[int, NodeMemory], nodes: Sequence[int], cursor: int) -> None:
        self.high = {node: part.free - part.low for node, part in memory.items()}
        self.low = {node: part.low for node, part in memory.items()}
        self.loose = {node: part.loose for node, part in memory.items()}
        self.nodes, self.cursor = nodes, cursor
        self.taken: dict[int, tuple[int, int]] = {}

    def ask(self, extent: int) -> bool:
        inside = [node for node in self.high if node in self.nodes]
        outside = sorted(node for node in self.high if node not in self.nodes)
        inside.sort(key=lambda node: (node <= self.cursor, node))
        for zone in (self.high, self.low):
            for node in (*inside, *outside):
                usable = zone[node]
                if zone is self.high and extent > 1:
                    usable -= self.loose[node]
                if usable >= extent:
                    zone[node] -= extent
                    pages, low = self.taken.get(node, (0, 0))
                    low += extent if zone is self.low else 0
                    self.taken[node] = (pages + extent, low)
                    self.cursor = node
                    return True
        return False

    def spread(self, count: int, sizes: Sequence[int]) -> None:
        pages = count * sizes[0]
        for extent in sizes:
            while pages >= extent and self.ask(extent):
                pages -= extent

    @property
    def free(self) -> dict[int, int]:
        return {node: high + self.low[node] for node, high in self.high.items()}


@given(
    MEMORY, SIZES,
    st.lists(st.tuples(st.integers(0, 40), st.sets(st.integers(0, 5))), min_size=1, max_size=4),
    st.integers(0, 5),
)  # fmt: skip
@settings(max_examples=500)
def test_spreading_by_whole_rounds_is_spreading_extent_by_extent(memory, sizes, requests, cursor):
    accounts = NodeAccounts(memory)
    allocation = Allocation(accounts, "t", (), cursor=cursor)
    model = OneByOne(memory, (), cursor)
    for count, nodes in requests:
        allocation.confine(sorted(nodes))
        model.nodes, model.taken = sorted(nodes), {}
        before = accounts.free
        if sum(before.values()) < count * sizes[0]:
            with pytest.raises(InsufficientMemory):
                allocation.spread(count, sizes[0], sizes=sizes)
            assert accounts.free == before
            continue
        taken = allocation.spread(count, sizes[0], sizes=sizes)
        model.spread(count, sizes)
        assert {node: tuple(share) for node, share in taken.items()} == model.taken
        assert allocation.cursor == model.cursor
        assert accounts.free == model.free
        assert sum(share.pages for share in taken.values()) == count * sizes[0]


@given(MEMORY, st.integers(0, 5), st.integers(0, 90))
def test_an_exact_request_takes_from_its_node_or_changes_nothing(memory, node, pages):
    accounts = NodeAccounts(memory)
    free = accounts.free
    allocation = Allocation(accounts, "t", ())
    if free.get(node, -1) >= pages:
        taken = allocation.exact(node, pages)
        low = max(pages - (memory[node].free - memory[node].low), 0)
        assert taken == {node: (pages, low)}
        assert accounts.free == {**free, node: free[node] - pages}
        return
    with pytest.raises(InsufficientMemory) as refusal:
        allocation.exact(node, pages)
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
