"""Paravirtual keyboards and pointers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlpy.config.specs.listing import Listed, fields, last, listed
from xlpy.config.specs.rows import SubKey
from xlpy.syntax.specs.parsed import Parsed
from xlpy.syntax.specs.vkb import parse_vkb

VKB: tuple[SubKey, ...] = (
    SubKey(
        "backend-type",
        "word",
        "",
        "qemu, linux",
        "What serves the keyboard; it must be given.",
        "4.12",
        "backend_type",
    ),
    SubKey(
        "backend",
        "text",
        "domain 0",
        "a name or number",
        "Domain that runs the back end.",
        "4.12",
        "backend_domname",
    ),
    SubKey(
        "unique-id", "text", "", "", "Names the keyboard for its back end.", "4.12", "unique_id"
    ),
    SubKey(
        "feature-disable-keyboard",
        "flag",
        "0",
        "0 or 1",
        "Give the guest no keyboard.",
        "4.12",
        "feature_disable_keyboard",
    ),
    SubKey(
        "feature-disable-pointer",
        "flag",
        "0",
        "0 or 1",
        "Give the guest no pointer.",
        "4.12",
        "feature_disable_pointer",
    ),
    SubKey(
        "feature-abs-pointer",
        "flag",
        "0",
        "0 or 1",
        "The pointer tells absolute places.",
        "4.12",
        "feature_abs_pointer",
    ),
    SubKey(
        "feature-raw-pointer",
        "flag",
        "0",
        "0 or 1",
        "The pointer tells places that are not scaled to the screen.",
        "4.12",
        "feature_raw_pointer",
    ),
    SubKey(
        "feature-multi-touch",
        "flag",
        "0",
        "0 or 1",
        "Give the guest a touch screen.",
        "4.12",
        "feature_multi_touch",
        "Any multi-touch size switches it on; it needs one.",
    ),
    SubKey(
        "multi-touch-width",
        "unsigned number",
        "0",
        "pixels",
        "Width of the touch screen.",
        "4.12",
        "multi_touch_width",
    ),
    SubKey(
        "multi-touch-height",
        "unsigned number",
        "0",
        "pixels",
        "Height of the touch screen.",
        "4.12",
        "multi_touch_height",
    ),
    SubKey(
        "multi-touch-num-contacts",
        "unsigned number",
        "0",
        "",
        "How many fingers it tells apart.",
        "4.12",
        "multi_touch_num_contacts",
    ),
    SubKey(
        "width",
        "unsigned number",
        "0",
        "pixels",
        "Width of the screen that pointers move on.",
        "4.12",
        "width",
    ),
    SubKey("height", "unsigned number", "0", "pixels", "Height of that screen.", "4.12", "height"),
)


_FIRST = (("backend_domname", "backend"),)
_ORDER = (
    "backend-type unique-id feature-disable-keyboard feature-disable-pointer feature-abs-pointer"
    " feature-raw-pointer feature-multi-touch width height multi-touch-width multi-touch-height"
    " multi-touch-num-contacts"
).split()


def vkb_json(parsed: Parsed, devid: int = 0) -> dict[str, Any]:
    """One keyboard as libxl has it."""
    values = last(parsed)
    rest = fields(values, [(name.replace("-", "_"), name) for name in _ORDER])
    return {**fields(values, _FIRST), "devid": devid, **rest}


def vkb_list_json(items: Sequence[str], *, before: int = 0) -> Listed:
    """`vkb=`. `before` keyboards stand already in libxl's list: those that framebuffers brought."""
    return listed(items, parse_vkb, lambda parsed, index: vkb_json(parsed, before + index))
