"""Numbers in texts, as the C library takes them."""

from __future__ import annotations

import pytest

from xlpy.config.numbers import ULONG_MAX, Span, bits, map_size, number, number_range


@pytest.mark.parametrize(
    ("text", "value", "end"),
    [("12", 12, 2), ("012", 12, 3), (" \t7x", 7, 3), ("+3", 3, 2), ("-1", ULONG_MAX, 2),
     ("-2", ULONG_MAX - 1, 2), ("-0", 0, 2), ("0x2", 0, 1), ("5MB", 5, 1), ("1.5", 1, 1),
     ("18446744073709551614", ULONG_MAX - 1, 20), ("18446744073709551616", ULONG_MAX, 20),
     ("-99999999999999999999", ULONG_MAX, 21), ("0" * 30 + "8", 8, 31), ("9" * 5000, ULONG_MAX, 5000)],
)  # fmt: skip
def test_a_number_goes_as_far_as_its_digits(text, value, end):
    assert number(text) == (value, end)


@pytest.mark.parametrize("text", ["", "x", "-", "+ 1", "\u0663", "\xa01"])
def test_without_digits_there_is_no_number(text):
    assert number(text) is None


@pytest.mark.parametrize(
    ("text", "span"),
    [("3", (3, 3, None)), ("2-5", (2, 5, None)), ("1- +3", (1, 3, None)),
     ("-5--3", (2**64 - 5, 2**64 - 3, None)),
     ("x", (0, 0, "is not a number")), ("3-", (3, 0, "has no end")), ("0-", (0, 0, "has no end")),
     ("3-1", (3, 1, "runs backwards")), ("1x", (1, 1, 'has "x" left over')),
     ("1 -2", (1, 1, 'has " -2" left over')),
     ("0-1-2", (0, 1, 'has "-2" left over')), ("-1", (ULONG_MAX, ULONG_MAX, "is not a number"))],
)  # fmt: skip
def test_a_range_is_read_whatever_is_wrong_with_it(text, span):
    assert number_range(text) == span


@pytest.mark.parametrize(
    ("span", "size", "found"),
    [((2, 5), 8, {2, 3, 4, 5}), ((2, 5), 4, {2, 3}), ((3, 1), 8, set()), ((9, 12), 8, set()),
     ((2**32, 2**32 + 1), 8, {0, 1}), ((2**32 - 1, 2**32), 8, {0}), ((5, 2**32 + 2), 8, {0, 1, 2, 5, 6, 7}),
     ((2**64 - 5, 2**64 - 5), 8, set())],
)  # fmt: skip
def test_an_index_wraps_at_32_bits(span, size, found):
    assert bits(Span(*span), size) == found


@pytest.mark.parametrize(
    ("span", "endless"), [((0, ULONG_MAX), True), ((0, 2**32), True), ((0, 2**32 - 1), False)]
)
def test_what_xl_never_comes_to_an_end_of(span, endless):
    assert Span(*span).endless is endless


@pytest.mark.parametrize(("count", "size"), [(0, 0), (1, 8), (8, 8), (9, 16)])
def test_maps_have_whole_bytes(count, size):
    assert map_size(count) == size
