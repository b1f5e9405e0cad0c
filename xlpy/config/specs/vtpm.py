"""Virtual TPMs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlpy.config.specs.listing import Listed, fields, last, listed
from xlpy.config.specs.rows import SubKey
from xlpy.syntax.specs.parsed import Parsed
from xlpy.syntax.specs.vtpm import parse_vtpm

VTPM: tuple[SubKey, ...] = (
    SubKey(
        "backend",
        "text",
        "",
        "a name or number",
        "Domain that runs the vTPM; it must be given.",
        "4.3",
        "backend_domname",
    ),
    SubKey("uuid", "uuid", "a new one", "", "Names the vTPM.", "4.3", "uuid"),
)


_NIL = "00000000-0000-0000-0000-000000000000"


def vtpm_json(parsed: Parsed, devid: int = 0) -> dict[str, Any]:
    """One vTPM as libxl has it; a UUID of zeros is none."""
    values = last(parsed)
    uuid = {} if values.get("uuid", _NIL) == _NIL else {"uuid": values["uuid"]}
    return {**fields(values, [("backend_domname", "backend")]), "devid": devid, **uuid}


def vtpm_list_json(items: Sequence[str]) -> Listed:
    """`vtpm=`."""
    return listed(items, parse_vtpm, vtpm_json)
