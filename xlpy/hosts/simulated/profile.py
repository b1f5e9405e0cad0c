"""Host profiles: the TOML text that describes an embedded host, checked and completed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from xlpy.errors import ProfileError, XlError
from xlpy.hosts.simulated.table import Table
from xlpy.machine.numbers import format_ranges, parse_ranges
from xlpy.machine.version import parse_version

DEFAULT_XEN_VERSION = "4.17.7"
DEFAULT_SPAN_PAGES = 4194304  # 16 GiB
LOCAL_DISTANCE, REMOTE_DISTANCE = 10, 20
MAX_NODES = 64  # CONFIG_NR_NUMA_NODES
MAX_PAGES = 1 << 40

_TOP = (
    "name", "xen_version", "next_domid", "cores_per_socket", "threads_per_core", "boot_time_ns",
    "pv_vnuma", "kernel_required", "placement", "dom0", "node", "cpupool", "domain",
)  # fmt: skip
_DOM0 = ("vcpus", "pages")
_NODE = ("id", "cpus", "start_pfn", "span_pages", "free_pages", "distances")
_POOL = ("id", "name", "cpus")
_DOMAIN = ("domid", "name", "vcpus", "cpus", "nodes", "pool", "pages")


class ProfileNode(NamedTuple):
    """A node; counts in 4 KiB pages; `free_pages` once the profile's own domains are there."""

    id: int
    cpus: tuple[int, ...]
    start_pfn: int
    span_pages: int
    free_pages: int
    distances: tuple[int, ...]


class ProfilePool(NamedTuple):
    """A cpupool."""

    id: int
    name: str
    cpus: tuple[int, ...]


class ProfileDomain(NamedTuple):
    """A domain that is there from boot; `pages` by node id, `cpus` its hard affinity."""

    domid: int
    name: str
    vcpus: int
    cpus: tuple[int, ...]
    nodes: tuple[int, ...]
    pool: int
    pages: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A whole host description, every default filled in."""

    name: str
    xen_version: str
    next_domid: int
    cores_per_socket: int
    threads_per_core: int
    boot_time_ns: int
    pv_vnuma: bool
    kernel_required: bool
    placement: str | None
    nodes: tuple[ProfileNode, ...]
    pools: tuple[ProfilePool, ...]
    domains: tuple[ProfileDomain, ...]

    def as_data(self) -> dict[str, Any]:
        """Plain data for JSON: keys as in the TOML form, CPU lists as range texts."""
        return {
            "name": self.name,
            "xen_version": self.xen_version,
            "next_domid": self.next_domid,
            "cores_per_socket": self.cores_per_socket,
            "threads_per_core": self.threads_per_core,
            "boot_time_ns": self.boot_time_ns,
            "pv_vnuma": self.pv_vnuma,
            "kernel_required": self.kernel_required,
            "placement": self.placement,
            "nodes": [
                {**node._asdict(), "cpus": format_ranges(node.cpus), "distances": [*node.distances]}
                for node in self.nodes
            ],
            "cpupools": [
                {**pool._asdict(), "cpus": format_ranges(pool.cpus)} for pool in self.pools
            ],
            "domains": [
                {
                    **domain._asdict(),
                    "cpus": format_ranges(domain.cpus),
                    "nodes": [*domain.nodes],
                    "pages": [[*entry] for entry in domain.pages],
                }
                for domain in self.domains
            ],
        }


def parse_profile(text: str, file: str) -> Profile:
    """TOML text → Profile. Raises ProfileError with every problem found."""
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(file, [f"not TOML: {error}"]) from None
    problems: list[str] = []
    profile = _read(Table(data, "", problems, _TOP), file)
    if problems or profile is None:
        raise ProfileError(file, problems)
    return profile


def _read(top: Table, file: str) -> Profile | None:
    nodes = _nodes(top)
    if not nodes:
        top.problem("node", "at least one [[node]] with id and cpus is needed")
        return None
    pools = _pools(top, nodes)
    domains = _domains(top, nodes, pools)
    nodes = _complete_nodes(top, nodes, domains)
    version = top.text("xen_version", DEFAULT_XEN_VERSION)
    try:
        parse_version(version)
    except XlError as error:
        top.problem("xen_version", str(error))
    highest = max(domain.domid for domain in domains)
    next_domid = top.integer("next_domid", highest + 1, low=1, high=32751)
    if next_domid <= highest:
        top.problem("next_domid", f"{next_domid} is not above the highest domid, {highest}")
    return Profile(
        name=top.text("name", _stem(file)),
        xen_version=version,
        next_domid=next_domid,
        cores_per_socket=top.integer("cores_per_socket", 1, low=1, high=4096),
        threads_per_core=top.integer("threads_per_core", 1, low=1, high=64),
        boot_time_ns=top.integer("boot_time_ns", 0, low=0, high=(1 << 63) - 1),
        pv_vnuma=top.flag("pv_vnuma", default=False),
        kernel_required=top.flag("kernel_required", default=False),
        placement=top.optional_text("placement"),
        nodes=nodes,
        pools=pools,
        domains=domains,
    )


def _stem(file: str) -> str:
    return file.rsplit("/", 1)[-1].removesuffix(".toml") or "host"


def _cpus(table: Table, key: str) -> tuple[int, ...]:
    try:
        return parse_ranges(table.text(key, ""))
    except ValueError as error:
        table.problem(key, str(error))
        return ()


def _nodes(top: Table) -> tuple[ProfileNode, ...]:
    found: list[ProfileNode] = []
    for table in top.tables("node", _NODE):
        if "id" not in table or "cpus" not in table:
            table.problem("id", "a node needs an id and cpus")
            continue
        node = ProfileNode(
            table.integer("id", 0, low=0, high=MAX_NODES - 1),
            _cpus(table, "cpus"),
            table.integer("start_pfn", -1, low=0, high=MAX_PAGES),
            table.integer("span_pages", DEFAULT_SPAN_PAGES, low=0, high=MAX_PAGES),
            table.integer("free_pages", -1, low=0, high=MAX_PAGES),
            table.integers("distances", low=0, high=255),
        )
        for other in found:
            if other.id == node.id:
                table.problem("id", f"node {node.id} is described twice")
            if shared := set(other.cpus) & set(node.cpus):
                table.problem("cpus", f"CPU {format_ranges(shared)} is on node {other.id} already")
        found.append(node)
    return tuple(sorted(found))


def _pools(top: Table, nodes: tuple[ProfileNode, ...]) -> tuple[ProfilePool, ...]:
    online = {cpu for node in nodes for cpu in node.cpus}
    found: list[ProfilePool] = []
    for table in top.tables("cpupool", _POOL):
        number = table.integer("id", len(found), low=0, high=4095)
        pool = ProfilePool(number, table.text("name", f"Pool-{number}"), _cpus(table, "cpus"))
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


def _domains(
    top: Table, nodes: tuple[ProfileNode, ...], pools: tuple[ProfilePool, ...]
) -> tuple[ProfileDomain, ...]:
    found = [_domain(table, nodes, pools) for table in top.tables("domain", _DOMAIN)]
    if not any(domain.domid == 0 for domain in found):
        found.append(_dom0(top, nodes))
    elif "dom0" in top:
        top.problem("dom0", "domain 0 is described twice: as [dom0] and as a [[domain]]")
    twice: tuple[tuple[str, list[str]], ...] = (
        ("domid", [str(d.domid) for d in found]),
        ("name", [d.name for d in found]),
    )
    for kind, values in twice:
        for value in sorted({v for v in values if values.count(v) > 1}):
            top.problem("domain", f"two domains have the {kind} {value}")
    return tuple(sorted(found))


def _dom0(top: Table, nodes: tuple[ProfileNode, ...]) -> ProfileDomain:
    table = top.table("dom0", _DOM0)
    online = tuple(sorted(cpu for node in nodes for cpu in node.cpus))
    return ProfileDomain(
        0, "Domain-0", table.integer("vcpus", 1, low=1, high=4096), online,
        tuple(node.id for node in nodes), 0, _pages(table, nodes),
    )  # fmt: skip


def _domain(
    table: Table, nodes: tuple[ProfileNode, ...], pools: tuple[ProfilePool, ...]
) -> ProfileDomain:
    online = tuple(sorted(cpu for node in nodes for cpu in node.cpus))
    ids = {node.id for node in nodes}
    if "domid" not in table:
        table.problem("domid", "a domain needs a domid")
    domid = table.integer("domid", 0, low=0, high=32750)
    affinity = table.integers("nodes", low=0, high=MAX_NODES - 1) or tuple(sorted(ids))
    for node in sorted(set(affinity) - ids):
        table.problem("nodes", f"there is no node {node}")
    return ProfileDomain(
        domid,
        table.text("name", "Domain-0" if domid == 0 else f"domain-{domid}"),
        table.integer("vcpus", 1, low=1, high=4096),
        _cpus(table, "cpus") if "cpus" in table else online,
        tuple(sorted(set(affinity) & ids)),
        _pool_id(table, pools),
        _pages(table, nodes),
    )


def _pool_id(table: Table, pools: tuple[ProfilePool, ...]) -> int:
    asked = table.get("pool", 0)
    for pool in pools:
        if asked == pool.name or (type(asked) is int and asked == pool.id):
            return pool.id
    table.problem("pool", f"there is no cpupool {asked!r}")
    return 0


def _pages(table: Table, nodes: tuple[ProfileNode, ...]) -> tuple[tuple[int, int], ...]:
    """`pages` is a list by node, in ascending node id; what is left out is 0."""
    pages = table.integers("pages", low=0, high=MAX_PAGES)
    if len(pages) > len(nodes):
        table.problem("pages", f"{len(pages)} values for {len(nodes)} nodes")
    padded = (*pages, *[0] * len(nodes))
    return tuple((node.id, padded[i]) for i, node in enumerate(nodes))


def _complete_nodes(
    top: Table, nodes: tuple[ProfileNode, ...], domains: tuple[ProfileDomain, ...]
) -> tuple[ProfileNode, ...]:
    """Fill in start, free pages and distances, and check them against each other."""
    complete: list[ProfileNode] = []
    end = 0
    for index, node in enumerate(nodes):
        held = sum(count for d in domains for owner, count in d.pages if owner == node.id)
        start = end if node.start_pfn < 0 else node.start_pfn
        free = max(node.span_pages - held, 0) if node.free_pages < 0 else node.free_pages
        if free + held > node.span_pages:
            top.problem(
                "node", f"node {node.id} spans {node.span_pages} pages, but {held} are held by"
                f" domains and {max(free, 0)} free",
            )  # fmt: skip
        row = node.distances or _default_row(index, len(nodes))
        if len(row) != len(nodes):
            top.problem("node", f"node {node.id} has {len(row)} distances for {len(nodes)} nodes")
        complete.append(node._replace(start_pfn=start, free_pages=free, distances=row))
        end = start + node.span_pages
    return tuple(complete)


def _default_row(index: int, count: int) -> tuple[int, ...]:
    return tuple(LOCAL_DISTANCE if i == index else REMOTE_DISTANCE for i in range(count))
