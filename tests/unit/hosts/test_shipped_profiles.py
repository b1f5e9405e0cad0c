"""Every profile that comes with xlpy makes a host on which domains are built and shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from xlpy.cli.main import run
from xlpy.console.numa_dump import read
from xlpy.hosts.open import open_host
from xlpy.hosts.simulated.initialise import find_profile, read_profile, shipped_profiles

CONFIG = 'name = "web"\nmemory = 96\nvcpus = 2\nkernel = "/boot/vmlinuz"\n'
ALL = pytest.mark.parametrize("name", shipped_profiles())


@pytest.fixture
def xl(name, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XLPY_HOST", f"sim:{name}")
    monkeypatch.setenv("XLPY_XL_CONF", str(tmp_path / "xl.conf"))
    (tmp_path / "xl.conf").write_text("")

    def call(*words: str) -> str:
        assert run([*words]) == 0, capsys.readouterr().err
        return capsys.readouterr().out

    return call


@ALL
def test_it_begins_with_a_comment_and_its_name(name):
    text = Path(find_profile(name)).read_text(encoding="utf-8")
    assert re.match(r"(# .+\n)+name = ", text)


@ALL
def test_a_domain_is_placed_built_and_shown(name, xl, tmp_path):
    file = tmp_path / "web.cfg"
    file.write_text(CONFIG)
    before = open_host().topology()
    xl("create", "-q", str(file))
    host = open_host()
    web = host.domain(host.find("web"))
    assert web.summary.pages == 96 * 256
    nodes = {node for node, pages in web.node_pages.items() if pages}
    assert nodes <= set(before.node_ids)
    assert all(host.topology().node(node).span_pages for node in nodes)

    dump = read(xl("debug-keys", "u"))
    assert [node.node for node in dump.nodes] == list(before.node_ids)
    assert dump.domains[-1].total_pages == 96 * 256

    rows = xl("list", "-n").splitlines()
    assert [row.split()[0] for row in rows] == ["Name", "Domain-0", "web"]
    assert xl("vcpu-list", "web").count("\nweb ") == 2
    assert '"name": "web"' in xl("list", "-l", "web")


@ALL
def test_its_nodes_and_cpus_are_told(name, xl):
    profile, text = read_profile(find_profile(name)), xl("info", "-n")
    rows = text.splitlines()
    first = rows.index("node:    memsize    memfree    distances") + 1
    told = [row.split() for row in rows[first : first + len(profile.nodes)]]
    assert [int(row[0].rstrip(":")) for row in told] == [node.id for node in profile.nodes]
    assert [int(row[1]) for row in told] == [node.span_pages // 256 for node in profile.nodes]
    assert all(len(row[3].split(",")) == profile.nodes[-1].id + 1 for row in told)
    seats = rows[rows.index("cpu:    core    socket     node") + 1 :]
    cpus = [int(row.split(":")[0]) for row in seats[: seats.index("device topology        :")]]
    assert cpus == sorted(cpu for node in profile.nodes for cpu in node.cpus)


def distances(name: str) -> list[tuple[int, ...]]:
    return [node.distances for node in read_profile(find_profile(name)).nodes]


@pytest.mark.parametrize(
    ("name", "levels"),
    [("opteron-8n", {10, 16, 22}), ("wide-16n", {10, 20, 30}), ("wide-64n", {10, 22, 26, 30})],
)
def test_distances_are_the_same_both_ways(name, levels):
    rows = distances(name)
    assert {distance for row in rows for distance in row} == levels
    assert all(rows[a][b] == rows[b][a] for a in range(len(rows)) for b in range(a))


def test_the_recorded_hosts_seat_their_cpus_as_recorded():
    for name, per_node in (("lab-2n", 4), ("lab-4n", 3)):
        nodes = read_profile(find_profile(name)).nodes
        assert [node.cores for node in nodes] == [tuple(range(per_node))] * len(nodes)
        assert [node.sockets for node in nodes] == [(i,) * per_node for i in range(len(nodes))]


def test_gaps_in_numbers_are_shown_as_such(new_host):
    from xlpy.views.domains import Columns, wide_table
    from xlpy.views.info import info_text

    host = new_host("sparse")
    nodes = host.topology().max_node_id + 1
    assert wide_table([host.domain(0)], Columns(numa=True), node_count=nodes).endswith(" 0,2,5\n")
    assert "   2:     16384      16384      20,-1,10,-1,-1,20\n" in info_text(
        host.info(), numa=True
    )
