"""The libxl domain configuration as `xl create -n` prints it (4.17's layout).

What a row tells is written by that; then comes what several keys make together. Fields stand in
libxl's order, and those at their default are left out.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from xlpy.config.devices_json import devices_json
from xlpy.config.json_order import order
from xlpy.config.keys import Key, fields
from xlpy.config.model import Cpus, DomainConfig, VnumaConfig, VnumaList
from xlpy.config.reader import cut

CpuSets = tuple[tuple[int, ...], ...]
Paths = dict[str, Any]

_UINT64 = 1 << 64
_HVM = "b_info.type.hvm"


def domain_config(config: DomainConfig, hard: CpuSets, soft: CpuSets = ()) -> dict[str, Any]:
    """The configuration as plain data. `hard` and `soft` are affinity per vcpu, empty where none."""
    paths = _by_rows(config)
    paths |= _vcpus(config, hard, soft) | _memory(config) | _identity(config)
    if config.type == "hvm":
        paths |= _hvm(config)
    return _nested(paths | devices_json(config), config.type)


def _nested(paths: Paths, type_: str) -> dict[str, Any]:
    """The values in libxl's order, each in its object."""
    data: dict[str, Any] = {}
    for place in order(type_):
        if not place.always and place.path not in paths:
            continue
        inside = data
        for parent in place.parents:
            inside = inside[parent]
        inside[place.name] = {**paths.get(place.path, {})} if place.always else paths[place.path]
    return data


# -- by rows --------------------------------------------------------------------------------------


@cache
def _written(type_: str) -> tuple[tuple[str, Key], ...]:
    """The fields that their rows tell how to write."""
    return tuple(
        (name, row)
        for name, row in fields(DomainConfig).items()
        if row.json and not row.own and not row.later
        and (not row.json.startswith("b_info.type.") or f".type.{type_}." in row.json)
    )  # fmt: skip


def _by_rows(config: DomainConfig) -> Paths:
    paths = {}
    for name, row in _written(config.type):
        value = getattr(config, name)
        if value is not None and (made := _value(value, row)) is not None:
            paths[row.json] = made
    return paths


def _value(value: Any, row: Key) -> Any:
    """As libxl prints it; None where that is what it leaves out."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        value = cut(value * row.scale, row.bits)
    if isinstance(value, tuple):
        value = list(value)
    empty = not value and isinstance(value, list | dict)
    return None if empty or value == row.unset else value


# -- what several keys make together ---------------------------------------------------------------


def _identity(config: DomainConfig) -> Paths:
    building = config.init_seclabel is not None
    paths = {
        "c_info.type": config.type,
        "c_info.ssid_label": config.init_seclabel if building else config.seclabel,
        "b_info.exec_ssid_label": config.seclabel if building else None,
        "b_info.cmdline": config.command_line,
    }
    fixed = {"c_info.run_hotplug_scripts": "True", "b_info.claim_mode": "True"}
    return fixed | {path: value for path, value in paths.items() if value is not None}


def _vcpus(config: DomainConfig, hard: CpuSets, soft: CpuSets) -> Paths:
    paths: Paths = {}
    if config.stated_vcpus:
        paths["b_info.max_vcpus"] = config.stated_vcpus
    if config.vcpus is not None:
        paths["b_info.avail_vcpus"] = list(range(config.vcpus))
    paths |= _affinity(config, hard, soft)
    if not config.numa_placement:
        paths["b_info.numa_placement"] = "False"
    return paths


def _affinity(config: DomainConfig, hard: CpuSets, soft: CpuSets) -> Paths:
    sets = {
        "b_info.vcpu_hard_affinity": _listed(config.cpus, hard),
        "b_info.vcpu_soft_affinity": _listed(config.cpus_soft, soft),
    }
    return {path: [list(cpus) for cpus in maps] for path, maps in sets.items() if maps}


def _listed(cpus: Cpus | None, sets: CpuSets) -> CpuSets:
    """Of a list, only the vcpus that have an item."""
    return sets[: len(cpus.items)] if cpus and cpus.form == "list" else sets


def _memory(config: DomainConfig) -> Paths:
    paths: Paths = {}
    if config.vnuma_nodes or config.maxmem_mib is not None or config.memory_mib is not None:
        paths["b_info.max_memkb"] = config.max_mib * 1024 % _UINT64
    if config.vnuma:
        paths["b_info.vnuma_nodes"] = _vnodes_of_2013(config.vnuma)
    if config.vnuma_nodes:
        paths["b_info.vnuma_nodes"] = _vnodes(config.vnuma_nodes)
    return paths


def _hvm(config: DomainConfig) -> Paths:
    """Display adapter, ports and what else an HVM domain has."""
    paths: Paths = {f"{_HVM}.{name}": value for name, value in (config.viridian or {}).items()}
    if config.vga is not None or config.stdvga is not None:
        paths[f"{_HVM}.vga.kind"] = config.vga_kind.replace("stdvga", "std")
    for name in ("serial", "usbdevice"):
        given = getattr(config, name)
        if given or isinstance(given, str):
            is_list = not isinstance(given, str)
            paths[f"{_HVM}.{name}{'_list' * is_list}"] = list(given) if is_list else given
    if config.gfx_passthru is not None:
        paths[f"{_HVM}.gfx_passthru"] = str(config.gfx_passthru != "0")
    simple = {
        "gfx_passthru_kind": "igd" if config.gfx_passthru == "igd" else None,
        "ms_vm_genid": list(config.ms_vm_genid or ()),
        "mca_caps": 1 if config.mca_caps else None,
        "rdm": config.rdm,
    }
    return paths | {f"{_HVM}.{name}": value for name, value in simple.items() if value}


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
