"""What devices give to libxl's JSON, by path: `disks`, `vfbs`, … and what they change elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from xlpy.config.model import DomainConfig
from xlpy.config.reader import cut

Paths = dict[str, Any]

_SIMPLE = (
    ("vtpms", "vtpm", "vtpms"),
    ("pvcalls", "pvcalls", "pvcallsifs"),
    ("vdispls", "vdispl", "vdispls"),
    ("vsnds", "vsnd", "vsnds"),
    ("channels", "channel", "channels"),
    ("usbctrls", "usbctrl", "usbctrls"),
    ("usbdevs", "usbdev", "usbdevs"),
    ("vifs", "vif", "nics"),
)
"""Field, language and path of what needs nothing but an item and its place."""

_SHOWN = (
    "vnc", "vnclisten", "vncpasswd", "vncdisplay", "vncunused", "sdl", "opengl", "display",
    "xauthority", "keymap",
)  # fmt: skip
_PCI_FLAGS = ("msitranslate", "power_mgmt", "permissive", "seize")


def devices_json(config: DomainConfig) -> Paths:
    """Path and value of everything that devices give; what is left out is at its default."""
    made: Paths = {}
    if config.dtdev:
        made["dtdevs"] = [{"path": path} for path in config.dtdev]
    for field, language, path in _SIMPLE:
        if items := getattr(config, field):
            write = writer(language)
            made[path] = [write(item, place) for place, item in enumerate(items)]
    if config.disks:
        made["disks"] = list(map(writer("disk"), config.disks))
    if config.p9s:
        made["p9s"] = _shares(config)
    return made | _framebuffers(config) | _pci(config)


def writer(language: str) -> Callable[..., dict[str, Any]]:
    """What makes a spec of a language into JSON."""
    module = import_module(f"xlpy.config.specs.{language}")
    found: Callable[..., dict[str, Any]] = getattr(module, f"{language}_json")
    return found


def _shares(config: DomainConfig) -> list[dict[str, Any]]:
    """What a share leaves out, 4.17 takes from those before it."""
    from xlpy.config.specs.listing import last
    from xlpy.config.specs.p9 import p9_json

    made = []
    before: dict[str, Any] = {}
    for item in config.p9s:
        made.append(p9_json(item, before))
        before |= last(item)
    return made


def _framebuffers(config: DomainConfig) -> Paths:
    """Framebuffers, the keyboard that each brings, and the keyboards of `vkb=` behind those."""
    screens = [writer("vfb")(item, place) for place, item in enumerate(config.vfbs or ())]
    if not screens and config.type == "pv" and config.vnc:
        screens = [_display(config)]
    boards = [{"devid": place} for place in range(len(screens))]
    for place, item in enumerate(config.vkbs or (), start=len(screens)):
        boards.append(writer("vkb")(item, place))
    return {path: made for path, made in (("vfbs", screens), ("vkbs", boards)) if made}


def _display(config: DomainConfig) -> dict[str, Any]:
    """The framebuffer that keys of their own give a PV domain."""
    from xlpy.config.specs.vfb import framebuffer

    values = {key: value for key in _SHOWN if (value := getattr(config, key)) is not None}
    if config.vncdisplay is not None:
        values["vncdisplay"] = cut(config.vncdisplay, -32)
    return framebuffer(values)


def _pci(config: DomainConfig) -> Paths:
    """PCI devices. Words that a spec lacks come from keys, its policy from where `rdm=` puts it."""
    if not config.pcis:
        return {}
    write = writer("pci")
    defaults: dict[str, Any] = {
        name: bool(cut(getattr(config, f"pci_{name}") or 0, -32)) for name in _PCI_FLAGS
    }
    defaults["rdm_policy"] = "invalid" if config.type == "hvm" and not config.rdm else "strict"
    made: Paths = {"pcidevs": [write(item, defaults) for item in config.pcis]}
    if config.type == "pv":
        made["b_info.type.pv.e820_host"] = "True"
    return made
