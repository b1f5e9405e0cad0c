"""Commands about cpupools: cpupool-list."""

from __future__ import annotations

from xlpy.cli import terminal
from xlpy.cli.command import command, flag
from xlpy.cli.session import Session
from xlpy.errors import HostError
from xlpy.views.cpupools import pool_cpus, pool_table


@command("cpupool-list", flag("-c", "--cpus"))
def cpupool_list(session: Session, words: tuple[str, ...], *, cpus: bool) -> int:
    """The pool of that name, or all; a number is no name."""
    topology = session.host.topology()
    pools = topology.pools
    if words:
        pools = tuple(pool for pool in pools if pool.name == words[0])
        if not pools:
            known = ", ".join(pool.name for pool in topology.pools)
            raise HostError(
                f'there is no cpupool "{words[0]}"', hint=f"one of: {known}", exit_code=1
            )
    terminal.out(pool_cpus(pools) if cpus else pool_table(pools, topology))
    return 0
