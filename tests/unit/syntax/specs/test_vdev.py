"""Names of virtual disks and the numbers behind them."""

import pytest

from xlpy.syntax.specs.vdev import vdev_number


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("xvda", 51712), ("xvda1", 51713), ("xvdp15", 202 << 8 | 255), ("xvdq", 1 << 28 | 16 << 8),
        ("xvda16", 1 << 28 | 16), ("xvdaa", 1 << 28 | 26 << 8), ("d0p1", 51713), ("hda", 768),
        ("hdc", 5632), ("hdd1", 22 << 8 | 64 | 1), ("sda", 2048), ("sdp15", 8 << 8 | 15 << 4 | 15),
        ("51712", 51712), ("0xca00", 51712), ("0", 0),
        ("", None), ("xvd", None), ("xvda256", None), ("hde", None), ("hda64", None), ("sdq", None),
        ("sda16", None), ("xvdA", None), ("/dev/xvda", None), ("xvda ", None), ("d1", None),
        ("xvdzzzzzzz", None), ("09", None),
    ],
)  # fmt: skip
def test_vdev_number(name, number):
    assert vdev_number(name) == number
