"""What is said about the small specs: where, what, and what to write instead."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

from xlpy.syntax.specs.cnumbers import ULONG_MAX, scanned_hex, signed, strtol, strtoul
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.parsed import Parsed
from xlpy.syntax.specs.pci import parse_pci

CASES = [
    # language, spec, severity, what the finding is on, part of its text, part of its hint
    ("pci", "1:2", "error", "", "a dot and the function", "BB:DD.F"),
    ("pci", "gpu", "error", "gpu", "not a PCI address", "BB:DD.F"),
    ("pci", "", "error", "", "no PCI address", "BB:DD.F"),
    ("pci", "1:20.0", "error", "20", "device 20 is too large", "0 to 1f"),
    ("pci", "1:2.9", "error", "9", "function 9 is too large", "0 to 7"),
    ("pci", "1:2.3@20", "error", "20", "slot 20 is too large", "0 to 1f"),
    ("pci", "1:2.3,permisive=1", "error", "permisive", "no permisive", "mean permissive"),
    ("pci", "1:2.3, seize=1", "error", " seize", "blank or comma", "seize="),
    ("pci", "1:2.3,,", "error", ",", "comma too many", "remove"),
    ("pci", "1:2.3,seize", "error", "seize", "no =", "seize=1"),
    ("pci", "1:2.3,seize=yes", "warning", "yes", "xl reads 0", "write 1"),
    ("pci", "1:2.3,name=a", "error", "a", "address and a name", "one of them"),
    ("pci", "vslot=3", "error", "vslot=3", "neither an address nor a name", "bdf="),
    ("pci", "bdf=1:2.3 x", "warning", " x", "ignores", "remove"),
    ("pci", "100000001:2.3", "warning", "100000001", "xl reads 1", "0 to ff"),
    ("rdm", "policy=relaxed", "warning", "relaxed", "bug in every release", "leave policy= out"),
    ("rdm", "strategy=hots", "warning", "hots", "drops the whole rdm=", "strategy=host"),
    ("rdm", "strategy=host,", "warning", ",", "comma too many", "remove"),
    ("vfb", "vnc=yes", "warning", "yes", "xl reads 0", "write 1"),
    ("vfb", "vnc=1,vncdisply=1", "warning", "vncdisply", "xl ignores it", "vncdisplay"),
    ("vfb", "vnc,sdl=1", "warning", "vnc", "all that follows", "vnc="),
    ("vfb", "vncdisplay=1x", "warning", "x", "xl reads 1", "decimal"),
    ("vfb", "vncdisplay=4294967297", "warning", "4294967297", "xl keeps 1", "decimal"),
    ("vkb", "width=5", "error", "width=5", "backend-type is needed", "backend-type=qemu"),
    ("vkb", "backend-type=qmu", "error", "qmu", "not one of qemu", "qemu"),
    ("vkb", "backend-type=qemu,feature-multi-touch=1", "error", "1", "needs a size", "multi-touch"),
    ("usbctrl", "type=xhci", "error", "xhci", "not one of auto, pv", "known here"),
    ("usbctrl", "ports =4", "error", "ports ", "blank", "without blanks"),
    ("usbdev", "hostbus=1,hostaddr=2", "warning", None, "without type=", "type=hostdev"),
    ("usbdev", "type=hostdev,hostbus=300", "warning", "300", "xl keeps 44", "0 to 255"),
    ("vtpm", "uuid=1", "error", "1", "not a UUID", "11111111-"),
    ("vtpm", "", "error", "", "needs its backend", "backend="),
    ("p9", "tag=t", "error", "tag=t", "needs path and security_model", "security_model=none"),
    ("p9", "tag=t,max-files=3", "error", "max-files", "from Xen 4.19 on", "remove"),
    ("pvcalls", "backnd=0", "error", "backnd", "no backnd", "backend"),
    ("channel", "name=c", "error", "name=c", "needs its connection", "connection=pty"),
    ("channel", "connection=socket", "error", "socket", "needs its path", "path="),
    ("channel", "connection=PTY", "error", "PTY", 'no "PTY"', "connection=pty"),
    ("channel", "connection=pty,path=/x", "warning", "/", "no path", "socket"),
    ("channel", "connection=pty,naem=x", "warning", "naem", "ignores it", "name"),
    ("vdispl", "connectors=a", "error", "a", "no connector", "WIDTHxHEIGHT"),
    ("vdispl", "connectors=a:wide", "warning", "wide", "no size", "WIDTHxHEIGHT"),
    ("vdispl", "connectors=a:5", "error", "5", "no height", "WIDTHxHEIGHT"),
    ("vdispl", "backend=0", "error", "backend=0", "at least one connector", "connectors="),
    ("vsnd", "SPEAKER", "error", "SPEAKER", "no section", "CARD, PCM or STREAM"),
    ("vsnd", "STREAM,id=0", "error", "id", "no id", "unique-id"),
    ("vsnd", "CARD,sample-formats=s16_el", "error", "s16_el", "not a word known", "s16_le"),
    ("vsnd", "CARD,sample-rates=", "error", "", "is empty", "leave it out"),
    ("ioports", "zz", "error", "zz", "hexadecimal", "3f8-3ff"),
    ("ioports", "ff-10", "warning", "ff-10", "backwards", "10-ff"),
    ("ioports", "70 -80", "warning", " -80", "ignores", "without blanks"),
    ("ioports", "ffffffff", "error", "ffffffff", "too large", "below"),
    ("irqs", "0x5", "error", "x5", "decimal", "write 5"),
    ("iomem", "fed00", "error", "", "something is missing", "START,COUNT"),
    ("iomem", "1,0", "warning", "0", "no frames", "from 1 on"),
    ("viridian", "synick", "error", "synick", "no", "synic"),
    ("viridian", "!all", "error", "all", "cannot be left out", "groups"),
    ("viridian", "Defaults", "error", "Defaults", "no", "lower case"),
    ("cpuid", "tm=0", "warning", "tm", "must begin with the word host", "host,tm=0"),
    ("cpuid", "1:eax=x", "warning", None, "must begin", "brackets"),
    ("cpuid", "host,avx5=1", "warning", "avx5", "no feature avx5", "avx"),
    ("cpuid", "host, tm=1", "warning", " tm", "blank", "tm="),
    ("cpuid", "host,lam=1", "warning", "lam", "later releases", "remove"),
    ("cpuid", "host,tm", "warning", "tm", "no value", "tm=0"),
    ("cpuid", "host,tm=on", "warning", "on", "no value for tm", "0 or 1"),
    ("cpuid", "host,eibrs=0x1", "warning", "0x1", "no value for eibrs", "0 or 1"),
    ("cpuid", "host,model=300", "warning", "300", "keeps 44", "below 256"),
    ("cpuid_line", "1:eax=xx", "warning", "xx", "2 letters instead of 32", "32 letters"),
    ("cpuid_line", "1:esp=xx", "warning", "esp=xx", "register", "eax="),
    ("cpuid_line", "eax=xx", "warning", "eax=xx", "number of a leaf", "LEAF"),
    ("cpuid_line", "1", "warning", "", "a colon is missing", "LEAF"),
    ("virtio", "type=virtio", "error", "virtio", "device is missing", "virtio,device"),
    ("smbios", "bios_vender=x", "error", "bios_vender", "no bios_vender", "bios_vendor"),
    ("smbios", "oem=", "error", "oem=", "has no text", "TYPE=TEXT"),
    ("xenstore_quota", "nodes", "error", "nodes", "no =", "NAME=NUMBER"),
    ("xenstore_quota", "nodes=1k", "error", "1k", "no number", "digits"),
    ("arm_sci", "type=smc", "error", "smc", "not one of none, scmi_smc", "scmi_smc"),
    ("bdf", "1.2", "error", "1.2", "not a PCI address", "BB:DD.F"),
]


def parse(language: str, spec: str) -> Parsed:
    parsed: Parsed = getattr(import_module(f"xlpy.syntax.specs.{language}"), f"parse_{language}")(
        spec
    )
    return parsed


@pytest.mark.parametrize(("language", "spec", "severity", "on", "text", "hint"), CASES)
def test_finding(
    language: str, spec: str, severity: str, on: str | None, text: str, hint: str
) -> None:
    (finding,) = parse(language, spec).findings
    assert finding.severity == severity
    assert text in finding.text
    assert hint in (finding.hint or "")
    if on is not None:
        assert spec[finding.offset : finding.offset + finding.width] == on


def test_several_findings_at_once() -> None:
    parsed = parse("pci", "ffff1:1ff:20.8,sieze=1")
    assert [f.text.split()[0] for f in parsed.findings[:4]] == [
        "domain",
        "bus",
        "device",
        "function",
    ]
    assert parsed.findings[4].hint == "did you mean seize?"


@pytest.mark.parametrize(
    ("language", "spec", "status"),
    [
        ("pci", "1:2.9", 6),
        ("pci", "1:2.3,rdm_policy=lax", 3),
        ("pci", "1:2.3,rdm_policy=lax,zz=1", 3),
        ("viridian", "zz", 3),
        ("vkb", "", 1),
    ],
)
def test_exit_status(language: str, spec: str, status: int) -> None:
    errors = [f for f in parse(language, spec).findings if f.severity == "error"]
    assert errors[0].exit_code == status


def test_at_most_so_many_findings() -> None:
    assert len(parse("vkb", "zz=1," * 1000).findings) == 50


def test_what_p9_takes_from_items_before() -> None:
    from xlpy.syntax.specs.p9 import parse_p9

    parsed = parse_p9("tag=u", {"tag", "path", "security_model"})
    assert parsed.ok
    assert "path and security_model from the items before" in parsed.findings[0].text


def test_canonical_address() -> None:
    assert parse_pci("1:+2.0x3").values[0].value == "0000:01:02.3"
    assert parse_pci("f:a:1F.*@0x1").values[:2] == (
        ("bdf", "000f:0a:1f.*", 0),
        ("vslot", 1, 9),
    )


def test_numbers_of_c() -> None:
    assert strtoul("0x10", 0) == (16, 4, False)
    assert strtoul("0xg", 0) == (0, 1, False)
    assert strtoul("018", 0) == (1, 2, False)
    assert strtoul("-1", 10) == (ULONG_MAX, 2, False)
    assert strtoul("9" * 10_000, 10) == (ULONG_MAX, 10_000, True)
    assert strtoul("x", 16) is None
    assert strtol("-99999999999999999999") == (-(2**63), 21, True)
    assert signed(2**31) == -(2**31)
    assert scanned_hex("0x").value == 0
    assert scanned_hex(" -0x1").value == ULONG_MAX


def test_nothing_is_built_at_import() -> None:
    code = (
        "from xlpy.config.specs import pci, vfb, vkb, cpuid, vsnd, vdispl, channel, viridian\n"
        "from xlpy.syntax.specs.grammars import _built\n"
        "from xlpy.syntax.specs.cpuid_names import names\n"
        "print(_built.cache_info().currsize, names.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "0"]


def test_a_finding_is_an_error_with_status_1_unless_said() -> None:
    assert Finding("x", 0) == ("x", 0, 1, "error", None, 1)
