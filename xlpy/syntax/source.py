"""A text with a name: the first stage, bytes as they came."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from xlpy.errors import Problem, Severity


@dataclass(frozen=True)
class Source:
    """The bytes of a config file, and the name that messages call it by."""

    name: str
    text: bytes

    def with_words(self, words: Sequence[str]) -> Source:
        """The same source followed by the `key=value` words of a command line, one per line."""
        if not words:
            return self
        added = "\n".join(words).encode("utf-8", "surrogateescape")
        return Source(self.name, self.text + b"\n" + added + b"\n")

    @cached_property
    def decoded(self) -> str:
        """The text as UTF-8; a byte that is not keeps its place as a lone surrogate (PEP 383)."""
        return self.text.decode("utf-8", "surrogateescape")

    @cached_property
    def lines(self) -> list[str]:
        """All lines without their newlines; the text after the last newline is a line too."""
        return self.decoded.split("\n")

    def line(self, n: int) -> str:
        """Line `n`, counted from 1; empty beyond the end."""
        return self.lines[n - 1] if 0 < n <= len(self.lines) else ""

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column (from 1, in characters) of an offset into `decoded`."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def problem(
        self,
        text: str,
        start: int,
        end: int,
        *,
        key: str | None = None,
        severity: Severity = "error",
        hint: str | None = None,
    ) -> Problem:
        """A problem at `decoded[start:end]`, underlined as far as its first line goes."""
        line, column = self.place(start)
        rest = len(self.line(line)) + 1 - column
        return Problem(
            text,
            file=self.name,
            line=line,
            column=column,
            key=key,
            severity=severity,
            hint=hint,
            source_line=self._printable(line),
            width=max(1, min(end - start, rest)),
        )

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for line in self.lines:
            starts.append(at)
            at += len(line) + 1
        return starts

    @cached_property
    def _printed(self) -> dict[int, str]:
        return {}

    def _printable(self, n: int) -> str:
        """Line `n` safe for a terminal: one mark per unprintable character keeps the columns."""
        if n not in self._printed:  # one line may have very many problems
            self._printed[n] = "".join(map(_printable, self.line(n)))
        return self._printed[n]


def _printable(char: str) -> str:
    return char if char.isprintable() or char == "\t" else "\ufffd"


def shown(text: str, limit: int = 40) -> str:
    r"""Text from a file, fit for a message: unprintable characters as \xNN, cut at `limit`."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(c if c.isprintable() else _escaped(c) for c in cut)


def _escaped(char: str) -> str:
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:  # a byte that was not UTF-8
        code -= 0xDC00
    return char.encode("unicode_escape").decode() if code > 0xFF else _short(code)


def _short(code: int) -> str:
    return {9: r"\t", 10: r"\n", 13: r"\r"}.get(code, f"\\x{code:02x}")
