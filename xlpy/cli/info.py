"""Commands that tell of domains: list, vm-list, sharing, claims, domid, domname, dmesg, debug-keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xlpy.cli import terminal
from xlpy.cli.command import command, flag
from xlpy.cli.session import Session
from xlpy.errors import NoSuchDomain, UsageError
from xlpy.views.domains import Columns, domain_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlpy.hosts.host import Host
    from xlpy.machine.summary import DomainSummary


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
    domains = _asked(session, words, "list")
    if long:
        return _long(session.host, domains)
    columns = Columns(verbose, context, cpupool, numa)
    terminal.out(_wide(session.host, domains, columns) if any(columns) else domain_table(domains))
    return 0


def _asked(session: Session, words: tuple[str, ...], name: str) -> Sequence[DomainSummary]:
    """The domain named, or all. Raises UsageError for two, NoSuchDomain."""
    if len(words) > 1:
        raise UsageError(f"xl {name} takes one domain", exit_code=1, command=name)
    host = session.host
    return [host.summary(host.find(words[0]))] if words else host.domains()


def _wide(host: Host, domains: Sequence[DomainSummary], columns: Columns) -> str:
    from xlpy.views.domains import wide_table

    details = [host.domain(domain.domid) for domain in domains]
    return wide_table(details, columns, node_count=host.topology().max_node_id + 1)


def _long(host: Host, domains: Sequence[DomainSummary]) -> int:
    from xlpy.views.long_list import has_config, long_list

    details = [host.domain(domain.domid) for domain in domains]
    for domain in details:
        if not has_config(domain):
            terminal.err(f"domain {domain.domid} is left out: no configuration is stored for it")
    terminal.out(long_list(details))
    return 0


@command("claims")
def claims(session: Session, _words: tuple[str, ...]) -> int:
    """The list with what is still claimed; on hosts that build at once that is nothing."""
    terminal.out(_wide(session.host, session.host.domains(), Columns(claimed=True)))
    return 0


@command("vm-list")
def vm_list(session: Session, _words: tuple[str, ...]) -> int:
    """UUIDs, numbers and names of all domains."""
    from xlpy.views import domain_lists

    host = session.host
    terminal.out(domain_lists.vm_list(host.domain(row.domid) for row in host.domains()))
    return 0


@command("sharing")
def sharing(session: Session, words: tuple[str, ...]) -> int:
    """What domains share: the domain named, or all."""
    from xlpy.views.domain_lists import sharing_table

    terminal.out(sharing_table(_asked(session, words, "sharing")))
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
