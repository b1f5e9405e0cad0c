"""The table [info] of a host profile: what `xl info` tells of the machine and of its Xen."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from xlpy.hosts.simulated.table import Table


@dataclass(frozen=True, slots=True)
class ProfileInfo:
    """Facts that nothing here depends on.

    None: asked of the machine xlpy runs on (`host` to `machine`), of pool 0 (`scheduler`).
    """

    host: str | None = None
    release: str | None = None
    version: str | None = None
    machine: str | None = None
    cpu_khz: int = 2400000
    hw_caps: str = "178bf3ff:76f8320b:2e500800:244033ff:0000000f:219c91a9:00400004:00000500"
    virt_caps: str = "pv hvm hap gnttab-v1 gnttab-v2"
    sharing_freed_pages: int = 0
    sharing_used_pages: int = 0
    xen_caps: str = "xen-3.0-x86_64 hvm-3.0-x86_32 hvm-3.0-x86_32p hvm-3.0-x86_64 "
    scheduler: str | None = None
    virt_start: str = "0xffff800000000000"
    changeset: str = ""
    commandline: str = ""
    compiler: str = "xlpy"
    compile_by: str = "xlpy"
    compile_domain: str = "localdomain"
    compile_date: str = "Thu Jan  1 00:00:00 UTC 1970"
    build_id: str = ""
    xenstore_features: int = 0


KEYS = tuple(field.name for field in fields(ProfileInfo))
_MOST = {"cpu_khz": (1 << 32) - 1, "xenstore_features": (1 << 32) - 1}
_MOST_PAGES = 1 << 40
_FORMS = {
    "hw_caps": (re.compile(r"[0-9a-f]{8}(:[0-9a-f]{8}){7}"), "eight groups of eight hex digits"),
    "virt_start": (re.compile(r"0x[0-9a-f]{1,16}"), "a hexadecimal number"),
}


def read_info(top: Table) -> ProfileInfo:
    """The table [info]; every key has a default."""
    table, default = top.table("info", KEYS), ProfileInfo()
    found: dict[str, str | int] = {}
    for key in KEYS:
        if key not in table:
            continue
        usual = getattr(default, key)
        if type(usual) is int:
            most = _MOST.get(key, _MOST_PAGES)
            found[key] = table.integer(key, usual, low=0, high=most)
        else:
            found[key] = _text(table, key, usual or "")
    return ProfileInfo(**found)  # type: ignore[arg-type]  # each key was read as its field's type


def _text(table: Table, key: str, default: str) -> str:
    value = table.text(key, default)
    pattern, meaning = _FORMS.get(key, (None, ""))
    if pattern and not pattern.fullmatch(value):
        table.problem(key, f'"{value}" is not {meaning}')
    if "\n" in value:
        table.problem(key, "must be one line")
    return value
