import pytest

from xlpy.syntax.values import Bracket, node_number, same, walk


def nest(depth, inside="x"):
    value = inside
    for _ in range(depth):
        value = (value,)
    return value


def test_walk_is_what_was_written():
    opened, closed = Bracket.OPEN, Bracket.CLOSE
    assert list(walk("a")) == ["a"]
    assert list(walk(())) == [opened, closed]
    assert list(walk(("a", (), ("[",)))) == [
        opened, "a", opened, closed, opened, "[", closed, closed,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "pair", [("a", "b"), ("a", ("a",)), ((), ("",)), (("a", ("b",)), ("a", "b"))]
)
def test_different_values_differ(pair):
    assert not same(*pair)


def test_no_depth_is_too_deep():
    assert same(nest(50_000), nest(50_000))
    assert not same(nest(50_000), nest(50_000, "y"))
    assert node_number(nest(50_000), (0,) * 50_000) == 50_000


@pytest.mark.parametrize(
    ("index", "number"),
    [((), 0), ((0,), 1), ((1,), 2), ((1, 0), 3), ((1, 1), 4), ((2,), 6), ((-1,), 6)],
)
def test_nodes_are_counted_in_written_order(index, number):
    assert node_number(("a", ("b", ("c",)), "d"), index) == number


@pytest.mark.parametrize("index", [(3,), (-4,), (0, 0), (1, 2)])
def test_no_such_node(index):
    with pytest.raises(IndexError):
        node_number(("a", ("b", ("c",)), "d"), index)
