"""Hyper-V enlightenments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from xlpy.config.specs.rows import SubKey
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.parsed import Parsed
from xlpy.syntax.specs.viridian import GROUPS, parse_viridian

_WIDTH = 64
"""Bits of libxl's maps of groups."""

VIRIDIAN: tuple[SubKey, ...] = (
    SubKey(
        "base",
        "group",
        "on with viridian=1",
        "base, !base",
        "Hypercalls, ids of virtual CPUs, interrupts.",
        "4.1",
        "0",
    ),
    SubKey(
        "freq",
        "group",
        "on with viridian=1",
        "freq, !freq",
        "Tell the frequencies of time stamp counter and APIC.",
        "4.4",
        "1",
    ),
    SubKey(
        "time_ref_count",
        "group",
        "on with viridian=1",
        "time_ref_count, !time_ref_count",
        "A counter of time since the domain started.",
        "4.4",
        "2",
    ),
    SubKey(
        "reference_tsc",
        "group",
        "on with viridian=1",
        "reference_tsc, !reference_tsc",
        "A page that makes reading the time cheap.",
        "4.5",
        "3",
    ),
    SubKey(
        "hcall_remote_tlb_flush",
        "group",
        "off",
        "hcall_remote_tlb_flush, …",
        "Flush translations on other virtual CPUs by hypercall.",
        "4.7",
        "4",
    ),
    SubKey(
        "apic_assist",
        "group",
        "on with viridian=1",
        "apic_assist, !apic_assist",
        "Spare exits at the end of interrupts.",
        "4.7",
        "5",
    ),
    SubKey(
        "crash_ctl",
        "group",
        "on with viridian=1",
        "crash_ctl, !crash_ctl",
        "Tell Xen why Windows crashed.",
        "4.9",
        "6",
    ),
    SubKey(
        "synic", "group", "off", "synic, !synic", "A synthetic interrupt controller.", "4.12", "7"
    ),
    SubKey(
        "stimer",
        "group",
        "off",
        "stimer, !stimer",
        "Synthetic timers; they need synic.",
        "4.12",
        "8",
    ),
    SubKey(
        "hcall_ipi",
        "group",
        "off",
        "hcall_ipi, !hcall_ipi",
        "Interrupts between virtual CPUs by hypercall.",
        "4.12",
        "9",
    ),
    SubKey(
        "ex_processor_masks",
        "group",
        "off",
        "ex_processor_masks, …",
        "Hypercalls that reach more than 64 virtual CPUs.",
        "4.15",
        "10",
    ),
    SubKey(
        "no_vp_limit",
        "group",
        "off",
        "no_vp_limit, !no_vp_limit",
        "Tell Windows that there may be more than 64 virtual CPUs.",
        "4.15",
        "11",
    ),
    SubKey(
        "cpu_hotplug",
        "group",
        "on with viridian=1",
        "cpu_hotplug, !cpu_hotplug",
        "Virtual CPUs may come at run time.",
        "4.15",
        "12",
    ),
    SubKey(
        "all",
        "word",
        "",
        "all",
        "Every group, and every bit that may become one.",
        "4.4",
        "viridian_enable",
        "Lower case only, and never with a !.",
    ),
    SubKey(
        "defaults",
        "word",
        "",
        "defaults",
        "The groups that viridian=1 switches on.",
        "4.4",
        "viridian",
        "Lower case only, and never with a !.",
    ),
)


class Enlightenments(NamedTuple):
    """Fields of b_info's type.hvm, and the findings of each item."""

    json: dict[str, Any]
    findings: list[tuple[Finding, ...]]


def viridian_json(parsed: Sequence[Parsed]) -> dict[str, Any]:
    """The fields viridian, viridian_enable and viridian_disable, from all items in order.

    A group that is switched on is no longer off, and the other way round; `all` leaves alone what is
    off.
    """
    on: set[int] = set()
    off: set[int] = set()
    defaults = False
    for setting in (setting for each in parsed for setting in each.values):
        if setting.name == "all":
            on.update(range(_WIDTH))
        elif setting.name == "defaults":
            defaults = True
        else:
            bit = GROUPS.index(setting.name)
            (on if setting.value else off).add(bit)
            (off if setting.value else on).discard(bit)
    maps = {"viridian_enable": sorted(on), "viridian_disable": sorted(off)}
    return {
        **({"viridian": "True"} if defaults else {}),
        **{name: bits for name, bits in maps.items() if bits},
    }


def viridian_list_json(items: Sequence[str]) -> Enlightenments:
    """`viridian=[…]`; a number instead of a list is no list and not read here."""
    parsed = [parse_viridian(item) for item in items]
    return Enlightenments(viridian_json(parsed), [each.findings for each in parsed])
