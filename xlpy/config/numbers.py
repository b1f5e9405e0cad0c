"""Numbers as the C library reads them out of config texts: base 10, as far as the digits go."""

from __future__ import annotations

import re
from typing import NamedTuple

ULONG_MAX = (1 << 64) - 1
INT_BITS = 32
MAX_VCPUS = 65536  # more than any Xen supports, few enough to list
BITMAP_UNIT = 8
"""libxl's bit maps have whole bytes."""

_STRTOUL = re.compile(r"[ \t-\r]*([+-]?)([0-9]+)")


class Number(NamedTuple):
    """What strtoul makes of a text: 64 bits, a sign wraps round; `end` is where it stopped."""

    value: int
    end: int


class Span(NamedTuple):
    """`N` or `N-M` as xl reads it; `error` says what is wrong, and `last` holds all the same."""

    first: int
    last: int
    error: str | None = None

    @property
    def endless(self) -> bool:
        """Whether xl never, or not in a lifetime, comes to an end of counting it."""
        return self.last == ULONG_MAX or self.width > 1 << INT_BITS

    @property
    def width(self) -> int:
        """How many numbers it holds."""
        return max(0, self.last - self.first + 1)


def number(text: str, start: int = 0) -> Number | None:
    """The number at `start`, whatever follows it; None without a digit. Beyond 64 bits: the largest."""
    match = _STRTOUL.match(text, start)
    if match is None:
        return None
    digits = match[2].lstrip("0") or "0"
    value = int(digits) if len(digits) <= 20 else ULONG_MAX
    if value >= ULONG_MAX:
        return Number(ULONG_MAX, match.end())
    return Number(-value & ULONG_MAX if match[1] == "-" else value, match.end())


def number_range(text: str) -> Span:
    """`N` or `N-M`, and what xl makes of a text that is neither."""
    low = number(text)
    if low is None:
        return Span(0, 0, "is not a number")
    first, end = low
    if first == ULONG_MAX:
        return Span(first, first, "is not a number")
    last = first
    if text[end : end + 1] == "-":
        high = number(text, end + 1)
        if high is None:
            return Span(first, 0, "has no end")
        last, end = high
        if last == ULONG_MAX:
            return Span(first, last, "has no end that is a number")
        if last < first:
            return Span(first, last, "runs backwards")
    return Span(first, last, None if end == len(text) else f'has "{text[end:]}" left over')


def bits(span: Span, size: int) -> set[int]:
    """The bits below `size` that a range sets in a map whose index has 32 bits."""
    wrap = 1 << INT_BITS
    start = span.first % wrap
    stop = start + span.width
    return {*range(start, min(stop, size)), *range(min(stop - wrap, size))}


def map_size(count: int) -> int:
    """How many bits a map for `count` things has."""
    return -(-count // BITMAP_UNIT) * BITMAP_UNIT
