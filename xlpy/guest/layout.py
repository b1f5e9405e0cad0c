"""Guest-physical memory layouts: which addresses each vnode owns (vnuma.md 1.8, 2.4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from xlpy.errors import XlError
from xlpy.machine.vnuma import VmemRange

MIB = 1 << 20
FOUR_GIB = 1 << 32
HOLE_BYTES = {"hvm": FOUR_GIB - 0xF0000000, "pvh": FOUR_GIB - 0xFC000000}
"""What lies below 4 GiB and is not memory: PCI devices (HVM), the local APIC and ACPI (PVH)."""


class E820Entry(NamedTuple):
    """A range of RAM in a memory map, in bytes: `[start, start + size)`."""

    start: int
    size: int


def pv_layout(sizes_mib: Sequence[int]) -> tuple[VmemRange, ...]:
    """PV: one range per vnode, each starting where the one before ends, from 0, without a hole."""
    return _fill([size * MIB for size in sizes_mib], [E820Entry(0, sum(sizes_mib) * MIB)])


def e820_layout(sizes_mib: Sequence[int], ram: Sequence[E820Entry]) -> tuple[VmemRange, ...]:
    """PV with `e820_host`: vnodes take the RAM entries of the host's map in order, splitting them.

    Raises XlError when the entries hold less than the vnodes want.
    """
    wanted = sum(sizes_mib) * MIB
    held = sum(entry.size for entry in ram)
    if held < wanted:
        raise XlError(
            f"the host's memory map has {held // MIB} MiB of RAM, the vnodes want {wanted // MIB}",
            hint="make the vnodes smaller, or leave out e820_host",
            exit_code=3,
        )
    return _fill([size * MIB for size in sizes_mib], ram)


def hvm_layout(
    sizes_mib: Sequence[int], *, type_: str = "hvm", video_mib: int = 0,
    mmio_hole_mib: int | None = None, reserved_low_bytes: int = 0,
) -> tuple[VmemRange, ...]:  # fmt: skip
    """HVM and PVH: from 0, around the hole below 4 GiB; vnode 0 pays for the video memory.

    `mmio_hole_mib` counts only where it makes the hole larger than it is anyway. `reserved_low_bytes`
    of device memory below the hole push as much RAM above 4 GiB. Raises XlError where vnode 0 is
    smaller than the video memory.
    """
    sizes = [size * MIB for size in sizes_mib]
    video = video_mib * MIB
    if sizes and sizes[0] < video:
        raise XlError(
            f"vnode 0 has {sizes_mib[0]} MiB, too few for {video_mib} MiB of video memory",
            hint='make vnode 0 larger, or ask for less with videoram= or vga="none"',
            exit_code=3,
        )
    if sizes:
        sizes[0] -= video
    hole = max(HOLE_BYTES[type_], (mmio_hole_mib or 0) * MIB)
    low = max(min(sum(sizes), FOUR_GIB - hole) - reserved_low_bytes, 0)
    return _fill(sizes, [E820Entry(0, low), E820Entry(FOUR_GIB, sum(sizes) - low)])


def _fill(sizes: Iterable[int], ram: Sequence[E820Entry]) -> tuple[VmemRange, ...]:
    """Deal the RAM out to the vnodes, in order; an empty vnode gets no range."""
    ranges = []
    entries = [entry for entry in ram if entry.size]
    used = 0
    for vnode, left in enumerate(sizes):
        while left:
            start, size = entries[0]
            taken = min(left, size - used)
            ranges.append(VmemRange(start + used, start + used + taken, vnode))
            left -= taken
            used += taken
            if used == size:
                entries, used = entries[1:], 0
    return tuple(ranges)
