"""Bringing a state of an older version up to date, beyond what SQL can do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from xlpy.hosts.simulated.initialise import control_config
from xlpy.hosts.simulated.profile_read import read_profile_data

if TYPE_CHECKING:
    from xlpy.hosts.simulated.store import Store


def complete_profile(store: Store) -> None:
    """Fill in what profiles could not tell in version 1, as if it had been left out of the file."""
    profile = read_profile_data(as_toml(json.loads(store.meta("profile"))), store.path)
    store.set_meta("profile", json.dumps(profile.as_data()))
    store.db.executemany(
        "UPDATE node SET low_free_pages = min(free_pages, ?) WHERE id = ?",
        [(node.low_free_pages, node.id) for node in profile.nodes],
    )
    store.db.executemany(
        "UPDATE domain SET config = ? WHERE domid = ? AND config = '{}'",
        [(control_config(domain), 0) for domain in profile.domains if domain.domid == 0],
    )


def as_toml(data: dict[str, Any]) -> dict[str, Any]:
    """A stored profile of version 1 under the names of the TOML form."""
    renamed = {"nodes": "node", "cpupools": "cpupool", "domains": "domain"}
    found = {renamed.get(key, key): value for key, value in data.items() if value is not None}
    found["domain"] = [
        {**domain, "pages": [count for _, count in domain["pages"]]} for domain in found["domain"]
    ]
    return found
