"""`cpus=`: what each item does, from left to right (vnuma.md 5.1)."""

from __future__ import annotations

import pytest

from xlpy.config.affinity import item_error, resolve
from xlpy.errors import ConfigError
from xlpy.machine.topology import Cpupool, Node, Topology

from .reading import read

HOST = Topology(
    nodes=(
        Node(0, (0, 1, 2, 3), 0, 1, 1, (10, 20)),
        Node(1, (4, 5, 6, 7), 1, 1, 1, (20, 10)),
    ),
    pools=(Cpupool(0, "Pool-0", tuple(range(8))),),
)


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
    ["5-3", "3-", "x", "3x", "3 ", " ^3", "^all", "^nodes:all", "-1", "node:", "node:x", "1-2-3"],
)
def test_a_bad_item_is_refused(item):
    assert item_error(item) is not None
    assert read(f"name=\"t\"\nvcpus=2\ncpus='{item}'\n")[0] is None


@pytest.mark.parametrize("text", ["^3", "99", "0,^0", "node:7", ""])
def test_an_affinity_without_any_cpu_is_refused(text):
    with pytest.raises(ConfigError, match="leaves no CPU of this host") as refusal:
        hard(f"'{text}'")
    problem = refusal.value.problems[0]
    assert (problem.place, problem.key) == ("t.cfg:3:6", "cpus")
