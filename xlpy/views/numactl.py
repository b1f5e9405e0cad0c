"""`xl vnuma-info --numactl`: the layout of numactl(8), sizes as intervals."""

from __future__ import annotations

from collections.abc import Sequence

from xlpy.guest.numactl import GuestNode


def numactl_hardware(nodes: Sequence[GuestNode]) -> str:
    """What `numactl --hardware` prints, without the `free` lines: they cannot be predicted."""
    last = len(nodes) - 1
    lines = [f"available: {len(nodes)} nodes ({'0' if not last else f'0-{last}'})"]
    for node in nodes:
        cpus = "".join(f" {cpu}" for cpu in node.cpus)
        lines.append(f"node {node.node} cpus:{cpus}")
        lines.append(f"node {node.node} size: {node.size_mib.low}-{node.size_mib.high} MB")
    lines.append("node distances:")
    lines.append("node " + "".join(f" {node.node:3d}" for node in nodes))
    lines += [
        f"{node.node:3d}: " + "".join(f" {distance:3d}" for distance in node.distances)
        for node in nodes
    ]
    return "".join(f"{line}\n" for line in lines)
