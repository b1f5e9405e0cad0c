"""A domain's virtual NUMA topology, as the hypervisor keeps it and as people read it."""

from __future__ import annotations

from typing import Literal, NamedTuple

ANY = None
"""A vnode without a physical node of its own: pages come round robin, the v2 dump prints -1."""


class VmemRange(NamedTuple):
    """A half-open guest-physical interval `[start, end)` in bytes, belonging to vnode `nid`."""

    start: int
    end: int
    nid: int
    flags: int = 0


class VnumaTopology(NamedTuple):
    """What the set-topology hypercall carries.

    `vdistance` is row-major, n·n entries; `vcpu_to_vnode` has an entry per vcpu; `vnode_to_pnode` one
    per vnode, None where no node is asked for.
    """

    vmemranges: tuple[VmemRange, ...]
    vdistance: tuple[int, ...]
    vcpu_to_vnode: tuple[int, ...]
    vnode_to_pnode: tuple[int | None, ...]

    @property
    def nr_vnodes(self) -> int:
        """Number of vnodes."""
        return len(self.vnode_to_pnode)

    def distances(self, vnode: int) -> tuple[int, ...]:
        """Row `vnode` of the distance matrix."""
        n = self.nr_vnodes
        return self.vdistance[vnode * n : (vnode + 1) * n]

    def vcpus(self, vnode: int) -> tuple[int, ...]:
        """The vcpus of a vnode, ascending."""
        return tuple(v for v, node in enumerate(self.vcpu_to_vnode) if node == vnode)

    def ranges(self, vnode: int) -> tuple[VmemRange, ...]:
        """The guest-physical ranges of a vnode, in stored order."""
        return tuple(r for r in self.vmemranges if r.nid == vnode)

    def size_bytes(self, vnode: int) -> int:
        """Bytes of guest-physical memory of a vnode."""
        return sum(r.end - r.start for r in self.ranges(vnode))


class VnumaInfo(NamedTuple):
    """What the get-topology hypercall gives back: no vnode→pnode map, as in Xen."""

    vmemranges: tuple[VmemRange, ...]
    vdistance: tuple[int, ...]
    vcpu_to_vnode: tuple[int, ...]
    nr_vnodes: int


OriginKind = Literal["given", "default", "fall-back", "automatic"]


class Origin(NamedTuple):
    """Why a value holds: where it came from, and for a fall-back what was wrong and where."""

    kind: OriginKind
    detail: str = ""
    place: str = ""

    def __str__(self) -> str:
        text: str = self.kind
        if self.detail:
            text += f": {self.detail}"
        if self.place:
            text += f" ({self.place})"
        return text
