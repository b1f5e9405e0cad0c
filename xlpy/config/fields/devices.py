"""Devices: each key is a list, and each item of it a spec in a little language of its own."""

from typing import Any

from xlpy.config import keys
from xlpy.config.keys import Key, key
from xlpy.config.model_parts import Data

SPECS = "list of specs"
_BAD_ITEM = "The first item that is itself a list ends the list."


def _specs(name: str, json: str, meaning: str, **row: Any) -> Any:
    """Devices of one kind: as many as the list has items."""
    row = {"default": "none", "values": f"see SPECS, {name}", "note": _BAD_ITEM, **row}
    return key(Key(name=name, kind=SPECS, json=json, meaning=meaning, own=True, **row), None)


def _flag(name: str, meaning: str, **row: Any) -> Any:
    """What a word of pci= is where the spec does not have it."""
    row = {"default": "0", "values": "0 or 1", "own": True, **row}
    json = f"pcidevs[].{name.removeprefix('pci_')}"
    return keys.number(name, json, meaning, **row)


class Devices:
    """Devices."""

    disks: Data = _specs("disk", "disks", "Disks and CD-ROM drives.")
    vifs: Data = _specs("vif", "nics", "Network interfaces.")
    vif2: Data = _specs(
        "vif2", "", "No effect: interfaces of a kind that never came.", values="anything", note="",
        deprecated_by="vif",
    )  # fmt: skip
    vfbs: Data = _specs(
        "vfb", "vfbs", "Paravirtual framebuffers; each brings a keyboard.",
        note=f"{_BAD_ITEM} The keyboards stand first in vkbs.",
    )  # fmt: skip
    vkbs: Data = _specs("vkb", "vkbs", "Paravirtual keyboards and pointers.", since="4.12")
    vtpms: Data = _specs("vtpm", "vtpms", "Virtual TPMs.", since="4.3")
    p9s: Data = _specs("p9", "p9s", "9pfs shares.", since="4.9")
    pvcalls: Data = _specs("pvcalls", "pvcallsifs", "Interfaces for PV calls.", since="4.11")
    vdispls: Data = _specs("vdispl", "vdispls", "Paravirtual displays.", since="4.10")
    vsnds: Data = _specs(
        "vsnd", "vsnds", "Paravirtual sound cards, each a list.", since="4.12",
        note="An item that is no list is an error.",
    )  # fmt: skip
    virtios: Data = _specs(
        "virtio", "virtios", "Devices of virtio that the host does not know.", since="4.18",
        domains="Arm",
    )  # fmt: skip
    channels: Data = _specs("channel", "channels", "Consoles with a name.", since="4.5")
    usbctrls: Data = _specs("usbctrl", "usbctrls", "USB controllers.", since="4.7")
    usbdevs: Data = _specs("usbdev", "usbdevs", "USB devices of the host.", since="4.7")
    pcis: Data = _specs(
        "pci", "pcidevs", "PCI devices of the host.", exit_code=6,
        note=f"{_BAD_ITEM} Any device sets e820_host of a pv domain.",
    )  # fmt: skip
    pci_msitranslate: int | None = _flag(
        "pci_msitranslate", "Whether devices of pci= that send messages give plain interrupts."
    )
    pci_power_mgmt: int | None = _flag(
        "pci_power_mgmt", "Whether the domain sets the power state of the devices of pci=."
    )
    pci_permissive: int | None = _flag(
        "pci_permissive", "Whether the domain may write all of the configuration space of these"
        " devices.", since="4.2",
    )  # fmt: skip
    pci_seize: int | None = _flag(
        "pci_seize", "Whether these devices are taken from their drivers in domain 0.", since="4.5"
    )
