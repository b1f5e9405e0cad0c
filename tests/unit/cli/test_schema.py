"""`xl schema` and `xl completion`: made from the rows, and of use."""

from __future__ import annotations

import json
import os
import re
import subprocess

import pytest

from xlpy.cli.completion import NAMES, SHELLS
from xlpy.cli.table import COMMANDS, OWN
from xlpy.config.known import KNOWN_KEYS, VNUMA_KEYS
from xlpy.views.schema import NUMBER

COMPLETE = """
. {script}
COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _xl
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.fixture
def complete(run_xl, xl_command, tmp_path):
    """What bash would offer for the last of these words."""
    (tmp_path / "script").write_text(run_xl("completion", "bash").stdout)

    def offers(*words: str) -> list[str]:
        quoted = " ".join(f"'{word}'" for word in ("xl", *words))
        text = COMPLETE.format(script=tmp_path / "script", words=quoted)
        path = f"{os.path.dirname(xl_command[0])}:{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "-c", text], capture_output=True, text=True, check=True, cwd=tmp_path,
            env={**os.environ, "PATH": path},
        )  # fmt: skip
        assert done.stderr == ""
        return [line for line in done.stdout.splitlines() if line]

    return offers


def test_the_schema_has_every_key_with_its_meaning(run_xl):
    data = json.loads(run_xl("schema").stdout)
    assert set(data["properties"]) == {*KNOWN_KEYS, *VNUMA_KEYS}
    for key in data["properties"].values():
        assert key["description"].endswith(".")
        assert "type" in key or "anyOf" in key
    assert data["properties"]["memory"]["x-xl"]["unit"] == "MiB"
    assert data["properties"]["builder"]["deprecated"] is True
    assert data["properties"]["altp2m"]["x-xl"]["json"] == "b_info.altp2m"


@pytest.mark.parametrize(
    ("text", "number"), [("12", True), ("0x1f", True), ("x", False), ("", False)]
)
def test_a_number_in_the_schema(text, number):
    assert bool(re.search(NUMBER, text)) is number


def test_settings_of_a_file_fit_the_schema(run_xl, tmp_path):
    """Kind by kind, by hand: a validator would be one more dependency."""
    (tmp_path / "a.cfg").write_text('name="a"\nmemory=64\ndisk=["x,raw,xvda,w"]\ncpus="0-3"\n')
    properties = json.loads(run_xl("schema").stdout)["properties"]
    for key, value in json.loads(run_xl("settings", "a.cfg").stdout)["effective"].items():
        kinds = properties[key].get("anyOf", [properties[key]])
        assert {"string" if isinstance(value, str) else "array"} & {kind["type"] for kind in kinds}


def test_commands_and_options_are_offered(complete):
    assert "vcpu-list" in complete("vcpu-")
    assert set(complete("")) == {row.name for row in (*COMMANDS, *OWN) if row.target}
    assert complete("create", "--pl") == ["--placement"]
    assert complete("-v", "list", "--nu") == ["--numa"]


def test_keys_are_offered_where_create_takes_them(complete):
    assert complete("create", "a.cfg", "vnuma_v") == ["vnuma_vcpumap=", "vnuma_vnodemap="]
    assert complete("list", "vnuma_v") == []


def test_files_are_offered(complete, tmp_path):
    (tmp_path / "web.cfg").write_text("")
    assert "web.cfg" in complete("create", "web.")
    assert "web.cfg" in complete("check", "we")


def test_domains_are_offered_and_their_names_are_not_run(complete, run_xl, tmp_path):
    for name in ("web one", "web$(touch pwned)", "mail"):
        (tmp_path / "d.cfg").write_text(f'name="{name}"\nmemory=16\n')
        assert run_xl("create", "-q", "d.cfg").status == 0
    assert set(complete("destroy", "web")) == {"web\\$\\(touch\\ pwned\\)", "web\\ one"}
    assert complete("destroy", "Dom") == ["Domain-0"]
    assert not (tmp_path / "pwned").exists()


def test_names_are_cut_out_of_the_table(run_xl, tmp_path):
    long = "a-name-that-is-longer-than-the-column-it-stands-in-0"
    (tmp_path / "d.cfg").write_text(f'name="{long}"\nmemory=16\n')
    run_xl("create", "-q", "d.cfg")
    table = run_xl("list").stdout
    done = subprocess.run(
        ["sed", "-nE", NAMES], input=table, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["Domain-0", long]


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_has_a_script_with_all_commands_and_keys(run_xl, shell):
    script = run_xl("completion", shell).stdout
    for row in (*COMMANDS, *OWN):
        assert (row.name in script) or not row.target
    assert all(key in script for key in KNOWN_KEYS)


@pytest.mark.parametrize("words", [["completion"], ["completion", "tcsh"], ["schema", "x"]])
def test_what_makes_no_sense(run_xl, words):
    assert run_xl(*words).status == 2
