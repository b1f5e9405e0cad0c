"""900 config files of others, real and strange, with what the real libxlutil 4.17 makes of them.

They are not ours to distribute: XLPY_GOLDEN names the folder that holds them.
"""

import json
import os
import re
import sys
from pathlib import Path

import pytest

from xlpy.syntax.as_json import document_json

from .reading import printed_lines, read

ROOT = Path(os.environ.get("XLPY_GOLDEN", "/nonexistent")) / "corpus"
FILES = sorted((ROOT / "corpus").rglob("*.cfg"))


@pytest.fixture(scope="module", autouse=True)
def _deep_json():
    """The json module reads the goldens of deep lists by recursion."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(100_000)
    yield
    sys.setrecursionlimit(limit)


@pytest.mark.skipif(not FILES, reason="921 config files: XLPY_GOLDEN does not name their folder")
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_as_libxlutil(path):
    data = path.read_bytes()
    name = path.relative_to(ROOT / "corpus")
    golden = json.loads((ROOT / "golden" / f"{name}.xlu.json").read_text())
    document = read(data)
    assert document.ok == golden["ok"]
    if "signal" in golden:
        return
    printed = re.findall(r":(\d+): config parsing error near", golden["report"])
    assert printed_lines(data, document.problems) == [int(line) for line in printed]
    shown = json.loads(document_json(document, path.name))
    assert shown["settings"] == golden.get("settings", [])
    assert shown["effective"] == golden.get("effective", {})
