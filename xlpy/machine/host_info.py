"""What a host tells of itself: the machine, its memory now, and the Xen it runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from xlpy.machine.topology import Topology
from xlpy.machine.version import XenVersion


class CpuSeat(NamedTuple):
    """Where a CPU sits: its core within the socket, its socket, its node."""

    cpu: int
    core: int
    socket: int
    node: int


@dataclass(frozen=True, slots=True)
class HostInfo:
    """All that `xl info` shows; pages are of 4 KiB.

    `host` to `machine` are what uname tells in the control domain. `virt_caps` are words. `claimed_pages`
    are promised to domains that are being built.
    """

    host: str
    release: str
    version: str
    machine: str
    topology: Topology
    seats: tuple[CpuSeat, ...]
    cpu_khz: int
    hw_caps: str
    virt_caps: str
    total_pages: int
    sharing_freed_pages: int
    sharing_used_pages: int
    claimed_pages: int
    xen_version: XenVersion
    xen_caps: str
    scheduler: str
    page_size: int
    virt_start: str
    changeset: str
    commandline: str
    compiler: str
    compile_by: str
    compile_domain: str
    compile_date: str
    build_id: str
    xenstore_features: int

    @property
    def free_pages(self) -> int:
        """Free pages of all nodes."""
        return sum(node.free_pages for node in self.topology.nodes)

    @property
    def free_cpus(self) -> int:
        """How many CPUs are in no cpupool."""
        pooled = {cpu for pool in self.topology.pools for cpu in pool.cpus}
        return len(set(self.topology.cpus) - pooled)
