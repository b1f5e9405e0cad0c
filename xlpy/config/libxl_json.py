"""The libxl domain configuration as `xl create -n` prints it (4.17's layout).

Fields stand in libxl's order and those at their default are left out.
"""

from __future__ import annotations

from typing import Any

from xlpy.config.model import Cpus, DomainConfig, VnumaConfig, VnumaList

CpuSets = tuple[tuple[int, ...], ...]

_ACTIONS = ("on_poweroff", "on_reboot", "on_watchdog", "on_crash", "on_soft_reset")
_UINT64 = 1 << 64


def domain_config(config: DomainConfig, hard: CpuSets, soft: CpuSets = ()) -> dict[str, Any]:
    """The configuration as plain data. `hard` and `soft` are affinity per vcpu, empty where none."""
    data: dict[str, Any] = {"c_info": _c_info(config), "b_info": _b_info(config, hard, soft)}
    if config.type == "pv" and config.vnc and "vfb" not in config.later:
        data["vfbs"] = [{"devid": 0, "vnc": {"enable": "True"}, "sdl": {}}]
        data["vkbs"] = [{"devid": 0}]
    for name in _ACTIONS:
        if getattr(config, name) != "destroy":
            data[name] = getattr(config, name)
    return data


def _c_info(config: DomainConfig) -> dict[str, Any]:
    info: dict[str, Any] = {"type": config.type}
    if config.hap is not None:
        info["hap"] = str(config.hap)
    info |= {"name": config.name, "uuid": config.uuid}
    if config.pool is not None:
        info["pool_name"] = config.pool
    info["run_hotplug_scripts"] = "True"
    return info


def _b_info(config: DomainConfig, hard: CpuSets, soft: CpuSets) -> dict[str, Any]:
    info: dict[str, Any] = {}
    if config.stated_vcpus:
        info["max_vcpus"] = config.stated_vcpus
    if config.vcpus is not None:
        info["avail_vcpus"] = list(range(config.vcpus))
    info |= _affinity(config, hard, soft)
    if not config.numa_placement:
        info["numa_placement"] = "False"
    info |= _memory(config)
    if config.vnuma:
        info["vnuma_nodes"] = _vnodes_of_2013(config.vnuma)
    if config.vnuma_nodes:
        info["vnuma_nodes"] = _vnodes(config.vnuma_nodes)
    info |= {"sched_params": {}, "claim_mode": "True"}
    boot = {
        "kernel": config.kernel,
        "cmdline": config.command_line,
        "ramdisk": config.ramdisk,
        "bootloader": config.bootloader,
    }
    info |= {key: text for key, text in boot.items() if text is not None}
    return info | {f"type.{config.type}": _type(config), "arch_arm": {}, "arch_x86": {}}


def _affinity(config: DomainConfig, hard: CpuSets, soft: CpuSets) -> dict[str, Any]:
    sets = {
        "vcpu_hard_affinity": _listed(config.cpus, hard),
        "vcpu_soft_affinity": _listed(config.cpus_soft, soft),
    }
    return {key: [list(cpus) for cpus in maps] for key, maps in sets.items() if maps}


def _listed(cpus: Cpus | None, sets: CpuSets) -> CpuSets:
    """Of a list, only the vcpus that have an item."""
    return sets[: len(cpus.items)] if cpus and cpus.form == "list" else sets


def _memory(config: DomainConfig) -> dict[str, Any]:
    sizes: dict[str, int] = {}
    if config.vnuma_nodes or config.maxmem_mib is not None or config.memory_mib is not None:
        sizes["max_memkb"] = config.max_mib
    if config.memory_mib is not None:
        sizes["target_memkb"] = config.memory_mib
    if config.videoram_mib is not None:
        sizes["video_memkb"] = config.videoram_mib
    return {key: size * 1024 % _UINT64 for key, size in sizes.items()}


def _type(config: DomainConfig) -> dict[str, Any]:
    """What belongs to the kind of domain."""
    if config.type != "hvm":
        return {}
    kind = config.vga_kind if config.vga is not None or config.stdvga is not None else None
    vnc = {} if config.vnc is None else {"enable": str(config.vnc)}
    hole = {} if config.mmio_hole_mib is None else {"mmio_hole_memkb": config.mmio_hole_mib * 1024}
    vga = {} if kind is None else {"kind": kind.replace("stdvga", "std")}
    return {**hole, "vga": vga, "vnc": vnc, "sdl": {}, "spice": {}, **_serial(config), "rdm": {}}


def _serial(config: DomainConfig) -> dict[str, Any]:
    if isinstance(config.serial, str):
        return {"serial": config.serial}
    return {"serial_list": list(config.serial)} if config.serial else {}


def _vnodes(vnuma: VnumaList) -> list[dict[str, Any]]:
    """The vnodes; a pnode of 0, no vcpus and a size that is not given are left out."""
    nodes = []
    for vnode in vnuma.nodes:
        node: dict[str, Any] = {"distances": list(vnode.distances)}
        if vnode.size_given:
            node = {"memkb": vnode.size_mib * 1024 % _UINT64, **node}
        if vnode.pnode:
            node["pnode"] = vnode.pnode
        if vnode.vcpus:
            node["vcpus"] = list(vnode.vcpus)
        nodes.append(node)
    return nodes


def _vnodes_of_2013(vnuma: VnumaConfig) -> list[dict[str, Any]]:
    """The vnodes; a pnode of 0 is left out, as is one left to placement."""
    n = vnuma.vnodes
    nodes = []
    for vnode in range(n):
        node: dict[str, Any] = {
            "memkb": vnuma.sizes[vnode] * 1024,
            "distances": list(vnuma.distances[vnode * n : (vnode + 1) * n]),
        }
        if vnuma.vnodemap and vnuma.vnodemap[vnode]:
            node["pnode"] = vnuma.vnodemap[vnode]
        node["vcpus"] = [vcpu for vcpu, to in enumerate(vnuma.vcpu_map) if to == vnode]
        nodes.append(node)
    return nodes
