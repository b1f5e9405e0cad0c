"""What every test may use: a clean environment, `xl` as a process, embedded hosts in-process."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from xlpy.hosts.simulated.host import SimulatedHost
from xlpy.hosts.simulated.initialise import find_profile, initialise
from xlpy.hosts.simulated.store import OVERHEAD, Store
from xlpy.machine.blueprint import Blueprint, VnumaBlueprint
from xlpy.machine.plan import Plan
from xlpy.machine.topology import PAGES_PER_MIB
from xlpy.machine.vnuma import VmemRange

CREATED_NS = 1_000_000_000_000  # what every test's clock says when its host is made

settings.register_profile("shared-machine", deadline=None)
settings.load_profile("shared-machine")


class Finished(NamedTuple):
    """How a run of `xl` ended."""

    status: int
    stdout: str
    stderr: str


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now_ns: int = CREATED_NS

    def __call__(self) -> int:
        return self.now_ns

    def advance(self, nanoseconds: int) -> None:
        self.now_ns += nanoseconds


RunXl = Callable[..., Finished]
NewHost = Callable[..., SimulatedHost]
NewBlueprint = Callable[..., Blueprint]


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable of xlpy's from outside, and a state directory of the test's own.

    XLPY_GOLDEN stays: it names files that tests read.
    """
    for name in list(os.environ):
        if name.startswith("XLPY_") and name != "XLPY_GOLDEN":
            monkeypatch.delenv(name)
    monkeypatch.setenv("XLPY_STATE_DIR", str(tmp_path / "state"))


@pytest.fixture(autouse=True)
def _close_stores(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close every state file a test opened; a command leaves that to the end of its process."""
    opened: list[Store] = []
    init = Store.__init__

    def remember(store: Store, path: str) -> None:
        init(store, path)
        opened.append(store)

    monkeypatch.setattr(Store, "__init__", remember)
    yield
    for store in opened:
        with suppress(sqlite3.ProgrammingError):  # opened by a thread that closed it itself
            store.close()


@pytest.fixture
def state_dir() -> Path:
    """The test's own XLPY_STATE_DIR; nothing has made it yet."""
    return Path(os.environ["XLPY_STATE_DIR"])


@pytest.fixture
def xl_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words that start `xl`, for tests that start processes themselves.

    It talks to the embedded host (XLPY_HOST=sim), and xl.conf is empty, whatever machine this is.
    """
    conf = tmp_path / "empty-xl.conf"
    conf.write_text("")
    monkeypatch.setenv("XLPY_XL_CONF", str(conf))
    monkeypatch.setenv("XLPY_HOST", "sim")
    return [str(Path(sys.executable).with_name("xl"))]


@pytest.fixture
def run_xl(xl_command: list[str], tmp_path: Path) -> RunXl:
    """Run `xl ARGS…` as a process: `run_xl("list", env={"NO_COLOR": "1"}, stdin="")`."""

    def run(*args: str, env: dict[str, str] | None = None, stdin: str | None = None) -> Finished:
        done = subprocess.run(
            [*xl_command, *args], env={**os.environ, **(env or {})}, cwd=tmp_path,
            input=stdin or "", capture_output=True, encoding="utf-8", errors="surrogateescape",
            timeout=120, check=False,
        )  # fmt: skip
        return Finished(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still until `advance` moves it."""
    return Clock()


@pytest.fixture(scope="session")
def new_host(tmp_path_factory: pytest.TempPathFactory) -> NewHost:
    """Make an embedded host: `new_host("heatpipe")`, or `new_host(text)` of a TOML profile.

    It lives in memory, so properties can make thousands; `directory=` puts it into a file there.
    """

    def make(
        profile: str = "heatpipe", *, clock: Callable[[], int] = lambda: CREATED_NS,
        directory: Path | None = None,
    ) -> SimulatedHost:  # fmt: skip
        path = profile
        if "\n" in profile:
            file = tmp_path_factory.mktemp("profile") / "host.toml"
            file.write_text(profile, encoding="utf-8")
            path = str(file)
        store = Store(":memory:" if directory is None else str(directory / "host.db"))
        store.db.execute("PRAGMA synchronous = OFF")  # no test pulls the plug
        initialise(store, find_profile(path), clock=clock, force=False)
        return SimulatedHost(store, clock)

    return make


@pytest.fixture
def host(new_host: NewHost, clock: Clock) -> SimulatedHost:
    """The heatpipe of 2013, in-process, on the test's `clock`."""
    return new_host(clock=clock)


@pytest.fixture(scope="session")
def blueprint() -> NewBlueprint:
    """Make a domain to build: `blueprint("web", mib=64, nodes=(0,), pages=None, vnuma=None, …)`."""

    def make(  # noqa: PLR0913 - a blueprint has that many parts
        name: str = "web", *, mib: int = 64, pages: int | None = None, type: str = "pv",  # noqa: A002
        vcpus: int = 1, max_vcpus: int | None = None, nodes: tuple[int, ...] = (0, 1),
        pool: str = "Pool-0", vnuma: VnumaBlueprint | None = None, paused: bool = False,
    ) -> Blueprint:  # fmt: skip
        wanted = mib * PAGES_PER_MIB if pages is None else pages
        most = vcpus if max_vcpus is None else max_vcpus
        return Blueprint(
            name=name, uuid="00000000-0000-4000-8000-000000000001", type=type, pages=wanted,
            max_pages=wanted, vcpus=vcpus, max_vcpus=most, hard_affinity=((0,),) * most, pool=pool,
            plan=Plan("test", nodes, placed=True, soft_affinity=(0,), reasons=("a test asked",)),
            config_json="{}", paused=paused, vnuma=vnuma,
            vmemranges=() if type == "pv" else (VmemRange(0, wanted * 4096, 0),),
        )  # fmt: skip

    return make


@pytest.fixture(scope="session")
def page_sums() -> Callable[[SimulatedHost], dict[int, int]]:
    """Per node, free pages and those taken for domains: whatever happens, this never changes.

    Every domain is checked on the way: it is whole, and its parts add up to it.
    """

    def sums(host: SimulatedHost) -> dict[int, int]:
        with host.store.reading() as db:
            found = host.topology().free_pages
            for row in host.domains():
                domain = host.domain(row.domid)
                (listed,) = db.execute(
                    "SELECT coalesce(sum(pages), 0) FROM domain_pages WHERE domid = ? AND vnode != ?",
                    (row.domid, OVERHEAD),
                ).fetchone()
                assert listed == row.pages
                if domain.vnuma:
                    assert sum(sum(part.values()) for part in domain.vnuma.pages) <= row.pages
            taken = db.execute("SELECT node, sum(pages) FROM domain_pages GROUP BY node")
            return {**found, **{node: found[node] + pages for node, pages in taken}}

    return sums
