"""How a configuration is read, and for which host."""

from __future__ import annotations

from typing import NamedTuple


class LoadOptions(NamedTuple):
    """How to read. `pv_vnuma`: the host builds PV domains with vNUMA. `xen` names it in messages.

    `nodes` and `cpus` count those online, `cpu_bits` is the highest CPU's number and one more,
    `node_ids` are the nodes: what vnuma= is checked against. None where there is no host to ask.
    `kernel_required`: the host boots what it builds. `vif_defaults` are words and values that
    network interfaces begin with.
    """

    strict: bool = False
    pv_vnuma: bool = True
    xen: str = ""
    nodes: int | None = None
    cpus: int | None = None
    cpu_bits: int | None = None
    node_ids: tuple[int, ...] | None = None
    kernel_required: bool = False
    vif_defaults: tuple[tuple[str, str], ...] = ()
