"""A vcpu as the hypervisor sees it now."""

from __future__ import annotations

from typing import NamedTuple


class VcpuInfo(NamedTuple):
    """Where a vcpu is and what it does; `time_ns` is the CPU time it has used.

    `cpu` is None while it is offline. `hard` are the CPUs it may use, `soft` those it prefers.
    """

    vcpu: int
    cpu: int | None
    online: bool
    running: bool
    blocked: bool
    time_ns: int
    hard: tuple[int, ...]
    soft: tuple[int, ...]
