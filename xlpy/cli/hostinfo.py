"""Commands about the host and the time: info, uptime."""

from __future__ import annotations

import time

from xlpy.cli import terminal
from xlpy.cli.command import command, flag
from xlpy.cli.session import Session
from xlpy.errors import NoSuchDomain
from xlpy.hosts.host import Host


@command("info", flag("-n", "--numa"), flag("-x", "--xenstore"), own=("-x", "--xenstore"))
def info(session: Session, words: tuple[str, ...], *, numa: bool, xenstore: bool) -> int:
    """The host's facts; a word asks for the values of the lines that begin with it."""
    from xlpy.views.info import info_text, info_values

    facts = session.host.info()
    if words and not numa:
        terminal.out(info_values(facts, words[0], xenstore=xenstore))
    else:
        terminal.out(info_text(facts, numa=numa, xenstore=xenstore))
    return 0


@command("uptime", flag("-s", "short"))
def uptime(session: Session, words: tuple[str, ...], *, short: bool) -> int:
    """How long domains have been there; every name is looked up before anything is printed."""
    from xlpy.views.uptime import HEADER

    host = session.host
    domids = [host.find(word) for word in words] or [row.domid for row in host.domains()]
    if not short:
        terminal.out(HEADER)
    for domid in domids:
        try:
            terminal.out(_uptime(host, domid, short=short))
        except NoSuchDomain as failure:
            terminal.error(failure)
    return 0


def _uptime(host: Host, domid: int, *, short: bool) -> str:
    from xlpy.views.uptime import short_row, uptime_row

    name, seconds = host.summary(domid).name, host.uptime_ns(domid) // 10**9
    if short:
        return short_row(name, domid, seconds, clock=time.strftime("%H:%M:%S"))
    return uptime_row(name, domid, seconds)
