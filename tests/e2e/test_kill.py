"""`kill -9` at any moment: a domain is there whole or not at all, and the pages add up."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time

import pytest

from xlpy import pipeline
from xlpy.hosts.simulated.state import open_state
from xlpy.syntax.source import Source

HEATPIPE = {0: 2752911 + 1416166, 1: 2963050 + 1153345}  # free pages and dom0's
WHOLE = ({0: 16384}, {1: 16384})
TEXT = b'name="victim"\nmemory=128\nvcpus=2\nvnodes=2\nvnuma_vnodemap=[0,1]\n'


@pytest.fixture
def whole_or_void(page_sums):
    """Open the state afresh, as the next command would, and look whether all is well."""

    def look() -> set[str]:
        host = open_state()
        assert page_sums(host) == HEATPIPE
        for row in host.domains()[1:]:
            assert row.pages == 32768
            assert host.domain(row.domid).vnuma.pages == WHOLE
        return {row.name for row in host.domains()} - {"Domain-0"}

    return look


@pytest.fixture
def start(xl_command, tmp_path):
    (tmp_path / "victim.cfg").write_bytes(TEXT)

    def start(*words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*xl_command, *words], cwd=tmp_path, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    return start


def kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait(30)


def test_killing_create_and_destroy_at_random_moments(start, whole_or_void):
    chance = random.Random(9)
    open_state()
    for number in range(16):
        alive = "victim" in whole_or_void()
        process = start("destroy", "victim") if alive else start("create", "victim.cfg")
        time.sleep(chance.uniform(0, 0.2))
        kill(process)
        assert whole_or_void() <= {"victim"}, f"after kill {number}"


@pytest.mark.parametrize("action", ["create", "destroy"])
def test_killing_as_soon_as_it_writes(action, start, whole_or_void, state_dir):
    """The journal is there from the first write to the end of the transaction."""
    before = set() if action == "create" else {"victim"}
    after = {"victim"} - before
    words = ("create", "victim.cfg") if action == "create" else ("destroy", "victim")
    open_state()
    if before:
        assert start("create", "victim.cfg").wait(30) == 0
    journal = state_dir / "host.db-journal"
    torn = 0
    for number in range(8):
        process = start(*words)
        while process.poll() is None and not journal.exists():
            pass
        kill(process)
        torn += journal.exists()
        if whole_or_void() == after:  # it was faster than we
            break
        assert whole_or_void() == before, f"after kill {number}"
    else:
        assert torn
        assert start(*words).wait(30) == 0
    assert whole_or_void() == after


class _KilledAt:
    """Kills this process when the database is about to run its n-th statement."""

    def __init__(self, number: int) -> None:
        self.left = number

    def __call__(self, _statement: str) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def survives(number: int, action: str) -> bool:
    """Whether a process that is killed at statement `number` came to its end before."""
    child = os.fork()
    if child == 0:
        try:
            host = open_state()
            host.store.db.execute("PRAGMA cache_size = 1")  # writes its pages early
            host.store.db.set_trace_callback(_KilledAt(number))
            if action == "create":
                pipeline.create(pipeline.load(Source("victim.cfg", TEXT), host).config, host)
            else:
                host.destroy(host.find("victim"))
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFEXITED(status) or os.WTERMSIG(status) == signal.SIGKILL
    return os.WIFEXITED(status)


@pytest.mark.parametrize(("action", "before", "after"), [
    ("create", set(), {"victim"}), ("destroy", {"victim"}, set()),
])  # fmt: skip
def test_killed_before_any_statement_nothing_happened(action, before, after, whole_or_void):
    host = open_state()
    if before:
        pipeline.create(pipeline.load(Source("victim.cfg", TEXT), host).config, host)
    host.store.close()
    number = 1
    while not survives(number, action):
        assert whole_or_void() == before, f"killed at statement {number}"
        number += 1
    assert whole_or_void() == after
    assert number > 5
