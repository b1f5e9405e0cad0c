"""Interfaces for PV calls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlpy.config.specs.listing import Listed, fields, last, listed
from xlpy.config.specs.rows import SubKey
from xlpy.syntax.specs.parsed import Parsed
from xlpy.syntax.specs.pvcalls import parse_pvcalls

PVCALLS: tuple[SubKey, ...] = (
    SubKey(
        "backend",
        "text",
        "domain 0",
        "a name or number",
        "Domain that runs the back end.",
        "4.11",
        "backend_domname",
    ),
)


def pvcalls_json(parsed: Parsed, devid: int = 0) -> dict[str, Any]:
    """One interface as libxl has it."""
    return {**fields(last(parsed), [("backend_domname", "backend")]), "devid": devid}


def pvcalls_list_json(items: Sequence[str]) -> Listed:
    """`pvcalls=`; in the JSON it is pvcallsifs."""
    return listed(items, parse_pvcalls, pvcalls_json)
