"""One setting: a key, what is assigned to it, and where that was written."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import cast

from xlpy.errors import Problem, Severity
from xlpy.syntax.source import Source, shown
from xlpy.syntax.values import Value, node_number, same


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Setting:
    """One assignment. `line` and `column` are those of its key, counted from 1.

    `written` is the value on this line; `value` includes what a `+=` adds it to. `spans` holds
    start and end offsets of every list and text of `written`, in the order they are written.
    """

    key: str
    op: str
    written: Value
    line: int
    column: int
    source: Source
    start: int
    spans: tuple[int, ...]
    before: Setting | None = None

    @property
    def value(self) -> Value:
        """The value in force after this assignment: a text, or nested tuples of texts.

        Joined when asked, not when read: a file of nothing but `+=` stays linear to parse.
        """
        if self.before is None:
            return self.written
        parts = [s.written for s in self._chain()]
        if isinstance(self.written, str):
            return "".join(cast("list[str]", parts))
        return tuple(chain.from_iterable(cast("list[tuple[Value, ...]]", parts)))

    def problem(
        self,
        text: str,
        *,
        index: tuple[int, ...] | None = None,
        on_key: bool = False,
        severity: Severity = "error",
        hint: str | None = None,
    ) -> Problem:
        """A problem with the caret on the value, the list item at `index`, or the key.

        Raises IndexError when there is no item at `index`.
        """
        if on_key:
            start, end = self.start, self.start + len(self.key)
        else:
            start, end = self._span(index or ())
        return self.source.problem(text, start, end, key=self.key, severity=severity, hint=hint)

    def _chain(self) -> list[Setting]:
        """This setting and those it adds to, the first one first."""
        found: list[Setting] = []
        setting: Setting | None = self
        while setting is not None:
            found.append(setting)
            setting = setting.before
        return found[::-1]

    def _span(self, index: tuple[int, ...]) -> tuple[int, int]:
        setting = self
        if index and self.before is not None:  # an item stands where it was added
            setting, index = self._home(index)
        n = 2 * node_number(setting.written, index)
        return setting.spans[n], setting.spans[n + 1]

    def _home(self, index: tuple[int, ...]) -> tuple[Setting, tuple[int, ...]]:
        first, rest = index[0], index[1:]
        first += len(self.value) if first < 0 else 0
        for setting in self._chain():
            if 0 <= first < len(setting.written):
                return setting, (first, *rest)
            first -= len(setting.written)
        raise IndexError(index)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Setting):
            return NotImplemented
        mine = (self.key, self.op, self.line, self.column)
        theirs = (other.key, other.op, other.line, other.column)
        return mine == theirs and same(self.value, other.value)

    def __hash__(self) -> int:
        return hash((self.key, self.op, self.line, self.column))

    def __repr__(self) -> str:
        value = f'"{shown(self.written)}"' if isinstance(self.written, str) else "[…]"
        return f"Setting({self.key} {self.op} {value}, line {self.line})"
