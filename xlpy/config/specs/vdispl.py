"""Paravirtual displays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlpy.config.specs.listing import Listed, fields, last, listed
from xlpy.config.specs.rows import SubKey
from xlpy.syntax.specs.parsed import Parsed
from xlpy.syntax.specs.vdispl import parse_vdispl

VDISPL: tuple[SubKey, ...] = (
    SubKey(
        "backend",
        "text",
        "domain 0",
        "a name or number",
        "Domain that runs the back end.",
        "4.10",
        "backend_domname",
    ),
    SubKey(
        "be-alloc",
        "flag",
        "0",
        "0 or 1",
        "The back end provides the memory of framebuffers.",
        "4.10",
        "be_alloc",
    ),
    SubKey(
        "connectors",
        "list",
        "",
        "ID:WIDTHxHEIGHT;…",
        "The screens; there must be one.",
        "4.10",
        "connectors[]{unique_id,width,height}",
    ),
)


_FIELDS = {"unique-id": "unique_id", "width": "width", "height": "height"}


def vdispl_json(parsed: Parsed, devid: int = 0) -> dict[str, Any]:
    """One display as libxl has it. A connector that xl did not read to its end lacks fields."""
    values = last(parsed)
    return {
        **fields(values, [("backend_domname", "backend")]),
        "devid": devid,
        **fields(values, [("be_alloc", "be-alloc")]),
        "connectors": _connectors(parsed),
    }


def _connectors(parsed: Parsed) -> list[dict[str, Any]]:
    """The connectors of the last list."""
    found: list[dict[str, Any]] = []
    count = 0
    for setting in parsed.values:
        if setting.name == "connectors":
            found, count = [], int(setting.value)
        elif setting.name == "unique-id":
            found.append({"unique_id": setting.value})
        elif setting.name in _FIELDS and setting.value:
            found[-1][_FIELDS[setting.name]] = setting.value
    return found + [{} for _ in range(count - len(found))]


def vdispl_list_json(items: Sequence[str]) -> Listed:
    """`vdispl=`."""
    return listed(items, parse_vdispl, vdispl_json)
