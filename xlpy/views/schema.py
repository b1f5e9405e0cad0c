"""`xl schema`: the keys of xl.cfg as a JSON Schema, made from the keys' rows.

The schema describes what `xl settings` prints as `effective`: every value there is a text or a list,
numbers too; so a number is a text that libxl's reader takes for one.
"""

from __future__ import annotations

import json
from typing import Any

from xlpy.config.keys import Key, rows
from xlpy.config.model import DomainConfig
from xlpy.config.model_parts import VnumaConfig

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NUMBER = r"^\s*[+-]?(0[xX][0-9a-fA-F]+|[0-9]+)$"
_TEXT: dict[str, Any] = {"type": "string"}
_NUMBER: dict[str, Any] = {"type": "string", "pattern": NUMBER}
_LIST: dict[str, Any] = {"type": "array"}
_TEXTS: dict[str, Any] = {"type": "array", "items": _TEXT}
_EITHER: dict[str, Any] = {"anyOf": [_TEXT, _TEXTS]}

_KINDS = {
    "string": _TEXT,
    "integer": _NUMBER,
    "boolean": _NUMBER,
    "enum": _TEXT,
    "action": _TEXT,
    "enum or path": _TEXT,
    "boolean or enum": _TEXT,
    "list of strings": _TEXTS,
    "list of specs": _LIST,
    "list of integers": _TEXTS,
    "list of lists": _LIST,
    "string or list": _EITHER,
    "list or string": _EITHER,
    "list or boolean": _EITHER,
}


def schema() -> str:
    """The schema as JSON text. A key that xl does not know is allowed: xl passes over it."""
    keys = [*rows(DomainConfig), *rows(VnumaConfig)]
    data = {
        "$schema": DIALECT,
        "title": "xl.cfg",
        "description": "The settings of a domain, as xl settings prints them.",
        "type": "object",
        "required": ["name"],
        "properties": {row.name: _property(row) for row in keys},
    }
    return f"{json.dumps(data, indent=2)}\n"


def _property(row: Key) -> dict[str, Any]:
    """One key: its kind for programs, the rest of its row for people and editors."""
    made: dict[str, Any] = {"description": row.meaning, **_KINDS[row.kind]}
    if row.kind == "enum" and row.words and not row.fold and not row.numbered:
        made["enum"] = list(row.words)
    if row.deprecated_by:
        made["deprecated"] = True
    facts = {
        "unit": row.unit, "values": row.values, "default": row.default, "since": row.since,
        "json": row.json, "domains": row.domains or ", ".join(row.read_for),
        "insteadUse": row.deprecated_by,
    }  # fmt: skip
    made["x-xl"] = {name: text for name, text in facts.items() if text}
    return made
