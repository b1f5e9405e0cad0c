"""Where the embedded hypervisor's vcpus are: nothing really runs, so it is made up to be plausible."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from xlpy.hosts.simulated.snapshot import affinity
from xlpy.machine.numbers import parse_ranges
from xlpy.machine.summary import DomainSummary
from xlpy.machine.vcpu import VcpuInfo


def vcpus(
    db: sqlite3.Connection, profile: Mapping[str, Any], summary: DomainSummary
) -> tuple[VcpuInfo, ...]:
    """Every vcpu of a domain, online or not."""
    hard, soft, pool = db.execute(
        "SELECT hard_affinity, soft_affinity, pool FROM domain WHERE domid = ?", (summary.domid,)
    ).fetchone()
    cpus = next(parse_ranges(p["cpus"]) for p in profile["cpupools"] if p["id"] == pool)
    masks = zip(affinity(hard), affinity(soft), strict=True)
    return tuple(_vcpu(summary, vcpu, *mask, cpus) for vcpu, mask in enumerate(masks))


def _vcpu(
    summary: DomainSummary, vcpu: int, hard: tuple[int, ...], soft: tuple[int, ...],
    pool: tuple[int, ...],
) -> VcpuInfo:  # fmt: skip
    """The first vcpus are those online, and the domain's CPU time is theirs in equal parts."""
    online = vcpu < summary.vcpus_online
    running = online and summary.running and vcpu == 0
    share, rest = divmod(summary.cpu_time_ns, max(summary.vcpus_online, 1))
    return VcpuInfo(
        vcpu=vcpu,
        cpu=_cpu(vcpu, hard, soft, pool) if online else None,
        online=online,
        running=running,
        blocked=online and not running and summary.has_run,
        time_ns=(share if online or vcpu == 0 else 0) + (rest if vcpu == 0 else 0),
        hard=hard,
        soft=soft,
    )


def _cpu(
    vcpu: int, hard: tuple[int, ...], soft: tuple[int, ...], pool: tuple[int, ...]
) -> int | None:
    """Vcpus lie side by side on the CPUs they like best of those they may use."""
    usable = set(hard) & set(pool)
    best = sorted(usable & set(soft)) or sorted(usable) or sorted(pool)
    return best[vcpu % len(best)] if best else None
