"""`xl check`: findings as text, and as JSON for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from xlpy.errors import Problem
from xlpy.machine.checked import Checked
from xlpy.views.diagnostics import Piece, problem_pieces


def check_pieces(results: Sequence[Checked]) -> Iterator[Piece]:
    """Every finding with its place, the line, a caret, the next step and its rule; then the sum."""
    for result in results:
        for problem in result.problems:
            *lines, last = problem_pieces(problem)
            yield from lines
            yield last
            yield Piece(f"    rule: {problem.rule}\n", "dim")
    yield Piece(summary(results))


def summary(results: Sequence[Checked]) -> str:
    """`3 files: 1 error, 2 warnings in 2 of them`."""
    errors = sum(result.errors for result in results)
    warnings = sum(result.warnings for result in results)
    notes = sum(len(result.problems) for result in results) - errors - warnings
    files = f"{len(results)} file{'s' * (len(results) != 1)}"
    if not errors and not warnings and not notes:
        return f"{files}: nothing to say\n"
    found = sum(bool(result.problems) for result in results)
    return (
        f"{files}: {errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}"
        f"{f', {notes} note' + 's' * (notes != 1) if notes else ''} in {found} of them\n"
    )


def check_json(results: Iterable[Checked]) -> str:
    """`{"version": 1, "files": [{"file", "findings": […]}]}`; line and column count from 1."""
    files = [
        {"file": result.file, "findings": [_finding(problem) for problem in result.problems]}
        for result in results
    ]
    return f"{json.dumps({'version': 1, 'files': files}, indent=2)}\n"


def _finding(problem: Problem) -> dict[str, object]:
    return {
        "code": problem.rule,
        "severity": problem.severity,
        "key": problem.key,
        "line": problem.line,
        "column": problem.column,
        "width": problem.width,
        "text": problem.text,
        "hint": problem.hint,
    }
