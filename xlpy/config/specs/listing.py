"""From the items of a list key to what stands in libxl's JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias

from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.parsed import Parsed

Value: TypeAlias = str | int | bool
Order: TypeAlias = Iterable[tuple[str, str]]
"""Pairs of libxl's field and the sub-key that fills it, in libxl's order."""


class Listed(NamedTuple):
    """What the items of a list give, and the findings of each item.

    xl stops at the first error, with the exit code that finding names.
    """

    json: list[Any]
    findings: list[tuple[Finding, ...]]

    @property
    def ok(self) -> bool:
        """Whether xl takes all items."""
        return all(each.severity != "error" for item in self.findings for each in item)


def listed(
    items: Sequence[str], parse: Callable[[str], Parsed], made: Callable[[Parsed, int], Any]
) -> Listed:
    """Every item read by `parse` and made into JSON by `made`, which is told its place, too."""
    parsed = [parse(item) for item in items]
    return Listed(
        [made(each, index) for index, each in enumerate(parsed)],
        [each.findings for each in parsed],
    )


def last(parsed: Parsed) -> dict[str, Value]:
    """The value of each sub-key that counts in the end: the last one."""
    return {setting.name: setting.value for setting in parsed.values}


def fields(values: dict[str, Value], order: Order) -> dict[str, Any]:
    """Fields in the order of libxl; 0 and False are defaults and left out, empty texts are not."""
    return {
        field: values[name]
        for field, name in order
        if name in values and (values[name] or isinstance(values[name], str))
    }


def defbools(values: dict[str, Value], order: Order) -> dict[str, str]:
    """Fields of the kind that libxl leaves out only while nothing is said about them."""
    return {field: str(bool(values[name])) for field, name in order if name in values}
