"""Where the small specs' values stand in libxl's JSON, and what a list's items share."""

from __future__ import annotations

from importlib import import_module

import pytest

from xlpy.config.specs.action_on_shutdown import action_on_shutdown_json
from xlpy.config.specs.cpuid import CPUID, cpuid_json, cpuid_list_json, known_features
from xlpy.config.specs.p9 import p9_list_json
from xlpy.config.specs.pci import PCI, pci_list_json
from xlpy.config.specs.rdm import RDM, pci_policy, rdm_json
from xlpy.config.specs.rows import SubKey
from xlpy.config.specs.smbios import SMBIOS, smbios_list_json
from xlpy.config.specs.vfb import vfb_list_json
from xlpy.config.specs.viridian import VIRIDIAN, viridian_list_json
from xlpy.config.specs.virtio import virtio_list_json
from xlpy.config.specs.vkb import vkb_list_json
from xlpy.config.specs.vsnd import VSND
from xlpy.config.specs.xenstore_quota import xenstore_quota_list_json
from xlpy.syntax.specs import (
    action_on_shutdown,
    arm_sci,
    p9,
    pci,
    pvcalls,
    smbios,
    usbctrl,
    usbdev,
    vfb,
    viridian,
    vkb,
    vsnd,
    vtpm,
)
from xlpy.syntax.specs import virtio as virtio_
from xlpy.syntax.specs.action_on_shutdown import parse_action_on_shutdown
from xlpy.syntax.specs.cpuid import parse_cpuid
from xlpy.syntax.specs.rdm import parse_rdm

TABLES = (
    "action_on_shutdown arm_sci channel cpuid iomem ioports irqs p9 pci pvcalls rdm smbios usbctrl usbdev"
    " vdispl vfb viridian virtio vkb vsnd vtpm xenstore_quota"
).split()


def table(name: str) -> tuple[SubKey, ...]:
    rows: tuple[SubKey, ...] = getattr(import_module(f"xlpy.config.specs.{name}"), name.upper())
    return rows


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_complete(name: str) -> None:
    rows = table(name)
    assert len({row.name for row in rows}) == len(rows)
    for row in rows:
        assert row.kind
        assert row.since
        assert row.meaning.endswith(".")
        assert row.json or row.name == "host"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("action_on_shutdown", dict.fromkeys(action_on_shutdown.ACTIONS)),
        ("arm_sci", arm_sci.ARM_SCI.words),
        ("p9", {**p9.P9.words, **p9.P9.later}),
        ("pci", dict.fromkeys(pci.KNOWN)),
        ("pvcalls", pvcalls.PVCALLS.words),
        ("smbios", dict.fromkeys(smbios.TYPES)),
        ("usbctrl", usbctrl.USBCTRL.words),
        ("usbdev", usbdev.USBDEV.words),
        ("vfb", vfb.VFB.words),
        ("viridian", dict.fromkeys([*viridian.GROUPS, "all", "defaults"])),
        ("virtio", virtio_.VIRTIO.words),
        ("vkb", vkb.VKB.words),
        ("vtpm", vtpm.VTPM.words),
    ],
)
def test_table_and_parser_know_the_same_words(name: str, words: dict[str, object]) -> None:
    assert {row.name for row in table(name)} == set(words)


def test_vsnd_table_and_parser_know_the_same_words() -> None:
    words = {
        f"{name.upper()} {word}"
        for name, section in vsnd.SECTIONS.items()
        for word in section.words
    }
    assert {row.name for row in VSND} == words


def test_flags_of_pci_come_from_the_keys_of_the_domain() -> None:
    listed = pci_list_json(["1:2.3", "1:2.4,permissive=0,seize=1"], permissive=1)
    assert [each.get("permissive") for each in listed.json] == [True, None]
    assert [each.get("seize") for each in listed.json] == [None, True]


def test_policy_of_pci_comes_from_rdm() -> None:
    assert pci_policy(None) == "invalid"
    assert pci_policy(parse_rdm("strategy=host")) == "strict"
    assert pci_policy(parse_rdm("policy=relaxed")) == "invalid"
    (device,) = pci_list_json(["1:2.3"], rdm_policy="invalid").json
    assert "rdm_policy" not in device


def test_rdm() -> None:
    assert rdm_json(parse_rdm("strategy=host")) == {"strategy": "host", "policy": "strict"}
    assert rdm_json(parse_rdm("policy=zz")) == {"policy": "strict"}
    assert rdm_json(parse_rdm("strategy=host,policy=strict")) == {}


def test_framebuffers_bring_keyboards() -> None:
    screens = vfb_list_json(["vnc=1", ""])
    assert screens.vkbs == [{"devid": 0}, {"devid": 1}]
    own = vkb_list_json(["backend-type=linux"], before=len(screens.vkbs))
    assert own.json == [{"devid": 2, "backend_type": "linux"}]


def test_keys_of_a_pv_domain_make_a_framebuffer_if_no_list_does() -> None:
    top = {"vnc": 1, "vncdisplay": 3, "vncunused": 0, "keymap": "de"}
    assert vfb_list_json([], top=top).vfbs == [
        {
            "devid": 0,
            "vnc": {"enable": "True", "display": 3, "findunused": "False"},
            "sdl": {},
            "keymap": "de",
        }
    ]
    assert vfb_list_json(["sdl=1"], top=top).vfbs[0]["vnc"] == {}


def test_p9_items_inherit() -> None:
    listed = p9_list_json(["tag=a,path=/a,security_model=none,backend=d", "tag=b"])
    assert listed.ok
    assert listed.json[1] == {
        "backend_domname": "d",
        "tag": "b",
        "path": "/a",
        "security_model": "none",
    }


def test_viridian_groups_move_between_the_maps() -> None:
    assert viridian_list_json(["!base", "base", "freq", "!freq"]).json == {
        "viridian_enable": [0],
        "viridian_disable": [1],
    }
    assert viridian_list_json(["defaults"]).json == {"viridian": "True"}
    assert len(viridian_list_json(["all"]).json["viridian_enable"]) == 64


def test_cpuid_names_of_a_leaf_add_up() -> None:
    json = cpuid_json(parse_cpuid("host,sse3=0,maxleaf=5,tm=1,sse3=k"))
    assert [leaf["leaf"] for leaf in json["cpuid"]] == [1, 0]
    assert json["cpuid"][0]["ecx"] == "x" * 31 + "k"
    assert json["msr"] == []


@pytest.mark.parametrize(
    ("value", "letters"),
    [
        ("15", "xxxx00000000xxxxxxxx1111xxxxxxxx"),
        ("23", "xxxx00001000xxxxxxxx1111xxxxxxxx"),
        ("256", "xxxx01110001xxxxxxxx1111xxxxxxxx"),
        ("k", "xxxx00000000xxxxxxxxkkkkxxxxxxxx"),
    ],
)
def test_family_has_two_places(value: str, letters: str) -> None:
    json = cpuid_json(parse_cpuid(f"host,family={value}"))
    assert json["cpuid"] == [{"leaf": 1, "eax": letters}]


def test_cpuid_lines_of_a_leaf_add_up() -> None:
    ones = "1" * 32
    json, findings = cpuid_list_json([f"1:eax={ones}", "-1:", f"1:ebx={ones},zz", "x"])
    assert json["cpuid"] == [{"leaf": 1, "eax": ones, "ebx": ones}]
    assert [len(each) for each in findings] == [0, 1, 1, 1]


def test_features_are_listed() -> None:
    assert len(known_features()) == 274


def test_keys_of_later_releases() -> None:
    assert virtio_list_json(
        ["type=virtio,device22,transport=mmio,grant_usage=1,backend=0"]
    ).json == [
        {
            "backend_domname": "0",
            "type": "virtio,device22",
            "transport": "mmio",
            "grant_usage": "True",
            "devid": 0,
        }
    ]
    assert xenstore_quota_list_json(["nodes=10", "x=0x10"]).json == [
        {"name": "nodes", "val": 10},
        {"name": "x", "val": 16},
    ]
    assert smbios_list_json(["bios_vendor=x", "oem=b=c"]).json == [
        {"key": "bios_vendor", "value": "x"},
        {"key": "oem", "value": "b=c"},
    ]


def test_a_hundredth_oem_string_is_refused() -> None:
    listed = smbios_list_json(["oem=x"] * 100)
    assert not listed.ok
    assert not any(listed.findings[:99])
    assert SMBIOS[-1].name == "oem"


def test_tables_are_not_empty() -> None:
    assert all((PCI, RDM, VIRIDIAN, CPUID))


@pytest.mark.parametrize(
    ("word", "json"),
    [
        ("destroy", None),
        ("restart", "restart"),
        ("rename-restart", "restart_rename"),
        ("preserve", "preserve"),
        ("coredump-destroy", "coredump_destroy"),
        ("coredump-restart", "coredump_restart"),
        ("soft-reset", "soft_reset"),
    ],
)
def test_actions(word: str, json: str | None) -> None:
    parsed = parse_action_on_shutdown(word)
    assert parsed.ok
    assert action_on_shutdown_json(parsed) == json
    (finding,) = parse_action_on_shutdown(word.upper()).findings
    assert finding.hint == f"did you mean {word}?"
