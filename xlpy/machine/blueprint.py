"""What a host is asked to build: a domain as configured and planned, before it exists."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from xlpy.machine.plan import Plan
from xlpy.machine.vnuma import Origin, VmemRange


class VnumaBlueprint(NamedTuple):
    """The vNUMA part. `pages` per vnode: what the domain has of it now (size scaled to `memory=`)."""

    pages: tuple[int, ...]
    size_mib: tuple[int, ...]
    vmemranges: tuple[VmemRange, ...]
    vdistance: tuple[int, ...]
    vcpu_to_vnode: tuple[int, ...]
    vnode_to_pnode: tuple[int | None, ...]
    origins: Mapping[str, Origin] = MappingProxyType({})


class Blueprint(NamedTuple):
    """A domain to build. Page counts are of 4 KiB pages; affinities are CPU sets per vcpu.

    `pages` is the target, `video_pages` the part of it that the device model keeps. `vmemranges` is
    where an HVM or PVH domain without vNUMA has its memory. `soft_affinity` is what the
    configuration says; empty where it says nothing.
    """

    name: str
    uuid: str
    type: str
    pages: int
    max_pages: int
    vcpus: int
    max_vcpus: int
    hard_affinity: tuple[tuple[int, ...], ...]
    pool: str
    plan: Plan
    config_json: str
    paused: bool = False
    vnuma: VnumaBlueprint | None = None
    soft_affinity: tuple[tuple[int, ...], ...] = ()
    video_pages: int = 0
    vmemranges: tuple[VmemRange, ...] = ()
