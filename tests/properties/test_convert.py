"""What holds for every text that is converted: what it means, and every comment, stays."""

from __future__ import annotations

import re

from hypothesis import assume, given
from hypothesis import strategies as st

from xlpy.errors import ConfigError
from xlpy.syntax.canonical import canonical, same_settings
from xlpy.syntax.grammar import tokens
from xlpy.syntax.layout import text_of, written_item
from xlpy.syntax.parser import parse
from xlpy.syntax.source import Source
from xlpy.syntax.strings import unquote
from xlpy.syntax.trivia import Item, Statement, read_lines
from xlpy.syntax.write import quoted

KEYS = st.from_regex(r"[a-z][._0-9a-z]{0,5}", fullmatch=True)
BYTES = st.binary(max_size=12).filter(lambda data: b"\0" not in data)
TEXTS = st.one_of(BYTES.map(lambda data: data.decode("utf-8", "surrogateescape")), st.text(
    st.sampled_from("\a\b\f\n\r\t\v\"'\\x0#;[],=\x01\x7f\x85\u2028é"), max_size=30))  # fmt: skip
NUMBERS = st.integers(0, 1 << 70)
VALUES = st.recursive(
    st.one_of(TEXTS, NUMBERS), lambda inner: st.lists(inner, max_size=9).map(tuple), max_leaves=30
)

ESCAPES = [rf"\{c}" for c in "abfnrtv\"'\\"] + [r"\101", r"\1019", r"\7 7", r"\1-2"]
INSIDE = st.one_of(
    st.sampled_from([*ESCAPES, "#", ";", "[", " ", "\t", "é", "\udcff", "\x01", "\r"]),
    st.characters(codec="latin-1", exclude_characters="\0\n\\\"'"),
)
STRINGS = st.tuples(st.sampled_from("\"'"), st.lists(INSIDE, max_size=12).map("".join)).map(
    lambda parts: f"{parts[0]}{parts[1]}{parts[0]}"
)
ATOMS = st.one_of(STRINGS, st.from_regex(r"[0-9][0-9a-fx]{0,5}", fullmatch=True))
COMMENTS = st.text(
    st.characters(exclude_characters="\n", exclude_categories=("Cs",)), max_size=8
).map(lambda text: f"#{text}\n")
GAPS = st.lists(st.one_of(st.sampled_from(["\n", " ", "\t"]), COMMENTS), max_size=4).map("".join)
ENDS = st.one_of(
    st.sampled_from(["\n", ";", ";;", "\n\n\n", " ; \n"]), COMMENTS.map(lambda c: f" {c}")
)


@st.composite
def lists(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    """A list with newlines and comments wherever they may stand."""
    items = draw(st.lists(inner, max_size=5))
    parts = ["[", draw(GAPS)]
    for number, item in enumerate(items):
        parts += [",", draw(GAPS)] if number else []
        parts += [item, draw(GAPS)]
    if items and draw(st.booleans()):
        parts += [",", draw(GAPS)]
    return "".join([*parts, "]"])


WRITTEN = st.recursive(ATOMS, lists, max_leaves=10)
OPERATORS = st.sampled_from(["=", " = ", "+=", "\t+= "])
STATEMENTS = st.tuples(GAPS, KEYS, OPERATORS, WRITTEN, ENDS).map("".join)
FILES = st.tuples(st.lists(STATEMENTS, max_size=6).map("".join), GAPS).map("".join)


def source(text: str) -> Source:
    return Source("t.cfg", text.encode("utf-8", "surrogateescape"))


def comments(text: Source) -> list[str]:
    found = [token for token in tokens(text.decoded) if token.type == "NEWLINE"]
    return [token[:-1].rstrip(" \t\r") for token in found if len(token) > 1]


def plain(item: Item) -> object:
    return item.text if item.items is None else [plain(inner) for inner in item.items]


@given(TEXTS)
def test_every_text_is_read_as_it_was(text):
    assert unquote(quoted(text)) == text
    assert [token.type for token in tokens(quoted(text))] == ["STRING"]


@given(st.lists(st.tuples(KEYS, st.sampled_from(["=", "+="]), VALUES), max_size=6))
def test_what_is_printed_is_read_the_same(assignments):
    statements = [Statement(key, op, written_item(value)) for key, op, value in assignments]
    printed = source(text_of(statements))
    again = read_lines(printed)
    assert [(s.key, s.op, plain(s.value)) for s in again if isinstance(s, Statement)] == [
        (s.key, s.op, plain(s.value)) for s in statements
    ]
    assert text_of(again) == printed.decoded


@given(FILES)
def test_settings_and_comments_stay_and_twice_is_once(text):
    before = source(text)
    document = parse(before)
    assume(document.ok)  # a += may mix kinds
    made = canonical(before)
    assert same_settings(document, parse(made))
    assert comments(made) == comments(before)
    assert canonical(made).text == made.text
    kinds = [
        [(t.type, str(t) if t.type == "NUMBER" else "") for t in tokens(x.decoded)
         if t.type in {"STRING", "NUMBER", "IDENT", "ASSIGN", "APPEND"}]
        for x in (before, made)
    ]  # fmt: skip
    assert kinds[0] == kinds[1]


@given(FILES)
def test_the_form_is_what_it_says(text):
    assume(parse(source(text)).ok)
    made = canonical(source(text)).decoded
    assert made == "" or made.endswith("\n")
    assert not made.startswith("\n")
    assert "\n\n\n" not in made
    assert not made.endswith("\n\n")
    for line in made.split("\n"):
        assert not line.endswith((" ", "\t", "\r"))
        assert re.match(r"( {4})*\S|$", line)


@given(st.binary(max_size=60))
def test_any_bytes_are_refused_or_stay_what_they_are(data):
    try:
        made = canonical(Source("t.cfg", data))
    except ConfigError:
        return
    assert same_settings(parse(Source("t.cfg", data)), parse(made))
