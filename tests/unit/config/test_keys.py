"""What reading by rows says: the kind, the words, the limits and the type of domain."""

from __future__ import annotations

import json

import pytest

from xlpy.config.exit_order import exit_code
from xlpy.config.keys import Key, rows
from xlpy.config.load import load
from xlpy.config.model import GROUPS, DomainConfig
from xlpy.config.reader import cut
from xlpy.errors import ConfigError
from xlpy.syntax.parser import parse
from xlpy.syntax.source import Source

from .reading import read, seen


def said(keys: str, type_: str = "hvm"):
    return seen(read(f'name="t";type="{type_}"\n{keys}\n')[1])


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("usb='yes'", 'usb is not a number: "yes"'),
        ("soundhw=['hda']", "soundhw is a list, one value is expected"),
        ("spiceport='x'", 'spiceport is not a number: "x"'),
        ("dtdev='/a'", "dtdev is one value, a list is expected"),
        ("vga=['std']", "vga is a list, one value is expected"),
        ("serial='pty'\nspiceport=4294967297", "spiceport 4294967297 does not fit; libxl gets 1"),
        ("maxmem=18014398509481985", "maxmem 18014398509481985 does not fit; libxl gets 1024 KiB"),
        ("maxvcpus=4294967298", "maxvcpus 4294967298 does not fit; libxl gets 2"),
        ("tsc_mode=2", 'tsc_mode 2 means "native"'),
        ("e820_host=1", "e820_host is read for PV domains only, and this one is hvm; it has no effect"),
        ("smbios=['a=b']", "smbios has no effect before Xen 4.18"),
        ("vncviewer=1", "vncviewer has no effect"),
        ("bootloader_args='a b'", "bootloader_args is one text; it is cut at blanks"),
        ("viridian='x'", 'viridian is not a number: "x"'),
        ("rdm=['x']", "rdm is a list, so it is ignored"),
        ("irqs='5'", "irqs is one value, so it is ignored"),
        ("bios_path_override='/b'", "bios_path_override is given without bios"),
        ("kernel='/x/hvmloader'", "hvmloader is no kernel; it is ignored"),
    ],
)  # fmt: skip
def test_what_has_no_effect_draws_a_warning(keys, text):
    (last,) = said(keys)
    assert last[0] == "warning"
    assert last[2] == text


@pytest.mark.parametrize(
    ("keys", "text", "place", "code"),
    [
        ("hdtype='scsi'", 'hdtype "scsi" is unknown', "2:8", 1),
        ("vendor_device='x'", 'vendor_device "x" is unknown', "2:15", 3),
        ("max_grant_frames='x'", 'max_grant_frames is not a number: "x"', "2:18", 1),
        ("max_grant_frames=2147483648", "max_grant_frames is 2147483648", "2:18", 1),
        ("mmio_hole=255", "mmio_hole is 255 MiB", "2:11", 1),
        ("tsc_mode=4", 'tsc_mode "4" is unknown', "2:10", 1),
        ("gfx_passthru='x'", 'gfx_passthru "x" is unknown', "2:14", 1),
        ("ms_vm_genid='x'", 'ms_vm_genid "x" is unknown', "2:13", 1),
        ("mca_caps=['lmce','x']", 'mca_caps has no "x"', "2:18", 3),
        ("mca_caps='lmce'", "mca_caps is one value, a list is expected", "2:10", 3),
        ("mca_caps=[['x']]", "an item of mca_caps is a list", "2:11", 1),
        ("viridian=['base',['x']]", "item 1 of viridian is a list", "2:18", 1),
        ("device_model_args='x'", "device_model_args is one value, a list is expected", "2:19", 3),
        ("bootloader_args=' '", "bootloader_args has no words", "2:17", 1),
        ("vnclisten='::1'\nvncdisplay=2", "vnclisten and vncdisplay both give a display", "2:11", 1),
    ],
)  # fmt: skip
def test_what_ends_xl_is_an_error_with_its_status(keys, text, place, code):
    (problem,) = read(f'name="t";type="hvm"\n{keys}\n')[1]
    assert seen((problem,)) == [("error", place, text)]
    assert problem.exit_code == code
    assert problem.hint


def test_a_pv_domain_has_no_timer_mode():
    (problem,) = read('name="t"\ntimer_mode="zz"\n')[1]
    assert (problem.text, problem.exit_code) == ("a PV domain has no timer_mode", 3)
    assert [level for level, *_ in said("timer_mode=['x']", "pv")] == ["warning"]


def test_the_caret_stands_below_what_is_wrong_in_a_spec():
    (problem,) = read('name="t"\nirqs=["5x"]\n')[1]
    assert (problem.line, problem.column, problem.severity) == (2, 9, "error")


def refusal(text: str) -> ConfigError:
    with pytest.raises(ConfigError) as found:
        load(parse(Source("t.cfg", text.encode())).by_key)
    return found.value


@pytest.mark.parametrize(
    ("keys", "code", "count"),
    [
        ("tee='x'\nvga='x'", 1, 2),
        ("vga='x'\ntee='x'", 1, 2),
        ("vendor_device='x'\nvuart='x'", 1, 2),
        ("viridian=['x']\nvga='x'", 3, 2),
        ("viridian=['x']\nbios='x'\nmmio_hole=1", 1, 3),
        ("vga='x'\ndevice_model_args='x'", 3, 2),
    ],
)
def test_the_status_is_that_of_xls_first_error_and_all_are_told(keys, code, count):
    found = refusal(f'name="t";type="hvm"\n{keys}\n')
    assert (found.exit_code, len(found.problems)) == (code, count)


def test_without_errors_the_status_is_that_of_any_refusal():
    assert exit_code([]) == 1


@pytest.mark.parametrize(
    ("number", "bits", "kept"),
    [(-1, 32, 4294967295), (4294967295, -32, -1), (1 << 32, -32, 0), (-1024, 64, (1 << 64) - 1024),
     (1 << 31, -32, -(1 << 31)), (5, -32, 5)],
)  # fmt: skip
def test_numbers_are_cut_as_c_cuts_them(number, bits, kept):
    assert cut(number, bits) == kept


def test_words_may_have_any_case_where_libxl_says_so():
    made, _ = read('name="t";type="hvm"\nhdtype="AHCI"\ntimer_mode="ONE_missed_tick_pending"\n')
    assert (made.hdtype, made.timer_mode) == ("ahci", "one_missed_tick_pending")
    assert [level for level, *_ in said('vga="QXL"')] == ["error"]


FULL = """
name="t";type="hvm";memory=64;vcpus=1;cpus="0";hap=1;seclabel="s";passthrough="enabled";cap=40
cpuid="host,tm=0";max_grant_frames=5;kernel="/k";bootloader_args=["a"];bios="ovmf";on_crash="preserve"
tsc_mode="native";localtime=1;viridian=["base"];ms_vm_genid="generate";mca_caps=["lmce"];vnc=1
vga="qxl";gfx_passthru="igd";spice=1;serial=["pty"];usbdevice="tablet";device_model_args=["-x"]
rdm="strategy=host";dtdev=["/a"];ioports=["70"];irqs=[5];iomem=["1,2"];tee="optee"
vnuma=[["pnode=0","size=64","vcpus=0","vdistances=10"]]
"""


def test_our_readers_give_what_the_model_would_accept():
    made, problems = read(FULL)
    assert made is not None, problems
    values = {name: value for name, value in vars(made).items() if value is not None}
    assert DomainConfig.model_validate(values).model_dump() == made.model_dump()


def test_a_configuration_cannot_be_changed():
    made, _ = read('name="t"\n')
    with pytest.raises(ValueError, match="frozen"):
        made.spice = True


def test_the_schema_has_the_rows():
    schema = json.loads(json.dumps(DomainConfig.model_json_schema()))
    row = schema["properties"]["hdtype"]["x-xl-key"]
    assert (row["name"], row["words"]) == ("hdtype", {"ide": "ide", "ahci": "ahci"})


def test_every_key_is_in_one_group():
    grouped = [row.name for group in GROUPS for row in rows(group)]
    assert sorted(grouped) == sorted(row.name for row in rows(DomainConfig))


@pytest.mark.parametrize(
    ("since", "later"),
    [("4.1", False), ("4.17", False), ("4.18", True), ("5.0", True), ("the series", False)],
)
def test_what_came_later(since, later):
    assert Key(name="x", kind="string", meaning="x", since=since).later is later
