"""The grammars of the little languages, each built when a spec first needs it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from lark import Lark, Token
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from xlpy.syntax.grammar_file import grammar_text

__all__ = ["Node", "Stop", "Token", "parse"]


class Node(NamedTuple):
    """A rule that matched; its children are nodes and tokens."""

    rule: str
    children: list[Node | Token]


class Stop(NamedTuple):
    """Where a text stops being a sentence of its grammar, and the terminals that could follow."""

    offset: int
    expected: frozenset[str]


def parse(grammar: str, start: str, text: str) -> Node | Stop:
    """What `text` is by the rule `start` of a grammar."""
    try:
        node: Any = _built(grammar, start).parse(text)
    except UnexpectedInput as error:
        return _stop(error, text)
    assert isinstance(node, Node)
    return node


class _Nodes:
    """Makes every rule a Node while lark parses: no tree is built first."""

    def __getattr__(self, name: str) -> Callable[[list[Node | Token]], Node]:
        if not name[0].islower():  # lark's own, and terminals, which stay tokens
            raise AttributeError(name)
        rule = str(name)
        return lambda children: Node(rule, children)


@cache
def _built(grammar: str, start: str) -> Lark:
    return Lark(
        grammar_text(grammar),
        parser="lalr",
        lexer="contextual",
        start=start,
        transformer=_Nodes(),
        maybe_placeholders=False,
        keep_all_tokens=True,
    )


def _stop(error: UnexpectedInput, text: str) -> Stop:
    offset = error.pos_in_stream
    expected: set[str] = set()
    if isinstance(error, UnexpectedToken):
        expected = set(error.accepts or error.expected)
        if error.token.type == "$END":
            offset = len(text)
    elif isinstance(error, UnexpectedCharacters):
        expected = set(error.allowed or ())
    return Stop(len(text) if offset is None else offset, frozenset(expected))
