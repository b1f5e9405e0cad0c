"""`xl cpupool-list`: the cpupools and what they hold."""

from __future__ import annotations

from collections.abc import Iterable

from xlpy.machine.topology import Cpupool, Topology


def pool_table(pools: Iterable[Cpupool], topology: Topology) -> str:
    """A row per pool: how many CPUs, its scheduler, how many domains."""
    lines = [f"{'Name':<19}CPUs   Sched     Active   Domain count"]
    for pool in pools:
        domains = sum(domain.pool == pool.id for domain in topology.domains)
        lines.append(
            f"{pool.name:<19}{len(pool.cpus):3d} {pool.scheduler:>9}       y       {domains:4d}"
        )
    return "".join(f"{line}\n" for line in lines)


def pool_cpus(pools: Iterable[Cpupool]) -> str:
    """A row per pool: its CPUs, each by itself."""
    lines = [f"{'Name':<19}CPU list"]
    lines += [f"{pool.name:<19}{','.join(map(str, pool.cpus))}" for pool in pools]
    return "".join(f"{line}\n" for line in lines)
