"""Channels: consoles with a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlpy.config.specs.listing import Listed, fields, last, listed
from xlpy.config.specs.rows import SubKey
from xlpy.syntax.specs.channel import parse_channel
from xlpy.syntax.specs.parsed import Parsed

CHANNEL: tuple[SubKey, ...] = (
    SubKey(
        "connection",
        "word",
        "",
        "pty, socket",
        "What is at the other end; it must be given.",
        "4.5",
        "connection",
        "Lower case only.",
    ),
    SubKey("name", "text", "", "", "Name by which the guest finds the channel.", "4.5", "name"),
    SubKey(
        "path",
        "text",
        "",
        "a path",
        "The socket; it must be given for one.",
        "4.5",
        "connection.socket.path",
    ),
    SubKey(
        "backend",
        "text",
        "domain 0",
        "a name or number",
        "Domain that runs the back end.",
        "4.5",
        "backend_domname",
    ),
)


def channel_json(parsed: Parsed, devid: int = 0) -> dict[str, Any]:
    """One channel as 4.17's libxl has it; later ones leave devid out."""
    values = last(parsed)
    kind = values.get("connection", "unknown")
    path = fields(values, [("path", "path")]) if kind == "socket" else {}
    return {
        **fields(values, [("backend_domname", "backend")]),
        "devid": devid,
        **fields(values, [("name", "name")]),
        f"connection.{kind}": path,
    }


def channel_list_json(items: Sequence[str]) -> Listed:
    """`channel=`."""
    return listed(items, parse_channel, channel_json)
