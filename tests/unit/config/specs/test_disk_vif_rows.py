"""The rows of disks and interfaces, and the objects in libxl's JSON."""

import pytest

from xlpy.config.specs.disk import DISK, disk_json
from xlpy.config.specs.vif import VIF, vif_json
from xlpy.syntax.specs import disk_words, vif_words
from xlpy.syntax.specs.disk import parse_disk
from xlpy.syntax.specs.vif import parse_vif


@pytest.mark.parametrize(("rows", "words"), [(DISK, disk_words), (VIF, vif_words)])
def test_a_row_for_every_word(rows, words):
    assert sorted(row.name for row in rows) == sorted({*words.NAMES, *words.LATER})
    assert {row.name: row.since for row in rows if row.name in words.LATER} == words.LATER
    assert all(row.meaning for row in rows)


def test_enums_list_what_is_read():
    for row in DISK:
        if row.kind == "enum" and row.name in disk_words.CHOICES:
            assert set(row.values.split()) == {w for w in disk_words.CHOICES[row.name] if w}


def test_disk_in_libxls_order():
    text = "script=s,backend=d,backendtype=qdisk,colo-port=9,direct-io-safe,no-discard,vdev=xvda,target=/a"
    assert list(disk_json(parse_disk(text)).items()) == [
        ("backend_domname", "d"), ("pdev_path", "/a"), ("vdev", "xvda"), ("backend", "qdisk"),
        ("format", "raw"), ("script", "s"), ("readwrite", 1), ("direct_io_safe", True),
        ("discard_enable", "False"), ("colo_port", 9),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", [",,hdc:cdrom", ",hdc:cdrom,r", "cdrom,vdev=hdc,target=", "format=qcow2,cdrom,vdev=hdc"]
)
def test_a_drive_without_a_medium(text):
    made = disk_json(parse_disk(text))
    made.pop("pdev_path", None)
    assert made == {"vdev": "hdc", "format": "empty", "removable": 1, "is_cdrom": 1}


def test_a_disk_again_after_cdrom():
    made = disk_json(parse_disk("cdrom,devtype=disk,vdev=xvda,target=/a"))
    assert made == {"pdev_path": "/a", "vdev": "xvda", "format": "raw", "readwrite": 1}


def test_vif_leaves_defaults_out():
    assert vif_json(parse_vif("")) == {}
    assert vif_json(parse_vif(""), 3) == {"devid": 3}
    assert vif_json(parse_vif("devid=4294967295"), 3) == {}
    assert vif_json(parse_vif("mtu=0,mac=0:0:0:0:0:0,rate=1b/s")) == {"rate_interval_usecs": 50000}


def test_vif_takes_xl_confs_defaults():
    defaults = {"script": "vif-route", "bridge": "br7"}
    assert list(vif_json(parse_vif("bridge=b,type=ioemu,trusted"), 0, defaults).items()) == [
        ("devid", 0), ("bridge", "b"), ("script", "vif-route"), ("nictype", "vif_ioemu"),
        ("trusted", "True"),
    ]  # fmt: skip
