"""Bringing a state of an older version up to date, beyond what SQL can do."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

from xlpy.errors import HostUnavailable
from xlpy.hosts.simulated.initialise import control_config, find_profile
from xlpy.hosts.simulated.profile_read import read_profile_data

if TYPE_CHECKING:
    from xlpy.hosts.simulated.store import Store


SINCE_2 = ("total_pages", "dma_bits", "guests", "max_nodes", "info")
"""Keys of a profile that came with version 2 of the state."""


def complete_profile(store: Store) -> None:
    """Fill in what profiles could not tell in version 1, as if it had been left out of the file."""
    told = {**_told_since(store), **as_toml(json.loads(store.meta("profile")))}
    profile = read_profile_data(told, store.path)
    store.set_meta("profile", json.dumps(profile.as_data()))
    store.db.executemany(
        "UPDATE node SET low_free_pages = min(free_pages, ?) WHERE id = ?",
        [(node.low_free_pages, node.id) for node in profile.nodes],
    )
    store.db.executemany(
        "UPDATE domain SET config = ? WHERE domid = ? AND config = '{}'",
        [(control_config(domain), 0) for domain in profile.domains if domain.domid == 0],
    )


def _told_since(store: Store) -> dict[str, Any]:
    """What the file, or the shipped profile of that name, says now and could not say in version 1."""
    for path in (str(store.meta("fingerprint")).rsplit(":", 2)[0], str(store.meta("name"))):
        try:
            with open(find_profile(path), "rb") as file:
                told = tomllib.load(file)
        except (HostUnavailable, OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
            continue
        return {key: told[key] for key in SINCE_2 if key in told}
    return {}


def as_toml(data: dict[str, Any]) -> dict[str, Any]:
    """A stored profile of version 1 under the names of the TOML form."""
    renamed = {"nodes": "node", "cpupools": "cpupool", "domains": "domain"}
    found = {renamed.get(key, key): value for key, value in data.items() if value is not None}
    found["domain"] = [
        {**domain, "pages": [count for _, count in domain["pages"]]} for domain in found["domain"]
    ]
    return found
