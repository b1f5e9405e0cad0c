"""A text in its canonical form: the same settings and comments, in the one layout."""

from __future__ import annotations

from itertools import zip_longest

from xlpy.errors import ConfigError
from xlpy.syntax.layout import text_of
from xlpy.syntax.parser import Document, parse
from xlpy.syntax.setting import Setting
from xlpy.syntax.source import Source
from xlpy.syntax.trivia import read_lines
from xlpy.syntax.values import Bracket, walk
from xlpy.syntax.write import UnwritableError


def canonical(source: Source) -> Source:
    """The canonical form. Raises ConfigError where the text cannot be read, and UnwritableError.

    What is written is read back and compared, so that nobody's file is ever changed in meaning.
    """
    document = accepted(source)
    text = text_of(read_lines(source))
    made = Source(source.name, text.encode("utf-8", "surrogateescape"))
    again = parse(made)
    if not (again.ok and same_settings(document, again)):
        raise UnwritableError(
            f"{source.name} cannot be written in canonical form",
            hint="lists are nested as deep as xl can read: use fewer brackets",
        )
    return made


def accepted(source: Source) -> Document:
    """The document of a text. Raises ConfigError with every problem of one that xl refuses."""
    document = parse(source)
    if not document.ok:
        raise ConfigError(document.problems)
    return document


def same_settings(one: Document, other: Document) -> bool:
    """Whether both assign the same, in the same order."""
    return all(
        a is not None and b is not None and _assigned(a) == _assigned(b)
        for a, b in zip_longest(one.settings, other.settings)
    )


def _assigned(setting: Setting) -> tuple[str, str, list[bytes | Bracket]]:
    """Bytes, because two ways of decoding may stand for the same ones."""
    nodes = [
        node.encode("utf-8", "surrogateescape") if isinstance(node, str) else node
        for node in walk(setting.written)
    ]
    return setting.key, setting.op, nodes
