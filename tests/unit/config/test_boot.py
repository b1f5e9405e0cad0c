"""Firmware, kernel and command line; the display of a PV domain."""

from __future__ import annotations

import pytest

from xlpy.config.libxl_json import domain_config
from xlpy.config.load import LoadOptions

from .reading import read, seen


def made(keys: str, type_: str = "hvm"):
    config, problems = read(f'name="t";type="{type_}"\n{keys}\n')
    assert config is not None, problems
    return config


@pytest.mark.parametrize(
    ("firmware", "bios", "image"),
    [
        ("seabios", "seabios", None), ("OVMF", "ovmf", None), ("uefi", "ovmf", None),
        ("u", "ovmf", None), ("", "ovmf", None), ("bios", None, None), ("b", None, None),
        ("/x", None, "/x"), ("rom", None, "rom"), ("unknown", "unknown", None),
    ],
)  # fmt: skip
def test_firmware_of_an_hvm_domain(firmware, bios, image):
    config = made(f'firmware="{firmware}"')
    assert (config.bios, config.firmware_override) == (bios, image)


def test_firmware_wins_over_what_it_stands_for():
    config = made('bios="ovmf"\nfirmware="rombios"\nfirmware_override="/f"')
    assert (config.bios, config.firmware_override) == ("rombios", "/f")
    assert made('firmware_override="/f"\nfirmware="/p"').firmware_override == "/p"
    assert made('bios="ovmf"\nfirmware="bios"').bios == "ovmf"


@pytest.mark.parametrize("type_", ["pv", "pvh"])
def test_firmware_of_other_domains_is_a_kernel(type_):
    assert made('firmware="pvgrub64"', type_).kernel == "/usr/lib/xen-4.17/boot/pvgrub64.bin"
    for keys in ('firmware="ovmf"', 'kernel="/k"\nfirmware="pvgrub64"'):
        config, problems = read(f'name="t";type="{type_}"\n{keys}\n')
        assert config is None
        assert [problem.key for problem in problems] == ["firmware"]


@pytest.mark.parametrize(
    ("keys", "bootable"),
    [("", False), ("kernel=''", True), ("bootloader='b'", True), ("firmware='pvgrub64'", True)],
)
def test_a_host_that_boots_wants_a_kernel(keys, bootable):
    options = LoadOptions(kernel_required=True)
    config, problems = read(f'name="t"\n{keys}\n', options=options)
    assert (config is not None) is bootable
    if not bootable:
        assert seen(problems) == [("error", "0:0", "a pv domain needs a kernel or a bootloader")]
    assert read('name="t";type="hvm"\n', options=options)[0] is not None


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ("root='/r'", "root=/r"), ("root='/r'\nextra='ro'", "root=/r ro"), ("extra='q'", "q"),
        ("root=''\nextra=''", "root= "), ("cmdline=''\nextra='e'", ""), ("extra=['x']", None),
    ],
)  # fmt: skip
def test_the_command_line(keys, line):
    printed = domain_config(made(keys), ())["b_info"]
    assert printed.get("cmdline") == line


def test_the_display_of_a_pv_domain():
    config = made("vnc=1\nvnclisten='0.0.0.0'\nvncdisplay=3\nsdl=0\nkeymap='de'", "pv")
    printed = domain_config(config, ())
    assert printed["vfbs"] == [
        {
            "devid": 0, "vnc": {"enable": "True", "listen": "0.0.0.0", "display": 3},
            "sdl": {"enable": "False"}, "keymap": "de",
        }
    ]  # fmt: skip
    assert printed["vkbs"] == [{"devid": 0}]
    assert list(printed) == ["c_info", "b_info", "vfbs", "vkbs", "on_reboot", "on_soft_reset"]


def test_keys_of_a_display_that_a_pv_domain_does_not_have():
    config, problems = read('name="t"\nvnclisten="::1"\nvncdisplay=2\n')
    assert "vfbs" not in domain_config(config, ())
    assert [text for *_, text in seen(problems)] == [
        "vnclisten has no effect in a PV domain without vnc=1",
        "vncdisplay has no effect in a PV domain without vnc=1",
    ]


@pytest.mark.parametrize(
    ("keys", "building", "running"),
    [("", None, None), ("seclabel='s'", "s", None), ("init_seclabel=''", "", None),
     ("init_seclabel='i'\nseclabel='s'", "i", "s")],
)  # fmt: skip
def test_security_labels(keys, building, running):
    printed = domain_config(made(keys), ())
    assert printed["c_info"].get("ssid_label") == building
    assert printed["b_info"].get("exec_ssid_label") == running
