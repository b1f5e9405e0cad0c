"""USB devices of the host: `hostbus=…,hostaddr=…`."""

from __future__ import annotations

from xlpy.syntax.specs import options, values
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.parsed import Parsed

USBDEV = options.Language(
    "usbdev",
    {
        "type": values.word("hostdev"),
        "hostbus": values.unsigned(8),
        "hostaddr": values.unsigned(8),
        "controller": values.whole,
        "port": values.whole,
    },
)


def parse_usbdev(text: str) -> Parsed:
    """One item of `usbdev=`. Without type=hostdev, xl -n forgets hostbus and hostaddr."""
    parsed = options.read(text, USBDEV)
    names = [each.name for each in parsed.values]
    if "type" in names or not {"hostbus", "hostaddr"} & set(names):
        return parsed
    said = "without type= real xl does not show hostbus and hostaddr"
    doubt = Finding(said, 0, max(1, len(text)), "warning", "add type=hostdev")
    return parsed._replace(findings=(*parsed.findings, doubt))
