"""The README's transcript is what the program prints."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

from tests.conftest import RunXl

ROOT = Path(__file__).parents[2]


def test_transcript(run_xl: RunXl, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "sample-configs", tmp_path / "sample-configs")
    text = (ROOT / "README.md").read_text()
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    commands = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", "".join(blocks), re.MULTILINE)
    assert len(commands) == 4
    for command, printed in commands:
        program, *words = shlex.split(command)
        assert program == "xl"
        done = run_xl(*words)
        assert done.stdout + done.stderr == printed


def test_the_example_is_the_sample(tmp_path: Path) -> None:
    sample = (ROOT / "sample-configs" / "rc9.cfg").read_text()
    indented = "".join(f"    {line}\n" for line in sample.splitlines())
    assert indented in (ROOT / "README.md").read_text()
