"""`xl vnuma-info` (ours): virtual NUMA nodes, where they really lie, and why."""

from __future__ import annotations

import sys
from contextlib import suppress

from xlpy.cli import terminal
from xlpy.cli.command import command, flag
from xlpy.cli.session import Session
from xlpy.errors import NoSuchDomain, UsageError, XlError
from xlpy.machine.domain import Domain


@command("vnuma-info", flag("--json", "as_json"), flag("--numactl"))
def vnuma_info(session: Session, words: tuple[str, ...], *, as_json: bool, numactl: bool) -> int:
    """The domain named, or every domain that has vNUMA."""
    if len(words) > 1:
        raise UsageError("xl vnuma-info takes one domain", command="vnuma-info")
    domains = _domains(session, words)
    if not domains:
        terminal.err("no domain has vNUMA")
    if numactl:
        _print_numactl(domains)
    elif as_json:
        from xlpy.views.vnuma_info import as_json as render

        terminal.out(render(domains))
    else:
        _print(domains)
    return 0


def _domains(session: Session, words: tuple[str, ...]) -> list[Domain]:
    host = session.host
    if words:
        return [host.domain(host.find(words[0]))]
    found = []
    for summary in host.domains():
        with suppress(NoSuchDomain):  # destroyed since the list was read
            found.append(host.domain(summary.domid))
    return [domain for domain in found if domain.vnuma]


def _print_numactl(domains: list[Domain]) -> None:
    from xlpy.guest.numactl import predict
    from xlpy.views.numactl import numactl_hardware

    for domain in domains:
        if domain.vnuma is None:
            raise XlError(f"{domain.name} has no vNUMA, so its kernel shows one node")
        if len(domains) > 1:
            terminal.out(f"# {domain.name}\n")
        nodes = predict(domain.vnuma.topology, domain.summary.vcpus_online)
        terminal.out(numactl_hardware(nodes))


def _print(domains: list[Domain]) -> None:
    if terminal.coloured(sys.stdout):
        from rich.console import Console

        from xlpy.views.vnuma_picture import picture

        console = Console(highlight=False)
        for domain in domains:
            console.print(picture(domain))
        return
    from xlpy.views.vnuma_info import as_text

    terminal.out("\n".join(as_text(domain) for domain in domains))
