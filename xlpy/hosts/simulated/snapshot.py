"""Reading the store back as values: the host's topology and whole domains."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from xlpy.hosts.simulated.store import NO_VNODE, OVERHEAD
from xlpy.machine.domain import Domain, VnumaLayout
from xlpy.machine.numbers import parse_ranges
from xlpy.machine.summary import DomainSummary
from xlpy.machine.topology import Cpupool, DomainLoad, Node, Topology
from xlpy.machine.vnuma import Origin, VmemRange, VnumaTopology


def topology(db: sqlite3.Connection, profile: dict[str, Any]) -> Topology:
    """The host now: the profile's nodes and pools, today's free pages and domains."""
    free = dict(db.execute("SELECT id, free_pages FROM node"))
    return Topology(
        nodes=tuple(
            Node(
                id=node["id"],
                cpus=parse_ranges(node["cpus"]),
                start_pfn=node["start_pfn"],
                span_pages=node["span_pages"],
                free_pages=free[node["id"]],
                distances=tuple(node["distances"]),
            )
            for node in profile["nodes"]
        ),
        pools=tuple(
            Cpupool(pool["id"], pool["name"], parse_ranges(pool["cpus"]), pool["scheduler"])
            for pool in profile["cpupools"]
        ),
        domains=tuple(
            DomainLoad(domid, affinity(hard), parse_ranges(nodes), pool)
            for domid, hard, nodes, pool in db.execute(
                "SELECT domid, hard_affinity, node_affinity, pool FROM domain ORDER BY domid"
            )
        ),
        cores_per_socket=profile["cores_per_socket"],
        threads_per_core=profile["threads_per_core"],
        max_nodes=profile["max_nodes"],
    )


def affinity(text: str) -> tuple[tuple[int, ...], ...]:
    """A stored affinity: a JSON list with a range text per vcpu; equal texts are parsed once."""
    sets: dict[str, tuple[int, ...]] = {}
    found = []
    for item in json.loads(text):
        if item not in sets:
            sets[item] = parse_ranges(item)
        found.append(sets[item])
    return tuple(found)


def domain(db: sqlite3.Connection, profile: dict[str, Any], summary: DomainSummary) -> Domain:
    """Everything about one domain."""
    row = db.execute(
        "SELECT uuid, type, vcpus_max, node_affinity, hard_affinity, soft_affinity, pool, policy,"
        " reasons, config, max_pages, vcpus_available, started_ns FROM domain WHERE domid = ?",
        (summary.domid,),
    ).fetchone()
    pages = node_pages(db, summary.domid)
    pool = next(pool for pool in profile["cpupools"] if pool["id"] == row[6])
    return Domain(
        summary=summary,
        uuid=row[0],
        type=row[1],
        vcpus_max=row[2],
        node_pages={
            node["id"]: sum(held.get(node["id"], 0) for held in pages.values())
            for node in profile["nodes"]
        },
        node_affinity=parse_ranges(row[3]),
        hard_affinity=affinity(row[4]),
        soft_affinity=affinity(row[5]),
        pool=pool["name"],
        policy=row[7],
        reasons=tuple(json.loads(row[8])),
        config_json=row[9],
        vnuma=layout(db, summary.domid, pages),
        max_pages=row[10],
        overhead_pages=overhead_pages(db, summary.domid),
        vcpus_available=row[11],
        started_ns=row[12],
        scheduler=pool["scheduler"],
    )


def node_pages(db: sqlite3.Connection, domid: int) -> dict[int, dict[int, int]]:
    """The pages on the domain's list, by vnode (NO_VNODE: none) and node."""
    found: dict[int, dict[int, int]] = {}
    for vnode, node, pages in db.execute(
        "SELECT vnode, node, pages FROM domain_pages WHERE domid = ? AND vnode >= ?",
        (domid, NO_VNODE),
    ):
        found.setdefault(vnode, {})[node] = pages
    return found


def overhead_pages(db: sqlite3.Connection, domid: int) -> int:
    """Pages that Xen took for the domain without giving them to it."""
    (pages,) = db.execute(
        "SELECT total(pages) FROM domain_pages WHERE domid = ? AND vnode = ?", (domid, OVERHEAD)
    ).fetchone()
    return int(pages)


def layout(
    db: sqlite3.Connection, domid: int, pages: dict[int, dict[int, int]]
) -> VnumaLayout | None:
    """The vNUMA of a domain, None where it has none."""
    row = db.execute("SELECT topology, detail FROM vnuma WHERE domid = ?", (domid,)).fetchone()
    if row is None:
        return None
    held = read_topology(row[0])
    detail = json.loads(row[1]) if row[1] else {}
    sizes = detail.get("size_mib") or [held.size_bytes(i) >> 20 for i in range(held.nr_vnodes)]
    return VnumaLayout(
        topology=held,
        size_mib=tuple(sizes),
        pages=tuple(pages.get(vnode, {}) for vnode in range(held.nr_vnodes)),
        origins={key: Origin(*value) for key, value in detail.get("origins", {}).items()},
    )


def write_topology(held: VnumaTopology) -> str:
    """A topology as JSON text."""
    return json.dumps(
        {
            "vmemranges": [[r.start, r.end, r.nid, r.flags] for r in held.vmemranges],
            "vdistance": held.vdistance,
            "vcpu_to_vnode": held.vcpu_to_vnode,
            "vnode_to_pnode": held.vnode_to_pnode,
        }
    )


def read_topology(text: str) -> VnumaTopology:
    """The inverse of write_topology."""
    data = json.loads(text)
    return VnumaTopology(
        vmemranges=tuple(VmemRange(*entry) for entry in data["vmemranges"]),
        vdistance=tuple(data["vdistance"]),
        vcpu_to_vnode=tuple(data["vcpu_to_vnode"]),
        vnode_to_pnode=tuple(data["vnode_to_pnode"]),
    )
