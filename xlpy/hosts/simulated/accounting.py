"""Exact page accounting: which node gives how many pages, in the order Xen hands them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlpy.errors import InsufficientMemory

SUPERPAGE_2M = 512
SUPERPAGE_1G = 262144


class NodeAccounts:
    """Free 4 KiB pages per node, and who takes them. Nothing is stored here."""

    def __init__(self, free_pages: Mapping[int, int]) -> None:
        self.free = dict(free_pages)

    def take_exact(self, what: str, node: int, pages: int) -> dict[int, int]:
        """Take `pages` from `node` alone. Raises InsufficientMemory."""
        if self.free.get(node, -1) < pages:
            raise InsufficientMemory(what=what, needed_pages=pages, node=node, free_pages=self.free)
        self.free[node] -= pages
        return {node: pages}

    def take_spread(
        self, what: str, pages: int, *, nodes: Sequence[int], cursor: int, extents: Sequence[int]
    ) -> tuple[dict[int, int], int]:
        """Take `pages` round robin over `nodes`, then from the others; give (pages by node, cursor).

        `extents` are extent sizes in pages, largest first, ending in 1. `cursor` is the node of the
        domain's last allocation: the next one starts after it, cyclically within `nodes`. An
        extent that no node of `nodes` can give comes from another node before a smaller one is
        tried (Xen's allocator, as the domain builder drives it). Raises InsufficientMemory.
        """
        if sum(self.free.values()) < pages:
            raise InsufficientMemory(what=what, needed_pages=pages, node=None, free_pages=self.free)
        taken: dict[int, int] = {}
        inside = sorted(node for node in nodes if node in self.free)
        outside = sorted(set(self.free) - set(inside))
        left = pages
        for extent in extents:
            for ring in (inside, outside):
                count, cursor = self._rounds(taken, left // extent, extent, ring, cursor)
                left -= count * extent
        assert left == 0, "the last extent size is one page"
        return taken, cursor

    def _rounds(
        self, taken: dict[int, int], count: int, extent: int, ring: Sequence[int], cursor: int
    ) -> tuple[int, int]:
        """Hand out up to `count` extents over `ring`, whole rounds at a time."""
        given = 0
        while given < count:
            able = [node for node in _after(ring, cursor) if self.free[node] >= extent]
            if not able:
                break
            rounds = min(self.free[node] // extent for node in able)
            rounds = max(min(rounds, (count - given) // len(able)), 1)
            for node in able[: count - given]:
                self.free[node] -= rounds * extent
                taken[node] = taken.get(node, 0) + rounds * extent
                given += rounds
                cursor = node
        return given, cursor


def _after(ring: Sequence[int], cursor: int) -> list[int]:
    """The ring, starting at the node after `cursor`."""
    return [n for n in ring if n > cursor] + [n for n in ring if n <= cursor]
