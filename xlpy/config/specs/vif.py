"""One network interface in libxl's JSON, and the rows of its sub-keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlpy.config.specs.rows import SubKey
from xlpy.syntax.specs.parsed import Parsed
from xlpy.syntax.specs.vif_words import COLO

VIF: tuple[SubKey, ...] = (
    SubKey(
        "type", "enum", "vif, with HVM also emulated", "vif ioemu",
        "paravirtual only, or with an emulated card beside it",
        "<=4.1", "nictype", "ioemu needs an HVM guest",
    ),
    SubKey(
        "mac", "string", "made up, beginning with 00:16:3e", "six groups of hex digits",
        "the address of the interface in the guest",
        "<=4.1", "mac", "with fewer than six groups xl reads on behind the value: refused at the end",
    ),
    SubKey(
        "bridge", "string", "xenbr0, or xl.conf's vif.default.bridge", "",
        "the bridge that the interface joins", "<=4.1", "bridge",
    ),
    SubKey(
        "gatewaydev", "string", "xl.conf's vif.default.gatewaydev", "",
        "the device that a routing script uses as gateway", "4.2", "gatewaydev",
    ),
    SubKey("netdev", "string", "", "", "old name of gatewaydev", "4.2", "gatewaydev", "deprecated"),
    SubKey(
        "ip", "string", "", "any text",
        "the guest's addresses, for the script; xl does not look at it", "<=4.1", "ip",
    ),
    SubKey(
        "script", "string", "vif-bridge, or xl.conf's vif.default.script",
        "a file in /etc/xen/scripts, or a path",
        "the program that connects the interface", "<=4.1", "script",
    ),
    SubKey(
        "backend", "string", "0, or xl.conf's vif.default.backend", "a domain's name or number",
        "the domain that serves the interface", "<=4.1", "backend_domname",
    ),
    SubKey("vifname", "string", "vifDOMID.DEVID", "", "its name in the backend", "<=4.1", "ifname"),
    SubKey("model", "string", "rtl8139", "", "the card that is emulated", "<=4.1", "model"),
    SubKey(
        "rate", "string", "no limit", "N[G|M|K](b|B)/s[@T(s|ms|us)]",
        "how much the guest may send, and how often that is refilled",
        "4.2", "rate_bytes_per_interval, rate_interval_usecs",
        "thousands; 50ms by default; a leading 0 means octal",
    ),
    SubKey(
        "mtu", "int", "1500", "a decimal number", "the largest packet, in bytes", "4.15", "mtu",
        "32 bits are kept, and what follows the digits is ignored",
    ),
    SubKey("vlan", "string", "", "", "the VLANs it belongs to, for the script", "4.19", "vlan"),
    SubKey(
        "devid", "int", "its place in the list", "a decimal number",
        "the number of the interface in its domain", "4.9", "devid",
    ),
    SubKey("accel", "string", "", "", "accepted, without effect", "<=4.1", "", "deprecated"),
    SubKey("trusted", "flag", "on", "", "the guest trusts the backend", "4.17", "trusted"),
    SubKey("untrusted", "flag", "", "", "the guest does not trust the backend", "4.17", "trusted"),
    SubKey(
        "forwarddev", "string", "", "", "for COLO replication: the device to forward through",
        "4.7", "coloft_forwarddev",
    ),
    *(
        SubKey(name, "string", "", "any text", "for COLO replication: handed on", "4.9", name)
        for name in COLO[1:]
    ),
)  # fmt: skip
"""Every word of a network interface, in the order people think of them."""

_FIELDS = (
    ("backend", "backend_domname"),
    ("devid", "devid"),
    ("mtu", "mtu"),
    ("model", "model"),
    ("mac", "mac"),
    ("ip", "ip"),
    ("bridge", "bridge"),
    ("vifname", "ifname"),
    ("script", "script"),
    ("type", "nictype"),
    ("rate_bytes_per_interval", "rate_bytes_per_interval"),
    ("rate_interval_usecs", "rate_interval_usecs"),
    ("gatewaydev", "gatewaydev"),
    ("forwarddev", "coloft_forwarddev"),
    *((name, name) for name in COLO[1:]),
    ("trusted", "trusted"),
)
"""What is kept here and libxl's name for it, in libxl's order."""

_TYPES = {"vif": "vif", "ioemu": "vif_ioemu"}
_LEFT_OUT = {"devid": -1, "mtu": 0, "mac": "00:00:00:00:00:00", "rate_bytes_per_interval": 0}


def vif_json(
    parsed: Parsed, devid: int = -1, defaults: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """One of `nics[]` as `xl create -n` shows it.

    `devid` is the place in the list (-1, the default, for `xl -N network-attach`, which writes
    `vif: `, the object with an indent of four, and an empty line). `defaults` is what xl.conf sets
    for script, bridge, gatewaydev and backend.
    """
    said: dict[str, Any] = {"devid": devid, **(defaults or {})}
    said |= {setting.name: setting.value for setting in parsed.values}
    if "type" in said:
        said["type"] = _TYPES[said["type"]]
    if "trusted" in said:
        said["trusted"] = str(said["trusted"])
    return {
        field: said[name]
        for name, field in _FIELDS
        if name in said and said[name] != _LEFT_OUT.get(name)
    }
