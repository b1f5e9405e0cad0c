"""Generic virtio devices (Xen 4.18 and later; 4.17 does not read the key)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlpy.config.specs.listing import Listed, defbools, fields, last, listed
from xlpy.config.specs.rows import SubKey
from xlpy.syntax.specs.parsed import Parsed
from xlpy.syntax.specs.virtio import parse_virtio

VIRTIO: tuple[SubKey, ...] = (
    SubKey(
        "backend",
        "text",
        "domain 0",
        "a name or number",
        "Domain that runs the back end.",
        "4.18",
        "backend_domname",
    ),
    SubKey(
        "type",
        "text",
        "",
        "virtio,deviceN",
        "Kind of device; takes the next piece along.",
        "4.18",
        "type",
    ),
    SubKey("transport", "word", "", "mmio", "How the guest finds the device.", "4.18", "transport"),
    SubKey(
        "grant_usage",
        "flag",
        "",
        "0 or 1",
        "The guest shares memory by grants.",
        "4.18",
        "grant_usage",
    ),
)


def virtio_json(parsed: Parsed, devid: int = 0) -> dict[str, Any]:
    """One device as libxl has it."""
    values = last(parsed)
    return {
        **fields(values, [("backend_domname", "backend"), ("type", "type")]),
        **fields(values, [("transport", "transport")]),
        **defbools(values, [("grant_usage", "grant_usage")]),
        "devid": devid,
    }


def virtio_list_json(items: Sequence[str]) -> Listed:
    """`virtio=`; in the JSON it is virtios."""
    return listed(items, parse_virtio, virtio_json)
