"""xlpy: Xen's xl toolstack in Python."""

__version__ = "0.1.0"
