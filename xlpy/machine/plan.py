"""A plan: where a domain's memory and vcpus shall lie, and why. It carries its reasons."""

from __future__ import annotations

from typing import NamedTuple


class PlannedVnode(NamedTuple):
    """One vnode of a plan: `size_mib` of memory on `pnode` (None: any), with these vcpus."""

    vnode: int
    pnode: int | None
    size_mib: int
    vcpus: tuple[int, ...]


class Plan(NamedTuple):
    """The outcome of placement.

    `nodes` is the resulting node affinity: all nodes when placement found nothing. `placed` says
    whether it found something. `soft_affinity` are CPUs every vcpu prefers; empty: all.
    """

    policy: str
    nodes: tuple[int, ...]
    placed: bool
    vnodes: tuple[PlannedVnode, ...] = ()
    soft_affinity: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()
