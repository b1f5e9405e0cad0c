import json

import pytest

from xlpy.syntax.as_json import document_json, value_json
from xlpy.syntax.source import Source

from .reading import read


def test_all_settings_and_what_counts():
    text = "b='x'\na=[1,['é']]\nb+='y'\n"
    line = document_json(read(text), Source("dir/f.cfg", b""))
    assert "\n" not in line
    assert line.isascii()
    assert json.loads(line) == {
        "file": "dir/f.cfg",
        "ok": True,
        "settings": [
            {"name": "b", "op": "=", "line": 1, "value": "x"},
            {"name": "a", "op": "=", "line": 2, "value": ["1", ["é"]]},
            {"name": "b", "op": "+=", "line": 3, "value": "xy"},
        ],
        "effective": {"b": "xy", "a": ["1", ["é"]]},
        "errors": [],
    }


def test_a_list_taken_over_is_left_empty():
    found = json.loads(document_json(read("a=[1]\na+=[2]\na+=[3]\na=[4]\n"), "f"))
    assert [s["value"] for s in found["settings"]] == [[], [], ["1", "2", "3"], ["4"]]


def test_errors_leave_no_settings():
    found = json.loads(document_json(read("a=1\nb=x\nc=@\n"), "f"))
    assert (found["ok"], found["settings"], found["effective"]) == (False, [], {})
    assert [(e["line"], e["column"]) for e in found["errors"]] == [(2, 3), (3, 3)]
    assert all(e["message"] for e in found["errors"])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("", '""'),
        ((), "[]"),
        (((), ()), "[[], []]"),
        (("a", ("b",), "["), '["a", ["b"], "["]'),
        ('"\\\n\x7f', json.dumps('"\\\n\x7f')),
        ("\udcff\U0001f600", r'"\udcff\ud83d\ude00"'),
    ],
)
def test_values(value, text):
    assert value_json(value) == text
