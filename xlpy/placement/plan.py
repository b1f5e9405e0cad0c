"""`plan(request, topology, policy) -> Plan`: the one interface of placement."""

from __future__ import annotations

from xlpy.errors import PlacementError, UsageError
from xlpy.machine.affinity import automatic_nodes
from xlpy.machine.plan import Plan, PlannedVnode
from xlpy.machine.topology import Topology
from xlpy.placement.libxl import Search, check_affinity, require_pool, search
from xlpy.placement.request import Request
from xlpy.placement.series2013 import first_fit, map_problem

POLICIES = ("2013-v2", "2013-v3", "libxl", "libxl-bugs")
LIBXL = ("libxl", "libxl-bugs")
DEFAULT_POLICY = "2013-v2"


def plan(request: Request, topology: Topology, policy: str) -> Plan:
    """Decide where a domain lies.

    Raises PlacementError when it cannot be placed at all, UsageError for an unknown policy.
    """
    require_policy(policy)
    check_affinity(request, require_pool(request, topology))
    if request.vnodemap is not None:
        problem = map_problem(request, topology)
        if problem is None:
            return _as_mapped(request, topology, policy)
        if not request.autoplacement:
            raise PlacementError(
                f"vnuma_vnodemap cannot be used: {problem}",
                rejected={"vnuma_vnodemap": problem},
                hint="correct the map, or set vnuma_autoplacement=1 to have the nodes chosen",
            )
    return _automatic(request, topology, policy)


def require_policy(policy: str) -> str:
    """Give the policy back. Raises UsageError when there is none of that name."""
    if policy not in POLICIES:
        raise UsageError(
            f'"{policy}" is not a placement policy', hint=f"policies: {', '.join(POLICIES)}"
        )
    return policy


def _as_mapped(request: Request, topology: Topology, policy: str) -> Plan:
    """The given vnode→pnode map holds; libxl's search is switched off."""
    assert request.vnodemap is not None
    nodes = tuple(sorted(set(request.vnodemap)))
    return Plan(
        policy=policy,
        nodes=nodes,
        placed=True,
        vnodes=_vnodes(request, request.vnodemap),
        soft_affinity=_cpus(topology, nodes),
        reasons=("the nodes are those of vnuma_vnodemap",),
    )


def _automatic(request: Request, topology: Topology, policy: str) -> Plan:
    found, why = _node_set(request, topology, policy)
    nodes = found.best.nodes if found.best else topology.node_ids
    reasons = [why]
    pnodes, reason = _pnodes(request, topology, policy, found)
    if reason:
        reasons.append(reason)
    return Plan(
        policy=policy,
        nodes=nodes,
        placed=found.best is not None,
        vnodes=_vnodes(request, pnodes),
        soft_affinity=_cpus(topology, nodes),
        reasons=tuple(reasons),
    )


def _pnodes(
    request: Request, topology: Topology, policy: str, found: Search
) -> tuple[tuple[int | None, ...], str]:
    """A node for each vnode, and why."""
    if not request.vnodes:
        return (), ""
    if request.pnodes and policy in LIBXL:
        return _libxl_pnodes(request.pnodes)
    if not request.pnodes and policy == "2013-v2" and request.cpus_form is not None:
        why = "cpus= is given, and 2013-v2 stops there"
        return (None,) * len(request.vnodes), f"vnodes get no node of their own: {why}"
    if request.pnodes and None not in request.pnodes:
        return request.pnodes, "vnodes: their nodes are given"
    pnodes, reason = first_fit(request, topology, _where_to_look(request, topology, found))
    return pnodes, f"vnodes: {reason}"


def _libxl_pnodes(asked: tuple[int | None, ...]) -> tuple[tuple[int | None, ...], str]:
    """Node 0 for a vnode that names none, whatever the search has found: libxl's way."""
    unnamed = [str(vnode) for vnode, pnode in enumerate(asked) if pnode is None]
    reason = "vnodes: their nodes are given"
    if unnamed:
        reason = f"vnodes: libxl takes node 0 where none is named (vnode {', '.join(unnamed)})"
    return tuple(pnode or 0 for pnode in asked), reason


def _where_to_look(request: Request, topology: Topology, found: Search) -> tuple[int, ...]:
    """The nodes that were found for the whole domain; without them, for `vnuma=`, the vcpus' own."""
    if found.best:
        return found.best.nodes
    if not request.pnodes:
        return topology.node_ids
    pool = require_pool(request, topology)
    return automatic_nodes(request.hard, [pool.cpus], pool.cpus, topology)


def _node_set(request: Request, topology: Topology, policy: str) -> tuple[Search, str]:
    """The nodes for the whole domain, by libxl's rules, and the reason in words."""
    off = _switched_off(request, policy)
    if off:
        return Search(None), f"all nodes: {off}"
    found = search(request, topology, bugs=policy == "libxl-bugs")
    if found.best is None:
        return found, f"all nodes: {found.reason}"
    best = found.best
    ids = ", ".join(map(str, best.nodes))
    return found, (
        f"node{'s' * (len(best.nodes) > 1)} {ids}: fewest that fit, then least load"
        f" ({best.load} vcpus on {best.cpus} CPUs), then most free ({best.free_kib // 1024} MiB)"
    )


def _switched_off(request: Request, policy: str) -> str | None:
    """What keeps libxl's search from running (vnuma.md 4.1; before 4.12 any cpus= did)."""
    if request.names_pnodes:
        return "vnuma= names nodes"
    if request.soft_given:
        return "cpus_soft= is given"
    if request.cpus_form == "list":
        return "cpus= is given as a list"
    if request.cpus_form is not None and policy not in LIBXL:
        return "cpus= is given"
    return None


def _vnodes(request: Request, pnodes: tuple[int | None, ...]) -> tuple[PlannedVnode, ...]:
    return tuple(
        PlannedVnode(number, pnode, vnode.size_mib, vnode.vcpus)
        for number, (vnode, pnode) in enumerate(zip(request.vnodes, pnodes, strict=True))
    )


def _cpus(topology: Topology, nodes: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted(cpu for node in topology.nodes if node.id in nodes for cpu in node.cpus))
