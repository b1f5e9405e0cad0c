"""Values to text: the reverse of reading, in one spelling each."""

from __future__ import annotations

import re
from typing import TypeAlias

from xlpy.errors import XlError
from xlpy.syntax.source import shown

Written: TypeAlias = "str | int | tuple[Written, ...]"
"""What can be assigned: a text (in quotes), a number (bare, from 0), or a list of them."""

_ESCAPES = {
    "\a": r"\a", "\b": r"\b", "\f": r"\f", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\v": r"\v",
    '"': r"\"", "\\": r"\\",
}  # fmt: skip
_ESCAPED = re.compile(r'[\a\b\f\n\r\t\v"\\]')
_NO_BYTES = re.compile("[\ud800-\udc7f\udd00-\udfff]")
_KEY = re.compile(r"[a-z][._0-9a-z]*")


class UnwritableError(XlError):
    """Something that the configuration language cannot say."""


def quoted(text: str) -> str:
    """A text as a token in double quotes. Raises UnwritableError.

    The language has no numeric escapes that work, so what has no escape of its own stands as it is.
    """
    if "\0" in text:
        raise UnwritableError(
            f'"{shown(text)}" has a NUL byte, which no string can hold', hint="remove it"
        )
    if _NO_BYTES.search(text):  # PEP 383 uses the others for bytes that are not UTF-8
        raise UnwritableError(
            f'"{shown(text)}" has half of a surrogate pair, which has no bytes', hint="remove it"
        )
    return f'"{_ESCAPED.sub(lambda found: _ESCAPES[found[0]], text)}"'


def atom(value: str | int) -> str:
    """A text or a number as a token. Raises UnwritableError."""
    if isinstance(value, str):
        return quoted(value)
    if value < 0:
        raise UnwritableError(
            f"{value} has a sign, which numbers cannot have", hint=f'write it as a text: "{value}"'
        )
    return str(value)


def checked_key(key: str) -> str:
    """The key, where it is one. Raises UnwritableError."""
    if not _KEY.fullmatch(key):
        raise UnwritableError(
            f'"{shown(key)}" cannot be a key',
            hint="keys are lower-case letters, digits, . and _, and begin with a letter",
        )
    return key
