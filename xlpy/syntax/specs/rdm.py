"""Reserved device memory: `strategy=host` and `policy=…` in any order.

Every real xl has its test of policy= upside down: a word it knows makes it drop the whole key, an
unknown one is complained about and ignored. What is not written xl then reads from uninitialised
memory, which in practice is 0: strategy ignore, policy strict. Wrong text never stops xl.
"""

from __future__ import annotations

from xlpy.syntax.source import shown
from xlpy.syntax.specs import grammars
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.grammars import Node, Stop
from xlpy.syntax.specs.nearest import suggestion
from xlpy.syntax.specs.options import MOST_FINDINGS, Piece
from xlpy.syntax.specs.parsed import Parsed, SubSetting
from xlpy.syntax.specs.pci import no_equals, option_pieces
from xlpy.syntax.specs.values import ascii_lower

_DROPPED = "; xl drops the whole rdm="
_POLICIES = ("strict", "relaxed", "invalid")


def parse_rdm(text: str) -> Parsed:
    """The text of `rdm=`. Everything wrong is a warning; no values: xl drops the key."""
    node = grammars.parse("pci", "options", text)
    if isinstance(node, Stop) or not text or text.endswith(","):
        return Parsed((), (_unfinished(text, node),))
    values: list[SubSetting] = []
    findings: list[Finding] = []
    for piece in option_pieces(node):
        finding, value = _read(piece)
        values += [value] if value else []
        findings += [finding] if finding else []
        if len(findings) >= MOST_FINDINGS:
            break
    dropped = any(finding.text.endswith(_DROPPED) for finding in findings)
    return Parsed(() if dropped else tuple(values), tuple(findings))


def _unfinished(text: str, node: Node | Stop) -> Finding:
    """A rest without `=`; unlike in pci specs, one comma at the end is such a rest, too."""
    if not text:
        return Finding("rdm= is empty", 0, 1, "warning", "write strategy=host")
    at = node.offset if isinstance(node, Stop) else len(text) - 1
    finding = no_equals(text, at, exit_code=1)
    return finding._replace(text=finding.text + _DROPPED, severity="warning")


def _read(piece: Piece) -> tuple[Finding | None, SubSetting | None]:
    value = piece.value or ""
    at = piece.value_offset
    width = max(1, len(value))
    if piece.word == "strategy":
        if value == "host":
            return None, SubSetting("strategy", "host", at)
        said = f'"{shown(value)}" is no strategy{_DROPPED}'
        return Finding(said, at, width, "warning", "write strategy=host"), None
    if piece.word != "policy":
        said = f"rdm has no {shown(piece.word)}{_DROPPED}"
        hint = suggestion(piece.word.strip(", "), ("strategy", "policy"))
        return Finding(said, piece.offset, max(1, len(piece.word)), "warning", hint), None
    if ascii_lower(value) in _POLICIES:
        said = f"xl takes no policy={shown(value)}, because of a bug in every release{_DROPPED}"
        hint = "leave policy= out; strict is what you get"
        return Finding(said, at, width, "warning", hint), None
    said = f'"{shown(value)}" is no policy; xl ignores it'
    hint = "leave policy= out: xl cannot be given one"
    return Finding(said, at, width, "warning", hint), SubSetting("policy", "strict", at)
