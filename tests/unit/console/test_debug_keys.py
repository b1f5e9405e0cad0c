from pathlib import Path

import pytest

from xlpy.console.keys import KEYS, key_line, key_text
from xlpy.console.numa_dump import write
from xlpy.errors import XlError
from xlpy.machine.numa_dump import NumaDump

CAPTURED = Path(__file__).parents[2] / "captured" / "numa-dump" / "keys"


def test_h_is_the_captured_list():
    assert key_text("h", 0, "4.17.7") == (CAPTURED / "h.out").read_text()


@pytest.mark.parametrize("key", ["h", "m", "r"])
def test_first_lines_without_a_clock(key):
    first = (CAPTURED / f"{key}.out").read_text().splitlines()[0]
    assert f"(XEN) {key_line(key, 5, '4.17')}" == first


def test_q_tells_the_time():
    first = (CAPTURED / "q.out").read_text().splitlines()[0]
    assert f"(XEN) {key_line('q', 80300419738, '4.17.7')}" == first
    old = key_line("q", 0xA86BD6C8829, "4.11")
    assert old == "'q' pressed -> dumping domain info (now=0xA86:BD6C8829)"


@pytest.mark.parametrize("version", ["4.4", "4.4-vnuma-v2", "4.11", "4.12", "4.20.0"])
def test_u_is_the_header_of_the_dump(version):
    lines = write(NumaDump(0xA86BD6C8829), version, prefix="").splitlines()
    assert lines[0] == key_line("u", 0xA86BD6C8829, version)


def test_a_key_without_words_of_its_own_names_its_description():
    assert key_line("z", 1, "4.17") == "'z' pressed -> dump IOAPIC info"


@pytest.mark.parametrize("key", ["y", "", "uu", " ", "U"])
def test_keys_xen_ignores(key):
    assert key_line(key, 1, "4.17") is None
    assert key_text(key, 1, "4.17") is None


def test_keys_are_single_and_sorted():
    keys = [row.key for row in KEYS]
    assert keys == sorted(set(keys), key=ord)
    assert all(len(key) == 1 for key in keys)


def test_a_version_that_is_none():
    with pytest.raises(XlError, match="not a Xen version"):
        key_line("y", 1, "xen")
