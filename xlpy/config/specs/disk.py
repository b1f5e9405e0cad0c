"""One disk in libxl's JSON, and the rows of its sub-keys."""

from __future__ import annotations

from typing import Any

from xlpy.config.specs.rows import SubKey
from xlpy.syntax.specs.parsed import Parsed

_COLO = "for COLO replication: "

DISK: tuple[SubKey, ...] = (
    SubKey(
        "target", "string", "", "a path, or what the script understands",
        "where the data lies; it takes the rest of the text, commas too, so it comes last",
        "4.2", "pdev_path", "first piece by place; may be missing or empty for a cdrom",
    ),
    SubKey(
        "format", "enum", "raw", "raw qcow qcow2 vhd qed empty",
        "how the data is laid out in the target; an empty text means raw",
        "4.2", "format", "second piece by place; qed since 4.9; a cdrom without a target is empty",
    ),
    SubKey(
        "vdev", "string", "", "xvda xvdb2 hda sda d0p1 or a number",
        "the name of the device in the guest",
        "4.2", "vdev", "required; third piece by place, there with :cdrom behind it for a cdrom",
    ),
    SubKey(
        "access", "enum", "rw", "r ro w rw",
        "whether the guest may write; an empty text means rw",
        "4.2", "readwrite", "fourth piece by place; a cdrom is always read-only; the last one counts",
    ),
    SubKey(
        "devtype", "enum", "disk", "disk cdrom",
        "what the guest sees: a hard disk or a CD-ROM drive",
        "4.2", "is_cdrom", "the last one counts; removable goes with it",
    ),
    SubKey("cdrom", "flag", "", "", "the same as devtype=cdrom", "4.2", "is_cdrom"),
    SubKey(
        "backend", "string", "0", "a domain's name or number",
        "the domain that serves the disk", "4.3", "backend_domname",
    ),
    SubKey(
        "backendtype", "enum", "chosen by libxl", "phy tap qdisk standalone",
        "the program that serves the disk", "4.2", "backend", "standalone since 4.17",
    ),
    SubKey(
        "specification", "enum", "xen", "xen virtio",
        "the protocol between guest and backend", "4.17", "specification",
    ),
    SubKey(
        "script", "string", "block", "a file in /etc/xen/scripts, or a path",
        "the program that makes the target a block device", "4.2", "script",
    ),
    SubKey(
        "direct-io-safe", "flag", "off", "",
        "the backend may use direct I/O, past the page cache", "4.5", "direct_io_safe",
    ),
    SubKey(
        "discard", "flag", "chosen by the backend", "",
        "blocks that the guest discards are given back", "4.5", "discard_enable",
        "the last of discard and no-discard counts",
    ),
    SubKey(
        "no-discard", "flag", "", "", "discarded blocks are kept", "4.5", "discard_enable",
    ),
    SubKey("trusted", "flag", "on", "", "the guest trusts the backend", "4.19", "trusted"),
    SubKey("untrusted", "flag", "", "", "the guest does not trust the backend", "4.19", "trusted"),
    SubKey(
        "grant_usage", "enum", "as trusted says", "0 1",
        "whether the guest shares pages by grants only", "4.19", "grant_usage",
    ),
    SubKey("colo", "flag", "off", "", _COLO + "replicate this disk", "4.7", "colo_enable"),
    SubKey("no-colo", "flag", "", "", _COLO + "do not", "4.7", "colo_enable"),
    SubKey("colo-host", "string", "", "", _COLO + "the secondary's address", "4.7", "colo_host"),
    SubKey("colo-port", "int", "", "1 to 65535", _COLO + "the secondary's port", "4.7", "colo_port"),
    SubKey("colo-export", "string", "", "", _COLO + "the export's name", "4.7", "colo_export"),
    SubKey("active-disk", "string", "", "", _COLO + "where the secondary's writes go", "4.7",
           "active_disk"),
    SubKey("hidden-disk", "string", "", "", _COLO + "where the primary's writes wait", "4.7",
           "hidden_disk"),
)  # fmt: skip
"""Every word of a disk specification, in the order people think of them."""

_FIELDS = (
    ("backend", "backend_domname"),
    ("target", "pdev_path"),
    ("vdev", "vdev"),
    ("backendtype", "backend"),
    ("format", "format"),
    ("script", "script"),
    ("removable", "removable"),
    ("readwrite", "readwrite"),
    ("is_cdrom", "is_cdrom"),
    ("direct-io-safe", "direct_io_safe"),
    ("discard", "discard_enable"),
    ("specification", "specification"),
    ("colo", "colo_enable"),
    ("colo-host", "colo_host"),
    ("colo-port", "colo_port"),
    ("colo-export", "colo_export"),
    ("active-disk", "active_disk"),
    ("hidden-disk", "hidden_disk"),
)
"""What is kept here and libxl's name for it, in libxl's order."""


def disk_json(parsed: Parsed) -> dict[str, Any]:
    """One of `disks[]` as `xl create -n` shows it; `xl -N block-attach` prints the same.

    That one writes `disk: `, the object with an indent of four, and an empty line.
    """
    said: dict[str, Any] = {setting.name: setting.value for setting in parsed.values}
    said.setdefault("format", "raw")
    if said.pop("devtype", "disk") == "cdrom":
        said.update(removable=1, is_cdrom=1)
        if not said.get("target"):
            said["format"] = "empty"
    elif said.get("access", "w") == "w":
        said["readwrite"] = 1
    for name in ("discard", "colo"):
        if name in said:
            said[name] = str(said[name])
    return {field: said[name] for name, field in _FIELDS if name in said}
