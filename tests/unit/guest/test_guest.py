"""What the guest sees: the 2013 layout, and what `numactl --hardware` printed in the seed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlpy.guest.layout import pv_layout
from xlpy.guest.numactl import predict, size_interval, slit_usable
from xlpy.machine.vnuma import VmemRange, VnumaTopology

GIB = 1 << 30


def topology(sizes, distances=None, vcpu_map=(0, 1, 0, 1)):
    n = len(sizes)
    return VnumaTopology(
        pv_layout(sizes),
        tuple(distances or [10 if i // n == i % n else 20 for i in range(n * n)]),
        tuple(vcpu_map), (None,) * n,
    )  # fmt: skip


def test_pv_vnodes_follow_each_other_from_0_without_a_hole():
    assert pv_layout([4096] * 4) == tuple(
        VmemRange(i * 4 * GIB, (i + 1) * 4 * GIB, i) for i in range(4)
    )
    assert pv_layout([]) == ()


@given(st.lists(st.integers(1, 1 << 22), max_size=8))
def test_the_layout_has_every_size_and_touches(sizes):
    ranges = pv_layout(sizes)
    assert [(r.end - r.start) >> 20 for r in ranges] == sizes
    assert [r.nid for r in ranges] == [*range(len(sizes))]
    assert [r.start for r in ranges] == [0, *[r.end for r in ranges]][: len(sizes)]


# size of the vnode, what numactl printed in the guests of the series' cover letter
SEEN = [(4096, 4031), (4096, 4039), (4096, 3975), (2048, 2011), (2048, 2003)]


@pytest.mark.parametrize(("size", "printed"), SEEN)
def test_the_interval_holds_what_was_really_printed(size, printed):
    interval = size_interval(size)
    assert interval.low <= printed <= interval.high


@given(st.integers(0, 1 << 24))
def test_an_interval_is_one_and_lies_below_the_size(size):
    interval = size_interval(size)
    assert 0 <= interval.low <= interval.high <= size


def test_nodes_show_online_vcpus_and_their_distances():
    nodes = predict(topology([2048, 2048], [10, 40, 40, 10], (1, 0, 1, 0)), online=3)
    assert [node.node for node in nodes] == [0, 1]
    assert [node.cpus for node in nodes] == [(1,), (0, 2)]
    assert [node.distances for node in nodes] == [(10, 40), (40, 10)]
    assert nodes[0].size_mib == size_interval(2048)


@pytest.mark.parametrize(
    ("distances", "usable"),
    [((10, 20, 20, 10), True), ((10, 11, 255, 10), True), ((10, 10, 20, 10), False),
     ((11, 20, 20, 11), False), ((10, 256, 20, 10), False), ((0, 0, 0, 0), False)],
)  # fmt: skip
def test_linux_uses_10_to_itself_and_more_to_others_else_10_and_20(distances, usable):
    made = topology([64, 64], distances)
    assert slit_usable(made) == usable
    rows = [node.distances for node in predict(made, online=4)]
    assert rows == ([distances[:2], distances[2:]] if usable else [(10, 20), (20, 10)])
