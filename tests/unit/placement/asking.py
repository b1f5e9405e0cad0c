"""Hosts and requests for placement tests, in few words."""

from __future__ import annotations

from collections.abc import Sequence

from xlpy.machine.topology import PAGES_PER_MIB, Cpupool, DomainLoad, Node, Topology
from xlpy.placement.request import Request, VnodeRequest


def topology(
    free_mib: Sequence[int], *, cpus: Sequence[int] | int = 4, domains: Sequence[DomainLoad] = (),
    pools: Sequence[Cpupool] = (), distances: Sequence[Sequence[int]] | None = None,
) -> Topology:  # fmt: skip
    """Nodes of these free MiB, CPUs numbered on from node to node, one pool unless told otherwise."""
    counts = [cpus] * len(free_mib) if isinstance(cpus, int) else cpus
    nodes, first, start = [], 0, 0
    for node, (mib, count) in enumerate(zip(free_mib, counts, strict=True)):
        row = tuple(10 if other == node else 20 for other in range(len(free_mib)))
        pages = mib * PAGES_PER_MIB
        nodes.append(
            Node(
                node, tuple(range(first, first + count)), start, pages, pages,
                tuple(distances[node]) if distances else row,
            )
        )  # fmt: skip
        first, start = first + count, start + pages
    everything = Cpupool(0, "Pool-0", tuple(range(first)))
    return Topology(tuple(nodes), tuple(pools) or (everything,), tuple(domains))


def load(
    domid: int, vcpus: int, host: Topology, *, nodes: Sequence[int] | None = None,
    cpus: Sequence[int] | None = None, pool: int = 0,
) -> DomainLoad:  # fmt: skip
    """A running domain; unpinned and on all nodes unless told otherwise."""
    hard = host.cpus if cpus is None else tuple(cpus)
    return DomainLoad(
        domid, (hard,) * vcpus, host.node_ids if nodes is None else tuple(nodes), pool
    )


def request(  # noqa: PLR0913 - a request has that many parts
    host: Topology, mib: int, *, vcpus: int = 1, type: str = "hvm",  # noqa: A002
    hard: Sequence[int] | None = None, cpus_form: str | None = None, soft_given: bool = False,
    sizes: Sequence[int] = (), vnodemap: Sequence[int] | None = None, autoplacement: bool = True,
    pool: str = "Pool-0",
) -> Request:  # fmt: skip
    """A domain to place; vcpus go round robin over the vnodes of these `sizes` in MiB."""
    return Request(
        name="t", type=type, max_vcpus=vcpus, target_kib=mib * 1024, max_kib=mib * 1024, pool=pool,
        hard=((host.cpus if hard is None else tuple(hard)),) * vcpus, cpus_form=cpus_form,
        soft_given=soft_given,
        vnodes=tuple(
            VnodeRequest(size, tuple(range(vnode, vcpus, len(sizes))))
            for vnode, size in enumerate(sizes)
        ),
        vnodemap=None if vnodemap is None else tuple(vnodemap), autoplacement=autoplacement,
    )  # fmt: skip


def pnodes(plan: object) -> tuple[int | None, ...]:
    """The pnode of every vnode of a plan."""
    return tuple(vnode.pnode for vnode in plan.vnodes)  # type: ignore[attr-defined]
