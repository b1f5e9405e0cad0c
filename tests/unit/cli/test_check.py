"""`xl check` and `xl explain`: files and folders, exit statuses, JSON, the explanations."""

from __future__ import annotations

import json
import os

import pytest

from xlpy.cli.check import SEVERAL
from xlpy.config.codes import RULES

GOOD = 'name="w"\ntype="hvm"\nmemory=512\n'
ODD = GOOD + "vcpu=2\n"
BAD = GOOD + 'vga="huge"\n'
NONE = {"XLPY_HOST": ""}


@pytest.fixture
def files(tmp_path):
    for name, text in [("good.cfg", GOOD), ("odd.cfg", ODD), ("bad.cfg", BAD)]:
        (tmp_path / name).write_text(text)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "web").write_text(ODD)
    (tmp_path / "sub" / "notes.txt").write_text("not a configuration")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["good.cfg"], 0), (["odd.cfg"], 0), (["bad.cfg"], 1), (["good.cfg", "bad.cfg"], 1),
        (["--strict", "odd.cfg"], 1), (["--strict", "good.cfg"], 0), (["missing.cfg"], 1), ([], 2),
        (["--nonsense", "good.cfg"], 2), (["sub"], 0), (["."], 1),
    ],
    ids=str,
)  # fmt: skip
def test_exit_status(files, run_xl, words, status):
    assert run_xl("check", *words, env=NONE).status == status


def test_a_finding_shows_place_line_caret_next_step_and_rule(files, run_xl):
    done = run_xl("check", "odd.cfg", env=NONE)
    assert done.stdout == (
        "odd.cfg:4:1: warning: vcpu is not a key of xl.cfg (did you mean vcpus?), it has no effect\n"
        "    vcpu=2\n"
        "    ^^^^\n"
        "    rule: unknown-key\n"
        "1 file: 0 errors, 1 warning in 1 of them\n"
    )
    assert done.stderr == ""
    assert run_xl("check", "good.cfg", env=NONE).stdout == "1 file: nothing to say\n"


def test_json(files, run_xl):
    done = run_xl("check", "--json", "bad.cfg", "good.cfg", env=NONE)
    data = json.loads(done.stdout)
    assert data["version"] == 1
    bad, good = data["files"]
    assert (bad["file"], good["file"], good["findings"]) == ("bad.cfg", "good.cfg", [])
    (finding,) = bad["findings"]
    assert finding | {"text": "", "hint": ""} == {
        "code": "bad-value", "severity": "error", "key": "vga", "line": 4, "column": 5, "width": 6,
        "text": "", "hint": "",
    }  # fmt: skip
    assert "cirrus" in finding["hint"]


def test_a_folder_is_all_its_configurations(files, run_xl):
    data = json.loads(run_xl("check", "--json", ".", env=NONE).stdout)
    assert [file["file"] for file in data["files"]] == [
        "./bad.cfg", "./good.cfg", "./odd.cfg", "./sub/web",
    ]  # fmt: skip
    (files / "empty").mkdir()
    os.mkfifo(files / "empty" / "pipe")
    done = run_xl("check", "empty", env=NONE)
    assert done.status == 2
    assert "no configuration is in empty" in done.stderr


def test_many_files_in_several_processes_keep_their_order(files, run_xl):
    many = files / "many"
    many.mkdir()
    for number in range(3 * SEVERAL):
        (many / f"{number:03d}.cfg").write_text(ODD if number % 2 else GOOD)
    data = json.loads(run_xl("check", "--json", "many", env=NONE).stdout)
    found = [(file["file"], len(file["findings"])) for file in data["files"]]
    assert found == [(f"many/{n:03d}.cfg", n % 2) for n in range(3 * SEVERAL)]


def test_a_named_host_is_neither_made_nor_changed(files, run_xl, state_dir):
    (files / "big.cfg").write_text(GOOD.replace("512", "99999"))
    assert run_xl("check", "big.cfg", env=NONE).status == 0
    done = run_xl("--host", "sim:lab-2n", "check", "big.cfg", env=NONE)
    assert done.status == 1
    assert "the whole host has 17408 MiB" in done.stdout
    assert not state_dir.exists()


def test_a_host_nobody_knows(files, run_xl):
    done = run_xl("--host", "sim:nowhere", "check", "good.cfg", env=NONE)
    assert done.status == 1
    assert "nowhere" in done.stderr


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_is_explained(run_xl, rule):
    done = run_xl("explain", rule.code)
    assert done.status == 0
    assert done.stdout.startswith(f"{rule.code}: {rule.title}\n")


def test_keys_are_explained(run_xl):
    done = run_xl("explain", "memory", "vnodes")
    assert done.status == 0
    assert "memory (integer, MiB)\n" in done.stdout
    assert "  libxl: b_info.target_memkb\n" in done.stdout
    assert "\n\nvnodes (integer)\n" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 78


def test_an_unknown_word_is_guessed(run_xl):
    done = run_xl("explain", "memroy")
    assert done.status == 1
    assert "did you mean memory?" in done.stderr


def test_notes_are_counted_and_do_not_fail_a_strict_check(files, run_xl):
    (files / "old.cfg").write_text(GOOD + 'builder="hvm"\n')
    done = run_xl("check", "--strict", "old.cfg", env=NONE)
    assert done.status == 0
    assert done.stdout.endswith("1 file: 0 errors, 0 warnings, 1 note in 1 of them\n")
    assert "use type" in done.stdout
