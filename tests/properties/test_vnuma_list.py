"""What holds for every `vnuma=` list, sensible or not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xlpy.config.affinity import libxl_maps
from xlpy.config.libxl_json import domain_config
from xlpy.config.load import Loaded, LoadOptions, load
from xlpy.config.vnuma_list import build_exit_code, check_buildable
from xlpy.errors import ConfigError, Problem
from xlpy.machine.topology import Cpupool, Node, Topology
from xlpy.syntax.parser import parse
from xlpy.syntax.source import Source

HOST = Topology(
    nodes=(Node(0, (0, 1, 2, 3), 0, 1, 1, (10, 20)), Node(2, (5, 6), 1, 1, 1, (20, 10))),
    pools=(Cpupool(0, "Pool-0", (0, 1, 2, 3, 5, 6)),),
)
OPTIONS = LoadOptions(nodes=2, cpus=6, cpu_bits=7, node_ids=(0, 2))

NUMBERS = st.one_of(st.integers(0, 9), st.integers(-(1 << 70), 1 << 70)).map(str)
JUNK = st.sampled_from(
    ["", " ", "x", "12x", " 7", "0x40", "1.5", "é", "+3", "--1", "9" * 5000, "3-"]
)
RANGES = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda ends: "{}-{}".format(*ends))
VALUES = st.lists(st.one_of(NUMBERS, RANGES, JUNK), max_size=4).map(",".join)
KEYS = st.sampled_from(["pnode", "size", "vcpus", "vdistances", " size ", "vdistance", "", "x"])
ITEMS = st.one_of(
    st.tuples(KEYS, st.sampled_from(["=", "=", "=", "==", " = ", ""]), VALUES).map("".join), JUNK
).map(lambda text: f'"{text}"')
VNODES = st.lists(st.one_of(ITEMS, ITEMS, st.just('["size=1"]')), max_size=5).map(
    lambda items: f"[{','.join(items)}]"
)


@st.composite
def fine(draw: st.DrawFn) -> list[str]:
    """Vnodes with all they need."""
    count, vcpu, made = draw(st.integers(1, 4)), 0, []
    for vnode in range(count):
        more = draw(st.integers(1, 2))
        distances = ",".join("10" if other == vnode else "20" for other in range(count))
        made.append(
            f'["pnode=0","size={draw(st.integers(16, 64))}","vcpus={vcpu}-{vcpu + more - 1}",'
            f'"vdistances={distances}"]'
        )
        vcpu += more
    return made


LISTS = st.one_of(
    st.lists(st.one_of(VNODES, ITEMS), max_size=4), st.lists(VNODES, max_size=3), fine()
).map(lambda vnodes: f"[{','.join(vnodes)}]")
OTHERS = st.lists(
    st.sampled_from(
        ["vcpus=2", "vcpus=0", "maxvcpus=3", "memory=64", "maxmem=64", "memory=9", "cpus='0-1'",
         "cpus=['4','^1']", "cpus_soft='node:2'", "videoram=4", "vga='none'", "type='pvh'"]
    ), max_size=4,
)  # fmt: skip


def loaded(text: str) -> Loaded | tuple[Problem, ...]:
    document = parse(Source("t.cfg", text.encode()))
    assert document.ok, document.problems
    try:
        return load(document.by_key, OPTIONS)
    except ConfigError as refusal:
        return refusal.problems


def assert_well_told(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        assert problem.text
        assert problem.line
        assert problem.column
        assert problem.width >= 1
        if problem.severity == "error":
            assert problem.hint


@given(LISTS, OTHERS)
def test_a_list_is_read_or_refused_and_every_problem_has_its_place(vnuma, others):
    text = "\n".join(['name="t"', "type='hvm'", *others, f"vnuma={vnuma}", ""])
    made = loaded(text)
    if not isinstance(made, Loaded):
        assert any(problem.severity == "error" for problem in made)
        assert_well_told(made)
        return
    assert_well_told(made.warnings)
    assert all(problem.severity == "warning" for problem in made.warnings)
    config = made.config
    assert_well_told(check_buildable(config, HOST))
    assert build_exit_code(config) in {3, 6}
    domain_config(config, *libxl_maps(config, HOST))
    if config.vnuma_nodes:
        nodes = config.vnuma_nodes.nodes
        assert all(len(node.distances) == len(nodes) >= node.distances_given for node in nodes)
        assert all(node.vcpus == tuple(sorted(set(node.vcpus))) for node in nodes)
        assert sum(len(node.vcpus) for node in nodes) <= config.vnuma_nodes.total_vcpus
        assert sum(node.size_mib for node in nodes) <= config.vnuma_nodes.total_mib


@given(fine())
def test_a_list_with_all_it_needs_draws_no_word(vnodes):
    made = loaded(f"name='t'\ntype='hvm'\nmaxvcpus={_vcpus(vnodes)}\nvnuma=[{','.join(vnodes)}]\n")
    assert isinstance(made, Loaded)
    assert made.warnings == ()
    assert check_buildable(made.config, HOST) == ()


def _vcpus(vnodes: list[str]) -> int:
    return 1 + int(vnodes[-1].split('"vcpus=')[1].split('"')[0].split("-")[1])


@given(st.lists(st.one_of(VNODES, ITEMS), min_size=2, max_size=4))
def test_a_problem_of_a_vnode_stays_when_another_is_mended(vnodes):
    """Nothing hides anything: what is wrong with the first vnode is told whatever follows."""
    first, rest = vnodes[0], ["[]"] * (len(vnodes) - 1)

    def told(items: list[str]) -> set[str]:
        made = loaded(f"name='t'\nmaxvcpus=1\nvnuma=[{','.join(items)}]\n")
        problems = made.warnings if isinstance(made, Loaded) else made
        return {p.text for p in problems if p.severity == "error" and p.text.startswith("vnode 0")}

    assert told([first, *rest]) == told(vnodes)
