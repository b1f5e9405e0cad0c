"""`xl list`: the table scripts read, byte for byte."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from xlpy.machine.numbers import bitmap_text

if TYPE_CHECKING:
    from xlpy.machine.domain import Domain
    from xlpy.machine.summary import DomainSummary

HEADER = f"{'Name':<40}    ID   Mem VCPUs\tState\tTime(s)"
SHUTDOWN_LETTERS = "-rscwS"
"""By shutdown reason: poweroff, reboot, suspend, crash, watchdog, soft reset."""


def domain_table(domains: Iterable[DomainSummary]) -> str:
    """The header and a row per domain, in the order given."""
    return "".join(f"{line}\n" for line in (HEADER, *map(domain_row, domains)))


def domain_row(domain: DomainSummary) -> str:
    """One row: name, domid, MiB rounded down, vcpus online, six state letters, CPU seconds."""
    return (
        f"{domain.name:<40} {domain.domid:5d} {domain.pages // 256:5d} {domain.vcpus_online:5d}"
        f"     {state_letters(domain)}  {domain.cpu_time_ns / 1e9:8.1f}"
    )


def state_letters(domain: DomainSummary) -> str:
    """`r-----`, `-b----`, `--p---`, `---sc-`, `-----d`; `-bp---` where it ran before it was paused."""
    shut = domain.shutdown_reason is not None
    idle = domain.has_run and not (domain.running or shut or domain.dying)
    return (
        f"{'r' if domain.running else '-'}{'b' if idle else '-'}{'p' if domain.paused else '-'}"
        f"{'s' if shut else '-'}{_reason(domain.shutdown_reason)}{'d' if domain.dying else '-'}"
    )


def _reason(reason: int | None) -> str:
    if reason is None:
        return "-"
    return SHUTDOWN_LETTERS[reason] if 0 <= reason < len(SHUTDOWN_LETTERS) else "?"


class Columns(NamedTuple):
    """Which further columns `xl list` shows."""

    verbose: bool = False
    context: bool = False
    cpupool: bool = False
    numa: bool = False
    claimed: bool = False


def wide_table(domains: Iterable[Domain], columns: Columns, *, node_count: int) -> str:
    """The table with further columns; `node_count` is the width of the node bitmap."""
    header = HEADER
    if columns.verbose:
        header += "   UUID                            Reason-Code\tSecurity Label"
    elif columns.context:
        header += "   Security Label"
    if columns.claimed:
        header += "  Claimed"
    if columns.cpupool:
        header += "         Cpupool"
    if columns.numa:
        header += " NODE Affinity"
    rows = (wide_row(domain, columns, node_count=node_count) for domain in domains)
    return "".join(f"{line}\n" for line in (header, *rows))


def wide_row(domain: Domain, columns: Columns, *, node_count: int) -> str:
    """One row with further columns. There are no security labels, as without XSM."""
    row = domain_row(domain.summary)
    if columns.verbose:
        reason = domain.summary.shutdown_reason
        row += f" {domain.uuid} {'-' if reason is None else f'{reason:x}':>8}"
    if columns.claimed:
        row += f" {0:5d}"  # what is built is there before anyone can look
    if columns.verbose or columns.context:
        row += f" {'-':>16}"
    if columns.cpupool:
        row += f"{domain.pool:>16}"
    if columns.numa:
        row += f" {bitmap_text(domain.node_affinity, node_count)}"
    return row
