"""The 2013 series' choice of a pnode for each vnode: first fit, node by node (vnuma.md 1.7)."""

from __future__ import annotations

from collections.abc import Sequence

from xlpy.machine.topology import PAGES_PER_MIB, Topology
from xlpy.placement.request import Request


def map_problem(request: Request, topology: Topology) -> str | None:
    """Why a given `vnuma_vnodemap` cannot be used on this host; None when it can."""
    vnodemap = request.vnodemap or ()
    free = topology.free_pages
    for vnode, pnode in enumerate(vnodemap):
        if pnode not in free:
            nodes = ", ".join(map(str, free))
            return f"vnode {vnode} asks for node {pnode}, the host has nodes {nodes}"
    for pnode in sorted(set(vnodemap)):
        need = sum(
            vnode.size_mib
            for vnode, to in zip(request.vnodes, vnodemap, strict=True)
            if to == pnode
        )
        if need * PAGES_PER_MIB > free[pnode]:
            return (
                f"its vnodes need {need} MiB on node {pnode},"
                f" which has {free[pnode] // PAGES_PER_MIB} MiB free"
            )
    return None


def first_fit(
    request: Request, topology: Topology, nodes: Sequence[int]
) -> tuple[tuple[int | None, ...], str]:
    """A pnode for each vnode, None for any; and the reason.

    All on the first node that could hold the whole domain; else each node in turn takes, in index
    order, every vnode that still fits. No distances, no CPUs: the rule of the series. A vnode whose
    node is given (`request.pnodes`) keeps it.
    """
    free = topology.free_pages
    if not request.names_pnodes:
        for node in sorted(nodes):
            if free[node] * 4 >= request.max_kib:
                return (
                    (node,) * len(request.vnodes),
                    f"node {node} has room for the whole domain",
                )
    return _node_by_node(request, free, sorted(nodes))


def _node_by_node(
    request: Request, free: dict[int, int], nodes: Sequence[int]
) -> tuple[tuple[int | None, ...], str]:
    chosen = list(request.pnodes) or [None] * len(request.vnodes)
    given = [
        (pnode, asked.size_mib * PAGES_PER_MIB)
        for pnode, asked in zip(chosen, request.vnodes, strict=True)
    ]
    for node in nodes:
        left = free[node] - sum(pages for pnode, pages in given if pnode == node)
        for vnode, asked in enumerate(request.vnodes):
            pages = asked.size_mib * PAGES_PER_MIB
            if chosen[vnode] is None and pages <= left:
                chosen[vnode] = node
                left -= pages
    reason = "first fit over nodes " + ", ".join(map(str, nodes))
    nowhere = [str(vnode) for vnode, pnode in enumerate(chosen) if pnode is None]
    if nowhere:
        reason += f"; no node has room for vnode {', '.join(nowhere)}"
    return tuple(chosen), reason
