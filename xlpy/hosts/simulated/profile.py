"""Host profiles: an embedded host as its TOML text describes it, every default filled in."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any, NamedTuple

from xlpy.hosts.simulated.profile_info import ProfileInfo
from xlpy.machine.numbers import format_ranges

NO_UUID = "00000000-0000-0000-0000-000000000000"


class ProfileNode(NamedTuple):
    """A node; counts in 4 KiB pages; `free_pages` once the profile's own domains are there.

    `low_free_pages` of them lie below the width that Xen keeps back; `cores` and `sockets` have an
    entry per CPU, in ascending order of CPUs.
    """

    id: int
    cpus: tuple[int, ...]
    start_pfn: int
    span_pages: int
    free_pages: int
    distances: tuple[int, ...]
    low_free_pages: int = 0
    cores: tuple[int, ...] = ()
    sockets: tuple[int, ...] = ()


class ProfilePool(NamedTuple):
    """A cpupool."""

    id: int
    name: str
    cpus: tuple[int, ...]
    scheduler: str = "credit2"


class ProfileDomain(NamedTuple):
    """A domain that is there from boot; `pages` by node id, `cpus` and `soft_cpus` its affinities.

    `shutdown` is Xen's code of the reason, None while it has not shut down; `started_ns` is the host's
    time since boot when it was made.
    """

    domid: int
    name: str
    vcpus: int
    cpus: tuple[int, ...]
    nodes: tuple[int, ...]
    pool: int
    pages: tuple[tuple[int, int], ...]
    soft_cpus: tuple[int, ...]
    vcpus_online: int
    max_pages: int
    target_kib: int
    uuid: str = NO_UUID
    type: str = "pv"
    running: bool = False
    paused: bool = False
    shutdown: int | None = None
    dying: bool = False
    cpu_time_ns: int = 0
    started_ns: int = 0


@dataclass(frozen=True, slots=True)
class Profile:
    """A whole host description.

    `dma_bits` is the width in address bits of the memory that Xen keeps back, 0 for none; `guests`
    says what runs in domains; `max_nodes` is how many node numbers Xen provides for.
    """

    name: str
    xen_version: str
    next_domid: int
    cores_per_socket: int
    threads_per_core: int
    boot_time_ns: int
    total_pages: int
    dma_bits: int
    guests: str
    max_nodes: int
    pv_vnuma: bool
    kernel_required: bool
    placement: str | None
    info: ProfileInfo
    nodes: tuple[ProfileNode, ...]
    pools: tuple[ProfilePool, ...]
    domains: tuple[ProfileDomain, ...]

    def as_data(self) -> dict[str, Any]:
        """Plain data for JSON: keys as in the TOML form, CPU lists as range texts."""
        lists = ("nodes", "pools", "domains")
        plain = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in lists}
        return {
            **plain,
            "info": asdict(self.info),
            "nodes": [_row(node, ranges=("cpus",)) for node in self.nodes],
            "cpupools": [_row(pool, ranges=("cpus",)) for pool in self.pools],
            "domains": [_row(domain, ranges=("cpus", "soft_cpus")) for domain in self.domains],
        }


def _row(value: ProfileNode | ProfilePool | ProfileDomain, ranges: tuple[str, ...]) -> Any:
    """A named tuple as JSON has it: the fields of `ranges` as texts, other tuples as lists."""
    row: dict[str, Any] = value._asdict()
    for key, item in row.items():
        if key in ranges:
            row[key] = format_ranges(item)
        elif isinstance(item, tuple):
            row[key] = [[*part] if isinstance(part, tuple) else part for part in item]
    return row
