"""`type` and `builder`: what kind of domain it is."""

from __future__ import annotations

from xlpy.config.model import GuestType
from xlpy.errors import Problem
from xlpy.syntax.settings import Settings

_BUILDERS: dict[str, GuestType] = {"hvm": "hvm", "generic": "pv"}


def guest_type(settings: Settings, problems: list[Problem]) -> tuple[GuestType, str | None]:
    """`type` and `builder`: each may be any beginning of its word, tried in this order."""
    asked = _by_prefix(settings, "type", {"hvm": "hvm", "pv": "pv", "pvh": "pvh"}, problems)
    built = _by_prefix(settings, "builder", _BUILDERS, problems)
    if asked and built and asked != built:
        setting = settings.effective["builder"]
        problems.append(
            setting.problem(
                f'builder means type "{built}", but type says "{asked}"',
                hint="remove builder; type is enough",
            )
        )
    return asked or built or "pv", settings.try_string("builder", []) if built else None


def _by_prefix(
    settings: Settings, key: str, words: dict[str, GuestType], problems: list[Problem]
) -> GuestType | None:
    text = settings.try_string(key, problems)
    if text is None:
        return None
    for word, meaning in words.items():
        if word.startswith(text):
            if text != word:
                problems.append(
                    settings.effective[key].problem(
                        f'{key} "{text}" is read as "{word}"',
                        severity="warning",
                        hint=f'write {key}="{word}"',
                    )
                )
            return meaning
    problems.append(
        settings.effective[key].problem(
            f'{key} "{text}" is unknown', hint=f"it is one of: {', '.join(words)}"
        )
    )
    return None
