"""The canonical form: where everything stands afterwards, comments above all."""

import os
from pathlib import Path

import pytest

from xlpy.errors import ConfigError
from xlpy.syntax.canonical import canonical, same_settings
from xlpy.syntax.parser import parse
from xlpy.syntax.source import Source
from xlpy.syntax.write import UnwritableError

from .reading import read

CORPUS = Path(os.environ.get("XLPY_GOLDEN", "/nonexistent")) / "corpus" / "corpus"
FILES = sorted(CORPUS.rglob("*.cfg"))


def made(text):
    return canonical(Source("t.cfg", text.encode("utf-8", "surrogateescape"))).decoded


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ""),
        ("\n\n;\n", ""),
        ("a=1", "a = 1\n"),
        ("a='1'", 'a = "1"\n'),
        ("a=0x1f;b=010 ;; c=1ax", "a = 0x1f\nb = 010\nc = 1ax\n"),
        ("a=1\na='x'\na+='y'\n", 'a = 1\na = "x"\na += "y"\n'),
        ("a=[ ]", "a = []\n"),
        ("a=[[1,],'b',]", 'a = [[1], "b"]\n'),
        ("a=[\n1,\n\n2\n]\n", "a = [1, 2]\n"),
        (r"a='\"\'\\'", 'a = "\\"\'\\\\"\n'),
        ("a='\udcff' # \udcfe\n", 'a = "\udcff"  # \udcfe\n'),
        ("\n\na=1\n\n \n\t\nb=2\n\n", "a = 1\n\nb = 2\n"),
        ("a=1\n@", "a = 1\n"),  # a last byte that xl passes over
    ],
)
def test_statements(text, wanted):
    assert made(text) == wanted
    assert made(wanted) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("# x\n", "# x\n"),
        ("  #x \t\r\n", "#x\n"),
        ("a=1#x\n", "a = 1  #x\n"),
        ("a=1; # x\n", "a = 1  # x\n"),
        ("a=1; b=2 # x\n", "a = 1\nb = 2  # x\n"),
        ("; # x\na=1\n", "# x\na = 1\n"),
        ("# x\n\n\n# y\na=1\n# z\n", "# x\n\n# y\na = 1\n# z\n"),
        ("a='#' # x # y\n", 'a = "#"  # x # y\n'),
        ("a=[] # x\n", "a = []  # x\n"),
        ("a=[ # x\n]\n", "a = [\n    # x\n]\n"),
        ("a=['b' # x\n,'c'# y\n]# z\n", 'a = [\n    "b",  # x\n    "c",  # y\n]  # z\n'),
        ("a=['b', # x\n# y\n'c'\n# z\n]", 'a = [\n    "b",  # x\n    # y\n    "c",\n    # z\n]\n'),
        ("a=[['b'], # x\n[ # y\n'c']]", 'a = [\n    ["b"],  # x\n    [\n        # y\n'
         '        "c",\n    ],\n]\n'),
        ("a=[1,2, # x\n3,\n\n# y\n4]", "a = [\n    1, 2,  # x\n    3,\n\n    # y\n    4,\n]\n"),
        ("a=[\n\n# x\n\n\n1,\n\n# y\n\n]", "a = [\n    # x\n\n    1,\n\n    # y\n]\n"),
        ("a=1; b=[ # x\n2]", "a = 1\nb = [\n    # x\n    2,\n]\n"),
        ("a=['b',[ # x\n]]", 'a = [\n    "b",\n    [\n        # x\n    ],\n]\n'),
        ("a=[1,2,3, # x\n4]", "a = [\n    1, 2, 3,  # x\n    4,\n]\n"),
        ("a=[[\n# x\n]]", "a = [\n    [\n        # x\n    ],\n]\n"),
    ],
)  # fmt: skip
def test_comments_stay_where_they_belong(text, wanted):
    assert made(text) == wanted
    assert made(wanted) == wanted


def test_long_comments_break_no_list():
    text = f"a = [1, 2]  # {'x' * 90}\n"
    assert made(text) == text


def test_lists_break_beyond_80_columns():
    fits, wider = "x" * 72, "x" * 73
    assert made(f"a=['{fits}']") == f'a = ["{fits}"]\n'
    assert made(f"a=['{wider}']") == f'a = [\n    "{wider}",\n]\n'


def test_lists_inside_break_beyond_80_columns_too():
    fits, wider = "x" * 71, "x" * 72
    assert made(f"a=[['{fits}']]") == f'a = [\n    ["{fits}"],\n]\n'
    assert made(f"a=[['{wider}']]") == f'a = [\n    [\n        "{wider}",\n    ],\n]\n'


@pytest.mark.parametrize("depth", [100, 4990])
def test_deep_lists(depth):
    text = made("a=" + "['x'," * 2 + "[" * depth + "]" * depth + "]]")
    assert made(text) == text
    assert len(text) < depth * 100


def test_a_comment_too_deep_for_a_line_of_its_own():
    """As deep as xl's parser can read there is no room for the newline that would be added."""
    text = "a=" + "[" * 4996 + "1 # c\n" + "]" * 4996
    assert read(text).ok
    with pytest.raises(UnwritableError, match="canonical form"):
        made(text)


def test_what_xl_refuses_is_refused():
    with pytest.raises(ConfigError) as caught:
        made("a=1\nb=x\nc=[\n")
    assert [problem.line for problem in caught.value.problems] == [2, 3]


def test_not_the_same():
    one = read("a=1\nb=[[],'x']")
    assert same_settings(one, read("a='1'; b=[[],'x']"))
    for other in ("a=1", "a=1\nb=[[],'x']\nc=1", "a=1\nb+=[[],'x']", "a=1\nb=[['x']]", "b=1\na=1"):
        assert not same_settings(one, read(other))
        assert not same_settings(read(other), one)


@pytest.mark.skipif(not FILES, reason="921 config files: XLPY_GOLDEN does not name their folder")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_of_others_keep_their_meaning(path):
    source = Source(path.name, path.read_bytes())
    document = parse(source)
    if not document.ok:
        with pytest.raises(ConfigError):
            canonical(source)
        return
    once = canonical(source)
    assert same_settings(document, parse(once))
    assert canonical(once).text == once.text
