"""`xl list -l`: every domain's configuration as JSON, in 4.17's layout."""

from __future__ import annotations

import json
from collections.abc import Iterable

from xlpy.machine.domain import Domain
from xlpy.views.running_config import running_config
from xlpy.views.yajl import yajl


def has_config(domain: Domain) -> bool:
    """Whether a configuration is stored for the domain; without one `xl list -l` leaves it out."""
    return domain.config_json != "{}"


def long_list(domains: Iterable[Domain]) -> str:
    """A JSON array of `{"domid": N, "config": {…}}`, and an empty line."""
    data = [
        {"domid": domain.domid, "config": running_config(json.loads(domain.config_json), domain)}
        for domain in domains
        if has_config(domain)
    ]
    return f"{yajl(data)}\n\n"
