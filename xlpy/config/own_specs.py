"""Keys of xl that hold specs, whose values here are what libxl's JSON has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from xlpy.config.reading import Reading
from xlpy.config.specs.cpuid import cpuid_json, cpuid_list_json
from xlpy.config.specs.iomem import iomem_list_json
from xlpy.config.specs.ioports import ioports_list_json
from xlpy.config.specs.irqs import irqs_list_json
from xlpy.config.specs.listing import Listed
from xlpy.config.specs.rdm import rdm_json
from xlpy.config.specs.viridian import viridian_list_json
from xlpy.syntax import getters
from xlpy.syntax.getters import GetterError
from xlpy.syntax.setting import Setting
from xlpy.syntax.specs.cpuid import parse_cpuid
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.rdm import parse_rdm


def cpuid(reading: Reading, setting: Setting) -> dict[str, Any]:
    """b_info.cpuid: a text has names, a list registers. A list inside ends the list."""
    if isinstance(setting.value, str):
        parsed = parse_cpuid(setting.value)
        reading.say(setting, parsed.findings)
        return cpuid_json(parsed)
    made, findings = cpuid_list_json(getters.string_list(setting))
    _say_all(reading, setting, findings)
    return made


def viridian(reading: Reading, setting: Setting) -> dict[str, Any] | None:
    """The fields about it in type.hvm. A list inside crashes real xl."""
    if isinstance(setting.value, str):
        return _viridian_number(reading, setting)
    made = viridian_list_json(getters.string_list(setting))
    _say_all(reading, setting, made.findings)
    _refuse_lists(reading, setting, 'write group names: viridian=["base", "!freq"]')
    return made.json


def _viridian_number(reading: Reading, setting: Setting) -> dict[str, Any] | None:
    try:
        return {"viridian": str(getters.defbool(setting))}
    except GetterError as refusal:
        hint = f"{refusal.problem.hint}, or a list of groups; until then viridian is ignored"
        reading.problems.append(refusal.problem._replace(severity="warning", hint=hint))
        return None


def rdm(reading: Reading, setting: Setting) -> dict[str, Any] | None:
    """type.hvm.rdm."""
    if not isinstance(setting.value, str):
        reading.warn(setting, "rdm is a list, so it is ignored", 'write rdm="strategy=host"')
        return None
    parsed = parse_rdm(setting.value)
    reading.say(setting, parsed.findings)
    return rdm_json(parsed)


def ioports(reading: Reading, setting: Setting) -> list[Any] | None:
    """b_info.ioports."""
    return _resources(reading, setting, ioports_list_json)


def irqs(reading: Reading, setting: Setting) -> list[Any] | None:
    """b_info.irqs."""
    return _resources(reading, setting, irqs_list_json)


def iomem(reading: Reading, setting: Setting) -> list[Any] | None:
    """b_info.iomem."""
    return _resources(reading, setting, iomem_list_json)


def _resources(
    reading: Reading, setting: Setting, made: Callable[[Sequence[str]], Listed]
) -> list[Any] | None:
    if isinstance(setting.value, str):
        name = setting.key
        reading.warn(setting, f"{name} is one value, so it is ignored", f"write {name}=[…]")
        return None
    found = made(getters.string_list(setting))
    _say_all(reading, setting, found.findings)
    _refuse_lists(reading, setting, "write each item as one text")
    return found.json


def _refuse_lists(reading: Reading, setting: Setting, hint: str) -> None:
    """An error for the first item that is a list."""
    for index, item in enumerate(setting.value):
        if not isinstance(item, str):
            text = f"item {index} of {setting.key} is a list"
            reading.error(setting, text, hint, index=(index,))
            return


def _say_all(reading: Reading, setting: Setting, findings: Sequence[tuple[Finding, ...]]) -> None:
    for index, each in enumerate(findings):
        reading.say(setting, each, (index,))
