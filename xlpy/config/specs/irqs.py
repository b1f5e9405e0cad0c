"""Interrupts of the host that the domain may use."""

from __future__ import annotations

from collections.abc import Sequence

from xlpy.config.specs.listing import Listed, last, listed
from xlpy.config.specs.rows import SubKey
from xlpy.syntax.specs.irqs import parse_irqs
from xlpy.syntax.specs.parsed import Parsed

IRQS: tuple[SubKey, ...] = (
    SubKey("irq", "decimal number", "", "0 to 4294967294", "The interrupt.", "4.2", "irqs[]"),
)


def irqs_json(parsed: Parsed, _index: int = 0) -> int:
    """One interrupt as libxl has it."""
    return int(last(parsed).get("irq", 0))


def irqs_list_json(items: Sequence[str]) -> Listed:
    """`irqs=`, b_info's irqs."""
    return listed(items, parse_irqs, irqs_json)
