"""vNUMA of a configuration from one form to the other: `vnuma=`, and the keys of 2013.

Only the statements concerned change. What was made is loaded again and compared, so that a
conversion either means the same or fails.
"""

from __future__ import annotations

from typing import NamedTuple

from xlpy.config.conversion.task import Task, shape
from xlpy.config.conversion.to_2013 import to_2013
from xlpy.config.conversion.to_list import to_list
from xlpy.config.known import VNUMA_KEYS
from xlpy.config.load import LoadOptions, load
from xlpy.errors import ConfigError, Problem
from xlpy.syntax.canonical import accepted
from xlpy.syntax.edit import Span, apply, replace, set_text
from xlpy.syntax.parser import parse
from xlpy.syntax.settings import Settings
from xlpy.syntax.source import Source
from xlpy.syntax.write import UnwritableError

_BUILDERS = {"hvm": "hvm", "pv": "generic"}


class Converted(NamedTuple):
    """The text made, and what there is to say about it."""

    source: Source
    notes: tuple[Problem, ...]


def convert_vnuma(source: Source, *, to: str, change_type: bool = False) -> Converted:
    """The same vNUMA in the form `to`: `list` is `vnuma=`, `2013` the keys of 2013.

    With `change_type` the domain becomes HVM or PV, which are the types that Xen has for it. Raises
    ConfigError with every reason, and UnwritableError.
    """
    settings = accepted(source).by_key
    keys = VNUMA_KEYS if to == "list" else ("vnuma",)
    if not any(key in settings for key in keys):
        text = f"there is no {' or '.join(keys[:2])} to convert; nothing changes"
        return Converted(source, (Problem(text, file=source.name, severity="note"),))
    type_ = {"list": "hvm", "2013": "pv"}[to] if change_type else None
    task = Task(settings, load(settings, LoadOptions()), type_)
    made = to_list(task) if to == "list" else to_2013(task)
    changes = [*made.changes, *_type_changes(settings, type_)]
    lines = [*made.lines]
    if type_ and "type" not in settings:
        lines.insert(0, f'type = "{type_}"')
    result = apply(source, [*changes, *replace(source, made.removed, lines)])
    _require_same(task, result)
    return Converted(result, tuple(made.notes))


def _type_changes(settings: Settings, type_: str | None) -> list[tuple[Span, str]]:
    """`type` and `builder`, where they are there: both must agree."""
    if type_ is None:
        return []
    new = {"type": type_, "builder": _BUILDERS[type_]}
    return [set_text(settings.effective[k], new[k]) for k in new if k in settings]


def _require_same(task: Task, result: Source) -> None:
    """Load what was made, as strictly as can be; anything else than the same is a refusal."""
    wanted = shape(task.config), task.type or task.config.type
    reason = "it would mean something else"
    try:
        made = load(parse(result).by_key, LoadOptions(strict=True)).config
        same = (shape(made), made.type) == wanted
    except ConfigError as failure:
        same = False
        reason = next(p.text for p in failure.problems if p.severity == "error")
    if not same:
        raise UnwritableError(
            f"{result.name} cannot be converted: {reason}", hint="convert this one by hand"
        )
