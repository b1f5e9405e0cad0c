"""xl.conf: the settings of this toolstack that xlpy reads from it."""

from __future__ import annotations

from typing import NamedTuple

from xlpy.errors import ConfigError, Problem
from xlpy.syntax.parser import parse
from xlpy.syntax.settings import Settings
from xlpy.syntax.source import Source

COMPATS = ("2013-v2", "strict")
VIF_DEFAULTS = {
    "vifscript": "script",
    "vif.default.script": "script",
    "defaultbridge": "bridge",
    "vif.default.bridge": "bridge",
    "vif.default.gatewaydev": "gatewaydev",
    "vif.default.backend": "backend",
}
"""Settings for words that a network interface does not have; of two for one word the later counts."""


class XlConf(NamedTuple):
    """What xl.conf says. `vnuma_compat` is how the vNUMA keys of 2013 are read.

    `vif_defaults` are words and values that network interfaces begin with.
    """

    vnuma_compat: str = "2013-v2"
    placement: str | None = None
    warnings: tuple[Problem, ...] = ()
    vif_defaults: tuple[tuple[str, str], ...] = ()


def parse_xl_conf(name: str, text: bytes) -> XlConf:
    """Read the file's text. Raises ConfigError where it cannot be parsed, or says nonsense."""
    document = parse(Source(name, text))
    if not document.ok:
        raise ConfigError(document.problems)
    warnings: list[Problem] = []
    settings = document.by_key
    compat = settings.try_string("vnuma_compat", warnings)
    if compat is not None and compat not in COMPATS:
        raise ConfigError(
            [
                settings.effective["vnuma_compat"].problem(
                    f'vnuma_compat is "{compat}"', hint=f"it is one of: {', '.join(COMPATS)}"
                )
            ]
        )
    placement = settings.try_string("placement", warnings)
    defaults = _vif_defaults(settings, warnings)
    return XlConf(compat or "2013-v2", placement, tuple(warnings), defaults)


def _vif_defaults(settings: Settings, warnings: list[Problem]) -> tuple[tuple[str, str], ...]:
    found = {}
    for key, word in VIF_DEFAULTS.items():
        value = settings.try_string(key, warnings)
        if value is None:
            continue
        found[word] = value
        if not key.startswith("vif."):
            place = settings.effective[key]
            text, hint = f"{key} is an old name", f"write vif.default.{word}"
            warnings.append(place.problem(text, on_key=True, severity="warning", hint=hint))
    return tuple(found.items())
