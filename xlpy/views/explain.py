"""`xl explain`: what a rule, or a key of xl.cfg, means."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from xlpy.config.codes import BY_CODE
from xlpy.config.keys import Key, rows
from xlpy.config.model import DomainConfig
from xlpy.config.model_parts import VnumaConfig

WIDTH = 78


def explanation(word: str) -> str | None:
    """The text, None where there is no such rule or key."""
    if word in BY_CODE:
        rule = BY_CODE[word]
        return f"{rule.code}: {rule.title}\n{fill(rule.text, WIDTH)}\n"
    row = _rows().get(word)
    return "".join(f"{line}\n" for line in _lines(row)) if row else None


def near(word: str) -> str | None:
    """What was probably meant."""
    from difflib import get_close_matches

    found = get_close_matches(word, [*BY_CODE, *_rows()], n=1, cutoff=0.5)
    return found[0] if found else None


def _rows() -> dict[str, Key]:
    return {row.name: row for model in (DomainConfig, VnumaConfig) for row in rows(model)}


def _lines(row: Key) -> Iterator[str]:
    yield f"{row.name} ({', '.join(filter(None, [row.kind, row.unit]))})"
    yield fill(row.meaning, WIDTH)
    facts = {
        "values": row.values,
        "default": row.default,
        "domains": row.domains or ", ".join(row.read_for) or "all",
        "since": f"xl {row.since}" if row.since[:1].isdigit() else row.since,
        "instead": row.deprecated_by,
        "libxl": row.json,
        "note": row.note,
    }
    for name, text in facts.items():
        if text:
            yield fill(text, WIDTH, initial_indent=f"  {name}: ", subsequent_indent="    ")
