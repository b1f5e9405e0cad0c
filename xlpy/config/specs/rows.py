"""What a sub-key is: the row that help and man pages are made from."""

from __future__ import annotations

from typing import NamedTuple


class SubKey(NamedTuple):
    """One sub-key of a spec: `default`, `values` and `meaning` for people, `json` is libxl's name.

    `since` is the first release of Xen that reads it.
    """

    name: str
    kind: str
    default: str
    values: str
    meaning: str
    since: str
    json: str
    note: str = ""
