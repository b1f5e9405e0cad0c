"""Numbers as the C library reads them: as far as the digits go, cut to the width of their field."""

from __future__ import annotations

import re
from typing import NamedTuple

ULONG_MAX = (1 << 64) - 1
LONG_MAX = (1 << 63) - 1

_BLANKS = r"[ \t\n\v\f\r]*"
_FORMS = {
    0: re.compile(_BLANKS + r"([+-]?)(?:0[xX]([0-9a-fA-F]+)|(0[0-7]*)|([1-9][0-9]*))"),
    10: re.compile(_BLANKS + r"([+-]?)(?:(?!)()|(?!)()|([0-9]+))"),
    16: re.compile(_BLANKS + r"([+-]?)(?:(?:0[xX])?([0-9a-fA-F]+))"),
}


class Number(NamedTuple):
    """What was read and where reading stopped; `huge` says that the digits did not fit 64 bits."""

    value: int
    end: int
    huge: bool = False


def strtoul(text: str, base: int, start: int = 0) -> Number | None:
    """An unsigned 64-bit number in base 10, 16 or (0) C's own; None where there are no digits.

    A minus sign wraps round, too large a number is the largest.
    """
    match = _FORMS[base].match(text, start)
    if match is None:
        return None
    value = _magnitude(match)
    if value > ULONG_MAX:
        return Number(ULONG_MAX, match.end(), huge=True)
    return Number(-value & ULONG_MAX if match[1] == "-" else value, match.end())


def strtol(text: str, base: int = 10) -> Number | None:
    """A signed 64-bit number; beyond, the nearest that fits."""
    match = _FORMS[base].match(text)
    if match is None:
        return None
    value = _magnitude(match)
    negative = match[1] == "-"
    if value > LONG_MAX + negative:
        return Number(-LONG_MAX - 1 if negative else LONG_MAX, match.end(), huge=True)
    return Number(-value if negative else value, match.end())


def signed(value: int, bits: int = 32) -> int:
    """The low bits of a number as a signed field keeps them."""
    half = 1 << (bits - 1)
    return ((value + half) & ((1 << bits) - 1)) - half


def scanned_hex(text: str) -> Number:
    """A text that scanf takes for %x or %lx; `0x` alone is 0, a minus sign wraps round in 64 bits."""
    plain = text.lstrip(" \t\n\v\f\r").lower()
    sign, digits = plain[:1], plain.lstrip("+-")
    value = bounded(digits.removeprefix("0x"), 16)
    if value > ULONG_MAX:
        return Number(ULONG_MAX, len(text), huge=True)
    return Number(-value & ULONG_MAX if sign == "-" else value, len(text))


def bounded(digits: str, base: int) -> int:
    """`int(digits, base)`, but never the slow conversion of a number too large anyway."""
    significant = digits.lstrip("0")
    return int(significant or "0", base) if len(significant) <= 22 else ULONG_MAX + 1


def _magnitude(match: re.Match[str]) -> int:
    base = 16 if match[2] is not None else 8 if match.re.groups > 2 and match[3] is not None else 10
    return bounded(match[match.lastindex or 0], base)
