"""Host profiles: what may be left out, and every way to get one wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from xlpy.errors import HostUnavailable, ProfileError
from xlpy.hosts.simulated.initialise import find_profile, read_profile, shipped_profiles
from xlpy.hosts.simulated.profile import ProfileDomain, ProfileNode, ProfilePool
from xlpy.hosts.simulated.profile_info import ProfileInfo
from xlpy.hosts.simulated.profile_read import parse_profile

NODES = '[[node]]\nid = 0\ncpus = "0-3"\n[[node]]\nid = 1\ncpus = "4-7"\n'


def problems(text: str) -> list[str]:
    with pytest.raises(ProfileError) as refusal:
        parse_profile(text, "/somewhere/lab.toml")
    assert refusal.value.file == "/somewhere/lab.toml"
    assert str(refusal.value) == "\n".join(
        f"/somewhere/lab.toml: {problem}" for problem in refusal.value.problems
    )
    return list(refusal.value.problems)


# -- defaults -------------------------------------------------------------------------------------


def test_nodes_with_ids_and_cpus_are_enough():
    made = parse_profile(NODES, "/somewhere/lab.toml")
    assert (made.name, made.xen_version, made.next_domid) == ("lab", "4.17.7", 1)
    assert (made.cores_per_socket, made.threads_per_core, made.boot_time_ns) == (4, 1, 0)
    assert (made.pv_vnuma, made.kernel_required, made.placement) == (False, False, None)
    span = 16 * 1024 * 256
    low, cores = 1048576, (0, 1, 2, 3)  # a quarter of the first node: 4 GiB
    assert made.nodes == (
        ProfileNode(0, (0, 1, 2, 3), 0, span, span, (10, 20), low, cores, (0,) * 4),
        ProfileNode(1, (4, 5, 6, 7), span, span, span, (20, 10), 0, cores, (1,) * 4),
    )
    assert (made.total_pages, made.dma_bits, made.guests) == (2 * span, 32, "linux")
    assert made.info == ProfileInfo()
    everything = tuple(range(8))
    assert made.pools == (ProfilePool(0, "Pool-0", everything),)
    assert made.domains == (
        ProfileDomain(
            0, "Domain-0", 1, everything, (0, 1), 0, ((0, 0), (1, 0)), everything, 1, 0, 0,
            running=True,
        ),
    )  # fmt: skip


def test_free_pages_are_what_domains_leave_of_the_span():
    text = f"""{NODES}span_pages = 1000
[dom0]
vcpus = 8
pages = [300, 400]
[[domain]]
domid = 3
pages = [5, 50]
"""
    made = parse_profile(text, "lab.toml")
    assert [node.free_pages for node in made.nodes] == [4194304 - 305, 550]
    assert made.next_domid == 4
    assert made.domains[0].vcpus == 8
    everything = tuple(range(8))
    assert made.domains[1] == ProfileDomain(
        3, "domain-3", 1, everything, (0, 1), 0, ((0, 5), (1, 50)), everything, 1, 55, 219
    )


def test_nodes_may_come_in_any_order_with_gaps_and_overlapping_nothing():
    text = """
[[node]]
id = 5
cpus = "2,0"
span_pages = 10
[[node]]
id = 2
cpus = 1
start_pfn = 7
span_pages = 20
"""
    made = parse_profile(text, "lab.toml")
    assert [(n.id, n.cpus, n.start_pfn) for n in made.nodes] == [(2, (1,), 7), (5, (0, 2), 27)]


def test_pages_may_be_given_for_the_first_nodes_only():
    made = parse_profile(f"[dom0]\npages = [9]\n{NODES}", "lab.toml")
    assert made.domains[0].pages == ((0, 9), (1, 0))


def test_pools_are_named_by_number_and_pool_0_takes_the_rest():
    text = f"""{NODES}
[[cpupool]]
id = 1
cpus = "4-7,99"
[[domain]]
domid = 1
pool = "Pool-1"
[[domain]]
domid = 2
pool = 1
"""
    made = parse_profile(text, "lab.toml")
    assert made.pools == (
        ProfilePool(0, "Pool-0", (0, 1, 2, 3)), ProfilePool(1, "Pool-1", (4, 5, 6, 7)),
    )  # fmt: skip
    assert [domain.pool for domain in made.domains] == [0, 1, 1]


def test_domain_0_may_be_one_of_the_domains():
    made = parse_profile(f'{NODES}[[domain]]\ndomid = 0\ncpus = "0"\nnodes = [0]\n', "lab.toml")
    assert [(d.name, d.cpus, d.nodes, d.running) for d in made.domains] == [
        ("Domain-0", (0,), (0,), True)
    ]


# -- what Xen keeps back --------------------------------------------------------------------------

# (start_pfn, span_pages of the first node) → bits; recorded: 2359296 → 32, 1835008 → 31
WIDTHS = [
    ((0, 2359296), 32),
    ((0, 1835008), 31),
    ((0, 1 << 30), 32),
    ((0, 1024), 20),
    ((0, 4), 12),
    ((0, 0), 32),
    ((256, 1024), 21),
]


@pytest.mark.parametrize(("first", "bits"), WIDTHS)
def test_several_nodes_keep_a_quarter_of_the_first_up_to_4_gib(first, bits):
    start, span = first
    one = f'[[node]]\nid = 0\ncpus = "0"\nstart_pfn = {start}\nspan_pages = {span}\n'
    assert parse_profile(one, "lab.toml").dma_bits == 0
    assert parse_profile(f'{one}[[node]]\nid = 1\ncpus = "1"\n', "lab.toml").dma_bits == bits
    assert parse_profile(f"dma_bits = 7\n{one}", "lab.toml").dma_bits == 7


def low(text: str) -> list[int]:
    return [node.low_free_pages for node in parse_profile(text, "lab.toml").nodes]


def test_low_free_pages_are_those_below_the_width_that_are_there_and_free():
    nodes = "{}[[node]]\nid = 0\ncpus = '0'\nspan_pages = 1000\n[[node]]\nid = 1\ncpus = '1'\n"
    assert low(nodes.format("dma_bits = 21\n")) == [512, 0]
    assert low(nodes.format("dma_bits = 23\n")) == [1000, 1048]
    assert low(nodes.format("dma_bits = 21\ntotal_pages = 4195200\n")) == [408, 0]
    assert low(nodes.format("dma_bits = 21\ntotal_pages = 1\n")) == [0, 0]
    assert low(nodes.format("dma_bits = 0\n")) == [0, 0]
    assert low(nodes.format("dma_bits = 21\n[dom0]\npages = [900]\n")) == [100, 0]
    assert low(nodes.format("dma_bits = 21\n") + "low_free_pages = 3\n") == [512, 3]


# -- cores and sockets ----------------------------------------------------------------------------


def seats(text: str) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(node.cores, node.sockets) for node in parse_profile(text, "lab.toml").nodes]


def test_threads_fill_cores_and_cores_fill_sockets_that_are_counted_node_by_node():
    assert seats(f"threads_per_core = 2\n{NODES}") == [((0, 0, 1, 1), (i,) * 4) for i in (0, 1)]
    assert seats(f"cores_per_socket = 2\n{NODES}") == [
        ((0, 1, 0, 1), (0, 0, 1, 1)), ((0, 1, 0, 1), (2, 2, 3, 3)),
    ]  # fmt: skip
    assert seats(f"cores_per_socket = 3\n{NODES}")[1] == ((0, 1, 2, 0), (2, 2, 2, 3))


def test_a_node_without_cpus_takes_no_socket():
    assert seats('[[node]]\nid = 0\ncpus = ""\n[[node]]\nid = 1\ncpus = "0"\n') == [
        ((), ()), ((0,), (0,)),
    ]  # fmt: skip


def test_cores_and_sockets_may_be_given():
    text = '[[node]]\nid = 0\ncpus = "0-1"\ncores = [4, 6]\nsockets = [3, 3]\n'
    assert seats(f'{text}[[node]]\nid = 1\ncpus = "2"\n') == [((4, 6), (3, 3)), ((0,), (4,))]


# -- what a domain may say ------------------------------------------------------------------------


def test_a_domain_in_every_detail():
    text = f"""{NODES}
[[domain]]
domid = 7
name = "win"
uuid = "70717273-7475-7677-7879-7a7b7c7d7e7f"
type = "hvm"
vcpus = 4
vcpus_online = 2
cpus = "0-1"
soft_cpus = "1-7"
nodes = [1]
pages = [10, 20]
max_pages = 31
target_kib = 100
running = true
paused = true
shutdown = "crash"
dying = true
cpu_time_ns = 5
started_ns = 6
"""
    assert parse_profile(text, "lab.toml").domains[1] == ProfileDomain(
        7, "win", 4, (0, 1), (1,), 0, ((0, 10), (1, 20)), tuple(range(1, 8)), 2, 31, 100,
        "70717273-7475-7677-7879-7a7b7c7d7e7f", "hvm", True, True, 3, True, 5, 6,
    )  # fmt: skip


def test_what_xl_info_tells():
    made = parse_profile(f'{NODES}[info]\nhost = "lab"\ncpu_khz = 1\nbuild_id = 12\n', "lab.toml")
    assert made.info == ProfileInfo(host="lab", cpu_khz=1, build_id="12")


def test_plain_data_is_what_json_keeps():
    data = parse_profile(NODES, "lab.toml").as_data()
    assert json.loads(json.dumps(data)) == data
    assert data["nodes"][1]["cpus"] == "4-7"
    assert data["domains"][0]["soft_cpus"] == "0-7"
    assert data["cpupools"][0] == {
        "id": 0, "name": "Pool-0", "cpus": "0-7", "scheduler": "credit2",
    }  # fmt: skip


# -- mistakes -------------------------------------------------------------------------------------


TWO = "node = [{id = 0, cpus = '0'}, {id = 1, cpus = '1'}]\n"

MISTAKES = [
    ("node = ", "not TOML: "),
    ("", "node: at least one [[node]] with id and cpus is needed"),
    ("node = 3", "node: must be a list of tables: write each as [[node]]"),
    ("node = [{id = 0}]", "[[node]] 1: id: a node needs an id and cpus"),
    (TWO + "[[node]]\n", None),  # a list written inline cannot be continued: TOML says so
    (TWO + "xenversion = '4.17'", "xenversion: unknown key (did you mean xen_version?)"),
    (TWO + "zzz = 1", "zzz: unknown key (known: name, xen_version, next_domid,"),
    (TWO + "dom0 = {vcpu = 1}", "[dom0] vcpu: unknown key (did you mean vcpus?)"),
    (TWO + "dom0 = 4", "dom0: must be a table: write it as [dom0]"),
    (TWO + "dom0 = {vcpus = 0}", "[dom0] vcpus: 0 is not in 1..4096"),
    (TWO + "dom0 = {vcpus = true}", "[dom0] vcpus: True is not a whole number"),
    (TWO + "dom0 = {vcpus = 1.0}", "[dom0] vcpus: 1.0 is not a whole number"),
    (TWO + "dom0 = {pages = 7}", "[dom0] pages: 7 is not a list of whole numbers"),
    (TWO + "dom0 = {pages = [-1]}", "[dom0] pages: -1 is not in 0..1099511627776"),
    (TWO + "dom0 = {pages = [1, 2, 3]}", "[dom0] pages: 3 values for 2 nodes"),
    (TWO + "name = true", "name: True is not a text"),
    (TWO + "pv_vnuma = 1", "pv_vnuma: 1 is neither true nor false"),
    (TWO + "kernel_required = 'no'", "kernel_required: 'no' is neither true nor false"),
    (TWO + "xen_version = 'four'", 'xen_version: "four" is not a Xen version'),
    (TWO + "next_domid = 32752", "next_domid: 32752 is not in 1..32751"),
    (TWO + "domain = [{domid = 4}]\nnext_domid = 4",
     "next_domid: 4 is not above the highest domid, 4"),
    (TWO + "cores_per_socket = 0", "cores_per_socket: 0 is not in 1..4096"),
    (TWO + "boot_time_ns = -1", "boot_time_ns: -1 is not in 0..9223372036854775807"),
    ("node = [{id = 64, cpus = '0'}]", "[[node]] 1: id: 64 is not in 0..63"),
    ("node = [{id = 0, cpus = '0-'}]",
     '[[node]] 1: cpus: "0-" is not a number or a range'),
    ("node = [{id = 0, cpus = '5-3'}]",
     '[[node]] 1: cpus: "5-3" is not a rising range below 4096'),
    ("node = [{id = 0, cpus = '0'}, {id = 0, cpus = '1'}]",
     "[[node]] 2: id: node 0 is described twice"),
    ("node = [{id = 0, cpus = '0-3'}, {id = 1, cpus = '2-5'}]",
     "[[node]] 2: cpus: CPU 2-3 is on node 0 already"),
    ("node = [{id = 0, cpus = '0', distances = [10, 20]}]",
     "node: node 0 has 2 distances for 1 nodes"),
    ("node = [{id = 0, cpus = '0', distances = [256]}]",
     "[[node]] 1: distances: 256 is not in 0..255"),
    ("node = [{id = 0, cpus = '0', span_pages = 10, free_pages = 11}]",
     "node: node 0 spans 10 pages, but 0 are held by domains and 11 free"),
    ("dom0 = {pages = [11]}\nnode = [{id = 0, cpus = '0', span_pages = 10}]",
     "node: node 0 spans 10 pages, but 11 are held by domains and 0 free"),
    (TWO + "cpupool = [{id = 0, cpus = '0'}, {id = 0, cpus = '1'}]",
     "[[cpupool]] 2: id: cpupool Pool-0 is described twice"),
    (TWO + "cpupool = [{id = 0, cpus = '0'}, {id = 1, name = 'Pool-0', cpus = '1'}]",
     "[[cpupool]] 2: id: cpupool Pool-0 is described twice"),
    (TWO + "cpupool = [{id = 0, cpus = '0'}, {id = 1, cpus = '0-1'}]",
     "[[cpupool]] 2: cpus: CPU 0 is in Pool-0 already"),
    (TWO + "domain = [{name = 'x'}]", "[[domain]] 1: domid: a domain needs a domid"),
    (TWO + "domain = [{domid = 0}]\ndom0 = {vcpus = 1}",
     "dom0: domain 0 is described twice: as [dom0] and as a [[domain]]"),
    (TWO + "domain = [{domid = 1}, {domid = 1, name = 'x'}]",
     "domain: two domains have the domid 1"),
    (TWO + "domain = [{domid = 1, name = 'x'}, {domid = 2, name = 'x'}]",
     "domain: two domains have the name x"),
    (TWO + "domain = [{domid = 1, nodes = [2]}]", "[[domain]] 1: nodes: there is no node 2"),
    (TWO + "domain = [{domid = 1, pool = 'gone'}]",
     "[[domain]] 1: pool: there is no cpupool 'gone'"),
    (TWO + "dma_bits = 65", "dma_bits: 65 is not in 0..64"),
    (TWO + "total_pages = 8388609", "total_pages: 8388609 is more than the nodes span, 8388608"),
    (TWO + "guests = 'windows'", 'guests: "windows" is not one of linux, dummy'),
    ("node = [{id = 0, cpus = '0', free_pages = 4, low_free_pages = 5}]",
     "node: node 0 has 4 free pages, not 5 low ones"),
    ("node = [{id = 0, cpus = '0', cores = [0, 1]}]", "[[node]] 1: cores: 2 values for 1 CPUs"),
    ("node = [{id = 0, cpus = '0-1', sockets = [0]}]", "[[node]] 1: sockets: 1 values for 2 CPUs"),
    (TWO + "cpupool = [{scheduler = 'fair'}]",
     '[[cpupool]] 1: scheduler: "fair" is not one of credit2,'),
    (TWO + "info = {hosts = 'x'}", "[info] hosts: unknown key (did you mean host?)"),
    (TWO + "info = {cpu_khz = 4294967296}", "[info] cpu_khz: 4294967296 is not in 0..4294967295"),
    (TWO + "info = {hw_caps = '0'}", '[info] hw_caps: "0" is not eight groups'),
    (TWO + "info = {virt_start = 'high'}", '[info] virt_start: "high" is not a hexadecimal number'),
    (TWO + 'info = {release = "a\\nb"}', "[info] release: must be one line"),
    (TWO + "domain = [{domid = 1, uuid = 'x'}]", '[[domain]] 1: uuid: "x" is not a UUID'),
    (TWO + "domain = [{domid = 1, type = 'xen'}]",
     '[[domain]] 1: type: "xen" is not one of pv, pvh, hvm'),
    (TWO + "domain = [{domid = 1, vcpus = 2, vcpus_online = 3}]",
     "[[domain]] 1: vcpus_online: 3 is not in 0..2"),
    (TWO + "domain = [{domid = 1, pages = [3], max_pages = 2}]",
     "[[domain]] 1: max_pages: 2 is not in 3..1099511627776"),
    (TWO + "domain = [{domid = 1, shutdown = 'halt'}]",
     '[[domain]] 1: shutdown: "halt" is not one of poweroff, reboot,'),
    (TWO + "domain = [{domid = 1, soft_cpus = '-'}]",
     '[[domain]] 1: soft_cpus: "-" is not a number or a range'),
    (TWO + "domain = [{domid = 32751}]", "[[domain]] 1: domid: 32751 is not in 0..32750"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "problem"), MISTAKES)
def test_a_mistake_is_named_with_its_place(text, problem):
    found = problems(text)
    if problem is None:
        assert found[0].startswith("not TOML: ")
        return
    assert any(item.startswith(problem) for item in found), found


def test_several_mistakes_are_reported_at_once():
    text = "nmae = 'x'\nxen_version = 'new'\n" + TWO + "dom0 = {vcpus = 0, page = []}\n"
    assert problems(text) == [
        "nmae: unknown key (did you mean name?)",
        "[dom0] page: unknown key (did you mean pages?)",
        "[dom0] vcpus: 0 is not in 1..4096",
        'xen_version: "new" is not a Xen version',
    ]


# -- files ----------------------------------------------------------------------------------------


def test_every_shipped_profile_parses_and_carries_its_own_name():
    names = shipped_profiles()
    assert {"heatpipe", "heatpipe-4.17", "oracle-2x4"} <= set(names)
    for name in names:
        made = read_profile(find_profile(name))
        assert made.name == name
        assert all(node.free_pages > 0 for node in made.nodes if node.span_pages)


def test_the_heatpipe_is_the_machine_of_2013():
    made = read_profile(find_profile("heatpipe"))
    assert (made.xen_version, made.next_domid, made.placement) == ("4.4-vnuma-v2", 5, "2013-v2")
    assert [node.span_pages for node in made.nodes] == [4521984, 4194304]
    assert made.nodes[1].start_pfn == 4521984
    assert made.domains[0].pages == ((0, 1416166), (1, 1153345))
    assert sum(pages for _, pages in made.domains[0].pages) == 2569511
    assert (made.pv_vnuma, made.kernel_required) == (True, False)


def test_a_profile_is_found_by_shipped_name_or_path(tmp_path: Path, monkeypatch):
    file = tmp_path / "lab.toml"
    file.write_text(NODES)
    assert find_profile(str(file)) == str(file)
    monkeypatch.chdir(tmp_path)
    assert find_profile("lab.toml") == str(file)
    with pytest.raises(HostUnavailable, match="lab") as refusal:
        find_profile("lab")
    assert "heatpipe, heatpipe-4.17, " in refusal.value.hint
    (tmp_path / "heatpipe").write_text("no profile")
    assert find_profile("heatpipe").endswith("heatpipe.toml")


def test_a_profile_that_is_no_text_is_refused(tmp_path: Path):
    file = tmp_path / "lab.toml"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(HostUnavailable, match="cannot be read"):
        read_profile(str(file))


def test_a_policy_nobody_knows_is_refused(new_host):
    with pytest.raises(ProfileError, match='"best" is not a policy'):
        new_host('placement = "best"\n[[node]]\nid = 0\ncpus = "0"\n')
