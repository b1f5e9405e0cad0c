"""Changing statements of a text and leaving the rest as it is, to the byte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from xlpy.syntax.grammar import tokens
from xlpy.syntax.layout import written_item
from xlpy.syntax.setting import Setting
from xlpy.syntax.source import Source
from xlpy.syntax.write import atom

_BETWEEN = re.compile(r"[ \t]*;[ \t]*")
_LINE_END = re.compile(r"[ \t]*;?[ \t]*(?:#[^\n]*)?(?:\n|\Z)")
_REST = re.compile(r"[ \t]*;?[ \t]*")

Span = tuple[int, int]


def set_text(setting: Setting, text: str) -> tuple[Span, str]:
    """The change that assigns another text in place. Raises UnwritableError."""
    return (setting.spans[0], setting.spans[1]), atom(text)


def set_number(setting: Setting, number: int) -> tuple[Span, str]:
    """The change that assigns another number in place. Raises UnwritableError."""
    return (setting.spans[0], setting.spans[1]), written_item(number).text


def apply(source: Source, changes: Iterable[tuple[Span, str]]) -> Source:
    """The text with each span replaced. Spans do not overlap."""
    text, done, at = source.decoded, [], 0
    for (start, end), new in sorted(changes):
        done += [text[at:start], new]
        at = end
    whole = "".join(done) + text[at:]
    return Source(source.name, whole.encode("utf-8", "surrogateescape"))


def replace(
    source: Source, settings: Sequence[Setting], lines: Sequence[str]
) -> list[tuple[Span, str]]:
    """The changes that put `lines` where the first of the settings stands, and remove these.

    Comments inside and behind them stay, on lines of their own.
    """
    comments = _comments(source.decoded)
    lines = [part for line in lines for part in line.split("\n")]
    changes = []
    for span in _merged(source.decoded, settings):
        changes.append(_replaced(source.decoded, span, comments, lines))
        lines = []
    return changes


def _comments(text: str) -> list[tuple[int, str]]:
    return [
        (token.start_pos or 0, token[:-1].rstrip(" \t\r"))
        for token in tokens(text)
        if token.type == "NEWLINE" and len(token) > 1
    ]


def _merged(text: str, settings: Sequence[Setting]) -> list[Span]:
    """The spans of the statements; neighbours on one line count as one."""
    spans: list[Span] = []
    for start, end in sorted((s.start, s.spans[1]) for s in settings):
        if spans and _BETWEEN.fullmatch(text, spans[-1][1], start):
            spans[-1] = spans[-1][0], end
        else:
            spans.append((start, end))
    return spans


def _replaced(
    text: str, span: Span, comments: Sequence[tuple[int, str]], lines: Sequence[str]
) -> tuple[Span, str]:
    start, end = span
    line_start = text.rfind("\n", 0, start) + 1
    before = text[line_start:start]
    alone, rest = not before.strip(" \t"), _LINE_END.match(text, end)
    indent, first, last = (before, "", "") if alone else ("", "\n", "")
    if alone:
        start, end = line_start, rest.end() if rest else _next_statement(text, end)
        last = "" if rest else indent
    elif rest and "#" not in rest[0]:
        start, end = line_start + len(before.rstrip(" \t")), rest.end()
    else:
        end, first = _next_statement(text, end), ""
    kept = [comment for at, comment in comments if span[0] <= at < end]
    new = "".join(f"{indent}{line}\n" for line in (*kept, *lines))
    if new and not alone:
        first = "\n"
    return (start, end), first + new + last


def _next_statement(text: str, end: int) -> int:
    rest = _REST.match(text, end)
    return rest.end() if rest else end
