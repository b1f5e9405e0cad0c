"""Commands about vcpus: vcpu-list."""

from __future__ import annotations

from collections.abc import Iterator

from xlpy.cli import terminal
from xlpy.cli.command import command
from xlpy.cli.session import Session
from xlpy.errors import NoSuchDomain
from xlpy.hosts.host import Host
from xlpy.views.vcpus import HEADER, vcpu_rows


@command("vcpu-list")
def vcpu_list(session: Session, words: tuple[str, ...]) -> int:
    """Every vcpu of the domains named, or of all. A number nobody has is said, and passed over."""
    host = session.host
    cpu_count = host.topology().max_cpu_id + 1
    terminal.out(HEADER)
    for domid in _domids(host, words):
        try:
            rows = vcpu_rows(host.summary(domid), host.vcpus(domid), cpu_count=cpu_count)
        except NoSuchDomain as failure:
            terminal.error(failure)
        else:
            terminal.out(rows)
    return 0


def _domids(host: Host, words: tuple[str, ...]) -> Iterator[int]:
    """Names are looked up one after the other: what stands before a wrong one is shown."""
    if words:
        yield from map(host.find, words)
    else:
        yield from [domain.domid for domain in host.domains()]
