"""I/O ports of the host that the domain may use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlpy.config.specs.listing import Listed, fields, last, listed
from xlpy.config.specs.rows import SubKey
from xlpy.syntax.specs.ioports import parse_ioports
from xlpy.syntax.specs.parsed import Parsed

IOPORTS: tuple[SubKey, ...] = (
    SubKey("first", "hexadecimal number", "", "0 to fffffffe", "First port.", "4.2", "first"),
    SubKey(
        "last",
        "hexadecimal number",
        "the first",
        "0 to fffffffe",
        "Last port, behind a hyphen.",
        "4.2",
        "number",
        "A range that runs backwards has a count that wraps.",
    ),
)


def ioports_json(parsed: Parsed, _index: int = 0) -> dict[str, Any]:
    """One range as libxl has it: its first port and how many."""
    return fields(last(parsed), [("first", "first"), ("number", "number")])


def ioports_list_json(items: Sequence[str]) -> Listed:
    """`ioports=`, b_info's ioports."""
    return listed(items, parse_ioports, ioports_json)
