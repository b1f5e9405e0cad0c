"""xl.conf: the settings of this toolstack that xlpy reads from it."""

from __future__ import annotations

from typing import NamedTuple

from xlpy.errors import ConfigError, Problem
from xlpy.syntax.parser import parse
from xlpy.syntax.source import Source

COMPATS = ("2013-v2", "strict")


class XlConf(NamedTuple):
    """What xl.conf says. `vnuma_compat` is how the vNUMA keys of 2013 are read."""

    vnuma_compat: str = "2013-v2"
    placement: str | None = None
    warnings: tuple[Problem, ...] = ()


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
    return XlConf(compat or "2013-v2", settings.try_string("placement", warnings), tuple(warnings))
