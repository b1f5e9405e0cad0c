"""Replacing statements: the rest of the text stays, comments too."""

import pytest

from xlpy.syntax.edit import apply, replace, set_number, set_text
from xlpy.syntax.parser import parse
from xlpy.syntax.source import Source


def edited(text, lines=("new = 1",)):
    """The text with every setting x replaced."""
    source = Source("t.cfg", text.encode())
    settings = [s for s in parse(source).settings if s.key == "x"]
    made = apply(source, replace(source, settings, lines))
    assert parse(made).ok
    return made.decoded


@pytest.mark.parametrize(
    ("text", "replaced", "removed"),
    [
        ("x=1", "new = 1\n", ""),
        ("x=1\n", "new = 1\n", ""),
        ("a=1\n\nx=1\n\nb=2", "a=1\n\nnew = 1\n\nb=2", "a=1\n\n\nb=2"),
        ("  x=1;\na='2'", "  new = 1\na='2'", "a='2'"),
        ("x=1 # c\n", "# c\nnew = 1\n", "# c\n"),
        (" x=1; # c\n", " # c\n new = 1\n", " # c\n"),
        ("x=[1, # c\n2]\n", "# c\nnew = 1\n", "# c\n"),
        ("x=[ # c\n] # d\n", "# c\n# d\nnew = 1\n", "# c\n# d\n"),
        ("  x=1; a=2\n", "  new = 1\n  a=2\n", "  a=2\n"),
        ("a=2; x=1\n", "a=2;\nnew = 1\n", "a=2;\n"),
        ("a=2;x=1; b=3\n", "a=2;\nnew = 1\nb=3\n", "a=2;b=3\n"),
        ("a=2;x=1 # c\n", "a=2;\nnew = 1\n# c\n", "a=2;# c\n"),
        ("a=2;x=[# c\n]; b=3\n", "a=2;\n# c\nnew = 1\nb=3\n", "a=2;\n# c\nb=3\n"),
        ("x=1; x+=2 ;x=3\n", "new = 1\n", ""),
        ("a=1; x=1; x=2\nb=3\n", "a=1;\nnew = 1\nb=3\n", "a=1;\nb=3\n"),
        ("x=1\na='#'\nx=2 # c\n", "new = 1\na='#'\n# c\n", "a='#'\n# c\n"),
    ],
)
def test_replaced_and_removed(text, replaced, removed):
    assert edited(text) == replaced
    assert edited(text, lines=()) == removed


def test_lines_of_a_new_statement_are_indented_like_the_old_one():
    assert edited("\tx=1\n", ["a = [\n    1,\n]"]) == "\ta = [\n\t    1,\n\t]\n"


def test_other_values_in_place():
    source = Source("t.cfg", b"a = 'x' # c\nb=[1,\n2]; c=3\n")
    a, b, _ = parse(source).settings
    made = apply(source, [set_number(b, 7), set_text(a, 'y"')])
    assert made.decoded == 'a = "y\\"" # c\nb=7; c=3\n'


def test_bytes_that_are_not_utf_8_stay():
    source = Source("t.cfg", b"a='\xff'\nx=1 # \xfe\n")
    made = apply(source, replace(source, parse(source).settings[1:], ()))
    assert made.text == b"a='\xff'\n# \xfe\n"
