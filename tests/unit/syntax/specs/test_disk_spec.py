"""What is said about a disk: each finding's place, words and hint."""

import pytest

from xlpy.syntax.specs.disk import parse_disk, parse_disk_words
from xlpy.syntax.specs.disk_words import FLAGS, NAMES
from xlpy.syntax.specs.parsed import SubSetting


def errors(text):
    return [f for f in parse_disk(text).findings if f.severity == "error"]


def only(text):
    (finding,) = parse_disk(text).findings
    return finding, text[finding.offset : finding.offset + finding.width]


def test_pieces_by_place():
    assert parse_disk("/a,qcow2,xvda,r") == (
        (
            SubSetting("target", "/a", 0),
            SubSetting("format", "qcow2", 3),
            SubSetting("vdev", "xvda", 9),
            SubSetting("access", "r", 14),
        ),
        (),
    )


def test_target_takes_the_rest():
    values, findings = parse_disk("vdev=xvda,discard,target=/a,b=c,")
    assert values[-1] == ("target", "/a,b=c", 25)
    assert values[1] == ("discard", True, 10)
    assert not findings


def test_prefixes_may_stack():
    values, _ = parse_disk("tap2:aio:iscsi:x,xvda")
    assert values == (("script", "block-iscsi", 9), ("target", "x", 15), ("vdev", "xvda", 17))


@pytest.mark.parametrize(
    ("text", "marked", "said", "hint"),
    [
        ("/a,xvda,w", "xvda", "where the format is expected", "/a,,xvda"),
        ("/a,RAW,xvda", "RAW", "is no format", "perhaps you mean raw"),
        ("/a,raw ,xvda", "raw ", "is no format", "remove the blanks around raw"),
        ("/a,,xvda,x", "x", "is no access", "r, ro, w, rw"),
        ("phy:/a,raw,xvda", "xvda", "is no access", "no place for a format"),
        ("/a,,xvda,w,discrad", "discrad", "one piece too many", "perhaps you mean discard"),
        ("/a,,xvda,w,,", ",", "one piece too many", "remove the comma"),
        ("/a,,hdc:cd", "cd", "not a type of device", ":cdrom"),
        ("vdev=xvda,foo=1,target=/a", "foo", "has no `foo`", "the names are"),
        ("vdev=xvda,mode=w,target=/a", "mode", "has no `mode`", "perhaps you mean access"),
        ("vdev=xvda,trusted=1,target=/a", "trusted", "has no", "came with Xen 4.19"),
        ("vdev=xvda,discard=1,target=/a", "discard", "has no", "stands alone"),
        ("vdev=xvda,direct_io_safe=1,target=/a", "direct_io_safe", "has no", "direct-io-safe"),
        ("/a=b,,xvda", "=", "without a known name", "target=…"),
        ("http://x/y,,xvda", "http:", "not a prefix", "behind target="),
        ("fil:/a,xvda", "fil:", "not a prefix", "perhaps you mean file:"),
        ("vdev=xvda,vdev=xvdb,target=/a", "xvdb", "the vdev is `xvda` already", "one of them"),
        ("nbd:/a,xvda,script=s", "s", "the script is `block-nbd` already", "the prefix sets"),
        ("vdev=xvda,colo-port=x,target=/a", "x", "not a port", "1 to 65535"),
        ("devtype=cd,vdev=xvda,target=/a", "cd", "is no devtype", "disk, cdrom"),
        ("backendtype=loop,vdev=xvda,target=/a", "loop", "is no backendtype", "phy, tap"),
        ("/a", "", "no device name", "vdev=xvda"),
        ("target=/a,vdev=xvda", "", "no device name", "put it last"),
        ("vdev=xvda", "", "no target", "target=…"),
        ("/a\0,,xvda", "\0", "NUL", "remove"),
    ],
)
def test_one_error(text, marked, said, hint):
    (finding,) = errors(text)
    assert text[finding.offset : finding.offset + finding.width] == marked
    assert said in finding.text
    assert hint in (finding.hint or "")
    assert finding.exit_code == 1
    assert parse_disk(text).values == ()


def test_several_errors_at_once():
    found = errors("format=zork,access=q,vdev=a,vdev=b,foo=1,target=/a")
    assert [f.offset for f in found] == [7, 19, 33, 35]


def test_nothing_at_all():
    assert [f.text for f in errors("")] == ["no device name (vdev) is given", "no target is given"]


def test_where_the_scanner_breaks_down():
    found = errors("/a,zz,xvda,X=\n")
    assert (found[0].exit_code, found[0].offset) == (2, 12)


@pytest.mark.parametrize(
    ("text", "marked", "said"),
    [
        ("vdev=/dev/xvda,target=/a", "/dev/xvda", "not a device name libxl knows"),
        ("vdev=xvda ,target=/a", "xvda ", "not a device name"),
        ("vdev=xvda,trusted", "trusted", "taken as the target"),
        ("vdev=xvda,vdev", "vdev", "taken as the target"),
        ("vdev=xvda,target=/a,format=raw", "format", "part of the target"),
        ("vdev=xvda,script=s ,target=/a", " ", "belongs to the script"),
        ("vdev=xvda,target=/a ", " ", "belongs to the target"),
        ("vdev=xvda,target=", None, "the target is empty"),
        ("/a,empty,xvda", None, "without a medium"),
        ("cdrom,format=qcow2,vdev=hdc", None, "does not count"),
        ("cdrom,access=rw,vdev=hdc,target=/a", None, "read-only all the same"),
        ("access=r,access=w,vdev=xvda,target=/a", None, "overruled"),
        ("vdev=xvda,cdrom=", "=", "ignored"),
        ("vdev=xvda,colo-port=80x,target=/a", "80x", "read as port 80"),
        ("vdev=xvda,colo-port=4294967297,target=/a", "4294967297", "read as port 1"),
    ],
)
def test_one_doubt(text, marked, said):
    finding, shown = only(text)
    assert finding.severity == "warning"
    assert said in finding.text
    assert marked in (None, shown)


def test_words_share_what_they_say():
    values, findings = parse_disk_words(["vdev=xvda", "target=/a,b", "discard"])
    assert values == (("vdev", "xvda", 5), ("target", "/a,b", 17), ("discard", True, 22))
    assert not findings
    (finding,) = parse_disk_words(["vdev=xvda", "target=/a", "foo=1"]).findings
    assert finding.offset == len("vdev=xvda target=/a ")


@pytest.mark.parametrize("name", NAMES)
def test_the_grammar_knows_every_name(name):
    said = [f.text for f in parse_disk(name if name in FLAGS else f"{name}=raw").findings]
    assert not any(text.startswith("a disk has no") for text in said)


def test_findings_have_an_end():
    assert len(parse_disk("access=x," * 5000).findings) == 100
