"""MAC addresses as xl reads them: six hex numbers with any one character between each two."""

from __future__ import annotations

from typing import NamedTuple

from xlpy.syntax.specs.cnumbers import strtoul


class Mac(NamedTuple):
    """The groups that could be read, at most six, and where the last one tried begins and ends.

    `beyond`: there are too few, and C would go on behind the end of its memory.
    """

    groups: tuple[int, ...]
    begin: int
    end: int
    beyond: bool = False

    @property
    def whole(self) -> bool:
        """Whether all six are there."""
        return len(self.groups) == 6


def read_mac(memory: str, at: int) -> Mac:
    """Read six groups from `at` on.

    A group is what strtoul takes in base 16 (blanks, a sign and 0x in front of it included), up to
    255 in its low 32 bits. xl does not look where the piece ends: with too few groups it reads on
    in the next piece.
    """
    groups: list[int] = []
    begin = end = at
    while len(groups) < 6:
        number = strtoul(memory, 16, begin)
        group = number.value & 0xFFFFFFFF if number else 256
        if number is None or group > 255:
            return Mac(tuple(groups), begin, end)
        groups.append(group)
        end = number.end
        if len(groups) < 6:
            begin = end + 1
            if begin > len(memory):
                return Mac(tuple(groups), end, end, beyond=True)
    return Mac(tuple(groups), begin, end)


def mac_text(groups: list[int]) -> str:
    """Six numbers as 00:16:3e:00:00:01."""
    return ":".join(f"{group:02x}" for group in groups)
