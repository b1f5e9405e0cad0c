"""A state that an older xlpy made is brought up to date when it is opened."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from xlpy.hosts.simulated import upgrade
from xlpy.hosts.simulated.initialise import find_profile, read_profile
from xlpy.hosts.simulated.state import open_state
from xlpy.hosts.simulated.store import SCHEMA, SCHEMA_VERSION, UPGRADES, Store

VERSION_1 = (Path(__file__).parent / "state-v1.sql").read_text()


@pytest.fixture
def old_state(state_dir: Path) -> Path:
    state_dir.mkdir()
    file = state_dir / "host.db"
    db = sqlite3.connect(file)
    db.executescript(VERSION_1)
    db.close()
    return file


def columns(db: sqlite3.Connection) -> dict[str, list[tuple[str, str]]]:
    tables = ("node", "domain", "domain_pages")
    return {
        table: sorted((row[1], row[2]) for row in db.execute(f"PRAGMA table_info({table})"))
        for table in tables
    }


def test_domains_and_pages_are_kept(old_state, blueprint):
    host = open_state()
    assert [(row.domid, row.name, row.pages) for row in host.domains()] == [
        (0, "Domain-0", 2569511), (5, "web", 65536),
    ]  # fmt: skip
    assert host.topology().free_pages == {0: 2752911, 1: 2897514}
    web = host.domain(5)
    assert dict(web.node_pages) == {0: 0, 1: 65536}
    assert web.soft_affinity == ((4, 5, 6, 7),) * 2
    assert host.store.meta("schema_version") == SCHEMA_VERSION
    assert host.build(blueprint("next")) == 6
    host.destroy(5)
    assert host.topology().free_pages[1] <= 2897514 + 65536


def test_what_version_1_could_not_tell_has_its_default(old_state):
    host = open_state("heatpipe")  # no complaint: it is the same profile
    assert host.profile == read_profile(find_profile("heatpipe")).as_data()
    assert host.profile["dma_bits"] == 32
    low = dict(host.store.db.execute("SELECT id, low_free_pages FROM node"))
    assert low == {0: 1048576, 1: 0}
    available = host.store.db.execute("SELECT vcpus_available FROM domain ORDER BY domid")
    assert [row[0] for row in available] == [8, 2]
    config = json.loads(host.domain(0).config_json)
    assert config["b_info"]["target_memkb"] == 2569511 * 4 - 1


def test_the_tables_are_those_of_a_fresh_state(old_state):
    fresh = sqlite3.connect(":memory:")
    fresh.executescript(SCHEMA)
    assert columns(open_state().store.db) == columns(fresh)
    fresh.close()


def test_an_upgrade_happens_as_a_whole_or_not_at_all(old_state, monkeypatch):
    def fail(_store: Store) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(upgrade, "complete_profile", fail)
        with pytest.raises(KeyboardInterrupt):
            open_state()
    assert Store(str(old_state)).meta("schema_version") == 1
    assert len(open_state().domains()) == 2


def test_every_older_version_has_an_upgrade():
    assert sorted(UPGRADES) == list(range(1, SCHEMA_VERSION))
