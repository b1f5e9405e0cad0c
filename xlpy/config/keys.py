"""What a config key is: the row that its field carries, and that man pages are made from."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from pydantic import BaseModel, Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key of xl.cfg: `default`, `values` and `meaning` for people, `json` is libxl's path."""

    name: str
    kind: str
    meaning: str
    default: str
    unit: str = ""
    values: str = ""
    json: str = ""
    guests: str = "all"
    since: str = "4.1"
    deprecated_by: str = ""


def key(row: Key, value: Any = ...) -> Any:
    """A pydantic field that carries its row; `value` is the field's default."""
    return Field(value, description=row.meaning, json_schema_extra={"x-xl-key": asdict(row)})


def rows(model: type[BaseModel]) -> list[Key]:
    """The rows of a model's fields, in order."""
    found = []
    for info in model.model_fields.values():
        extra = info.json_schema_extra
        if isinstance(extra, dict) and isinstance(row := extra.get("x-xl-key"), dict):
            found.append(Key(**row))  # type: ignore[arg-type]  # made by asdict above
    return found
