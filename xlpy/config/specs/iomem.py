"""Memory-mapped I/O of the host that the domain may use, in page frames of 4 KiB."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlpy.config.specs.listing import Listed, fields, last, listed
from xlpy.config.specs.rows import SubKey
from xlpy.syntax.specs.iomem import parse_iomem
from xlpy.syntax.specs.parsed import Parsed

IOMEM: tuple[SubKey, ...] = (
    SubKey(
        "start", "hexadecimal number", "", "page frames", "First frame of the host.", "4.3", "start"
    ),
    SubKey(
        "number",
        "hexadecimal number",
        "",
        "page frames",
        "How many frames, behind a comma.",
        "4.3",
        "number",
    ),
    SubKey(
        "gfn",
        "hexadecimal number",
        "the start",
        "page frames",
        "First frame in the guest, behind an @.",
        "4.3",
        "gfn",
    ),
)


_NO_GFN = (1 << 64) - 1


def iomem_json(parsed: Parsed, _index: int = 0) -> dict[str, Any]:
    """One range as libxl has it; a gfn of 2^64-1 means that none is given."""
    values = last(parsed)
    gfn = values.get("gfn", _NO_GFN)
    start = fields(values, [("start", "start"), ("number", "number")])
    return {**start, **({} if gfn == _NO_GFN else {"gfn": gfn})}


def iomem_list_json(items: Sequence[str]) -> Listed:
    """`iomem=`, b_info's iomem."""
    return listed(items, parse_iomem, iomem_json)
