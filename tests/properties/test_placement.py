"""The search of libxl against the plainest reference there is, on hosts of up to five nodes."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from xlpy.machine.topology import PAGES_PER_MIB, Cpupool, DomainLoad, Node, Topology
from xlpy.placement.libxl import needed_kib, search
from xlpy.placement.plan import plan
from xlpy.placement.request import Request, VnodeRequest


@st.composite
def hosts(draw: st.DrawFn) -> Topology:
    count = draw(st.integers(2, 5))
    cpus = [draw(st.integers(1, 3))] * count
    if draw(st.booleans()):
        cpus = draw(st.lists(st.integers(1, 3), min_size=count, max_size=count))
    free = draw(st.lists(st.sampled_from([0, 3, 16, 17, 40, 64]), min_size=count, max_size=count))
    nodes, first = [], 0
    for node in range(count):
        pages = free[node] * PAGES_PER_MIB
        members = tuple(range(first, first + cpus[node]))
        nodes.append(Node(node, members, node << 20, pages, pages, (10,) * count))
        first += cpus[node]
    everything = list(range(first))
    some = st.lists(st.sampled_from(everything), min_size=1, unique=True).map(sorted).map(tuple)
    pool = draw(st.one_of(st.just(tuple(everything)), some))
    rest = tuple(cpu for cpu in everything if cpu not in pool)
    pools = (Cpupool(0, "Pool-0", pool), Cpupool(1, "rest", rest))
    affinity = st.lists(st.integers(0, count - 1), min_size=1, unique=True).map(sorted).map(tuple)
    load = st.builds(
        DomainLoad, domid=st.just(1), vcpus=st.lists(some, max_size=3).map(tuple), nodes=affinity,
        pool=st.integers(0, 1),
    )  # fmt: skip
    return Topology(tuple(nodes), pools, tuple(draw(st.lists(load, max_size=4))))


def asking(host: Topology, mib: int, vcpus: int, sizes: tuple[int, ...] = ()) -> Request:
    return Request(
        "t", "hvm", vcpus, mib * 1024, mib * 1024, "Pool-0", (host.cpus,) * vcpus,
        vnodes=tuple(VnodeRequest(size, ()) for size in sizes),
    )  # fmt: skip


def reference(request: Request, host: Topology) -> tuple[int, ...] | None:
    """Every set of nodes, one by one; the best by (size, load, memory, order)."""
    pool = set(host.pools[0].cpus)
    pools = {entry.id: set(entry.cpus) for entry in host.pools}
    need = -(-(request.target_kib + 4 * (256 * request.max_vcpus + request.max_kib // 1024) + 2048)
             // 2048) * 2048  # fmt: skip
    all_counts = {len(node.cpus) for node in host.nodes}
    usable = [node for node in host.nodes if pool & set(node.cpus)]
    least = 1
    if len(all_counts) == 1:
        per_node = all_counts.pop()
        least = min((request.max_vcpus + per_node - 1) // per_node, len(usable))
    found = []
    for picks in product([True, False], repeat=len(usable)):
        nodes = [node for node, pick in zip(usable, picks, strict=True) if pick]
        free = sum(node.free_pages for node in nodes) * 4
        cpus = sum(cpu in pool for node in nodes for cpu in node.cpus)
        if not nodes or len(nodes) < least or free < need or cpus < request.max_vcpus:
            continue
        load = 0
        for node in nodes:
            for domain in host.domains:
                for vcpu in domain.vcpus:
                    reach = set(vcpu) & pool & pools[domain.pool] & set(node.cpus)
                    load += bool(reach) and node.id in domain.nodes
        ids = tuple(node.id for node in nodes)
        found.append((len(nodes), load, -free, ids))
    return min(found)[3] if found else None


@given(hosts(), st.integers(1, 120), st.integers(1, 10))
def test_the_search_finds_what_trying_everything_finds(host, mib, vcpus):
    request = asking(host, mib, vcpus)
    best = search(request, host).best
    assert (best.nodes if best else None) == reference(request, host)


@given(hosts(), st.integers(1, 120), st.integers(1, 10))
def test_every_accepted_candidate_beats_the_one_before_and_satisfies_the_request(host, mib, vcpus):
    request = asking(host, mib, vcpus)
    found = search(request, host)
    for candidate in found.accepted:
        assert candidate.free_kib >= needed_kib(request)
        assert candidate.cpus >= vcpus
    for before, after in zip(found.accepted, found.accepted[1:], strict=False):
        assert (after.load, -after.free_kib) < (before.load, -before.free_kib)
        assert len(after.nodes) == len(before.nodes)
    assert (found.best is None) == bool(found.reason)


@given(
    hosts(), st.lists(st.integers(1, 40), min_size=1, max_size=6).map(tuple), st.integers(1, 6),
    st.sampled_from(["2013-v2", "2013-v3", "libxl"]),
)  # fmt: skip
def test_vnodes_are_given_only_nodes_of_the_plan_that_have_room_for_them(
    host, sizes, vcpus, policy
):
    made = plan(asking(host, sum(sizes), vcpus, sizes), host, policy)
    left = host.free_pages
    for vnode in made.vnodes:
        if vnode.pnode is not None:
            assert vnode.pnode in made.nodes
            left[vnode.pnode] -= vnode.size_mib * PAGES_PER_MIB
    assert all(pages >= 0 for pages in left.values())
    for vnode in made.vnodes:  # first fit leaves nobody out whom a node of the plan could take
        if vnode.pnode is None:
            assert all(left[node] < vnode.size_mib * PAGES_PER_MIB for node in made.nodes)
