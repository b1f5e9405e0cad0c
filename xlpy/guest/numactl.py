"""What `numactl --hardware` will print inside a PV domain (vnuma.md 6.3)."""

from __future__ import annotations

from typing import NamedTuple

from xlpy.machine.vnuma import VnumaTopology

OLD_PAGE_DESCRIPTOR, NEW_PAGE_DESCRIPTOR = 56, 64  # bytes of struct page: Linux 3.x, today's
RESERVED_SHARE = 0.02  # kernel image, hash tables, early page tables: typically 0 to 2 %
RESERVED_MIN_MIB = 16
LOCAL, REMOTE = 10, 20


class SizeInterval(NamedTuple):
    """MiB that the guest will print for a node: at least and at most."""

    low: int
    high: int


class GuestNode(NamedTuple):
    """One line group of `numactl --hardware`."""

    node: int
    cpus: tuple[int, ...]
    size_mib: SizeInterval
    distances: tuple[int, ...]


def predict(topology: VnumaTopology, online: int) -> tuple[GuestNode, ...]:
    """The nodes a PV kernel of the series shows, numbered as the vnodes; `online` vcpus are up."""
    usable = slit_usable(topology)
    return tuple(
        GuestNode(
            vnode,
            tuple(vcpu for vcpu in topology.vcpus(vnode) if vcpu < online),
            size_interval(topology.size_bytes(vnode) >> 20),
            topology.distances(vnode) if usable else _plain_row(vnode, topology.nr_vnodes),
        )
        for vnode in range(topology.nr_vnodes)
    )


def size_interval(size_mib: int) -> SizeInterval:
    """What remains of a vnode of `size_mib` once the kernel has taken page descriptors and more.

    The upper bound holds for 56-byte descriptors and nothing else reserved; the lower one for
    64-byte descriptors and 2 % (at least 16 MiB) of early reservations.
    """
    high = size_mib * (4096 - OLD_PAGE_DESCRIPTOR) // 4096
    left = size_mib * (4096 - NEW_PAGE_DESCRIPTOR) // 4096
    low = left - max(int(left * RESERVED_SHARE), RESERVED_MIN_MIB)
    return SizeInterval(max(low, 0), high)


def slit_usable(topology: VnumaTopology) -> bool:
    """Whether Linux uses these distances: 10 to itself, 11 to 255 to the others."""
    return all(
        distance == LOCAL if i == j else LOCAL < distance <= 255
        for i in range(topology.nr_vnodes)
        for j, distance in enumerate(topology.distances(i))
    )


def _plain_row(vnode: int, count: int) -> tuple[int, ...]:
    return tuple(LOCAL if other == vnode else REMOTE for other in range(count))
