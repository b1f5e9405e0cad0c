"""Reads the lists of devices: every item by the parser of its language, with what that finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any, TypeAlias

from xlpy.config.reading import Reading
from xlpy.syntax.setting import Setting
from xlpy.syntax.specs.parsed import Parsed, SubSetting

Specs: TypeAlias = tuple[Parsed, ...]
Parser: TypeAlias = Callable[[str], Parsed]


def read_devices(reading: Reading, setting: Setting) -> tuple[Any, ...] | None:
    """The items, up to the first that is a list itself; None where the key has no list."""
    items = setting.value
    if isinstance(items, str):
        text = f"{setting.key} is one value, so it is ignored"
        reading.warn(setting, text, f"write {setting.key}=[…], also around a single item")
        return None
    read: _Read = _READERS.get(setting.key, _specs)
    return read(reading, setting, items)


def parser(language: str) -> Parser:
    """The parser of a language, whose grammar is loaded when a spec is read."""
    module = import_module(f"xlpy.syntax.specs.{language}")
    found: Parser = getattr(module, f"parse_{language}")
    return found


def with_defaults(parsed: Parsed, defaults: Iterable[tuple[str, str]]) -> Parsed:
    """A spec that begins with these words and values, so that its own overrule them."""
    before = (SubSetting(name, value, 0) for name, value in defaults)
    return parsed._replace(values=(*before, *parsed.values))


def _specs(reading: Reading, setting: Setting, items: Sequence[Any]) -> Specs:
    parse = parser(setting.key)
    found = []
    for index, item in enumerate(_texts(reading, setting, items)):
        found.append(_said(reading, setting, parse(item), (index,)))
    return tuple(found)


def _shares(reading: Reading, setting: Setting, items: Sequence[Any]) -> Specs:
    """`p9=`: what an item leaves out is taken from those before it."""
    parse: Callable[..., Parsed] = parser("p9")
    found: list[Parsed] = []
    before: set[str] = set()
    for index, item in enumerate(_texts(reading, setting, items)):
        parsed = parse(item, before)
        before |= {each.name for each in parsed.values}
        found.append(_said(reading, setting, parsed, (index,)))
    return tuple(found)


def _cards(reading: Reading, setting: Setting, items: Sequence[Any]) -> tuple[Specs, ...]:
    """`vsnd=`: every item is a list of specs, one card."""
    parse = parser("vsnd")
    cards = []
    for index, card in enumerate(items):
        if isinstance(card, str):
            hint = 'write each card as a list: vsnd=[["CARD,short-name=…", "PCM", "STREAM,type=p"]]'
            reading.error(setting, f"card {index} of vsnd is no list", hint, index=(index,))
            continue
        texts = _texts(reading, setting, card, (index,))
        cards.append(
            tuple(
                _said(reading, setting, parse(text), (index, place))
                for place, text in enumerate(texts)
            )
        )
    return tuple(cards)


def _nothing(reading: Reading, setting: Setting, _items: Sequence[Any]) -> None:
    """`vif2=`: xl says that it is old, too."""
    reading.warn(setting, "vif2 has no effect", "use vif", on_key=True)


def _texts(
    reading: Reading, setting: Setting, items: Sequence[Any], inside: tuple[int, ...] = ()
) -> Sequence[str]:
    """The items before the first that is a list, which ends the list without a word in xl."""
    for index, item in enumerate(items):
        if not isinstance(item, str):
            text = f"item {index} is a list; xl ignores it and all that follow"
            problem = setting.problem(text, index=(*inside, index), severity="warning")
            reading.problems.append(problem._replace(hint="write each item as one text"))
            return items[:index]
    return items


def _said(reading: Reading, setting: Setting, parsed: Parsed, index: tuple[int, ...]) -> Parsed:
    if parsed.findings:
        reading.say(setting, parsed.findings, index)
    return parsed


_Read: TypeAlias = Callable[[Reading, Setting, Sequence[Any]], tuple[Any, ...] | None]

_READERS: Mapping[str, _Read] = {
    "p9": _shares,
    "vsnd": _cards,
    "vif2": _nothing,
}
