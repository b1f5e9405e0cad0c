"""How deep lists may nest: libxlutil's parser stack holds 10,000 entries.

Each limit was found with the real library, with one level more refused.
"""

import gc
import json

import pytest

from xlpy.syntax.as_json import document_json, value_json
from xlpy.syntax.values import walk

from .reading import problem, read, settings

FORMS = {
    "a list in first position": (4996, lambda n: "a=" + "[" * n + "]" * n),
    "with a text inside": (4996, lambda n: "a=" + "[" * n + "1" + "]" * n),
    "newlines between": (4996, lambda n: "a=" + "[\n" * n + "]" * n),
    "a newline inside": (4996, lambda n: "a=" + "[" * n + "\n" + "]" * n),
    "trailing commas": (4996, lambda n: "a=" + "[" * n + "],\n" * (n - 1) + "]"),
    "in second position": (1998, lambda n: "a=" + '["a",' * n + '"a"' + "]" * n),
    "comma without item": (1999, lambda n: "a=" + '["a",' * n + "]" * n),
    "both positions": (1427, lambda n: "a=" + '[["a",' * n + "]" * 2 * n),
    "after other settings": (4996, lambda n: "b=[1,[2]]\n;c=1;a=" + "[" * n + "]" * n + "\n"),
}


@pytest.mark.parametrize(("limit", "form"), FORMS.values(), ids=FORMS)
def test_limits(limit, form):
    assert read(form(limit)).ok
    assert "too deeply" in problem(form(limit + 1)).text


@pytest.mark.parametrize("rest", ["", ";", "x", "\n", "@", "]" * 50_000])
def test_the_bracket_too_many_is_reported_before_what_follows(rest):
    found = problem("a=" + "[" * 4998 + rest)
    assert "too deeply" in found.text
    assert (found.line, found.column) == (1, 5000)


def test_one_bracket_less_is_judged_by_what_follows():
    assert "too deeply" not in problem("a=" + "[" * 4997 + ";").text


def test_nothing_behind_it_is_read():
    assert len(read("a=" + "[" * 6000 + "\nb=x\n").problems) == 1


def test_deep_values_never_reach_the_recursion_limit():
    text = "a=" + "[" * 4996 + '"x"' + "]" * 4996 + "\na+=[]\n"
    one, other = settings(text), settings(text)
    assert one.all == other.all
    assert hash(one.all) == hash(other.all)
    assert repr(one.all)
    setting = one.effective["a"]
    assert sum(1 for _ in walk(setting.value)) == 2 * 4996 + 1
    assert value_json(setting.value) == "[" * 4996 + '"x"' + "]" * 4996
    assert document_json(read(text), "f").count("[") >= 4996
    assert setting.problem("here", index=(0,) * 4996).column == 3 + 4996
    assert one.list("a") == (None,)
    del one, other, setting
    gc.collect()


def test_json_of_a_usual_depth_reads_back():
    text = "a=" + "[" * 50 + '"x",[]' + "]" * 50
    value = json.loads(value_json(settings(text).effective["a"].value))
    for _ in range(49):
        (value,) = value
    assert value == ["x", []]


def test_a_long_chain_of_additions():
    found = settings('a+=["x"]\n' * 50_000).effective["a"]
    assert found.value == ("x",) * 50_000
    assert found.problem("here", index=(49_999,)).line == 50_000
