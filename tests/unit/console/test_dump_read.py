import time

import pytest

from xlpy.console.numa_dump import DumpError, detect, formats, read, read_all, write
from xlpy.errors import XlError
from xlpy.machine.numa_dump import CpuNode, DumpDomain, DumpNode, DumpVnode, NodePages, NumaDump

SMALL = """\
(XEN) 'u' pressed -> dumping numa info (now = 75301675413)
(XEN) NODE0 start->0 size->2359296 free->1807067
(XEN) CPU0...1 -> NODE0
(XEN) Memory location of each domain:
(XEN) Domain 0 (total: 393216):
(XEN)     Node 0: 283889
(XEN) Domain 7 (total: 512):
(XEN)     Node 0: 512
(XEN)      2 vnodes, 3 vcpus, guest physical layout:
(XEN)          0: pnode   0, vcpus 0-1·
(XEN)            0000000000000000 - 0000000000100000
(XEN)          1: pnode ???, vcpus 2
(XEN)            0000000000100000 - 0000000000200000
""".replace("·", " ")


def lines_with(old, new):
    assert old in SMALL
    return SMALL.replace(old, new)


def test_values():
    dump = read(SMALL)
    assert dump.now_ns == 75301675413
    assert dump.nodes == (DumpNode(0, 0, 2359296, 1807067),)
    assert dump.cpus == (CpuNode(0, 0), CpuNode(1, 0))
    assert dump.domains[0] == DumpDomain(0, 393216, (NodePages(0, 283889),))
    vnuma = dump.domains[1].vnuma
    assert vnuma.vcpu_to_vnode == (0, 0, 1)
    assert vnuma.vnodes[0] == DumpVnode(0, ((0, 1 << 20),))
    assert vnuma.vnodes[1].pnode is None


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line.removeprefix("(XEN) "),
        lambda line: "(XEN) " + line[6:].lstrip(),
        lambda line: line.rstrip(),
        lambda line: line + "  ",
        lambda line: line + "\r",
        lambda line: "(XEN) [2013-11-18 10:00:00] " + line[6:],
        lambda line: "(XEN) [   88.334893] " + line[6:],
        lambda line: "[   88.334893] " + line[6:].lstrip(),
        lambda line: "Oct  4 12:05:25.087462 " + line,
        lambda line: "[2022-06-01 10:00:00] " + line,
        lambda line: "> " + line,
        lambda line: line + "\n(d7) a guest's own words",
        lambda line: line + "\n(XEN) Xen WARN at mm.c:123",
        lambda line: line + "\n",
    ],
)
def test_what_transports_do_to_lines(change):
    assert read("\n".join(map(change, SMALL.splitlines()))) == read(SMALL)


def test_other_lines_around_and_other_keys_between():
    other = """\
(XEN) 'q' pressed -> dumping domain info (now = 80300419738)
(XEN) General information for domain 0:
(XEN) NODE affinity for domain 0: [0-1]
(XEN)     VCPU0: CPU5 [has=F] poll=0 upcall_pend=00 upcall_mask=00 dirty_cpu=5
(XEN) Domain 7 (vcpu#0) crashed on cpu#1:
(XEN)  0000000000000000 - 000000000009fc00 (usable)
(XEN) CPU0: AMD family 17h
(XEN) CPU1 is up
(XEN) 1 2 3
"""
    later = lines_with("75301675413", "99")
    text = other + SMALL + other + later + other
    assert read_all(text) == [read(SMALL), read(later)]
    assert read(text).now_ns == 99
    assert read_all(other) == []


def test_the_same_lines_without_another_key_before():
    crash = "(XEN) Domain 7 (vcpu#0) crashed on cpu#1:\n"
    e820 = "(XEN)  0000000000000000 - 000000000009fc00 (usable)\n"
    assert read(SMALL + crash + e820 + "(XEN) CPU0 found\n(XEN) d7 (a note)\n") == read(SMALL)


def test_a_ring_that_lost_its_oldest_lines():
    lines = SMALL.splitlines(keepends=True)
    whole = read(SMALL)
    for lost in range(1, 5):
        cut = read("".join(lines[lost:]))
        assert cut.now_ns is None
        assert cut.domains == whole.domains
    assert len(read("".join(lines[6:])).domains) == 1
    assert read_all("".join(lines[5:]) + SMALL)[1] == whole


def test_a_dump_quoted_from_the_middle_ends_the_one_before():
    tail = SMALL[SMALL.index("(XEN) Memory") :]
    assert read_all(SMALL + tail) == [read(SMALL), read(tail)]


def test_both_forms_of_cpus_and_domains_together():
    text = lines_with("CPU0...1 -> NODE0", "CPU0 -> NODE0\n(XEN) CPU1 -> NODE0")
    assert read(text.replace("Domain 7", "d7")) == read(SMALL)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("75301675413", "soon", 1),
        ("(now = 75301675413)", "(now-0x1:2)", 1),
        ("size->2359296", "size->", 2),
        ("start->0", "start->-1", 2),
        ("start->0", "start->" + "9" * 5000, 2),
        ("NODE0 start", "NODE0 begin", 2),
        ("CPU0...1", "CPU1...0", 3),
        ("CPU0...1", "CPU0...9999999999", 3),
        ("CPU0...1 -> NODE0", "CPU0...1 -> NODE", 3),
        ("CPU0...1 -> NODE0", "phys_to_nid(0000000000002000) -> 1 should be 0", 3),
        ("CPU0...1 -> NODE0", "phys_to_nid(0000000000001000) -> 1 should be 1", 3),
        ("CPU0...1 -> NODE0", "phys_to_nid(0000000000001000)", 3),
        ("(total: 393216)", "(total: many)", 5),
        ("Domain 0 (total: 393216):\n(XEN) ", "", 5),
        ("Node 0: 283889", "Node 0: x", 6),
        ("Node 0: 283889", "Node 0 283889", 6),
        ("2 vnodes, 3 vcpus", "2 vnodes 3 vcpus", 9),
        ("2 vnodes, 3 vcpus", "3 vnodes, 3 vcpus", 9),
        ("2 vnodes, 3 vcpus", "2 vnodes, 4 vcpus", 9),
        ("2 vnodes, 3 vcpus", "2 vnodes, 2 vcpus", 12),
        ("2 vnodes, 3 vcpus", "2 vnodes, 4000000000 vcpus", 9),
        ("0: pnode   0", "2: pnode   0", 10),
        ("pnode   0", "pnode zero", 10),
        ("vcpus 0-1", "vcpus 1-0", 10),
        ("vcpus 0-1", "vcpus 0,1", 10),
        ("vcpus 0-1", "vcpus 0-999999", 10),
        ("vcpus 2\n", "vcpus 1-2\n", 12),
        ("0000000000100000\n", "100000\n", 11),
        ("         0: pnode   0, vcpus 0-1 ", "        vnode 0 - pnode 0 (1) MB", 10),
        ("         0: pnode   0, vcpus 0-1 ", "Domain vcpu to vnode:", 10),
    ],
)
def test_damaged_lines_are_told_with_their_number(old, new, line):
    with pytest.raises(DumpError) as caught:
        read(lines_with(old, new))
    assert caught.value.line == line
    assert str(caught.value).startswith(f"line {line}: ")


def test_an_incomplete_block_of_2013():
    head = "Memory location of each domain:\nDomain 1 (total: 5):\n    Domain has 1 vnodes\n"
    vnode = "        vnode 0 - pnode -1 (2048) MB\n"
    with pytest.raises(DumpError, match="line 3: 1 vnodes announced, 0 listed"):
        read(head)
    with pytest.raises(DumpError, match="line 3: the vcpus of the vnodes are missing"):
        read(head + vnode)
    with pytest.raises(DumpError, match="line 5: this line is of another form"):
        read(head + vnode + vnode.replace("-1 (2048) MB", "any 2048 MB, vcpus: 0"))


def test_v3_stored_vnodes_it_did_not_have():
    block = (
        "    Domain has 1 vnodes\n        vnode 0 - pnode 0: 4 MB \n    Domain vcpu to vnode: \n"
    )
    text = "Memory location of each domain:\nDomain 1 (total: 5):\n" + block + "    0 7 \n"
    assert read(text).domains[0].vnuma.vcpu_to_vnode == (0, 7)
    assert write(read(text), detect(text), prefix="") == text


@pytest.mark.parametrize("text", ["", "\n", "(XEN) hello\n", "(XEN) Node 1: 109321\n"])
def test_a_text_without_a_dump(text):
    with pytest.raises(DumpError, match="no NUMA dump") as caught:
        read(text)
    assert isinstance(caught.value, XlError)
    assert caught.value.hint


def test_formats_that_print_the_same():
    assert formats("Memory location of each domain:\n") == (
        "4.4", "4.4-vnuma-v2", "4.4-vnuma-v3", "4.4-vnuma-v4", "4.6", "4.7", "4.8", "4.12", "4.18",
    )  # fmt: skip
    for version in ("4.4", "4.6", "4.7"):
        text = write(NumaDump(1, cpus=(CpuNode(0, 0), CpuNode(1, 1))), version)
        assert {write(read(text), name) for name in formats(text) if name < "4.8"} == {text}


def test_a_mixture_reads_but_is_no_xens():
    mixed = lines_with("Domain 7", "d7")
    assert len(read(mixed).domains) == 2
    with pytest.raises(DumpError, match="no Xen prints"):
        detect(mixed)


def test_ten_thousand_domains_take_time_in_proportion():
    domains = [DumpDomain(n, 8, tuple(NodePages(k, k) for k in range(8))) for n in range(10_000)]
    text = write(NumaDump(1, domains=tuple(domains)), "4.20")
    began = time.process_time()
    assert len(read(text).domains) == 10_000
    assert time.process_time() - began < 2 * len(text) / 1e6


def test_long_lines_of_digits_and_blanks():
    hostile = "(XEN) 'u' pressed -> dumping numa info (now = 1)\n" + "1 " * 200_000 + "x\n"
    assert read(hostile * 3) == NumaDump(1)
