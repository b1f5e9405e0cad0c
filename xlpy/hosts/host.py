"""The contract every host keeps: the calls a toolstack makes, each documented here.

A call that a host cannot make raises `Unsupported`; it never silently passes. Every call that
changes something is atomic: it happens as a whole or not at all, also across a crash.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from xlpy.machine.blueprint import Blueprint
    from xlpy.machine.domain import Domain
    from xlpy.machine.host_info import HostInfo
    from xlpy.machine.summary import DomainSummary
    from xlpy.machine.topology import Topology
    from xlpy.machine.vcpu import VcpuInfo
    from xlpy.machine.vnuma import VnumaInfo, VnumaTopology


class Capabilities(NamedTuple):
    """What this host's Xen and toolstack allow.

    `pv_vnuma`: PV domains may have vNUMA. `kernel_required`: a PV or PVH domain without a kernel or
    bootloader is refused. `placement`: the host's own default policy, None where it has none.
    `boots`: domains really run there.
    """

    pv_vnuma: bool
    kernel_required: bool
    placement: str | None
    boots: bool


class Host(ABC):
    """A Xen host."""

    @property
    @abstractmethod
    def label(self) -> str:
        """What to call this host in messages, e.g. `embedded host heatpipe`."""

    @property
    @abstractmethod
    def xen_version(self) -> str:
        """The version of Xen, e.g. `4.17.7` or `4.4-vnuma-v2`."""

    @property
    @abstractmethod
    def capabilities(self) -> Capabilities:
        """What this host allows."""

    @abstractmethod
    def exclusive(self) -> AbstractContextManager[None]:
        """Hold the host: what is read inside stays true until what is written inside is written.

        Everything inside is one transaction; an exception undoes it. Calls that change something
        take it by themselves; take it around read-decide-write sequences.
        """

    @abstractmethod
    def topology(self) -> Topology:
        """Nodes with their free pages now, cpupools, and the load of every domain."""

    @abstractmethod
    def info(self) -> HostInfo:
        """The machine and its Xen, with the topology as it is now."""

    @abstractmethod
    def domains(self) -> Sequence[DomainSummary]:
        """Every domain, ascending by domid."""

    @abstractmethod
    def find(self, reference: str) -> int:
        """The domid that `reference` means: all digits are a domid (not looked up), else a name.

        Raises NoSuchDomain for an unknown name.
        """

    @abstractmethod
    def domid(self, name: str) -> int:
        """The domid of a name, also when it looks like a number. Raises NoSuchDomain."""

    @abstractmethod
    def summary(self, domid: int) -> DomainSummary:
        """One domain's row. Raises NoSuchDomain."""

    @abstractmethod
    def domain(self, domid: int) -> Domain:
        """Everything about one domain. Raises NoSuchDomain."""

    @abstractmethod
    def vcpus(self, domid: int) -> Sequence[VcpuInfo]:
        """Every vcpu of a domain as it is now, ascending, offline ones too. Raises NoSuchDomain."""

    @abstractmethod
    def uptime_ns(self, domid: int) -> int:
        """How long a domain has been there, in ns; of domain 0, the host. Raises NoSuchDomain."""

    @abstractmethod
    def build(self, blueprint: Blueprint) -> int:
        """Create a domain with its memory and vNUMA topology; give its domid.

        Raises DomainExists, InsufficientMemory, HypercallError; then nothing has changed.
        """

    @abstractmethod
    def spend_domid(self) -> None:
        """Use up the next domid, as a create does that fails halfway on real Xen.

        For XLPY_COMPAT=xl on hosts where a failed create leaves no trace; elsewhere nothing happens.
        """

    @abstractmethod
    def destroy(self, domid: int) -> None:
        """Remove a domain and give its pages back to the nodes they lie on. Raises NoSuchDomain."""

    @abstractmethod
    def pause(self, domid: int) -> None:
        """Stop scheduling a domain; pauses are counted, up to 255. Raises NoSuchDomain."""

    @abstractmethod
    def unpause(self, domid: int) -> None:
        """Take a pause back. When none is left the domain runs, and brings its vcpus up by itself.

        Raises NoSuchDomain.
        """

    @abstractmethod
    def set_vnuma(self, domid: int, topology: VnumaTopology) -> None:
        """Set a domain's virtual topology, with the checks of the host's Xen version.

        Raises HypercallError: up to the 2013 series EINVAL when one is set already, when there are
        no vnodes or n·n overflows, EFAULT on missing arrays; from 4.5 on a second call replaces
        the first, and there are at most 32 vnodes and 170 ranges (EINVAL), vcpu numbers must match
        (EINVAL); from 4.6 on also E2BIG for a vcpu→vnode or vnode→pnode out of range and EINVAL
        for range flags. ESRCH when there is no such domain, EOPNOTSUPP on Xen without vNUMA.
        """

    @abstractmethod
    def get_vnuma(self, domid: int, *, vnodes: int, vmemranges: int, vcpus: int) -> VnumaInfo:
        """Read a domain's virtual topology into arrays of the given capacities.

        Raises HypercallError: EOPNOTSUPP when the domain has none, ENOBUFS with the true counts
        when a capacity is too small, ESRCH when there is no such domain.
        """

    @abstractmethod
    def debug_keys(self, keys: str) -> str:
        """Send debug keys to the hypervisor; give what it printed, also on its console ring."""

    @abstractmethod
    def console_ring(self, *, clear: bool = False) -> str:
        """The hypervisor's console ring; `clear` empties it after reading."""
