"""The grammar file, found and made into a parser; the only module that names lark."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lark import Lark, Token
from lark.exceptions import UnexpectedToken
from lark.parsers.lalr_interactive_parser import InteractiveParser

from xlpy.syntax.grammar_file import grammar_text

__all__ = ["InteractiveParser", "Token", "UnexpectedToken", "machine", "tokens"]


class _NoTree:
    """Every rule's value is nothing: settings are built from the tokens, so no tree is needed."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda _children: None


@cache
def _lark() -> Lark:
    return Lark(
        grammar_text("xlcfg"),
        parser="lalr",
        lexer="basic",
        start=["file", "junk"],
        transformer=_NoTree(),
        maybe_placeholders=False,
    )


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text; whatever is none comes as JUNK. Never fails."""
    lexer = _lark().parse_interactive(text, start="file").lexer_thread
    yield from lexer.lex(None)  # type: ignore[no-untyped-call] # lark does not annotate it


def machine() -> InteractiveParser:
    """A parser at the start of a file, to be fed with tokens."""
    return _lark().parse_interactive(start="file")
