"""Host PCI devices: `[DDDD:]BB:DD.F[@SLOT][,word=value…]`, or options with bdf= or name= alone.

A spec names exactly one of an address and a name. Unlike in the other languages, a comma too many is
an error here: a word reaches up to its `=`, commas included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlpy.syntax.source import shown
from xlpy.syntax.specs import bdf, grammars, values
from xlpy.syntax.specs.bdf import SLOT_MAX, WRONG
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.grammars import Node, Stop, Token
from xlpy.syntax.specs.nearest import suggestion
from xlpy.syntax.specs.options import MOST_FINDINGS, Piece, moved
from xlpy.syntax.specs.parsed import Parsed, SubSetting

_OPTION_FIRST = re.compile(r"[^=:.@]*=")

_WORDS = {
    "permissive": values.switch,
    "msitranslate": values.switch,
    "power_mgmt": values.switch,
    "seize": values.switch,
    "rdm_policy": values.word("strict", "relaxed", "invalid", exit_code=3),
    "name": values.text,
}
KNOWN = ("bdf", "vslot", *_WORDS)


def parse_pci(text: str) -> Parsed:
    """One item of `pci=`. bdf is given as canonical text, vslot as a number from 0 to 31."""
    start = "options" if _OPTION_FIRST.match(text) else "device"
    node = grammars.parse("pci", start, text)
    rest: list[Finding] = []
    if isinstance(node, Stop):
        if "OPTION" not in node.expected:
            return Parsed((), (bdf.explain(node, text),))
        rest = [no_equals(text, node.offset, exit_code=WRONG)]
        node = grammars.parse("pci", start, text[: node.offset])  # xl reads up to there first
        assert isinstance(node, Node)
    found: list[SubSetting] = []
    findings: list[Finding] = []
    for child in node.children:
        if isinstance(child, Node):
            _take(child, found, findings)
    findings += rest or _identity(found, findings, text)
    return Parsed(tuple(found), tuple(findings))


def option_pieces(node: Node) -> Iterator[Piece]:
    """The options of a matched rule."""
    for child in node.children:
        if isinstance(child, Node) and child.rule == "option":
            yield _piece(child)


def no_equals(text: str, offset: int, *, exit_code: int) -> Finding:
    """A rest of options without `=`."""
    rest = text[offset:]
    said = f'there is no = in "{shown(rest)}"'
    hint = "write word=value"
    if not rest.strip(","):
        said, hint = "a comma too many", "remove it"
    elif rest in _WORDS:
        hint = f"write {rest}=1"
    return Finding(said, offset, max(1, len(rest)), hint=hint, exit_code=exit_code)


def _take(node: Node, found: list[SubSetting], findings: list[Finding]) -> None:
    if node.rule == "address":
        _take_address(node, 0, found, findings)
    elif node.rule == "slot":
        number = node.children[1]
        assert isinstance(number, Node)
        _take_slot(number, 0, found, findings)
    elif len(findings) < MOST_FINDINGS:
        _take_option(_piece(node), found, findings)


def _take_option(piece: Piece, found: list[SubSetting], findings: list[Finding]) -> None:
    assert piece.value is not None
    reader = _WORDS.get(piece.word)
    if reader is not None:
        value, finding = reader(piece.value)
        found.append(SubSetting(piece.word, value, piece.value_offset))
        if finding:
            findings.append(moved(finding, piece.value_offset))
    elif piece.word in ("bdf", "vslot"):
        _take_place(piece, found, findings)
    else:
        findings.append(_unknown(piece))


def _take_place(piece: Piece, found: list[SubSetting], findings: list[Finding]) -> None:
    """bdf= and vslot=, which do not look at what follows the number."""
    assert piece.value is not None
    node = grammars.parse("pci", piece.word, piece.value)
    at = piece.value_offset
    if isinstance(node, Stop):
        findings.append(moved(bdf.explain(node, piece.value), at))
        return
    first = node.children[0]
    assert isinstance(first, Node)
    (_take_address if piece.word == "bdf" else _take_slot)(first, at, found, findings)
    findings += (moved(finding, at) for finding in bdf.unread(node))


def _take_address(node: Node, at: int, found: list[SubSetting], findings: list[Finding]) -> None:
    address = bdf.address(node)
    findings += (moved(finding, at) for finding in address.findings)
    found.append(SubSetting("bdf", address.text, at))


def _take_slot(node: Node, at: int, found: list[SubSetting], findings: list[Finding]) -> None:
    token = node.children[0]
    assert isinstance(token, Token)
    finding = bdf.limited(token, "slot", SLOT_MAX)
    if finding:
        findings.append(moved(finding, at))
    found.append(SubSetting("vslot", bdf.field(token), at + (token.start_pos or 0)))


def _piece(node: Node) -> Piece:
    token = node.children[0]
    assert isinstance(token, Token)
    word, _, value = token.partition("=")
    offset = token.start_pos or 0
    return Piece(word, value.removesuffix(","), offset, offset + len(word) + 1)


def _unknown(piece: Piece) -> Finding:
    said, hint = f"pci has no {shown(piece.word)}", suggestion(piece.word, KNOWN)
    plain = piece.word.strip(", ")
    if plain in KNOWN:
        said = f'there is a blank or comma too many before "{plain}="'
        hint = f"write {plain}=… right behind one comma"
    elif not piece.word:
        said, hint = "there is no word before the =", "write word=value"
    return Finding(said, piece.offset, max(1, len(piece.word)), hint=hint, exit_code=WRONG)


def _identity(found: list[SubSetting], findings: list[Finding], text: str) -> list[Finding]:
    """Exactly one of address and name, asked last."""
    names = [each for each in found if each.name == "name"]
    places = any(each.name == "bdf" for each in found)
    if bool(names) != places or any(finding.severity == "error" for finding in findings):
        return []
    if names:
        said = "the device has an address and a name"
        hint = "write one of them; a name is one given to xl pci-assignable-add"
        return [Finding(said, names[0].offset, 1, hint=hint, exit_code=WRONG)]
    said, hint = "neither an address nor a name says which device", "write bdf=BB:DD.F or name=…"
    return [Finding(said, 0, max(1, len(text)), hint=hint, exit_code=WRONG)]
