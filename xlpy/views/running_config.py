"""A running domain's configuration as libxl tells it: what it was made from, and how it is now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlpy.machine.domain import Domain
from xlpy.machine.topology import PAGE_KIB

NO_DOMID = 4294967295
"""What libxl stores as the domid that was asked for, where none was."""

VIDEO_KIB = {"none": 0, "cirrus": 8192, "std": 16384, "qxl": 131072}
"""The video memory of an HVM domain that asks for none, by the kind of its card."""

_BEFORE_MEMORY = (
    "max_vcpus", "avail_vcpus", "vcpu_hard_affinity", "vcpu_soft_affinity", "numa_placement",
    "tsc_mode",
)  # fmt: skip
_USUAL_SCHEDULING = {
    "credit2": {"weight": 256, "cap": 0},
    "credit": {"weight": 256, "cap": 0},
    "rtds": {"period": 10000, "budget": 4000},
}


def running_config(config: Mapping[str, Any], domain: Domain) -> dict[str, Any]:
    """`config` (as the domain was made from it) brought up to date with the domain.

    What libxl decided itself when it made the domain is in it too; for domain 0, which was there
    before, that is nothing. Limits of memory are as stored: they are what was asked for last.
    """
    made_here = domain.domid != 0
    b_info = {**_begin(config["b_info"], domain, made_here=made_here)}
    b_info |= {key: value for key, value in config["b_info"].items() if key not in b_info}
    b_info["sched_params"] = scheduling(domain.scheduler, config["b_info"].get("sched_params", {}))
    if made_here:
        b_info["arch_x86"] = {"msr_relaxed": "False", **b_info.get("arch_x86", {})}
    c_info = _c_info(config["c_info"], domain, made_here=made_here)
    return {**config, "c_info": c_info, "b_info": b_info}


def _c_info(stored: Mapping[str, Any], domain: Domain, *, made_here: bool) -> dict[str, Any]:
    info: dict[str, Any] = {}
    for key, value in stored.items():
        info[key] = value
        if key == "name" and made_here:
            info["domid"] = NO_DOMID
    now = {"name": domain.name, "uuid": domain.uuid}
    return info | {key: value for key, value in now.items() if key in info}


def _begin(stored: Mapping[str, Any], domain: Domain, *, made_here: bool) -> dict[str, Any]:
    """The part of b_info up to sched_params whose place libxl's layout fixes."""
    vcpus = {"max_vcpus": domain.vcpus_max, "avail_vcpus": [*range(domain.vcpus_available)]}
    begin: dict[str, Any] = vcpus if made_here else {}
    begin |= {key: stored[key] for key in _BEFORE_MEMORY if key in stored and key not in begin}
    begin["max_memkb"] = stored.get("max_memkb", domain.max_pages * PAGE_KIB)
    begin["target_memkb"] = stored.get("target_memkb", domain.summary.pages * PAGE_KIB)
    if made_here:
        begin["video_memkb"] = stored.get("video_memkb", _video_kib(stored))
    if "sched_params" not in stored:
        begin["sched_params"] = {}
    return begin


def _video_kib(stored: Mapping[str, Any]) -> int:
    hvm = stored.get("type.hvm")
    return 0 if hvm is None else VIDEO_KIB[hvm.get("vga", {}).get("kind", "cirrus")]


def scheduling(scheduler: str, asked: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of a domain under a scheduler: those asked for, else the scheduler's own."""
    usual = _USUAL_SCHEDULING.get(scheduler, {})
    return {"sched": scheduler, **{key: asked.get(key, value) for key, value in usual.items()}}
