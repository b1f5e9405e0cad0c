"""docs/ and the files beside it name what is there."""

import re
from pathlib import Path

import pytest

from xlpy import __version__
from xlpy.cli.table import COMMANDS, OWN
from xlpy.config.known import VNUMA_KEYS
from xlpy.placement.plan import POLICIES

ROOT = Path(__file__).resolve().parents[3]
TEXTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def text(name):
    return (ROOT / name).read_text()


def test_the_architecture_names_every_room():
    rooms = {path.parent.name for path in (ROOT / "xlpy").glob("*/__init__.py")}
    assert {
        room for room in rooms if f"`xlpy/{room}/`" not in text("docs/architecture.md")
    } == set()


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_files_that_are_named_exist(path):
    links = [path.parent / name for name in re.findall(r"\]\(([^):#]+)\)", path.read_text())]
    names = re.findall(
        r"`((?:xlpy|man|grammar|tests|docs|sample-configs)/[\w./-]*)`", path.read_text()
    )
    missing = [
        str(found) for found in (*links, *(ROOT / name for name in names)) if not found.exists()
    ]
    assert missing == []


def test_the_changelog_has_this_version_and_what_it_brings():
    changes = text("CHANGELOG.md")
    assert f"## [{__version__}]" in changes
    profiles = [path.stem for path in (ROOT / "sample-configs" / "hosts").glob("*.toml")]
    commands = [row.name for row in (*COMMANDS, *OWN) if row.target]
    for name in (*commands, *VNUMA_KEYS, *profiles, *POLICIES):
        assert f"`{name}`" in changes, name


@pytest.mark.parametrize(
    "row", [row for row in (*COMMANDS, *OWN) if row.target], ids=lambda r: r.name
)
def test_commands_that_exist_are_listed_as_such(row):
    there, _, lacking = text("docs/fidelity.md").partition(
        "## Commands of xl that are not here yet"
    )
    assert f"| `xl {row.name}`" in there
    assert f"`{row.name}`" not in lacking
