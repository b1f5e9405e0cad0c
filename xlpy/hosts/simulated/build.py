"""Building and destroying domains: pages leave their nodes and come back, exactly."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from xlpy.errors import DomainExists, HostError, InsufficientMemory
from xlpy.hosts.simulated.accounting import SUPERPAGE_1G, SUPERPAGE_2M, NodeAccounts
from xlpy.hosts.simulated.store import NO_VNODE, as_bytes
from xlpy.hosts.simulated.vnuma import set_vnuma
from xlpy.machine.blueprint import Blueprint, VnumaBlueprint
from xlpy.machine.numbers import format_ranges
from xlpy.machine.version import parse_version
from xlpy.machine.vnuma import VnumaTopology

if TYPE_CHECKING:
    from xlpy.hosts.simulated.host import SimulatedHost

MAX_STORED = (1 << 63) - 1
LAST_DOMID = 32751  # one below DOMID_FIRST_RESERVED


class Held(NamedTuple):
    """Pages of one vnode (or of the whole domain) on one node."""

    vnode: int
    node: int
    pages: int


def build(db: sqlite3.Connection, host: SimulatedHost, blueprint: Blueprint) -> int:
    """Create the domain inside the running transaction; give its domid."""
    taken = db.execute(
        "SELECT domid FROM domain WHERE name = CAST(? AS TEXT)", (as_bytes(blueprint.name),)
    ).fetchone()
    if taken:
        raise DomainExists(blueprint.name, taken[0])
    pool = host.topology().pool(blueprint.pool)
    if pool is None:
        raise HostError(f'there is no cpupool "{blueprint.pool}"', exit_code=3)
    domid = _next_domid(db)
    held = _allocate(db, host, blueprint)
    _insert(
        db, domid, pool.id, blueprint, pages=sum(part.pages for part in held), now_ns=host.now_ns
    )
    for part in held:
        db.execute(
            "INSERT INTO domain_pages (domid, vnode, node, pages) VALUES (?, ?, ?, ?)",
            (domid, *part),
        )
        db.execute(
            "UPDATE node SET free_pages = free_pages - ? WHERE id = ?", (part.pages, part.node)
        )
    if blueprint.vnuma:
        _set_topology(db, host, domid, blueprint.vnuma)
    return domid


def _next_domid(db: sqlite3.Connection) -> int:
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


def _allocate(db: sqlite3.Connection, host: SimulatedHost, blueprint: Blueprint) -> list[Held]:
    accounts = NodeAccounts(dict(db.execute("SELECT id, free_pages FROM node ORDER BY id")))
    what = f'domain "{blueprint.name}"'
    if blueprint.vnuma is not None:
        _check_room(accounts, what, blueprint.vnuma)
        return _allocate_vnodes(accounts, what, blueprint, blueprint.vnuma)
    pages, _ = accounts.take_spread(
        what,
        blueprint.pages,
        nodes=_memory_nodes(host, blueprint),
        cursor=0,
        extents=_extents(host, blueprint),
    )
    return [Held(NO_VNODE, node, count) for node, count in sorted(pages.items())]


def _check_room(accounts: NodeAccounts, what: str, vnuma: VnumaBlueprint) -> None:
    """Whether all vnodes together fit, node by node, before the first page is taken."""
    wanted = list(enumerate(zip(vnuma.pages, vnuma.vnode_to_pnode, strict=True)))
    for node in sorted({pnode for pnode in vnuma.vnode_to_pnode if pnode is not None}):
        there = {vnode: count for vnode, (count, pnode) in wanted if pnode == node}
        if sum(there.values()) > accounts.free.get(node, 0):
            vnodes = f"vnode{'s' * (len(there) > 1)} {', '.join(map(str, there))}"
            raise InsufficientMemory(
                what=f"{vnodes} of {what}",
                needed_pages=sum(there.values()),
                node=node,
                free_pages=accounts.free,
            )
    if sum(vnuma.pages) > sum(accounts.free.values()):
        raise InsufficientMemory(
            what=what, needed_pages=sum(vnuma.pages), node=None, free_pages=accounts.free
        )


def _allocate_vnodes(
    accounts: NodeAccounts, what: str, blueprint: Blueprint, vnuma: VnumaBlueprint
) -> list[Held]:
    """Pages from each vnode's pnode alone, then those of vnodes without one, round robin.

    Vnodes that name a node come first, so that no page they need is spent on one that does not.
    """
    held: list[Held] = []
    cursor = 0
    vnodes = list(enumerate(zip(vnuma.pages, vnuma.vnode_to_pnode, strict=True)))
    for vnode, (count, pnode) in sorted(vnodes, key=lambda entry: entry[1][1] is None):
        if pnode is None:
            pages, cursor = accounts.take_spread(
                what, count, nodes=blueprint.plan.nodes, cursor=cursor, extents=(1,)
            )
        else:
            pages = accounts.take_exact(what, pnode, count)
        held += [Held(vnode, node, taken) for node, taken in sorted(pages.items())]
    return held


def _memory_nodes(host: SimulatedHost, blueprint: Blueprint) -> tuple[int, ...]:
    """The nodes memory comes from: the placement's, else those the vcpus may run on."""
    if blueprint.plan.placed:
        return blueprint.plan.nodes
    usable = {cpu for cpus in blueprint.hard_affinity for cpu in cpus}
    nodes = host.topology().nodes
    return (
        tuple(node.id for node in nodes if usable.intersection(node.cpus)) or blueprint.plan.nodes
    )


def _extents(host: SimulatedHost, blueprint: Blueprint) -> tuple[int, ...]:
    """What the domain builder asks for: PV 2 MiB then 4 KiB (4 KiB up to 4.5), else 1 GiB first."""
    if blueprint.type != "pv":
        return (SUPERPAGE_1G, SUPERPAGE_2M, 1)
    if parse_version(host.xen_version).release < (4, 6):
        return (1,)
    return (SUPERPAGE_2M, 1)


def _insert(
    db: sqlite3.Connection, domid: int, pool: int, blueprint: Blueprint, *, pages: int, now_ns: int
) -> None:
    plan = blueprint.plan
    soft = format_ranges(plan.soft_affinity)
    db.execute(
        f"INSERT INTO domain VALUES (?, CAST(? AS TEXT), {', '.join('?' * 21)})",  # noqa: S608
        (
            domid, as_bytes(blueprint.name), blueprint.uuid, blueprint.type, pages,
            min(blueprint.max_pages, MAX_STORED),
            blueprint.vcpus, blueprint.max_vcpus, False, blueprint.paused, None, False, 0, pool,
            format_ranges(plan.nodes),
            json.dumps([format_ranges(cpus) for cpus in blueprint.hard_affinity]),
            json.dumps([soft] * blueprint.max_vcpus),
            plan.policy, json.dumps(plan.reasons), blueprint.config_json,
            blueprint.vcpus, False, now_ns,
        ),
    )  # fmt: skip


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
    db.execute(
        "UPDATE node SET free_pages = free_pages + (SELECT coalesce(sum(pages), 0)"
        " FROM domain_pages WHERE domain_pages.node = node.id AND domid = ?)",
        (domid,),
    )
    db.execute("DELETE FROM domain WHERE domid = ?", (domid,))
