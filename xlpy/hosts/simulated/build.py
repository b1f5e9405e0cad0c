"""Building and destroying domains: pages leave their nodes and come back, exactly."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any, NamedTuple

from xlpy.errors import DomainExists, HostError
from xlpy.hosts.simulated.accounting import SUPERPAGE_2M, NodeAccounts, NodeMemory
from xlpy.hosts.simulated.populate import Held, Populator
from xlpy.hosts.simulated.store import OVERHEAD, as_bytes
from xlpy.hosts.simulated.vnuma import set_vnuma
from xlpy.machine.affinity import automatic_nodes
from xlpy.machine.blueprint import Blueprint, VnumaBlueprint
from xlpy.machine.numbers import format_ranges
from xlpy.machine.topology import Cpupool, Topology
from xlpy.machine.version import parse_version
from xlpy.machine.vnuma import VnumaTopology

if TYPE_CHECKING:
    from xlpy.hosts.simulated.host import SimulatedHost

MAX_STORED = (1 << 63) - 1
LAST_DOMID = 32751  # one below DOMID_FIRST_RESERVED
PAGE_BITS = 12

CpuSets = tuple[tuple[int, ...], ...]


class Affinity(NamedTuple):
    """Where a domain's vcpus may and would rather run, and the nodes that follow from it."""

    hard: CpuSets
    soft: CpuSets
    nodes: tuple[int, ...]
    automatic: bool


def build(db: sqlite3.Connection, host: SimulatedHost, blueprint: Blueprint) -> int:
    """Create the domain inside the running transaction; give its domid."""
    taken = db.execute(
        "SELECT domid FROM domain WHERE name = CAST(? AS TEXT)", (as_bytes(blueprint.name),)
    ).fetchone()
    if taken:
        raise DomainExists(blueprint.name, taken[0])
    topology = host.topology()
    pool = topology.pool(blueprint.pool)
    if pool is None:
        raise HostError(f'there is no cpupool "{blueprint.pool}"', exit_code=3)
    domid = next_domid(db)
    release = parse_version(host.xen_version).release
    before = _affinity(blueprint, pool, topology, _soft_at_first(blueprint, topology))
    accounts = NodeAccounts(_memory(db, host.profile))
    held = Populator(accounts, blueprint, before.nodes, release).populate()
    after = _affinity(blueprint, pool, topology, _soft_at_last(host, blueprint, topology, before))
    _insert(db, host, domid, blueprint, pool.id, after, held)
    _take(db, domid, held)
    if blueprint.vnuma:
        _set_topology(db, host, domid, blueprint.vnuma)
    return domid


def next_domid(db: sqlite3.Connection) -> int:
    """The number after the last one given, skipping those in use, round to 1 at the end."""
    used = {row[0] for row in db.execute("SELECT domid FROM domain")}
    candidate = int(db.execute("SELECT value FROM meta WHERE key = 'next_domid'").fetchone()[0])
    for _ in range(LAST_DOMID):
        if candidate > LAST_DOMID:
            candidate = 1
        if candidate not in used:
            db.execute("UPDATE meta SET value = ? WHERE key = 'next_domid'", (candidate + 1,))
            return candidate
        candidate += 1
    raise HostError("every domain number is in use", exit_code=3)


def _memory(db: sqlite3.Connection, profile: dict[str, Any]) -> dict[int, NodeMemory]:
    """What is free on each node now.

    A node above the DMA width whose memory was in use from boot keeps a superpage's worth in pieces,
    at both ends of what is free; one that reaches below it has but one such end.
    """
    width = 1 << (profile["dma_bits"] - PAGE_BITS) if profile["dma_bits"] else 0
    loose = {
        node["id"]: SUPERPAGE_2M
        for node in profile["nodes"]
        if node["start_pfn"] >= width and node["free_pages"] < node["span_pages"]
    }
    rows = db.execute("SELECT id, free_pages, low_free_pages FROM node ORDER BY id")
    return {node: NodeMemory(free, low, loose.get(node, 0)) for node, free, low in rows}


# -- affinity, in the order of libxl's build -------------------------------------------------------


def _affinity(blueprint: Blueprint, pool: Cpupool, topology: Topology, soft: CpuSets) -> Affinity:
    """Placement sets the nodes; without it they follow the vcpus."""
    if blueprint.plan.placed:
        return Affinity(blueprint.hard_affinity, soft, blueprint.plan.nodes, automatic=False)
    nodes = automatic_nodes(blueprint.hard_affinity, soft, pool.cpus, topology)
    return Affinity(blueprint.hard_affinity, soft, nodes or topology.node_ids, automatic=True)


def _soft_at_first(blueprint: Blueprint, topology: Topology) -> CpuSets:
    """Before there is memory: what the configuration says, else what placement chose."""
    chosen = blueprint.plan.soft_affinity or topology.cpus
    return blueprint.soft_affinity or (chosen,) * blueprint.max_vcpus


def _soft_at_last(
    host: SimulatedHost, blueprint: Blueprint, topology: Topology, before: Affinity
) -> CpuSets:
    """From 4.6 on, vcpus prefer their vnode's node, unless the configuration said otherwise."""
    version, vnuma = parse_version(host.xen_version), blueprint.vnuma
    if vnuma is None or blueprint.soft_affinity or version.series is not None:
        return before.soft
    if version.release < (4, 6):
        return before.soft
    pnodes = [vnuma.vnode_to_pnode[vnode] for vnode in vnuma.vcpu_to_vnode]
    cpus = {node.id: node.cpus for node in topology.nodes}
    return tuple(
        old if pnode is None else cpus[pnode]
        for old, pnode in zip(before.soft, pnodes, strict=True)
    )


# -- writing ---------------------------------------------------------------------------------------


def _insert(
    db: sqlite3.Connection, host: SimulatedHost, domid: int, blueprint: Blueprint, pool: int,
    affinity: Affinity, held: list[Held],
) -> None:  # fmt: skip
    row: dict[str, object] = {
        "domid": domid, "name": as_bytes(blueprint.name), "uuid": blueprint.uuid,
        "type": blueprint.type,
        "pages": sum(part.pages for part in held if part.vnode != OVERHEAD),
        "max_pages": min(blueprint.max_pages, MAX_STORED),
        "vcpus_online": _online(host, blueprint), "vcpus_max": blueprint.max_vcpus,
        "vcpus_available": blueprint.vcpus, "running": False, "paused": blueprint.paused,
        "dying": False, "cpu_time_ns": 0, "pool": pool,
        "node_affinity": format_ranges(affinity.nodes),
        "affinity_is_automatic": affinity.automatic,
        "hard_affinity": json.dumps([format_ranges(cpus) for cpus in affinity.hard]),
        "soft_affinity": json.dumps([format_ranges(cpus) for cpus in affinity.soft]),
        "policy": blueprint.plan.policy, "reasons": json.dumps(blueprint.plan.reasons),
        "config": blueprint.config_json, "started_ns": host.now_ns,
    }  # fmt: skip
    values = ", ".join("CAST(:name AS TEXT)" if key == "name" else f":{key}" for key in row)
    db.execute(f"INSERT INTO domain ({', '.join(row)}) VALUES ({values})", row)  # noqa: S608


def _online(host: SimulatedHost, blueprint: Blueprint) -> int:
    """A domain comes with one vcpu; its kernel brings up the others, once it runs."""
    if blueprint.paused or host.profile["guests"] == "dummy":
        return min(1, blueprint.vcpus)
    return blueprint.vcpus


def _take(db: sqlite3.Connection, domid: int, held: list[Held]) -> None:
    for part in held:
        db.execute(
            "INSERT INTO domain_pages (domid, vnode, node, pages, low_pages)"
            " VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET pages = pages + excluded.pages,"
            " low_pages = low_pages + excluded.low_pages",
            (domid, *part),
        )
        db.execute(
            "UPDATE node SET free_pages = free_pages - ?, low_free_pages = low_free_pages - ?"
            " WHERE id = ?",
            (part.pages, part.low, part.node),
        )


def _set_topology(
    db: sqlite3.Connection, host: SimulatedHost, domid: int, vnuma: VnumaBlueprint
) -> None:
    topology = VnumaTopology(
        vnuma.vmemranges, vnuma.vdistance, vnuma.vcpu_to_vnode, vnuma.vnode_to_pnode
    )
    set_vnuma(db, host.xen_version, domid, topology)
    detail = {
        "size_mib": vnuma.size_mib,
        "origins": {
            key: [origin.kind, origin.detail, origin.place] for key, origin in vnuma.origins.items()
        },
    }
    db.execute("UPDATE vnuma SET detail = ? WHERE domid = ?", (json.dumps(detail), domid))


def destroy(db: sqlite3.Connection, domid: int) -> None:
    """Remove the domain inside the running transaction; its pages go back where they came from."""
    held = (
        "(SELECT coalesce(sum({}), 0) FROM domain_pages"
        " WHERE domain_pages.node = node.id AND domid = :domid)"
    )
    db.execute(
        f"UPDATE node SET free_pages = free_pages + {held.format('pages')},"  # noqa: S608
        f" low_free_pages = low_free_pages + {held.format('low_pages')}",
        {"domid": domid},
    )
    db.execute("DELETE FROM domain WHERE domid = ?", (domid,))
