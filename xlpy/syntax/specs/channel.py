"""Channels: `connection=pty,name=…` or `connection=socket,path=…,name=…`.

Blanks around words and values are trimmed; a second `=` and what follows is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from xlpy.syntax.source import shown
from xlpy.syntax.specs import options
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.nearest import suggestion
from xlpy.syntax.specs.parsed import Parsed, SubSetting

_TEXT = re.compile(r"[^=]+")
_BLANKS = " \t\n\v\f\r"
_WORDS = ("connection", "name", "path", "backend")
_CONNECTIONS = ("pty", "socket")


class _Text(NamedTuple):
    text: str
    offset: int


def parse_channel(text: str) -> Parsed:
    """One item of `channel=`; it needs connection=, and path= for a socket."""
    found: list[SubSetting] = []
    findings: list[Finding] = []
    for texts in _pairs(text):
        if len(texts) < 2:
            findings.append(_lone(texts[0]))
        else:
            _take(texts, found, findings)
        if len(findings) >= options.MOST_FINDINGS:
            break
    if all(finding.severity != "error" for finding in findings):
        findings += _checked(found, text)
    return Parsed(tuple(found), tuple(findings))


def _take(texts: list[_Text], found: list[SubSetting], findings: list[Finding]) -> None:
    word, value = _trimmed(texts[0]), _trimmed(texts[1])
    if word.text not in _WORDS:
        said = f"channel has no {shown(word.text)}; xl ignores it"
        hint = suggestion(word.text, _WORDS)
        findings.append(Finding(said, word.offset, max(1, len(word.text)), "warning", hint))
        return
    if word.text == "connection" and value.text not in _CONNECTIONS:
        said = f'a connection is no "{shown(value.text)}"'
        hint = "write connection=pty or connection=socket"
        findings.append(Finding(said, value.offset, max(1, len(value.text)), hint=hint))
    if len(texts) > 2:
        said = f'xl ignores "={shown(texts[2].text)}"'
        hint = "a value cannot hold ="
        findings.append(Finding(said, texts[2].offset, len(texts[2].text), "warning", hint))
    found.append(SubSetting(word.text, value.text, value.offset))


def _pairs(text: str) -> Iterator[list[_Text]]:
    """What stands between = signs, piece by piece; at least one text each."""
    for piece in options.pieces(text, spaces=""):
        whole = piece.word if piece.value is None else f"{piece.word}={piece.value}"
        texts = [_Text(each[0], piece.offset + each.start()) for each in _TEXT.finditer(whole)]
        yield texts or [_Text("", piece.offset)]


def _trimmed(part: _Text) -> _Text:
    plain = part.text.lstrip(_BLANKS)
    return _Text(plain.rstrip(_BLANKS), part.offset + len(part.text) - len(plain))


def _lone(part: _Text) -> Finding:
    said = f'"{shown(part.text)}" is not word=value'
    word = part.text.strip(_BLANKS)
    hint = f"write {word}=…" if word in _WORDS else suggestion(word, _WORDS)
    return Finding(said, part.offset, max(1, len(part.text)), hint=hint)


def _checked(found: list[SubSetting], text: str) -> list[Finding]:
    last = {each.name: each for each in found}
    connection = last.get("connection")
    if connection is None:
        hint = "add connection=pty, or connection=socket,path=…"
        return [Finding("a channel needs its connection", 0, max(1, len(text)), hint=hint)]
    if connection.value == "socket" and "path" not in last:
        said = "a socket needs its path"
        return [Finding(said, connection.offset, len("socket"), hint="add path=…")]
    if connection.value == "pty" and "path" in last:
        said = "a pty has no path; xl ignores it"
        hint = "remove it, or write connection=socket"
        return [Finding(said, last["path"].offset, 1, "warning", hint)]
    return []
