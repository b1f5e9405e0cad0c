"""Values to text: one spelling for each, and an error for what has none."""

import pytest

from xlpy.syntax.layout import assignment
from xlpy.syntax.strings import unquote
from xlpy.syntax.write import UnwritableError, quoted


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("", '""'),
        ("it's", '"it\'s"'),
        ('say "x"', r'"say \"x\""'),
        ("a\\", r'"a\\"'),
        ("\a\b\f\n\r\t\v", r'"\a\b\f\n\r\t\v"'),
        ("\x01\x7f\x85\u2028é", '"\x01\x7f\x85\u2028é"'),
        ("\udcff", '"\udcff"'),  # a byte that is not UTF-8
        ("#[;,=", '"#[;,="'),
    ],
)
def test_quoted_as_it_is_read(text, token):
    assert quoted(text) == token
    assert unquote(token) == text


@pytest.mark.parametrize(
    ("text", "reason"), [("a\0b", "NUL"), ("\ud800", "surrogate"), ("x\udc7f", "surrogate")]
)
def test_what_no_string_can_hold(text, reason):
    with pytest.raises(UnwritableError, match=reason) as caught:
        quoted(text)
    assert caught.value.hint == "remove it"


def test_assignments():
    assert assignment("memory", 64) == "memory = 64"
    assert assignment("name", "x", "+=") == 'name += "x"'
    assert assignment("a", ((), ("b", 1))) == 'a = [[], ["b", 1]]'


def test_numbers_have_no_sign():
    with pytest.raises(UnwritableError, match="sign") as caught:
        assignment("a", ("b", -1))
    assert caught.value.hint == 'write it as a text: "-1"'


@pytest.mark.parametrize("key", ["", "A", "1a", "a-b", "a b", "é"])
def test_keys_are_words(key):
    with pytest.raises(UnwritableError, match="cannot be a key"):
        assignment(key, 1)


def test_long_lists_have_an_item_per_line():
    vnode = ("pnode=0", "size=2048", "vcpus=0-1", "vdistances=10,20")
    line = '["pnode=0", "size=2048", "vcpus=0-1", "vdistances=10,20"]'
    assert assignment("vnuma", (vnode, vnode)) == f"vnuma = [\n    {line},\n    {line},\n]"


def test_numbers_that_are_a_matrix_stand_as_one():
    rows = "\n".join(f"    {'20, ' * 7}20," for _ in range(8))
    assert assignment("vdistance", (20,) * 64) == f"vdistance = [\n{rows}\n]"


def test_other_numbers_fill_the_lines():
    lines = assignment("a", tuple(range(1000, 1030))).split("\n")
    assert lines[0] == "a = ["
    assert [len(line) for line in lines[1:-1]] == [75, 75, 39]  # 12 of 6 columns, and the indent
    assert lines[-1] == "]"
