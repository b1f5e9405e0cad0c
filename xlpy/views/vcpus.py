"""`xl vcpu-list`: where every vcpu is, what it does, and where it may be."""

from __future__ import annotations

from collections.abc import Iterable

from xlpy.machine.numbers import bitmap_text
from xlpy.machine.summary import DomainSummary
from xlpy.machine.vcpu import VcpuInfo

HEADER = (
    f"{'Name':<32} {'ID':>5} {'VCPU':>5} {'CPU':>5} {'State':>5} {'Time(s)':>9}"
    " Affinity (Hard / Soft)\n"
)


def vcpu_rows(domain: DomainSummary, vcpus: Iterable[VcpuInfo], *, cpu_count: int) -> str:
    """A row per vcpu; `cpu_count` is the width of the CPU bitmaps."""
    return "".join(f"{_row(domain, vcpu, cpu_count)}\n" for vcpu in vcpus)


def _row(domain: DomainSummary, vcpu: VcpuInfo, cpu_count: int) -> str:
    cpu = "-" if vcpu.cpu is None else vcpu.cpu
    hard, soft = bitmap_text(vcpu.hard, cpu_count), bitmap_text(vcpu.soft, cpu_count)
    return (
        f"{domain.name:<32} {domain.domid:5d} {vcpu.vcpu:5d}{cpu:>5} {_letters(vcpu):>5} "
        f"{vcpu.time_ns / 1e9:9.1f}  {hard} / {soft}"
    )


def _letters(vcpu: VcpuInfo) -> str:
    """`r--`, `-b-`, `---`; an offline vcpu is `--p`."""
    if not vcpu.online:
        return "--p"
    return f"{'r' if vcpu.running else '-'}{'b' if vcpu.blocked else '-'}-"
