"""What may stand behind a `word=`: one small reader for each kind of value.

A reader takes the text and gives the value that C code keeps, with a finding (its offset counted
from the start of the value) when the text is wrong or is not read as it looks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from xlpy.syntax.source import shown
from xlpy.syntax.specs.cnumbers import Number, signed, strtol, strtoul
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.nearest import suggestion

Value: TypeAlias = str | int | bool
Read: TypeAlias = tuple[Value, Finding | None]
Reader: TypeAlias = Callable[[str], Read]

_FEW = 6
_NO = {"no", "off", "false"}
_YES = {"yes", "on", "true"}


def text(value: str) -> Read:
    """Any text, as it stands."""
    return value, None


def whole(value: str) -> Read:
    """A signed 32-bit number as atoi reads it: decimal, 0 without digits."""
    number = strtol(value)
    kept = signed(number.value) if number else 0
    if number and number.end == len(value) and kept == number.value:
        return kept, None
    return kept, _doubt(value, number, kept, "a decimal number")


def switch(value: str) -> Read:
    """True unless atoi reads 0."""
    number = strtol(value)
    on = bool(number and signed(number.value))
    if number and number.end == len(value):
        return on, None
    return on, _doubt_switch(value, number, on)


def flag(value: str) -> Read:
    """True unless strtoul reads 0, in C's own base."""
    number = strtoul(value, 0)
    on = bool(number and number.value)
    if number and number.end == len(value):
        return on, None
    return on, _doubt_switch(value, number, on)


def unsigned(bits: int) -> Reader:
    """A number in C's own base, of which the low `bits` are kept."""
    mask = (1 << bits) - 1

    def read(value: str) -> Read:
        number = strtoul(value, 0)
        kept = number.value & mask if number else 0
        if number and number.end == len(value) and kept == number.value:
            return kept, None
        return kept, _doubt(value, number, kept, f"a number from 0 to {mask}")

    return read


def word(*words: str, exact: bool = False, exit_code: int = 1) -> Reader:
    """One of some words, in upper or lower case unless `exact`."""
    known: Mapping[str, str] = {each: each for each in words}

    def read(value: str) -> Read:
        found = known.get(value if exact else ascii_lower(value))
        if found is not None:
            return found, None
        among = f"one of {', '.join(words)}" if len(words) <= _FEW else "a word known here"
        said = f'"{shown(value)}" is not {among}'
        return "", Finding(
            said, 0, max(1, len(value)), hint=suggestion(value, words), exit_code=exit_code
        )

    return read


def ascii_lower(value: str) -> str:
    """Lower case as C's own locale has it: letters outside ASCII stay as they are."""
    return value.lower() if value.isascii() else value.translate(_LOWER)


_LOWER = {ord(upper): upper.lower() for upper in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def _doubt(value: str, number: Number | None, kept: int, wanted: str) -> Finding:
    if number is None:
        said = f'"{shown(value)}" is not a number; xl reads {kept}'
        return Finding(said, 0, max(1, len(value)), "warning", f"write {wanted}")
    if number.end < len(value):
        said = f'xl reads {kept} and ignores "{shown(value[number.end :])}" behind it'
        return Finding(said, number.end, len(value) - number.end, "warning", f"write {wanted}")
    said = f"{shown(value)} does not fit; xl keeps {kept} of it"
    return Finding(said, 0, max(1, len(value)), "warning", f"write {wanted}")


def _doubt_switch(value: str, number: Number | None, on: bool) -> Finding:
    """`yes` is 0 to C: say what it means, and what to write for what was meant."""
    start = number.end if number else 0
    word_ = value.strip().lower()
    wanted = "1" if word_ in _YES else "0" if word_ in _NO else "1 or 0"
    said = f'"{shown(value)}" is not 0 or 1; xl reads {int(on)}'
    return Finding(said, start, max(1, len(value) - start), "warning", f"write {wanted}")
