"""`xl list -l`: every domain's stored configuration as JSON, in 4.17's layout."""

from __future__ import annotations

import json
from collections.abc import Iterable

from xlpy.machine.domain import Domain
from xlpy.views.yajl import yajl


def long_list(domains: Iterable[Domain]) -> str:
    """A JSON array of `{"domid": N, "config": {…}}`."""
    data = [{"domid": domain.domid, "config": json.loads(domain.config_json)} for domain in domains]
    return f"{yajl(data)}\n"
