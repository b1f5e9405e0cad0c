"""The library: the examples of docs/api.md, and what importing it costs."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

import xlpy
from xlpy.errors import HostUnavailable, PlacementError, UsageError

DOCS = Path(__file__).parents[2] / "docs"


def test_the_examples_of_the_documentation(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XLPY_XL_CONF", str(tmp_path / "none"))
    failed, tried = doctest.testfile(str(DOCS / "api.md"), module_relative=False)
    assert tried > 10
    assert failed == 0


def test_every_name_is_there_and_no_other():
    for name in xlpy.__all__:
        assert getattr(xlpy, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'lood'"):
        xlpy.lood  # noqa: B018


def test_importing_xlpy_loads_nothing_heavy():
    code = (
        "import sys, xlpy; print(sorted({'pydantic', 'lark', 'rich', 'click'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_words_are_as_on_the_command_line(tmp_path):
    host = xlpy.connect("sim:lab-2n", looking=True)
    (tmp_path / "a.cfg").write_text('name="a"\nkernel="/k"\nmemory=64\n')
    assert xlpy.load(tmp_path / "a.cfg", host, words=["memory=128"]).config.target_mib == 128


def test_what_goes_wrong_is_an_error_of_ours(tmp_path):
    host = xlpy.connect("sim:lab-2n", looking=True)
    with pytest.raises(HostUnavailable):
        xlpy.load(tmp_path / "missing.cfg", host)
    with pytest.raises(HostUnavailable):
        xlpy.check(tmp_path)
    with pytest.raises(HostUnavailable):
        xlpy.connect("sim:nowhere", looking=True)
    with pytest.raises(UsageError):
        xlpy.connect("nonsense")
    (tmp_path / "a.cfg").write_text('name="a"\nkernel="/k"\nmemory=64\npool="gone"\n')
    config = xlpy.load(tmp_path / "a.cfg", host).config
    with pytest.raises(PlacementError):
        xlpy.plan(config, host)
    with pytest.raises(UsageError):
        xlpy.plan(config, host, policy="best")


def test_a_host_to_look_at_leaves_no_state(state_dir):
    xlpy.connect("sim:heatpipe", looking=True)
    assert not state_dir.exists()
