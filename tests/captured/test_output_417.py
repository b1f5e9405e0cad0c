"""Command lines recorded on real xl 4.17 over a pretend host: the same exit status and stdout."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import RunXl

HERE = Path(__file__).parent / "output"
CASES = json.loads((HERE / "cases.json").read_text())
VCPU_ROW = re.compile(r"(?m)^(.{44})[ \d]{4}[-\d]   [-r][-b]([-p]) [ \d]{7}\.\d  (?=\S)")


def without_movement(text: str) -> str:
    """vcpu-list without CPU, running and waiting letters, and time."""
    return VCPU_ROW.sub(lambda row: f"{row[1]} CPU {row[2]} TIME ", text)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["cmd"])
def test_recorded(case: dict[str, object], run_xl: RunXl) -> None:
    words = shlex.split(str(case["cmd"]))
    done = run_xl(*words, env={"XLPY_HOST": f"sim:{HERE / 'host.toml'}"})
    same = without_movement if words[0] == "vcpu-list" else str
    assert same(done.stdout) == same(str(case["stdout"]))
    assert done.status == case["rc"]
    assert bool(done.stderr) == bool(case["stderr_lines"])
    assert "Traceback" not in done.stderr
