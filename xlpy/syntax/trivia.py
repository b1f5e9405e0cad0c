"""A text as it is laid out: statements with their comments and the blank lines between them.

The ordinary parse drops comments and stays fast; this reads the tokens of an accepted text once more
and keeps them. Lists nest deeper than Python recurses, so nothing here does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from xlpy.syntax.grammar import Token, tokens
from xlpy.syntax.source import Source
from xlpy.syntax.strings import unquote
from xlpy.syntax.write import quoted

BLANK = ""
"""A blank line among comments."""


@dataclass(slots=True, eq=False)
class Item:
    """A text, a number or a list, and the comments that belong to it.

    `text` is the token of a text (in double quotes) or number, `items` are those of a list. `above`
    holds the comments and blank lines above it, `beside` the comment at its end, `below` what stands
    before the `]`. `width` is what it takes on one line, None where comments inside forbid that.
    """

    text: str = ""
    items: list[Item] | None = None
    above: list[str] = field(default_factory=list)
    beside: str = ""
    below: list[str] = field(default_factory=list)
    width: int | None = 0

    def measure(self) -> None:
        """Set `width`, once all items have theirs."""
        self.width = len(self.text)
        if self.items is not None:
            widths = [i.width for i in self.items if i.width is not None and not _commented(i)]
            whole = len(widths) == len(self.items) and not any(self.below)
            self.width = sum(widths) + 2 * max(1, len(widths)) if whole else None


@dataclass(slots=True, eq=False)
class Statement:
    """One assignment; the comment at its end is its value's."""

    key: str
    op: str
    value: Item


Line: TypeAlias = "Statement | str"
"""What a text is made of: statements, comments (from the #) and blank lines."""


def read_lines(source: Source) -> list[Line]:
    """The lines of a text that the parser has accepted."""
    collector = _Collector()
    for token in tokens(source.decoded):
        collector.take(token)
    return _trimmed(collector.lines)


def item_of(token: str = "", items: Iterable[Item] | None = None) -> Item:
    """An item without comments: a token, or a list."""
    item = Item(token, None if items is None else list(items))
    item.measure()
    return item


class _Collector:
    """Takes token after token and keeps the lines they make."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._key = self._op = ""
        self._lists: list[Item] = []  # the open ones, outermost first
        self._pending: list[Line] = []  # comments in a list that wait for what follows
        self._fresh = True  # whether nothing stands on this line yet
        self._latest: Item | None = None  # on this line: a comment is about it

    def take(self, token: Token) -> None:
        """One more token of an accepted text."""
        kind = token.type
        if kind == "NEWLINE":
            self._end_line(token[:-1].rstrip(" \t\r"))
            return
        self._fresh = False
        if kind == "IDENT":
            self._key = str(token)
        elif kind in ("ASSIGN", "APPEND"):
            self._op = str(token)
        elif kind == "STRING":
            self._put(Item(quoted(unquote(token)), above=self._above()))
        elif kind == "NUMBER":
            self._put(Item(str(token), above=self._above()))
        elif kind == "OPEN":
            self._lists.append(Item(items=[], above=self._above()))
            self._latest = None
        elif kind == "CLOSE":
            self._close()

    def _close(self) -> None:
        closed = self._lists.pop()
        closed.below = _comments(self._pending, first=not closed.items, last=True)
        self._pending = []
        self._put(closed)

    def _put(self, item: Item) -> None:
        item.measure()
        self._latest = item
        if self._lists:
            siblings = self._lists[-1].items
            assert siblings is not None
            siblings.append(item)
        else:
            self.lines.append(Statement(self._key, self._op, item))

    def _above(self) -> list[str]:
        above = _comments(self._pending, first=bool(self._lists and not self._lists[-1].items))
        self._pending = []
        return above

    def _end_line(self, comment: str) -> None:
        lines = self._pending if self._lists else self.lines
        if comment and self._latest is not None:
            self._latest.beside = comment
        elif comment:
            lines.append(comment)
        elif self._fresh and lines[-1:] != [BLANK]:
            lines.append(BLANK)
        self._fresh, self._latest = True, None


def _comments(lines: list[Line], *, first: bool = False, last: bool = False) -> list[str]:
    """Comments in a list; no blank line stands first or last in it."""
    found = [line for line in lines if isinstance(line, str)]
    if first and found[:1] == [BLANK]:
        del found[0]
    if last and found[-1:] == [BLANK]:
        del found[-1]
    return found


def _trimmed(lines: list[Line]) -> list[Line]:
    start = 1 if lines[:1] == [BLANK] else 0
    return lines[start : len(lines) - (lines[start:][-1:] == [BLANK])]


def _commented(item: Item) -> bool:
    return bool(item.beside) or any(item.above)
