"""`NAME=VALUE` that fills a whole spec."""

from __future__ import annotations

from xlpy.syntax.specs import grammars
from xlpy.syntax.specs.grammars import Node, Token
from xlpy.syntax.specs.options import Piece


def named(text: str) -> Piece:
    """The name and the value of a spec; without `=` the value is None."""
    node = grammars.parse("names", "pair", text) if text else Node("pair", [])
    assert isinstance(node, Node)  # the grammar takes any text but none
    parts = {each.type: each for each in node.children if isinstance(each, Token)}
    name = str(parts.get("NAME", ""))
    if "EQUALS" not in parts:
        return Piece(name, None, 0, len(text))
    return Piece(name, str(parts.get("VALUE", "")), 0, len(name) + 1)
