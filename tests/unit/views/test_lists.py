"""The tables of domains, vcpus, pools and times: widths, letters, long names."""

from __future__ import annotations

import pytest

from xlpy.machine.summary import DomainSummary
from xlpy.machine.topology import Cpupool, DomainLoad, Node, Topology
from xlpy.machine.vcpu import VcpuInfo
from xlpy.views.cpupools import pool_cpus, pool_table
from xlpy.views.domain_lists import sharing_table
from xlpy.views.domains import state_letters
from xlpy.views.uptime import short_row, uptime_row
from xlpy.views.vcpus import HEADER, vcpu_rows


def summary(**facts) -> DomainSummary:
    usual = DomainSummary(3, "web", 1048560, 1, False, False, None, False, 0)
    return usual._replace(**facts)


@pytest.mark.parametrize(
    ("facts", "letters"),
    [
        ({"running": True}, "r-----"),
        ({}, "-b----"),
        ({"paused": True}, "--p---"),
        ({"paused": True, "cpu_time_ns": 1}, "-bp---"),  # as recorded after xl pause
        ({"shutdown_reason": 0}, "---s--"),
        ({"shutdown_reason": 1}, "---sr-"),
        ({"shutdown_reason": 2}, "---ss-"),
        ({"shutdown_reason": 3}, "---sc-"),
        ({"shutdown_reason": 4}, "---sw-"),
        ({"shutdown_reason": 5}, "---sS-"),
        ({"shutdown_reason": 6}, "---s?-"),
        ({"dying": True}, "-----d"),
        ({"dying": True, "paused": True, "shutdown_reason": 0}, "--ps-d"),
    ],
)
def test_state_letters(facts, letters):
    assert state_letters(summary(**facts)) == letters


# -- vcpu-list ------------------------------------------------------------------------------------


def vcpu(**facts) -> VcpuInfo:
    usual = VcpuInfo(0, 5, True, False, True, 0, tuple(range(8)), (4, 5, 6, 7))
    return usual._replace(**facts)


def test_the_header_of_vcpu_list():
    assert HEADER == (
        "Name                                ID  VCPU   CPU State   Time(s) Affinity (Hard / Soft)\n"
    )


@pytest.mark.parametrize(
    ("facts", "row"),
    [
        ({}, "web                                  3     0    5   -b-       0.0  all / 4-7\n"),
        ({"running": True, "blocked": False, "time_ns": 28_300_000_000},
         "web                                  3     0    5   r--      28.3  all / 4-7\n"),
        ({"blocked": False, "vcpu": 12},
         "web                                  3    12    5   ---       0.0  all / 4-7\n"),
        ({"cpu": None, "online": False, "blocked": False, "vcpu": 1},
         "web                                  3     1    -   --p       0.0  all / 4-7\n"),
        ({"hard": (), "soft": (1, 3)},
         "web                                  3     0    5   -b-       0.0  none / 1,3\n"),
        ({"cpu": 123456, "soft": (7,)},
         "web                                  3     0123456   -b-       0.0  all / 7\n"),
    ],
)  # fmt: skip
def test_a_row_of_vcpu_list(facts, row):
    assert vcpu_rows(summary(), [vcpu(**facts)], cpu_count=8) == row


def test_long_names_push_the_rest():
    name = "n" * 50
    (row,) = vcpu_rows(summary(name=name), [vcpu()], cpu_count=8).splitlines()
    assert row == f"{name}     3     0    5   -b-       0.0  all / 4-7"


# -- uptime ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "text", "short"),
    [
        (0, " 0:00:00", " 0:00"),
        (41, " 0:00:41", " 0:00"),
        (106, " 0:01:46", " 0:01"),
        (36000, "10:00:00", "10:00"),
        (86399, "23:59:59", "23:59"),
        (86400, "1 day,  0:00:00", "1 day,  0:00"),
        (86400 * 2 - 1, "1 day, 23:59:59", "1 day, 23:59"),
        (86400 * 2, "2 days,  0:00:00", "2 days,  0:00"),
        (86400 * 400 + 3661, "400 days,  1:01:01", "400 days,  1:01"),
    ],
)
def test_uptimes(seconds, text, short):
    assert uptime_row("web", 3, seconds) == f"web                                  3 {text}\n"
    assert short_row("web", 3, seconds, clock="03:14:08") == f" 03:14:08 up {short}, web (3)\n"


# -- pools and sharing ----------------------------------------------------------------------------

POOLS = (Cpupool(0, "Pool-0", (0, 1, 2)), Cpupool(3, "a-name-beyond-the-column", (5,), "credit"))
HOST = Topology(
    (Node(0, (0, 1, 2, 5), 0, 1, 1, (10,)),), POOLS,
    tuple(DomainLoad(domid, (), (), pool) for domid, pool in enumerate((0, 3, 0))),
)  # fmt: skip


def test_pools():
    assert pool_table(POOLS, HOST) == (
        "Name               CPUs   Sched     Active   Domain count\n"
        "Pool-0               3   credit2       y          2\n"
        "a-name-beyond-the-column  1    credit       y          1\n"
    )
    assert pool_cpus(POOLS) == (
        "Name               CPU list\nPool-0             0,1,2\na-name-beyond-the-column5\n"
    )


def test_sharing_rounds_down_to_mib():
    assert sharing_table([summary()]) == (
        "Name                                        ID   Mem Shared\n"
        "web                                          3  4095      0\n"
    )
