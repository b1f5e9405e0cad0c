"""What the embedded host tells of itself: its profile, and the machine below where that is silent."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from xlpy.machine.host_info import CpuSeat, HostInfo
from xlpy.machine.numbers import parse_ranges
from xlpy.machine.topology import Topology
from xlpy.machine.version import parse_version

_UNAME = {"host": "nodename", "release": "release", "version": "version", "machine": "machine"}


def host_info(profile: Mapping[str, Any], topology: Topology, xen_version: str) -> HostInfo:
    """The facts of the profile, with the topology as it is now."""
    told = dict(profile["info"])
    names = os.uname()
    for key, attribute in _UNAME.items():
        if told[key] is None:
            told[key] = getattr(names, attribute)
    if told["scheduler"] is None:
        told["scheduler"] = next(pool.scheduler for pool in topology.pools if pool.id == 0)
    return HostInfo(
        topology=topology,
        seats=tuple(sorted(seat for node in profile["nodes"] for seat in _seats(node))),
        total_pages=profile["total_pages"],
        claimed_pages=0,
        xen_version=parse_version(xen_version),
        page_size=4096,
        **told,
    )


def _seats(node: Mapping[str, Any]) -> list[CpuSeat]:
    cpus = parse_ranges(node["cpus"])
    seats = zip(cpus, node["cores"], node["sockets"], strict=True)
    return [CpuSeat(*seat, node["id"]) for seat in seats]
