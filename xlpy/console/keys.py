"""What Xen's debug keys put on the console first (`xl debug-keys KEY`).

The keys and their descriptions are those a Xen 4.17.7 lists for key `h` (tests/captured, golden
transcripts); the first lines are Xen's where this table gives one.
"""

from __future__ import annotations

from typing import NamedTuple

from xlpy.console.numa_write import halves
from xlpy.console.version import format_for


class DebugKey(NamedTuple):
    """A key, the description Xen lists for it, and the first line of its output where known.

    In `first`, `'` at the start stands for `'KEY' pressed -> `. A `clock` ends that line with the
    time since boot, in the form of the Xen that prints it.
    """

    key: str
    description: str
    first: str = ""
    clock: str = ""


KEYS = (
    DebugKey("%", "trap to xendbg", "'trapping into debugger"),
    DebugKey("*", "print all diagnostics", "'firing all diagnostic keyhandlers"),
    DebugKey("+", "increase log level threshold"),
    DebugKey("-", "decrease log level threshold"),
    DebugKey("0", "dump Dom0 registers", "'dumping Dom0's registers"),
    DebugKey("A", "toggle alternative key handling", "'using alternative key handling"),
    DebugKey("G", "toggle host/guest log level adjustment"),
    DebugKey("H", "dump heap info", "'dumping heap info", "now-"),
    DebugKey("I", "dump HVM irq info"),
    DebugKey("M", "dump MSI state"),
    DebugKey("N", "trigger an NMI"),
    DebugKey("Q", "dump PCI devices"),
    DebugKey("R", "reboot machine", "'rebooting machine"),
    DebugKey("a", "dump timer queues"),
    DebugKey("c", "dump ACPI Cx structures", "'printing ACPI Cx structures"),
    DebugKey("d", "dump registers", "'dumping registers"),
    DebugKey("e", "dump evtchn info", "'dumping event-channel info"),
    DebugKey("g", "print grant table usage"),
    DebugKey("h", "show this message", "'showing installed handlers"),
    DebugKey("i", "dump interrupt bindings"),
    DebugKey("m", "memory info", "Physical memory information:"),
    DebugKey("n", "NMI statistics"),
    DebugKey("q", "dump domain (and guest debug) info", "'dumping domain info", "now="),
    DebugKey("r", "dump run queues", "sched_smt_power_savings: disabled"),
    DebugKey("s", "dump softtsc stats"),
    DebugKey("t", "display multi-cpu clock info"),
    DebugKey("u", "dump NUMA info", "'dumping numa info", "now-"),
    DebugKey("v", "dump AMD-V VMCBs"),
    DebugKey("w", "synchronously dump console ring buffer (dmesg)", "'dumping console ring buffer (dmesg)"),
    DebugKey("x", "print livepatch info"),
    DebugKey("z", "dump IOAPIC info"),
)  # fmt: skip
"""In the order of their codes, as key `h` lists them."""

_BY_KEY = {row.key: row for row in KEYS}


def key_line(key: str, now_ns: int, xen_version: str) -> str | None:
    """The first line Xen prints for a key, without prefix and newline; None for keys it ignores.

    `now_ns` is the time since boot. Where Xen's own words are not in the table the line names the
    key's description. Raises XlError for a text that is not a Xen version.
    """
    decimal = format_for(xen_version).header == "B"
    row = _BY_KEY.get(key)
    if row is None:
        return None
    words = row.first or f"'{row.description}"
    line = f"'{key}' pressed -> {words[1:]}" if words.startswith("'") else words
    if not row.clock:
        return line
    return f"{line} ({f'now = {now_ns}' if decimal else row.clock + halves(now_ns)})"


def key_text(key: str, now_ns: int, xen_version: str, prefix: str = "(XEN) ") -> str | None:
    """`key_line` as it goes on the console, and for key `h` the list of keys with it."""
    first = key_line(key, now_ns, xen_version)
    if first is None:
        return None
    lines = [first]
    if key == "h":
        lines += [f" key '{k.key}' (ascii '{ord(k.key):02x}') => {k.description}" for k in KEYS]
    return "".join(f"{prefix}{line}\n" for line in lines)
