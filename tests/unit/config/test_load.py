"""The rest of a configuration: names, numbers, defaults, and everything wrong at once."""

from __future__ import annotations

import re

import pytest

from .reading import read, seen


def config(text: str):
    made, problems = read(f'name="t"\n{text}\n')
    assert made is not None, problems
    return made


def said(text: str):
    return seen(read(f'name="t"\n{text}\n')[1])


def test_a_name_is_enough():
    made, problems = read('name="t"\n')
    assert problems == ()
    assert (made.name, made.type, made.max_vcpus, made.online_vcpus) == ("t", "pv", 1, 1)
    assert (made.max_mib, made.target_mib) == (32, 32)
    assert (made.vnuma, made.cpus, made.pool, made.command_line) == (None, None, None, None)
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", made.uuid)
    assert made.uuid != read('name="t"\n')[0].uuid


@pytest.mark.parametrize("text", ["", "vcpus=2\n"])
def test_without_a_name_there_is_no_domain(text):
    made, problems = read(text)
    assert made is None
    assert [(p.severity, p.text, p.key) for p in problems] == [
        ("error", "the domain has no name", "name")
    ]


@pytest.mark.parametrize(
    ("text", "online", "most"),
    [("vcpus=3", 3, 3), ("maxvcpus=3", 1, 3), ("vcpus=2\nmaxvcpus=3", 2, 3), ("vcpus=0", 1, 1),
     ("vcpus=2\nmaxvcpus=0", 2, 2), ("vcpus=0x10", 16, 16)],
)  # fmt: skip
def test_vcpus_and_maxvcpus(text, online, most):
    made = config(text)
    assert (made.online_vcpus, made.max_vcpus) == (online, most)


@pytest.mark.parametrize(
    ("text", "target", "most"),
    [("memory=64", 64, 64), ("maxmem=64", 64, 64), ("memory=64\nmaxmem=128", 64, 128)],
)
def test_memory_and_maxmem(text, target, most):
    made = config(text)
    assert (made.target_mib, made.max_mib) == (target, most)


@pytest.mark.parametrize(
    ("text", "line"),
    [("root='/dev/a'", "root=/dev/a"), ("extra='quiet'", "quiet"),
     ("root='/dev/a'\nextra='quiet'", "root=/dev/a quiet"), ("cmdline='x y'", "x y"),
     ("cmdline='x'\nroot='/dev/a'", "x")],
)  # fmt: skip
def test_the_kernels_command_line(text, line):
    assert config(text).command_line == line


ERRORS = [
    ("uuid='x'", "2:6", '"x" is not a UUID'),
    ("vcpus=3\nmaxvcpus=2", "3:10", "maxvcpus is 2, but vcpus is 3"),
    ("vcpus='-1'", "2:7", "vcpus is -1"),
    ("vcpus=65537", "2:7", "vcpus is 65537"),
    ("vcpus=1\ncpus='0-x'", "3:6", '"0-x" is not a range of CPUs: it has no end'),
    ("vcpus=1\ncpus='^all'", "3:6", '"^all" cannot be: "^" and "all" do not go together'),
    ("vcpus=1\ncpus='5-3'", "3:6", '"5-3" is not a range of CPUs: it runs backwards'),
    ("vcpus=2\ncpus=['0','y']", "3:11", '"y" is not a range of CPUs: it is not a number'),
]


@pytest.mark.parametrize(("text", "place", "problem"), ERRORS)
def test_an_error_refuses_the_domain_and_names_its_place(text, place, problem):
    made, _ = read(f'name="t"\n{text}\n')
    assert made is None
    assert ("error", place, problem) in said(text)


def test_every_error_is_reported_at_once_in_the_order_of_the_text():
    made, problems = read("uuid='x'\nvcpus='-1'\nmaxvcpus='-1'\nkernal='k'\n")
    assert made is None
    assert [(p.severity, p.line) for p in problems] == [
        ("error", 0), ("error", 1), ("error", 2), ("error", 3), ("warning", 4)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "problem"),
    [("kernal='k'", "kernal is not a key of xl.cfg (did you mean kernel?), it has no effect"),
     ("zzz=1", "zzz is not a key of xl.cfg, it has no effect"),
     ("memry=64", "memry is not a key of xl.cfg (did you mean memory?), it has no effect")],
)  # fmt: skip
def test_an_unknown_key_has_no_effect_and_a_near_one_is_suggested(text, problem):
    assert said(text) == [("warning", "2:1", problem)]


def test_a_key_that_is_right_elsewhere_is_not_suggested_as_used():
    text = "vcpus=4\nmemory=1024\nvnodes=2\nvnumamem=[512,512]\nvnuma_mem=[1]"
    assert said(text) == [
        ("warning", "6:1",
         "vnuma_mem is not a key of xl.cfg (did you mean vnumamem?), it has no effect")
    ]  # fmt: skip


def test_a_value_of_the_wrong_kind_counts_as_absent_with_a_warning():
    made = config("memory='lots'\nkernel=['k']\nvcpus=[1]")
    assert (made.memory_mib, made.kernel, made.vcpus) == (None, None, None)
    assert [(level, place) for level, place, _ in said("memory='lots'\nkernel=['k']\nvcpus=[1]")] == [
        ("warning", "2:8"), ("warning", "3:8"), ("warning", "4:7"),
    ]  # fmt: skip


def test_the_last_of_several_assignments_counts():
    assert config("memory=64\nmemory=128").memory_mib == 128
