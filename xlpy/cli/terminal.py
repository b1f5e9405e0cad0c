"""Talking to people: colour on a terminal, plain text into a pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

from xlpy.errors import Problem, XlError

if TYPE_CHECKING:
    from xlpy.views.diagnostics import Piece


def out(text: str) -> None:
    """Print to stdout as it is. Raises XlError where it cannot be written (disk full)."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as failure:
        raise XlError(f"the output cannot be written: {failure.strerror}") from None


def err(text: str) -> None:
    """Print a line to stderr."""
    sys.stdout.flush()
    sys.stderr.write(f"{text}\n")


def coloured(stream: TextIO) -> bool:
    """Whether rich output belongs on this stream."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def show(pieces: Iterable[Piece], stream: TextIO) -> None:
    """Print pieces, styled where the stream is a terminal."""
    sys.stdout.flush()
    if not coloured(stream):
        stream.write("".join(piece.text for piece in pieces))
        return
    from rich.console import Console
    from rich.text import Text

    text = Text.assemble(*[(piece.text, piece.style) for piece in pieces])
    Console(file=stream, highlight=False, soft_wrap=True).print(text, end="")


def problems(found: Sequence[Problem]) -> None:
    """Print problems to stderr."""
    if not found:
        return
    from xlpy.views.diagnostics import problem_pieces

    show([piece for problem in found for piece in problem_pieces(problem)], sys.stderr)


def error(failure: XlError) -> None:
    """Print what went wrong and what to do next to stderr."""
    from xlpy.views.diagnostics import Piece

    pieces = [Piece(f"{failure}\n", "bold red")]
    if failure.hint:
        pieces += [Piece("    next: ", "dim"), Piece(f"{failure.hint}\n")]
    show(pieces, sys.stderr)
