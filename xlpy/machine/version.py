"""Which Xen a host runs, and what that Xen can do."""

from __future__ import annotations

import re
from typing import NamedTuple

from xlpy.errors import XlError


class XenVersion(NamedTuple):
    """A version such as `4.17.7`, or of the 2013 series, `4.4-vnuma-v2`."""

    major: int
    minor: int
    extra: str
    series: int | None

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}{self.extra}"

    @property
    def release(self) -> tuple[int, int]:
        """(major, minor), for comparisons."""
        return self.major, self.minor

    @property
    def reads_2013_keys(self) -> bool:
        """Whether this Xen's own toolstack reads the five keys of 2013."""
        return self.series is not None


_PATTERN = re.compile(r"(\d{1,3})\.(\d{1,3})((?:[.\-+][A-Za-z0-9.\-+~]*)?)\Z")
_SERIES = re.compile(r"-vnuma-v([234])\Z")


def parse_version(text: str) -> XenVersion:
    """`4.17.7` → XenVersion. Raises XlError when the text is not a version."""
    match = _PATTERN.match(text)
    if not match:
        raise XlError(
            f'"{text}" is not a Xen version', hint='write it as "4.17.7" or "4.4-vnuma-v2"'
        )
    series = _SERIES.match(match[3])
    return XenVersion(int(match[1]), int(match[2]), match[3], int(series[1]) if series else None)
