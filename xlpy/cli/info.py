"""Commands that tell: list, domid, domname, dmesg, debug-keys."""

from __future__ import annotations

import re

from xlpy.cli import terminal
from xlpy.cli.command import command, flag
from xlpy.cli.session import Session
from xlpy.errors import NoSuchDomain, UsageError
from xlpy.views.domains import Columns, domain_table


@command(
    "list",
    flag("-l", "--long"), flag("-v", "--verbose"), flag("-Z", "--context"),
    flag("-c", "--cpupool"), flag("-n", "--numa"),
)  # fmt: skip
def list_domains(
    session: Session, words: tuple[str, ...], *, long: bool, verbose: bool, context: bool,
    cpupool: bool, numa: bool,
) -> int:  # fmt: skip
    """One row per domain, or the one named."""
    if len(words) > 1:
        raise UsageError("xl list takes one domain", exit_code=1, command="list")
    host = session.host
    domains = [host.summary(host.find(words[0]))] if words else list(host.domains())
    if long:
        from xlpy.views.long_list import long_list

        terminal.out(long_list([host.domain(domain.domid) for domain in domains]))
        return 0
    columns = Columns(verbose, context, cpupool, numa)
    if not any(columns):
        terminal.out(domain_table(domains))
        return 0
    from xlpy.views.domains import wide_table

    nodes = host.topology().node_ids
    details = [host.domain(domain.domid) for domain in domains]
    terminal.out(wide_table(details, columns, node_count=max(nodes) + 1))
    return 0


@command("domid", min_words=1)
def domid(session: Session, words: tuple[str, ...]) -> int:
    """The number of a name; a number is looked up as a name, as in xl."""
    terminal.out(f"{session.host.domid(words[0])}\n")
    return 0


@command("domname", min_words=1)
def domname(session: Session, words: tuple[str, ...]) -> int:
    """The name of a number; what follows the digits is ignored, as in xl."""
    match = re.match(r"\s*\+?(\d{1,18})", words[0], re.ASCII)
    if match is None:
        raise NoSuchDomain(words[0], f'"{words[0]}" is not a domain number')
    try:
        terminal.out(f"{session.host.summary(int(match[1])).name}\n")
    except NoSuchDomain:
        raise NoSuchDomain(words[0], f"there is no domain {match[1]}") from None
    return 0


@command("dmesg", flag("-c", "--clear"))
def dmesg(session: Session, _words: tuple[str, ...], *, clear: bool) -> int:
    """The hypervisor's console ring; -c also empties it."""
    terminal.out(session.host.console_ring(clear=clear))
    return 0


@command("debug-keys", flag("-q", "quiet"), min_words=1)
def debug_keys(session: Session, words: tuple[str, ...], *, quiet: bool) -> int:
    """Send keys; what they print goes to the ring and, unless silenced, also here."""
    printed = session.host.debug_keys(words[0])
    if not quiet and not session.strictly_xl:
        terminal.out(printed)
    return 0
