"""Did you mean: the known word nearest to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 40
"""No word is longer; comparing with very long texts would take long."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` looks like, or None."""
    from difflib import get_close_matches  # noqa: PLC0415 - only needed once something is wrong

    if not 0 < len(word) <= _LONGEST:
        return None
    plain = {name.lower().replace("_", "-"): name for name in known}
    found = get_close_matches(word.strip().lower().replace("_", "-"), plain, n=1, cutoff=0.7)
    return plain[found[0]] if found else None


def suggestion(word: str, known: Iterable[str]) -> str:
    """A hint for an unknown word: the nearest known one, or all of them if they are few."""
    names = tuple(known)
    if close := nearest(word, names):
        return f"did you mean {close}?"
    if len(names) <= 14:
        return f"known here: {', '.join(names)}"
    return "see xl.cfg(5) for the words known here"
