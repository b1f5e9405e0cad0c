"""Virtual TPMs: `backend=…,uuid=…`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlpy.syntax.source import shown
from xlpy.syntax.specs import options, values
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.parsed import Parsed

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)


def _uuid(value: str) -> values.Read:
    if _UUID.fullmatch(value):
        return value.lower(), None
    said = f'"{shown(value)}" is not a UUID'
    hint = "write it as 11111111-2222-3333-4444-555555555555"
    return "", Finding(said, 0, max(1, len(value)), hint=hint)


VTPM = options.Language("vtpm", {"backend": values.text, "uuid": _uuid}, lone="ends")


def parse_vtpm_words(words: Sequence[str]) -> Parsed:
    """A vTPM as `xl vtpm-attach` takes it, a piece in each word; it asks for nothing."""
    return options.read_words(words, VTPM)


def parse_vtpm(text: str) -> Parsed:
    """One item of `vtpm=`; it needs backend=."""
    parsed = options.read(text, VTPM)
    if not parsed.ok or any(each.name == "backend" for each in parsed.values):
        return parsed
    hint = "add backend=…, the domain that runs the vTPM"
    missing = Finding("a vtpm needs its backend", 0, max(1, len(text)), hint=hint)
    return parsed._replace(findings=(*parsed.findings, missing))
