"""USB controllers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlpy.config.specs.listing import Listed, fields, last, listed
from xlpy.config.specs.rows import SubKey
from xlpy.syntax.specs.parsed import Parsed
from xlpy.syntax.specs.usbctrl import parse_usbctrl

USBCTRL: tuple[SubKey, ...] = (
    SubKey(
        "type",
        "word",
        "auto",
        "auto, pv, devicemodel, qusb",
        "What drives the controller.",
        "4.7",
        "type",
    ),
    SubKey("version", "number", "2", "1, 2, 3", "USB generation of its bus.", "4.7", "version"),
    SubKey("ports", "number", "8", "1 to 31", "How many ports it has.", "4.7", "ports"),
)


def usbctrl_json(parsed: Parsed, devid: int = 0) -> dict[str, Any]:
    """One controller as libxl has it."""
    values = last(parsed)
    kind = {} if values.get("type") in (None, "auto") else {"type": values["type"]}
    return {**kind, "devid": devid, **fields(values, [(n, n) for n in ("version", "ports")])}


def usbctrl_list_json(items: Sequence[str]) -> Listed:
    """`usbctrl=`. Controllers that libxl adds for `usbdev=` appear only when a domain is made."""
    return listed(items, parse_usbctrl, usbctrl_json)
