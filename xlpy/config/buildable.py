"""What libxl checks of a domain when it builds one, all of it at once (vnuma.md 2.3)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from xlpy.config.affinity import maps, resolve
from xlpy.config.model import VIDEO_MIB, Cpus, DomainConfig, VnodeConfig, VnumaList
from xlpy.errors import Problem
from xlpy.machine.numbers import format_ranges
from xlpy.machine.topology import Topology


def check_buildable(config: DomainConfig, topology: Topology) -> tuple[Problem, ...]:
    """Errors for what libxl refuses to build on this host, and its warnings."""
    return tuple(
        chain(_before_build(config), _affinity(config, topology), _vnuma(config, topology))
    )


def build_exit_code(config: DomainConfig) -> int:
    """The exit status of a refusal: libxl looks at some things before it begins to build."""
    return 6 if any(_before_build(config)) else 3


def _before_build(config: DomainConfig) -> Iterator[Problem]:
    least = VIDEO_MIB[config.vga_kind]
    if config.type == "hvm" and config.video_mib < least:
        yield _found(
            config.videoram_where, f"videoram is {config.video_mib} MiB, but {config.vga_kind} takes"
            f" {least} MiB at least", "raise or remove videoram",
        )  # fmt: skip
    vnuma = config.vnuma_nodes
    if vnuma and config.type != "pv" and config.target_mib < config.max_mib:
        yield _found(
            vnuma.where, f"memory is {config.target_mib} MiB, but the vnodes have"
            f" {config.max_mib} MiB: a domain with vNUMA gets all of it at once",
            f"set memory={config.max_mib}, or remove it",
        )  # fmt: skip


def _affinity(config: DomainConfig, topology: Topology) -> Iterator[Problem]:
    """Hard affinity that names only CPUs which the host does not have."""
    cpus = config.cpus
    if cpus is None or not config.stated_vcpus:
        return
    seen: set[str] = set()
    for text, members in zip(cpus.items, resolve(cpus, topology, config.max_vcpus), strict=False):
        if text and text.text not in seen and not members:
            yield _found(
                text.where, f'cpus "{text.text}" has no CPU of this host',
                f"its CPUs are {format_ranges(topology.cpus)}",
            )  # fmt: skip
            seen.add(text.text)


def _vnuma(config: DomainConfig, topology: Topology) -> Iterator[Problem]:
    vnuma = config.vnuma_nodes
    if vnuma is None:
        return
    for vnode, node in enumerate(vnuma.nodes):
        yield from _pnode(vnode, node, topology)
        yield from _local_distance(vnode, node)
    yield from _memory(config, vnuma)
    yield from _assigned(config, vnuma)
    yield from _matching(config, vnuma, topology, config.cpus, "hard")
    yield from _matching(config, vnuma, topology, config.cpus_soft, "soft")


def _pnode(vnode: int, node: VnodeConfig, topology: Topology) -> Iterator[Problem]:
    pnode = node.pnode or 0
    if pnode not in topology.node_ids:
        why = (
            "which this host does not have" if pnode > topology.max_node_id else "which is offline"
        )
        yield _found(
            node.where, f"vnode {vnode} is to lie on node {pnode}, {why}",
            f"the nodes are {format_ranges(topology.node_ids)}",
        )  # fmt: skip


def _local_distance(vnode: int, node: VnodeConfig) -> Iterator[Problem]:
    local = node.distances[vnode]
    nearer = [to for to, distance in enumerate(node.distances) if distance < local]
    if nearer:
        yield _found(
            node.where, f"vnode {vnode} is {local} from itself, but"
            f" {node.distances[nearer[0]]} from vnode {nearer[0]}",
            "no vnode is nearer than the vnode itself: give all vdistances, its own the smallest",
        )  # fmt: skip


def _memory(config: DomainConfig, vnuma: VnumaList) -> Iterator[Problem]:
    bare = [vnode for vnode, node in enumerate(vnuma.nodes) if not node.size_given]
    for vnode in bare:
        yield _found(vnuma.nodes[vnode].where, f"vnode {vnode} has no size", 'add "size=MIB"')
    total = sum(node.size_mib for node in vnuma.nodes)
    if not bare and total != config.max_mib:
        yield _found(
            vnuma.where, f"the vnodes have {total} MiB, but with every size written the domain has"
            f" {config.max_mib} MiB", "give each vnode one size",
        )  # fmt: skip
    first = vnuma.nodes[0]
    if first.size_given and first.size_mib < config.video_mib:
        yield _found(
            first.where, f"vnode 0 has {first.size_mib} MiB, less than the"
            f" {config.video_mib} MiB of the display adapter", "make it larger, or lower videoram",
        )  # fmt: skip


def _assigned(config: DomainConfig, vnuma: VnumaList) -> Iterator[Problem]:
    owner: dict[int, int] = {}
    for vnode, node in enumerate(vnuma.nodes):
        for vcpu in node.vcpus:
            if vcpu in owner:
                yield _found(
                    node.where, f"vcpu {vcpu} is in vnode {vnode} and in vnode {owner[vcpu]}",
                    "take it from one of them",
                )  # fmt: skip
            owner.setdefault(vcpu, vnode)
    bare = set(range(config.max_vcpus)) - set(owner)
    if bare:
        yield _found(
            vnuma.where, f"vcpu {format_ranges(bare)} of {config.max_vcpus} is in no vnode",
            'add it to the "vcpus=" of a vnode',
        )  # fmt: skip


def _matching(
    config: DomainConfig, vnuma: VnumaList, topology: Topology, cpus: Cpus | None, kind: str
) -> Iterator[Problem]:
    """A vcpu that the affinity keeps away from its vnode's memory."""
    if cpus is None or not config.stated_vcpus:
        return
    home = {cpu: node.id for node in topology.nodes for cpu in node.cpus}
    sets = maps(cpus, topology, config.max_vcpus)
    nodes = [{home[cpu] for cpu in members if cpu in home} for members in sets]
    for vnode, node in enumerate(vnuma.nodes):
        pnode = node.pnode or 0
        away = [v for v in node.vcpus if v < len(nodes) and nodes[v] != {pnode}]
        if away:
            yield _found(
                node.where, f"vcpu {format_ranges(away)} of vnode {vnode}: its {kind} affinity is not"
                f" that of node {pnode}, where the memory is", f'"node:{pnode}" is',
            )._replace(severity="warning")  # fmt: skip


def _found(where: Problem | None, text: str, hint: str) -> Problem:
    return (where or Problem(""))._replace(text=text, severity="error", hint=hint)
