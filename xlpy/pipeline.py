"""The one way through: text → settings → config → request → plan → domain.

    source = Source(name, text)
    config = load(source, host)            settings, then a DomainConfig; every problem at once
    plan   = plan_domain(config, host)     where its memory and vcpus shall lie, and why
    domid  = create(config, host)          plan and build under one lock; all of it or nothing

What is shown afterwards is read back from the host (`host.domain(domid)`), never from here.
"""

from __future__ import annotations

import json
from itertools import pairwise
from typing import NamedTuple

from xlpy.config.affinity import resolve
from xlpy.config.libxl_json import domain_config
from xlpy.config.load import LoadOptions
from xlpy.config.load import load as load_config
from xlpy.config.model import DomainConfig, VnumaConfig
from xlpy.errors import ConfigError, HostError, Problem, Unsupported
from xlpy.guest.layout import pv_layout
from xlpy.hosts.host import Host
from xlpy.machine.blueprint import Blueprint, VnumaBlueprint
from xlpy.machine.plan import Plan
from xlpy.machine.topology import PAGES_PER_MIB, Topology
from xlpy.machine.vnuma import Origin
from xlpy.placement.plan import DEFAULT_POLICY, plan, require_policy
from xlpy.placement.request import Request, VnodeRequest
from xlpy.placement.series2013 import map_problem
from xlpy.syntax.parser import parse
from xlpy.syntax.settings import Settings
from xlpy.syntax.source import Source

DEFAULT_POOL_ID = 0


class Loaded(NamedTuple):
    """A configuration, the settings it came from, and the warnings it drew."""

    config: DomainConfig
    settings: Settings
    warnings: tuple[Problem, ...]


class Created(NamedTuple):
    """A domain that was built, its plan, and the warnings that planning drew."""

    domid: int
    plan: Plan
    warnings: tuple[Problem, ...]


def load(source: Source, host: Host, *, strict: bool = False) -> Loaded:
    """Text → config, by the rules of this host. Raises ConfigError with every problem."""
    document = parse(source)
    if not document.ok:
        raise ConfigError(document.problems)
    settings = document.by_key
    options = LoadOptions(strict=strict, pv_vnuma=host.capabilities.pv_vnuma, xen=host.xen_version)
    config, warnings = load_config(settings, options)
    if host.capabilities.kernel_required and not _bootable(config):
        missing = Problem(
            f"a {config.type} domain needs a kernel or a bootloader", file=source.name,
            hint='add kernel = "…" or bootloader = "pygrub"',
        )  # fmt: skip
        raise ConfigError([*warnings, missing])
    return Loaded(config, settings, warnings)


def _bootable(config: DomainConfig) -> bool:
    return (
        config.type == "hvm" or config.kernel is not None or config.bootloader is not None
        or "firmware" in config.later
    )  # fmt: skip


def hard_affinity(config: DomainConfig, topology: Topology) -> tuple[tuple[int, ...], ...]:
    """CPUs per vcpu from `cpus=`; empty where it is absent or, as in xl 4.17, unread."""
    if config.cpus is None or (config.vcpus is None and config.maxvcpus is None):
        return ()
    return resolve(config.cpus, topology, config.max_vcpus)


def request(config: DomainConfig, topology: Topology) -> Request:
    """Config → what placement is asked."""
    vnuma = config.vnuma
    hard = hard_affinity(config, topology)
    return Request(
        name=config.name,
        type=config.type,
        max_vcpus=config.max_vcpus,
        target_kib=config.target_mib * 1024,
        max_kib=config.max_mib * 1024,
        pool=config.pool or _default_pool(topology),
        hard=hard or (topology.cpus,) * config.max_vcpus,
        cpus_form=config.cpus.form
        if config.cpus and (hard or config.cpus.form == "list")
        else None,
        soft_given="cpus_soft" in config.later,
        vnodes=_vnode_requests(vnuma) if vnuma else (),
        vnodemap=vnuma.vnodemap if vnuma else None,
        autoplacement=vnuma.autoplacement if vnuma else True,
    )


def _default_pool(topology: Topology) -> str:
    """The name of the cpupool that domains start in when they name none."""
    return next(pool.name for pool in topology.pools if pool.id == DEFAULT_POOL_ID)


def _vnode_requests(vnuma: VnumaConfig) -> tuple[VnodeRequest, ...]:
    members: list[list[int]] = [[] for _ in range(vnuma.vnodes)]
    for vcpu, vnode in enumerate(vnuma.vcpu_map):
        members[vnode].append(vcpu)
    return tuple(
        VnodeRequest(size, tuple(vcpus)) for size, vcpus in zip(vnuma.sizes, members, strict=True)
    )


def policy_for(host: Host, asked: str | None) -> str:
    """The placement policy: asked for, else the host's own, else ours. Raises UsageError."""
    return require_policy(asked or host.capabilities.placement or DEFAULT_POLICY)


def plan_domain(
    config: DomainConfig, host: Host, *, policy: str | None = None
) -> tuple[Plan, tuple[Problem, ...]]:
    """Config → plan on this host now, and the warnings planning drew."""
    topology = host.topology()
    asked = request(config, topology)
    return plan(asked, topology, policy_for(host, policy)), _map_warnings(config, asked, topology)


def _map_warnings(config: DomainConfig, asked: Request, topology: Topology) -> tuple[Problem, ...]:
    """A vnuma_vnodemap that this host cannot satisfy."""
    problem = map_problem(asked, topology) if asked.vnodemap is not None else None
    if problem is None or config.vnuma is None or config.vnuma.vnodemap_where is None:
        return ()
    text = f"vnuma_vnodemap cannot be used: {problem}; nodes are chosen automatically"
    return (config.vnuma.vnodemap_where._replace(text=text),)


def create(
    config: DomainConfig, host: Host, *, policy: str | None = None, paused: bool = False
) -> Created:
    """Plan and build under one lock, so that no one else's pages come between.

    Raises ConfigError, PlacementError and HostError; then nothing has changed.
    """
    _refuse_what_cannot_be_built(config, host)
    with host.exclusive():
        planned, warnings = plan_domain(config, host, policy=policy)
        domid = host.build(_blueprint(config, host.topology(), planned, warnings, paused=paused))
    return Created(domid, planned, warnings)


def _refuse_what_cannot_be_built(config: DomainConfig, host: Host) -> None:
    """Say before anything is created what this host, or this version, will not do."""
    if "vnuma" in config.later:
        if config.type == "pv" and not host.capabilities.pv_vnuma:
            raise Unsupported(
                f"Xen {host.xen_version} builds no PV domain with vNUMA",
                hint='use type = "hvm"', exit_code=6,
            )  # fmt: skip
        raise Unsupported(
            "this version of xlpy does not build vnuma = [[…]] yet",
            hint="use the keys of 2013 (vnodes, vnumamem, …) with a pv domain, or remove vnuma",
        )
    if config.target_mib <= 0:
        raise HostError(
            f"memory is {config.target_mib} MiB", hint="give the domain some memory", exit_code=3
        )


def _blueprint(
    config: DomainConfig, topology: Topology, planned: Plan, warnings: tuple[Problem, ...], *,
    paused: bool,
) -> Blueprint:  # fmt: skip
    hard = hard_affinity(config, topology)
    return Blueprint(
        name=config.name,
        uuid=config.uuid,
        type=config.type,
        pages=config.target_mib * PAGES_PER_MIB,
        max_pages=config.max_mib * PAGES_PER_MIB,
        vcpus=config.online_vcpus,
        max_vcpus=config.max_vcpus,
        hard_affinity=hard or (topology.cpus,) * config.max_vcpus,
        pool=config.pool or _default_pool(topology),
        plan=planned,
        config_json=json.dumps(domain_config(config, hard)),
        paused=paused,
        vnuma=_vnuma_blueprint(config, config.vnuma, planned, warnings) if config.vnuma else None,
    )


def _vnuma_blueprint(
    config: DomainConfig, vnuma: VnumaConfig, planned: Plan, warnings: tuple[Problem, ...]
) -> VnumaBlueprint:
    origins = dict(vnuma.origins)
    if warnings:
        origins["pnodes"] = Origin("fall-back", warnings[0].text, warnings[0].place)
    elif origins["pnodes"].kind == "automatic":
        why = planned.reasons[-1].removeprefix("vnodes: ")
        detail = "; ".join(filter(None, [why, origins["pnodes"].detail]))
        origins["pnodes"] = origins["pnodes"]._replace(detail=detail)
    pages = share(config.target_mib * PAGES_PER_MIB, vnuma.sizes)
    return VnumaBlueprint(
        pages=pages,
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
