"""Specs of `word=value` pieces between commas, for all languages that xl cuts with strtok.

Any number of commas separates two pieces, spaces in front of a piece are skipped (tabs are not), and
blanks behind a value belong to it. The first `=` ends the word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from xlpy.syntax.source import shown
from xlpy.syntax.specs import grammars
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.nearest import suggestion
from xlpy.syntax.specs.parsed import Parsed, SubSetting
from xlpy.syntax.specs.values import Reader

MOST_FINDINGS = 50
"""More are not told of one spec."""


class Piece(NamedTuple):
    """`word=value` and where both begin; without `=`, value is None."""

    word: str
    value: str | None
    offset: int
    value_offset: int


class Language(NamedTuple):
    """A spec language: its words, and what xl does with a piece that it does not know."""

    name: str
    words: Mapping[str, Reader]
    unknown: Literal["error", "warning"] = "error"
    lone: Literal["unknown", "ends"] = "unknown"
    later: Mapping[str, str] = {}
    """Words that a later Xen knows: the release."""
    other: Mapping[str, str] = {}
    """Words that people write for another one."""


def pieces(text: str, *, spaces: str = " ") -> Iterator[Piece]:
    """The pieces of a spec in order, without the `spaces` in front of each."""
    found = grammars.parse("options", "spec", text)
    assert isinstance(found, grammars.Node)  # the grammar takes any text
    for token in found.children:
        assert isinstance(token, grammars.Token)
        yield _piece(str(token), token.start_pos or 0, spaces)


def without_spaces(piece: Piece) -> Piece:
    """A piece without the spaces in front of it."""
    plain = piece.word.lstrip(" ")
    return piece._replace(word=plain, offset=piece.offset + len(piece.word) - len(plain))


def read(text: str, language: Language) -> Parsed:
    """All values of a spec, with whatever is wrong with its pieces."""
    return read_pieces(pieces(text), language)


def read_words(words: Sequence[str], language: Language) -> Parsed:
    """All values of the words of a command line: each is one piece, blanks and commas and all.

    Offsets count through the words as if one character stood between each two.
    """
    found, offset = [], 0
    for word in words:
        found.append(_piece(word, offset, ""))
        offset += len(word) + 1
    return read_pieces(found, language._replace(unknown="error", lone="unknown"))


def read_pieces(found: Iterable[Piece], language: Language) -> Parsed:
    """All values of some pieces, with whatever is wrong with them."""
    values: list[SubSetting] = []
    findings: list[Finding] = []
    for piece in found:
        if piece.value is None and language.lone == "ends":
            findings.append(_ending(piece, language))
            break
        value, finding = _value(piece, language)
        if value:
            values.append(value)
        if finding:
            findings.append(finding)
            if len(findings) >= MOST_FINDINGS:
                break
    return Parsed(tuple(values), tuple(findings))


def moved(finding: Finding, by: int) -> Finding:
    """A finding about a part of a spec, as one about the spec."""
    return finding._replace(offset=finding.offset + by)


def unknown(piece: Piece, language: Language) -> Finding:
    """An unknown word, or a piece without `=`."""
    known, said = language.words, shown(piece.word)
    hint: str | None = None
    if piece.value is None and piece.word in known:
        text, hint = f"{said} has no value", f"write {said}=…"
    elif not piece.word:
        text = "a piece without a word" if piece.value is None else "there is no word before the ="
        hint = "remove it" if piece.value is None else None
    elif piece.word.strip() in known:
        text = f'there is a blank in "{said}="'
        hint = f"write {shown(piece.word.strip())}=… without blanks around the word"
    elif piece.word in language.later:
        text = f"{said} is known from Xen {language.later[piece.word]} on, not in 4.17"
        hint = "remove it for this version"
    else:
        text, hint = f"{language.name} has no {said}", suggestion(piece.word, known)
        if meant := language.other.get(piece.word):
            hint = f"did you mean {meant}?"
    if language.unknown == "warning":
        text += "; xl ignores it"
    return Finding(text, piece.offset, max(1, len(piece.word)), language.unknown, hint)


def _piece(text: str, offset: int, spaces: str) -> Piece:
    plain = text.lstrip(spaces) if spaces else text
    offset += len(text) - len(plain)
    word, equals, value = plain.partition("=")
    return Piece(word, value if equals else None, offset, offset + len(word) + len(equals))


def _value(piece: Piece, language: Language) -> tuple[SubSetting | None, Finding | None]:
    reader = language.words.get(piece.word) if piece.value is not None else None
    if reader is None or piece.value is None:
        return None, unknown(piece, language)
    value, finding = reader(piece.value)
    setting = SubSetting(piece.word, value, piece.value_offset)
    return setting, moved(finding, piece.value_offset) if finding else None


def _ending(piece: Piece, language: Language) -> Finding:
    """Some parsers stop at the first piece without `=`."""
    said = f'"{shown(piece.word)}" has no =; xl ignores it and all that follows'
    hint = f"write {shown(piece.word)}=…" if piece.word in language.words else "write word=value"
    return Finding(said, piece.offset, max(1, len(piece.word)), "warning", hint)
