"""The display adapter, the hole for devices, serial ports, VNC and HAP; and where JSON has them."""

from __future__ import annotations

import pytest

from xlpy.config.libxl_json import domain_config

from .reading import read, seen

PLAIN = {"vga": {}, "vnc": {}, "sdl": {}, "spice": {}, "rdm": {}}


def config(keys: str, type_: str = "hvm"):
    made, problems = read(f'name="t"\n{keys}\ntype="{type_}"\n')
    assert made is not None, problems
    return made


def printed(keys: str, type_: str = "hvm"):
    return domain_config(config(keys, type_), ())


@pytest.mark.parametrize(
    ("keys", "fields"),
    [
        ("", {}),
        ('vga="stdvga"', {"vga": {"kind": "std"}}),
        ('vga="cirrus"', {"vga": {"kind": "cirrus"}}),
        ('vga="none"', {"vga": {"kind": "none"}}),
        ('vga="qxl"', {"vga": {"kind": "qxl"}}),
        ("stdvga=1", {"vga": {"kind": "std"}}),
        ("stdvga=0", {"vga": {"kind": "cirrus"}}),
        ('stdvga=1\nvga="cirrus"', {"vga": {"kind": "cirrus"}}),
        ("vnc=0", {"vnc": {"enable": "False"}}),
        ("vnc=2", {"vnc": {"enable": "True"}}),
        ("mmio_hole=256", {"mmio_hole_memkb": 262144}),
        ("mmio_hole=3840", {"mmio_hole_memkb": 3932160}),
        ("serial='pty'", {"serial": "pty"}),
        ("serial=''", {"serial": ""}),
        ("serial=['pty',['x'],'null']", {"serial_list": ["pty"]}),
        ("serial=['pty','null']", {"serial_list": ["pty", "null"]}),
        ("serial=[]", {}),
    ],
)
def test_an_hvm_domain(keys, fields):
    assert printed(keys)["b_info"]["type.hvm"] == PLAIN | fields


def test_the_order_is_libxls():
    made = printed("serial='pty'\nmmio_hole=256\nvnc=1")["b_info"]["type.hvm"]
    assert list(made) == ["mmio_hole_memkb", "vga", "vnc", "sdl", "spice", "serial", "rdm"]


@pytest.mark.parametrize("type_", ["pv", "pvh"])
def test_other_domains_have_no_use_for_most_of_them(type_):
    made = printed("vga='foo'\nstdvga='x'\nmmio_hole=1\nserial='pty'\nvideoram=4", type_)["b_info"]
    assert made[f"type.{type_}"] == {}
    assert made["video_memkb"] == 4096  # kept, though without a use


@pytest.mark.parametrize(("keys", "told"), [("", None), ("hap=0", "False"), ("hap=3", "True")])
def test_hap_stands_between_type_and_name(keys, told):
    info = printed(keys)["c_info"]
    assert info.get("hap") == told
    assert list(info)[:3] == ["type", *(["hap"] if told else []), "name", "uuid"][:3]


@pytest.mark.parametrize(("keys", "there"), [("vnc=1", True), ("vnc=0", False)])
def test_vnc_gives_a_pv_domain_a_frame_buffer(keys, there):
    made = printed(keys, "pv")
    assert made.get("vfbs") == (
        [{"devid": 0, "vnc": {"enable": "True"}, "sdl": {}}] if there else None
    )
    assert made.get("vkbs") == ([{"devid": 0}] if there else None)
    assert "vfbs" not in printed(keys, "pvh")


def test_vfb_comes_before_vnc():
    made = printed("vnc=1\nvfb=['sdl=1']", "pv")
    assert made["vfbs"] == [{"devid": 0, "vnc": {}, "sdl": {"enable": "True"}}]
    assert made["vkbs"] == [{"devid": 0}]


@pytest.mark.parametrize(
    ("keys", "size"),
    [("", 8), ("vga='cirrus'", 8), ("vga='stdvga'", 16), ("stdvga=1", 16), ("vga='qxl'", 128),
     ("vga='none'", 0), ("videoram=32", 32), ("vga='none'\nvideoram=4", 4), ("videoram='-1'", 2**54 - 1)],
)  # fmt: skip
def test_video_memory(keys, size):
    assert config(keys).video_mib == size
    assert config(keys, "pv").video_mib == config(keys, "pvh").video_mib == 0


@pytest.mark.parametrize(
    ("text", "kib"),
    [("16", 16384), ("0", 0), ("'-1'", 2**64 - 1024), ("0x7fffffffffffffff", 2**64 - 1024)],
)
def test_video_memory_is_kib_of_64_bits(text, kib):
    assert printed(f"videoram={text}")["b_info"]["video_memkb"] == kib


@pytest.mark.parametrize(
    ("keys", "text"),
    [("vga='std'", 'vga "std" is unknown'), ("vga=''", 'vga "" is unknown'), ("vga=1", 'vga "1" is unknown'),
     ("mmio_hole=255", "mmio_hole is 255 MiB"), ("mmio_hole=3841", "mmio_hole is 3841 MiB"),
     ("mmio_hole='-1'", "mmio_hole is -1 MiB")],
)  # fmt: skip
def test_what_is_refused(keys, text):
    made, problems = read(f'name="t"\n{keys}\ntype="hvm"\n')
    assert made is None
    assert [(severity, said) for severity, _, said in seen(problems)] == [("error", text)]
    assert problems[0].line == 2


@pytest.mark.parametrize("key", ["hap", "videoram", "vnc", "stdvga", "mmio_hole"])
def test_a_number_that_is_none_counts_as_absent(key):
    made, problems = read(f'name="t"\n{key}="x"\ntype="hvm"\n')
    assert [(p.severity, p.key) for p in problems] == [("warning", key)]
    assert domain_config(made, ())["b_info"]["type.hvm"] == PLAIN
