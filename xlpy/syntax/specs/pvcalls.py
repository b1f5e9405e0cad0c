"""Interfaces for PV calls: `backend=…`."""

from __future__ import annotations

from xlpy.syntax.specs import options, values
from xlpy.syntax.specs.parsed import Parsed

PVCALLS = options.Language("pvcalls", {"backend": values.text}, lone="ends")


def parse_pvcalls(text: str) -> Parsed:
    """One item of `pvcalls=`."""
    return options.read(text, PVCALLS)
