"""What libxl looks at when it builds a domain (vnuma.md 2.3)."""

from __future__ import annotations

import pytest

from xlpy.config.load import LoadOptions
from xlpy.config.vnuma_list import build_exit_code, check_buildable
from xlpy.machine.topology import Cpupool, Node, Topology

from .reading import read, seen

HOST = Topology(
    nodes=(
        Node(0, (0, 1, 2, 3), 0, 1, 1, (10, 20, 20)),
        Node(2, (4, 5, 6, 7), 1, 1, 1, (20, 10, 20)),
    ),
    pools=(Cpupool(0, "Pool-0", tuple(range(8))),),
)
TWO = (
    '[["pnode=0","size=64","vcpus=0-1","vdistances=10,20"],'
    '["pnode=2","size=64","vcpus=2","vdistances=20,10"]]'
)


def config(vnuma: str = TWO, keys: str = "", type_: str = "hvm"):
    """A domain with the list on line 2 and `keys` below; no host was asked when it was read."""
    value = f"vnuma={vnuma}" if vnuma else ""
    made, problems = read(f'name="t"\n{value}\n{keys}\ntype="{type_}"\n', options=LoadOptions())
    assert made is not None, problems
    return made


def found(vnuma: str = TWO, keys: str = ""):
    return seen(check_buildable(config(vnuma, keys), HOST))


@pytest.mark.parametrize(
    "keys", ["", "memory=128", "vcpus=3\ncpus=['0-3','1','4']\ncpus_soft=['0']"]
)
def test_nothing_wrong(keys):
    assert found(TWO, keys) == []
    assert build_exit_code(config(TWO, keys)) == 3


def test_a_domain_without_vnuma_is_fine():
    assert found("", "memory=64\nmaxmem=128") == []


@pytest.mark.parametrize(
    ("vnuma", "place", "text"),
    [
        ('[["pnode=1","size=64","vcpus=0"]]', "2:8", "vnode 0 is to lie on node 1, which is offline"),
        ('[["pnode=3","size=64","vcpus=0"]]', "2:8",
         "vnode 0 is to lie on node 3, which this host does not have"),
        ('[["vcpus=0"]]', "2:8", "vnode 0 has no size"),
        ('[["size=64","vcpus=0"],["vcpus=1"]]', "2:30", "vnode 1 has no size"),
        ('[["size=64","size=64","vcpus=0"]]', "2:7",
         "the vnodes have 64 MiB, but with every size written the domain has 128 MiB"),
        ('[["size=64","vcpus=0"],["size=64","vcpus=0-1"]]', "2:30", "vcpu 0 is in vnode 1 and in vnode 0"),
        ('[["size=64","vcpus=0"],["size=64","vcpus=2-3"]]', "2:7", "vcpu 1 of 3 is in no vnode"),
        ('[["size=64","vcpus=0","vdistances=10,9"],["size=64","vcpus=1"]]', "2:8",
         "vnode 0 is 10 from itself, but 9 from vnode 1"),
        ('[["size=64","vcpus=0"],["size=64","vcpus=1","vdistances=0,10"]]', "2:30",
         "vnode 1 is 10 from itself, but 0 from vnode 0"),
        ('[["size=7","vcpus=0"]]', "2:8", "vnode 0 has 7 MiB, less than the 8 MiB of the display adapter"),
    ],
)  # fmt: skip
def test_what_libxl_refuses(vnuma, place, text):
    assert ("error", place, text) in found(vnuma)
    assert build_exit_code(config(vnuma)) == 3


def test_a_first_vnode_of_just_the_display_adapter_is_built():
    assert found('[["size=8","vcpus=0"]]') == []


def test_an_empty_vnode_is_built():
    assert found('[["size=64","vcpus=0"],["size=0"]]') == []


def test_a_display_adapter_of_nothing_fits_anywhere():
    assert found('[["size=1","vcpus=0"]]', 'vga="none"') == []


def test_everything_at_once():
    texts = [
        text for _, _, text in found('[["pnode=1","vcpus=0,0","vdistances=10,5"],["size=64"]]')
    ]
    assert texts == [
        "vnode 0 is to lie on node 1, which is offline",
        "vnode 0 is 10 from itself, but 5 from vnode 1",
        "vnode 0 has no size",
        "vcpu 1 of 2 is in no vnode",
    ]


@pytest.mark.parametrize(("type_", "errors"), [("hvm", 1), ("pvh", 1), ("pv", 0)])
def test_memory_that_grows_later_and_vnuma_exclude_each_other(type_, errors):
    made = config(TWO, "memory=100", type_)
    problems = check_buildable(made, HOST)
    assert seen(problems) == [
        ("error", "2:7",
         "memory is 100 MiB, but the vnodes have 128 MiB: a domain with vNUMA gets all of it at once")
    ] * errors  # fmt: skip
    assert build_exit_code(made) == (6 if errors else 3)


@pytest.mark.parametrize(
    ("keys", "least"),
    [("videoram=7", 8), ('vga="stdvga"\nvideoram=15', 16), ("stdvga=1\nvideoram=15", 16),
     ('vga="qxl"\nvideoram=127', 128), ('vga="none"\nvideoram=0', 0), ('vga="stdvga"\nvideoram=16', 0)],
)  # fmt: skip
def test_video_memory_has_a_least_size(keys, least):
    made = config("", f"memory=256\n{keys}")
    problems = check_buildable(made, HOST)
    assert [f"takes {least} MiB at least" in p.text for p in problems] == ([True] if least else [])
    assert [p.key for p in problems] == (["videoram"] if least else [])
    assert build_exit_code(made) == (6 if least else 3)
    assert check_buildable(config("", f"memory=256\n{keys}", "pv"), HOST) == ()


def test_cpus_that_exist_on_no_host_like_this():
    small = HOST._replace(nodes=(Node(0, (0, 1), 0, 1, 1, (10,)),))
    made = config("", "vcpus=3\ncpus=['5','0','5']")
    assert seen(check_buildable(made, small)) == [
        ("error", "4:7", 'cpus "5" has no CPU of this host')
    ]
    assert check_buildable(config("", "cpus='5'"), small) == ()  # unread: no number of vcpus


@pytest.mark.parametrize(
    ("keys", "texts"),
    [
        ("cpus='0-3'", ["vcpu 2 of vnode 1: its hard affinity is not that of node 2"]),
        ("cpus='all'", ["vcpu 0-1 of vnode 0: its hard affinity is not that of node 0",
                        "vcpu 2 of vnode 1: its hard affinity is not that of node 2"]),
        ("cpus=['0','4']", ["vcpu 1 of vnode 0: its hard affinity is not that of node 0"]),
        ("cpus_soft='0-3'", ["vcpu 2 of vnode 1: its soft affinity is not that of node 2"]),
        ("cpus_soft=['^1']", ["vcpu 0 of vnode 0: its soft affinity is not that of node 0"]),
        ("cpus=['0','0','4']\ncpus_soft=['0','0','4']", []),
    ],
)  # fmt: skip
def test_affinity_away_from_the_memory_draws_warnings(keys, texts):
    problems = found(TWO, keys)
    assert [(severity, text) for severity, _, text in problems] == [
        ("warning", f"{text}, where the memory is") for text in texts
    ]
