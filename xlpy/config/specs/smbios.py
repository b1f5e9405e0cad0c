"""SMBIOS strings (Xen 4.18 and later; 4.17 does not read the key)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlpy.config.specs.listing import Listed, listed
from xlpy.config.specs.rows import SubKey
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.parsed import Parsed
from xlpy.syntax.specs.smbios import MOST_OEM, TYPES, parse_smbios

SMBIOS: tuple[SubKey, ...] = tuple(
    SubKey(
        name,
        "text",
        "",
        "",
        f"What the guest's firmware tells as {name.replace('_', ' ')}.",
        "4.18",
        "smbios[]{key,value}",
        "99 times at most." if name == "oem" else "",
    )
    for name in TYPES
)


def smbios_json(parsed: Parsed, _index: int = 0) -> dict[str, Any]:
    """One string as libxl has it."""
    key, value = next(((each.name, each.value) for each in parsed.values), ("", ""))
    return {"key": key, "value": value}


def smbios_list_json(items: Sequence[str]) -> Listed:
    """`smbios=`, in b_info's type.hvm; too many strings of the type oem are an error."""
    found = listed(items, parse_smbios, smbios_json)
    many = [i for i, each in enumerate(found.json) if each["key"] == "oem"][MOST_OEM:]
    for index in many:
        said = f"more than {MOST_OEM} strings of the type oem"
        found.findings[index] += (Finding(said, 0, len("oem"), hint="remove some"),)
    return found
