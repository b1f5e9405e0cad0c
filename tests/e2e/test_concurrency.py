"""Several `xl` at once: no domid and no page is given twice, and every sum is exact."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from xlpy.hosts.simulated.state import open_state

HEATPIPE = {0: 2752911 + 1416166, 1: 2963050 + 1153345}  # free pages and dom0's


def at_once(commands: Sequence[Sequence[str]], cwd: Path) -> list[tuple[int, str]]:
    """Start them all, then wait for all: status and stderr of each."""
    started = [
        subprocess.Popen(
            command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True,
        )
        for command in commands
    ]  # fmt: skip
    errors = [process.communicate(timeout=60)[1] for process in started]
    return [(p.returncode, error) for p, error in zip(started, errors, strict=True)]


@pytest.fixture
def one_after_another(xl_command, tmp_path):
    """A worker: runs command lines in turn, gives their statuses."""

    def work(lines: Sequence[Sequence[str]]) -> list[int]:
        return [at_once([[*xl_command, *line]], tmp_path)[0][0] for line in lines]

    return work


def creates(who: str, count: int, *settings: str) -> list[list[str]]:
    return [["create", "/dev/null", f'name="{who}{n}"', *settings] for n in range(count)]


def test_creating_from_two_sides_gives_every_domain_its_own_domid_and_pages(
    one_after_another, page_sums
):
    settings = ("memory=512", "vcpus=2", "vnodes=2", "vnuma_vnodemap=[0,1]")
    with ThreadPoolExecutor(2) as workers:
        statuses = list(
            workers.map(one_after_another, [creates(who, 8, *settings) for who in "ab"])
        )
    assert statuses == [[0] * 8, [0] * 8]
    host = open_state()
    assert [row.domid for row in host.domains()] == [0, *range(5, 21)]
    assert {row.name for row in host.domains()} == {
        "Domain-0", *(f"{who}{n}" for who in "ab" for n in range(8))
    }  # fmt: skip
    for row in host.domains()[1:]:
        assert host.domain(row.domid).vnuma.pages == ({0: 65536}, {1: 65536})
    assert host.topology().free_pages == {0: 2752911 - 16 * 65536, 1: 2963050 - 16 * 65536}
    assert page_sums(host) == HEATPIPE


def test_when_memory_runs_out_the_losers_get_nothing(one_after_another, page_sums):
    settings = ("memory=6000", "vcpus=1")
    with ThreadPoolExecutor(2) as workers:
        statuses = list(
            workers.map(one_after_another, [creates(who, 3, *settings) for who in "ab"])
        )
    done = [status for each in statuses for status in each]
    assert sorted(done) == [0, 0, 0, 3, 3, 3]  # 22327 MiB are free: three times 6000
    host = open_state()
    assert [row.domid for row in host.domains()] == [0, 5, 6, 7]
    assert sum(host.topology().free_pages.values()) == sum(HEATPIPE.values()) - 2569511 - (
        3 * 6000 * 256
    )
    assert page_sums(host) == HEATPIPE


def test_one_name_at_once_is_given_once(xl_command, tmp_path, page_sums):
    command = [*xl_command, "create", "/dev/null", 'name="same"', "memory=64"]
    ended = at_once([command] * 3, tmp_path)
    assert sorted(status for status, _ in ended) == [0, 3, 3]
    host = open_state()
    assert [row.name for row in host.domains()] == ["Domain-0", "same"]
    assert page_sums(host) == HEATPIPE


def test_destroying_one_domain_at_once_gives_its_pages_back_once(
    xl_command, run_xl, tmp_path, page_sums
):
    assert run_xl("create", "/dev/null", 'name="gone"', "memory=64").status == 0
    ended = at_once([[*xl_command, "destroy", "5"]] * 3, tmp_path)
    assert sorted(status for status, _ in ended) == [0, 1, 1]
    host = open_state()
    assert host.topology().free_pages == {0: 2752911, 1: 2963050}
    assert page_sums(host) == HEATPIPE


@pytest.mark.parametrize("round_", range(3))
def test_using_a_fresh_directory_at_once_makes_one_host(
    xl_command, tmp_path, state_dir, page_sums, round_
):
    commands = [[*xl_command, "create", "/dev/null", f'name="d{n}"', "memory=64"] for n in range(3)]
    assert not state_dir.exists()
    assert at_once(commands, tmp_path) == [(0, "Parsing config from /dev/null\n")] * 3
    host = open_state()
    assert [row.domid for row in host.domains()] == [0, 5, 6, 7]
    assert page_sums(host) == HEATPIPE
    assert host.console_ring().count("Xen version") == 1


def test_initialising_a_fresh_directory_as_two_hosts_at_once_makes_one_of_them(
    xl_command, tmp_path
):
    commands = [
        [*xl_command, "--host", f"sim:{name}", "list"] for name in ("heatpipe", "oracle-2x4")
    ]
    ended = at_once(commands, tmp_path)
    assert sorted(status for status, _ in ended) == [0, 1]
    refused = next(error for status, error in ended if status)
    assert "another profile" in refused
    winner = "heatpipe" if ended[0][0] == 0 else "oracle-2x4"
    assert open_state().label == f"embedded host {winner}"


def test_host_init_at_once_without_force_succeeds_once(xl_command, tmp_path):
    command = [*xl_command, "host", "init", "heatpipe"]
    ended = at_once([command] * 3, tmp_path)
    assert sorted(status for status, _ in ended) == [0, 1, 1]
    assert all("holds a host already" in error for status, error in ended if status)


def test_host_init_at_once_with_force_always_leaves_a_whole_host(xl_command, tmp_path, page_sums):
    open_state("oracle-2x4")
    command = [*xl_command, "host", "init", "heatpipe", "--force"]
    assert [status for status, _ in at_once([command] * 3, tmp_path)] == [0, 0, 0]
    assert page_sums(open_state()) == HEATPIPE
