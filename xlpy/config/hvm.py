"""Keys that shape an HVM domain: display adapter, hole for devices, serial ports."""

from __future__ import annotations

from typing import Any, get_args

from xlpy.config.model import Vga
from xlpy.errors import Problem
from xlpy.syntax import getters
from xlpy.syntax.settings import Settings

MMIO_HOLE_MIB = range(256, 3841)


def read_hvm(settings: Settings, type_: str, problems: list[Problem]) -> dict[str, Any]:
    """The fields of DomainConfig. As in xl, some keys are read for HVM domains only."""
    videoram = settings.get("videoram")
    fields: dict[str, Any] = {
        "hap": settings.try_defbool("hap", problems),
        "videoram_mib": settings.try_long("videoram", problems),
        "videoram_where": videoram.problem("") if videoram else None,
        "vnc": settings.try_defbool("vnc", problems),
    }
    if type_ == "hvm":
        fields |= {
            "vga": _vga(settings, problems),
            "stdvga": settings.try_defbool("stdvga", problems),
            "mmio_hole_mib": _mmio_hole(settings, problems),
            "serial": _serial(settings),
        }
    return fields


def _vga(settings: Settings, problems: list[Problem]) -> str | None:
    kind = settings.try_string("vga", problems)
    if kind is None or kind in get_args(Vga):
        return kind
    problems.append(
        settings.effective["vga"].problem(
            f'vga "{kind}" is unknown', hint=f"it is one of: {', '.join(get_args(Vga))}"
        )
    )
    return None


def _mmio_hole(settings: Settings, problems: list[Problem]) -> int | None:
    size = settings.try_long("mmio_hole", problems)
    if size is None or size in MMIO_HOLE_MIB:
        return size
    problems.append(
        settings.effective["mmio_hole"].problem(
            f"mmio_hole is {size} MiB",
            hint=f"it is from {MMIO_HOLE_MIB.start} to {MMIO_HOLE_MIB.stop - 1}",
        )
    )
    return None


def _serial(settings: Settings) -> str | tuple[str, ...] | None:
    """One text, or a list up to the first item that is a list itself."""
    setting = settings.get("serial")
    if setting is None:
        return None
    return setting.value if isinstance(setting.value, str) else getters.string_list(setting)
