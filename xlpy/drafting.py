"""Config + plan → blueprint: everything a host must know to build the domain, decided.

The two ways to ask for vNUMA, the keys of 2013 and `vnuma=`, become one thing here.
"""

from __future__ import annotations

import json
from itertools import pairwise

from xlpy.config.affinity import libxl_maps
from xlpy.config.libxl_json import domain_config
from xlpy.config.model import DomainConfig, VnodeConfig, VnumaConfig, VnumaList
from xlpy.errors import HostError, Problem
from xlpy.guest.layout import hvm_layout, pv_layout
from xlpy.machine.blueprint import Blueprint, VnumaBlueprint
from xlpy.machine.plan import Plan
from xlpy.machine.topology import PAGES_PER_MIB, Topology
from xlpy.machine.vnuma import Origin, VmemRange

CpuSets = tuple[tuple[int, ...], ...]


def draft(  # noqa: PLR0913 - a domain has that many sides
    config: DomainConfig, topology: Topology, planned: Plan, warnings: tuple[Problem, ...], *,
    hard: CpuSets, soft: CpuSets, pool: str, paused: bool,
) -> Blueprint:  # fmt: skip
    """The blueprint of a domain; `warnings` are those of planning. Raises HostError."""
    return Blueprint(
        name=config.name,
        uuid=config.uuid,
        type=config.type,
        pages=config.target_mib * PAGES_PER_MIB,
        max_pages=config.max_mib * PAGES_PER_MIB,
        vcpus=config.online_vcpus,
        max_vcpus=config.max_vcpus,
        hard_affinity=hard or (topology.cpus,) * config.max_vcpus,
        soft_affinity=soft,
        pool=pool,
        plan=planned,
        config_json=json.dumps(domain_config(config, *libxl_maps(config, topology))),
        paused=paused,
        vnuma=_vnuma(config, planned, warnings),
        video_pages=config.video_mib * PAGES_PER_MIB,
        vmemranges=() if config.type == "pv" else _one_node(config),
    )


def _one_node(config: DomainConfig) -> tuple[VmemRange, ...]:
    """Where a domain of one node has its memory."""
    if config.max_mib < config.video_mib:
        raise HostError(
            f"memory is {config.max_mib} MiB, the video memory alone {config.video_mib} MiB",
            hint='give the domain more memory, or vga="none"', exit_code=3,
        )  # fmt: skip
    return _layout(config, (config.max_mib,))


def _layout(config: DomainConfig, sizes_mib: tuple[int, ...]) -> tuple[VmemRange, ...]:
    if config.type == "pv":
        return pv_layout(sizes_mib)
    return hvm_layout(
        sizes_mib, type_=config.type, video_mib=config.video_mib,
        mmio_hole_mib=config.mmio_hole_mib,
    )  # fmt: skip


def _vnuma(
    config: DomainConfig, planned: Plan, warnings: tuple[Problem, ...]
) -> VnumaBlueprint | None:
    if config.vnuma_nodes:
        return _of_list(config, config.vnuma_nodes, planned)
    return _of_2013(config, config.vnuma, planned, warnings) if config.vnuma else None


# -- vnuma = [[…]] ---------------------------------------------------------------------------------


def _of_list(config: DomainConfig, vnuma: VnumaList, planned: Plan) -> VnumaBlueprint:
    sizes = tuple(node.size_mib for node in vnuma.nodes)
    return VnumaBlueprint(
        pages=tuple(size * PAGES_PER_MIB for size in sizes),
        size_mib=sizes,
        vmemranges=_layout(config, sizes),
        vdistance=tuple(distance for node in vnuma.nodes for distance in node.distances),
        vcpu_to_vnode=vcpu_map(vnuma, config.max_vcpus),
        vnode_to_pnode=tuple(vnode.pnode for vnode in planned.vnodes),
        origins=_origins_of_list(vnuma, planned),
    )


def vcpu_map(vnuma: VnumaList, max_vcpus: int) -> tuple[int, ...]:
    """The vnode of each vcpu; that each has exactly one was checked."""
    owner = {vcpu: vnode for vnode, node in enumerate(vnuma.nodes) for vcpu in node.vcpus}
    return tuple(owner[vcpu] for vcpu in range(max_vcpus))


def _origins_of_list(vnuma: VnumaList, planned: Plan) -> dict[str, Origin]:
    place = vnuma.where.place if vnuma.where else ""
    given = Origin("given", place=place)
    return {
        "sizes": given,
        "vcpus": given,
        "distances": _origin_of_distances(vnuma.nodes, given),
        "pnodes": given
        if all(node.pnode is not None for node in vnuma.nodes)
        else Origin("automatic", _why_these_nodes(planned), place),
    }


def _origin_of_distances(nodes: tuple[VnodeConfig, ...], given: Origin) -> Origin:
    short = [str(n) for n, node in enumerate(nodes) if node.distances_given < len(nodes)]
    if not short:
        return given
    return Origin("default", f"0 where vdistances are missing (vnode {', '.join(short)})")


def _why_these_nodes(planned: Plan) -> str:
    return planned.reasons[-1].removeprefix("vnodes: ")


# -- the keys of 2013 ------------------------------------------------------------------------------


def _of_2013(
    config: DomainConfig, vnuma: VnumaConfig, planned: Plan, warnings: tuple[Problem, ...]
) -> VnumaBlueprint:
    origins = dict(vnuma.origins)
    if warnings:
        origins["pnodes"] = Origin("fall-back", warnings[0].text, warnings[0].place)
    elif origins["pnodes"].kind == "automatic":
        details = [_why_these_nodes(planned), origins["pnodes"].detail]
        origins["pnodes"] = origins["pnodes"]._replace(detail="; ".join(filter(None, details)))
    return VnumaBlueprint(
        pages=share(config.target_mib * PAGES_PER_MIB, vnuma.sizes),
        size_mib=vnuma.sizes,
        vmemranges=pv_layout(vnuma.sizes),
        vdistance=vnuma.distances,
        vcpu_to_vnode=vnuma.vcpu_map,
        vnode_to_pnode=tuple(vnode.pnode for vnode in planned.vnodes),
        origins=origins,
    )


def share(pages: int, sizes: tuple[int, ...]) -> tuple[int, ...]:
    """Divide `pages` among vnodes in proportion to their sizes; the sum is exact."""
    total = sum(sizes)
    ends = [0]
    for size in sizes:
        ends.append(ends[-1] + size)
    cuts = [pages * end // total for end in ends]
    return tuple(after - before for before, after in pairwise(cuts))
