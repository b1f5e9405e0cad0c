"""Reads the keys that need no code of their own: by the kind in their row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeAlias

from xlpy.config.keys import BOOLEAN, INTEGER, STRING, STRINGS, WORD, Key, fields
from xlpy.config.model import DomainConfig
from xlpy.config.own_keys import OWN
from xlpy.config.reading import Reading
from xlpy.syntax import getters
from xlpy.syntax.getters import GetterError
from xlpy.syntax.setting import Setting
from xlpy.syntax.source import shown

ELSEWHERE = frozenset("name type builder uuid vcpus maxvcpus cpus cpus_soft vnuma".split())
"""Keys that decide about others and are read by `load.py`."""


@cache
def by_key() -> Mapping[str, tuple[str, Key]]:
    """Field and row of each key that is read here."""
    return {
        row.name: (name, row)
        for name, row in fields(DomainConfig).items()
        if row.name not in ELSEWHERE
    }


def read_keys(reading: Reading) -> None:
    """Read every key that is set; the fields go to `reading.values`."""
    known = by_key()
    for name, setting in reading.settings.effective.items():
        if name in known and _is_read(reading, setting, known[name][1]):
            field, row = known[name]
            value = _read(reading, setting, row)
            if value is not None:
                reading.values[field] = value


def _is_read(reading: Reading, setting: Setting, row: Key) -> bool:
    """Whether this xl reads the key for this domain; if not, say so."""
    if row.later:
        reading.warn(
            setting, f"{row.name} has no effect before Xen {row.since}", "remove it", on_key=True
        )
        return False
    if row.read_for and reading.type not in row.read_for:
        _for_others(reading, setting, row)
        return False
    return True


def _for_others(reading: Reading, setting: Setting, row: Key) -> None:
    """A key for other types of domain has no effect; but xl refuses a text for timer_mode."""
    if row.name == "timer_mode" and isinstance(setting.value, str):
        reading.error(setting, "a PV domain has no timer_mode", "remove it", code=3)
        return
    kinds = " and ".join(each.upper() for each in row.read_for)
    text = f"{row.name} is read for {kinds} domains only, and this one is {reading.type}"
    reading.warn(setting, f"{text}; it has no effect", on_key=True)


def _read(reading: Reading, setting: Setting, row: Key) -> Any:
    if row.name in OWN:
        return OWN[row.name](reading, setting)
    try:
        return _KINDS[row.kind](reading, setting, row)
    except GetterError as refusal:
        reading.refuse(row, refusal)
        return None


def _integer(reading: Reading, setting: Setting, row: Key) -> int | None:
    number = getters.long(setting)
    if row.limits and not row.limits[0] <= number <= row.limits[1]:
        low, high = row.limits
        reading.error(
            setting, f"{row.name} is {number}{row.unit and ' '}{row.unit}",
            f"it is from {low} to {high}", code=row.exit_code,
        )  # fmt: skip
        return None
    kept = cut(number * row.scale, row.bits)
    if kept != number * row.scale:
        kept_text = f"{kept} KiB" if row.scale > 1 else str(kept)
        reading.warn(setting, f"{row.name} {number} does not fit; libxl gets {kept_text}")
    return number


def cut(number: int, bits: int) -> int:
    """What is left of a number in so many bits; negative ones have a sign."""
    kept = number & ((1 << abs(bits)) - 1)
    return kept - (1 << -bits) if bits < 0 and kept >> (-bits - 1) else kept


def _word(reading: Reading, setting: Setting, row: Key) -> str | None:
    text = getters.string(setting)
    number = _place(setting) if row.numbered else None
    if number is None:
        found = row.words.get(text) or _folded(row, text)
    else:
        words = [word for word in row.words if word != "unknown"]
        found = row.words[words[number]] if number in range(len(words)) else None
        if found:
            reading.warn(setting, f'{row.name} {number} means "{found}"', "write the word")
    if found is None:
        reading.error(
            setting, f'{row.name} "{shown(text)}" is unknown', f"it is one of: {row.values}",
            code=row.exit_code,
        )  # fmt: skip
    return found


def _folded(row: Key, text: str) -> str | None:
    if not row.fold or not text.isascii():
        return None
    return next((known for word, known in row.words.items() if word == text.lower()), None)


def _place(setting: Setting) -> int | None:
    """A word's number; None where the text is none."""
    try:
        return getters.long(setting)
    except GetterError:
        return None


_Read: TypeAlias = Callable[[Reading, Setting, Key], Any]

_KINDS: Mapping[str, _Read] = {
    BOOLEAN: lambda _, setting, __: getters.defbool(setting),
    INTEGER: _integer,
    STRING: lambda _, setting, __: getters.string(setting),
    STRINGS: lambda _, setting, __: getters.string_list(setting),
    WORD: _word,
}
