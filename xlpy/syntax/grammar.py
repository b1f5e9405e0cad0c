"""The grammar file, found and made into a parser; the only module that names lark."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lark import Lark, Token
from lark.exceptions import UnexpectedToken
from lark.parsers.lalr_interactive_parser import InteractiveParser

__all__ = ["InteractiveParser", "Token", "UnexpectedToken", "machine"]

_NAME = "xlcfg.lark"


def _grammar() -> str:
    """The grammar's text: inside an installed package, else beside it in a checkout."""
    package = Path(__file__).parent.parent
    installed = package / "_grammar" / _NAME
    path = installed if installed.exists() else package.parent / "grammar" / _NAME
    return path.read_text(encoding="utf-8")


class _NoTree:
    """Every rule's value is nothing: settings are built from the tokens, so no tree is needed."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda _children: None


@cache
def _lark() -> Lark:
    return Lark(
        _grammar(),
        parser="lalr",
        lexer="basic",
        start=["file", "junk"],
        transformer=_NoTree(),
        maybe_placeholders=False,
    )


def machine(text: str = "") -> InteractiveParser:
    """A parser at the start of a file, with the lexer over `text` in its `lexer_thread`."""
    return _lark().parse_interactive(text, start="file")
