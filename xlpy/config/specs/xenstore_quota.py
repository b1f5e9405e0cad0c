"""Xenstore limits of a domain (Xen 4.22 and later; 4.17 does not read the key)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlpy.config.specs.listing import Listed, listed
from xlpy.config.specs.rows import SubKey
from xlpy.syntax.specs.parsed import Parsed
from xlpy.syntax.specs.xenstore_quota import parse_xenstore_quota

XENSTORE_QUOTA: tuple[SubKey, ...] = (
    SubKey(
        "NAME",
        "unsigned number",
        "",
        "0 to 4294967295",
        "The limit of that name; Xenstore knows the names.",
        "4.22",
        "xenstore_quota.quota[]{name,val}",
    ),
)


def xenstore_quota_json(parsed: Parsed, _index: int = 0) -> dict[str, Any]:
    """One limit as libxl has it."""
    name, value = next(((each.name, each.value) for each in parsed.values), ("", 0))
    return {"name": name, **({"val": value} if value else {})}


def xenstore_quota_list_json(items: Sequence[str]) -> Listed:
    """`xenstore_quota=`, b_info's xenstore_quota.quota."""
    return listed(items, parse_xenstore_quota, xenstore_quota_json)
