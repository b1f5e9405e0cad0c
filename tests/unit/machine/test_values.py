"""The vocabulary: versions, topologies, layouts."""

from __future__ import annotations

import pytest

from xlpy.errors import XlError
from xlpy.machine.domain import VnumaLayout
from xlpy.machine.topology import Cpupool, Node, Topology
from xlpy.machine.version import parse_version
from xlpy.machine.vnuma import Origin, VmemRange, VnumaTopology


@pytest.mark.parametrize(
    ("text", "release", "series"),
    [("4.17.7", (4, 17), None), ("4.4-vnuma-v2", (4, 4), 2), ("4.4-vnuma-v3", (4, 4), 3),
     ("4.5", (4, 5), None), ("4.21-unstable", (4, 21), None), ("5.0.0-rc1", (5, 0), None),
     ("4.4-vnuma-v9", (4, 4), None), ("4.17.7+13-g2445b30a44", (4, 17), None)],
)  # fmt: skip
def test_a_version_is_read_and_printed_back(text, release, series):
    version = parse_version(text)
    assert (version.release, version.series) == (release, series)
    assert version.reads_2013_keys == (series is not None)
    assert str(version) == text


@pytest.mark.parametrize("text", ["", "4", "four", "4.x", "v4.17", "4.17 ", "4.17.7\n", "4.1777"])
def test_what_is_no_version_is_refused(text):
    with pytest.raises(XlError, match="is not a Xen version"):
        parse_version(text)


HOST = Topology(
    nodes=(
        Node(0, (0, 2), 0, 100, 10, (10, 20)),
        Node(3, (1, 5), 100, 100, 20, (20, 10)),
    ),
    pools=(Cpupool(0, "Pool-0", (0, 1, 2)), Cpupool(1, "rest", (5,))),
)


def test_a_topology_is_asked_by_id_and_name():
    assert HOST.node_ids == (0, 3)
    assert HOST.cpus == (0, 1, 2, 5)
    assert HOST.free_pages == {0: 10, 3: 20}
    assert HOST.node(3).cpus == (1, 5)
    assert HOST.pool("rest").cpus == (5,)
    assert HOST.pool("gone") is None
    with pytest.raises(KeyError):
        HOST.node(1)


LAYOUT = VnumaTopology(
    vmemranges=(VmemRange(0, 4096, 0), VmemRange(4096, 8192, 1), VmemRange(16384, 20480, 0)),
    vdistance=(10, 20, 30, 10), vcpu_to_vnode=(1, 0, 1), vnode_to_pnode=(None, 1),
)  # fmt: skip


def test_a_virtual_topology_is_asked_by_vnode():
    assert LAYOUT.nr_vnodes == 2
    assert LAYOUT.distances(1) == (30, 10)
    assert LAYOUT.vcpus(1) == (0, 2)
    assert [r.start for r in LAYOUT.ranges(0)] == [0, 16384]
    assert (LAYOUT.size_bytes(0), LAYOUT.size_bytes(1)) == (8192, 4096)


@pytest.mark.parametrize(
    ("pages", "local"),
    [(({0: 5}, {1: 5}), (True, True)), (({0: 5, 1: 1}, {1: 5, 0: 1}), (False, False)),
     (({0: 5, 1: 0}, {1: 5, 0: 0}), (True, True)), (({}, {0: 5}), (True, False))],
)  # fmt: skip
def test_a_vnode_is_local_when_all_its_pages_lie_on_its_node_or_on_one(pages, local):
    layout = VnumaLayout(LAYOUT, (1, 1), pages, {})
    assert (layout.is_local(0), layout.is_local(1)) == local


@pytest.mark.parametrize(
    ("origin", "text"),
    [(Origin("given"), "given"), (Origin("default", "round robin"), "default: round robin"),
     (Origin("given", place="t.cfg:1:2"), "given (t.cfg:1:2)"),
     (Origin("fall-back", "wrong", "t.cfg:1:2"), "fall-back: wrong (t.cfg:1:2)")],
)  # fmt: skip
def test_an_origin_reads_as_a_sentence(origin, text):
    assert str(origin) == text
