"""Dry runs of attaching and pinning: what is refused, and where; the captured ones hold the output."""

from __future__ import annotations

import json

import pytest

SPECS = {
    "block-attach": ["/a,raw,xvda"],
    "network-attach": ["bridge=b"],
    "vtpm-attach": ["backend=d"],
    "vkb-attach": ["backend-type=qemu"],
    "vdispl-attach": ["connectors=i:1x2"],
    "vsnd-attach": ["CARD"],
    "vcpu-pin": ["0", "1"],
}


@pytest.mark.parametrize("name", SPECS)
def test_without_a_dry_run_nothing_happens(run_xl, name):
    done = run_xl(name, "0", *SPECS[name])
    assert (done.status, done.stdout) == (1, "")
    assert "in this version of xlpy" in done.stderr
    assert f"xl -N {name}" in done.stderr


@pytest.mark.parametrize("name", SPECS)
def test_a_dry_run_shows_the_device(run_xl, name):
    done = run_xl("-N", name, "0", *SPECS[name])
    assert (done.status, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.parametrize("name", SPECS)
def test_an_unknown_domain_is_refused_first(run_xl, name):
    done = run_xl("-N", name, "nodom", *SPECS[name])
    assert (done.status, done.stdout) == (1, "")
    assert "nodom is an invalid domain identifier" in done.stderr


@pytest.mark.parametrize(
    ("words", "status", "place"),
    [
        (["block-attach", "0", "/a", "raw", "xvda", "x"], 1, "1:13"),
        (["network-attach", "0", "bridge=b", "mc=1"], 1, "1:10"),
        (["network-attach", "0", "bridge=é", "rate=x"], 1, "1:15"),
        (["vtpm-attach", "0", "backend=a", "uuid=x"], 1, "1:16"),
        (["vkb-attach", "0", "backend-type=qemu", "with=3"], 255, "1:19"),
        (["vkb-attach", "0", "width=3"], 253, "1:1"),
        (["vdispl-attach", "0", "backend=a", "conectors=i:1x2"], 1, "1:11"),
        (["vdispl-attach", "0"], 253, "1:1"),
        (["vsnd-attach", "0", "CARD", "PCM,nme=x"], 255, "1:10"),
        (["vsnd-attach", "0", "CARD", "PCM,sample-formats=x"], 1, "1:25"),
    ],
)
def test_a_wrong_word_is_shown_in_its_place(run_xl, words, status, place):
    done = run_xl("-N", *words)
    assert (done.status, done.stdout) == (status, "")
    assert done.stderr.startswith(f"command line:{place}: error: ")


def test_what_xl_takes_silently_is_a_warning(run_xl):
    done = run_xl("-N", "network-attach", "0", "accel=1")
    assert (done.status, done.stdout) == (0, "vif: {\n\n}\n\n")
    assert "command line:1:1: warning: accel has no effect" in done.stderr
    assert run_xl("-N", "network-attach", "0", "accel=1", env={"XLPY_COMPAT": "xl"}).stderr == ""


@pytest.mark.parametrize(
    ("conf", "words", "there"),
    [
        ('vif.default.script="s"', ["mac=0:0:0:0:0:1"], {"script": "s"}),
        ('vif.default.script="s"\nvif.default.bridge="b"', ["script=t"],
         {"script": "t", "bridge": "b"}),
        ('vif.default.gatewaydev="g"\nvif.default.backend=5', ["netdev=h"],
         {"gatewaydev": "h", "backend_domname": "5"}),
        ('vif.default.script="s"\nvifscript="old"\ndefaultbridge="o"', [],
         {"script": "s", "bridge": "o"}),
        ('vif.default.bridge=["b"]\nvif.default.script=""', [], {"script": ""}),
    ],
)  # fmt: skip
def test_interfaces_begin_with_what_xl_conf_says(run_xl, tmp_path, conf, words, there):
    (tmp_path / "x.conf").write_text(f"{conf}\n")
    env = {"XLPY_XL_CONF": "x.conf", "XLPY_COMPAT": "xl"}
    shown = json.loads(
        run_xl("-N", "network-attach", "0", *words, env=env).stdout.partition(":")[2]
    )
    assert {name: value for name, value in shown.items() if name != "mac"} == there
    (tmp_path / "a.cfg").write_text(f'name="a"\nkernel="/k"\nvif=["{",".join(words)}"]\n')
    made = json.loads(run_xl("create", "-n", "a.cfg", env=env).stdout)["nics"][0]
    assert {name: made[name] for name in there} == there


def test_old_names_in_xl_conf_draw_a_warning(run_xl, tmp_path):
    (tmp_path / "x.conf").write_text('vifscript="s"\n')
    done = run_xl("-N", "network-attach", "0", env={"XLPY_XL_CONF": "x.conf"})
    assert "x.conf:1:1: warning: vifscript is an old name" in done.stderr
    assert "vif.default.script" in done.stderr


def test_cpus_are_those_of_the_host(run_xl):
    env = {"XLPY_HOST": "sim:lab-4n"}
    assert run_xl("-N", "vcpu-pin", "0", "all", "nodes:0-99", env=env).stdout == "cpumap: all\n"
    assert run_xl("-N", "vcpu-pin", "0", "0", "99", "all,^0", env=env).stdout.startswith(
        "cpumap: none 1-"
    )


def test_force_is_for_one_vcpu(run_xl):
    done = run_xl("-N", "vcpu-pin", "-f", "0", "all", "1")
    assert (done.status, done.stdout) == (1, "")
    assert "not with all" in done.stderr
