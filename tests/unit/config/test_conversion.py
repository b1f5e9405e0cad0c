"""vNUMA from one form to the other, and what cannot be said in the other one."""

import pytest

from xlpy.config.conversion.convert import convert_vnuma
from xlpy.errors import ConfigError
from xlpy.syntax.source import Source
from xlpy.syntax.write import UnwritableError

OLD = """\
name = "x"  # keep
memory=1024; vcpus=4
vnodes = 2
vnumamem = [256, 768]
vdistance = [10, 30]
vnuma_vcpumap = [0, 1, 1, 0]
vnuma_vnodemap = [1, 0]
kernel='/k'
"""
NEW = """\
name = "x"  # keep
memory=1024; vcpus=4
vnuma = [
    ["pnode=1", "size=256", "vcpus=0,3", "vdistances=10,30"],
    ["pnode=0", "size=768", "vcpus=1-2", "vdistances=30,10"],
]
kernel='/k'
"""


def convert(text, to, *, change_type=False):
    made = convert_vnuma(Source("t.cfg", text.encode()), to=to, change_type=change_type)
    return made.source.decoded, made.notes


def to_list(keys, **options):
    return convert(f'name="x"\nmemory=256\nvcpus=2\n{keys}\n', "list", **options)


def to_2013(vnodes, more="memory=256\nvcpus=2", **options):
    return convert(f'name="x"\n{more}\nvnuma=[{vnodes}]\n', "2013", **options)


def test_there():
    text, notes = convert(OLD, "list")
    assert text == NEW
    assert [note.text for note in notes] == [
        "C xl builds domains with vnuma= as HVM only, and this one is PV"
    ]


def test_and_back_again():
    text, notes = convert(NEW, "2013")
    assert text == OLD.replace("[10, 30]", "[10, 30, 30, 10]")
    assert notes == ()


def test_becoming_hvm_and_pv():
    hvm, notes = convert(OLD, "list", change_type=True)
    assert hvm == NEW.replace("vnuma =", 'type = "hvm"\nvnuma =')
    assert notes == ()
    pv, _ = convert(hvm, "2013", change_type=True)
    assert pv == OLD.replace("[10, 30]", "[10, 30, 30, 10]").replace(
        "vnodes =", 'type = "pv"\nvnodes ='
    )


def test_type_and_builder_are_changed_in_place():
    text, _ = to_list("builder='generic' # b\ntype='pv' # t\nvnodes=2", change_type=True)
    assert 'builder="hvm" # b\ntype="hvm" # t\nvnuma = [' in text
    text, _ = to_2013('["size=256","vcpus=0-1","vdistances=9"]', 'builder="hvm"', change_type=True)
    assert 'builder="generic"\ntype = "pv"\nvnodes = 1' in text


def test_defaults_and_fall_backs_are_written_and_named():
    text, notes = to_list("vnodes=2\nvdistance=[20,10]\nvnuma_autoplacement=0")
    assert '["size=128", "vcpus=0", "vdistances=10,20"]' in text
    assert "autoplacement" not in text
    said = " ".join(note.text for note in notes)
    for words in (
        "vdistance 20 (local) is not less than 10", "vnumamem is not given; written as 128 128 MiB",
        "vnuma_vcpumap is not given", "no pnode is written", "vnuma_autoplacement has no counterpart",
    ):  # fmt: skip
        assert words in said
    assert "vdistance is not given" not in said


def test_memory_that_could_grow():
    _, notes = to_list("vnodes=1\nmaxmem=512", change_type=True)
    assert any("memory is 256 MiB, less than the 512 MiB" in note.text for note in notes)


@pytest.mark.parametrize(("text", "to"), [("name='x'\n", "list"), (OLD, "2013"), (NEW, "list")])
def test_nothing_to_convert(text, to):
    same, (note,) = convert(text, to)
    assert same == text
    assert note.severity == "note"
    assert "nothing changes" in note.text


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ("vnodes=0", "vnodes is 0"),
        ("vnodes=9", "only 2 vcpus"),
        ("vnumamem=[1]", "without vnodes"),
        ("vnodes=1\ntype='hvm'", "PV domains only"),
        ("vnodes=1\ntype='hvm'\nvnuma=[]", "both given"),
        ("vnodes=1\ntype='x'", "unknown"),
    ],
)
def test_keys_of_2013_without_vnuma(keys, reason):
    with pytest.raises(ConfigError, match=reason) as caught:
        to_list(keys)
    assert all(problem.line > 1 for problem in caught.value.problems)


D = '"vdistances=10,20"'
E = '"vdistances=20,10"'


@pytest.mark.parametrize(
    ("vnodes", "reason", "line"),
    [
        (f'["pnode=0","size=128","vcpus=0",{D}],\n["size=128","vcpus=1",{E}]', "no pnode", 5),
        (f'["size=193","vcpus=0",{D}],\n["size=63","vcpus=1",{E}]', "vnode 1 has 63 MiB", 5),
        (f'["size=256","vcpus=0",{D}],\n["vcpus=1",{E}]', "vnode 1 has 0 MiB", 5),
        (f'["size=128","vcpus=0-1",{D}],\n["size=128",{E}]', "no vcpus", 5),
        (f'["size=128","vcpus=0-1",{D}],\n["size=128","vcpus=1",{E}]', "in another one", 5),
        (f'["size=128","vcpus=0",{D}],\n["size=128","vcpus=2",{E}]', "vcpu 1 of 2 is in no", 4),
        (f'["size=128","vcpus=0",{D}],\n["size=128","vcpus=1"]', "vnode 1 is 0 from itself", 5),
        ('["size=128","vcpus=0"],\n["size=128","vcpus=1"]', "not more than the local 0", 4),
        (f'["size=128","vcpus=0",{D}],\n["size=128","vcpus=1","vdistances=5,10"]', "is 5 from", 5),
        ('["size=128","vcpus=0","vdistances=1,65535"],["size=128","vcpus=1","vdistances=2,1"]',
         "ends at 65534", 4),
        (f'["size=64","size=128","vcpus=0",{D}],["size=128","vcpus=1",{E}]', "256 MiB, the dom", 4),
        ("", "no vNUMA", 4),
    ],
)  # fmt: skip
def test_what_the_keys_of_2013_cannot_say(vnodes, reason, line):
    with pytest.raises(ConfigError, match=reason) as caught:
        to_2013(vnodes)
    assert line in {problem.line for problem in caught.value.problems}
    assert all(problem.hint or "vnodes=" in problem.text for problem in caught.value.problems)


def test_every_reason_is_given_at_once():
    with pytest.raises(ConfigError) as caught:
        to_2013('["size=1","vcpus=0-1"],["pnode=0","size=2"]', "memory=3")
    said = " ".join(problem.text for problem in caught.value.problems)
    for words in ("0 has no pnode", "0 has 1 MiB", "0 is 0 from", "1 has 2 MiB", "1 has no vcpus"):
        assert words in said


def test_more_vnodes_than_the_series_had():
    vnodes = ",".join(f'["size=64","vcpus={vnode}"]' for vnode in range(1025))
    with pytest.raises(ConfigError, match="there are 1025 vnodes, vnodes= takes 1024"):
        to_2013(vnodes, "")


def test_a_type_that_was_put_together():
    with pytest.raises(UnwritableError, match='cannot be converted: type "phvm" is unknown'):
        to_list("type='p'\ntype+='v'\nvnodes=1", change_type=True)


def test_hvm_domains_have_no_keys_of_2013():
    with pytest.raises(ConfigError, match="for PV domains") as caught:
        to_2013('["size=256","vcpus=0-1","vdistances=10"]', "type='hvm'")
    assert caught.value.problems[0].hint == "--type pv makes it one"


def test_both_forms_are_refused():
    with pytest.raises(ConfigError, match="both given"):
        to_2013('["size=256","vcpus=0-1","vdistances=10"]', "type='hvm'\nvnodes=1")


def test_totals_that_only_the_list_tells():
    text, _ = to_2013('["size=256","vcpus=0-3","vdistances=10"]', "vcpus=2")
    assert "maxvcpus = 4\nmaxmem = 256\n" in text
    text, _ = to_2013('["size=256","vcpus=0-3","vdistances=10"]', "maxvcpus=0\nmaxmem='1G'")
    assert "maxvcpus=4\nmaxmem=256\n" in text
    assert "vnuma_autoplacement = 1" in text


def test_what_does_not_come_out_the_same_is_refused(monkeypatch):
    monkeypatch.setattr("xlpy.config.conversion.to_list.vnodes_text", lambda _vnuma: (("size=1",),))
    with pytest.raises(UnwritableError, match="cannot be converted"):
        convert(OLD, "list")
    monkeypatch.setattr("xlpy.config.conversion.to_list.vnodes_text", lambda _vnuma: ("x",))
    with pytest.raises(UnwritableError, match="cannot be converted: vnode 0 is one text"):
        convert(OLD, "list")
