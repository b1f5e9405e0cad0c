"""How fast a vif may send, as `10Mb/s@20ms`: bytes in each interval."""

from __future__ import annotations

from typing import NamedTuple

from xlpy.syntax.specs.cnumbers import ULONG_MAX, strtoul
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.grammars import Node, Stop, Token, parse
from xlpy.syntax.specs.words import quoted, warning

UINT_MAX = 2**32 - 1
DEFAULT_USECS = 50_000

_SIZES = {"G": 10**9, "M": 10**6, "K": 10**3}
_TIMES = {"s": 10**6, "m": 10**3, "u": 1}
_FORM = "write AMOUNT[G|M|K](b|B)/s, and if need be @TIME(s|ms|us): 10MB/s, 16Mb/s@20ms"


class Rate(NamedTuple):
    """What may be sent per interval, and what is odd about how it was written."""

    bytes_per_interval: int
    interval_usecs: int
    doubts: tuple[Finding, ...]


def read_rate(text: str) -> Rate | Finding:
    """Read a rate; offsets count from its start.

    Numbers run from 1 to 2^32-1, so does the interval in microseconds; bytes per second times
    microseconds fit 64 bits. Fractions are cut off.
    """
    node = parse("rate", "rate", text)
    if isinstance(node, Stop):
        return _malformed(text, node)
    amount, size, *rest = [token for token in _leaves(node) if token.type in _KEPT]
    usecs = _interval(rest)
    if isinstance(usecs, Finding):
        return usecs
    count, broken = _number(amount)
    if not 0 < count <= UINT_MAX:
        return _unfit(amount, "the rate", f"1 to {UINT_MAX}")
    unit = "B" if broken else str(size)
    per_second = count * _SIZES.get(unit[0], 1) // (8 if unit.endswith("b") else 1)
    if per_second * usecs > ULONG_MAX:
        hint = "make the rate or the interval smaller"
        return Finding("rate and interval together are too large", 0, len(text), hint=hint)
    kept = per_second * usecs // 10**6
    return Rate(kept, usecs, _doubts(amount, rest, kept))


_KEPT = ("NUMBER", "SIZE", "TIME")


def _leaves(node: Node) -> list[Token]:
    found: list[Token] = []
    for child in node.children:
        found += _leaves(child) if isinstance(child, Node) else [child]
    return found


def _interval(rest: list[Token]) -> int | Finding:
    """Microseconds; without a unit the number counts seconds."""
    if not rest:
        return DEFAULT_USECS
    count, broken = _number(rest[0])
    unit = "u" if broken else rest[1][0] if len(rest) > 1 else "s"
    usecs = count * _TIMES[unit]
    if not 0 < usecs <= UINT_MAX:
        return _unfit(rest[0], "the interval", f"1us to {UINT_MAX}us (about 71 minutes)")
    return usecs


def _number(digits: str) -> tuple[int, bool]:
    """The number, and whether an 8 or 9 broke it off: behind a leading 0, digits are octal.

    xl then looks for the unit right there, finds none it knows, and takes bytes or microseconds.
    """
    number = strtoul(str(digits), 0)
    assert number is not None  # the grammar lets only digits through
    return number.value, number.end < len(digits)


def _unfit(digits: Token, what: str, limits: str) -> Finding:
    text = f"{quoted(str(digits))} does not fit {what}"
    hint = f"it may be {limits}"
    if digits[0] == "0" and digits.strip("0"):
        hint = f"a leading 0 means octal: write {digits.lstrip('0')[:20]}; {hint}"
    return Finding(text, digits.start_pos or 0, len(digits), hint=hint)


def _doubts(amount: Token, rest: list[Token], kept: int) -> tuple[Finding, ...]:
    found = []
    for digits in (amount, *rest[:1]):
        if digits[0] == "0":
            number, broken = _number(digits)
            text = f"{quoted(str(digits))} is octal: {number}" + ", without its unit" * broken
            hint = "leave the 0 in front out, if it is meant to be decimal"
            found.append(warning(text, digits.start_pos or 0, len(digits), hint))
    if not kept:
        text = "the rate comes to 0 bytes in each interval"
        found.append(warning(text, amount.start_pos or 0, len(amount), "make it larger"))
    return tuple(found)


def _malformed(text: str, stop: Stop) -> Finding:
    if stop.offset >= len(text):
        what = "the rate ends too early" if text else "the rate is empty"
        return Finding(what, len(text), hint=_FORM)
    what = f"{quoted(text[stop.offset : stop.offset + 8])} does not fit here in a rate"
    hint = _FORM
    if text[stop.offset].isspace():
        hint = "remove the blank"
    elif text[stop.offset] == "k" and "SIZE" in stop.expected:
        hint = "write K in upper case: K, M and G count in thousands"
    elif "SIZE" in stop.expected and text[stop.offset] in "bBGMKT":
        hint = "the units are b and B, with K, M or G in front: " + _FORM
    return Finding(what, stop.offset, hint=hint)
