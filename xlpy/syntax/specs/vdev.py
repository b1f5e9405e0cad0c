"""The names of virtual disks, and the numbers they stand for (libxl, not the parser, asks)."""

from __future__ import annotations

import re

_NAME = re.compile(r"(xvd|hd|sd)([a-z]{1,7})([0-9]{0,4})|d([0-9]{1,8})p([0-9]{1,4})")
_NUMBER = re.compile(r"0[xX]([0-9a-fA-F]{1,16})|(0[0-7]{0,21})|([1-9][0-9]{0,18})")
_LIMITS = {"xvd": (1 << 20, 256), "hd": (4, 64), "sd": (16, 16)}  # disks, partitions of each


def vdev_number(text: str) -> int | None:
    """The device number of xvda1, hda, sdb3, d0p1 or a plain number; None when it is no name."""
    if number := _NUMBER.fullmatch(text):
        hexa, octal, decimal = number.groups()
        return int(hexa, 16) if hexa else int(octal, 8) if octal else int(decimal)
    match = _NAME.fullmatch(text)
    if match is None:
        return None
    kind = match[1] or "xvd"
    disk = _letters(match[2]) if match[2] else int(match[4])
    partition = int(match[3] or match[5] or 0)
    disks, partitions = _LIMITS[kind]
    return _number(kind, disk, partition) if disk < disks and partition < partitions else None


def _letters(letters: str) -> int:
    """The number that letters stand for: a is 0, z is 25, aa is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("a") + 1
    return number - 1


def _number(kind: str, disk: int, partition: int) -> int:
    if kind == "hd":
        return (3 if disk < 2 else 22) << 8 | (disk & 1) << 6 | partition
    if kind == "sd":
        return 8 << 8 | disk << 4 | partition
    if disk < 16 and partition < 16:
        return 202 << 8 | disk << 4 | partition
    return 1 << 28 | disk << 8 | partition
