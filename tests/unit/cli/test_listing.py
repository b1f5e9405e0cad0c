"""The listing commands as a process: streams, exit statuses, which domains."""

from __future__ import annotations

import re

import pytest

TWO = """
boot_time_ns = 90061000000000
[[node]]
id = 0
cpus = "0-1"
[[domain]]
domid = 4
name = "web"
uuid = "00000000-0000-4000-8000-000000000004"
pages = [1024]
started_ns = 90000000000000
"""


@pytest.fixture
def xl(run_xl, tmp_path):
    file = tmp_path / "lab.toml"
    file.write_text(TWO)
    return lambda *words: run_xl(*words, env={"XLPY_HOST": f"sim:{file}"})


def test_vcpu_list_shows_what_stands_before_a_wrong_name(xl):
    done = xl("vcpu-list", "web", "nosuch", "Domain-0")
    assert done.status == 1
    assert [row.split()[0] for row in done.stdout.splitlines()] == ["Name", "web"]
    assert "nosuch" in done.stderr


def test_vcpu_list_passes_over_a_number_nobody_has(xl):
    done = xl("vcpu-list", "99", "4")
    assert done.status == 0
    assert [row.split()[0] for row in done.stdout.splitlines()] == ["Name", "web"]
    assert "99" in done.stderr


def test_uptime_looks_every_name_up_first(xl):
    done = xl("uptime", "web", "nosuch")
    assert (done.status, done.stdout) == (1, "")
    assert "nosuch" in done.stderr


def test_uptime_passes_over_a_number_nobody_has(xl):
    done = xl("uptime", "99", "web")
    assert done.status == 0
    assert [row.split()[0] for row in done.stdout.splitlines()] == ["Name", "web"]
    assert "99" in done.stderr


def test_uptime_in_the_order_asked_for(xl):
    done = xl("uptime", "web", "0")
    assert re.sub(r":\d\d$", ":SS", done.stdout, flags=re.MULTILINE).splitlines() == [
        "Name                                ID Uptime",
        "web                                  4  0:01:SS",
        "Domain-0                             0 1 day,  1:01:SS",
    ]


def test_uptime_in_short(xl):
    done = xl("uptime", "-s")
    pattern = (
        r" \d\d:\d\d:\d\d up 1 day,  1:01, Domain-0 \(0\)\n \d\d:\d\d:\d\d up  0:01, web \(4\)\n"
    )
    assert re.fullmatch(pattern, done.stdout)


def test_a_pool_goes_by_its_name(xl):
    assert xl("cpupool-list", "Pool-0", "ignored").status == 0
    done = xl("cpupool-list", "0")
    assert (done.status, done.stdout) == (1, "")
    assert "Pool-0" in done.stderr


@pytest.mark.parametrize("command", ["list", "sharing"])
def test_two_domains_are_too_many(xl, command):
    done = xl(command, "0", "4")
    assert done.status == 1
    assert done.stdout.startswith(f"Usage: xl [-vtT] {command} ")


@pytest.mark.parametrize("command", ["list", "sharing"])
@pytest.mark.parametrize("domain", ["99", "nosuch"])
def test_a_domain_that_is_not_there(xl, command, domain):
    done = xl(command, domain)
    assert (done.status, done.stdout) == (1, "")
    assert domain in done.stderr


def test_sharing_of_one_domain(xl):
    assert xl("sharing", "web").stdout.splitlines()[1:] == [
        "web                                          4     4      0"
    ]


def test_a_domain_without_a_stored_configuration_is_said_and_left_out(xl):
    done = xl("list", "-l", "web")
    assert (done.status, done.stdout) == (0, "[\n\n]\n\n")
    assert "domain 4" in done.stderr
    assert '"domid": 0' in xl("list", "--long").stdout


def test_words_after_info_are_ignored_with_n_and_beyond_the_first(xl):
    assert xl("info", "nr_cpus", "nr_nodes").stdout == "2\n"
    assert "numa_info" in xl("info", "-n", "nr_cpus").stdout
    assert xl("info", "-x", "xenstore").stdout == "0x00000000\n"
    assert xl("info", "--xenstore").stdout.splitlines()[-2].startswith("xenstore_features")


def test_words_after_vm_list_and_claims_are_ignored(xl):
    assert xl("vm-list", "nosuch").stdout == xl("vm-list").stdout
    assert xl("claims", "nosuch").stdout == xl("claims").stdout
