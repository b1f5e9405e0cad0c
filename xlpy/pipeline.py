"""The one way through: text → settings → config → request → plan → domain.

    source = Source(name, text)
    config = load(source, host)            settings, then a DomainConfig; every problem at once
    plan   = plan_domain(config, host)     where its memory and vcpus shall lie, and why
    domid  = create(config, host)          plan and build under one lock; all of it or nothing

What is shown afterwards is read back from the host (`host.domain(domid)`), never from here.
"""

from __future__ import annotations

from typing import NamedTuple

from xlpy.config.affinity import empty_maps, resolve
from xlpy.config.load import LoadOptions
from xlpy.config.load import load as load_config
from xlpy.config.model import DomainConfig
from xlpy.drafting import draft
from xlpy.errors import ConfigError, HostError, Problem, Unsupported
from xlpy.hosts.host import Host
from xlpy.machine.plan import Plan
from xlpy.machine.topology import Topology
from xlpy.machine.version import parse_version
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


def load(
    source: Source, host: Host, *, strict: bool = False,
    vif_defaults: tuple[tuple[str, str], ...] = (),
) -> Loaded:  # fmt: skip
    """Text → config, by the rules of this host. Raises ConfigError with every problem.

    `vif_defaults` are words and values that network interfaces begin with.
    """
    document = parse(source)
    if not document.ok:
        raise ConfigError(document.problems)
    return load_settings(document.by_key, host, strict=strict, vif_defaults=vif_defaults)


def load_settings(
    settings: Settings, host: Host, *, strict: bool = False,
    vif_defaults: tuple[tuple[str, str], ...] = (),
) -> Loaded:  # fmt: skip
    """Settings → config, by the rules of this host. Raises ConfigError with every problem."""
    topology = host.topology()
    options = _options(host, topology, strict=strict)._replace(vif_defaults=vif_defaults)
    config, warnings = load_config(settings, options)
    errors = empty_maps(config, topology)
    if errors:
        raise ConfigError([*warnings, *errors])
    return Loaded(config, settings, warnings)


def _options(host: Host, topology: Topology, *, strict: bool) -> LoadOptions:
    return LoadOptions(
        strict=strict, pv_vnuma=host.capabilities.pv_vnuma, xen=host.xen_version,
        nodes=len(topology.nodes), cpus=len(topology.cpus), cpu_bits=topology.max_cpu_id + 1,
        node_ids=topology.node_ids, kernel_required=host.capabilities.kernel_required,
    )  # fmt: skip


def hard_affinity(config: DomainConfig, topology: Topology) -> tuple[tuple[int, ...], ...]:
    """CPUs of this host per vcpu from `cpus=`; empty where it is absent or, as in xl 4.17, unread."""
    if config.cpus is None or not config.cpus.items or not config.stated_vcpus:
        return ()
    return resolve(config.cpus, topology, config.max_vcpus)


def soft_affinity(config: DomainConfig, topology: Topology) -> tuple[tuple[int, ...], ...]:
    """CPUs of this host that each vcpu prefers, from `cpus_soft=`; empty as for the hard affinity."""
    if config.cpus_soft is None or not config.cpus_soft.items or not config.stated_vcpus:
        return ()
    return resolve(config.cpus_soft, topology, config.max_vcpus)


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
        soft_given=config.cpus_soft is not None,
        vnodes=_vnode_requests(config),
        vnodemap=vnuma.vnodemap if vnuma else None,
        autoplacement=vnuma.autoplacement if vnuma else True,
        pnodes=tuple(node.pnode for node in config.vnuma_nodes.nodes) if config.vnuma_nodes else (),
    )


def _default_pool(topology: Topology) -> str:
    """The name of the cpupool that domains start in when they name none."""
    return next(pool.name for pool in topology.pools if pool.id == DEFAULT_POOL_ID)


def _vnode_requests(config: DomainConfig) -> tuple[VnodeRequest, ...]:
    if config.vnuma_nodes:
        return tuple(VnodeRequest(node.size_mib, node.vcpus) for node in config.vnuma_nodes.nodes)
    if config.vnuma is None:
        return ()
    members: list[list[int]] = [[] for _ in range(config.vnuma.vnodes)]
    for vcpu, vnode in enumerate(config.vnuma.vcpu_map):
        members[vnode].append(vcpu)
    return tuple(
        VnodeRequest(size, tuple(vcpus))
        for size, vcpus in zip(config.vnuma.sizes, members, strict=True)
    )


def policy_for(host: Host, asked: str | None, *, bugs: bool = False, strict: bool = False) -> str:
    """The placement policy: asked for, else the host's own, else ours. Raises UsageError.

    With `bugs`, libxl's is taken with its overflows; with `strict`, the series' as in version 3.
    """
    own = host.capabilities.placement or DEFAULT_POLICY
    if bugs and own == "libxl":
        own = "libxl-bugs"
    if strict and own == "2013-v2":
        own = "2013-v3"
    return require_policy(asked or own)


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
    refuse_what_cannot_be_built(config, host)
    with host.exclusive():
        topology = host.topology()
        checked = _checked(config, topology)
        planned, warnings = plan_domain(config, host, policy=policy)
        blueprint = draft(
            config, topology, planned, warnings,
            hard=hard_affinity(config, topology), soft=soft_affinity(config, topology),
            pool=config.pool or _default_pool(topology), paused=paused,
        )  # fmt: skip
        domid = host.build(blueprint)
    return Created(domid, planned, (*checked, *warnings))


def refuse_what_cannot_be_built(config: DomainConfig, host: Host) -> None:
    """Raise Unsupported or HostError for what this host will not do, before anything is created."""
    if config.vnuma_nodes:
        _refuse_vnuma(config.type, host)
    if config.target_mib <= 0:
        raise HostError(
            f"memory is {config.target_mib} MiB", hint="give the domain some memory", exit_code=3
        )


def _refuse_vnuma(type_: str, host: Host) -> None:
    """`vnuma=` where libxl refuses it, or fails however it is written."""
    xen = host.xen_version
    if type_ == "pv" and not host.capabilities.pv_vnuma:
        raise Unsupported(
            f"Xen {xen} builds no PV domain with vNUMA", hint='use type = "hvm"', exit_code=6
        )
    if type_ != "pv" and parse_version(xen).release < (4, 6):
        raise Unsupported(
            f"Xen {xen} builds no {type_} domain with vNUMA",
            hint='use the keys of 2013 (vnodes, vnumamem, …) with type = "pv"', exit_code=6,
        )  # fmt: skip
    if type_ == "pvh":
        raise Unsupported(
            f"libxl of Xen {xen} fails to build any PVH domain with vNUMA",
            hint='use type = "hvm"', exit_code=3,
        )  # fmt: skip


def _checked(config: DomainConfig, topology: Topology) -> tuple[Problem, ...]:
    """The warnings of libxl's checks at creation. Raises ConfigError with all that failed."""
    from xlpy.config.buildable import build_exit_code, check_buildable

    problems = check_buildable(config, topology)
    if any(problem.severity == "error" for problem in problems):
        raise ConfigError(problems, exit_code=build_exit_code(config))
    return problems
