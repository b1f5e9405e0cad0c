"""I/O ports of the host: see ranges."""

from xlpy.syntax.specs.ranges import parse_ioports

__all__ = ["parse_ioports"]
