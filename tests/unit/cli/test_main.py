"""The root of the command line: finding commands, options, exit statuses, streams."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import RunXl
from xlpy.cli.command import find_row
from xlpy.cli.help import command_help, overview
from xlpy.cli.main import load_command
from xlpy.cli.table import COMMANDS, OWN


@pytest.mark.parametrize("row", [*COMMANDS, *OWN], ids=lambda row: row.name)
def test_every_row_loads(row) -> None:
    command = load_command(row)
    assert command.name == row.name


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("list", "list"), ("li", "list"), ("cre", "create"), ("vcpu", None), ("cpupool", None),
        ("sched-credit", "sched-credit"), ("sched-cred", None), ("v", None), ("", None),
        ("vnuma-info", "vnuma-info"), ("vnuma", None), ("host", "host"), ("hos", None),
        ("settings", "settings"), ("setting", None), ("set", None), ("sette", None),
        ("seten", "setenforce"), ("he", None), ("help", None),
    ],
)  # fmt: skip
def test_prefixes_are_xls_and_our_own_take_no_part(typed: str, found: str | None) -> None:
    row = find_row(typed)
    assert (row.name if row else None) == found


def test_help_of_our_own_commands_only_as_xlpy() -> None:
    assert "vnuma-info" not in overview()
    assert "vnuma-info" in overview(everything=True)
    row = find_row("create")
    assert row is not None
    assert "--vnuma-compat" not in command_help(row)
    assert "--vnuma-compat" in command_help(row, everything=True)


def test_no_command_prints_help_and_fails(run_xl: RunXl) -> None:
    done = run_xl()
    assert (done.status, done.stdout, done.stderr) == (1, overview(), "")


def test_a_missing_command_says_so(run_xl: RunXl) -> None:
    done = run_xl("shutdown", "-w", "x")
    assert done.status == 1
    assert "not part of this version" in done.stderr
    assert run_xl("shutdown", "-h").status == 0


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["create"], 6), (["create", "missing.cfg"], 3), (["create", "a.cfg", "b.cfg"], 2),
        (["create", "-n", "syntax.cfg"], 1), (["create", "-Q", "a.cfg"], 2), (["destroy"], 2),
        (["destroy", "0"], 1), (["destroy", "-f", "0"], 1), (["destroy", "77"], 1),
        (["destroy", "nosuch"], 1), (["pause", "77"], 0), (["pause", "nosuch"], 1),
        (["unpause", "77"], 0), (["domid"], 2), (["domid", "0"], 1), (["domname", "0x"], 0),
        (["domname", "x"], 1), (["domname", "9"], 1), (["list", "nosuch"], 1), (["list", "9"], 1),
        (["list", "a", "b"], 1), (["debug-keys"], 2), (["debug-keys", "~"], 0), (["-y"], 1),
        (["-N", "list"], 1), (["-vfT", "list"], 0), (["list", "--nope"], 2), (["--host"], 1),
        (["--host", "bogus", "list"], 1), (["--host", "xen", "list"], 1),
        (["--host", "sim:nosuch", "list"], 1), (["create", "-c", "a.cfg"], 1),
        (["create", "-n", "a.cfg", "memory=5", "bad word=1"], 1),
        (["create", "-n", "a.cfg", "--placement", "bogus"], 2),
        (["create", "-n", "a.cfg", "--vnuma-compat", "v1"], 2),
        (["list", "9" * 5000], 1), (["host"], 2), (["host", "bogus"], 2), (["settings"], 2),
        (["settings", "a.cfg"], 0), (["settings", "a.cfg", "syntax.cfg"], 1),
        (["settings", "missing.cfg"], 1), (["vnuma-info", "a", "b"], 2), (["--version"], 0),
        (["vnuma-info", "Domain-0"], 0), (["vnuma-info", "--numactl", "Domain-0"], 1),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else None,
)  # fmt: skip
def test_exit_status(run_xl: RunXl, tmp_path: Path, words: list[str], status: int) -> None:
    (tmp_path / "a.cfg").write_text('name="a"\nmemory=64\n')
    (tmp_path / "b.cfg").write_text('name="b"\n')
    (tmp_path / "syntax.cfg").write_text("name=\n")
    done = run_xl(*words)
    assert done.status == status, done.stderr
    assert "Traceback" not in done.stderr
    if status and words[0] != "settings":
        assert done.stderr
        assert len(done.stderr) < 20000


def test_unknown_names_carry_the_phrase_scripts_match(run_xl: RunXl) -> None:
    for command in ("list", "destroy", "pause", "unpause"):
        done = run_xl(command, "nosuch")
        assert (done.status, done.stdout) == (1, "")
        assert "nosuch is an invalid domain identifier" in done.stderr


def test_long_options_may_be_shortened_but_not_to_ours(run_xl: RunXl, tmp_path: Path) -> None:
    (tmp_path / "a.cfg").write_text('name="a"\n')
    done = run_xl("create", "--dry", "--qui", "--def", "a.cfg")
    assert (done.status, done.stderr) == (0, "")
    assert run_xl("create", "--jso", "a.cfg").status == 2


def test_a_word_with_an_equals_sign_is_configuration(run_xl: RunXl, tmp_path: Path) -> None:
    (tmp_path / "a=b.cfg").write_text('name="a"\n')
    assert run_xl("create", "-nq", "a=b.cfg").status == 6
    assert run_xl("create", "-nq", "-f", "a=b.cfg").status == 0
    done = run_xl("create", "-nq", "/dev/null", 'name="z"; memory=77')
    assert '"name": "z"' in done.stdout
    assert '"max_memkb": 78848' in done.stdout


def test_xl_conf_with_a_mistake_stops_every_command(run_xl: RunXl, tmp_path: Path) -> None:
    conf = tmp_path / "xl.conf"
    conf.write_text("# fine\n\nlockfile=\n")
    for words in (["list"], ["help"], ["create"]):
        done = run_xl(*words, env={"XLPY_XL_CONF": str(conf)})
        assert (done.status, done.stdout) == (1, "")
        assert f"{conf}:3:" in done.stderr
    missing = run_xl("list", env={"XLPY_XL_CONF": str(tmp_path / "none")})
    assert missing.status == 0
    assert "none cannot be read" in missing.stderr


def test_debug_keys_is_silent_where_asked(run_xl: RunXl) -> None:
    assert run_xl("debug-keys", "-q", "u").stdout == ""
    assert run_xl("debug-keys", "u", env={"XLPY_COMPAT": "xl"}).stdout == ""
    assert run_xl("dmesg").stdout.count("dumping numa info") == 2
    assert run_xl("dmesg", "-c").stdout.count("dumping numa info") == 2
    assert run_xl("dmesg").stdout == ""


def test_own_program_name_shows_everything(xl_command: list[str]) -> None:
    import subprocess

    xlpy = Path(xl_command[0]).with_name("xlpy")
    done = subprocess.run([xlpy, "help"], capture_output=True, text=True, check=True)
    assert done.stdout == overview(everything=True)


def test_list_loads_no_heavy_module(xl_command: list[str]) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from xlpy.cli.main import run; run(['list']); "
        "print([m for m in ('pydantic', 'lark', 'rich', 'json', 'tomllib') if m in sys.modules])"
    )
    subprocess.run([*xl_command, "list"], check=True, capture_output=True)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("words", [["create", "-f"], ["create", "--defconfig"], ["list", "-q"]])
def test_an_option_that_cannot_be_ends_with_2(run_xl: RunXl, words: list[str]) -> None:
    done = run_xl(*words)
    assert done.status == 2
    assert f"xl help {words[0]}" in done.stderr
