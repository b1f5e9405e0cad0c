"""Which Xen prints which text for the debug key `u`: one row per range of versions.

The letters are those of the line table in Xen's history (part functions: `numa_write`, `numa_read`):

    header  A  now-0xHIGH:LOW (32-bit halves)     B   now = DECIMAL
    node    N1 idx0 -> NODE0 …                    N2  NODE0 …
    sanity  P1 phys_to_nid, for every node        P2  only if wrong     P3  mfn_to_nid, only if wrong
    cpus    C1 a line per CPU                     C2  runs folded
    domain  D1 Domain 0 (total: …)                D2  d0 (total: …)
    block   -  none     v2, v3, v4  the series of 2013     V  upstream
"""

from __future__ import annotations

from typing import NamedTuple

from xlpy.machine.version import parse_version


class DumpFormat(NamedTuple):
    """One way to print a dump. `name` is the oldest Xen that prints so, and can be asked for."""

    name: str
    since: tuple[int, int]
    series: int | None
    header: str
    node: str
    sanity: str
    cpus: str
    domain: str
    block: str

    @property
    def parts(self) -> frozenset[str]:
        """The letters of the row: what its text can show."""
        return frozenset(self[3:])


FORMATS = (
    DumpFormat("4.4", (4, 4), None, "A", "N1", "P1", "C1", "D1", "-"),
    DumpFormat("4.4-vnuma-v2", (4, 4), 2, "A", "N1", "P1", "C1", "D1", "v2"),
    DumpFormat("4.4-vnuma-v3", (4, 4), 3, "A", "N1", "P1", "C1", "D1", "v3"),
    DumpFormat("4.4-vnuma-v4", (4, 4), 4, "A", "N1", "P1", "C1", "D1", "v4"),
    DumpFormat("4.6", (4, 6), None, "A", "N1", "P1", "C1", "D1", "V"),
    DumpFormat("4.7", (4, 7), None, "A", "N1", "P1", "C2", "D1", "V"),
    DumpFormat("4.8", (4, 8), None, "A", "N2", "P2", "C2", "D1", "V"),
    DumpFormat("4.12", (4, 12), None, "B", "N2", "P2", "C2", "D1", "V"),
    DumpFormat("4.18", (4, 18), None, "B", "N2", "P3", "C2", "D2", "V"),
)


def format_for(xen_version: str) -> DumpFormat:
    """The format of a version such as `4.17.7`, `4.22-unstable` or `4.4-vnuma-v2`.

    Xens newer than the table print like its last row, older ones like its first. Raises XlError
    when the text is not a version.
    """
    version = parse_version(xen_version)
    rows = [row for row in FORMATS if row.series == version.series]
    fitting = [row for row in rows if row.since <= version.release]
    return fitting[-1] if fitting else rows[0]
