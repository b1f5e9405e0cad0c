"""The settings of a text: in order, and by key as libxlutil's getters read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from xlpy.errors import Problem
from xlpy.syntax import getters
from xlpy.syntax.getters import GetterError
from xlpy.syntax.setting import Setting
from xlpy.syntax.values import Value

__all__ = ["GetterError", "Setting", "Settings", "effective"]

T = TypeVar("T")
Warnings: TypeAlias = list[Problem]


def effective(settings: Iterable[Setting]) -> dict[str, Setting]:
    """The setting that counts for each key: the last one."""
    return {setting.key: setting for setting in settings}


@dataclass(frozen=True)
class Settings:
    """All settings of a text, in order, and libxlutil's ways of reading one.

    Every getter gives None for an absent key, and raises GetterError for a value it can't read;
    whether that ends the command or only counts as absent is the caller's decision. The `try_`
    forms decide for absent: they add a warning to the list given, and give None.
    """

    all: tuple[Setting, ...] = ()

    @cached_property
    def effective(self) -> Mapping[str, Setting]:
        """The setting that counts for each key: the last one."""
        return MappingProxyType(effective(self.all))

    def __iter__(self) -> Iterator[Setting]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def __contains__(self, key: object) -> bool:
        return key in self.effective

    def get(self, key: str) -> Setting | None:
        """The setting that counts for `key`."""
        return self.effective.get(key)

    def string(self, key: str) -> str | None:
        """A text; a list raises EINVAL."""
        return None if (s := self.get(key)) is None else getters.string(s)

    def long(self, key: str) -> int | None:
        """A 64-bit number in C's notation; EINVAL or ERANGE."""
        return None if (s := self.get(key)) is None else getters.long(s)

    def bounded(self, key: str, low: int, high: int) -> int | None:
        """A number from `low` to `high`; beyond them EINVAL."""
        return None if (s := self.get(key)) is None else getters.bounded(s, low, high)

    def defbool(self, key: str) -> bool | None:
        """A number, true unless it is 0; words like "yes" are EINVAL."""
        return None if (s := self.get(key)) is None else getters.defbool(s)

    def list(self, key: str) -> tuple[str | None, ...] | None:
        """The items of a list, None for an item that is a list itself; a text raises EINVAL."""
        return None if (s := self.get(key)) is None else getters.items(s)

    def nested(self, key: str) -> tuple[Value, ...] | None:
        """The items of a list with the lists inside; a text raises EINVAL."""
        return None if (s := self.get(key)) is None else getters.nested(s)

    def string_list(self, key: str) -> tuple[str, ...] | None:
        """The items of a list, up to the first that is a list itself; a text raises EINVAL."""
        return None if (s := self.get(key)) is None else getters.string_list(s)

    def try_string(self, key: str, warnings: Warnings) -> str | None:
        """`string`, or a warning and None."""
        return self._attempt(key, getters.string, warnings)

    def try_long(self, key: str, warnings: Warnings) -> int | None:
        """`long`, or a warning and None."""
        return self._attempt(key, getters.long, warnings)

    def try_bounded(self, key: str, low: int, high: int, warnings: Warnings) -> int | None:
        """`bounded`, or a warning and None."""
        return self._attempt(key, lambda s: getters.bounded(s, low, high), warnings)

    def try_defbool(self, key: str, warnings: Warnings) -> bool | None:
        """`defbool`, or a warning and None."""
        return self._attempt(key, getters.defbool, warnings)

    def try_list(self, key: str, warnings: Warnings) -> tuple[str | None, ...] | None:
        """`list`, or a warning and None."""
        return self._attempt(key, getters.items, warnings)

    def try_string_list(self, key: str, warnings: Warnings) -> tuple[str, ...] | None:
        """`string_list`, or a warning and None."""
        return self._attempt(key, getters.string_list, warnings)

    def _attempt(self, key: str, read: Callable[[Setting], T], warnings: Warnings) -> T | None:
        if (setting := self.get(key)) is None:
            return None
        try:
            return read(setting)
        except GetterError as error:
            warnings.append(_as_warning(error.problem))
            return None


def _as_warning(problem: Problem) -> Problem:
    done = f"the setting is ignored, as if {problem.key} were not there"
    hint = f"{problem.hint}; until then {done}" if problem.hint else done
    return problem._replace(severity="warning", hint=hint)
