"""Paravirtual framebuffers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from xlpy.config.specs.listing import Value, defbools, fields, last, listed
from xlpy.config.specs.rows import SubKey
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.parsed import Parsed
from xlpy.syntax.specs.vfb import parse_vfb

VFB: tuple[SubKey, ...] = (
    SubKey(
        "vnc",
        "switch",
        "",
        "0 or 1",
        "Serve the framebuffer by VNC.",
        "4.1",
        "vnc.enable",
        "Read by atoi: yes is 0.",
    ),
    SubKey(
        "vnclisten",
        "text",
        "127.0.0.1",
        "ADDRESS or ADDRESS:DISPLAY",
        "Where the VNC server listens.",
        "4.1",
        "vnc.listen",
    ),
    SubKey("vncpasswd", "text", "", "", "Password of the VNC server.", "4.1", "vnc.passwd"),
    SubKey(
        "vncdisplay",
        "number",
        "0",
        "",
        "Number of the VNC display; its port is 5900 higher.",
        "4.1",
        "vnc.display",
    ),
    SubKey(
        "vncunused",
        "switch",
        "1",
        "0 or 1",
        "Look for a free display from vncdisplay on.",
        "4.1",
        "vnc.findunused",
    ),
    SubKey("keymap", "text", "en-us", "", "Layout of the keyboard.", "4.1", "keymap"),
    SubKey(
        "sdl",
        "switch",
        "0",
        "0 or 1",
        "Show the framebuffer in an SDL window.",
        "4.1",
        "sdl.enable",
    ),
    SubKey(
        "opengl", "switch", "0", "0 or 1", "Draw the SDL window with OpenGL.", "4.1", "sdl.opengl"
    ),
    SubKey("display", "text", "", "", "X display of the SDL window.", "4.1", "sdl.display"),
    SubKey(
        "xauthority",
        "text",
        "",
        "a path",
        "X authority file for the SDL window.",
        "4.1",
        "sdl.xauthority",
    ),
)


_VNC = (("listen", "vnclisten"), ("passwd", "vncpasswd"), ("display", "vncdisplay"))
_SDL = (("display", "display"), ("xauthority", "xauthority"))


class Framebuffers(NamedTuple):
    """Framebuffers, the keyboard that each brings along, and the findings per item."""

    vfbs: list[dict[str, Any]]
    vkbs: list[dict[str, Any]]
    findings: list[tuple[Finding, ...]]


def vfb_json(parsed: Parsed, devid: int = 0) -> dict[str, Any]:
    """One framebuffer as libxl has it."""
    return framebuffer(last(parsed), devid)


def framebuffer(values: dict[str, Value], devid: int = 0) -> dict[str, Any]:
    """One framebuffer, from the values of its sub-keys."""
    vnc = {
        **defbools(values, [("enable", "vnc")]),
        **fields(values, _VNC),
        **defbools(values, [("findunused", "vncunused")]),
    }
    sdl = {**defbools(values, [("enable", "sdl"), ("opengl", "opengl")]), **fields(values, _SDL)}
    keymap = fields(values, [("keymap", "keymap")])
    return {"devid": devid, "vnc": vnc, "sdl": sdl, **keymap}


def vfb_list_json(items: Sequence[str], *, top: dict[str, Value] | None = None) -> Framebuffers:
    """`vfb=`, and the keyboards that stand before those of `vkb=`.

    `top` holds the keys vnc, vnclisten, sdl … of a PV domain, by name, if its key vnc is a number
    other than 0: they make a framebuffer when `vfb=` makes none.
    """
    vfbs, findings = listed(items, parse_vfb, vfb_json)
    if not vfbs and top is not None:
        vfbs = [framebuffer(top)]
    return Framebuffers(vfbs, [{"devid": devid} for devid in range(len(vfbs))], findings)
