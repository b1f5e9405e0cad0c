"""The firmware interface of Arm (Xen 4.21 and later; 4.17 does not read the key)."""

from __future__ import annotations

from typing import Any

from xlpy.config.specs.listing import last
from xlpy.config.specs.rows import SubKey
from xlpy.syntax.specs.parsed import Parsed

ARM_SCI: tuple[SubKey, ...] = (
    SubKey(
        "type", "word", "none", "none, scmi_smc", "Which interface the guest gets.", "4.21", "type"
    ),
)


def arm_sci_json(parsed: Parsed) -> dict[str, Any]:
    """b_info's arch_arm.arm_sci as libxl has it."""
    kind = last(parsed).get("type", "none")
    return {} if kind == "none" else {"type": kind}
