"""Host PCI devices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlpy.config.specs.listing import Listed, Value, fields, last, listed
from xlpy.config.specs.rows import SubKey
from xlpy.syntax.specs.parsed import Parsed
from xlpy.syntax.specs.pci import parse_pci

PCI: tuple[SubKey, ...] = (
    SubKey(
        "bdf",
        "address",
        "",
        "[DDDD:]BB:DD.F in hex, F may be *",
        "The device, by its address.",
        "4.15",
        "domain, bus, dev, func, vfunc_mask",
        "Before 4.15 only without bdf= in front.",
    ),
    SubKey(
        "vslot",
        "hexadecimal number",
        "a free one",
        "0 to 1f",
        "Slot that the guest sees it in.",
        "4.15",
        "vdevfn",
        "Also written @SLOT behind an address.",
    ),
    SubKey(
        "permissive",
        "switch",
        "pci_permissive",
        "0 or 1",
        "Let the guest write all of the configuration space.",
        "4.2",
        "permissive",
    ),
    SubKey(
        "msitranslate",
        "switch",
        "pci_msitranslate",
        "0 or 1",
        "Give the guest plain interrupts where the device sends messages.",
        "4.2",
        "msitranslate",
    ),
    SubKey(
        "power_mgmt",
        "switch",
        "pci_power_mgmt",
        "0 or 1",
        "Let the guest set the power state of the device.",
        "4.2",
        "power_mgmt",
    ),
    SubKey(
        "seize",
        "switch",
        "pci_seize",
        "0 or 1",
        "Take the device from its driver in domain 0 first.",
        "4.5",
        "seize",
    ),
    SubKey(
        "rdm_policy",
        "word",
        "that of rdm=",
        "strict, relaxed",
        "What to do when its reserved memory collides with the guest's.",
        "4.6",
        "rdm_policy",
    ),
    SubKey(
        "name",
        "text",
        "",
        "",
        "The device, by a name given to xl pci-assignable-add.",
        "4.15",
        "name",
    ),
)

_FLAGS = ("msitranslate", "power_mgmt", "permissive", "seize")
_ALL_FUNCTIONS = 0xFFFFFFFF


def pci_json(parsed: Parsed, defaults: dict[str, Value] | None = None) -> dict[str, Any]:
    """One device as libxl has it. `defaults` are flags and rdm_policy where the spec has none."""
    values = {**(defaults or {}), **last(parsed)}
    if values.get("rdm_policy") == "invalid":
        del values["rdm_policy"]
    place = _place(str(values["bdf"])) if "bdf" in values else {}
    place["vdevfn"] = int(values.get("vslot", 0)) << 3
    order = ("func", "dev", "bus", "domain", "vdevfn", "vfunc_mask", *_FLAGS, "rdm_policy", "name")
    return fields({**values, **place}, [(name, name) for name in order])


def pci_list_json(
    items: Sequence[str],
    *,
    permissive: int = 0,
    msitranslate: int = 0,
    power_mgmt: int = 0,
    seize: int = 0,
    rdm_policy: str = "strict",
) -> Listed:
    """`pci=`, in the JSON pcidevs. The first four are the numbers of the keys pci_permissive, ….

    `rdm_policy` is what real xl finds where an HVM domain keeps the policy of rdm=: "invalid" for
    one without rdm=, "strict" for PV and PVH. Any device also sets e820_host of a PV domain.
    """
    flags: dict[str, Value] = dict(
        zip(_FLAGS, map(bool, (msitranslate, power_mgmt, permissive, seize)), strict=True)
    )
    defaults = {**flags, "rdm_policy": rdm_policy}
    return listed(items, parse_pci, lambda parsed, _: pci_json(parsed, defaults))


def _place(bdf: str) -> dict[str, Value]:
    """The numbers of a canonical address."""
    domain, bus, rest = bdf.split(":")
    dev, func = rest.split(".")
    every = func == "*"
    return {
        "func": 0 if every else int(func, 16),
        "dev": int(dev, 16),
        "bus": int(bus, 16),
        "domain": int(domain, 16),
        "vfunc_mask": _ALL_FUNCTIONS if every else 1,
    }
