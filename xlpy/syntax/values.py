"""The values of settings: a text, or a tuple of values to any depth.

The language allows almost 5,000 levels of lists, more than Python's own recursion bears: `==`,
`repr` and `json.dumps` of such a tuple end in RecursionError. Everything here keeps its own stack.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from enum import Enum
from itertools import accumulate, zip_longest
from typing import TypeAlias

Value: TypeAlias = "str | tuple[Value, ...]"


class Bracket(Enum):
    """Where a list begins and ends in `walk`."""

    OPEN = "["
    CLOSE = "]"


def walk(value: Value) -> Iterator[str | Bracket]:
    """All texts of a value in the order they are written, with the brackets around them."""
    stack: list[Iterator[Value]] = [iter((value,))]
    while stack:
        for item in stack[-1]:
            if isinstance(item, str):
                yield item
                continue
            yield Bracket.OPEN
            stack.append(iter(item))
            break
        else:
            stack.pop()
            if stack:
                yield Bracket.CLOSE


def same(one: Value, other: Value) -> bool:
    """`one == other`, at any depth."""
    return all(a == b for a, b in zip_longest(walk(one), walk(other)))


def node_number(value: Value, index: tuple[int, ...]) -> int:
    """How many nodes (lists and texts) are written before the item at `index`.

    Raises IndexError when there is no such item.
    """
    number = 0
    for i in index:
        if isinstance(value, str) or not -len(value) <= i < len(value):
            raise IndexError(index)
        i %= len(value)
        number += 1 + (_before(value)[i] if i else 0)  # what is nested deep stands first
        value = value[i]
    return number


_counted: deque[tuple[Value, list[int]]] = deque(maxlen=4)
"""The lists counted last: who looks at one item of a list looks at the others too."""


def _before(value: Value) -> list[int]:
    """For each item of a list, how many nodes there are in the items before it."""
    for known, counts in _counted:
        if known is value:
            return counts
    counts = [0, *accumulate(map(_nodes, value[:-1]))]
    _counted.append((value, counts))
    return counts


def _nodes(value: Value) -> int:
    if isinstance(value, str):
        return 1
    return sum(node is not Bracket.CLOSE for node in walk(value))
