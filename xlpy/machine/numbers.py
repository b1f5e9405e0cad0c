"""Lists of numbers as Xen and its users write them: `0-3,8`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

LARGEST = 4095  # no CPU, node or vcpu number is larger in any Xen


def parse_ranges(text: str) -> tuple[int, ...]:
    """`0-3,8` → (0, 1, 2, 3, 8), ascending, each once. Blanks around items and empty items are fine.

    Raises ValueError naming the bad item.
    """
    found: set[int] = set()
    for item in text.split(","):
        item = item.strip()
        if item:
            found.update(_range(item))
    return tuple(sorted(found))


def _range(item: str) -> range:
    first, dash, last = item.partition("-")
    ends = (first.strip(), last.strip() if dash else first.strip())
    if not all(end.isascii() and end.isdigit() for end in ends):
        raise ValueError(f'"{item}" is not a number or a range')
    low, high = int(ends[0]), int(ends[1])
    if high < low or high > LARGEST:
        raise ValueError(f'"{item}" is not a rising range below {LARGEST + 1}')
    return range(low, high + 1)


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The maximal runs of consecutive numbers: (0, 1, 2, 8) → (0, 2), (8, 8)."""
    first = last = None
    for number in sorted(set(numbers)):
        if first is None or last is None:
            first = last = number
        elif number == last + 1:
            last = number
        else:
            yield first, last
            first = last = number
    if first is not None and last is not None:
        yield first, last


def format_ranges(numbers: Iterable[int]) -> str:
    """(0, 1, 2, 8) → `0-2,8`; nothing → an empty text."""
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in runs(numbers))


def bitmap_text(numbers: Iterable[int], bits: int) -> str:
    """How `xl vcpu-list` and `xl list -n` print a bitmap of `bits` bits: `none`, `all`, `0,2-3`."""
    members = {n for n in numbers if n < bits}
    if not members:
        return "none"
    if len(members) == bits:
        return "all"
    return format_ranges(members)
