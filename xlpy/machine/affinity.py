"""Node affinity as Xen works it out by itself (vnuma.md 4.6)."""

from __future__ import annotations

from collections.abc import Iterable

from xlpy.machine.topology import Topology


def automatic_nodes(
    hard: Iterable[Iterable[int]],
    soft: Iterable[Iterable[int]],
    usable: Iterable[int],
    topology: Topology,
) -> tuple[int, ...]:
    """The nodes of the CPUs that vcpus may use and prefer; where these share none, of those they may.

    `hard` and `soft` hold a CPU set per vcpu, `usable` are the CPUs of the domain's cpupool.
    """
    allowed = set().union(*hard) & set(usable)
    preferred = allowed & set().union(*soft)
    cpus = preferred or allowed
    return tuple(node.id for node in topology.nodes if cpus.intersection(node.cpus))
