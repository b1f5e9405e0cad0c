"""What a config key is: the row that its field carries, for reader, writer and manual."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import BaseModel, Field

BOOLEAN, INTEGER, STRING, STRINGS, WORD = "boolean", "integer", "string", "list of strings", "enum"
"""The kinds that one reader serves (`reader.py`). Keys of other kinds are read by code of their own."""

XEN = (4, 17)
"""The release whose xl.cfg is read: what came later has no effect."""


class Key(NamedTuple):
    """One key of xl.cfg. `default`, `values` and `meaning` are for people, `json` is libxl's path.

    `types` are the domains that xl reads the key for; empty: those that `json` belongs to.
    `domains` says for people whom it serves, where that is not the same.
    How it is read: `words` has for each word libxl's, in any case of letters if `fold`, by its
    place as well if `numbered`. `limits` are the least and most; beyond them is an error. `strict`:
    so is a value of another kind; else that draws a warning. `exit_code` is the status of errors.
    How it is written: `scale` times the value, cut to `bits` (negative: with a sign), unless that
    is `unset`. With `own` the writer has code of its own for it.
    """

    name: str
    kind: str
    meaning: str
    default: str = ""
    unit: str = ""
    values: str = ""
    json: str = ""
    note: str = ""
    domains: str = ""
    since: str = "4.1"
    deprecated_by: str = ""
    types: tuple[str, ...] = ()
    words: Mapping[str, str] = MappingProxyType({})
    fold: bool = False
    numbered: bool = False
    limits: tuple[int, int] | None = None
    strict: bool = False
    exit_code: int = 1
    scale: int = 1
    bits: int = -32
    unset: Any = None
    own: bool = False

    def __call__(self, schema: dict[str, Any]) -> None:
        """Put the row into the field's JSON schema."""
        schema["x-xl-key"] = self._asdict() | {"words": dict(self.words)}

    @property
    def read_for(self) -> tuple[str, ...]:
        """The types of domain that xl reads the key for; empty for all."""
        _, found, rest = self.json.partition("b_info.type.")
        return self.types or ((rest.partition(".")[0],) if found else ())

    @property
    def later(self) -> bool:
        """Whether the key came after the release that this version follows."""
        major, _, minor = self.since.partition(".")
        return major.isdigit() and minor.isdigit() and (int(major), int(minor)) > XEN


def key(row: Key, value: Any = ...) -> Any:
    """A pydantic field that carries its row; `value` is the field's default."""
    return Field(value, description=row.meaning, json_schema_extra=row)  # type: ignore[arg-type]  # mypy does not see that this tuple can be called


def switch(name: str, json: str, meaning: str, **row: Any) -> Any:
    """A boolean, None where absent."""
    values = row.pop("values", "0 or 1")
    return key(Key(name=name, kind=BOOLEAN, json=json, meaning=meaning, values=values, **row), None)


def number(name: str, json: str, meaning: str, **row: Any) -> Any:
    """A number, None where absent. libxl leaves it out where it is 0, its default."""
    row.setdefault("unset", 0)
    return key(Key(name=name, kind=INTEGER, json=json, meaning=meaning, **row), None)


def mebibytes(name: str, json: str, meaning: str, **row: Any) -> Any:
    """A size in MiB, None where absent. libxl has KiB, of 64 bits, and shows 0 too."""
    row = {"unit": "MiB", "scale": 1024, "bits": 64, **row}
    return key(Key(name=name, kind=INTEGER, json=json, meaning=meaning, **row), None)


def text(name: str, json: str, meaning: str, **row: Any) -> Any:
    """A text, None where absent."""
    row.setdefault("default", "none")
    return key(Key(name=name, kind=STRING, json=json, meaning=meaning, **row), None)


def texts(name: str, json: str, meaning: str, **row: Any) -> Any:
    """A list of texts, None where absent."""
    row.setdefault("default", "none")
    return key(Key(name=name, kind=STRINGS, json=json, meaning=meaning, **row), None)


def word(name: str, json: str, meaning: str, words: str | Mapping[str, str], **row: Any) -> Any:
    """One of some words, None where absent. The first is libxl's default, which it leaves out."""
    known = {each: each for each in words.split()} if isinstance(words, str) else words
    row = {"values": ", ".join(known), "unset": next(iter(known.values())), **row}
    return key(Key(name=name, kind=WORD, json=json, meaning=meaning, words=known, **row), None)


def fields(model: type) -> dict[str, Key]:
    """The rows of a model, or of a group of fields, by the names of its fields, in order."""
    known = model.model_fields if issubclass(model, BaseModel) else vars(model)
    found = {name: getattr(info, "json_schema_extra", None) for name, info in known.items()}
    return {name: row for name, row in found.items() if isinstance(row, Key)}


def rows(model: type) -> list[Key]:
    """The rows of a model, or of a group of fields, in order."""
    return list(fields(model).values())
