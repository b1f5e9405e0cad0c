"""Which errors are reported, and where: every row was run through the real libxlutil 4.17."""

import pytest

from xlpy.syntax.parser import parse
from xlpy.syntax.source import Source

from .reading import printed_lines, read

# text, the lines libxlutil prints; none means accepted
REPORTS = [
    # after an error, what follows on the line is dropped, and three tokens must fit
    ("a=x\nb=y\nc=1\nd=z\n", [1, 2, 4]),
    ("b=x\n=1\nc=y\n", [1, 3]),
    ("b=x\n;;=1\nc=1\n=\n", [1, 2, 4]),
    ('a=["x"\nb=1\nc=y\n', [2, 3]),
    ('a=[x\n"y"\n]\nb=1\n', [1]),
    ("a=\nb=\nc=1\nd=\n", [0, 1, 3]),
    ("b # c\nc=1\n", [0]),
    # an error behind a complete assignment is the last one
    ("a=1 b\nc=x\n", [1]),
    ("a=1 b :1\n@@\n", [1]),
    ('a="x" "y"\nc=x\n', [1]),
    # a lexical error silences what follows on its line
    ("a=-1 b\nc=-2 -3\n", [1, 2]),
    ("a=@x b @y\nb=1\n", [1]),
    ("a=b @x @y\n", [1, 1]),
    # a single byte at the end of a line silences the next line too
    ("a=1 @\nb c\nd=1\ne f\n", [1, 4]),
    ("a=1 @ \nb c\n", [1, 2]),
    ("a=@ @ @\nb=@ @", [1, 1]),
    ("é\nb c\n", [1, 2]),
    # and at the end of the text nothing is said at all
    ("a=1 @", []),
    ("a=1 #", []),
    ("a=1 @x", [1]),
    ("a=1 @ ", [1]),
    ("a=1\n\ufeff", [2]),
    ("\0", []),
    ("a=[\n@", [1]),
    # the end of the text is on the line of the last token
    ("a=[1\n\n\n", [3]),
    ("a=[1 # x\n  \n  ", [2]),
    ("a=1;b", [1]),
    ("a=1;b=\n\n", [0]),
    # strings are looked into as they are read, until the first error
    ('a="\\q" b\n', [1]),
    ('a="\\q"\nb=x\n', [1, 2]),
    ('a="\\q"\nb=@\n', [1, 2]),
    ('= "\\q"\n', [1]),
    # lists and texts do not add up
    ("a=[1]\na+=1 b\n", [2]),
    ("a=[1]\na+=1\nb=x\n", [2, 3]),
    ('a="x"\na+=[\n1\n] b\n', [4]),
    ('a="x"\na=[@x ]\na+=[1]\n', [2]),
    ("a=1;a=[2];a+=[3]\n", []),
    # words and line ends of other worlds
    ("a=1\r\nb=2\r\nc=x\r\n", [1, 2, 3]),
    ("a=1\rb=2\r", [1]),
    ("\ufeff# c\na=1\n", [1]),
]


@pytest.mark.parametrize(("text", "lines"), REPORTS, ids=lambda v: repr(v)[:40])
def test_reported_lines(text, lines):
    data = text.encode()
    document = read(data)
    assert printed_lines(data, document.problems) == lines
    assert document.ok == (not lines)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('a="\\q"\nb=["\\x41",\n"\\9"]\n', [2, 3]),
        ("a=1 b\nc=x\nd=@x\n", [2, 3]),
        ('a=x\nb="\0"\n', [2]),
    ],
)
def test_what_libxlutil_leaves_out_comes_as_notes(text, lines):
    first, *others = read(text).problems
    assert (first.severity, first.line) == ("error", 1)
    assert [(p.severity, p.line) for p in others] == [("note", n) for n in lines]


def test_a_text_with_problems_has_no_settings():
    document = read("a=1\nb=x\n")
    assert document.settings == ()
    assert not document.ok


def test_problems_name_the_source():
    (problem,) = parse(Source("dir/x.cfg", b"a=x")).problems
    assert problem.place == "dir/x.cfg:1:3"
    assert problem.source_line == "a=x"


def test_words_count_lines_on():
    source = Source("x.cfg", b"a=1\nb=2").with_words(["c=3", "d=e"])
    assert [p.line for p in parse(source).problems] == [4]


def test_a_comment_without_newline_is_saved_by_a_word():
    source = Source("x.cfg", b"a=1 # comment")
    assert not parse(source).ok
    assert parse(source.with_words(["b=2"])).ok


@pytest.mark.parametrize("text", [b"", b"\n", b" \t", b"a=1", b";", b"# c\n;;\n\n", b"a=[\n#c\n]"])
def test_accepted(text):
    assert read(text).ok


def test_parsing_twice_gives_equal_documents():
    text = "a=1\nb=[2,[3]]\na+='x'\n"
    assert read(text) == read(text)
    assert read("a=x") == read("a=x")
