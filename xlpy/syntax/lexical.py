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
    before: re.Pattern[str]
    run: re.Pattern[str]
    text: str
    hint: str | None


def _row(before: str, run: str, text: str, hint: str | None) -> _Row:
    return _Row(re.compile(rf"(?:{before})\Z"), re.compile(run, re.DOTALL), text, hint)


_ANY = ""
_START = r"(?:\A|;)[ \t]*"  # where a key is expected
_AFTER_SIGN = r"\+?=[ \t]*"  # where a value is expected
_VALUE = r"(?:\+?=|[\[,]|\A)[ \t]*"
_QUOTED = 'write it in quotes: "{run}"'
_PYTHON = "xl configs are not Python: only key=value lines with numbers, strings and lists"

_ROWS = (
    _row(
        _ANY,
        r"\r\Z",
        "a carriage return (Windows line end)",
        "this file has Windows line ends; convert it with: sed -i 's/\\r$//' {file}",
    ),
    _row(
        _ANY,
        r"\r",
        "a carriage return inside the line",
        "lines end with a newline alone; convert the file with: tr '\\r' '\\n'",
    ),
    _row(
        r"\A",
        "\ufeff",
        "a byte order mark at the beginning of the file",
        "save the file as UTF-8 without a byte order mark (BOM)",
    ),
    _row(
        _ANY,
        r"\x00|\udcff\udcfe|\udcfe\udcff",
        "this is not plain text: {run}",
        "xl reads plain text; convert the file, perhaps from UTF-16",
    ),
    _row(
        _ANY,
        r"#",
        "the comment on the last line does not end with a newline",
        "add a newline at the end of the file",
    ),
    _row(
        "\"\"|''",
        "[\"']",
        "a string in triple quotes",
        "strings have one quote on each side and stay on one line; write \\n for a newline",
    ),
    _row(
        _ANY,
        "[\"']",
        "the string that begins with {run} has no closing quote on its line",
        "close it on the same line (\\n stands for a newline inside a string)",
    ),
    _row(
        _ANY,
        r"[\u2018-\u201f]",
        "typographic quotes: {run}",
        "use plain quotes: \"…\" or '…'",
    ),
    _row(
        _ANY,
        r"\\\s*\Z",
        "a backslash at the end of the line",
        "lines can't be continued; only a list in [ ] goes over several lines",
    ),
    _row(_VALUE, r"[-+][0-9]", "a number with a sign: {run}", _QUOTED),
    _row(
        r"[=,\[ \t][0-9]+",
        r"\.[0-9]",
        "a number with a decimal point: {token}",
        'write it in quotes: "{token}"',
    ),
    _row(
        r"0x[0-9a-f]*",
        r"[0-9A-F]+\s*\Z",
        "upper-case hex digits: {token}",
        "write {lower}, or put the number in quotes",
    ),
    _row(
        r"[=,\[ \t][0-9][0-9a-fx]*",
        r"[A-Z]",
        "{token} is neither a number nor a string",
        'write digits only, or a string: "{token}"',
    ),
    _row(_VALUE, r"(True|False)\b", "{run}: xl has no words for true and false", "write 1 or 0"),
    _row(_VALUE, r"None\b", "None is not a value", "leave the setting out"),
    _row(
        _START,
        r"[A-Z_][\w.]*\s*\Z|[A-Z_][\w.]*\+?=",
        "keys are written in lower case and begin with a letter: {run}",
        "perhaps you mean {lower_word}",
    ),
    _row(
        r"[=,\[ \t][a-z][._0-9a-z]*|" + _VALUE,
        r"[A-Z/]",
        "text without quotes: {token}",
        'write it in quotes: "{token}"',
    ),
    _row(r"[a-z][._0-9a-z]*", r"-", "a key can't contain a minus: {token}", "use _ instead of -"),
    _row(
        r"[a-z][._0-9a-z]*[ \t]*",
        r"[A-Z]",
        "keys are written in lower case: {token}",
        "perhaps you mean {lower_word}",
    ),
    _row(r"\w[ \t]*", r":", "a colon: {run}", "write key=value, with an equals sign"),
    _row(_VALUE, r"[({]", "{run}", "write a list: [ … ]"),
    _row(_ANY, r"[(){}]", "{run}", _PYTHON),
    _row(
        r"\w[ \t]*",
        r"\++\s*=?",
        "{run}",
        "to add to a setting write += without a blank; + joins nothing",
    ),
    _row(_ANY, r"\+", "{run}", "strings and numbers can't be joined with +; write the result"),
    _row(_ANY, r"\\", "a backslash outside a string: {run}", _QUOTED),
    _row(
        _ANY,
        r"[^\x00-\x7f]",
        "characters that may only stand in strings and comments: {run}",
        "put the text in quotes, or remove it",
    ),
)
_OTHER = _row(_ANY, _ANY, "{run}", "text belongs in quotes, a comment begins with #")


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
        row = next((r for r in _ROWS if r.before.search(before) and r.run.match(token)), _OTHER)
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
