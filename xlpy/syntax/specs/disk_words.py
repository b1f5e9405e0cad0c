"""The words of a disk specification, as far as xl 4.17 knows them."""

from __future__ import annotations

TEXTS = (
    "target",
    "vdev",
    "backend",
    "script",
    "colo-host",
    "colo-export",
    "active-disk",
    "hidden-disk",
)

CHOICES: dict[str, dict[str, str]] = {
    "format": {
        "": "raw",
        **{name: name for name in ("raw", "qcow", "qcow2", "vhd", "qed", "empty")},
    },
    "access": {"": "w", "r": "r", "ro": "r", "w": "w", "rw": "w"},
    "devtype": {"disk": "disk", "cdrom": "cdrom"},
    "backendtype": {name: name for name in ("phy", "tap", "qdisk", "standalone")},
    "specification": {"xen": "xen", "virtio": "virtio"},
}
"""What may stand behind each of these names, and what it means."""

FLAGS: dict[str, tuple[str, str | bool]] = {
    "cdrom": ("devtype", "cdrom"),
    "direct-io-safe": ("direct-io-safe", True),
    "discard": ("discard", True),
    "no-discard": ("discard", False),
    "colo": ("colo", True),
    "no-colo": ("colo", False),
}
"""What each word without a value sets."""

PREFIX_FORMATS = frozenset({"raw", "qcow", "qcow2", "vhd"})
PREFIX_SCRIPTS = frozenset({"iscsi", "nbd", "enbd", "drbd"})
PREFIXES = ("tap", "tap2", "tapdisk", "aio", "ioemu", "file", "phy")  # these set nothing

LATER: dict[str, str] = dict.fromkeys(("trusted", "untrusted", "grant_usage"), "4.19")
"""Words that a later Xen knows."""

NAMES = (*TEXTS, *CHOICES, "colo-port", *FLAGS)
"""Every word that may begin a piece."""
