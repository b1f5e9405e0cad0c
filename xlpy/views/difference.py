"""Two versions of a text, as `diff -u` shows them."""

from __future__ import annotations

from difflib import unified_diff


def difference(name: str, before: str, after: str) -> str:
    """The change from `before` to `after`; empty where there is none."""
    return "".join(
        unified_diff(_lines(before), _lines(after), name, f"{name} (canonical)", lineterm="\n")
    )


def _lines(text: str) -> list[str]:
    *whole, rest = text.split("\n")  # splitlines would also split at characters that strings hold
    lines = [f"{line}\n" for line in whole]
    return [*lines, f"{rest}\n\\ No newline at end of file\n"] if rest else lines
