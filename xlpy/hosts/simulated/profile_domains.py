"""The domains of a host profile: those that are there from boot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlpy.hosts.simulated.profile import NO_UUID, ProfileDomain, ProfileNode, ProfilePool
from xlpy.hosts.simulated.profile_nodes import MAX_NODES, MAX_PAGES
from xlpy.hosts.simulated.table import Table

SHUTDOWN_REASONS = ("poweroff", "reboot", "suspend", "crash", "watchdog", "soft-reset")
"""Names of Xen's codes, by code."""

_DOM0 = ("vcpus", "pages", "target_kib")
_DOMAIN = (
    "domid", "name", "uuid", "type", "vcpus", "vcpus_online", "cpus", "soft_cpus", "nodes", "pool",
    "pages", "max_pages", "target_kib", "running", "paused", "shutdown", "dying", "cpu_time_ns",
    "started_ns",
)  # fmt: skip
_TYPES = ("pv", "pvh", "hvm")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MAX_NS = (1 << 63) - 1


def read_domains(
    top: Table, nodes: Sequence[ProfileNode], pools: Sequence[ProfilePool]
) -> tuple[ProfileDomain, ...]:
    """The tables [[domain]] and [dom0], ascending by domid."""
    found = [_domain(table, nodes, pools) for table in top.tables("domain", _DOMAIN)]
    if not any(domain.domid == 0 for domain in found):
        dom0 = top.table("dom0", _DOM0)
        found.append(_domain(dom0, nodes, pools))
    elif "dom0" in top:
        top.problem("dom0", "domain 0 is described twice: as [dom0] and as a [[domain]]")
    twice: tuple[tuple[str, list[str]], ...] = (
        ("domid", [str(d.domid) for d in found]),
        ("name", [d.name for d in found]),
    )
    for kind, values in twice:
        for value in sorted({v for v in values if values.count(v) > 1}):
            top.problem("domain", f"two domains have the {kind} {value}")
    return tuple(sorted(found, key=lambda domain: domain.domid))


def _domain(
    table: Table, nodes: Sequence[ProfileNode], pools: Sequence[ProfilePool]
) -> ProfileDomain:
    """One domain; [dom0] is a short form of it."""
    online = tuple(sorted(cpu for node in nodes for cpu in node.cpus))
    if not table.place.startswith("[dom0]") and "domid" not in table:
        table.problem("domid", "a domain needs a domid")
    domid = table.integer("domid", 0, low=0, high=32750)
    vcpus = table.integer("vcpus", 1, low=1, high=4096)
    pages = _pages(table, nodes)
    total = sum(count for _, count in pages)
    return ProfileDomain(
        domid=domid,
        name=table.text("name", "Domain-0" if domid == 0 else f"domain-{domid}"),
        uuid=_uuid(table),
        type=table.choice("type", _TYPES),
        vcpus=vcpus,
        vcpus_online=table.integer("vcpus_online", vcpus, low=0, high=vcpus),
        cpus=table.ranges("cpus") if "cpus" in table else online,
        soft_cpus=table.ranges("soft_cpus") if "soft_cpus" in table else online,
        nodes=_affinity(table, nodes),
        pool=_pool_id(table, pools),
        pages=pages,
        max_pages=table.integer("max_pages", total, low=total, high=MAX_PAGES),
        target_kib=table.integer("target_kib", max(total * 4 - 1, 0), low=0, high=MAX_PAGES * 4),
        running=table.flag("running", default=domid == 0),
        paused=table.flag("paused", default=False),
        shutdown=_shutdown(table),
        dying=table.flag("dying", default=False),
        cpu_time_ns=table.integer("cpu_time_ns", 0, low=0, high=_MAX_NS),
        started_ns=table.integer("started_ns", 0, low=0, high=_MAX_NS),
    )


def _uuid(table: Table) -> str:
    text = table.text("uuid", NO_UUID)
    if not _UUID.fullmatch(text):
        table.problem("uuid", f'"{text}" is not a UUID in lower case')
    return text


def _shutdown(table: Table) -> int | None:
    if "shutdown" not in table:
        return None
    return SHUTDOWN_REASONS.index(table.choice("shutdown", SHUTDOWN_REASONS))


def _affinity(table: Table, nodes: Sequence[ProfileNode]) -> tuple[int, ...]:
    ids = {node.id for node in nodes}
    affinity = table.integers("nodes", low=0, high=MAX_NODES - 1) or tuple(sorted(ids))
    for node in sorted(set(affinity) - ids):
        table.problem("nodes", f"there is no node {node}")
    return tuple(sorted(set(affinity) & ids))


def _pool_id(table: Table, pools: Sequence[ProfilePool]) -> int:
    asked = table.get("pool", 0)
    for pool in pools:
        if asked == pool.name or (type(asked) is int and asked == pool.id):
            return pool.id
    table.problem("pool", f"there is no cpupool {asked!r}")
    return 0


def _pages(table: Table, nodes: Sequence[ProfileNode]) -> tuple[tuple[int, int], ...]:
    """`pages` is a list by node, in ascending node id; what is left out is 0."""
    pages = table.integers("pages", low=0, high=MAX_PAGES)
    if len(pages) > len(nodes):
        table.problem("pages", f"{len(pages)} values for {len(nodes)} nodes")
    padded = (*pages, *[0] * len(nodes))
    return tuple((node.id, padded[i]) for i, node in enumerate(nodes))
