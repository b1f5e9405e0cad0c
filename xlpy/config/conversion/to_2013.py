"""`vnuma = [[…]]` → the keys of 2013, as far as these can say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlpy.config.conversion.task import Made, Task, refused
from xlpy.config.known import VNUMA_KEYS
from xlpy.config.model import DomainConfig, VnodeConfig, VnumaList
from xlpy.config.vnuma2013 import (
    MAX_DISTANCE,
    MAX_VNODE_MIB,
    MAX_VNODES,
    MIN_VNODE_MIB,
)
from xlpy.errors import ConfigError, Problem
from xlpy.machine.numbers import format_ranges
from xlpy.syntax.edit import Span, set_number
from xlpy.syntax.layout import assignment
from xlpy.syntax.write import Written

Change = tuple[Span, str]


def to_2013(task: Task) -> Made:
    """What to change. Raises ConfigError with everything that the keys of 2013 cannot say."""
    given = [setting for setting in task.settings if setting.key == "vnuma"]
    vnuma, config = task.config.vnuma_nodes, task.config
    for key in VNUMA_KEYS:
        if key in task.settings:
            both = task.settings.effective[key]
            raise refused(both, f"{key} and vnuma are both given", "remove one of them")
    if vnuma is None:
        raise refused(given[-1], "there is no vNUMA to convert", "vnuma=[[…]] lists the vnodes")
    if (task.type or config.type) != "pv":
        raise refused(
            given[-1], f"the keys of 2013 are for PV domains, and this one is {config.type}",
            "--type pv makes it one",
        )  # fmt: skip
    problems = [*_vnodes(vnuma), *_vcpus(vnuma, config.max_vcpus), *_memory(vnuma, config)]
    if problems:
        raise ConfigError(problems)
    keys = _values(vnuma.nodes)
    lines, changes = _totals(task)
    return Made(given, [*(assignment(k, keys[k]) for k in keys), *lines], changes, ())


def _values(nodes: Sequence[VnodeConfig]) -> dict[str, Written]:
    home = {vcpu: vnode for vnode, node in enumerate(nodes) for vcpu in node.vcpus}
    values: dict[str, Written] = {
        "vnodes": len(nodes),
        "vnumamem": tuple(node.size_mib for node in nodes),
        "vdistance": tuple(distance for node in nodes for distance in node.distances),
        "vnuma_vcpumap": tuple(home[vcpu] for vcpu in sorted(home)),
    }
    pnodes = tuple(node.pnode for node in nodes if node.pnode is not None)
    if pnodes:
        return values | {"vnuma_vnodemap": pnodes}
    return values | {"vnuma_autoplacement": 1}  # version 3 of the series wants to be told


def _totals(task: Task) -> tuple[list[str], list[Change]]:
    """Vcpus and memory that only the list tells so far."""
    config, settings = task.config, task.settings
    wanted = {}
    if not config.maxvcpus and config.max_vcpus != config.online_vcpus:
        wanted["maxvcpus"] = config.max_vcpus
    if config.maxmem_mib is None and config.memory_mib != config.max_mib:
        wanted["maxmem"] = config.max_mib
    lines = [assignment(key, wanted[key]) for key in wanted if key not in settings]
    changes = [set_number(settings.effective[k], wanted[k]) for k in wanted if k in settings]
    return lines, changes


# -- what cannot be said --------------------------------------------------------------------------


def _vnodes(vnuma: VnumaList) -> Iterator[Problem]:
    nodes, local = vnuma.nodes, vnuma.nodes[0].distances[0]
    if len(nodes) > MAX_VNODES:
        yield _at(vnuma.where, f"there are {len(nodes)} vnodes, vnodes= takes {MAX_VNODES}", None)
    for vnode, node in enumerate(nodes):
        if node.pnode is None and vnuma.names_pnodes:
            yield _at(
                node.where, f"vnode {vnode} has no pnode, but others have: vnuma_vnodemap names one"
                " for each vnode, or there is none", 'add "pnode=N" to this vnode',
            )  # fmt: skip
        if not MIN_VNODE_MIB <= node.size_mib <= MAX_VNODE_MIB:
            yield _at(
                node.where, f"vnode {vnode} has {node.size_mib} MiB: vnumamem takes {MIN_VNODE_MIB}"
                f" to {MAX_VNODE_MIB}", "give it another size",
            )  # fmt: skip
        yield from _distances(vnode, node, local)


def _distances(vnode: int, node: VnodeConfig, local: int) -> Iterator[Problem]:
    """At most one problem per vnode."""
    if node.distances[vnode] != local:
        yield _at(
            node.where, f"vnode {vnode} is {node.distances[vnode]} from itself, and vnode 0 is"
            f" {local}: vdistance has one local distance", "make them equal",
        )  # fmt: skip
        return
    for to, distance in enumerate(node.distances):
        if distance > MAX_DISTANCE:
            text = f"vnode {vnode} is {distance} from vnode {to}: vdistance ends at {MAX_DISTANCE}"
            yield _at(node.where, text, "lower it")
            return
        if to != vnode and distance <= local:
            yield _at(
                node.where, f"vnode {vnode} is {distance} from vnode {to}, not more than the local"
                f" {local}, as vdistance requires", "give all vdistances, the own one the smallest",
            )  # fmt: skip
            return


def _vcpus(vnuma: VnumaList, max_vcpus: int) -> Iterator[Problem]:
    seen: set[int] = set()
    for vnode, node in enumerate(vnuma.nodes):
        if not node.vcpus:
            yield _at(
                node.where, f"vnode {vnode} has no vcpus: vnuma_vcpumap leaves no vnode out",
                'give it "vcpus=…"',
            )  # fmt: skip
        twice = seen.intersection(node.vcpus)
        if twice:
            text = f"vcpu {format_ranges(twice)} is in vnode {vnode} and in another one"
            yield _at(node.where, text, "vnuma_vcpumap has one vnode for each vcpu")
        seen.update(node.vcpus)
    bare = set(range(max_vcpus)) - seen
    if bare:
        text = f"vcpu {format_ranges(bare)} of {max_vcpus} is in no vnode"
        yield _at(vnuma.where, text, "vnuma_vcpumap has a vnode for each vcpu")
    beyond = {vcpu for vcpu in seen if vcpu >= max_vcpus}
    if beyond:
        text = f"vcpu {format_ranges(beyond)} is in a vnode, but there are {max_vcpus}"
        yield _at(vnuma.where, text, "number the vcpus from 0")


def _memory(vnuma: VnumaList, config: DomainConfig) -> Iterator[Problem]:
    total = sum(node.size_mib for node in vnuma.nodes)
    if total != config.max_mib:
        text = f"the vnodes have {total} MiB, the domain {config.max_mib} MiB"
        yield _at(vnuma.where, text, "give each vnode one size")


def _at(where: Problem | None, text: str, hint: str | None) -> Problem:
    return (where or Problem(""))._replace(text=text, severity="error", hint=hint)
