"""`exclusive()`: everything inside happens as a whole or not at all, and nobody comes between."""

from __future__ import annotations

import threading

import pytest

from xlpy import pipeline
from xlpy.errors import DomainExists, InsufficientMemory, StateError
from xlpy.hosts.simulated.host import SimulatedHost
from xlpy.hosts.simulated.store import Store
from xlpy.syntax.source import Source


def state(host):
    return host.topology(), list(host.domains()), host.console_ring()


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_an_exception_undoes_everything_inside(host, blueprint, error):
    kept = host.build(blueprint("kept"))
    before = state(host)
    with pytest.raises(error), host.exclusive():  # noqa: PT012
        host.build(blueprint("a"))
        host.pause(kept)
        host.debug_keys("u")
        host.destroy(kept)
        host.build(blueprint("kept"))
        host.console_ring(clear=True)
        raise error
    assert state(host) == before
    assert host.build(blueprint("next")) == kept + 1


def test_without_an_exception_everything_stays(host, blueprint):
    with host.exclusive():
        first = host.build(blueprint("a"))
        second = host.build(blueprint("b"))
        host.pause(first)
        assert host.summary(first).paused
    assert host.summary(first).paused
    assert host.find("b") == second


def test_a_refusal_that_is_caught_inside_keeps_the_rest(host, blueprint):
    with host.exclusive():
        domid = host.build(blueprint("a"))
        with pytest.raises(DomainExists):
            host.build(blueprint("a"))
        with pytest.raises(InsufficientMemory):
            host.build(blueprint("huge", pages=1 << 40))
    assert host.find("a") == domid
    assert host.build(blueprint("b")) == domid + 1


def test_it_may_be_taken_inside_itself(host, blueprint):
    before = state(host)
    with pytest.raises(RuntimeError), host.exclusive():  # noqa: PT012
        with host.exclusive():
            host.build(blueprint("a"))
        raise RuntimeError
    assert state(host) == before


def test_nobody_else_writes_meanwhile_and_readers_see_the_state_before(host, blueprint, tmp_path):
    before = host.topology().free_pages
    began = threading.Event()
    built = []

    def other_process():
        other = SimulatedHost(Store(str(tmp_path / "host.db")))
        assert other.topology().free_pages == before  # reading does not wait
        began.set()
        built.append(other.build(blueprint("theirs")))
        other.store.close()

    with host.exclusive():
        mine = host.build(blueprint("mine"))
        thread = threading.Thread(target=other_process)
        thread.start()
        assert began.wait(10)
        thread.join(0.2)
        assert thread.is_alive()
        assert built == []
    thread.join(10)
    assert built == [mine + 1]
    assert sum(host.topology().free_pages.values()) == sum(before.values()) - 2 * 64 * 256


def test_create_plans_and_builds_under_one_lock(host, blueprint, tmp_path, monkeypatch):
    monkeypatch.setattr("xlpy.hosts.simulated.store.LOCK_TIMEOUT_S", 0.01)
    other = SimulatedHost(Store(str(tmp_path / "host.db")))
    plan_domain = pipeline.plan_domain
    refused = []

    def planned_while_another_wants_to_build(*args, **options):
        made = plan_domain(*args, **options)
        with pytest.raises(StateError, match="locked") as refusal:
            other.build(blueprint("theirs"))
        refused.append(refusal)
        return made

    monkeypatch.setattr(pipeline, "plan_domain", planned_while_another_wants_to_build)
    source = Source("t.cfg", b'name="mine"\ntype="hvm"\nmemory=64\n')
    pipeline.create(pipeline.load(source, host).config, host)
    assert len(refused) == 1
    assert [row.name for row in other.domains()][-1] == "mine"
