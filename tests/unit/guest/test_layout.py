"""Guest-physical layouts: every worked example of the reference, and what real Xen built."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlpy.errors import XlError
from xlpy.guest.layout import FOUR_GIB, MIB, E820Entry, e820_layout, hvm_layout, pv_layout

SIZES = st.lists(st.integers(0, 9000), min_size=1, max_size=8)


def shown(ranges):
    """(vnode, first, end) in hexadecimal."""
    return [(r.nid, f"{r.start:x}", f"{r.end:x}") for r in ranges]


@pytest.mark.parametrize(
    ("sizes", "options", "wanted"),
    [
        ([2048, 2048], {"video_mib": 8},
         [(0, "0", "7f800000"), (1, "7f800000", "f0000000"), (1, "100000000", "10f800000")]),
        ([2048, 2048], {"video_mib": 16},
         [(0, "0", "7f000000"), (1, "7f000000", "f0000000"), (1, "100000000", "10f000000")]),
        ([1024, 1024], {"video_mib": 8}, [(0, "0", "3f800000"), (1, "3f800000", "7f800000")]),
        ([2048] * 4, {"video_mib": 8},
         [(0, "0", "7f800000"), (1, "7f800000", "f0000000"), (1, "100000000", "10f800000"),
          (2, "10f800000", "18f800000"), (3, "18f800000", "20f800000")]),
        ([3848, 2048], {"video_mib": 8}, [(0, "0", "f0000000"), (1, "100000000", "180000000")]),
        ([4096, 4096], {"type_": "pvh"},
         [(0, "0", "fc000000"), (0, "100000000", "104000000"), (1, "104000000", "204000000")]),
        # real Xen 4.17: rc9, a larger hole, more video memory, two uneven vnodes
        ([2048, 2048], {},
         [(0, "0", "80000000"), (1, "80000000", "f0000000"), (1, "100000000", "110000000")]),
        ([2048, 2048], {"mmio_hole_mib": 1024},
         [(0, "0", "80000000"), (1, "80000000", "c0000000"), (1, "100000000", "140000000")]),
        ([512, 512], {"video_mib": 32}, [(0, "0", "1e000000"), (1, "1e000000", "3e000000")]),
        ([300, 700], {}, [(0, "0", "12c00000"), (1, "12c00000", "3e800000")]),
        # a hole smaller than the usual one changes nothing
        ([2048, 2048], {"mmio_hole_mib": 100},
         [(0, "0", "80000000"), (1, "80000000", "f0000000"), (1, "100000000", "110000000")]),
        # an empty vnode owns nothing
        ([1024, 0, 1024], {}, [(0, "0", "40000000"), (2, "40000000", "80000000")]),
        # device memory below the hole
        ([4096], {"reserved_low_bytes": 0x10000000},
         [(0, "0", "e0000000"), (0, "100000000", "120000000")]),
    ],
)  # fmt: skip
def test_worked_examples(sizes, options, wanted):
    assert shown(hvm_layout(sizes, **options)) == wanted


def test_vnode_0_must_hold_the_video_memory():
    with pytest.raises(XlError, match="8 MiB of video memory") as refusal:
        hvm_layout([4, 2048], video_mib=8)
    assert refusal.value.exit_code == 3
    assert "videoram" in refusal.value.hint
    assert hvm_layout([8, 64], video_mib=8)[0].nid == 1


def test_pv_has_no_hole():
    assert shown(pv_layout([3072, 2048])) == [(0, "0", "c0000000"), (1, "c0000000", "140000000")]


def test_a_host_map_is_taken_entry_by_entry():
    ram = [E820Entry(0, 640 << 10), E820Entry(MIB, 1023 * MIB), E820Entry(FOUR_GIB, 4096 * MIB)]
    assert shown(e820_layout([512, 1024], ram)) == [
        (0, "0", "a0000"), (0, "100000", "20060000"),
        (1, "20060000", "40000000"), (1, "100000000", "120060000"),
    ]  # fmt: skip


def test_a_host_map_that_is_too_small_is_refused():
    with pytest.raises(XlError, match="has 100 MiB of RAM, the vnodes want 101") as refusal:
        e820_layout([50, 51], [E820Entry(0, 100 * MIB)])
    assert refusal.value.exit_code == 3


@given(SIZES, st.sampled_from(["hvm", "pvh"]), st.sampled_from([None, 64, 256, 700, 2048]))
def test_ranges_rise_miss_the_hole_and_add_up(sizes, type_, hole):
    ranges = hvm_layout(sizes, type_=type_, mmio_hole_mib=hole)
    bottom = FOUR_GIB - max({"hvm": 256, "pvh": 64}[type_], hole or 0) * MIB
    for before, after in pairwise(ranges):
        assert before.end <= after.start
        assert before.nid <= after.nid
    for vnode, size in enumerate(sizes):
        assert sum(r.end - r.start for r in ranges if r.nid == vnode) == size * MIB
    for r in ranges:
        assert r.start < r.end
        assert r.end <= bottom or r.start >= FOUR_GIB
