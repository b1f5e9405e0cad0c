"""Dry runs of commands that take specs as words, against real xl 4.17; see README-attach.md."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from xlpy.cli.main import run

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "attach.jsonl").read_text("utf-8").splitlines()
]
REFUSALS = {1, 253, 255}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: ascii(" ".join(row["args"])))
def test_dry_run(
    row: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XLPY_HOST", "sim:oracle-2x4")
    status = run(row["args"])
    if row["rc"] < 0:
        assert status in REFUSALS
        assert "error: " in capsys.readouterr().err
    else:
        assert (status, capsys.readouterr().out) == (row["rc"], row["stdout"])
