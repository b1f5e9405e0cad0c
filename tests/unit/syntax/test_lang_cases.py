"""Every case recorded from the real libxlutil: tests/captured/lang."""

import json

import pytest

from xlpy.syntax.settings import GetterError, Settings
from xlpy.syntax.values import Bracket, walk

from .reading import CAPTURED, printed_lines, read

CASES = json.loads((CAPTURED / "cases.json").read_text())["cases"]


def byte(b: int) -> str:
    if b in b'"\\':
        return f"\\{chr(b)}"
    return chr(b) if 32 <= b < 127 else f"\\x{b:02x}"


def quoted(text: str) -> str:
    return '"' + "".join(map(byte, text.encode("utf-8", "surrogateescape"))) + '"'


def shown_list(value) -> str:
    parts: list[str] = []
    for node in walk(value):
        if node is Bracket.CLOSE:
            parts.append("]")
            continue
        if parts and parts[-1] != "[":
            parts.append(", ")
        parts.append("[" if node is Bracket.OPEN else quoted(node))
    return "".join(parts)


GETTERS = {
    "s": ("string", Settings.string, quoted, ""),
    "n": ("long", Settings.long, str, ""),
    "d": ("defbool", Settings.defbool, str, "<default>"),
    "l": ("list", Settings.nested, shown_list, ""),
    "b": ("bounded0..100", lambda s, key: s.bounded(key, 0, 100), str, ""),
}


def result(settings: Settings, getter: str) -> str:
    letter, key = getter.split(":")
    name, read_as, show, refused = GETTERS[letter[0]]
    try:
        return f"{name}({key})=0 {show(read_as(settings, key))}"
    except GetterError as error:
        return f"{name}({key})={error.code} {refused}"


@pytest.mark.parametrize("case", CASES, ids=lambda c: repr(c["text"][:30]))
def test_as_libxlutil(case):
    text = case["text"].encode("latin-1")
    document = read(text)
    assert document.ok == case["read_ok"]
    if not case["abort"]:
        assert printed_lines(text, document.problems) == case["error_lines"]
    if document.ok:
        assert [result(document.by_key, g) for g in case["getters"]] == case["results"]
