"""Whole sessions recorded on real xl 4.17, replayed command by command on the embedded host.

With XLPY_COMPAT=xl, so that creates that fail use up domids as they did then.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.captured.test_xl_417 import stable
from tests.conftest import RunXl

HERE = Path(__file__).parent
PROFILES = HERE.parents[2] / "sample-configs" / "hosts"
FREE = re.compile(r"(?m)^(free_memory +: )(\d+)$|^( {3}\d: {6,8}\d+ +)(\d+)( +[\d,]+)$")
FREE_TOLERANCE_MIB = 4


def without_free(text: str) -> tuple[str, list[int]]:
    """The text without the free memory in it, and that, in MiB."""
    found = [int(m[2] or m[4]) for m in FREE.finditer(text)]
    return FREE.sub(lambda m: f"{m[1] or m[3]}FREE{m[5] or ''}", text), found


@pytest.mark.parametrize(
    ("session", "profile"), [("g2-doms-2n", "lab-2n"), ("g4-placement-4n", "lab-4n")]
)
def test_a_session(session: str, profile: str, run_xl: RunXl, tmp_path: Path) -> None:
    shutil.copytree(HERE / session, tmp_path, dirs_exist_ok=True)
    info = (HERE.parent / "xl-4.17" / "lab-2n.toml").read_text().partition("[info]\n")[2]
    info = re.sub("cpu_khz = [0-9]+", "cpu_khz = 2793435", info)  # measured anew at every boot
    host = (PROFILES / f"{profile}.toml").read_text()
    (tmp_path / "host.toml").write_text(f"{host}\n[info]\n{info}")
    env = {"XLPY_HOST": f"sim:{tmp_path / 'host.toml'}", "XLPY_COMPAT": "xl"}
    for line in (HERE / f"{session}.jsonl").read_text().splitlines():
        step = json.loads(line)
        done = run_xl(*step["cmd"], env=env)
        (have, have_free), (want, want_free) = map(without_free, (done.stdout, step["out"]))
        assert stable(have) == stable(want), step["name"]
        assert done.status == step["rc"], (step["name"], done.stderr)
        if step["rc"]:
            assert bool(done.stderr) == step["err"], step["name"]
        for mine, theirs in zip(have_free, want_free, strict=True):
            assert abs(mine - theirs) <= FREE_TOLERANCE_MIB, step["name"]
