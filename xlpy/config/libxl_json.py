"""The libxl domain configuration as `xl create -n` prints it (4.17's layout).

Fields stand in libxl's order and those at their default are left out.
"""

from __future__ import annotations

from typing import Any

from xlpy.config.model import DomainConfig, VnumaConfig

_TYPES: dict[str, dict[str, Any]] = {
    "pv": {},
    "pvh": {},
    "hvm": {"vga": {}, "vnc": {}, "sdl": {}, "spice": {}, "rdm": {}},
}
_ACTIONS = ("on_poweroff", "on_reboot", "on_watchdog", "on_crash", "on_soft_reset")
_UINT64 = 1 << 64


def domain_config(config: DomainConfig, hard: tuple[tuple[int, ...], ...]) -> dict[str, Any]:
    """The configuration as plain data. `hard` is the hard affinity per vcpu, empty where none."""
    data: dict[str, Any] = {"c_info": _c_info(config), "b_info": _b_info(config, hard)}
    for name in _ACTIONS:
        if getattr(config, name) != "destroy":
            data[name] = getattr(config, name)
    return data


def _c_info(config: DomainConfig) -> dict[str, Any]:
    info: dict[str, Any] = {"type": config.type, "name": config.name, "uuid": config.uuid}
    if config.pool is not None:
        info["pool_name"] = config.pool
    info["run_hotplug_scripts"] = "True"
    return info


def _b_info(config: DomainConfig, hard: tuple[tuple[int, ...], ...]) -> dict[str, Any]:
    info: dict[str, Any] = {}
    if config.vcpus is not None or config.maxvcpus is not None:
        info["max_vcpus"] = config.max_vcpus
    if config.vcpus is not None:
        info["avail_vcpus"] = list(range(config.vcpus))
    if hard:
        info["vcpu_hard_affinity"] = [list(cpus) for cpus in hard]
    if (config.cpus and config.cpus.form == "list") or (config.vnuma and config.vnuma.vnodemap):
        info["numa_placement"] = "False"
    if config.maxmem_mib is not None or config.memory_mib is not None:
        info["max_memkb"] = config.max_mib * 1024 % _UINT64
    if config.memory_mib is not None:
        info["target_memkb"] = config.memory_mib * 1024 % _UINT64
    if config.vnuma:
        info["vnuma_nodes"] = _vnuma_nodes(config.vnuma)
    info |= {"sched_params": {}, "claim_mode": "True"}
    boot = {
        "kernel": config.kernel,
        "cmdline": config.command_line,
        "ramdisk": config.ramdisk,
        "bootloader": config.bootloader,
    }
    info |= {key: text for key, text in boot.items() if text is not None}
    return info | {f"type.{config.type}": _TYPES[config.type], "arch_arm": {}, "arch_x86": {}}


def _vnuma_nodes(vnuma: VnumaConfig) -> list[dict[str, Any]]:
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
