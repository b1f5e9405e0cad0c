"""Paravirtual framebuffers: `vnc=1,vnclisten=…`. Words that are not known are skipped."""

from __future__ import annotations

from xlpy.syntax.specs import options, values
from xlpy.syntax.specs.parsed import Parsed

VFB = options.Language(
    "vfb",
    {
        "vnc": values.switch,
        "vnclisten": values.text,
        "vncpasswd": values.text,
        "vncdisplay": values.whole,
        "vncunused": values.switch,
        "keymap": values.text,
        "sdl": values.switch,
        "opengl": values.switch,
        "display": values.text,
        "xauthority": values.text,
    },
    unknown="warning",
    lone="ends",
)


def parse_vfb(text: str) -> Parsed:
    """One item of `vfb=`; it never fails."""
    return options.read(text, VFB)
