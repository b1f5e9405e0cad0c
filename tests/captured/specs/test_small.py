from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.captured.specs.reading_small import read, status
from xlpy.config.specs.pci import pci_json
from xlpy.syntax.specs.bdf import parse_bdf
from xlpy.syntax.specs.pci import parse_pci
from xlpy.syntax.specs.rdm import parse_rdm

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text().splitlines()]


def named(row: dict[str, Any]) -> str:
    return row["language"]


SMALL = rows("small.jsonl")
PCI = rows("pci.jsonl")
LANGUAGES = sorted({row["language"] for row in SMALL})


def set_by_xl(language: str, part: Any) -> Any:
    """What xl left to chance in rdm is not compared."""
    if language != "rdm":
        return part
    return {field: value for field, value in part.items() if field == "strategy" and value}


@pytest.mark.parametrize("language", LANGUAGES)
def test_as_real_xl(language: str) -> None:
    for row in (each for each in SMALL if each["language"] == language):
        code, parts = read(language, row["items"])
        if "crash" in row:
            assert code, row
            continue
        assert code == row["rc"], row
        if code == 0:
            ours = [json.dumps(set_by_xl(language, part)) for part in parts]
            theirs = [json.dumps(set_by_xl(language, part)) for part in row["json"]]
            assert ours == theirs, row  # the order of fields counts


@pytest.mark.parametrize("row", [r for r in PCI if r["language"] != "rdm"], ids=lambda r: r["spec"])
def test_pci_as_libxlutil(row: dict[str, Any]) -> None:
    parsed = (parse_bdf if row["language"] == "bdf" else parse_pci)(row["spec"])
    if row.get("undefined_behaviour"):
        assert not parsed.ok
        return
    assert status([parsed.findings]) == -row["rc"]
    if parsed.ok:
        skipped = ("_",)
        fields = {k: v for k, v in row["pci"].items() if k not in skipped}
        ours = pci_json(parsed, {"rdm_policy": "invalid"})
        assert ours == {k: v for k, v in fields.items() if v not in (0, None, "invalid")}


@pytest.mark.parametrize("row", [r for r in PCI if r["language"] == "rdm"], ids=lambda r: r["spec"])
def test_rdm_as_libxlutil(row: dict[str, Any]) -> None:
    parsed = parse_rdm(row["spec"])
    assert parsed.ok  # xl never stops
    assert bool(parsed.values) == row["ok"]
