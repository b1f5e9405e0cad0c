"""Tokens that do not fit: what was found, what could have stood there, what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from xlpy.syntax.grammar import Token
from xlpy.syntax.source import Source, shown

Said = tuple[str, str | None]  # what is wrong, and the hint

_PYTHON_WORDS = frozenset(
    ("import", "from", "def", "print", "if", "for", "while", "class", "try", "with", "return")
)
_TRUE, _FALSE = ("true", "yes", "on"), ("false", "no", "off")
_PYTHON = "xl configs are not Python: only key=value lines with numbers, strings and lists"


class Place(Enum):
    """Where in a statement the parser stands, in terms of what it expects."""

    KEY = "a key"
    SIGN = "= or +="
    VALUE = "a value"
    AFTER = "the end of the line or ;"
    ITEM = "an item or ]"
    NEXT = ", or ]"


class Scene(NamedTuple):
    """A token that does not fit, and what is known around it.

    `opened` is the offset of the outermost list that is still open.
    """

    source: Source
    token: Token
    expected: frozenset[str]
    last: Token | None
    opened: int | None

    @property
    def place(self) -> Place:
        """What kind of thing was expected."""
        if "ASSIGN" in self.expected:
            return Place.SIGN
        if "STRING" in self.expected:
            return Place.VALUE if self.opened is None else Place.ITEM
        if self.opened is not None:
            return Place.NEXT
        return Place.KEY if "IDENT" in self.expected else Place.AFTER

    @property
    def found(self) -> str:
        """The token, in words fit for a message."""
        names = {"NEWLINE": "the end of the line", "$END": "the end of the file"}
        return names.get(self.token.type) or f"`{shown(self.token)}`"

    @property
    def touches(self) -> bool:
        """Whether the token follows the last one without a blank."""
        return self.last is not None and self.last.end_pos == self.token.start_pos

    @property
    def follows(self) -> str:
        """The next characters behind the token."""
        end = self.token.end_pos or 0
        return self.source.decoded[end : end + 40]

    @property
    def opened_where(self) -> str:
        """The line where the open list begins."""
        return f"the list that begins on line {self.source.place(self.opened or 0)[0]}"


def extent(token: Token) -> tuple[int, int]:
    """Start and end offset to underline; the end of the text stands behind the last token."""
    if token.type != "$END":
        return token.start_pos or 0, token.end_pos or 0
    end = token.end_pos or 0
    at = end - 1 if token.end_column == 1 and end else end  # before the newline, on its line
    return at, at


def explain(scene: Scene) -> Said:
    """What is wrong, and what to do about it."""
    return _EXPLAIN[scene.place](scene)


def _plain(scene: Scene, hint: str | None) -> Said:
    return f"unexpected {scene.found}; expected {scene.place.value}", hint


def _at_key(scene: Scene) -> Said:
    kind = scene.token.type
    if kind == "NUMBER":
        return _plain(scene, "keys begin with a lower-case letter")
    if kind == "STRING":
        return _plain(scene, "a line begins with a key, without quotes: key=value")
    if kind == "CLOSE":
        return _plain(scene, "this ] closes nothing: remove it, or open the list with [")
    return _plain(scene, "a line has the form key=value")


def _at_sign(scene: Scene) -> Said:
    key = str(scene.last or "")
    if key in _PYTHON_WORDS:
        return _plain(scene, _PYTHON)
    if scene.token.type in ("NEWLINE", "$END", "SEMICOLON"):
        return f"`{shown(key)}` has no value", f"write {shown(key)}=…, or remove the line"
    if scene.token.type == "IDENT":
        return _plain(
            scene, f"write key=value; a key is one word ({shown(key + '_' + scene.token)}?)"
        )
    return _plain(scene, f"write {shown(key)}=…")


def _at_value(scene: Scene) -> Said:
    kind = scene.token.type
    if kind in ("NEWLINE", "$END", "SEMICOLON"):
        key = "write the value on the same line as its key"
        return f"the value is missing before {scene.found}", key
    if kind == "IDENT":
        return _unquoted(scene)
    if kind == "ASSIGN":
        return _plain(scene, "write a single =")
    return _plain(scene, "a value is a number, a string in quotes, or a list in [ ]")


def _unquoted(scene: Scene) -> Said:
    word = str(scene.token)
    if word in _TRUE or word in _FALSE:
        return f"`{word}` has no quotes and is not a number", f"write {int(word in _TRUE)}"
    if word in ("u", "r", "b") and scene.follows[:1] in ("'", '"'):
        return (
            f"a string with the prefix {word}",
            f"leave the {word} out: xl has one kind of string",
        )
    rest = re.match(r"[^\s,;\]#]*", scene.follows)
    whole = shown(word + (rest[0] if rest else "")).replace('"', "").replace("'", "")
    return f"`{shown(word)}` is text without quotes", f'write it in quotes: "{whole}"'


def _after_value(scene: Scene) -> Said:
    kind, last = scene.token.type, scene.last
    if scene.touches and last is not None and kind == "IDENT" and last.type == "NUMBER":
        whole = shown(last + scene.token)
        return f"`{whole}` is neither a number nor a string", f'write it in quotes: "{whole}"'
    if kind == "STRING" and scene.touches and str(last) in ('""', "''"):
        return "a string in triple quotes", "strings have one quote on each side, on one line"
    if kind == "STRING":
        return _plain(scene, "strings are not joined: write one string, or a list: [ …, … ]")
    if kind == "IDENT":
        return _plain(scene, "put ; or a newline between two settings")
    if kind == "COMMA":
        return _plain(scene, "several values need brackets: [ …, … ]")
    if kind == "CLOSE":
        return _plain(scene, "this ] closes nothing: remove it, or open the list with [")
    return _plain(scene, "a setting has one value; put a newline or ; behind it")


def _at_item(scene: Scene) -> Said:
    kind = scene.token.type
    if kind == "IDENT":
        return _unclosed(scene) if _looks_like_setting(scene) else _unquoted(scene)
    if kind == "COMMA":
        return _plain(scene, "there is no item before this comma: remove the comma")
    if kind == "SEMICOLON":
        return _plain(scene, "items of a list are separated by commas")
    if kind == "$END":
        return _unclosed(scene)
    return _plain(scene, "an item is a number, a string in quotes, or a list in [ ]")


def _after_item(scene: Scene) -> Said:
    kind, last = scene.token.type, scene.last
    if kind == "IDENT" and scene.touches and last is not None and last.type == "NUMBER":
        return _after_value(scene)
    if kind == "$END" or (kind == "IDENT" and _looks_like_setting(scene)):
        return _unclosed(scene)
    if kind in ("STRING", "NUMBER", "OPEN", "IDENT"):
        return f"a comma is missing before {scene.found}", "items of a list are separated by commas"
    if kind == "SEMICOLON":
        return _plain(scene, "items of a list are separated by commas; ] ends the list")
    return _plain(scene, f"close {scene.opened_where} with ]")


def _looks_like_setting(scene: Scene) -> bool:
    return re.match(r"[ \t]*\+?=", scene.follows) is not None


def _unclosed(scene: Scene) -> Said:
    return f"{scene.opened_where} is not closed before {scene.found}", "close it with ]"


_EXPLAIN: dict[Place, Callable[[Scene], Said]] = {
    Place.KEY: _at_key,
    Place.SIGN: _at_sign,
    Place.VALUE: _at_value,
    Place.AFTER: _after_value,
    Place.ITEM: _at_item,
    Place.NEXT: _after_item,
}
