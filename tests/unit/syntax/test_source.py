import pytest

from xlpy.syntax.source import Source, shown


def test_words_follow_the_file_on_lines_of_their_own():
    source = Source("f", b"a=1").with_words(["b=2", "c=3; d=4"])
    assert source.text == b"a=1\nb=2\nc=3; d=4\n"
    assert source.name == "f"


def test_no_words_change_nothing():
    source = Source("f", b"# no newline")
    assert source.with_words([]) is source


def test_a_word_keeps_bytes_that_are_not_utf8():
    assert Source("f", b"").with_words(["a='\udcff'"]).text == b"\na='\xff'\n"


def test_lines_count_from_one():
    source = Source("f", b"one\ntw\xc3\xa9o\xff\n")
    assert [source.line(n) for n in (0, 1, 2, 3, 4)] == ["", "one", "tw\xe9o\udcff", "", ""]


@pytest.mark.parametrize(
    ("offset", "place"), [(0, (1, 1)), (1, (1, 2)), (2, (1, 3)), (3, (2, 1)), (4, (2, 2))]
)
def test_places(offset, place):
    assert Source("f", b"ab\n\xc3\xa9").place(offset) == place


def test_a_problem_underlines_its_first_line_only():
    problem = Source("f", b"a=[\n1]").problem("wrong", 2, 6)
    assert (problem.place, problem.width, problem.source_line) == ("f:1:3", 1, "a=[")


def test_a_problem_at_the_end_of_a_line_still_shows_a_caret():
    problem = Source("f", b"a=\n").problem("wrong", 2, 2)
    assert (problem.column, problem.width) == (3, 1)


def test_unprintable_characters_do_not_reach_the_terminal_nor_move_the_caret():
    source = Source("f", b"\x1b[2J\x00\xff=\t\xc2\x9b")
    assert source.problem("wrong", 0, 1).source_line == "\ufffd[2J\ufffd\ufffd=\t\ufffd"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("plain é", "plain é"),
        ("a\tb\r\n", r"a\tb\r\n"),
        ("\x1b\x00\x7f", r"\x1b\x00\x7f"),
        ("\udcff\u202e\xa0", r"\xff\u202e\xa0"),
        ("\U000e0001", r"\U000e0001"),
        ("x" * 50, "x" * 39 + "…"),
    ],
)
def test_shown(text, safe):
    assert shown(text) == safe
