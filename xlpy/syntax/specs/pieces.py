"""Specs that are rows of pieces, in any order: a token each, so no more than a lexer is needed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lark import Lark, Token

from xlpy.syntax.grammar_file import grammar_text

__all__ = ["Token", "pieces"]


def pieces(language: str, text: str) -> Iterator[Token]:
    """The pieces of a text; the languages read here have one for everything, so this never fails.

    Lazily, so that a reader may stop at what ends the spec, however long the rest is.
    """
    yield from _lark(language).lex(text)


@cache
def _lark(language: str) -> Lark:
    """Built when first needed, in about 3 ms; a parser would take one more."""
    grammar = grammar_text(language)
    return Lark(grammar, parser=None, lexer="basic", start=language, maybe_placeholders=False)
