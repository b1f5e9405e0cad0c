"""`xl info`: layout, the tables of -n, and values asked for by the beginning of their name."""

from __future__ import annotations

import pytest

from xlpy.views.info import info_text, info_values

HOST = """
xen_version = "4.4-vnuma-v2"
total_pages = 1000000
[info]
host = "lab"
cpu_khz = 2793007
virt_caps = "pv  hvm"
commandline = "a: b"
xenstore_features = 31
sharing_freed_pages = 511
sharing_used_pages = 512
[[cpupool]]
id = 0
cpus = "0"
[[node]]
id = 0
cpus = "0-1"
span_pages = 500000
free_pages = 1000
[[node]]
id = 2
cpus = "3"
span_pages = 600000
free_pages = 2023
distances = [21, 10]
[[node]]
id = 5
cpus = ""
span_pages = 0
distances = [255, 9, 10]
"""


@pytest.fixture
def info(new_host):
    host = HOST.replace("[21, 10]", "[21, 10, 30]")
    return new_host(host).info()


def line(text: str, name: str) -> str:
    (found,) = [row for row in text.splitlines() if row.startswith(f"{name} ")]
    return found


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nr_cpus", "nr_cpus                : 3"),
        ("max_cpu_id", "max_cpu_id             : 3"),
        ("nr_nodes", "nr_nodes               : 3"),
        ("cpu_mhz", "cpu_mhz                : 2793.007"),
        ("virt_caps", "virt_caps              : pv hvm"),
        ("total_memory", "total_memory           : 3906"),
        ("free_memory", "free_memory            : 11"),
        ("sharing_freed_memory", "sharing_freed_memory   : 1"),
        ("sharing_used_memory", "sharing_used_memory    : 2"),
        ("free_cpus", "free_cpus              : 2"),
        ("xen_major", "xen_major              : 4"),
        ("xen_minor", "xen_minor              : 4"),
        ("xen_extra", "xen_extra              : -vnuma-v2"),
        ("xen_version", "xen_version            : 4.4-vnuma-v2"),
        ("build_id", "build_id               : "),
    ],
)
def test_a_fact_has_its_line(info, name, expected):
    assert line(info_text(info), name) == expected


def test_nodes_have_a_distance_to_every_number_up_to_the_highest(info):
    rows = info_text(info, numa=True).splitlines()
    first = rows.index("node:    memsize    memfree    distances") + 1
    assert rows[first : first + 3] == [
        "   0:      1953          3      10,-1,20,-1,-1,20",
        "   2:      2343          7      21,-1,10,-1,-1,30",
        "   5:         0          0      -1,-1,-1,-1,-1,10",
    ]
    assert rows[first + 3].startswith("xen_major")


def test_cpus_are_told_in_their_order(info):
    rows = info_text(info, numa=True).splitlines()
    first = rows.index("cpu:    core    socket     node") + 1
    assert rows[first : first + 3] == [
        "  0:       0        0        0",
        "  1:       1        0        0",
        "  3:       0        1        2",
    ]


def test_the_tables_are_there_only_where_asked_for(info):
    assert "numa_info" not in info_text(info)
    assert "xenstore_features" not in info_text(info)
    rows = info_text(info, xenstore=True).splitlines()
    assert rows[-2:] == ["xenstore_features      : 0x0000001f", "xend_config_format     : 4"]


@pytest.mark.parametrize(
    ("beginning", "values"),
    [
        ("free_memory", "11\n"),
        ("nr_", "3\n3\n"),
        ("sharing", "1\n2\n"),
        ("virt_caps", "pv hvm\n"),
        ("xen_commandline", "a: b\n"),
        ("host                   : l", "lab\n"),
        ("build_id", "\n"),
        ("ost", ""),
        ("nosuchfield", ""),
        ("xenstore", ""),
    ],
)
def test_values_are_asked_for_by_the_beginning_of_their_line(info, beginning, values):
    assert info_values(info, beginning) == values


def test_without_capabilities_there_is_no_value(new_host):
    info = new_host(HOST.replace("[21, 10]", "[21, 10, 30]").replace("pv  hvm", "")).info()
    assert line(info_text(info), "virt_caps") == "virt_caps              :"
    assert info_values(info, "virt_caps") == ""


def test_an_empty_beginning_is_that_of_every_line(info):
    assert len(info_values(info, "").splitlines()) == len(info_text(info).splitlines())
