"""Both examples of the 2013 series, end to end, on their own machine and on others."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import RunXl
from xlpy.console.numa_dump import read

SEED = Path(__file__).parents[1] / "captured" / "seed"
SAMPLES = Path(__file__).parents[2] / "sample-configs"

OTHER_HOST = """
name = "other"
xen_version = "{version}"
next_domid = 41
pv_vnuma = true
boot_time_ns = 5000000000
placement = "2013-v2"
[dom0]
vcpus = 3
pages = [300001, 200002, 100003]
[[node]]
id = 0
cpus = "0-2,9"
start_pfn = 0
span_pages = 3000000
free_pages = 2600000
[[node]]
id = 2
cpus = "3-5"
span_pages = 2500000
free_pages = 2200000
[[node]]
id = 5
cpus = "6-8"
start_pfn = 6000000
span_pages = 1500000
free_pages = 1300000
"""


def without_time(text: str) -> list[str]:
    return [re.sub(r"\(now.*\)", "(now)", line) for line in text.splitlines()]


def create(run_xl: RunXl, name: str, *options: str) -> str:
    done = run_xl("create", *options, str(SAMPLES / name))
    assert done.status == 0, done.stderr
    return done.stderr


def test_every_line_of_both_dumps_appears(run_xl: RunXl) -> None:
    for name, domid in (("rcbig", "5"), ("rc9", "6")):
        create(run_xl, f"{name}.cfg")
        assert run_xl("domid", name).stdout == f"{domid}\n"
        printed = without_time(run_xl("debug-keys", "u").stdout)
        wanted = without_time((SEED / f"{name}.u").read_text())
        assert [line for line in wanted if line not in printed] == []
    ring = without_time(run_xl("dmesg").stdout)
    assert [line for line in wanted if line not in ring] == []


def test_the_configs_are_the_published_ones() -> None:
    for name in ("rcbig.cfg", "rc9.cfg"):
        assert (SAMPLES / name).read_bytes() == (SEED / name).read_bytes()


def test_rcbig_draws_four_warnings_and_rc9_none(run_xl: RunXl) -> None:
    found = re.findall(r"^\S*rcbig\.cfg:(\d+):(\d+): warning: (.*)$",
                       create(run_xl, "rcbig.cfg"), re.MULTILINE)  # fmt: skip
    assert [(line, column) for line, column, _ in found] == [
        ("5", "12"), ("5", "13"), ("6", "1"), ("7", "1"),
    ]  # fmt: skip
    texts = [text for _, _, text in found]
    assert "2 values for 4 vnodes" in texts[0]
    assert "4096 4096 4096 4096" in texts[0]
    assert "10 is below the minimum of 64 MiB" in texts[1]
    assert "vnuma_distance is not a key" in texts[2]
    assert "did you mean vdistance?" in texts[2]
    assert "10 (local) and 20 (remote)" in texts[2]
    assert "vcpu_to_vnode is not a key" in texts[3]
    assert "did you mean vnuma_vcpumap?" in texts[3]
    assert "0 1 2 3" in texts[3]
    assert "warning" not in create(run_xl, "rc9.cfg")


def test_on_4_17_the_same_domains_in_4_17s_format(run_xl: RunXl) -> None:
    run_xl("host", "init", "heatpipe-4.17")
    create(run_xl, "rcbig.cfg")
    create(run_xl, "rc9.cfg")
    printed = run_xl("debug-keys", "u").stdout
    assert re.search(r"^\(XEN\) 'u' pressed -> dumping numa info \(now = \d+\)$", printed, re.M)
    assert printed.split("\n", 1)[1] == (
        "(XEN) NODE0 start->0 size->4521984 free->131471\n"
        "(XEN) NODE1 start->4521984 size->4194304 free->341610\n"
        "(XEN) CPU0...3 -> NODE0\n"
        "(XEN) CPU4...7 -> NODE1\n"
        "(XEN) Memory location of each domain:\n"
        "(XEN) Domain 0 (total: 2569511):\n"
        "(XEN)     Node 0: 1416166\n"
        "(XEN)     Node 1: 1153345\n"
        "(XEN) Domain 5 (total: 4194304):\n"
        "(XEN)     Node 0: 2097152\n"
        "(XEN)     Node 1: 2097152\n"
        "(XEN)      4 vnodes, 4 vcpus, guest physical layout:\n"
        "(XEN)          0: pnode   0, vcpus 0 \n"
        "(XEN)            0000000000000000 - 0000000100000000\n"
        "(XEN)          1: pnode   0, vcpus 1 \n"
        "(XEN)            0000000100000000 - 0000000200000000\n"
        "(XEN)          2: pnode   1, vcpus 2 \n"
        "(XEN)            0000000200000000 - 0000000300000000\n"
        "(XEN)          3: pnode   1, vcpus 3\n"
        "(XEN)            0000000300000000 - 0000000400000000\n"
        "(XEN) Domain 6 (total: 1048576):\n"
        "(XEN)     Node 0: 524288\n"
        "(XEN)     Node 1: 524288\n"
        "(XEN)      2 vnodes, 4 vcpus, guest physical layout:\n"
        "(XEN)          0: pnode   1, vcpus 1 3\n"
        "(XEN)            0000000000000000 - 0000000080000000\n"
        "(XEN)          1: pnode   0, vcpus 0 2 \n"
        "(XEN)            0000000080000000 - 0000000100000000\n"
    )


@pytest.mark.parametrize("version", ["4.4-vnuma-v2", "4.4-vnuma-v3", "4.17.7", "4.20.0"])
def test_another_machine(run_xl: RunXl, tmp_path: Path, version: str) -> None:
    """Other dom0 pages, free pages, domids, node sizes and ids, CPU numbers; uneven vnodes."""
    (tmp_path / "host.toml").write_text(OTHER_HOST.format(version=version))
    (tmp_path / "a.cfg").write_text(
        'name = "a"\nmemory = 6000\nvcpus = 5\nvnodes = 3\nvnumamem = [3000, 1000, 2000]\n'
        "vnuma_vcpumap = [2, 2, 0, 1, 0]\nvnuma_vnodemap = [2, 5, 0]\n"
    )
    env = {"XLPY_HOST": f"sim:{tmp_path / 'host.toml'}"}
    assert run_xl("create", "a.cfg", env=env).status == 0
    dump = read(run_xl("debug-keys", "u", env=env).stdout)
    assert dump.now_ns is not None
    assert dump.now_ns >= 5_000_000_000
    assert [(n.node, n.start_pfn, n.span_pages, n.free_pages) for n in dump.nodes] == [
        (0, 0, 3000000, 2600000 - 2000 * 256),
        (2, 3000000, 2500000, 2200000 - 3000 * 256),
        (5, 6000000, 1500000, 1300000 - 1000 * 256),
    ]
    assert [cpu.cpu for cpu in dump.cpus if cpu.node == 0] == [0, 1, 2, 9]
    dom0, domain = dump.domains
    assert (dom0.domid, dom0.total_pages) == (0, 600006)
    assert (domain.domid, domain.total_pages) == (41, 6000 * 256)
    assert [(n.node, n.pages) for n in domain.node_pages] == [
        (0, 2000 * 256), (2, 3000 * 256), (5, 1000 * 256),
    ]  # fmt: skip
    assert domain.vnuma is not None
    assert domain.vnuma.vcpu_to_vnode == (2, 2, 0, 1, 0)
    assert [vnode.pnode for vnode in domain.vnuma.vnodes] == [2, 5, 0]


def test_pinned_vcpus_leave_the_vnodes_anywhere(run_xl: RunXl, tmp_path: Path) -> None:
    (tmp_path / "p.cfg").write_text(
        'name="p"\nmemory=1024\nvcpus=2\nvnodes=2\nvnumamem=[512,512]\ncpus="0-3"\n'
    )
    assert run_xl("create", "p.cfg").status == 0
    printed = run_xl("debug-keys", "u").stdout
    assert "        vnode 0 - pnode -1 (512) MB\n" in printed
    assert "    Node 0: 262144\n(XEN)     Node 1: 0\n" in printed  # where its vcpus are


def test_a_short_node_changes_nothing(run_xl: RunXl, tmp_path: Path) -> None:
    (tmp_path / "big.cfg").write_text('name="big"\nmemory=22400\nvcpus=2\n')
    before = run_xl("host", "show", "--json").stdout
    done = run_xl("create", "big.cfg")
    assert done.status == 3
    assert "5734400 pages (22400 MiB) are needed" in done.stderr
    assert "node 0 has 2752911" in done.stderr
    assert "node 1 has 2963050" in done.stderr
    assert run_xl("host", "show", "--json").stdout == before


@pytest.mark.parametrize("name", ["rc9", "rcbig"])
def test_numactl_prediction(run_xl: RunXl, name: str) -> None:
    """Node count, cpus and distances exactly; printed sizes inside the intervals."""
    create(run_xl, f"{name}.cfg", "-q")
    predicted = run_xl("vnuma-info", "--numactl", name).stdout

    def folded(text: str, drop: str) -> list[str]:
        return [" ".join(line.split()) for line in text.splitlines() if not re.search(drop, line)]

    real = (SEED / f"{name}.numactl").read_text()
    assert folded(predicted, r" size:") == folded(real, r" (size|free):")
    sizes = dict(re.findall(r"node (\d+) size: (\d+) MB", real))
    intervals = re.findall(r"node (\d+) size: (\d+)-(\d+) MB", predicted)
    assert len(intervals) == len(sizes)
    for node, low, high in intervals:
        assert int(low) <= int(sizes[node]) <= int(high)
        assert int(high) - int(low) <= int(high) * 0.04


def test_vnuma_info_says_why(run_xl: RunXl) -> None:
    create(run_xl, "rcbig.cfg", "-q")
    create(run_xl, "rc9.cfg", "-q")
    big, nine = json.loads(run_xl("vnuma-info", "--json").stdout)
    assert {key: value["kind"] for key, value in big["origins"].items()} == {
        "sizes": "fall-back", "distances": "default", "vcpus": "default", "pnodes": "automatic",
    }  # fmt: skip
    assert big["origins"]["sizes"]["place"].endswith("rcbig.cfg:5:12")
    assert {value["kind"] for value in nine["origins"].values()} == {"given"}
    assert [vnode["local"] for vnode in big["vnodes"] + nine["vnodes"]] == [True] * 6
    assert nine["vnodes"][0]["pages"] == {"1": 524288}
    assert nine["vnodes"][1]["ranges"] == [[0x80000000, 0x100000000]]


def test_strict_refuses_what_v2_falls_back_on(run_xl: RunXl, tmp_path: Path) -> None:
    done = run_xl("create", "--vnuma-compat=strict", str(SAMPLES / "rcbig.cfg"))
    assert done.status == 1
    assert "error: vnumamem has 2 values for 4 vnodes" in done.stderr
    (tmp_path / "strict.conf").write_text('vnuma_compat="strict"\n')
    done = run_xl("create", str(SAMPLES / "rcbig.cfg"),
                  env={"XLPY_XL_CONF": str(tmp_path / "strict.conf")})  # fmt: skip
    assert done.status == 1
    assert run_xl("list").stdout.count("\n") == 2
