"""Lists of numbers as Xen writes them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlpy.machine.numbers import bitmap_text, format_ranges, parse_ranges, runs

SETS = st.sets(st.integers(0, 4095), max_size=40)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("", ()), ("3", (3,)), ("0-3,8", (0, 1, 2, 3, 8)), (" 8 , 0 - 2 ,, 1", (0, 1, 2, 8)),
     ("5-5", (5,)), ("4095", (4095,))],
)  # fmt: skip
def test_ranges_are_read_ascending_and_once(text, numbers):
    assert parse_ranges(text) == numbers


@pytest.mark.parametrize(
    "text", ["x", "1,x", "3-1", "-1", "1-", "1-2-3", "4096", "0-4096", "٣", "1.5"]
)
def test_anything_else_is_refused_by_name(text):
    with pytest.raises(ValueError, match=text.split(",")[-1]):
        parse_ranges(text)


@given(SETS)
def test_what_is_written_is_read_back(numbers):
    assert parse_ranges(format_ranges(numbers)) == tuple(sorted(numbers))


@given(SETS)
def test_runs_are_maximal_and_cover_exactly(numbers):
    found = list(runs(numbers))
    assert [n for low, high in found for n in range(low, high + 1)] == sorted(numbers)
    assert all(high + 1 < low for (_, high), (low, _) in pairwise(found))


@pytest.mark.parametrize(
    ("numbers", "bits", "text"),
    [((), 8, "none"), (range(8), 8, "all"), (range(9), 8, "all"), ((0, 2, 3), 8, "0,2-3"),
     ((9,), 8, "none"), ((0,), 1, "all"), ((0, 1), 4, "0-1")],
)  # fmt: skip
def test_a_bitmap_is_printed_as_xl_does(numbers, bits, text):
    assert bitmap_text(numbers, bits) == text
