"""Machine frames of the host: see ranges."""

from xlpy.syntax.specs.ranges import parse_iomem

__all__ = ["parse_iomem"]
