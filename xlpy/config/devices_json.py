"""What devices give to libxl's JSON, by path: `disks`, `vfbs`, … and what they change elsewhere."""

from __future__ import annotations

from typing import Any

from xlpy.config.model import DomainConfig
from xlpy.config.reader import cut

_SHOWN = (
    "vnc", "vnclisten", "vncpasswd", "vncdisplay", "vncunused", "sdl", "opengl", "display",
    "xauthority", "keymap",
)  # fmt: skip


def devices_json(config: DomainConfig) -> dict[str, Any]:
    """Path and value of everything that devices give; what is left out is at its default."""
    made: dict[str, Any] = {}
    if config.dtdev:
        made["dtdevs"] = [{"path": path} for path in config.dtdev]
    if config.type == "pv" and config.vnc and "vfb" not in config.later:
        made |= _display(config)
    return made


def _display(config: DomainConfig) -> dict[str, Any]:
    """The framebuffer that keys of their own give a PV domain, and its keyboard."""
    from xlpy.config.specs.vfb import framebuffer

    values = {key: value for key in _SHOWN if (value := getattr(config, key)) is not None}
    if config.vncdisplay is not None:
        values["vncdisplay"] = cut(config.vncdisplay, -32)
    return {"vfbs": [framebuffer(values)], "vkbs": [{"devid": 0}]}
