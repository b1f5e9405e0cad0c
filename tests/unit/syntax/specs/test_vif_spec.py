"""What is said about a network interface: each finding's place, words and hint."""

import pytest

from xlpy.syntax.specs.vif import parse_vif, parse_vif_words
from xlpy.syntax.specs.vif_words import COLO, NAMES, OLD


def only(text):
    (finding,) = parse_vif(text).findings
    return finding, text[finding.offset : finding.offset + finding.width]


def test_an_empty_text_is_an_interface():
    assert parse_vif("") == ((), ())
    assert parse_vif(",,") == ((), ())


def test_pieces():
    assert parse_vif("mac=0:16:3e:0:0:1, bridge=a=b,untrusted,mtu=1400") == (
        (
            ("mac", "00:16:3e:00:00:01", 4),
            ("bridge", "a=b", 26),
            ("trusted", False, 30),
            ("mtu", 1400, 44),
        ),
        (),
    )


@pytest.mark.parametrize("name", sorted({*COLO, "ip", "script", "backend", "vifname", "model"}))
def test_texts(name):
    assert parse_vif(f"{name}=x").values == ((name, "x", len(name) + 1),)


@pytest.mark.parametrize("name", NAMES)
def test_the_grammar_knows_every_name(name):
    said = [finding.text for finding in parse_vif(f"{name}=1").findings]
    assert not any(text.startswith("a network interface has no") for text in said)


@pytest.mark.parametrize(
    ("text", "marked", "said", "hint"),
    [
        ("bridge=a,zork=1", "zork", "has no `zork`", "the names are bridge"),
        ("brigde=a", "brigde", "has no `brigde`", "perhaps you mean bridge"),
        ("BRIDGE=a", "BRIDGE", "has no `BRIDGE`", "perhaps you mean bridge"),
        ("bridge = a", "bridge ", "is not bridge", "no blanks around the name"),
        ("\tbridge=a", "\tbridge", "is not bridge", "no blanks around the name"),
        ("mac=1:2:3:4:5:6,bridge", "bridge", "has no value", "bridge=…"),
        ("trusted ", "trusted ", "is not trusted", "alone"),
        ("untrusted=1", "untrusted", "is not untrusted", "alone"),
        ("vlan=5", "vlan", "came with Xen 4.19", "leave it out"),
        ("  ", "  ", "empty piece", "remove"),
        ("type=x", "x", "is no type", "vif or ioemu"),
        ("type=ioemu ", "ioemu ", "is no type", "remove the blanks"),
        ("type=netfront", "netfront", "is no type", "type=vif"),
        ("mac=zz", "zz", "does not begin with a hex number", "00:16:3e"),
        ("mac=00:16:3e:zz:0:1", "zz:0:1", "keeps the first 3 of its groups", "six groups"),
        ("mac=00163e000001", "00163e000001", "without separators", "six groups"),
        ("mac=aa:bb:", "", "too few groups", "six groups"),
        ("mac=1:2:3:4:5,ip=x", ",", "too few groups", "six groups"),
        ("mac=1:2:3:4:5,bridge=b", "1:2:3:4:5", "reads on behind it: 01:02:03:04:05:0b", "all six"),
        ("mac=1:2:3:4:5:6;7", ";7", "is ignored", "remove"),
        ("mac=0:0:0:0:0:0", "0:0:0:0:0:0", "counts as none", "leave it out"),
        ("mtu=1500x", "1500x", "read as 1500", "decimal"),
        ("mtu=4294967297", "4294967297", "read as 1", "decimal"),
        ("netdev=eth0", "netdev", "old name", "gatewaydev"),
        ("accel=1", "accel", "no effect", "leave it out"),
        ("bridge=a ", " ", "belongs to the bridge", "remove the blank"),
        ("bridge=a,bridge=b", "b", "overruled", "one of them"),
        ("rate=010MB/s", "010", "is octal: 8", "leave the 0"),
        ("rate=1MB/s@019s", "019", "is octal: 1, without its unit", "leave the 0"),
        ("rate=1b/s", "1", "comes to 0 bytes", "larger"),
    ],
)
def test_one_doubt(text, marked, said, hint):
    finding, shown = only(text)
    assert finding.severity == "warning"
    assert shown == marked
    assert said in finding.text
    assert hint in (finding.hint or "")


@pytest.mark.parametrize(
    ("text", "marked", "said", "hint"),
    [
        ("mtu=x", "x", "is no number", "decimal"),
        ("devid=-1", "-1", "is no number", "decimal"),
        ("ip=1,rate=10Mb", "", "ends too early", "10MB/s"),
        ("rate=", "", "is empty", "10MB/s"),
        ("rate=10kb/s", "k", "`kb/s` does not fit here", "upper case"),
        ("rate=10Tb/s", "T", "does not fit here", "K, M or G"),
        ("rate=10 Mb/s", " ", "does not fit here", "remove the blank"),
        ("rate=10Mb/s@1h", "h", "does not fit here", "@TIME"),
        ("rate=0b/s", "0", "does not fit the rate", "1 to 4294967295"),
        ("rate=1MB/s@4295s", "4295", "does not fit the interval", "71 minutes"),
        ("rate=09MB/s", "09", "does not fit", "write 9"),
        ("rate=4294967295GB/s", "4294967295GB/s", "together are too large", "smaller"),
        ("mac=1:2:3:4:5", "1:2:3:4:5", "too few groups", "memory"),
        ("bridge=a\0b", "\0", "NUL", "remove"),
    ],
)
def test_one_error(text, marked, said, hint):
    finding, shown = only(text)
    assert finding.severity == "error"
    assert shown == marked
    assert said in finding.text
    assert hint in (finding.hint or "")
    assert parse_vif(text).values == ()


def test_on_the_command_line_a_word_is_one_piece():
    assert parse_vif_words(["bridge=a,ip=b", "ip=c"]).values == (
        ("bridge", "a,ip=b", 7),
        ("ip", "c", 17),
    )


@pytest.mark.parametrize(
    "word", ["zork", "", " bridge=a", ",bridge=a", "trusted,x", "type=x", "mac=zz"]
)
def test_on_the_command_line_doubts_are_errors(word):
    parsed = parse_vif_words(["ip=x", word])
    assert not parsed.ok
    assert parsed.findings[0].offset >= 5


def test_a_mac_may_run_on_into_the_next_word():
    assert parse_vif_words(["mac=1:2:3:4:5", "bridge=x"]).values[0][1] == "01:02:03:04:05:0b"
    assert not parse_vif_words(["bridge=x", "mac=1:2:3:4:5"]).ok


def test_a_second_mac_overlays_the_first():
    values, _ = parse_vif("mac=1:2:3:4:5:6,mac=aa:zz")
    assert values[-1][1] == "aa:02:03:04:05:06"


def test_old_words_are_told_of():
    assert all(parse_vif(f"{name}=x").findings for name in OLD)


def test_findings_have_an_end():
    assert len(parse_vif("a," * 5000).findings) == 100
