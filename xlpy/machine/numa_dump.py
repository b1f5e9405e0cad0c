"""What Xen's debug key `u` tells about a host: its nodes, its CPUs, and where each domain's pages lie.

One value serves every Xen: a host fills in all it knows, each version's writer prints what that
version prints (`xlpy.console.numa_dump`), and a value read back holds only what was printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from xlpy.machine.vnuma import VnumaTopology


class CpuNode(NamedTuple):
    """An online CPU and the node it belongs to."""

    cpu: int
    node: int


class NodePages(NamedTuple):
    """How many 4 KiB pages of a domain lie on a node."""

    node: int
    pages: int


class DumpRange(NamedTuple):
    """A half-open guest-physical interval `[start, end)` in bytes."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DumpNode:
    """An online node. All counts are 4 KiB pages; `span_pages` includes holes.

    `seen_as` is the node Xen's own lookup finds for the second page of this one, where that is
    another: the sanity line. None is the healthy case.
    """

    node: int
    start_pfn: int
    span_pages: int
    free_pages: int
    seen_as: int | None = None


@dataclass(frozen=True, slots=True)
class DumpVnode:
    """A vnode. `pnode` is None where no node was asked for.

    The dumps of 2013 show `size_mib`, upstream's the `ranges` in stored order.
    """

    pnode: int | None
    ranges: tuple[DumpRange, ...] = ()
    size_mib: int | None = None

    @property
    def mib(self) -> int:
        """The size in MiB, rounded down: `size_mib`, or what the ranges add up to."""
        if self.size_mib is not None:
            return self.size_mib
        return sum(end - start for start, end in self.ranges) >> 20


@dataclass(frozen=True, slots=True)
class DumpVnuma:
    """A domain's vNUMA: its vnodes by number, and the vnode of every vcpu."""

    vnodes: tuple[DumpVnode, ...]
    vcpu_to_vnode: tuple[int, ...]

    @classmethod
    def of(cls, topology: VnumaTopology, size_mib: tuple[int, ...] = ()) -> DumpVnuma:
        """What Xen would print of a topology; `size_mib` per vnode, where the host knows it."""
        sizes: tuple[int | None, ...] = size_mib or (None,) * topology.nr_vnodes
        vnodes = (
            DumpVnode(pnode, tuple(DumpRange(r.start, r.end) for r in topology.ranges(n)), sizes[n])
            for n, pnode in enumerate(topology.vnode_to_pnode)
        )
        return cls(tuple(vnodes), topology.vcpu_to_vnode)


@dataclass(frozen=True, slots=True)
class DumpDomain:
    """A domain's pages of 4 KiB: in total, and those of its page list on every online node."""

    domid: int
    total_pages: int
    node_pages: tuple[NodePages, ...]
    vnuma: DumpVnuma | None = None


@dataclass(frozen=True, slots=True)
class NumaDump:
    """One press of the key. `now_ns` is the time since Xen booted.

    `now_ns` is None where the beginning of the dump is missing (a console ring overwrites its
    oldest lines, mails quote from the middle); nodes and CPUs may be missing with it.
    """

    now_ns: int | None
    nodes: tuple[DumpNode, ...] = ()
    cpus: tuple[CpuNode, ...] = ()
    domains: tuple[DumpDomain, ...] = ()
    key: str = "u"
