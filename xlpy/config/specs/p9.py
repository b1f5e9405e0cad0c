"""9pfs shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xlpy.config.specs.listing import Listed, Value, fields, last
from xlpy.config.specs.rows import SubKey
from xlpy.syntax.specs.p9 import parse_p9
from xlpy.syntax.specs.parsed import Parsed

P9: tuple[SubKey, ...] = (
    SubKey(
        "tag",
        "text",
        "",
        "",
        "Name under which the guest mounts the share; it must be given.",
        "4.9",
        "tag",
    ),
    SubKey("path", "text", "", "a directory", "What is shared; it must be given.", "4.9", "path"),
    SubKey(
        "security_model",
        "word",
        "",
        "none",
        "How files get their owners; it must be given.",
        "4.9",
        "security_model",
    ),
    SubKey(
        "backend",
        "text",
        "domain 0",
        "a name or number",
        "Domain that runs the back end.",
        "4.9",
        "backend_domname",
    ),
    SubKey("type", "word", "qemu", "qemu, xen_9pfsd", "What serves the share.", "4.19", "type"),
    SubKey("max-files", "number", "", "", "Most files in the share.", "4.19", "max_files"),
    SubKey(
        "max-open-files", "number", "", "", "Most files open at a time.", "4.19", "max_open_files"
    ),
    SubKey(
        "max-space", "number", "", "MiB", "Most space that the share may take.", "4.19", "max_space"
    ),
    SubKey(
        "auto-delete",
        "flag",
        "0",
        "0 or 1",
        "Delete old files when space runs out.",
        "4.19",
        "auto_delete",
    ),
)


_ORDER = (("backend_domname", "backend"), *((n, n) for n in ("tag", "path", "security_model")))


def p9_json(parsed: Parsed, before: Mapping[str, Value] | None = None) -> dict[str, Any]:
    """One share as libxl has it; it has no devid. `before`: values of the items before it."""
    return fields({**(before or {}), **last(parsed)}, _ORDER)


def p9_list_json(items: Sequence[str]) -> Listed:
    """`p9=`; in the JSON it is p9s. What an item leaves out, 4.17 takes from those before it."""
    found = Listed([], [])
    before: dict[str, Value] = {}
    for item in items:
        parsed = parse_p9(item, before)
        found.json.append(p9_json(parsed, before))
        found.findings.append(parsed.findings)
        before |= last(parsed)
    return found
