"""The small specs as this package reads them, in the shape of the captured rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

from xlpy.config.specs import cpuid, rdm, vfb, viridian, vsnd
from xlpy.syntax.specs.cpuid import parse_cpuid
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.rdm import parse_rdm

PARTS = {
    "rdm": ("b_info.type.hvm.rdm",),
    "vfb": ("vfbs", "vkbs"),
    "viridian": ("viridian", "viridian_enable", "viridian_disable"),
}
"""What `json` of a row holds, where it is not the list of that key."""


def status(findings: Iterable[Sequence[Finding]]) -> int:
    """xl's exit status: that of the first error."""
    errors = (each for item in findings for each in item if each.severity == "error")
    return next((each.exit_code for each in errors), 0)


def read(language: str, items: list[str]) -> tuple[int, list[Any]]:
    """Exit status and the parts of the JSON; an absent part is None."""
    if language == "rdm":
        parsed = parse_rdm(items[0])
        return status([parsed.findings]), [rdm.rdm_json(parsed)]
    if language == "cpuid":
        parsed = parse_cpuid(items[0])
        return status([parsed.findings]), [cpuid.cpuid_json(parsed) or None]
    if language == "cpuid_line":
        policy, findings = cpuid.cpuid_list_json(items)
        return status(findings), [policy or None]
    if language == "viridian":
        groups = viridian.viridian_list_json(items)
        return status(groups.findings), [groups.json.get(part) for part in PARTS["viridian"]]
    if language == "vfb":
        screens = vfb.vfb_list_json(items)
        return status(screens.findings), [screens.vfbs, screens.vkbs]
    if language == "vsnd":
        cards, of_cards = vsnd.vsnd_list_json([items])
        return status(of_cards[0]), [cards]
    module = import_module(f"xlpy.config.specs.{language}")
    listed = getattr(module, f"{language}_list_json")(items)
    return status(listed.findings), [listed.json]
