"""What an embedded host tells of itself."""

from __future__ import annotations

import os

NODES = """
threads_per_core = 2
[[cpupool]]
id = 0
scheduler = "credit"
cpus = "0-2"
[[node]]
id = 0
cpus = "0-3"
[[node]]
id = 1
cpus = "4-5"
free_pages = 1000
"""


def test_the_machine_is_the_one_xl_runs_on_unless_the_profile_says_otherwise(new_host):
    names = os.uname()
    info = new_host(NODES).info()
    told = (info.host, info.release, info.version, info.machine)
    assert told == (names.nodename, names.release, names.version, names.machine)
    assert new_host(f'{NODES}[info]\nhost = "lab"\n').info().host == "lab"


def test_the_scheduler_is_that_of_pool_0_unless_the_profile_says_otherwise(new_host):
    assert new_host(NODES).info().scheduler == "credit"
    assert new_host(f'{NODES}[info]\nscheduler = "null"\n').info().scheduler == "null"


def test_seats_pages_and_cpus(new_host):
    info = new_host(f"total_pages = 5000000{NODES}").info()
    assert [tuple(seat) for seat in info.seats] == [
        (0, 0, 0, 0), (1, 0, 0, 0), (2, 1, 0, 0), (3, 1, 0, 0), (4, 0, 1, 1), (5, 0, 1, 1),
    ]  # fmt: skip
    assert (info.free_pages, info.total_pages) == (4194304 + 1000, 5000000)
    assert info.free_cpus == 3
    assert (info.topology.max_cpu_id, info.topology.max_node_id) == (5, 1)


def test_a_host_without_cpus_has_nothing_to_count(new_host):
    info = new_host('name = "x"\n[[node]]\nid = 3\ncpus = ""\n').info()
    assert (info.seats, info.free_cpus) == ((), 0)
    assert (info.topology.max_cpu_id, info.topology.max_node_id) == (0, 3)
