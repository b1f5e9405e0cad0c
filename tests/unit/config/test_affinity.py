"""`cpus=` and `cpus_soft=`: what each item does, from left to right (vnuma.md 5.1)."""

from __future__ import annotations

import pytest

from xlpy.config.affinity import empty_maps, item_error, libxl_maps, resolve
from xlpy.machine.topology import Cpupool, Node, Topology

from .reading import read

HOST = Topology(
    nodes=(
        Node(0, (0, 1, 2, 3), 0, 1, 1, (10, 20)),
        Node(1, (4, 5, 6, 7), 1, 1, 1, (20, 10)),
    ),
    pools=(Cpupool(0, "Pool-0", tuple(range(8))),),
)


def config(text: str):
    made, problems = read(f'name="t"\n{text}\n')
    assert made is not None, problems
    return made


def hard(value: str, vcpus: int = 2):
    made, problems = read(f'name="t"\nvcpus={vcpus}\ncpus={value}\n')
    assert made is not None, problems
    return resolve(made.cpus, HOST, vcpus)


SETS = [
    ("3", {3}),
    ("2-5", {2, 3, 4, 5}),
    ("0,7", {0, 7}),
    (",,0,,7,", {0, 7}),
    ("all", set(range(8))),
    ("all,^3", set(range(8)) - {3}),
    ("0-3,^1-2", {0, 3}),
    ("^1,0-3", {0, 1, 2, 3}),  # excluded before it is there
    ("node:1", {4, 5, 6, 7}),
    ("nodes:0-1", set(range(8))),
    ("nodes:all,^node:0", {4, 5, 6, 7}),
    ("node:0,^0,6", {1, 2, 3, 6}),
    ("0,99", {0}),  # beyond the host: no effect
    ("node:0,node:9", {0, 1, 2, 3}),
    (" 3", {3}),
]


@pytest.mark.parametrize(("text", "cpus"), SETS)
def test_a_text_holds_for_every_vcpu(text, cpus):
    assert hard(f"'{text}'") == (tuple(sorted(cpus)),) * 2


def test_a_list_holds_vcpu_by_vcpu():
    everything = tuple(range(8))
    assert hard("['0','4-5']") == ((0,), (4, 5))
    assert hard("[2,3]") == ((2,), (3,))
    assert hard("['0']") == ((0,), everything)
    assert hard("['0','1','2']") == ((0,), (1,))


@pytest.mark.parametrize(
    "item",
    [
        "5-3",
        "3-",
        "x",
        "3x",
        "3 ",
        " ^3",
        "^all",
        "^nodes:all",
        "-1",
        "node:",
        "node:x",
        "1-2-3",
        "0--1",
        "0-18446744073709551615",
        "0--2",
        "99999999999999999999",
        "node:nodes:1",
        "ALL",
    ],
)
def test_a_bad_item_is_refused(item):
    assert item_error(item) is not None
    assert read(f"name=\"t\"\nvcpus=2\ncpus='{item}'\n")[0] is None


@pytest.mark.parametrize("text", ["^3", "99", "0,^0", "node:7", ""])
def test_a_hard_affinity_without_any_cpu_is_refused(text):
    (problem,) = empty_maps(config(f"vcpus=2\ncpus='{text}'"), HOST)
    assert (problem.text, problem.severity) == (
        f'cpus "{text}" leaves no CPU of this host',
        "error",
    )
    assert (problem.place, problem.key) == ("t.cfg:3:6", "cpus")
    assert "0-7" in problem.hint


def test_every_empty_item_of_a_list_is_named():
    made = config("vcpus=3\ncpus=['^1','0','']")
    assert [problem.place for problem in empty_maps(made, HOST)] == ["t.cfg:3:7", "t.cfg:3:16"]


@pytest.mark.parametrize("text", ["^3", ""])
def test_a_soft_affinity_may_be_empty(text):
    made = config(f"vcpus=2\ncpus_soft='{text}'")
    assert empty_maps(made, HOST) == []
    assert libxl_maps(made, HOST) == ((), ((), ()))


def host(*nodes: tuple[int, ...], max_nodes: int = 0) -> Topology:
    made = tuple(Node(n, cpus, n, 1, 1, (10,) * len(nodes)) for n, cpus in enumerate(nodes))
    everything = tuple(sorted(cpu for cpus in nodes for cpu in cpus))
    return Topology(nodes=made, pools=(Cpupool(0, "Pool-0", everything),), max_nodes=max_nodes)


OFFLINE = host((0, 1), (3, 4))  # CPU 2 is offline


@pytest.mark.parametrize(
    ("text", "told", "here"),
    [
        ("all", range(8), (0, 1, 3, 4)),  # whole bytes
        ("0-99", range(8), (0, 1, 3, 4)),
        ("2", (2,), ()),
        ("6,1", (1, 6), (1,)),
        ("8", (), ()),
        ("all,^nodes:0-1", (2, 5, 6, 7), ()),
        ("nodes:all", range(8), (0, 1, 3, 4)),
        ("4294967297", (1,), (1,)),  # an index has 32 bits
        ("4294967295-4294967297", (0, 1), (0, 1)),
        ("1,-5", (1,), (1,)),
        ("node: 1", (3, 4), (3, 4)),
        ("+1-\\t+3", (1, 2, 3), (1, 3)),
    ],
)
def test_what_libxl_is_told_and_what_of_it_is_here(text, told, here):
    made = config(f'vcpus=1\ncpus="{text}"')
    assert libxl_maps(made, OFFLINE).hard == (tuple(told),)
    assert resolve(made.cpus, OFFLINE, 1) == (here,)


@pytest.mark.parametrize(
    ("max_nodes", "cpus"), [(0, (4, 5, 6, 7)), (8, (4, 5, 6, 7)), (9, tuple(range(4, 12)))]
)
def test_a_node_reaches_as_many_cpus_as_there_can_be_nodes(max_nodes, cpus):
    wide = host((0, 1, 2, 3), tuple(range(4, 12)), max_nodes=max_nodes)
    made = config("vcpus=1\ncpus='node:1'")
    assert libxl_maps(made, wide).hard == (cpus,)


def test_a_node_out_of_reach_is_explained():
    (problem,) = empty_maps(config("vcpus=1\ncpus='node:1'"), host(tuple(range(8)), (8, 9)))
    assert "reaches the CPUs below 8 only" in problem.hint


def test_of_a_list_libxl_is_told_the_items_there_are():
    made = config("vcpus=3\ncpus=['0']\ncpus_soft=['1','2','3','9']")
    assert libxl_maps(made, HOST) == (((0,),), ((1,), (2,), (3,)))
    assert resolve(made.cpus, HOST, 3) == ((0,), *(tuple(range(8)),) * 2)


def test_without_a_number_of_vcpus_only_the_form_counts():
    made = config("cpus=['0']\ncpus_soft='1'")
    assert libxl_maps(made, HOST) == ((), ())
    assert not made.numa_placement
    assert read("name='t'\ncpus_soft='x'\n")[0] is None
    assert read("name='t'\ncpus=['x']\n")[0] is not None


def test_every_bad_item_is_reported():
    made, problems = read("name='t'\nvcpus=2\ncpus='x,3-1'\ncpus_soft=['1','2-']\n")
    assert made is None
    assert [(p.line, p.key, p.text) for p in problems] == [
        (3, "cpus", '"x" is not a range of CPUs: it is not a number'),
        (3, "cpus", '"3-1" is not a range of CPUs: it runs backwards'),
        (4, "cpus_soft", '"2-" is not a range of CPUs: it has no end'),
    ]


@pytest.mark.parametrize(
    ("text", "placed"),
    [("cpus='1'", True), ("cpus=['1']", False), ("cpus=[]", False), ("cpus_soft='1'", False),
     ("cpus_soft=[]", False), ("vnuma=[['size=1']]", True), ("vnuma=[['pnode=0']]", False),
     ("vnuma=[[],['pnode=1']]", False), ("", True)],
)  # fmt: skip
def test_when_libxl_may_choose_nodes(text, placed):
    assert config(f"vcpus=1\n{text}").numa_placement is placed
