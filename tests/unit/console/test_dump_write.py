"""The filled examples of the seed machine, in every version."""

import pytest

from xlpy.console.numa_dump import detect, read, write
from xlpy.machine.numa_dump import (
    CpuNode,
    DumpDomain,
    DumpNode,
    DumpRange,
    DumpVnode,
    DumpVnuma,
    NodePages,
    NumaDump,
)
from xlpy.machine.vnuma import VmemRange, VnumaTopology

MAP = (1, 0, 1, 0)
VNUMA = DumpVnuma(
    (
        DumpVnode(1, (DumpRange(0, 0x7F800000),), 2048),
        DumpVnode(0, (DumpRange(0x7F800000, 0xF0000000), DumpRange(1 << 32, 0x10F800000)), 2048),
    ),
    MAP,
)
SEED = NumaDump(
    now_ns=0xA86BD6C8829,
    nodes=(DumpNode(0, 0, 4521984, 131471), DumpNode(1, 4521984, 4194304, 341610)),
    cpus=tuple(CpuNode(cpu, cpu // 4) for cpu in range(8)),
    domains=(
        DumpDomain(0, 2569511, (NodePages(0, 1416166), NodePages(1, 1153345))),
        DumpDomain(6, 1048576, (NodePages(0, 524288), NodePages(1, 524288)), VNUMA),
    ),
)

HEADER_A = "'u' pressed -> dumping numa info (now-0xA86:BD6C8829)\n"
HEADER_B = "'u' pressed -> dumping numa info (now = 11573819901993)\n"
NODES_2013 = """\
idx0 -> NODE0 start->0 size->4521984 free->131471
phys_to_nid(0000000000001000) -> 0 should be 0
idx1 -> NODE1 start->4521984 size->4194304 free->341610
phys_to_nid(0000000450001000) -> 1 should be 1
"""
NODES = """\
NODE0 start->0 size->4521984 free->131471
NODE1 start->4521984 size->4194304 free->341610
"""
CPUS_2013 = "".join(f"CPU{cpu} -> NODE{cpu // 4}\n" for cpu in range(8))
CPUS = "CPU0...3 -> NODE0\nCPU4...7 -> NODE1\n"
DOMAINS = """\
Memory location of each domain:
Domain 0 (total: 2569511):
    Node 0: 1416166
    Node 1: 1153345
Domain 6 (total: 1048576):
    Node 0: 524288
    Node 1: 524288
"""
V2 = """\
    Domain has 2 vnodes
        vnode 0 - pnode 1 (2048) MB
        vnode 1 - pnode 0 (2048) MB
    Domain vcpu to vnode:
    1 0 1 0
"""
V3 = """\
    Domain has 2 vnodes
        vnode 0 - pnode 1: 2048 MB·
        vnode 1 - pnode 0: 2048 MB·
    Domain vcpu to vnode:·
    1 0 1 0·
""".replace("·", " ")
V4 = """\
    Domain has 2 vnodes
        vnode 0 - pnode 1 2048 MB, vcpus: 1 3·
        vnode 1 - pnode 0 2048 MB, vcpus: 0 2·
""".replace("·", " ")
UPSTREAM = """\
     2 vnodes, 4 vcpus, guest physical layout:
         0: pnode   1, vcpus 1 3
           0000000000000000 - 000000007f800000
         1: pnode   0, vcpus 0 2·
           000000007f800000 - 00000000f0000000
           0000000100000000 - 000000010f800000
""".replace("·", " ")
EXAMPLES = {
    "4.4": HEADER_A + NODES_2013 + CPUS_2013 + DOMAINS,
    "4.5": HEADER_A + NODES_2013 + CPUS_2013 + DOMAINS,
    "4.4-vnuma-v2": HEADER_A + NODES_2013 + CPUS_2013 + DOMAINS + V2,
    "4.4-vnuma-v3": HEADER_A + NODES_2013 + CPUS_2013 + DOMAINS + V3,
    "4.4-vnuma-v4": HEADER_A + NODES_2013 + CPUS_2013 + DOMAINS + V4,
    "4.6": HEADER_A + NODES_2013 + CPUS_2013 + DOMAINS + UPSTREAM,
    "4.7": HEADER_A + NODES_2013 + CPUS + DOMAINS + UPSTREAM,
    "4.8": HEADER_A + NODES + CPUS + DOMAINS + UPSTREAM,
    "4.11": HEADER_A + NODES + CPUS + DOMAINS + UPSTREAM,
    "4.12": HEADER_B + NODES + CPUS + DOMAINS + UPSTREAM,
    "4.17.7": HEADER_B + NODES + CPUS + DOMAINS + UPSTREAM,
    "4.18.0": HEADER_B + NODES + CPUS + DOMAINS.replace("Domain ", "d") + UPSTREAM,
    "4.22-unstable": HEADER_B + NODES + CPUS + DOMAINS.replace("Domain ", "d") + UPSTREAM,
}


def vnuma_lines(version, vnodes, vcpu_to_vnode):
    domain = DumpDomain(1, 9, (), DumpVnuma(tuple(vnodes), tuple(vcpu_to_vnode)))
    return write(NumaDump(None, domains=(domain,)), version, prefix="").splitlines()[2:]


@pytest.mark.parametrize(("version", "text"), EXAMPLES.items())
def test_the_seed_machine(version, text):
    assert write(SEED, version, prefix="") == text


@pytest.mark.parametrize(("version", "text"), EXAMPLES.items())
def test_the_seed_machine_read_and_written_again(version, text):
    assert write(read(text), version, prefix="") == text
    assert write(read(text), detect(text), prefix="") == text


def test_the_prefix_leads_every_line():
    lines = write(SEED, "4.4-vnuma-v3").splitlines()
    assert all(line.startswith("(XEN) ") for line in lines)


def test_the_high_half_is_not_padded_the_low_one_is():
    assert "(now-0x0:00000007)" in write(NumaDump(7), "4.4")
    assert "(now-0xFFFFFFFF:FFFFFFFF)" in write(NumaDump((1 << 64) - 1), "4.4")


@pytest.mark.parametrize(
    ("version", "line"),
    [
        ("4.7", "phys_to_nid(0000000450001000) -> 0 should be 1"),
        ("4.17", "phys_to_nid(0000000450001000) -> 0 should be 1"),
        ("4.18", "mfn_to_nid(450001) -> 0 should be 1"),
    ],
)
def test_a_wrong_lookup_shows(version, line):
    dump = NumaDump(1, (DumpNode(1, 0x450000, 2, 0, seen_as=0),))
    assert line in write(dump, version, prefix="").splitlines()
    assert read(write(dump, version)) == dump


def test_4_18_asks_only_nodes_with_a_second_page():
    assert "to_nid" not in write(NumaDump(1, (DumpNode(1, 16, 1, 0, seen_as=0),)), "4.18")


def test_a_frame_has_at_least_five_digits():
    assert "mfn_to_nid(00001)" in write(NumaDump(1, (DumpNode(1, 0, 2, 0, seen_as=0),)), "4.18")


@pytest.mark.parametrize(
    ("cpus", "lines"),
    [
        ([(0, 0)], ["CPU0 -> NODE0"]),
        ([(0, 0), (1, 0)], ["CPU0...1 -> NODE0"]),
        ([(0, 0), (2, 0)], ["CPU0 -> NODE0", "CPU2 -> NODE0"]),
        ([(0, 0), (1, 1), (2, 0)], ["CPU0 -> NODE0", "CPU1 -> NODE1", "CPU2 -> NODE0"]),
        ([(4, 1), (5, 1), (6, 1), (7, 0)], ["CPU4...6 -> NODE1", "CPU7 -> NODE0"]),
        ([], []),
    ],
)
def test_folded_cpus(cpus, lines):
    dump = NumaDump(1, cpus=tuple(CpuNode(*pair) for pair in cpus))
    assert write(dump, "4.7", prefix="").splitlines()[1:-1] == lines


@pytest.mark.parametrize(
    ("vcpu_to_vnode", "lists"),
    [
        ((0, 0, 1, 1), ["0-1 ", "2-3"]),
        ((1, 0, 1, 0), ["1 3", "0 2 "]),
        ((0, 0, 0, 1), ["0-2 ", "3"]),
        ((0,), ["0", ""]),
        ((0, 1, 1, 0, 0), ["0 3-4", "1-2 "]),
        ((1, 1), ["", "0-1"]),
    ],
)
def test_runs_of_vcpus_and_their_blanks(vcpu_to_vnode, lists):
    lines = vnuma_lines("4.17", [DumpVnode(None), DumpVnode(None)], vcpu_to_vnode)
    assert [line.partition("vcpus ")[2] for line in lines[1:]] == lists


def test_three_columns_for_numbers_and_question_marks_for_none():
    lines = vnuma_lines("4.6", [DumpVnode(None), DumpVnode(63)], (0,))
    assert lines[1:] == ["         0: pnode ???, vcpus 0", "         1: pnode  63, vcpus "]


def test_no_pnode_in_2013():
    assert vnuma_lines("4.4-vnuma-v2", [DumpVnode(None)], (0,))[1].endswith("pnode -1 (0) MB")
    assert vnuma_lines("4.4-vnuma-v3", [DumpVnode(None)], (0,))[1].endswith("pnode -1: 0 MB ")
    assert vnuma_lines("4.4-vnuma-v4", [DumpVnode(None)], (0,))[1].endswith("any 0 MB, vcpus: 0 ")


def test_v2_keeps_a_long_map_in_one_line():
    lines = vnuma_lines("4.4-vnuma-v2", [DumpVnode(0)], (0,) * 20)
    assert lines[3:] == ["    " + " ".join("0" * 20)]


@pytest.mark.parametrize(
    ("count", "tail"),
    [
        (1, ["    0 "]),
        (7, ["    " + "0 " * 7]),
        (8, ["    " + "0 " * 8, ""]),
        (9, ["    " + "0 " * 8, "    0 "]),
        (16, ["    " + "0 " * 8, "    " + "0 " * 8, ""]),
    ],
)
def test_v3_puts_eight_vcpus_on_a_line(count, tail):
    assert vnuma_lines("4.4-vnuma-v3", [DumpVnode(0)], (0,) * count)[3:] == tail


def test_v4_puts_eight_vcpus_on_a_line_of_each_vnode():
    lines = vnuma_lines(
        "4.4-vnuma-v4", [DumpVnode(0), DumpVnode(1), DumpVnode(2)], [0] * 9 + [1] * 8
    )
    assert lines[1:] == [
        "        vnode 0 - pnode 0 0 MB, vcpus: 0 1 2 3 4 5 6 7",
        " " * 13 + "8 ",
        "        vnode 1 - pnode 1 0 MB, vcpus: 9 10 11 12 13 14 15 16",
        "",
        "        vnode 2 - pnode 2 0 MB, vcpus: ",
    ]


def test_a_size_is_what_the_ranges_add_up_to():
    assert DumpVnode(0, (DumpRange(0, 1 << 30), DumpRange(1 << 32, 5 << 30))).mib == 2048
    assert DumpVnode(0, (DumpRange(0, 1 << 30),), 2048).mib == 2048


def test_of_a_topology():
    ranges = tuple(
        VmemRange(r.start, r.end, nid) for nid, v in enumerate(VNUMA.vnodes) for r in v.ranges
    )
    topology = VnumaTopology(ranges, (10, 20, 20, 10), MAP, (1, 0))
    assert DumpVnuma.of(topology, (2048, 2048)) == VNUMA
    assert DumpVnuma.of(topology).vnodes[0].mib == 2040
