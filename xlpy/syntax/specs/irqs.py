"""Interrupts of the host: see ranges."""

from xlpy.syntax.specs.ranges import parse_irqs

__all__ = ["parse_irqs"]
