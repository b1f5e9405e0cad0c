"""What people get wrong in configs, and whether they are told what to do."""

import pytest

from .reading import problem, read

# text, (line, column, width), a part of what is wrong, a part of the hint
MISTAKES = [
    # words of other languages
    ("a=x\n", (1, 3, 1), "`x` is text without quotes", '"x"'),
    ("a=hda1:/dev\n", (1, 3, 4), "`hda1` is text without quotes", '"hda1:/dev"'),
    ("a=true\n", (1, 3, 4), "`true`", "write 1"),
    ("a=no\n", (1, 3, 2), "`no`", "write 0"),
    ("a=True\n", (1, 3, 4), "no words for true and false", "1 or 0"),
    ("a=[1, False]\n", (1, 7, 6), "no words for true and false", "1 or 0"),
    ("a=None\n", (1, 3, 4), "None", "leave the setting out"),
    ("import os\n", (1, 8, 2), "expected = or +=", "not Python"),
    ('a=u"x"\n', (1, 3, 1), "prefix u", "leave the u out"),
    ('a="""x"""\n', (1, 5, 3), "triple quotes", "one quote on each side"),
    ('a="""\nx"""\n', (1, 5, 1), "triple quotes", "one quote on each side"),
    ("a=(1,2)\n", (1, 3, 5), "(1,2)", "write a list"),
    ("a={}\n", (1, 3, 2), "{}", "write a list"),
    ('a="x"+"y"\n', (1, 6, 4), "+", "can't be joined with +"),
    ('a = "x" + b\n', (1, 9, 1), "+", "can't be joined with +"),
    ("a:1\n", (1, 2, 2), "a colon", "key=value"),
    # numbers
    ("a=-1\n", (1, 3, 2), "a number with a sign", '"-1"'),
    ("a=[1,-2]\n", (1, 6, 3), "a number with a sign", '"-2"'),
    ("a=1.5\n", (1, 4, 2), "decimal point: 1.5", '"1.5"'),
    ("a=0x1F\n", (1, 6, 1), "upper-case hex digits: 0x1F", "0x1f"),
    ("a=1024M\n", (1, 7, 1), "1024M is neither a number nor a string", '"1024M"'),
    ("a=1024m\n", (1, 7, 1), "`1024m` is neither", '"1024m"'),
    ("a=[1g]\n", (1, 5, 1), "`1g` is neither", '"1g"'),
    # keys
    ("Memory=1\n", (1, 1, 8), "lower case", "memory"),
    ("a=1; Memory = 1\n", (1, 6, 6), "lower case", "memory"),
    ("maxMem=1\n", (1, 4, 5), "lower case: maxMem=1", "maxmem"),
    ("_a=1\n", (1, 1, 4), "begin with a letter", "a"),
    ("9a=1\n", (1, 1, 2), "expected a key", "lower-case letter"),
    ("a-b=1\n", (1, 2, 4), "minus", "use _"),
    ('"a"=1\n', (1, 1, 3), "expected a key", "without quotes"),
    ("=1\n", (1, 1, 1), "expected a key", "key=value"),
    ("]\n", (1, 1, 1), "expected a key", "closes nothing"),
    # assignments
    ("a\n", (1, 2, 1), "`a` has no value", "a=…"),
    ("a=\n", (1, 3, 1), "value is missing before the end of the line", "same line"),
    ("a=", (1, 3, 1), "value is missing before the end of the file", "same line"),
    ("a=;b=1\n", (1, 3, 1), "value is missing before `;`", "same line"),
    ("a==1\n", (1, 3, 1), "expected a value", "single ="),
    ("a=]\n", (1, 3, 1), "expected a value", "in [ ]"),
    ("my key=1\n", (1, 4, 3), "expected = or +=", "my_key"),
    ("a[0]=1\n", (1, 2, 1), "expected = or +=", "a=…"),
    ("a ++= 1\n", (1, 3, 3), "++=", "+= without a blank"),
    ("a+ =1\n", (1, 2, 1), "+", "+= without a blank"),
    ("a=1 b=2\n", (1, 5, 1), "expected the end of the line or ;", "; or a newline"),
    ("a=1,2\n", (1, 4, 1), "expected the end of the line", "brackets"),
    ("a=1]\n", (1, 4, 1), "expected the end of the line", "closes nothing"),
    ("a=1=2\n", (1, 4, 1), "expected the end of the line", "one value"),
    ('a="x" "y"\n', (1, 7, 3), "expected the end of the line", "not joined"),
    (
        "a=[1]\na+='x'\n",
        (2, 4, 3),
        "a text can't be added to a, which is a list since line 1",
        "a+=[…]",
    ),
    ("a='x'\na+=[1]\n", (2, 4, 3), "a list can't be added to a, which is a text", 'a+="…"'),
    ("a=[1]\na+='long text'\n", (2, 4, 11), "a text can't be added to a", "a+=[…]"),
    ("a=''\na+=['x',\n'y' ]\n", (3, 1, 5), "a list can't be added to a", 'a+="…"'),
    # lists
    ('a=["x" "y"]\n', (1, 8, 3), 'a comma is missing before `"y"`', "commas"),
    ("a=[[1][2]]\n", (1, 7, 1), "a comma is missing before `[`", "commas"),
    ("a=[1,,2]\n", (1, 6, 1), "expected an item or ]", "remove the comma"),
    ("a=[1;2]\n", (1, 5, 1), "expected , or ]", "commas"),
    ("a=[;]\n", (1, 4, 1), "expected an item or ]", "commas"),
    ("a=[1=2]\n", (1, 5, 1), "expected , or ]", "begins on line 1"),
    ("a=[x]\n", (1, 4, 1), "text without quotes", '"x"'),
    ("a=[=]\n", (1, 4, 1), "expected an item or ]", "in quotes"),
    (
        "b=1\na=[1\n",
        (2, 5, 1),
        "line 2 is not closed before the end of the file",
        "close it with ]",
    ),
    ("a=[1,\n\nb=2\n", (3, 1, 1), "list that begins on line 1 is not closed before `b`", "]"),
    ("a=['x'\nb=2\n", (2, 1, 1), "list that begins on line 1 is not closed before `b`", "]"),
    # strings
    ('a="x\n', (1, 3, 2), '"x has no closing quote', "same line"),
    ("a='it's'\n", (1, 7, 1), "unexpected `s`", "; or a newline"),
    ('a="\\q"\n', (1, 4, 2), r"`\q` is not an escape", r"write \\ for"),
    ('a="\\x41"\n', (1, 4, 4), r"\xHH", "the character itself"),
    ('a="\\0"\n', (1, 4, 2), r"`\0` needs at least two more digits", "nothing"),
    ("a=“x”\n", (1, 3, 3), "typographic quotes", "plain quotes"),
    # files
    ("# c", (1, 1, 1), "does not end with a newline", "add a newline"),
    ("a=1 \\\n", (1, 5, 1), "backslash at the end of the line", "can't be continued"),
    ("a=1\\2 \n", (1, 4, 2), "backslash outside a string", "in quotes"),
    ("a=1\r\n", (1, 4, 1), "carriage return", "sed"),
    ("a=1\rb=2\r", (1, 4, 5), "carriage return", "tr "),
    ("\ufeffa=1\n", (1, 1, 4), "byte order mark", "without"),
    ("a=1\xa0\n", (1, 4, 1), "a blank of another kind", "plain space"),
    ("é=1\n", (1, 1, 3), "may only stand in strings", "in quotes"),
    ("a=1\0\n", (1, 4, 1), "not plain text", "UTF-16"),
    ("a='\0'\n", (1, 4, 1), "NUL", "remove it"),
    ("a=/boot/x\n", (1, 3, 7), "text without quotes: /boot/x", '"/boot/x"'),
    ("a=b/c\n", (1, 3, 1), "`b` is text without quotes", '"b/c"'),
    ("a=$x\n", (1, 3, 2), "$x", "in quotes"),
]


@pytest.mark.parametrize(("text", "place", "wrong", "hint"), MISTAKES, ids=lambda v: repr(v)[:30])
def test_first_problem(text, place, wrong, hint):
    found = read(text).problems[0]
    assert wrong in found.text
    assert hint in (found.hint or "")
    assert (found.line, found.column, found.width) == place


def test_windows_line_ends_are_explained_once():
    first, *others = read("a=1\r\nb=2\r\nc=3\r\n").problems
    assert "sed" in (first.hint or "")
    assert [(p.line, p.hint) for p in others] == [(2, None), (3, None)]


def test_a_hint_with_a_strange_file_name_stays_printable():
    assert "\x1b" not in (problem("a=1\r\n").hint or "")


def test_long_and_strange_tokens_are_shown_cut_and_escaped():
    assert "`" + "x" * 39 + "…`" in problem("a=" + "x" * 5000).text
    assert problem("a=\x1b[2J\x07\n").text.isprintable()
