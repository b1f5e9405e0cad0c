"""Where the embedded host puts vcpus, and which of them are online."""

from __future__ import annotations

import pytest

NODES = """
guests = "{guests}"
[[cpupool]]
id = 1
name = "rest"
cpus = "6-7"
[[node]]
id = 0
cpus = "0-3"
[[node]]
id = 1
cpus = "4-7"
"""


def domain(**keys: object) -> str:
    lines = [
        f"{key} = {str(value).lower() if value is True else repr(value)}"
        for key, value in keys.items()
    ]
    return "\n".join(["[[domain]]", "domid = 1", *lines, ""])


def cpus(host, domid=1):
    return [vcpu.cpu for vcpu in host.vcpus(domid)]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"vcpus": 3}, [0, 1, 2]),
        ({"vcpus": 3, "cpus": "2-3,6"}, [2, 3, 2]),
        ({"vcpus": 2, "soft_cpus": "4-7"}, [4, 5]),
        ({"vcpus": 2, "cpus": "0-4", "soft_cpus": "4-7"}, [4, 4]),
        ({"vcpus": 2, "cpus": "0-1", "soft_cpus": "4-7"}, [0, 1]),
        ({"vcpus": 3, "pool": "rest"}, [6, 7, 6]),
        ({"vcpus": 1, "cpus": "0", "pool": "rest"}, [6]),
        ({"vcpus": 1, "cpus": ""}, [0]),
        ({"vcpus": 3, "vcpus_online": 2}, [0, 1, None]),
    ],
)
def test_a_vcpu_is_on_a_cpu_of_its_pool_that_it_may_use_and_had_rather(new_host, keys, expected):
    assert cpus(new_host(NODES.format(guests="linux") + domain(**keys))) == expected


def letters(host, domid):
    return "".join("r" if v.running else "b" if v.blocked else "-" for v in host.vcpus(domid))


def test_the_control_domain_runs_on_its_first_vcpu_and_others_wait(new_host):
    text = "dom0 = {vcpus = 3}" + NODES.format(guests="linux") + domain(vcpus=2)
    host = new_host(text)
    assert (letters(host, 0), letters(host, 1)) == ("rbb", "bb")


def test_a_domain_that_never_ran_neither_runs_nor_waits(new_host):
    paused = NODES.format(guests="linux") + domain(vcpus=2, vcpus_online=1, paused=True)
    host = new_host(paused)
    assert letters(host, 1) == "--"
    host.pause(1)  # once more
    assert letters(host, 1) == "--"
    host.unpause(1)
    assert letters(host, 1) == "--"
    host.unpause(1)
    assert letters(host, 1) == "b-"
    host.pause(1)
    assert letters(host, 1) == "b-"


def test_cpu_time_is_that_of_the_vcpus_online(new_host):
    keys = {"vcpus": 4, "vcpus_online": 3, "cpu_time_ns": 11}
    host = new_host(NODES.format(guests="linux") + domain(**keys))
    assert [vcpu.time_ns for vcpu in host.vcpus(1)] == [5, 3, 3, 0]
    host = new_host(NODES.format(guests="linux") + domain(**(keys | {"vcpus_online": 0})))
    assert [vcpu.time_ns for vcpu in host.vcpus(1)] == [11, 0, 0, 0]


@pytest.mark.parametrize(("guests", "online"), [("linux", 3), ("dummy", 1)])
def test_linux_brings_up_what_it_is_offered_once_it_runs(new_host, guests, online):
    paused = domain(vcpus=4, vcpus_online=1, paused=True)
    host = new_host(NODES.format(guests=guests) + paused)
    host.store.db.execute("UPDATE domain SET vcpus_available = 3 WHERE domid = 1")
    host.unpause(1)
    assert host.summary(1).vcpus_online == online
    host.unpause(1)
    assert [vcpu.online for vcpu in host.vcpus(1)].count(True) == online


def test_uptime_counts_from_when_a_domain_was_made(new_host, clock):
    host = new_host(
        "boot_time_ns = 100" + NODES.format(guests="linux") + domain(started_ns=40), clock=clock
    )
    clock.advance(7)
    assert (host.uptime_ns(0), host.uptime_ns(1)) == (107, 67)


def test_pages_that_xen_took_for_a_domain_are_not_its_own(new_host):
    host = new_host(NODES.format(guests="linux") + domain(pages=[5, 6]))
    host.store.db.execute(
        "INSERT INTO domain_pages (domid, vnode, node, pages) VALUES (1, -2, 0, 3), (1, -2, 1, 4)"
    )
    held = host.domain(1)
    assert (held.overhead_pages, dict(held.node_pages)) == (7, {0: 5, 1: 6})
    assert "Node 0: 5\n" in host.debug_keys("u")
    assert host.domain(0).overhead_pages == 0
