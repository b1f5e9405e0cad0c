"""libxl's automatic placement: which nodes an ordinary domain gets (vnuma.md section 4).

Fewest nodes first; among as many, the least vcpu load, then the most free memory, then the
lexicographically first. Distances play no part. Arithmetic is exact, unless libxl's own is asked for:
it adds free KiB in 32 bits, so a candidate's memory wraps at 4 TiB, and compares by a difference cut
to 32 bits, so 2 TiB more can count as less.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from xlpy.errors import PlacementError
from xlpy.machine.topology import PAGE_KIB, Cpupool, Topology
from xlpy.placement.request import Request

MAX_NODES = 16
NEED_ROUNDING_KIB = 2048
_UINT32 = 1 << 32
EXTRA_KIB = {"pv": 1024, "hvm": 2048, "pvh": 2048}


class Candidate(NamedTuple):
    """A set of nodes with its free memory, CPUs and load (vcpus that may run there)."""

    nodes: tuple[int, ...]
    free_kib: int
    cpus: int
    load: int

    def better_than(self, other: Candidate, *, bugs: bool) -> bool:
        """Less load wins; at equal load, more memory."""
        if self.load != other.load:
            return self.load < other.load
        less = other.free_kib - self.free_kib
        return (_int32(less) if bugs else less) < 0


class Search(NamedTuple):
    """What the search found, every candidate that was the best so far, and why it failed."""

    best: Candidate | None
    accepted: tuple[Candidate, ...] = ()
    reason: str = ""


def needed_kib(request: Request) -> int:
    """Memory the search looks for: the target, the paging pool and a reserve, in KiB."""
    shadow = 4 * (256 * request.max_vcpus + request.max_kib // 1024)
    need = request.target_kib + shadow + EXTRA_KIB[request.type]
    return -(-need // NEED_ROUNDING_KIB) * NEED_ROUNDING_KIB


def search(request: Request, topology: Topology, *, bugs: bool = False) -> Search:
    """Run the search, with `bugs` in libxl's own arithmetic."""
    pool = require_pool(request, topology)
    if len(topology.nodes) <= 1:
        return Search(None, reason="the host has one node")
    if len(topology.nodes) > MAX_NODES:
        return Search(
            None, reason=f"libxl gives up above {MAX_NODES} nodes; this host has"
            f" {len(topology.nodes)}",
        )  # fmt: skip
    return _by_size(request, topology, frozenset(pool.cpus), bugs=bugs)


def require_pool(request: Request, topology: Topology) -> Cpupool:
    """The cpupool asked for. Raises PlacementError when there is none of that name."""
    pool = topology.pool(request.pool)
    if pool is None:
        names = ", ".join(pool.name for pool in topology.pools)
        raise PlacementError(
            f'there is no cpupool "{request.pool}"', hint=f"cpupools here: {names}"
        )
    return pool


def check_affinity(request: Request, pool: Cpupool) -> None:
    """Raise PlacementError when a hard affinity misses the cpupool altogether."""
    for vcpu, cpus in enumerate(request.hard):
        if not set(cpus) & set(pool.cpus):
            raise PlacementError(
                f"vcpu {vcpu} may use no CPU of cpupool {pool.name}",
                rejected={pool.name: "its CPUs and cpus= have none in common"},
                hint="widen cpus=, or choose another pool=",
            )


def _by_size(request: Request, topology: Topology, usable: frozenset[int], *, bugs: bool) -> Search:
    """Subsets of growing size; the first size with an acceptable one decides."""
    need = needed_kib(request)
    loads = node_loads(topology, usable)
    free = {node.id: node.free_pages * PAGE_KIB for node in topology.nodes}
    cpus = {node.id: len(usable.intersection(node.cpus)) for node in topology.nodes}
    suitable = [node.id for node in topology.nodes if cpus[node.id]]
    accepted: list[Candidate] = []
    for size in range(_smallest(request, topology, len(suitable)), len(suitable) + 1):
        for nodes in combinations(suitable, size):
            kib = _sum(free, nodes)
            candidate = Candidate(
                nodes, kib % _UINT32 if bugs else kib, _sum(cpus, nodes), _sum(loads, nodes)
            )
            fits = candidate.free_kib >= need and candidate.cpus >= request.max_vcpus
            if fits and (not accepted or candidate.better_than(accepted[-1], bugs=bugs)):
                accepted.append(candidate)
        if accepted:
            return Search(accepted[-1], tuple(accepted))
    return Search(
        None, reason=f"no set of nodes has {need // 1024} MiB free and {request.max_vcpus} CPUs"
    )


def _smallest(request: Request, topology: Topology, suitable: int) -> int:
    """Fewest nodes worth trying: enough CPUs where every node has the same number of them."""
    counts = {len(node.cpus) for node in topology.nodes}
    per_node = counts.pop() if len(counts) == 1 else 0
    return min(-(-request.max_vcpus // per_node) if per_node else 1, suitable)


def node_loads(topology: Topology, usable: frozenset[int]) -> dict[int, int]:
    """Per node: vcpus of running domains that may run there (hard affinity, pool, node affinity)."""
    pools = {pool.id: frozenset(pool.cpus) for pool in topology.pools}
    owner = {cpu: node.id for node in topology.nodes for cpu in node.cpus}
    loads = dict.fromkeys(topology.node_ids, 0)
    for domain in topology.domains:
        allowed = usable & pools.get(domain.pool, frozenset())
        affinity = set(domain.nodes)
        for cpus in domain.vcpus:
            for node in {owner[cpu] for cpu in allowed.intersection(cpus)} & affinity:
                loads[node] += 1
    return loads


def _int32(value: int) -> int:
    """What C makes of a number it puts into an int."""
    return (value + (_UINT32 >> 1)) % _UINT32 - (_UINT32 >> 1)


def _sum(values: dict[int, int], nodes: Iterable[int]) -> int:
    return sum(values[node] for node in nodes)
