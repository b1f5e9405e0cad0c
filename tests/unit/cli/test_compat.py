"""XLPY_COMPAT=xl: nothing that C xl does not have or print."""

from __future__ import annotations

import pytest

COMPAT = {"XLPY_COMPAT": "xl", "XLPY_HOST": "sim:lab-2n"}
PLAIN = {"XLPY_HOST": "sim:lab-2n"}

CONFIG = 'name="a"\nkernel="/k"\nmemory=64\nvcpu=2\n'


@pytest.fixture
def config(tmp_path):
    (tmp_path / "a.cfg").write_text(CONFIG)
    return "a.cfg"


def test_warnings_are_ours(run_xl, config):
    assert "did you mean vcpus?" in run_xl("create", "-n", config, env=PLAIN).stderr
    assert run_xl("create", "-n", config, env=COMPAT).stderr == "Parsing config from a.cfg\n"
    assert run_xl("create", config, env=COMPAT).stderr == "Parsing config from a.cfg\n"


def test_errors_stay(run_xl, tmp_path):
    (tmp_path / "b.cfg").write_text("name=\n")
    done = run_xl("create", "-n", "b.cfg", env=COMPAT)
    assert done.status == 1
    assert "b.cfg:1" in done.stderr


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["create", "-n", "--json", "a.cfg"], 2),
        (["create", "-n", "--placement=libxl", "a.cfg"], 2),
        (["create", "-n", "--placement", "libxl", "a.cfg"], 2),
        (["vnuma-info"], 1),
        (["settings", "a.cfg"], 1),
        (["convert", "a.cfg"], 1),
        (["host", "list"], 1),
        (["--version"], 1),
        (["--host", "sim", "list"], 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_what_is_ours_is_unknown(run_xl, config, words, status):
    assert run_xl(*words, env=PLAIN).status == 0
    done = run_xl(*words, env=COMPAT)
    assert done.status == status
    assert done.stdout == ""
    assert done.stderr


def test_a_create_that_fails_halfway_uses_up_a_domid(run_xl, config, tmp_path):
    (tmp_path / "big.cfg").write_text('name="big"\nkernel="/k"\nmemory=999999\n')
    (tmp_path / "pv.cfg").write_text(
        'name="p"\nkernel="/k"\nmemory=64\nvcpus=1\nvnuma=[["size=64","vcpus=0","vdistances=10"]]\n'
    )
    for env, wanted in [(PLAIN, "1\n"), (COMPAT, "2\n")]:
        env = env | {"XLPY_STATE_DIR": str(tmp_path / wanted.strip())}
        assert run_xl("create", "big.cfg", env=env).status == 3
        assert run_xl("create", "pv.cfg", env=env).status == 6  # refused before it has a number
        assert run_xl("create", config, env=env).status == 0
        assert run_xl("domid", "a", env=env).stdout == wanted


def test_placement_overflows_as_libxl_does(new_host):
    from xlpy import pipeline

    host = new_host("oracle-2x4")
    assert pipeline.policy_for(host, None) == "libxl"
    assert pipeline.policy_for(host, None, bugs=True) == "libxl-bugs"
    assert pipeline.policy_for(host, "libxl", bugs=True) == "libxl"
    assert pipeline.policy_for(new_host("heatpipe"), None, bugs=True) == "2013-v2"


def test_strict_reading_is_strict_placement_too(new_host):
    from xlpy import pipeline

    host = new_host("heatpipe")
    assert pipeline.policy_for(host, None, strict=True) == "2013-v3"
    assert pipeline.policy_for(host, "libxl", strict=True) == "libxl"
    assert pipeline.policy_for(new_host("oracle-2x4"), None, strict=True) == "libxl"
