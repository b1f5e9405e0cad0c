"""Checking a text without creating anything, with and without a host."""

from __future__ import annotations

import pytest

from xlpy.checking import check
from xlpy.config.codes import BY_CODE, RULES
from xlpy.config.known import REMOVED_KEYS
from xlpy.syntax.source import Source

GOOD = 'name="w"\ntype="hvm"\nmemory=512\nvcpus=2\n'


def rules(text, host=None):
    """(rule, severity, line) of every finding."""
    found = check(Source("t.cfg", text.encode()), host).problems
    assert all(problem.file == "t.cfg" for problem in found)
    assert {problem.rule for problem in found} <= set(BY_CODE)
    return [(problem.rule, problem.severity, problem.line) for problem in found]


def vnuma(*distances, sizes=(256, 256), pnodes=(0, 1)):
    nodes = ",".join(
        f'["pnode={pnode}","size={size}","vcpus={n}","vdistances={row}"]'
        for n, (row, size, pnode) in enumerate(zip(distances, sizes, pnodes, strict=True))
    )
    return f"{GOOD}vnuma=[{nodes}]\n"


def test_nothing_to_say():
    assert rules(GOOD) == []
    assert rules(vnuma("10,20", "20,10")) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("name=\nmemory=x\n", [("syntax", "error", 1), ("syntax", "error", 2)]),
        (GOOD + "vcpu=3\n", [("unknown-key", "warning", 5)]),
        (GOOD + 'maxmem="lots"\n', [("wrong-kind", "warning", 5)]),
        (GOOD + 'vga="huge"\n', [("bad-value", "error", 5)]),
        (GOOD + "memory=512\nmaxmem=256\n", [("odd-value", "warning", 6)]),
        ('name="w"\nmemory=64\n', [("no-kernel", "warning", 0)]),
        ('name="w"\nkernel="/k"\nmemory=64\n', []),
        (GOOD + 'builder="hvm"\n', [("deprecated-key", "note", 5)]),
        (GOOD + 'vcpu=3\nvga="huge"\n', [("unknown-key", "warning", 5), ("bad-value", "error", 6)]),
    ],
)
def test_each_finding_has_its_rule(text, wanted):
    assert rules(text) == wanted


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (("10,20", "20,10"), 0), (("10,11", "254,10"), 0),
        (("11,20", "20,10"), 1), (("10,10", "20,10"), 1), (("10,255", "20,10"), 1),
        (("10,20", "5,5"), 1), (("20,30", "30,20"), 2),
    ],
)  # fmt: skip
def test_distances_as_linux_judges_them(rows, lines):
    assert rules(vnuma(*rows)).count(("slit", "warning", 5)) == lines


def test_missing_distances_are_told_once(new_host):
    found = rules(GOOD + 'vnuma=[["size=256","vcpus=0"],["size=256","vcpus=1"]]\n')
    assert found == [("odd-value", "warning", 5)]


def test_what_no_host_builds():
    text = vnuma("10,20", "20,10").replace('"hvm"', '"pvh"') + 'kernel="/k"\n'
    assert ("never-built", "warning", 0) in rules(text)


def test_what_this_host_does_not_build(new_host):
    host = new_host("lab-2n")
    twice = GOOD + 'maxvcpus=2\nvnuma=[["size=64","vcpus=0"],["size=64","vcpus=0"]]\n'
    assert ("never-built", "error", 6) in rules(twice, host)
    pv = vnuma("10,20", "20,10").replace('"hvm"', '"pv"') + 'kernel="/k"\n'
    assert ("never-built", "error", 0) in rules(pv, host)
    assert rules(vnuma("10,20", "20,10"), host) == []


def test_what_never_fits_this_host(new_host):
    host = new_host("lab-2n")
    assert rules(GOOD.replace("512", "17000"), host) == []
    assert rules(GOOD.replace("512", "18000"), host) == [("never-fits", "error", 0)]
    fits = vnuma("10,20", "20,10", sizes=(9000, 8000)).replace("memory=512", "")
    assert rules(fits, host) == []
    found = rules(fits.replace("8000", "8300"), host)
    assert found == [("never-fits", "error", 5)]


def test_checking_changes_nothing(new_host):
    host = new_host("lab-2n")
    before = host.topology(), list(host.domains())
    rules(vnuma("10,20", "20,10"), host)
    assert (host.topology(), list(host.domains())) == before


def test_every_rule_is_named_once_and_explained():
    assert len(BY_CODE) == len(RULES)
    for rule in RULES:
        assert rule.code == rule.code.lower()
        assert " " not in rule.code
        assert rule.title
        assert rule.text.endswith(".")


@pytest.mark.parametrize("key", REMOVED_KEYS)
def test_keys_of_the_past_have_a_next_step(key):
    (problem,) = check(Source("t.cfg", f"{GOOD}{key}=1\n".encode())).problems
    assert (problem.rule, problem.hint) == ("unknown-key", REMOVED_KEYS[key])
