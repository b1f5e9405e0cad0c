"""One thing to say about a spec string."""

from __future__ import annotations

from typing import NamedTuple

from xlpy.errors import Severity


class Finding(NamedTuple):
    """What is wrong or doubtful in a spec, and where.

    `offset` and `width` count characters of the spec, so that the caller can place a caret.
    `exit_code` is the status that xl ends with when the finding is an error.
    """

    text: str
    offset: int
    width: int = 1
    severity: Severity = "error"
    hint: str | None = None
    exit_code: int = 1
