"""Problems for people: what is wrong and where, the line, a caret, what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from xlpy.errors import Problem

MAX_LINE = 160


class Piece(NamedTuple):
    """A run of text and how it looks on a terminal (a rich style; plain where empty)."""

    text: str
    style: str = ""


STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}


def problem_pieces(problem: Problem) -> Iterator[Piece]:
    """One problem: place, severity, text; the line with a caret below; the next step."""
    if problem.place:
        yield Piece(f"{_safe(problem.place)}: ", "bold")
    yield Piece(f"{problem.severity}: ", STYLES[problem.severity])
    yield Piece(f"{_safe(problem.text)}\n")
    if problem.source_line and problem.column:
        line, column = _window(problem.source_line, problem.column)
        yield Piece(f"    {line}\n")
        blank = "".join("\t" if c == "\t" else " " for c in line[: column - 1])
        width = max(1, min(problem.width, len(line) - column + 1))
        yield Piece(f"    {blank}{'^' * width}\n", STYLES[problem.severity])
    if problem.hint:
        yield Piece("    next: ", "dim")
        yield Piece(f"{_safe(problem.hint)}\n")


def problems_text(problems: Iterable[Problem]) -> str:
    """All problems as plain text."""
    return "".join(piece.text for problem in problems for piece in problem_pieces(problem))


def _window(line: str, column: int) -> tuple[str, int]:
    """The part of a long line around the column, and the column in it."""
    start = 0
    if len(line) > MAX_LINE:
        start = min(max(column - MAX_LINE // 2, 0), len(line) - MAX_LINE)
    shown = line[start : start + MAX_LINE]
    return _safe(shown, keep="\t"), column - start


def _safe(text: str, keep: str = "") -> str:
    """No control characters or lone surrogates reach a terminal; one column each."""
    return "".join(c if c.isprintable() or c in keep else "\N{REPLACEMENT CHARACTER}" for c in text)
