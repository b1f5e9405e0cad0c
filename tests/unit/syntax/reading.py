"""Reading texts in tests, and what libxlutil would print."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xlpy.errors import Problem
from xlpy.syntax.parser import Document, parse
from xlpy.syntax.settings import Settings
from xlpy.syntax.source import Source

CAPTURED = Path(__file__).parents[2] / "captured" / "lang"


def read(text: str | bytes) -> Document:
    """A document from a text, UTF-8 unless it is bytes already."""
    return parse(Source("test.cfg", text if isinstance(text, bytes) else text.encode()))


def settings(text: str | bytes) -> Settings:
    """The settings of a text that must be fine."""
    document = read(text)
    assert document.problems == ()
    return document.by_key


def printed_lines(text: bytes, problems: Sequence[Problem]) -> list[int]:
    """The lines libxlutil prints for these problems: at a newline it prints one less."""
    lines = text.decode("utf-8", "surrogateescape").split("\n")
    errors = [p for p in problems if p.severity == "error"]
    return [p.line - _at_newline(lines, p) for p in errors]


def _at_newline(lines: list[str], problem: Problem) -> bool:
    if problem.line == len(lines) or "is not closed" in problem.text:
        return False  # no newline there, or the end of the file inside a list
    rest = lines[problem.line - 1][problem.column - 1 :]
    return rest == "" or rest.startswith("#")


def problem(text: str | bytes) -> Problem:
    """The only problem of a text."""
    problems = read(text).problems
    assert len(problems) == 1, problems
    return problems[0]
