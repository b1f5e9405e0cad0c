"""USB devices of the host."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlpy.config.specs.listing import Listed, fields, last, listed
from xlpy.config.specs.rows import SubKey
from xlpy.syntax.specs.parsed import Parsed
from xlpy.syntax.specs.usbdev import parse_usbdev

USBDEV: tuple[SubKey, ...] = (
    SubKey(
        "type",
        "word",
        "hostdev",
        "hostdev",
        "Kind of device.",
        "4.7",
        "type",
        "Without it xl -n shows no hostbus and hostaddr.",
    ),
    SubKey(
        "hostbus",
        "unsigned number",
        "0",
        "0 to 255",
        "Bus of the device on the host, as lsusb shows it.",
        "4.7",
        "type.hostdev.hostbus",
    ),
    SubKey(
        "hostaddr",
        "unsigned number",
        "0",
        "0 to 255",
        "Address of the device on that bus.",
        "4.7",
        "type.hostdev.hostaddr",
    ),
    SubKey(
        "controller",
        "number",
        "any with a free port",
        "",
        "Virtual controller to plug it into.",
        "4.7",
        "ctrl",
    ),
    SubKey("port", "number", "a free one", "1 to 31", "Port of that controller.", "4.7", "port"),
)


_HOST = (("hostbus", "hostbus"), ("hostaddr", "hostaddr"))
_NO_CONTROLLER = -1


def usbdev_json(parsed: Parsed, _index: int = 0) -> dict[str, Any]:
    """One device as libxl has it."""
    values = last(parsed)
    controller = values.get("controller", _NO_CONTROLLER)
    json: dict[str, Any] = {} if controller == _NO_CONTROLLER else {"ctrl": controller}
    json |= fields(values, [("port", "port")])
    return json | ({"type.hostdev": fields(values, _HOST)} if "type" in values else {})


def usbdev_list_json(items: Sequence[str]) -> Listed:
    """`usbdev=`. What is not given (controller, port) libxl chooses when the domain is made."""
    return listed(items, parse_usbdev, usbdev_json)
