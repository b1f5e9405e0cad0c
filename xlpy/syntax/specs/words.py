"""What messages about specs have in common."""

from __future__ import annotations

from xlpy.syntax.source import shown
from xlpy.syntax.specs.finding import Finding

MOST_FINDINGS = 100
"""More than these about one spec help nobody, and take long to make."""


def quoted(text: str) -> str:
    """Text from a spec, fit for a message."""
    return f"`{shown(text)}`"


def warning(text: str, offset: int, width: int, hint: str | None = None) -> Finding:
    """A quirk that is kept."""
    return Finding(text, offset, max(1, width), "warning", hint)


def trailing_blank(name: str, value: str, offset: int) -> Finding | None:
    """A warning when a value ends in blanks: they belong to it, and nobody sees them."""
    stripped = value.rstrip()
    if stripped == value:
        return None
    text = f"the blank at the end belongs to the {name}: {quoted(value)}"
    return warning(text, offset + len(stripped), len(value) - len(stripped), "remove the blank")


def nul(text: str) -> Finding | None:
    """An error when the text holds a NUL byte, where C would take it to end."""
    at = text.find("\0")
    if at < 0:
        return None
    return Finding("a NUL byte can't stand in a specification", at, hint="remove it")
