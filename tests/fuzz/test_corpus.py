"""Every input that fuzzing was given or found, once more; and inputs of unkind sizes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz import targets
from tests.fuzz.targets import TARGETS


@pytest.fixture(autouse=True)
def _a_host_of_its_own():
    """Every test closes what it opened, the host of the targets too."""
    targets.host.cache_clear()


CORPUS = Path(__file__).parent / "corpus"
UGLY = [
    b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbfa=1\n", b"a=1\r\n", b"=" * 1000, b"," * 1000,
    b"[" * 1000, b'"' * 1001, b"0-4294967295", b"9" * 5000, b"a=" + b"x" * 5000, b"\n" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("name", TARGETS)
def test_kept_inputs(name):
    inputs = sorted((CORPUS / name).iterdir())
    assert inputs
    for path in inputs:
        TARGETS[name](path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_ugly_inputs(name):
    for data in UGLY:
        TARGETS[name](data)


LARGE = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
from tests.fuzz.targets import TARGETS
TARGETS[sys.argv[1]](eval(sys.argv[2]))
"""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("language", "b'a = 1\\n' * 1_400_000"),  # 10 MB
        ("language", "b'a=[' + b'1,' * 1_000_000 + b'1]\\n'"),
        ("language", "b'a=' + b'[' * 100_000 + b']' * 100_000 + b'\\n'"),
        ("config", "b'vcpus=2\\ncpus=\"' + b'0-4294967295,' * 10_000 + b'\"\\n'"),
        ("config", "b'irqs=[' + b'5,' * 200_000 + b'5]\\n'"),
        ("config", "b'vcpus=4294967295\\nmaxvcpus=4294967295\\n'"),
        ("config", "b''.join(b'k%d=1\\n' % n for n in range(20_000))"),
        ("disk", "b'a' * 1_000_000"),
        ("vif", "b'rate=1,' * 100_000"),
        ("ioports", "b'0-fffffffe'"),
    ],
    ids=lambda value: value[:40],
)
def test_large_inputs_end_and_stay_in_memory(name, data):
    """Within a minute on a slow machine, and 3 GiB of address space."""
    done = subprocess.run(
        [sys.executable, "-c", LARGE, name, data], capture_output=True, text=True, timeout=120,
        check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
