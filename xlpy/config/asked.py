"""What `vnuma=` has to agree with: other keys, and the host."""

from __future__ import annotations

from typing import NamedTuple


class HostFacts(NamedTuple):
    """What of the host a list is checked against; None where there is no host to check with."""

    nodes: int | None = None
    cpus: int | None = None
    cpu_bits: int | None = None
    node_ids: tuple[int, ...] | None = None


class Asked(NamedTuple):
    """What other keys say of the domain."""

    vcpus: int | None = None
    maxvcpus: int | None = None
    memory_mib: int | None = None
    maxmem_mib: int | None = None
