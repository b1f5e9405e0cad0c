"""Keys that xl does not know, and what was probably meant."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from xlpy.config.known import KNOWN_KEYS, LEGACY_VNUMA_KEYS, REMOVED_KEYS, VNUMA_KEYS
from xlpy.config.model import VnumaConfig
from xlpy.errors import Problem
from xlpy.syntax.settings import Settings

MOST_GUESSES = 200
"""Guessing takes a millisecond; a file with more unknown keys is no xl.cfg."""


def unknown_keys(settings: Settings, vnuma: VnumaConfig | None) -> list[Problem]:
    """A warning per unknown key, with a suggestion; unknown keys are never read as another."""
    found: list[Problem] = []
    for key, setting in settings.effective.items():
        if key in KNOWN_KEYS or key in VNUMA_KEYS:
            continue
        near = suggestion(key) if len(found) < MOST_GUESSES else None
        text = f"{key} is not a key of xl.cfg"
        if near:
            text += f" (did you mean {near}?)"
        used = _used_instead(near, vnuma) if near and near not in settings else None
        text += f"; {used}" if used else ", it has no effect"
        hint = REMOVED_KEYS.get(key)
        problem = setting.problem(text, on_key=True, severity="warning", hint=hint)
        found.append(problem._replace(code="unknown-key"))
    return found


@lru_cache(maxsize=4096)
def suggestion(key: str) -> str | None:
    """The known key that was probably meant."""
    if key in LEGACY_VNUMA_KEYS:
        return LEGACY_VNUMA_KEYS[key]
    from difflib import get_close_matches

    near = get_close_matches(key, (*KNOWN_KEYS, *VNUMA_KEYS), n=1, cutoff=0.75)
    return near[0] if near else None


def _used_instead(key: str, vnuma: VnumaConfig | None) -> str | None:
    """What holds in place of a vNUMA key that was spelt wrong."""
    if vnuma is None:
        return None
    local, remote = vnuma.distances[0], vnuma.distances[-2 if vnuma.vnodes > 1 else 0]
    used = {
        "vnumamem": f"using {_words(vnuma.sizes)} MiB",
        "vdistance": f"using {local} (local) and {remote} (remote)",
        "vnuma_vcpumap": f"using {_words(vnuma.vcpu_map)}",
        "vnuma_vnodemap": "nodes are chosen automatically",
    }
    return used.get(key)


_ORIGIN_OF = {
    "vnumamem": "sizes",
    "vdistance": "distances",
    "vnuma_vcpumap": "vcpus",
    "vnuma_vnodemap": "pnodes",
}


def with_misspelt(vnuma: VnumaConfig, settings: Settings) -> VnumaConfig:
    """Remember which default holds because a key was spelt wrong, and where."""
    origins = dict(vnuma.origins)
    for key, setting in settings.effective.items():
        if key in KNOWN_KEYS or key in VNUMA_KEYS:
            continue
        meant = suggestion(key)
        if meant in _ORIGIN_OF and meant not in settings:
            old = origins[_ORIGIN_OF[meant]]
            detail = "; ".join(filter(None, [old.detail, f"{key} is not a key"]))
            place = setting.problem("", on_key=True).place
            origins[_ORIGIN_OF[meant]] = old._replace(detail=detail, place=place)
    return vnuma.model_copy(update={"origins": origins})


def _words(values: Sequence[int]) -> str:
    text = " ".join(map(str, values[:32]))
    return f"{text} …" if len(values) > 32 else text
