"""Dumps of the debug key `u` in a console ring: of every Xen, whole or cut, among other lines."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from xlpy.console.numa_draft import Draft, IncompleteError
from xlpy.console.numa_rules import RULES
from xlpy.console.version import FORMATS
from xlpy.errors import XlError
from xlpy.machine.numa_dump import NumaDump


class DumpError(XlError):
    """A text without a dump, or with a damaged one. `line` counts from 1; 0 is the whole text."""

    def __init__(self, text: str, *, line: int = 0, hint: str | None = None) -> None:
        self.line = line
        super().__init__(f"line {line}: {text}" if line else text, hint=hint)


class _Found(NamedTuple):
    """A dump and the parts of the version table its text showed."""

    dump: NumaDump
    signs: set[str]


def read(text: str) -> NumaDump:
    """The newest dump in a text. Raises DumpError when there is none, or a line of one is damaged.

    Whatever stands before `(XEN)`, time stamps in brackets, blanks at both ends and other lines do
    not matter. Lines of a dump whose beginning is lost count as a dump.
    """
    return _newest(text).dump


def read_all(text: str) -> list[NumaDump]:
    """Every dump in a text, oldest first, possibly none. Raises DumpError for a damaged line."""
    return [found.dump for found in _find(text)]


def formats(text: str) -> tuple[str, ...]:
    """The names of the formats in which the newest dump reads as it stands, oldest first.

    Several, when what would tell them apart is not shown: all of them print the same then.
    Raises DumpError as `read` does, and when no Xen prints such a mixture.
    """
    signs = _newest(text).signs
    names = tuple(row.name for row in FORMATS if signs <= row.parts)
    if not names:
        mixture = ", ".join(sorted(signs))
        raise DumpError(f"no Xen prints all that this dump shows (parts {mixture})")
    return names


def detect(text: str) -> str:
    """The first of `formats(text)`: asked for it, `write` prints the dump again as it stands."""
    return formats(text)[0]


def bare(line: str) -> str:
    """A console line without what transports and Xen's time stamps put around it."""
    at = line.find("(XEN)")
    line = (line if at < 0 else line[at + 5 :]).strip()
    if line.startswith("["):
        line = line.partition("]")[2].lstrip()
    return line


def _newest(text: str) -> _Found:
    found = deque(_find(text), maxlen=1)
    if not found:
        raise DumpError(
            "there is no NUMA dump in this text", hint='"xl debug-keys u; xl dmesg" prints one'
        )
    return found[0]


def _find(text: str) -> Iterator[_Found]:
    draft: Draft | None = None
    for number, raw in enumerate(text.split("\n"), 1):
        line = bare(raw)
        try:
            after = _take(draft, line, number)
        except ValueError as error:
            raise DumpError(f"{error}: {line}", line=number) from None
        if draft is not None and after is not draft:
            yield _finished(draft)
        draft = after
    if draft is not None:
        yield _finished(draft)


def _finished(draft: Draft) -> _Found:
    try:
        return _Found(draft.finish(), draft.signs)
    except IncompleteError as error:
        raise DumpError(str(error), line=error.line) from None


def _take(draft: Draft | None, line: str, number: int) -> Draft | None:
    """The dump that is open after this line: the same, a new one, or none.

    Raises ValueError for a line that begins like one of a dump and goes on differently.
    """
    for rule in RULES.get(line[:1], ()):
        match = rule.pattern.fullmatch(line)
        if match is None or (rule.weak and (draft is None or not draft.in_block)):
            continue
        if draft is None or not rule.fits_after(draft.stage):
            if rule.inner:
                return draft
            draft = Draft()
        draft.stage, draft.line = rule.stage, number
        rule.take(draft, match)
        return draft
    return _other(draft, line)


def _other(draft: Draft | None, line: str) -> Draft | None:
    """A line of no dump: that of another key ends the dump, anything else passes by."""
    stage = 0 if draft is None else draft.stage
    in_block = draft is not None and draft.in_block
    for rule in RULES.get(line[:1], ()):
        if (in_block or not rule.weak) and rule.claims(line, stage):
            raise ValueError("a damaged line of a NUMA dump")
    return None if line[:1] == "'" and line[2:11] == "' pressed" else draft
