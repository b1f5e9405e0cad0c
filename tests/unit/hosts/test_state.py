"""The state directory: made when first used, tied to its profile, replaced only by force."""

from __future__ import annotations

import json
import os
import sqlite3
import threading

import pytest

from xlpy.errors import HostUnavailable, ProfileError, StateError, UsageError
from xlpy.hosts.open import default_spec, open_host
from xlpy.hosts.simulated import state as state_module
from xlpy.hosts.simulated.initialise import find_profile, initialise, reinitialise
from xlpy.hosts.simulated.state import current_profile, open_state, open_store, state_directory


def test_a_fresh_directory_becomes_the_heatpipe(state_dir):
    assert not state_dir.exists()
    assert current_profile() is None
    host = open_state()
    assert host.label == "embedded host heatpipe"
    assert (state_dir / "host.db").is_file()
    assert current_profile() == "heatpipe"


def test_the_state_stays_between_openings(state_dir, blueprint):
    domid = open_state().build(blueprint("web"))
    again = open_state()
    assert again.find("web") == domid
    assert open_state("heatpipe").find("web") == domid


def test_a_state_made_from_another_profile_is_refused(state_dir):
    open_state("oracle-2x4")
    with pytest.raises(StateError, match="another profile") as refusal:
        open_state("heatpipe")
    assert "--force" in refusal.value.hint
    assert open_state("oracle-2x4").label == "embedded host oracle-2x4"
    assert open_state().label == "embedded host oracle-2x4"


def test_a_profile_that_changed_its_content_is_another_and_one_that_was_touched_is_not(
    state_dir, tmp_path
):
    file = tmp_path / "lab.toml"
    file.write_text('[[node]]\nid = 0\ncpus = "0"\n')
    open_state(str(file))
    file.write_text('# the same host\n[[node]]\nid = 0\ncpus = "0"\n')
    assert open_state(str(file)).label == "embedded host lab"
    file.write_text('[[node]]\nid = 0\ncpus = "0-1"\n')
    with pytest.raises(StateError):
        open_state(str(file))


def test_a_wrong_profile_makes_no_state(state_dir, tmp_path):
    file = tmp_path / "lab.toml"
    file.write_text("nodes = 3\n")
    for make in (open_state, lambda path: reinitialise(path, force=True)):
        with pytest.raises(ProfileError):
            make(str(file))
        with pytest.raises(HostUnavailable):
            make("no-such-profile")
    assert current_profile() is None


def test_host_init_makes_a_state_and_replaces_one_only_by_force(state_dir, blueprint):
    made = reinitialise("oracle-2x4", force=False)
    made.build(blueprint("web"))
    for profile in ("oracle-2x4", "heatpipe"):
        with pytest.raises(StateError, match="holds a host already"):
            reinitialise(profile, force=False)
    assert open_state().find("web") == 1
    again = reinitialise("heatpipe", force=True)
    assert again.label == "embedded host heatpipe"
    assert [row.name for row in again.domains()] == ["Domain-0"]
    assert again.console_ring().count("Xen version") == 1
    assert open_state().build(blueprint("web")) == 5


def test_host_init_does_not_claim_a_host_that_another_made_meanwhile(state_dir):
    refusals = []

    def other_process():
        try:
            reinitialise("heatpipe", force=False)
        except StateError as refusal:
            refusals.append(str(refusal))

    store = open_store()
    with store.exclusive():
        thread = threading.Thread(target=other_process)
        thread.start()
        thread.join(0.1)
        initialise(store, find_profile("oracle-2x4"), clock=lambda: 0, force=False)
    thread.join(10)
    assert refusals == [f"{state_dir}/host.db holds a host already (oracle-2x4)"]


def test_a_state_of_another_version_is_refused_and_replaced_by_force(state_dir):
    open_state().store.set_meta("schema_version", 99)
    with pytest.raises(StateError, match="version 99"):
        open_state()
    with pytest.raises(StateError):
        reinitialise("heatpipe", force=False)
    assert reinitialise("heatpipe", force=True).store.initialised()


def test_a_file_that_is_no_database_is_refused_and_replaced_by_force(state_dir):
    state_dir.mkdir()
    (state_dir / "host.db").write_bytes(b"not a database, but longer than its header" * 9)
    with pytest.raises(StateError, match="cannot be used"):
        open_state()
    assert reinitialise("heatpipe", force=True).store.initialised()


def test_a_directory_that_cannot_be_made_is_refused(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XLPY_STATE_DIR", str(tmp_path / "file" / "state"))
    with pytest.raises(StateError, match="cannot be made") as refusal:
        open_state()
    assert "XLPY_STATE_DIR" in refusal.value.hint


def test_the_directory_is_the_variables_then_roots_then_the_users(monkeypatch):
    monkeypatch.setenv("XLPY_STATE_DIR", "/given")
    assert state_directory() == "/given"
    monkeypatch.delenv("XLPY_STATE_DIR")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert state_directory() == "/var/lib/xlpy"
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("XDG_STATE_HOME", "/xdg")
    assert state_directory() == "/xdg/xlpy"
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", "/home/me")
    assert state_directory() == "/home/me/.local/state/xlpy"


# -- which host -----------------------------------------------------------------------------------


def test_a_spec_names_the_embedded_host_and_its_profile(state_dir, monkeypatch):
    assert open_host("sim:oracle-2x4").label == "embedded host oracle-2x4"
    assert open_host("sim").label == "embedded host oracle-2x4"
    monkeypatch.setenv("XLPY_HOST", "sim:heatpipe")
    with pytest.raises(StateError):
        open_host()
    assert open_host("sim").label == "embedded host oracle-2x4"


@pytest.mark.parametrize("spec", ["sim:", "kvm", "simulated", "xen:local", ":heatpipe"])
def test_any_other_spec_is_refused(spec):
    with pytest.raises(UsageError, match="is not a host"):
        open_host(spec)


def test_real_xen_is_announced_as_missing():
    with pytest.raises(HostUnavailable) as refusal:
        open_host("xen")
    assert "sim" in refusal.value.hint


def test_the_default_is_xen_in_a_dom0_and_the_embedded_host_elsewhere(tmp_path, monkeypatch):
    file = tmp_path / "capabilities"
    monkeypatch.setattr("xlpy.hosts.open.CAPABILITIES_FILE", str(file))
    assert default_spec() == "sim"
    file.write_text("control_d\n")
    assert default_spec() == "xen"
    file.write_text("\n")
    assert default_spec() == "sim"


# -- the store ------------------------------------------------------------------------------------


def test_free_pages_never_go_below_zero_in_the_database_itself(host):
    with pytest.raises(sqlite3.IntegrityError):
        host.store.db.execute("UPDATE node SET free_pages = -1")


def test_a_locked_state_is_reported_when_waiting_ends(state_dir, monkeypatch, blueprint):
    holder = open_state()
    monkeypatch.setattr("xlpy.hosts.simulated.store.LOCK_TIMEOUT_S", 0.05)
    waiting = state_module.open_state()
    with holder.exclusive(), pytest.raises(StateError, match="locked"):
        waiting.build(blueprint("web"))


def test_the_profile_is_kept_whole(host):
    data = json.loads(host.store.meta("profile"))
    assert data == host.profile
    assert data["nodes"][0]["cpus"] == "0-3"
    assert data["domains"][0]["pages"] == [[0, 1416166], [1, 1153345]]


def test_a_full_disk_is_reported_and_nothing_has_changed(state_dir, blueprint):
    host = open_state()
    pages = host.store.db.execute("PRAGMA page_count").fetchone()[0]
    host.store.db.execute(f"PRAGMA max_page_count = {pages}")
    built = []

    def build_until_full():
        while True:
            built.append(host.build(blueprint(f"d{len(built)}", mib=1)))

    with pytest.raises(StateError, match="disk is full"):
        build_until_full()
    assert [row.domid for row in host.domains()] == [0, *built]
    assert sum(host.topology().free_pages.values()) == 5715961 - 256 * len(built)


def test_a_state_that_lost_a_table_is_damaged(state_dir):
    open_state().store.db.execute("DROP TABLE domain")
    with pytest.raises(StateError, match="is damaged: no such table: domain") as refusal:
        open_state().domains()
    assert "--force" in refusal.value.hint


def test_a_state_with_nonsense_in_it_is_damaged(state_dir):
    open_state().store.set_meta("profile", "{")
    with pytest.raises(StateError, match="is damaged"):
        open_state().topology()


def test_a_state_file_with_broken_pages_is_damaged(state_dir):
    open_state()
    file = state_dir / "host.db"
    data = bytearray(file.read_bytes())
    for start in range(4096, len(data), 64):
        data[start : start + 60] = b"\xff" * 60
    file.write_bytes(data)
    with pytest.raises(StateError):
        open_state().domains()
