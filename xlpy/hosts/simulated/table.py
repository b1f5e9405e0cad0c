"""One TOML table, read key by key; every problem is collected, none stops the reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xlpy.machine.numbers import parse_ranges


class Table:
    """A table and its place. Getters give the default where a value is absent or wrong."""

    def __init__(
        self, data: Mapping[str, Any], place: str, problems: list[str], known: Sequence[str]
    ) -> None:
        self._data, self.place, self._problems = data, place, problems
        for key in data:
            if key not in known:
                self.problem(key, f"unknown key{_suggest(key, known)}")

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def problem(self, key: str, text: str) -> None:
        """Record one problem of `key`."""
        self._problems.append(f"{self.place}{key}: {text}")

    def get(self, key: str, default: object) -> object:
        """The value as TOML gave it."""
        return self._data.get(key, default)

    def integer(self, key: str, default: int, *, low: int, high: int) -> int:
        """A whole number in [low, high]; `default` where absent."""
        return self._checked(key, self._data.get(key, default), default, low, high)

    def _checked(self, key: str, value: object, default: int, low: int, high: int) -> int:
        if key not in self._data:
            return default
        if type(value) is not int:
            self.problem(key, f"{value!r} is not a whole number")
        elif not low <= value <= high:
            self.problem(key, f"{value} is not in {low}..{high}")
        else:
            return value
        return default

    def integers(self, key: str, *, low: int, high: int) -> tuple[int, ...]:
        """A list of whole numbers in [low, high]; empty where absent."""
        value = self._data.get(key, [])
        if not isinstance(value, list):
            self.problem(key, f"{value!r} is not a list of whole numbers")
            return ()
        return tuple(self._checked(key, item, low, low, high) for item in value)

    def text(self, key: str, default: str) -> str:
        """A text; a whole number stands for its digits (`cpus = 3`)."""
        value = self._data.get(key, default)
        if type(value) is int:
            return str(value)
        if not isinstance(value, str):
            self.problem(key, f"{value!r} is not a text")
            return default
        return value

    def ranges(self, key: str) -> tuple[int, ...]:
        """A CPU list such as `0-3,8`; empty where absent."""
        try:
            return parse_ranges(self.text(key, ""))
        except ValueError as error:
            self.problem(key, str(error))
            return ()

    def choice(self, key: str, choices: Sequence[str]) -> str:
        """One of `choices`; the first where absent."""
        value = self.text(key, choices[0])
        if value not in choices:
            self.problem(key, f'"{value}" is not one of {", ".join(choices)}')
            return choices[0]
        return value

    def optional_text(self, key: str) -> str | None:
        """A text, or None where absent."""
        return self.text(key, "") if key in self._data else None

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        value = self._data.get(key, default)
        if not isinstance(value, bool):
            self.problem(key, f"{value!r} is neither true nor false")
            return default
        return value

    def table(self, key: str, known: Sequence[str]) -> Table:
        """The table `[key]`; an empty one where absent."""
        value = self._data.get(key, {})
        if not isinstance(value, dict):
            self.problem(key, f"must be a table: write it as [{key}]")
            value = {}
        return Table(value, f"[{key}] ", self._problems, known)

    def tables(self, key: str, known: Sequence[str]) -> Iterator[Table]:
        """The tables `[[key]]`, in order."""
        value = self._data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.problem(key, f"must be a list of tables: write each as [[{key}]]")
            return
        for number, item in enumerate(value, start=1):
            yield Table(item, f"[[{key}]] {number}: ", self._problems, known)


def _suggest(key: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key, known, n=1, cutoff=0.5)
    return f" (did you mean {near[0]}?)" if near else f" (known: {', '.join(known)})"
