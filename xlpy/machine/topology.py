"""What a host is made of: nodes, CPUs, cpupools, and the domains that are there from boot."""

from __future__ import annotations

from typing import NamedTuple

PAGE_KIB = 4
"""Every page count in this project is of 4 KiB pages."""

PAGES_PER_MIB = 256


class Node(NamedTuple):
    """One physical NUMA node. Page frame numbers and counts are of 4 KiB pages.

    `span_pages` includes holes; `distances` is the row of the SLIT, by node index (10 = local).
    """

    id: int
    cpus: tuple[int, ...]
    start_pfn: int
    span_pages: int
    free_pages: int
    distances: tuple[int, ...]


class Cpupool(NamedTuple):
    """A set of CPUs with a scheduler of its own."""

    id: int
    name: str
    cpus: tuple[int, ...]
    scheduler: str = "credit2"


class DomainLoad(NamedTuple):
    """What placement must know of a domain that runs already.

    `hard` is the set of CPUs each of its vcpus may use, `nodes` its node affinity.
    """

    domid: int
    vcpus: tuple[tuple[int, ...], ...]
    nodes: tuple[int, ...]
    pool: int


class Topology(NamedTuple):
    """The host as placement sees it: nodes in ascending id, pools, and who runs where."""

    nodes: tuple[Node, ...]
    pools: tuple[Cpupool, ...]
    domains: tuple[DomainLoad, ...] = ()
    cores_per_socket: int = 1
    threads_per_core: int = 1
    max_nodes: int = 0
    """How many node numbers this Xen provides for (64 in real ones); 0: no more than there are."""

    @property
    def node_ids(self) -> tuple[int, ...]:
        """Ids of the online nodes, ascending."""
        return tuple(node.id for node in self.nodes)

    @property
    def cpus(self) -> tuple[int, ...]:
        """Every online CPU, ascending."""
        return tuple(sorted(cpu for node in self.nodes for cpu in node.cpus))

    @property
    def max_cpu_id(self) -> int:
        """The highest online CPU; 0 without any."""
        return max(self.cpus, default=0)

    @property
    def max_node_id(self) -> int:
        """The highest online node."""
        return max(self.node_ids)

    @property
    def free_pages(self) -> dict[int, int]:
        """Free 4 KiB pages by node id."""
        return {node.id: node.free_pages for node in self.nodes}

    def node(self, node_id: int) -> Node:
        """The node of that id; KeyError when it is not online."""
        for node in self.nodes:
            if node.id == node_id:
                return node
        raise KeyError(node_id)

    def pool(self, name: str) -> Cpupool | None:
        """The cpupool of that name, or None."""
        return next((pool for pool in self.pools if pool.name == name), None)
