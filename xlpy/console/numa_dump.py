"""The text of Xen's debug key `u`, written and read back, as every Xen from 4.4 prints it."""

from xlpy.console.numa_read import DumpError, detect, formats, read, read_all
from xlpy.console.numa_write import write

__all__ = ["DumpError", "detect", "formats", "read", "read_all", "write"]
