"""Guest-physical memory layouts (vnuma.md 1.8)."""

from __future__ import annotations

from collections.abc import Sequence

from xlpy.machine.vnuma import VmemRange

MIB = 1 << 20


def pv_layout(sizes_mib: Sequence[int]) -> tuple[VmemRange, ...]:
    """PV: one range per vnode, each starting where the one before ends, from 0, without a hole."""
    ranges = []
    start = 0
    for vnode, size in enumerate(sizes_mib):
        end = start + size * MIB
        ranges.append(VmemRange(start, end, vnode))
        start = end
    return tuple(ranges)
