"""Reading a host profile: TOML text, checked key by key, and completed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlpy.errors import ProfileError, XlError
from xlpy.hosts.simulated.profile import Profile, ProfileNode, ProfilePool
from xlpy.hosts.simulated.profile_domains import read_domains
from xlpy.hosts.simulated.profile_info import read_info
from xlpy.hosts.simulated.profile_nodes import (
    MAX_NODES,
    MAX_PAGES,
    complete_memory,
    complete_topology,
    default_dma_bits,
    read_nodes,
)  # fmt: skip
from xlpy.hosts.simulated.table import Table
from xlpy.machine.numbers import format_ranges
from xlpy.machine.version import parse_version
from xlpy.placement.plan import POLICIES

DEFAULT_XEN_VERSION = "4.17.7"
GUESTS = ("linux", "dummy")
SCHEDULERS = ("credit2", "credit", "rtds", "null", "arinc653")

_TOP = (
    "name", "xen_version", "next_domid", "cores_per_socket", "threads_per_core", "boot_time_ns",
    "total_pages", "dma_bits", "guests", "max_nodes", "pv_vnuma", "kernel_required", "placement",
    "info", "dom0", "node", "cpupool", "domain",
)  # fmt: skip
_POOL = ("id", "name", "cpus", "scheduler")


def parse_profile(text: str, file: str) -> Profile:
    """TOML text → Profile. Raises ProfileError with every problem found."""
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(file, [f"not TOML: {error}"]) from None
    return read_profile_data(data, file)


def read_profile_data(data: Mapping[str, Any], file: str) -> Profile:
    """The same from data under the names of the TOML form."""
    problems: list[str] = []
    profile = _read(Table(data, "", problems, _TOP), file)
    if problems or profile is None:
        raise ProfileError(file, problems)
    return profile


def _read(top: Table, file: str) -> Profile | None:
    nodes = read_nodes(top)
    if not nodes:
        top.problem("node", "at least one [[node]] with id and cpus is needed")
        return None
    pools = _pools(top, nodes)
    domains = read_domains(top, nodes, pools)
    threads = top.integer("threads_per_core", 1, low=1, high=64)
    most = max(len(node.cpus) for node in nodes)
    cores = top.integer("cores_per_socket", max(most // threads, 1), low=1, high=4096)
    nodes = complete_topology(top, nodes, cores, threads)
    spans = sum(node.span_pages for node in nodes)
    total = top.integer("total_pages", spans, low=0, high=MAX_PAGES)
    bits = top.integer("dma_bits", default_dma_bits(nodes), low=0, high=64)
    nodes = complete_memory(top, nodes, domains, total_pages=total, dma_bits=bits)
    return Profile(
        name=top.text("name", _stem(file)),
        xen_version=_version(top),
        next_domid=_next_domid(top, max(domain.domid for domain in domains)),
        cores_per_socket=cores,
        threads_per_core=threads,
        boot_time_ns=top.integer("boot_time_ns", 0, low=0, high=(1 << 63) - 1),
        total_pages=total,
        dma_bits=bits,
        guests=top.choice("guests", GUESTS),
        max_nodes=top.integer("max_nodes", nodes[-1].id + 1, low=1, high=MAX_NODES),
        pv_vnuma=top.flag("pv_vnuma", default=False),
        kernel_required=top.flag("kernel_required", default=False),
        placement=_placement(top),
        info=read_info(top),
        nodes=nodes,
        pools=pools,
        domains=domains,
    )


def _placement(top: Table) -> str | None:
    policy = top.optional_text("placement")
    if policy is not None and policy not in POLICIES:
        top.problem("placement", f'"{policy}" is not a policy (known: {", ".join(POLICIES)})')
    return policy


def _stem(file: str) -> str:
    return file.rsplit("/", 1)[-1].removesuffix(".toml") or "host"


def _version(top: Table) -> str:
    version = top.text("xen_version", DEFAULT_XEN_VERSION)
    try:
        parse_version(version)
    except XlError as error:
        top.problem("xen_version", str(error))
    return version


def _next_domid(top: Table, highest: int) -> int:
    number = top.integer("next_domid", highest + 1, low=1, high=32751)
    if number <= highest:
        top.problem("next_domid", f"{number} is not above the highest domid, {highest}")
    return number


def _pools(top: Table, nodes: tuple[ProfileNode, ...]) -> tuple[ProfilePool, ...]:
    online = {cpu for node in nodes for cpu in node.cpus}
    found: list[ProfilePool] = []
    for table in top.tables("cpupool", _POOL):
        pool = _pool(table, table.integer("id", len(found), low=0, high=4095))
        for other in found:
            if other.id == pool.id or other.name == pool.name:
                table.problem("id", f"cpupool {pool.name} is described twice")
            if shared := set(other.cpus) & set(pool.cpus):
                table.problem("cpus", f"CPU {format_ranges(shared)} is in {other.name} already")
        found.append(pool)
    if not any(pool.id == 0 for pool in found):
        taken = {cpu for pool in found for cpu in pool.cpus}
        found.append(ProfilePool(0, "Pool-0", tuple(sorted(online - taken))))
    return tuple(
        sorted(pool._replace(cpus=tuple(c for c in pool.cpus if c in online)) for pool in found)
    )


def _pool(table: Table, number: int) -> ProfilePool:
    return ProfilePool(
        number,
        table.text("name", f"Pool-{number}"),
        table.ranges("cpus"),
        table.choice("scheduler", SCHEDULERS),
    )
