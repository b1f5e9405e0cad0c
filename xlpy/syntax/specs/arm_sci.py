"""The firmware interface of Arm (from Xen 4.21 on): `type=…`. Other words are skipped."""

from __future__ import annotations

from xlpy.syntax.specs import options, values
from xlpy.syntax.specs.parsed import Parsed

ARM_SCI = options.Language("arm_sci", {"type": values.word("none", "scmi_smc")}, unknown="warning")


def parse_arm_sci(text: str) -> Parsed:
    """The text of `arm_sci=`."""
    return options.read(text, ARM_SCI)
