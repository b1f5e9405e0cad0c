"""A domain, read back from its host: frozen snapshots, never edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xlpy.machine.summary import DomainSummary
from xlpy.machine.vnuma import Origin, VnumaTopology


@dataclass(frozen=True, slots=True)
class VnumaLayout:
    """A domain's vNUMA: what the hypervisor holds, where the pages lie, and why.

    `size_mib` is what each vnode was configured with; `pages` gives per vnode the 4 KiB pages really
    on each node; `origins` says for each of sizes, distances, vcpus and pnodes why it holds.
    """

    topology: VnumaTopology
    size_mib: tuple[int, ...]
    pages: tuple[Mapping[int, int], ...]
    origins: Mapping[str, Origin]

    def is_local(self, vnode: int) -> bool:
        """Whether every page of the vnode lies on its pnode (or, if it has none, on one node)."""
        held = {node for node, pages in self.pages[vnode].items() if pages}
        pnode = self.topology.vnode_to_pnode[vnode]
        return len(held) <= 1 if pnode is None else held <= {pnode}


@dataclass(frozen=True, slots=True)
class Domain:
    """Everything the host knows of one domain. Pages are of 4 KiB.

    `max_pages` is the most it may have; `overhead_pages` are those Xen took for it without giving them
    to it, which no other count has in it. `vcpus_available` are those it is offered. `started_ns` is
    the host's time since boot when it was made. `scheduler` is its cpupool's.
    """

    summary: DomainSummary
    uuid: str
    type: str
    vcpus_max: int
    node_pages: Mapping[int, int]
    node_affinity: tuple[int, ...]
    hard_affinity: tuple[tuple[int, ...], ...]
    soft_affinity: tuple[tuple[int, ...], ...]
    pool: str
    policy: str
    config_json: str = "{}"
    vnuma: VnumaLayout | None = field(default=None)
    reasons: tuple[str, ...] = ()
    max_pages: int = 0
    overhead_pages: int = 0
    vcpus_available: int = 0
    started_ns: int = 0
    scheduler: str = "credit2"

    @property
    def domid(self) -> int:
        """The domain's number."""
        return self.summary.domid

    @property
    def name(self) -> str:
        """The domain's name."""
        return self.summary.name
