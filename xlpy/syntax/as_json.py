"""Settings as JSON: ASCII only, one line, lists to any depth."""

from __future__ import annotations

from json.encoder import encode_basestring_ascii as _quoted

from xlpy.errors import Problem
from xlpy.syntax.parser import Document
from xlpy.syntax.settings import Setting, effective
from xlpy.syntax.source import Source
from xlpy.syntax.values import Bracket, Value, walk


def value_json(value: Value) -> str:
    r"""A value as JSON; a byte that was not UTF-8 becomes the escape \udcXX."""
    parts: list[str] = []
    for node in walk(value):
        if node is Bracket.CLOSE:
            parts.append("]")
            continue
        if parts and parts[-1] != "[":
            parts.append(", ")
        parts.append("[" if isinstance(node, Bracket) else _quoted(node))
    return "".join(parts)


def document_json(document: Document, file: Source | str) -> str:
    """What `xl settings` prints: all settings and what counts in the end, or all errors.

    As in libxlutil's memory, a list that a later `+=` took over is left empty behind.
    """
    name = file if isinstance(file, str) else file.name
    settings = document.settings if document.ok else ()
    taken = {id(s.before) for s in settings if s.before and not isinstance(s.written, str)}
    rows = (_setting_json(s, () if id(s) in taken else s.value) for s in settings)
    counts = (f"{_quoted(k)}: {value_json(s.value)}" for k, s in effective(settings).items())
    errors = (_error_json(p) for p in document.problems if p.severity == "error")
    return (
        f'{{"file": {_quoted(name)}, "ok": {"true" if document.ok else "false"}, '
        f'"settings": [{", ".join(rows)}], "effective": {{{", ".join(counts)}}}, '
        f'"errors": [{", ".join(errors)}]}}'
    )


def _setting_json(setting: Setting, value: Value) -> str:
    return (
        f'{{"name": {_quoted(setting.key)}, "op": {_quoted(setting.op)}, '
        f'"line": {setting.line}, "value": {value_json(value)}}}'
    )


def _error_json(problem: Problem) -> str:
    return (
        f'{{"line": {problem.line}, "column": {problem.column}, '
        f'"message": {_quoted(problem.text)}}}'
    )
