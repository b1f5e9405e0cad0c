import pytest

from xlpy.console.version import FORMATS, format_for
from xlpy.errors import XlError


@pytest.mark.parametrize(
    ("version", "name"),
    [
        ("4.4", "4.4"),
        ("4.4.0", "4.4"),
        ("4.5", "4.4"),
        ("4.5.5", "4.4"),
        ("4.4-unstable", "4.4"),
        ("4.4-vnuma-v2", "4.4-vnuma-v2"),
        ("4.4-vnuma-v3", "4.4-vnuma-v3"),
        ("4.4-vnuma-v4", "4.4-vnuma-v4"),
        ("4.6.0", "4.6"),
        ("4.7", "4.7"),
        ("4.8", "4.8"),
        ("4.11.4", "4.8"),
        ("4.12", "4.12"),
        ("4.17.7", "4.12"),
        ("4.17.7+13-g2445b30a44", "4.12"),
        ("4.18.0", "4.18"),
        ("4.20.0", "4.18"),
        ("4.22-unstable", "4.18"),
        ("4.100", "4.18"),
        ("5.0", "4.18"),
        ("4.1", "4.4"),
        ("3.4", "4.4"),
    ],
)
def test_which_xen_prints_which_format(version, name):
    assert format_for(version).name == name


@pytest.mark.parametrize("text", ["", "xen", "4", "4.x", "v4.17", "4.17 "])
def test_what_is_no_version(text):
    with pytest.raises(XlError):
        format_for(text)


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_a_format_name_is_a_version_of_that_format(row):
    assert format_for(row.name) is row
