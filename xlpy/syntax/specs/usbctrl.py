"""USB controllers: `type=…,version=…,ports=…`."""

from __future__ import annotations

from xlpy.syntax.specs import options, values
from xlpy.syntax.specs.parsed import Parsed

USBCTRL = options.Language(
    "usbctrl",
    {
        "type": values.word("auto", "pv", "devicemodel", "qusb"),
        "version": values.whole,
        "ports": values.whole,
    },
)


def parse_usbctrl(text: str) -> Parsed:
    """One item of `usbctrl=`."""
    return options.read(text, USBCTRL)
