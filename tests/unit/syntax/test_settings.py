import errno

import pytest

from xlpy.syntax.settings import GetterError, Setting, Settings

from .reading import settings

TEXT = """\
memory = 1024
vcpus="0x10"; name = 'x' # comment
disk = [ "a",
    "b" ]
nested = [["1", [2, 3]], "4"]
memory = "512"
disk += [ 'c' ]
name += 'y'
"""


@pytest.fixture
def found() -> Settings:
    return settings(TEXT)


def test_in_order_with_their_places(found):
    assert [(s.key, s.op, s.line, s.column) for s in found] == [
        ("memory", "=", 1, 1),
        ("vcpus", "=", 2, 1),
        ("name", "=", 2, 15),
        ("disk", "=", 3, 1),
        ("nested", "=", 5, 1),
        ("memory", "=", 6, 1),
        ("disk", "+=", 7, 1),
        ("name", "+=", 8, 1),
    ]


def test_the_last_one_counts(found):
    assert {key: s.value for key, s in found.effective.items()} == {
        "memory": "512",
        "vcpus": "0x10",
        "name": "xy",
        "disk": ("a", "b", "c"),
        "nested": (("1", ("2", "3")), "4"),
    }
    assert found.all[3].value == ("a", "b")
    assert len(found) == 8
    assert "disk" in found
    assert "disks" not in found


def test_settings_of_the_same_text_are_equal():
    one, other = settings("a=[1,[2]]"), settings("a=[1,[2]]")
    assert one == other
    assert one.all[0] != settings("a=[1,2]").all[0]
    assert one.all[0] != "a"
    assert repr(settings("a='\x1b'").all[0]) == r'Setting(a = "\x1b", line 1)'


def test_an_absent_key_is_none(found):
    for read in (found.string, found.long, found.defbool, found.list, found.nested):
        assert read("absent") is None
    assert found.string_list("absent") is None
    assert found.bounded("absent", 0, 1) is None
    assert found.get("absent") is None


# text, what long gives: a number, or an errno
LONGS = [
    ("0", 0),
    ("-0", 0),
    ("+7", 7),
    (r" \t\n\v\f\r7", 7),
    ("010", 8),
    ("-010", -8),
    ("0x1f", 31),
    ("0X1F", 31),
    ("-0x10", -16),
    ("9223372036854775807", 2**63 - 1),
    ("-9223372036854775808", -(2**63)),
    ("0000000000000000000000000000000000001", 1),
    ("9223372036854775808", errno.ERANGE),
    ("-9223372036854775809", errno.ERANGE),
    ("0xffffffffffffffff", errno.ERANGE),
    ("9" * 5000, errno.ERANGE),
    ("99999999999999999999x", errno.ERANGE),
    ("", errno.EINVAL),
    ("  ", errno.EINVAL),
    ("+", errno.EINVAL),
    ("- 1", errno.EINVAL),
    ("--1", errno.EINVAL),
    ("7 ", errno.EINVAL),
    ("08", errno.EINVAL),
    ("0x", errno.EINVAL),
    ("0b11", errno.EINVAL),
    ("0o7", errno.EINVAL),
    ("1_0", errno.EINVAL),
    ("1e3", errno.EINVAL),
    ("1.5", errno.EINVAL),
    ("1024M", errno.EINVAL),
    ("yes", errno.EINVAL),
    ("\u0661", errno.EINVAL),  # a digit to Python, not to C
]


@pytest.mark.parametrize(("text", "outcome"), LONGS, ids=lambda v: repr(v)[:30])
def test_long_is_strtol(text, outcome):
    found = settings(f'a="{text}"')
    if outcome in (errno.EINVAL, errno.ERANGE):
        with pytest.raises(GetterError) as caught:
            found.long("a")
        assert caught.value.code == outcome
        assert caught.value.problem.key == "a"
        assert caught.value.hint
    else:
        assert found.long("a") == outcome


def code(read, *args) -> int:
    with pytest.raises(GetterError) as caught:
        read(*args)
    return caught.value.code


def test_bounds():
    found = settings("a=100;b=101;c='-1'")
    assert found.bounded("a", 0, 100) == 100
    assert code(found.bounded, "b", 0, 100) == errno.EINVAL
    assert code(found.bounded, "c", 0, 100) == errno.EINVAL


def test_truth():
    found = settings("a=0;b=1;c='-5';d='no'")
    assert [found.defbool(key) for key in "abc"] == [False, True, True]
    assert code(found.defbool, "d") == errno.EINVAL


def test_a_list_is_no_text_and_no_number():
    found = settings("a=[1]")
    for read in (found.string, found.long, found.defbool):
        assert code(read, "a") == errno.EINVAL


def test_a_text_is_no_list():
    found = settings("a=1")
    for read in (found.list, found.nested, found.string_list):
        assert code(read, "a") == errno.EINVAL


def test_a_list_inside_a_list_is_no_item(found):
    assert found.list("nested") == (None, "4")
    assert found.nested("nested") == (("1", ("2", "3")), "4")
    assert found.string_list("nested") == ()
    assert settings("a=[1,2,[3],4]").string_list("a") == ("1", "2")
    assert found.string_list("disk") == ("a", "b", "c")


def test_numbers_can_not_be_added_to():
    found = settings("a+=5\nb=1\nb+=2\nc+=1\nc=2")
    assert code(found.long, "a") == errno.EINVAL
    assert code(found.defbool, "b") == errno.EINVAL
    assert found.string("b") == "12"
    assert found.long("c") == 2


def test_trying_turns_an_error_into_a_warning():
    found = settings("a='1G'\nb=[1]\nc=7\nd=300")
    warnings = []
    assert found.try_long("a", warnings) is None
    assert found.try_string("b", warnings) is None
    assert found.try_defbool("b", warnings) is None
    assert found.try_list("c", warnings) is None
    assert found.try_string_list("c", warnings) is None
    assert found.try_bounded("d", 0, 255, warnings) is None
    assert [(w.severity, w.key, w.line) for w in warnings] == [
        ("warning", "a", 1),
        ("warning", "b", 2),
        ("warning", "b", 2),
        ("warning", "c", 3),
        ("warning", "c", 3),
        ("warning", "d", 4),
    ]
    assert "ignored" in (warnings[0].hint or "")


def test_trying_what_is_fine_or_absent_says_nothing():
    found, warnings = settings("a=7\nb=['x']"), []
    assert found.try_long("a", warnings) == 7
    assert found.try_bounded("a", 0, 9, warnings) == 7
    assert found.try_defbool("a", warnings) is True
    assert found.try_string("a", warnings) == "7"
    assert found.try_list("b", warnings) == ("x",)
    assert found.try_string_list("b", warnings) == ("x",)
    assert found.try_long("absent", warnings) is None
    assert warnings == []


def place(setting: Setting | None, **where: object) -> tuple[int, int, int]:
    assert setting is not None
    problem = setting.problem("wrong", **where)
    assert problem.key == setting.key
    return problem.line, problem.column, problem.width


def test_problems_point_at_the_value(found):
    assert place(found.all[0]) == (1, 10, 4)
    assert place(found.all[3]) == (3, 8, 6)
    assert place(found.all[3], on_key=True) == (3, 1, 4)


def test_problems_point_at_the_item(found):
    nested = found.get("nested")
    assert place(nested, index=(0,)) == (5, 11, 13)
    assert place(nested, index=(0, 1, 1)) == (5, 21, 1)
    assert place(nested, index=(1,)) == (5, 26, 3)


def test_an_added_item_is_where_it_was_added(found):
    disk = found.get("disk")
    assert place(disk, index=(0,)) == (3, 10, 3)
    assert place(disk, index=(1,)) == (4, 5, 3)
    assert place(disk, index=(2,)) == (7, 11, 3)
    assert place(disk, index=(-1,)) == (7, 11, 3)
    assert place(disk, index=(-3,)) == (3, 10, 3)


@pytest.mark.parametrize("index", [(3,), (-4,), (0, 0)])
def test_no_such_item(found, index):
    with pytest.raises(IndexError):
        found.effective["disk"].problem("wrong", index=index)
