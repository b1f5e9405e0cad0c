"""The nodes of a host profile: what the file says, and what follows where it says nothing."""

from __future__ import annotations

from collections.abc import Sequence

from xlpy.hosts.simulated.profile import ProfileDomain, ProfileNode
from xlpy.hosts.simulated.table import Table
from xlpy.machine.numbers import format_ranges

DEFAULT_SPAN_PAGES = 4194304  # 16 GiB
LOCAL_DISTANCE, REMOTE_DISTANCE = 10, 20
MAX_NODES = 64  # CONFIG_NR_NUMA_NODES
MAX_PAGES = 1 << 40
PAGE_SHIFT = 12
NOT_GIVEN = -1

_NODE = (
    "id", "cpus", "start_pfn", "span_pages", "free_pages", "low_free_pages", "distances", "cores",
    "sockets",
)  # fmt: skip


def read_nodes(top: Table) -> tuple[ProfileNode, ...]:
    """The tables [[node]] in ascending id, with gaps where nothing was said."""
    found: list[ProfileNode] = []
    for table in top.tables("node", _NODE):
        if "id" not in table or "cpus" not in table:
            table.problem("id", "a node needs an id and cpus")
            continue
        node = _node(table)
        for other in found:
            if other.id == node.id:
                table.problem("id", f"node {node.id} is described twice")
            if shared := set(other.cpus) & set(node.cpus):
                table.problem("cpus", f"CPU {format_ranges(shared)} is on node {other.id} already")
        found.append(node)
    return tuple(sorted(found))


def _node(table: Table) -> ProfileNode:
    node = ProfileNode(
        table.integer("id", 0, low=0, high=MAX_NODES - 1),
        table.ranges("cpus"),
        table.integer("start_pfn", NOT_GIVEN, low=0, high=MAX_PAGES),
        table.integer("span_pages", DEFAULT_SPAN_PAGES, low=0, high=MAX_PAGES),
        table.integer("free_pages", NOT_GIVEN, low=0, high=MAX_PAGES),
        table.integers("distances", low=0, high=255),
        table.integer("low_free_pages", NOT_GIVEN, low=0, high=MAX_PAGES),
        table.integers("cores", low=0, high=4095),
        table.integers("sockets", low=0, high=4095),
    )
    for key, numbers in (("cores", node.cores), ("sockets", node.sockets)):
        if numbers and len(numbers) != len(node.cpus):
            table.problem(key, f"{len(numbers)} values for {len(node.cpus)} CPUs")
    return node


def complete_topology(
    top: Table, nodes: Sequence[ProfileNode], cores_per_socket: int, threads_per_core: int
) -> tuple[ProfileNode, ...]:
    """Fill in start, distances, cores and sockets.

    CPUs fill a node thread by thread, then core by core; every node begins a new socket.
    """
    complete: list[ProfileNode] = []
    end = socket = 0
    for index, node in enumerate(nodes):
        start = end if node.start_pfn == NOT_GIVEN else node.start_pfn
        row = node.distances or tuple(
            LOCAL_DISTANCE if i == index else REMOTE_DISTANCE for i in range(len(nodes))
        )
        if len(row) != len(nodes):
            top.problem("node", f"node {node.id} has {len(row)} distances for {len(nodes)} nodes")
        order = [cpu // threads_per_core for cpu in range(len(node.cpus))]
        cores = node.cores or tuple(core % cores_per_socket for core in order)
        sockets = node.sockets or tuple(socket + core // cores_per_socket for core in order)
        complete.append(node._replace(start_pfn=start, distances=row, cores=cores, sockets=sockets))
        end, socket = start + node.span_pages, max((socket - 1, *sockets)) + 1
    return tuple(complete)


def complete_memory(
    top: Table, nodes: Sequence[ProfileNode], domains: Sequence[ProfileDomain], *,
    total_pages: int, dma_bits: int,
) -> tuple[ProfileNode, ...]:  # fmt: skip
    """Fill in the free pages, and check them against what the nodes span and the domains hold.

    What the nodes span beyond `total_pages` is holes, taken to be on the first node.
    """
    spans = sum(node.span_pages for node in nodes)
    if total_pages > spans:
        top.problem("total_pages", f"{total_pages} is more than the nodes span, {spans}")
    complete = []
    for index, node in enumerate(nodes):
        free = _free_pages(top, node, domains)
        holes = spans - total_pages if index == 0 else 0
        low = node.low_free_pages
        if low == NOT_GIVEN:
            low = max(min(free, low_pages(node, dma_bits) - holes), 0)
        elif low > free:
            top.problem("node", f"node {node.id} has {free} free pages, not {low} low ones")
        complete.append(node._replace(free_pages=free, low_free_pages=low))
    return tuple(complete)


def _free_pages(top: Table, node: ProfileNode, domains: Sequence[ProfileDomain]) -> int:
    held = sum(count for d in domains for owner, count in d.pages if owner == node.id)
    free = max(node.span_pages - held, 0) if node.free_pages == NOT_GIVEN else node.free_pages
    if free + held > node.span_pages:
        top.problem(
            "node", f"node {node.id} spans {node.span_pages} pages, but {held} are held by"
            f" domains and {max(free, 0)} free",
        )  # fmt: skip
    return free


def default_dma_bits(nodes: Sequence[ProfileNode]) -> int:
    """What Xen keeps back for DMA on a host of several nodes: a quarter of the first, up to 4 GiB."""
    if len(nodes) == 1:
        return 0
    last = nodes[0].start_pfn + nodes[0].span_pages // 4 - 1
    return 32 if last < 0 else min(32, last.bit_length() + PAGE_SHIFT)


def low_pages(node: ProfileNode, bits: int) -> int:
    """Pages that the node spans below 2**bits bytes; none where nothing is kept back."""
    end = min(node.start_pfn + node.span_pages, 1 << max(bits - PAGE_SHIFT, 0))
    return max(end - node.start_pfn, 0) if bits else 0
