"""The embedded hypervisor's console: debug keys, and the ring that `xl dmesg` shows."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from xlpy.console.keys import key_text
from xlpy.console.numa_dump import write
from xlpy.hosts.simulated.snapshot import layout, node_pages
from xlpy.machine.numa_dump import CpuNode, DumpDomain, DumpNode, DumpVnuma, NodePages, NumaDump
from xlpy.machine.numbers import parse_ranges

if TYPE_CHECKING:
    from xlpy.hosts.simulated.host import SimulatedHost

RING_BYTES = 1 << 20
NUMA_KEY = "u"


def press(db: sqlite3.Connection, host: SimulatedHost, keys: str) -> str:
    """Handle each key inside the running transaction; give what was printed. Unknown keys: nothing."""
    printed = "".join(_handle(db, host, key) for key in keys)
    if printed:
        db.execute("INSERT INTO console (text) VALUES (?)", (printed,))
        _trim(db)
    return printed


def _handle(db: sqlite3.Connection, host: SimulatedHost, key: str) -> str:
    if key == NUMA_KEY:
        return write(numa_dump(db, host), host.xen_version)
    return key_text(key, host.now_ns, host.xen_version) or ""


def numa_dump(db: sqlite3.Connection, host: SimulatedHost) -> NumaDump:
    """What the debug key `u` tells: nodes, CPUs, and every domain's pages node by node."""
    nodes = host.profile["nodes"]
    free = dict(db.execute("SELECT id, free_pages FROM node"))
    cpus = ((cpu, node["id"]) for node in nodes for cpu in parse_ranges(node["cpus"]))
    return NumaDump(
        now_ns=host.now_ns,
        nodes=tuple(
            DumpNode(node["id"], node["start_pfn"], node["span_pages"], free[node["id"]])
            for node in nodes
        ),
        cpus=tuple(CpuNode(cpu, node) for cpu, node in sorted(cpus)),
        domains=tuple(
            _domain(db, host, domid, total)
            for domid, total in db.execute("SELECT domid, pages FROM domain ORDER BY domid")
        ),
    )


def _domain(db: sqlite3.Connection, host: SimulatedHost, domid: int, total: int) -> DumpDomain:
    pages = node_pages(db, domid)
    vnuma = layout(db, domid, pages)
    return DumpDomain(
        domid,
        total,
        tuple(
            NodePages(node["id"], sum(held.get(node["id"], 0) for held in pages.values()))
            for node in host.profile["nodes"]
        ),
        DumpVnuma.of(vnuma.topology, vnuma.size_mib) if vnuma else None,
    )


def ring(db: sqlite3.Connection) -> str:
    """Everything on the console ring, oldest first."""
    return "".join(row[0] for row in db.execute("SELECT text FROM console ORDER BY seq"))


def clear(db: sqlite3.Connection) -> None:
    """Empty the ring."""
    db.execute("DELETE FROM console")


def _trim(db: sqlite3.Connection) -> None:
    """Forget the oldest entries until the ring fits its size; the newest always stays."""
    kept = 0
    sizes = db.execute("SELECT seq, length(text) FROM console ORDER BY seq DESC").fetchall()
    for seq, size in sizes:
        kept += size
        if kept > RING_BYTES and seq != sizes[0][0]:
            db.execute("DELETE FROM console WHERE seq <= ?", (seq,))
            return
