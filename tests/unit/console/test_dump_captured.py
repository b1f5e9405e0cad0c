"""Every captured dump reads, and prints again byte for byte."""

import os
from pathlib import Path

import pytest

from xlpy.console.numa_dump import detect, formats, read, read_all, write

CAPTURED = Path(__file__).parents[2] / "captured" / "numa-dump"
GOLDEN = os.environ.get("XLPY_GOLDEN")


def dumps(folder):
    found = sorted((CAPTURED / folder).glob("*.u"))
    assert found
    return [pytest.param(path.read_text(), id=path.stem) for path in found]


@pytest.mark.parametrize("text", dumps("xen-4.17"))
def test_xen_4_17(text):
    assert formats(text) == ("4.12",)
    assert len(read_all(text)) == 1
    assert write(read(text), "4.17.7") == text


@pytest.mark.parametrize("text", dumps("seed"))
def test_series_v2(text):
    assert formats(text) == ("4.4-vnuma-v2",)
    assert write(read(text), "4.4-vnuma-v2") == text


def test_a_ring_of_all_transcripts():
    texts = [p.read_text() for p in sorted((CAPTURED / "xen-4.17").glob("*.u"))]
    other = (CAPTURED / "keys" / "q.out").read_text() + (CAPTURED / "keys" / "r.out").read_text()
    found = read_all(other + other.join(texts) + other)
    assert [write(dump, "4.17") for dump in found] == texts


def test_dumps_of_other_machines():
    """Others' files: read where they lie, never copied."""
    paths = sorted(Path(GOLDEN or "/none").glob("hosts/xen-u-*.txt"))
    if not paths:
        pytest.skip("XLPY_GOLDEN is unset: 0 of the 6 dumps in golden/hosts read")
    for path in paths:
        text = path.read_text()
        assert write(read(text), detect(text)) == text, path.name
