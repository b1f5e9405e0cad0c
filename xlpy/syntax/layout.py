"""Lines to text in the one canonical form.

A statement per line, a list on its line where it fits, else an item per line; long lists of numbers
are filled, and those of n·n numbers have n on a line, as the matrices they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import isqrt

from xlpy.syntax.trivia import Item, Line, Statement, item_of
from xlpy.syntax.write import Written, atom, checked_key

WIDTH = 80
"""Columns; a comment at the end of a line may reach beyond."""
_INDENT = "    "
_DEEPEST = 10  # levels that are indented; else thousands of them would take megabytes


def text_of(lines: Iterable[Line]) -> str:
    """The text that the lines make."""
    parts: list[str] = []
    for line in lines:
        parts += _statement(line) if isinstance(line, Statement) else (line,)
    return "".join(f"{part}\n" for part in parts)


def assignment(key: str, value: Written, op: str = "=") -> str:
    """`key = value` in canonical form, without a newline at its end. Raises UnwritableError."""
    statement = Statement(checked_key(key), op, written_item(value))
    return "\n".join(_statement(statement))


def written_item(value: Written) -> Item:
    """A value as an item; it nests no deeper than a program writes."""
    if isinstance(value, tuple):
        return item_of(items=map(written_item, value))
    return item_of(atom(value))


def _statement(statement: Statement) -> Iterator[str]:
    head, value = f"{statement.key} {statement.op} ", statement.value
    if _fits(value, WIDTH - len(head)):
        yield head + _flat(value) + _beside(value)
        return
    lines = _broken(value)
    yield head + next(lines)
    yield from lines


def _broken(root: Item) -> Iterator[str]:
    """A list over several lines, with an own stack for the lists inside."""
    yield "["
    stack = [(root, _rows(root, _INDENT))]
    while stack:
        owner, rows = stack[-1]
        indent = _INDENT * min(len(stack), _DEEPEST)
        row = next(rows, None)
        if row is None:
            stack.pop()
            yield from _comments(owner.below, indent)
            outer = _INDENT * min(len(stack), _DEEPEST)
            yield f"{outer}]{',' if stack else ''}{_beside(owner)}"
        elif isinstance(row, str):
            yield f"{indent}{row}" if row else ""
        else:
            yield f"{indent}["
            stack.append((row, _rows(row, _INDENT * min(len(stack) + 1, _DEEPEST))))


def _rows(owner: Item, indent: str) -> Iterator[str | Item]:
    """What stands inside a broken list: lines, and the lists that must be broken themselves."""
    items = owner.items or []
    if items and all(item.text[:1].isdigit() for item in items):
        yield from _filled(items, WIDTH - len(indent))
        return
    for item in items:
        yield from item.above
        if _fits(item, WIDTH - len(indent) - 1):
            yield f"{_flat(item)},{_beside(item)}"
        else:
            yield item


def _filled(items: Sequence[Item], room: int) -> Iterator[str]:
    """Numbers, as many on a line as fit or as a row of the matrix has."""
    per_line = _side(items, room)
    line: list[str] = []
    for item in items:
        fits = sum(map(len, line)) + len(line) + len(item.text) + 1 <= room
        if line and (item.above or not fits or len(line) == per_line):
            yield " ".join(line)
            line = []
        yield from item.above
        line.append(f"{item.text},")
        if item.beside:
            yield " ".join(line) + _beside(item)
            line = []
    if line:
        yield " ".join(line)


def _side(items: Sequence[Item], room: int) -> int:
    """How many on a line: n of n·n numbers where such rows fit, else more than there are.

    Comments among them cut them into other lines.
    """
    side = isqrt(len(items))
    widest = max(len(item.text) for item in items)
    cut = any(item.above or item.beside for item in items)
    square = side * side == len(items) and side * (widest + 2) <= room
    return side if square and side > 1 and not cut else len(items) + 1


def _fits(item: Item, room: int) -> bool:
    if item.items is None:
        return True
    return item.width is not None and (item.width <= room or not item.items)


def _flat(item: Item) -> str:
    """On one line; what fits there is not deep."""
    if item.items is None:
        return item.text
    return f"[{', '.join(map(_flat, item.items))}]"


def _beside(item: Item) -> str:
    return f"  {item.beside}" if item.beside else ""


def _comments(comments: Sequence[str], indent: str) -> Iterator[str]:
    return (f"{indent}{comment}" if comment else "" for comment in comments)
