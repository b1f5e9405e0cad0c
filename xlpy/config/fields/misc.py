"""Small devices of an HVM domain, and resources of the host that a domain may use."""

from typing import Any

from xlpy.config import keys
from xlpy.config.keys import Key, key, mebibytes, texts
from xlpy.config.model_parts import Data

_HVM = "b_info.type.hvm"
Texts = str | tuple[str, ...] | None


def _one_or_many(name: str, meaning: str, values: str) -> Any:
    row = Key(
        name=name, kind="string or list", default="none", meaning=meaning, values=values,
        json=f"{_HVM}.{name}", note=f"A list is in {name}_list.", own=True,
    )  # fmt: skip
    return key(row, None)


class SmallDevices:
    """Small devices."""

    serial: Texts = _one_or_many(
        "serial", "Where the emulated serial ports lead.",
        "pty, null, file:PATH and what else the device model takes; a list gives one per port",
    )  # fmt: skip
    usb: bool | None = keys.switch(
        "usb", f"{_HVM}.usb", "Whether there is an emulated USB bus.", default="0"
    )
    usbversion: int | None = keys.number(
        "usbversion", f"{_HVM}.usbversion", "Version of that bus.", values="1, 2, 3",
        default="none", since="4.4",
    )  # fmt: skip
    usbdevice: Texts = _one_or_many(
        "usbdevice", "Devices on it.", "tablet, mouse, host:BUS.ADDR and others; or a list of them"
    )
    vkb_device: bool | None = keys.switch(
        "vkb_device", f"{_HVM}.vkb_device", "Whether there is a paravirtual keyboard and mouse.",
        default="1", since="4.13",
    )  # fmt: skip
    soundhw: str | None = keys.text(
        "soundhw", f"{_HVM}.soundhw", "Sound card.", values="hda, ac97, es1370, sb16, …"
    )


class HostResources:
    """Resources of the host."""

    rdm: Data = key(
        Key(
            name="rdm", kind="string", default="ignore", json=f"{_HVM}.rdm", since="4.6",
            values='"strategy=host"', own=True,
            meaning="Whether memory stays free where the host's devices have reserved some.",
            note="A policy= in it makes xl drop the key.",
        ),
        None,
    )  # fmt: skip
    rdm_mem_boundary_mib: int | None = mebibytes(
        "rdm_mem_boundary", f"{_HVM}.rdm_mem_boundary_memkb",
        "Below this address what is reserved wins over the domain's memory.", default="2048",
        since="4.6",
    )  # fmt: skip
    dtdev: tuple[str, ...] | None = texts(
        "dtdev", "dtdevs", "Devices of the host's device tree to hand to the domain.",
        values="paths in the device tree", domains="Arm", since="4.6", own=True,
    )  # fmt: skip
    ioports: Data = key(
        Key(
            name="ioports", kind="list of strings", default="none", values='"PORT", "FIRST-LAST"',
            json="b_info.ioports", domains="x86", since="4.2",
            meaning="I/O ports of the host that the domain may use, in hexadecimal.",
        ),
        None,
    )  # fmt: skip
    irqs: Data = key(
        Key(
            name="irqs", kind="list of integers", default="none", values="decimal numbers",
            json="b_info.irqs", since="4.2",
            meaning="Interrupts of the host that the domain may use.",
        ),
        None,
    )  # fmt: skip
    iomem: Data = key(
        Key(
            name="iomem", kind="list of strings", default="none", json="b_info.iomem",
            values='"START,COUNT[@GFN]"', since="4.3", meaning="Page frames of the host's devices"
            " that the domain may map, in hexadecimal, and where it sees them.",
        ),
        None,
    )  # fmt: skip
