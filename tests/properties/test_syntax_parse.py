"""What holds for every text, plausible or not."""

import json
import sys
from itertools import chain

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from xlpy.syntax.as_json import document_json, value_json
from xlpy.syntax.parser import Document, parse
from xlpy.syntax.source import Source, shown

PIECES = st.sampled_from(
    [b"a", b"b", b"key_1", b"1", b"0x1f", b'"s"', b"'t'", b'"\\n"', b'"\\q"', b'"\\101"', b"=", b"=",
     b"+=", b"[", b"]", b",", b";", b"\n", b"\n", b" ", b"\t", b"# c\n", b"#", b"@", b"-1", b".5", b"(",
     b":", b"True", b"\xc3\xa9", b"\xff", b"\0", b"\r\n", b'"', b"'", b"\\", b"a=1\n", b"b=[1,2]\n"]
)  # fmt: skip
SOUPS = st.lists(PIECES, max_size=30).map(b"".join)
TEXTS = st.one_of(SOUPS, st.binary(max_size=200))

PLAIN = st.text(st.characters(codec="utf-8", exclude_characters="\0\n\\"), max_size=10)
KEYS = st.from_regex(r"[a-z][._0-9a-z]{0,5}", fullmatch=True)
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=4).map(tuple), max_leaves=10)


def read(text: bytes) -> Document:
    return parse(Source("soup.cfg", text))


def written(value) -> str:
    if isinstance(value, str):
        return '"' + value.replace('"', '\\"') + '"'
    return "[" + ",".join(map(written, value)) + "]"


@given(TEXTS)
@example(b"\xed\xa0\x80")
@example(b"a=\xff\xfe")
def test_any_bytes_give_a_document(text):
    document = read(text)
    assert document.ok == (not document.problems)
    assert document == read(text)
    found = json.loads(document_json(document, "f"))
    assert found["ok"] == document.ok
    assert len(found["settings"]) == len(document.settings)


@given(TEXTS)
def test_problems_are_in_the_text_and_in_order(text):
    source = Source("soup.cfg", text)
    problems = parse(source).problems
    for problem in problems:
        line = source.line(problem.line)
        assert 1 <= problem.line <= len(source.lines)
        assert 1 <= problem.column <= len(line) + 1
        assert 1 <= problem.width <= max(1, len(line) + 1 - problem.column)
        assert len(problem.source_line or "") == len(line)
        assert problem.text.isprintable()
        assert problem.hint is None or problem.hint.isprintable()
    assert [p.line for p in problems] == sorted(p.line for p in problems)
    assert not problems or problems[0].severity == "error"


@given(TEXTS)
def test_settings_know_where_they_stand(text):
    source = Source("soup.cfg", text)
    for setting in parse(source).settings:
        here = source.line(setting.line)[setting.column - 1 :]
        assert here.startswith(setting.key)
        assert setting.problem("x", on_key=True).width == len(setting.key)
        assert setting.problem("x").line >= setting.line


@given(st.lists(st.tuples(KEYS, VALUES), max_size=6))
def test_what_is_written_is_read(pairs):
    text = "".join(f"{key} = {written(value)}\n" for key, value in pairs)
    document = read(text.encode())
    assert [(s.key, s.value) for s in document.settings] == pairs
    assert dict(pairs) == {k: s.value for k, s in document.by_key.effective.items()}


@given(st.lists(VALUES, min_size=1, max_size=5))
def test_additions_concatenate(values):
    text = "".join(f"a+={written(value)}\n" for value in values)
    document = read(text.encode())
    kinds = {isinstance(value, str) for value in values}
    assert document.ok == (len(kinds) == 1)
    if document.ok:
        whole = "".join(values) if kinds == {True} else tuple(chain.from_iterable(values))
        assert document.settings[-1].value == whole


@given(TEXTS, TEXTS)
def test_two_good_texts_together_are_good(one, other):
    first, second = read(one), read(other)
    # += may mix, and a last byte that is passed over may no longer be the last one
    if first.ok and second.ok and b"+=" not in other and read(one + b"\n").ok:
        both = read(one + b"\n" + other)
        assert both.ok
        assert [s.value for s in both.settings] == [
            s.value for s in first.settings + second.settings
        ]


@given(st.recursive(st.text(max_size=5), lambda v: st.lists(v, max_size=3).map(tuple)))
def test_json_is_that_of_the_json_module(value):
    assert json.loads(value_json(value)) == json.loads(json.dumps(value))


@given(st.text(st.characters(exclude_categories=())))
def test_shown_is_printable_and_short(text):
    assert shown(text).isprintable()


@pytest.mark.parametrize("opening", ["[", '["a",', "[[1],"])
def test_no_depth_reaches_the_recursion_limit(opening):
    limit = sys.getrecursionlimit()
    for depth in (limit, 20 * limit):
        read(b"a=" + opening.encode() * depth)
        read(b"a=" + opening.encode() * depth + b"]" * depth)
