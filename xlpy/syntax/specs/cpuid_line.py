"""One line of cpuid=[…], the old syntax of xend: `LEAF[,SUBLEAF]:eax=…,ebx=…` with 32 letters each.

Nothing here stops xl: it complains, keeps what it has read of the line so far, and goes on.
"""

from __future__ import annotations

from xlpy.syntax.source import shown
from xlpy.syntax.specs import grammars
from xlpy.syntax.specs.cnumbers import strtoul
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.grammars import Node, Stop, Token
from xlpy.syntax.specs.parsed import Parsed, SubSetting

UNUSED = 0xFFFFFFFF
"""A leaf of this number ends libxl's list; a sub-leaf of this number is none."""

_LETTERS = set("01xks")
_FORM = "write LEAF:eax=… or LEAF,SUBLEAF:eax=… with 32 letters of 0 1 x k s per register"


def parse_cpuid_line(text: str) -> Parsed:
    """leaf, subleaf if there is one, and the letters of each register in the order written."""
    node = grammars.parse("cpuid", "line", text)
    if isinstance(node, Stop):
        return Parsed((), (_broken(node, text),))
    values: list[SubSetting] = []
    findings: list[Finding] = []
    for child in node.children:
        if isinstance(child, Node):
            _take(child, values, findings)
    return Parsed(tuple(values), tuple(findings))


def _take(node: Node, values: list[SubSetting], findings: list[Finding]) -> None:
    if node.rule == "last":
        (node,) = [each for each in node.children if isinstance(each, Node)]
    tokens = [each for each in node.children if isinstance(each, Token)]
    at = tokens[0].start_pos or 0
    if node.rule == "leaf":
        numbers = [each for each in tokens if each.type == "NUMBER"]
        for name, token in zip(("leaf", "subleaf"), numbers, strict=False):
            _take_number(name, token, values, findings)
    elif node.rule == "register":
        register, letters = tokens
        values.append(SubSetting(register[:3], str(letters), letters.start_pos or 0))
        findings += _doubts(register, letters)
    elif node.rule == "bad_letters":
        rest = str(tokens[1]) if len(tokens) > 1 else ""
        length = len(rest.partition(",")[0])
        said = f"{tokens[0][:3]} has {length} letters instead of 32; xl ignores it and what follows"
        at = tokens[0].end_pos or 0
        findings.append(Finding(said, at, max(1, length), "warning", _FORM))
    else:
        said = f'"{shown(tokens[0])}" does not begin with a register; xl ignores it'
        hint = "write eax=, ebx=, ecx= or edx="
        findings.append(Finding(said, at, len(tokens[0]), "warning", hint))


def _take_number(
    name: str, token: Token, values: list[SubSetting], findings: list[Finding]
) -> None:
    number = strtoul(token, 0)
    assert number is not None
    kept, at = number.value & UNUSED, token.start_pos or 0
    values.append(SubSetting(name, kept, at))
    if kept == UNUSED or kept != number.value:
        said = f"{name} {shown(token.strip())} does not fit; xl reads {kept:#x}"
        if kept == UNUSED:
            said = f"{name} {shown(token.strip())} means none to xl"
        findings.append(Finding(said, at, len(token), "warning", "write a number below 0xffffffff"))


def _doubts(register: Token, letters: Token) -> list[Finding]:
    found = []
    if len(register) > len("eax="):
        said = f'xl ignores "{shown(register[3:-1])}"'
        at = (register.start_pos or 0) + 3
        found.append(Finding(said, at, len(register) - 4, "warning", f"write {register[:3]}="))
    wrong = [i for i, letter in enumerate(letters) if letter not in _LETTERS]
    if wrong:
        said = f'"{shown(letters[wrong[0]])}" is not one of 0 1 x k s; creating the domain fails'
        at = (letters.start_pos or 0) + wrong[0]
        found.append(Finding(said, at, 1, "warning", _FORM))
    return found


def _broken(stop: Stop, text: str) -> Finding:
    what = "a colon" if "COLON" in stop.expected else "a number"
    if "COLON" not in stop.expected and stop.offset == 0:
        what = "the number of a leaf"
    rest = text[stop.offset :]
    seen = f'before "{shown(rest)}"' if rest else "at the end"
    said = f"{what} is missing {seen}; xl ignores this line"
    return Finding(said, stop.offset, max(1, len(rest)), "warning", _FORM)
