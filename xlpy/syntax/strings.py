r"""Quoted strings: what stands between the quotes, with its escapes resolved.

Both numeric escapes are broken in every release of libxlutil, and configs are judged as it judges
them: `\xHH` is always an error, and `\D` with an octal digit disappears without a trace together with
what C's strtoul eats of the next three characters (blanks, a sign, decimal digits), at least two.
"""

from __future__ import annotations

import re

_PLAIN = dict(zip("abfnrtv\"'\\", "\a\b\f\n\r\t\v\"'\\", strict=True))
_BLANK = r" \t\v\f\r"
_ESCAPE = re.compile(
    rf"""\\(?:
        [abfnrtv"'\\]
        | [0-7] (?: [0-9]{{2,3}} | [-+{_BLANK}][0-9]{{1,2}} | [{_BLANK}][-+{_BLANK}][0-9] )
        | (?P<bad>.)
    )""",
    re.DOTALL | re.VERBOSE,
)


class BadStringError(ValueError):
    """The string token can't be read: what is wrong from `start` to `end` within it."""

    def __init__(self, text: str, start: int, end: int, hint: str) -> None:
        super().__init__(text)
        self.start, self.end, self.hint = start, end, hint


def unquote(token: str) -> str:
    """The text of a STRING token; raises BadStringError."""
    nul = token.find("\0")
    if nul >= 0:  # libxlutil aborts the whole process here
        raise BadStringError(
            "a NUL byte inside a string",
            nul,
            nul + 1,
            "remove it; perhaps this is not a text file, or it is UTF-16 text",
        )
    return _ESCAPE.sub(_resolved, token[1:-1]) if "\\" in token else token[1:-1]


def _resolved(match: re.Match[str]) -> str:
    if match["bad"] is not None:
        raise _bad(match["bad"], match.start() + 1)
    return _PLAIN.get(match[0][1:], "")


def _bad(char: str, at: int) -> BadStringError:
    if char == "x":
        text, width = r"xl does not know escapes of the form \xHH", 4
        hint = "write the character itself"
    elif char in "01234567":
        text, width = rf"`\{char}` needs at least two more digits", 2
        hint = (
            r"numeric escapes give nothing in xl: write the character itself, or \\ for a backslash"
        )
    else:
        seen = char if char.isprintable() else "…"
        text, width = rf"`\{seen}` is not an escape xl knows", 2
        hint = r"write \\ for a backslash; known are \" \' \\ \a \b \f \n \r \t \v"
    return BadStringError(text, at, at + width, hint)
