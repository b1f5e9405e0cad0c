"""What the domain builder asks Xen for, type by type, and which nodes give it.

Read off Xen 4.17 (vnuma.md 2.5, 4.6): PV memory comes in 2 MiB extents, then single pages; HVM and PVH
memory range by range in 1 GiB, 2 MiB and single pages, after a paging pool that Xen keeps for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from xlpy.errors import InsufficientMemory
from xlpy.hosts.simulated.accounting import (
    SUPERPAGE_1G,
    SUPERPAGE_2M,
    Allocation,
    NodeAccounts,
    Taken,
    merged,
)
from xlpy.hosts.simulated.store import NO_VNODE, OVERHEAD, POD_CACHE
from xlpy.machine.blueprint import Blueprint, VnumaBlueprint
from xlpy.machine.topology import PAGES_PER_MIB
from xlpy.machine.vnuma import VmemRange

PAGE, LAST_FRAME = 4096, 1 << 52
VGA_HOLE = range(0xA0, 0xC0)
"""The frames between 640 and 768 KiB, which are no memory in an HVM domain."""

SPECIAL_PAGES, VGA_ROM_PAGES = 16, 16
POOL_PAGES_PER_VCPU, POOL_PAGES_AT_FIRST = 256, 256


class Held(NamedTuple):
    """Pages of one vnode (or NO_VNODE, OVERHEAD, POD_CACHE) on one node; `low` of them are low."""

    vnode: int
    node: int
    pages: int
    low: int


class Populator:
    """Gives one domain its memory. `nodes` is its node affinity while it is built."""

    def __init__(
        self, accounts: NodeAccounts, blueprint: Blueprint, nodes: tuple[int, ...],
        release: tuple[int, int],
    ) -> None:  # fmt: skip
        self._accounts, self._blueprint, self._nodes = accounts, blueprint, nodes
        self._release = release
        self._what = f'domain "{blueprint.name}"'
        self._allocation = Allocation(accounts, self._what, tuple(accounts.free))
        self._held: list[Held] = []

    def populate(self) -> list[Held]:
        """Every page the domain takes. Raises InsufficientMemory."""
        if self._blueprint.type == "pv":
            self._create(pages=2)
            self._pv(self._blueprint.vnuma)
        else:
            self._create(pages=3 + 3 * self._blueprint.max_vcpus)
            self._paging_pool()
            self._hvm(self._blueprint.vnuma)
        return self._held

    def _keep(self, vnode: int, *parts: Taken) -> None:
        self._held += [
            Held(vnode, node, share.pages, share.low)
            for node, share in sorted(merged(*parts).items())
        ]

    def _create(self, *, pages: int) -> None:
        """Structures of Xen's own move the cursor on: so many pages, from all nodes in turn.

        Where they lie beyond that depends on the CPU that the toolstack runs on; they are not counted.
        """
        ring = sorted(self._accounts.free)
        ring = [node for node in ring if node > 0] + [node for node in ring if node == 0]
        self._allocation.cursor = ring[(pages - 1) % len(ring)]

    def _confine(self) -> None:
        self._allocation.confine(self._nodes)

    # -- PV ---------------------------------------------------------------------------------------

    def _pv(self, vnuma: VnumaBlueprint | None) -> None:
        self._confine()
        if vnuma is not None:
            self._check_room(vnuma.pages, vnuma.vnode_to_pnode)
            self._vnodes(vnuma.pages, vnuma.vnode_to_pnode)
            return
        pages = self._blueprint.pages
        self._accounts.require(self._what, pages)
        extent = SUPERPAGE_2M if self._release >= (4, 6) else 1
        whole = self._allocation.spread(pages // extent, extent)
        self._keep(NO_VNODE, whole, self._allocation.spread(pages % extent))

    def _vnodes(self, pages: Iterable[int], pnodes: Iterable[int | None]) -> None:
        """Pages from each vnode's pnode alone, then those of vnodes without one, round robin.

        Vnodes that name a node come first, so that no page they need is spent on one that does not.
        """
        wanted = [*enumerate(zip(pages, pnodes, strict=True))]
        for vnode, (count, pnode) in sorted(wanted, key=lambda entry: entry[1][1] is None):
            if pnode is None:
                self._keep(vnode, self._allocation.spread(count))
            else:
                self._keep(vnode, self._allocation.exact(pnode, count))

    def _check_room(self, pages: tuple[int, ...], pnodes: tuple[int | None, ...]) -> None:
        """Whether all vnodes together fit, node by node, before the first page is taken."""
        free = self._accounts.free
        wanted = [*enumerate(zip(pages, pnodes, strict=True))]
        for node in sorted({pnode for pnode in pnodes if pnode is not None}):
            there = {vnode: count for vnode, (count, pnode) in wanted if pnode == node}
            if sum(there.values()) > free.get(node, 0):
                vnodes = f"vnode{'s' * (len(there) > 1)} {', '.join(map(str, there))}"
                raise InsufficientMemory(
                    what=f"{vnodes} of {self._what}",
                    needed_pages=sum(there.values()),
                    node=node,
                    free_pages=free,
                )
        self._accounts.require(self._what, sum(pages))

    # -- HVM and PVH ------------------------------------------------------------------------------

    def _paging_pool(self) -> None:
        """256 pages a vcpu and one a MiB; the first 256 before there is a node affinity."""
        blueprint = self._blueprint
        pages = POOL_PAGES_PER_VCPU * blueprint.max_vcpus + blueprint.max_pages // PAGES_PER_MIB
        self._accounts.require(f"the paging pool of {self._what}", pages)
        first = self._allocation.spread(POOL_PAGES_AT_FIRST)
        self._confine()
        self._keep(OVERHEAD, first, self._allocation.spread(pages - POOL_PAGES_AT_FIRST))

    def _hvm(self, vnuma: VnumaBlueprint | None) -> None:
        early, special = self._early_frames(), self._special_pages()
        if vnuma is not None:
            pages = tuple(self._ram_of(vnuma.vmemranges, n) for n in range(len(vnuma.size_mib)))
            self._check_room(pages, vnuma.vnode_to_pnode)
            beginning = self._allocation.spread(early)
            self._vnodes(pages, vnuma.vnode_to_pnode)
            self._keep(NO_VNODE, beginning, self._allocation.spread(special))
            return
        ranges = self._blueprint.vmemranges
        ram, cache = self._ram_of(ranges, 0), self._on_demand()
        self._accounts.require(self._what, (ram if cache is None else cache) + early + special)
        beginning = self._allocation.spread(early)
        if cache is None:
            parts = [self._allocation.spread(*request) for request in self._requests(ranges)]
        else:
            parts = []
            self._keep(POD_CACHE, self._allocation.spread(cache))
        self._keep(NO_VNODE, beginning, *parts, self._allocation.spread(special))

    def _early_frames(self) -> int:
        """An HVM domain's first 640 KiB are asked for before, and apart from, all else."""
        return VGA_HOLE.start if self._blueprint.type == "hvm" else 0

    def _special_pages(self) -> int:
        """What the toolstack and the device model add: rings, the VGA's ROM and its memory."""
        video = self._blueprint.video_pages
        return SPECIAL_PAGES + (video + VGA_ROM_PAGES if video else 0)

    def _on_demand(self) -> int | None:
        """Pages of the cache of a domain that is populated on demand (memory= below maxmem=)."""
        blueprint = self._blueprint
        if blueprint.pages >= blueprint.max_pages:
            return None
        hole = VGA_HOLE.stop if blueprint.type == "hvm" else 0
        return max(blueprint.pages - blueprint.video_pages - hole, 0)

    def _ram_of(self, ranges: Iterable[VmemRange], vnode: int) -> int:
        """Frames of a vnode, without those asked for early and those that are no memory."""
        spans = (span for span, nid in self._spans(ranges) if nid == vnode)
        return sum(map(len, spans))

    def _spans(self, ranges: Iterable[VmemRange]) -> Iterator[tuple[range, int]]:
        for entry in ranges:
            first, end = entry.start // PAGE, entry.end // PAGE
            if first == 0 and self._blueprint.type == "hvm":
                first = min(VGA_HOLE.stop, end)
            yield range(first, end), entry.nid

    def _requests(self, ranges: Iterable[VmemRange]) -> Iterator[tuple[int, int]]:
        """(count, pages each): the largest extents that fit, aligned, range by range."""
        for span, _ in self._spans(ranges):
            frame = span.start
            while frame < span.stop:
                extent = next(
                    size for size in (SUPERPAGE_1G, SUPERPAGE_2M, 1)
                    if frame % size == 0 and frame + size <= span.stop
                )  # fmt: skip
                end = min(span.stop, _next_multiple(frame, extent))
                yield (end - frame) // extent, extent
                frame += (end - frame) // extent * extent


def _next_multiple(frame: int, extent: int) -> int:
    """Where larger extents could begin; of the largest there is no larger."""
    larger = {1: SUPERPAGE_2M, SUPERPAGE_2M: SUPERPAGE_1G}.get(extent)
    return (frame // larger + 1) * larger if larger else LAST_FRAME
