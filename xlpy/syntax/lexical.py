"""Runs of characters that are no token: what to say about each.

A row of the table is a pattern over the text before the run (its end, on the same line) and one
over the run itself; the first row where both match speaks.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from xlpy.errors import Problem
from xlpy.syntax.grammar import Token
from xlpy.syntax.source import Source, shown

_LOOKBEHIND = 80  # characters of the line that rows may look at


class _Row(NamedTuple):
    before: str
    run: str
    text: str
    hint: str | None

    def matches(self, before: str, run: str) -> bool:
        """Compiled when the first error needs it (re keeps it), not at start."""
        return bool(
            re.search(rf"(?:{self.before})\Z", before) and re.match(self.run, run, re.DOTALL)
        )


_ANY = ""
_START = r"(?:\A|;)[ \t]*"  # where a key is expected
_VALUE = r"(?:=|[\[,]|\A)[ \t]*"  # where a value is expected
_QUOTED = 'write it in quotes: "{run}"'
_PYTHON = "xl configs are not Python: only key=value lines with numbers, strings and lists"

_ROWS = (
    _Row(
        _ANY,
        r"\r\Z",
        "a carriage return (Windows line end)",
        "this file has Windows line ends; convert it with: sed -i 's/\\r$//' {file}",
    ),
    _Row(
        _ANY,
        r"\r",
        "a carriage return inside the line",
        "lines end with a newline alone; convert the file with: tr '\\r' '\\n'",
    ),
    _Row(
        _ANY,
        "\ufeff",
        "a byte order mark (BOM)",
        "save the file as UTF-8 without a byte order mark",
    ),
    _Row(
        _ANY,
        r"\x00|\udcff\udcfe|\udcfe\udcff",
        "this is not plain text: {run}",
        "xl reads plain text; convert the file, perhaps from UTF-16",
    ),
    _Row(
        _ANY,
        r"#",
        "the comment on the last line does not end with a newline",
        "add a newline at the end of the file",
    ),
    _Row(
        "\"\"|''",
        "[\"']",
        "a string in triple quotes",
        "strings have one quote on each side and stay on one line; write \\n for a newline",
    ),
    _Row(
        _ANY,
        "[\"']",
        "the string that begins with {run} has no closing quote on its line",
        "close it on the same line (\\n stands for a newline inside a string)",
    ),
    _Row(
        _ANY,
        r"[\u2018-\u201f]",
        "typographic quotes: {run}",
        "use plain quotes: \"…\" or '…'",
    ),
    _Row(
        _ANY,
        r"\\\s*\Z",
        "a backslash at the end of the line",
        "lines can't be continued; only a list in [ ] goes over several lines",
    ),
    _Row(_VALUE, r"[-+][0-9]", "a number with a sign: {run}", _QUOTED),
    _Row(
        r"[=,\[ \t][0-9]+",
        r"\.[0-9]",
        "a number with a decimal point: {token}",
        'write it in quotes: "{token}"',
    ),
    _Row(
        r"0x[0-9a-f]*",
        r"[0-9A-F]+\s*\Z",
        "upper-case hex digits: {token}",
        "write {lower}, or put the number in quotes",
    ),
    _Row(
        r"[=,\[ \t][0-9][0-9a-fx]*",
        r"[A-Z]",
        "{token} is neither a number nor a string",
        'write digits only, or a string: "{token}"',
    ),
    _Row(_VALUE, r"(True|False)\b", "{run}: xl has no words for true and false", "write 1 or 0"),
    _Row(_VALUE, r"None\b", "None is not a value", "leave the setting out"),
    _Row(
        _START,
        r"[A-Z_][\w.]*\s*\Z|[A-Z_][\w.]*\+?=",
        "keys are written in lower case and begin with a letter: {run}",
        "perhaps you mean {lower_word}",
    ),
    _Row(
        r"[=,\[ \t][a-z][._0-9a-z]*|" + _VALUE,
        r"[A-Z/]",
        "text without quotes: {token}",
        'write it in quotes: "{token}"',
    ),
    _Row(r"[a-z][._0-9a-z]*", r"-", "a key can't contain a minus: {token}", "use _ instead of -"),
    _Row(
        r"[a-z][._0-9a-z]*[ \t]*",
        r"[A-Z]",
        "keys are written in lower case: {token}",
        "perhaps you mean {lower_word}",
    ),
    _Row(r"\w[ \t]*", r":", "a colon: {run}", "write key=value, with an equals sign"),
    _Row(_VALUE, r"[({]", "{run}", "write a list: [ … ]"),
    _Row(_ANY, r"[(){}]", "{run}", _PYTHON),
    _Row(
        r"\w[ \t]*",
        r"\++\s*=?",
        "{run}",
        "to add to a setting write += without a blank; + joins nothing",
    ),
    _Row(_ANY, r"\+", "{run}", "strings and numbers can't be joined with +; write the result"),
    _Row(_ANY, r"\\", "a backslash outside a string: {run}", _QUOTED),
    _Row(
        _ANY,
        r"[\u00a0\u2000-\u200b\u202f\u3000]",
        "a blank of another kind than space and tab: {run}",
        "replace it by a plain space",
    ),
    _Row(
        _ANY,
        r"[^\x00-\x7f]",
        "characters that may only stand in strings and comments: {run}",
        "put the text in quotes, or remove it",
    ),
)
_OTHER = _Row(_ANY, _ANY, "{run}", "text belongs in quotes, a comment begins with #")


class JunkWords:
    """Speaks about the lexical errors of one file; what holds for all of it is said once."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._said: set[str] = set()

    def problem(self, token: Token) -> Problem:
        """The problem with one run of characters."""
        start, end = token.start_pos or 0, token.end_pos or 0
        line_start = start - (token.column or 1) + 1
        before = self._source.decoded[max(line_start, start - _LOOKBEHIND) : start]
        row = next((r for r in _ROWS if r.matches(before, token)), _OTHER)
        facts = _facts(before, token, self._source.name)
        text = "can't be read here: " * (row.text == "{run}") + row.text.format(**facts)
        hint = row.hint.format(**facts) if row.hint else None
        if hint and row.hint and "{file}" in row.hint:
            hint = None if row.hint in self._said else hint
            self._said.add(row.hint)
        return self._source.problem(text, start, end, hint=hint)


def _facts(before: str, token: Token, file: str) -> dict[str, str]:
    run = token.rstrip(",;]")
    begun = re.search(r"[\w.]*\Z", before)
    whole = (begun[0] if begun else "") + run
    word = re.match(r"[\w.-]*", whole)
    return {
        "run": shown(run),
        "token": shown(whole),
        "lower": shown(whole.lower()),
        "lower_word": shown((word[0] if word else whole).lower().lstrip("_")),
        "file": shown(file, 200),
    }
