"""Xenstore limits of a domain (from Xen 4.22 on): `NAME=NUMBER`."""

from __future__ import annotations

from xlpy.syntax.source import shown
from xlpy.syntax.specs import values
from xlpy.syntax.specs.cnumbers import strtoul
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.named import named
from xlpy.syntax.specs.options import moved
from xlpy.syntax.specs.parsed import Parsed, SubSetting

_UINT32 = values.unsigned(32)


def parse_xenstore_quota(text: str) -> Parsed:
    """One item of `xenstore_quota=`: one value, named by the quota. Xenstore knows the names."""
    piece = named(text)
    if piece.value is None:
        said = f'"{shown(text)}" has no ='
        return Parsed((), (Finding(said, 0, max(1, len(text)), hint="write NAME=NUMBER"),))
    number = strtoul(piece.value, 0)
    at, width = piece.value_offset, max(1, len(piece.value))
    if number is None or number.end < len(piece.value):
        said = f'"{shown(piece.value)}" is no number'
        return Parsed((), (Finding(said, at, width, hint="write digits only"),))
    value, finding = _UINT32(piece.value)
    findings = (moved(finding, at),) if finding else ()
    return Parsed((SubSetting(piece.word, value, at),), findings)
