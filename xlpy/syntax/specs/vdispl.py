"""Paravirtual displays: `backend=…,be-alloc=…,connectors=ID:WxH;ID:WxH`.

Where the size of a connector does not begin with a number, real xl keeps this connector and the ones
after it without sizes (and the later ones without names), and takes the spec. A connector without a
colon, or without anything on one side of it, makes real xl crash; it is an error here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from xlpy.syntax.source import shown
from xlpy.syntax.specs import grammars, options, values
from xlpy.syntax.specs.cnumbers import strtoul
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.grammars import Node, Stop, Token
from xlpy.syntax.specs.parsed import Parsed, SubSetting

_TEXT = re.compile(r"[^:]+")
_FORM = "write ID:WIDTHxHEIGHT, as in connectors=id0:1920x1080;id1:800x600"

_VDISPL = options.Language(
    "vdispl", {"backend": values.text, "be-alloc": values.flag, "connectors": values.text}
)


def parse_vdispl(text: str) -> Parsed:
    """One item of `vdispl=`; it needs connectors=.

    Each list of connectors gives `connectors` (how many), and for each that xl reads `unique-id`,
    `width` and `height` (what xl does not read is left out).
    """
    return _finished(options.read(text, _VDISPL), len(text))


def parse_vdispl_words(words: Sequence[str]) -> Parsed:
    """A display as `xl vdispl-attach` takes it, a piece in each word."""
    return _finished(options.read_words(words, _VDISPL), len(" ".join(words)), exit_code=253)


def _finished(parsed: Parsed, width: int, *, exit_code: int = 1) -> Parsed:
    """The connectors read, too. `exit_code` is for a display without any."""
    found: list[SubSetting] = []
    findings = list(parsed.findings)
    for setting in parsed.values:
        if setting.name == "connectors":
            _take(setting, found, findings)
        else:
            found.append(setting)
    findings.sort(key=lambda finding: finding.offset)
    listed = any(each.name == "connectors" for each in found)
    if not listed and all(finding.severity != "error" for finding in findings):
        said = "a display needs at least one connector"
        hint = "add connectors=ID:WIDTHxHEIGHT"
        findings.append(Finding(said, 0, max(1, width), hint=hint, exit_code=exit_code))
    return Parsed(tuple(found), tuple(findings[: options.MOST_FINDINGS]))


def _take(setting: SubSetting, found: list[SubSetting], findings: list[Finding]) -> None:
    """The connectors of one list."""
    node = grammars.parse("displays", "connectors", str(setting.value))
    assert isinstance(node, Node)  # the grammar takes any text
    given = [each for each in node.children if isinstance(each, Token)]
    found.append(SubSetting("connectors", len(given), setting.offset))
    if not given:
        said = "there is no connector behind connectors="
        findings.append(Finding(said, setting.offset, 1, hint=_FORM))
    for connector in given:
        if _take_connector(connector, setting.offset, found, findings):
            break
        if len(findings) >= options.MOST_FINDINGS:
            break


def _take_connector(
    token: Token, at: int, found: list[SubSetting], findings: list[Finding]
) -> bool:
    """One connector; whether xl stops reading the list here, without an error."""
    at += token.start_pos or 0
    texts = [*islice(_TEXT.finditer(token), 2)]
    if len(texts) < 2:
        findings.append(_no_connector(token, at))
        return False
    name, size = texts
    found.append(SubSetting("unique-id", name[0], at + name.start()))
    return _take_size(size[0], at + size.start(), found, findings)


def _no_connector(text: str, at: int) -> Finding:
    return Finding(f'"{shown(text)}" is no connector', at, len(text), hint=_FORM)


def _take_size(text: str, at: int, found: list[SubSetting], findings: list[Finding]) -> bool:
    """The size of a connector; whether xl stops reading the list here, without an error."""
    node = grammars.parse("displays", "size", text)
    if isinstance(node, Stop):
        return _no_size(text, at, findings)
    tokens = {each.type: each for each in node.children if isinstance(each, Token)}
    sizes = [each for each in node.children if isinstance(each, Token) and each.type == "NUMBER"]
    if len(sizes) < 2:
        said = f'"{shown(text)}" has no height'
        findings.append(Finding(said, at, len(text), hint=_FORM))
        return False
    for name, token in zip(("width", "height"), sizes, strict=True):
        found.append(SubSetting(name, _pixels(token), at + (token.start_pos or 0)))
        if str(_pixels(token)) != (token.strip(" \t\n\v\f\r+").lstrip("0") or "0"):
            said = f"{name} {shown(token.strip())} does not fit; xl keeps {_pixels(token)}"
            doubt = Finding(said, at + (token.start_pos or 0), len(token), "warning", _FORM)
            findings.append(doubt)
    if rest := tokens.get("REST"):
        said = f'xl ignores "{shown(rest)}" behind the size'
        findings.append(Finding(said, at + (rest.start_pos or 0), len(rest), "warning", _FORM))
    return False


def _no_size(text: str, at: int, findings: list[Finding]) -> bool:
    if not text.strip(" \t\n\v\f\r"):
        findings.append(Finding("a size is missing", at, len(text), hint=_FORM))
        return False
    said = f'"{shown(text)}" is no size; xl reads no sizes from here on'
    findings.append(Finding(said, at, len(text), "warning", _FORM))
    return True


def _pixels(text: str) -> int:
    """What scanf's %u keeps: 32 bits."""
    number = strtoul(text, 10)
    return number.value & 0xFFFFFFFF if number else 0
