"""Paravirtual keyboards: `backend-type=linux,…`."""

from __future__ import annotations

from collections.abc import Sequence

from xlpy.syntax.specs import options, values
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.parsed import Parsed, SubSetting

_UINT32 = values.unsigned(32)
_UNREADABLE, _INCOMPLETE = 255, 253
"""How xl vkb-attach ends: libxl's error numbers as far as a byte holds them."""
_TOUCH = ("multi-touch-width", "multi-touch-height", "multi-touch-num-contacts")

VKB = options.Language(
    "vkb",
    {
        "backend-type": values.word("qemu", "linux", "unknown"),
        "backend": values.text,
        "unique-id": values.text,
        "feature-disable-keyboard": values.flag,
        "feature-disable-pointer": values.flag,
        "feature-abs-pointer": values.flag,
        "feature-raw-pointer": values.flag,
        "feature-multi-touch": values.flag,
        **dict.fromkeys(_TOUCH, _UINT32),
        "width": _UINT32,
        "height": _UINT32,
    },
)


def parse_vkb(text: str) -> Parsed:
    """One item of `vkb=`. Any size for multi-touch switches feature-multi-touch on."""
    return _finished(options.read(text, VKB), len(text))


def parse_vkb_words(words: Sequence[str]) -> Parsed:
    """A keyboard as `xl vkb-attach` takes it, a piece in each word. xl's statuses are odd here."""
    read = options.read_words(words, VKB)
    parsed = _finished(read, len(" ".join(words)))
    code = _INCOMPLETE if read.ok else _UNREADABLE
    return parsed._replace(findings=tuple(f._replace(exit_code=code) for f in parsed.findings))


def _finished(parsed: Parsed, width: int) -> Parsed:
    last = {each.name: each for each in parsed.values}
    findings = list(parsed.findings)
    if parsed.ok and (missing := _missing_type(last, width)):
        findings.append(missing)
    touched = any(last[name].value for name in _TOUCH if name in last)
    asked = last.get("feature-multi-touch")
    added: tuple[SubSetting, ...] = ()
    if touched and not (asked and asked.value):
        added = (SubSetting("feature-multi-touch", True, 0),)
    elif asked and asked.value and not touched and parsed.ok:
        findings.append(_untouched(asked))
    return Parsed(parsed.values + added, tuple(findings))


def _missing_type(last: dict[str, SubSetting], whole: int) -> Finding | None:
    given = last.get("backend-type")
    if given and given.value != "unknown":
        return None
    at, width = (given.offset, len("unknown")) if given else (0, max(1, whole))
    hint = "write backend-type=qemu or backend-type=linux"
    return Finding("backend-type is needed", at, width, hint=hint)


def _untouched(asked: SubSetting) -> Finding:
    said = "feature-multi-touch needs a size"
    return Finding(said, asked.offset, 1, hint=f"add one of {', '.join(_TOUCH)}")
