"""Exact page accounting: which node gives how many pages, in the order Xen hands them out.

Xen's allocator, one extent after the other (vnuma.md 4.6, 10.4): first the domain's own nodes round
robin, then the first of the others that can, both above the width it keeps for DMA; then the same
with the low memory. Here whole rounds are taken at a time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from xlpy.errors import InsufficientMemory

SUPERPAGE_2M = 512
SUPERPAGE_1G = 262144
EXTENTS = (SUPERPAGE_1G, SUPERPAGE_2M, 1)


class NodeMemory(NamedTuple):
    """Free 4 KiB pages of a node: in all, below the DMA width, and `loose` above it.

    Loose pages lie in pieces of less than 2 MiB, where the node's free memory begins and ends.
    """

    free: int
    low: int = 0
    loose: int = 0


class Share(NamedTuple):
    """Pages taken from one node, and how many of them are low."""

    pages: int
    low: int = 0

    def plus(self, other: Share) -> Share:
        """Both together."""
        return Share(self.pages + other.pages, self.low + other.low)


Taken = dict[int, Share]
"""Pages taken, by node."""


class NodeAccounts:
    """Free pages per node, and who takes them. Nothing is stored here."""

    def __init__(self, memory: Mapping[int, NodeMemory]) -> None:
        self._zones = {
            "high": {node: part.free - part.low for node, part in memory.items()},
            "low": {node: part.low for node, part in memory.items()},
        }
        self._loose = {node: part.loose for node, part in memory.items()}

    @property
    def free(self) -> dict[int, int]:
        """Free pages by node."""
        low = self._zones["low"]
        return {node: high + low[node] for node, high in self._zones["high"].items()}

    def extents(self, node: int, extent: int, zone: str) -> int:
        """How many extents of that many pages a node has in a zone."""
        pages = self._zones[zone][node]
        if zone == "high" and extent > 1:
            pages -= self._loose[node]
        return max(pages, 0) // extent

    def take(self, node: int, count: int, extent: int, zone: str, taken: Taken) -> None:
        """Move extents from a node to `taken`."""
        pages = count * extent
        self._zones[zone][node] -= pages
        share = Share(pages, pages if zone == "low" else 0)
        taken[node] = taken.get(node, Share(0)).plus(share)

    def require(self, what: str, pages: int) -> None:
        """Raise InsufficientMemory where the host has not that many pages free."""
        if sum(self.free.values()) < pages:
            raise InsufficientMemory(what=what, needed_pages=pages, node=None, free_pages=self.free)


class Allocation:
    """The requests of one domain. `nodes` is its node affinity.

    `cursor` is the node of its last request: the next one starts after it, cyclically within `nodes`.
    """

    def __init__(
        self, accounts: NodeAccounts, what: str, nodes: Sequence[int], *, cursor: int = 0
    ) -> None:
        self.accounts, self.what, self.cursor = accounts, what, cursor
        self.confine(nodes)

    def confine(self, nodes: Sequence[int]) -> None:
        """Give the domain another node affinity."""
        everywhere = sorted(self.accounts.free)
        self._inside = [node for node in everywhere if node in nodes]
        self._outside = [node for node in everywhere if node not in nodes]

    def exact(self, node: int, pages: int) -> Taken:
        """Take `pages` from `node` alone, low ones last. Raises InsufficientMemory."""
        accounts = self.accounts
        if accounts.free.get(node, -1) < pages:
            raise InsufficientMemory(
                what=self.what, needed_pages=pages, node=node, free_pages=accounts.free
            )
        taken: Taken = {}
        high = min(pages, accounts.extents(node, 1, "high"))
        accounts.take(node, high, 1, "high", taken)
        accounts.take(node, pages - high, 1, "low", taken)
        self.cursor = node
        return taken

    def spread(self, count: int, extent: int = 1, *, sizes: Sequence[int] = EXTENTS) -> Taken:
        """Take `count` extents from anywhere; what no node has whole comes in the next smaller size.

        Raises InsufficientMemory; then nothing was taken.
        """
        self.accounts.require(self.what, count * extent)
        taken: Taken = {}
        for size in sizes[sizes.index(extent) :]:
            count = count * extent // size
            extent = size
            count -= self._one_size(count, size, taken)
        assert count == 0, "the last extent size is one page"
        return taken

    def _one_size(self, count: int, extent: int, taken: Taken) -> int:
        given = 0
        for zone in ("high", "low"):
            given += self._rounds(count - given, extent, zone, taken)
            given += self._overflow(count - given, extent, zone, taken)
        return given

    def _rounds(self, count: int, extent: int, zone: str, taken: Taken) -> int:
        """Hand out up to `count` extents round robin, whole rounds at a time."""
        accounts, given = self.accounts, 0
        while given < count:
            left = {node: accounts.extents(node, extent, zone) for node in self._turn()}
            able = [node for node, extents in left.items() if extents]
            if not able:
                break
            rounds = min(*(left[node] for node in able), (count - given) // len(able))
            for node in able[: count - given]:
                accounts.take(node, max(rounds, 1), extent, zone, taken)
                given += max(rounds, 1)
                self.cursor = node
        return given

    def _turn(self) -> list[int]:
        """The domain's nodes, starting after the cursor."""
        after = [node for node in self._inside if node > self.cursor]
        return after + [node for node in self._inside if node <= self.cursor]

    def _overflow(self, count: int, extent: int, zone: str, taken: Taken) -> int:
        """Hand out up to `count` extents of the other nodes, each emptied before the next."""
        given = 0
        for node in self._outside:
            extents = min(count - given, self.accounts.extents(node, extent, zone))
            if extents:
                self.accounts.take(node, extents, extent, zone, taken)
                given += extents
                self.cursor = node
        return given


def merged(*parts: Taken) -> Taken:
    """Everything that was taken, by node."""
    total: Taken = {}
    for part in parts:
        for node, share in part.items():
            total[node] = total.get(node, Share(0)).plus(share)
    return total
