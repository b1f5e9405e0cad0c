"""Lists of devices: what is read, and where in the file a message points."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from xlpy.config.devices_json import devices_json
from xlpy.config.fields.devices import SPECS
from xlpy.config.keys import rows
from xlpy.config.model import DomainConfig

from .reading import read, seen

ITEM = {
    "disk": '"/a,raw,xvda"',
    "vif": '"bridge=b"',
    "vfb": '"vnc=1"',
    "vkb": '"backend-type=qemu"',
    "vtpm": '"backend=d"',
    "p9": '"tag=t,path=/p,security_model=none"',
    "pvcalls": '"backend=d"',
    "vdispl": '"connectors=i:1x2"',
    "vsnd": '["CARD,short-name=s"]',
    "channel": '"connection=pty,name=n"',
    "usbctrl": '"type=pv"',
    "usbdev": '"type=hostdev,hostbus=1,hostaddr=2"',
    "pci": '"01:00.0"',
}
"""An item of each key that real xl takes."""
READ = [row for row in rows(DomainConfig) if row.kind == SPECS and row.json and not row.later]


def config(text):
    made, problems = read(f'name="t"\n{text}\n')
    assert made is not None, problems
    return made


def said(text):
    return seen(read(f'name="t"\n{text}\n')[1])


def printed(text):
    return json.loads(json.dumps(devices_json(config(text))))


def test_every_list_has_an_example():
    assert {row.name for row in READ} == ITEM.keys()


@pytest.mark.parametrize("row", READ, ids=lambda row: row.name)
def test_an_item_is_read_and_written(row):
    made = printed(f"{row.name}=[{ITEM[row.name]}]")
    assert len(made[row.json]) == 1
    assert printed(f"{row.name}=[]") == {}


@pytest.mark.parametrize("row", READ, ids=lambda row: row.name)
def test_one_text_is_no_list(row):
    text = f'{row.name}="x"'
    problem = f"{row.name} is one value, so it is ignored"
    assert said(text) == [("warning", f"2:{len(row.name) + 2}", problem)]
    assert printed(text) == {}


@pytest.mark.parametrize("key", sorted(ITEM.keys() - {"vsnd"}))
def test_a_list_inside_ends_the_list(key):
    text = f'{key}=[{ITEM[key]},[],"%wrong%"]'
    column = len(f"{key}=[{ITEM[key]},") + 1
    problem = "item 1 is a list; xl ignores it and all that follow"
    assert said(text) == [("warning", f"2:{column}", problem)]


def test_sound_cards_are_lists_and_their_items_are_none():
    assert said('vsnd=["CARD"]')[0] == ("error", "2:7", "card 0 of vsnd is no list")
    problem = "item 1 is a list; xl ignores it and all that follow"
    assert said('vsnd=[["CARD",["PCM"]]]') == [("warning", "2:15", problem)]
    made = printed('vsnd=[["CARD",["PCM"]], []]')["vsnds"]
    assert made == [{"devid": 0, "params": {}}, {"devid": 1, "params": {}}]


def test_vif2_has_no_effect():
    assert said('vif2=["x"]') == [("warning", "2:1", "vif2 has no effect")]
    assert printed('vif2=["x"]') == {}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('disk=["/a,raw,xvda,x"]', "2:20"),
        ("disk=['/a,raw,xvda,x']", "2:20"),
        ('disk=["/a,raw,xvda", "/b,zz,xvdb"]', "2:26"),
        ('disk=["/a,raw,xvda"]\ndisk+=["/b,zz,xvdb"]', "3:12"),
        ('disk=[\n "/a,raw,xvda",\n "/b,zz,xvdb"]', "4:6"),
        ('disk=["/é,zz,xvdb"]', "2:11"),
        (r'disk=["/\"a,zz,xvdb"]', "2:7"),  # escapes: the whole item
        ('vsnd=[["CARD", "PCM,nme=x"]]', "2:21"),
        ('pci=["01:00.0,permissive"]', "2:15"),
        ('vtpm=[""]', "2:8"),
    ],
)
def test_a_message_points_into_the_item(text, place):
    assert [at for level, at, _ in said(text) if level == "error"] == [place]


def test_every_mistake_is_told():
    text = 'disk=["/a,zz,xvda","/b,raw"]\nvkb=["x"]\npci=["y"]\nusbctrl=["type=z"]'
    assert [level for level, *_ in said(text)].count("error") >= 5


@pytest.mark.parametrize(
    ("keys", "flags"),
    [
        ("", {}),
        ("pci_permissive=1\npci_seize=5", {"permissive": True, "seize": True}),
        ("pci_msitranslate=0\npci_power_mgmt='-1'", {"power_mgmt": True}),
        ("pci_seize=4294967296", {}),
    ],
)
def test_keys_say_what_pci_specs_leave_open(keys, flags):
    made = printed(f'pci=["01:00.0","02:00.0,seize=0,permissive=0,power_mgmt=0"]\n{keys}')
    first, second = made["pcidevs"]
    assert first == {"bus": 1, "vfunc_mask": 1, **flags, "rdm_policy": "strict"}
    assert second == {"bus": 2, "vfunc_mask": 1, "rdm_policy": "strict"}


def test_a_pci_device_changes_the_memory_map_of_a_pv_domain():
    assert printed('pci=["01:00.0"]\ne820_host=0')["b_info.type.pv.e820_host"] == "True"
    made = printed('type="hvm"\npci=["01:00.0"]')
    assert made == {"pcidevs": [{"bus": 1, "vfunc_mask": 1}]}
    made = printed('type="hvm"\npci=["01:00.0"]\nrdm="strategy=host"')
    assert made["pcidevs"][0]["rdm_policy"] == "strict"


def test_framebuffers_bring_keyboards_that_come_first():
    made = printed('vkb=["backend-type=linux"]\nvfb=["sdl=1",""]')
    assert [board["devid"] for board in made["vkbs"]] == [0, 1, 2]
    assert made["vkbs"][2]["backend_type"] == "linux"
    assert [screen["devid"] for screen in made["vfbs"]] == [0, 1]


def test_keys_of_the_display_have_no_effect_beside_vfb():
    problem = "sdl has no effect in a PV domain beside vfb"
    assert said("sdl=1\nvnc=1\nvfb=['']") == [("warning", "2:1", problem)]
    assert said("sdl=1\nvnc=1\nvfb=[]") == []


def test_shares_take_over_what_they_leave_out():
    made = printed(f'p9=[{ITEM["p9"]},"tag=u"]')["p9s"]
    assert made[1] == {"tag": "u", "path": "/p", "security_model": "none"}


def test_grammars_are_loaded_for_devices_only():
    code = (
        "import sys; from xlpy.cli.main import run; run(['create', '-n', *sys.argv[1:]]);"
        " print(*(name for name in sys.modules if '.specs.' in name), file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, "/dev/null", 'name="a"', 'kernel="/k"']
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert ".specs." not in done.stderr
