"""Every key that xl reads is a field, has a case recorded from real xl, and stands in the manual."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from xlpy.config.json_order import order
from xlpy.config.keys import rows
from xlpy.config.known import KNOWN_KEYS
from xlpy.config.model import DomainConfig

HERE = Path(__file__).parent
KEYS = (HERE / "keys.txt").read_text().split()
ROWS = {row.name: row for row in rows(DomainConfig)}
MANUAL = (HERE.parents[2] / "man" / "xl.cfg.5").read_text()
SET = {
    key
    for path in HERE.glob("*.jsonl")
    for line in path.read_text().splitlines()
    for key in re.findall(r"^(\w+) *\+?=", json.loads(line)["extra"], re.MULTILINE)
}
PATHS = {place.path for type_ in ("pv", "pvh", "hvm") for place in order(type_)}


def test_the_list_is_that_of_all_keys():
    assert set(KEYS) == KNOWN_KEYS


@pytest.mark.parametrize("key", KEYS)
def test_a_key(key):
    assert key in ROWS, "there is no field for it"
    assert ROWS[key].meaning, "nobody knows what it is for"
    assert re.search(rf"^\.B \\fB{key}\\fP = ", MANUAL, re.MULTILINE), "it is not in xl.cfg.5"
    assert key in SET or key in {"name", "uuid"}, "no recorded case sets it"


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.name)
def test_libxl_has_a_place_for_it(row):
    if row.json and not row.later and not row.own:
        assert row.json in PATHS


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.name)
def test_words_for_people_are_ours(row):
    said = f"{row.meaning} {row.values} {row.default} {row.note}"
    assert not re.search(r"\b(guests?|VMs?)\b", said.replace("guest addresses", ""))
    assert row.meaning.endswith((".", ")"))
