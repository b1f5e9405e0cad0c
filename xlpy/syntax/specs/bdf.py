"""PCI addresses: [DDDD:]BB:DD.F in hexadecimal, where F may be * for all functions.

C reads the numbers with scanf: 32 bits of them count, and all but the first may have blanks, a sign
or 0x in front. Real xl 4.17 reads uninitialised memory when the dot is missing; here that is an
error like any other.
"""

from __future__ import annotations

from typing import NamedTuple

from xlpy.syntax.source import shown
from xlpy.syntax.specs import grammars
from xlpy.syntax.specs.cnumbers import scanned_hex
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.grammars import Node, Stop, Token
from xlpy.syntax.specs.parsed import Parsed, SubSetting

WRONG = 6
"""xl's exit status for PCI specs it cannot read."""

_LIMITS = (("domain", 0xFFFF), ("bus", 0xFF), ("device", 0x1F), ("function", 7))
SLOT_MAX = 0x1F
_FORM = "write [DDDD:]BB:DD.F, as in 0000:03:00.0"


class Address(NamedTuple):
    """A device's address as canonical text, and what is wrong with it."""

    text: str
    findings: tuple[Finding, ...]


def parse_bdf(text: str) -> Parsed:
    """A lone address, as pci-assignable-add takes it; gives bdf as canonical text.

    xl never looks at what follows the function.
    """
    node = grammars.parse("pci", "bdf", text)
    if isinstance(node, Stop):
        return Parsed((), (explain(node, text),))
    first = node.children[0]
    assert isinstance(first, Node)
    found = address(first)
    findings = [*found.findings, *unread(node)]
    return Parsed((SubSetting("bdf", found.text, 0),), tuple(findings))


def unread(node: Node) -> list[Finding]:
    """What to say about a rest that xl does not read."""
    rest = node.children[-1]
    if not isinstance(rest, Token):
        return []
    said = f'xl ignores "{shown(rest)}" behind it'
    return [Finding(said, rest.start_pos or 0, len(rest), "warning", "remove it")]


def address(node: Node) -> Address:
    """The address of a matched `address` rule."""
    parts = _numbers(node)
    findings = tuple(
        finding
        for token, (what, most) in zip(parts, _LIMITS[4 - len(parts) :], strict=True)
        if token.type != "STAR" and (finding := limited(token, what, most))
    )
    values = [0 if token.type == "STAR" else field(token) for token in parts]
    domain, bus, dev, func = [0] * (4 - len(values)) + values
    last = "*" if parts[-1].type == "STAR" else f"{func:x}"
    return Address(f"{domain:04x}:{bus:02x}:{dev:02x}.{last}", findings)


def field(token: Token) -> int:
    """A number as scanf's %x keeps it: its low 32 bits."""
    if token.type == "PLAIN" and len(token) <= 8:
        return int(token, 16)
    return scanned_hex(token).value & 0xFFFFFFFF


def limited(token: Token, what: str, most: int) -> Finding | None:
    """What to say when a number is beyond its field, or is not read as it looks."""
    at, width = token.start_pos or 0, len(token)
    if field(token) > most:
        said = f"{what} {shown(token)} is too large"
        return Finding(said, at, width, hint=f"0 to {most:x} are possible", exit_code=WRONG)
    if len(token.lstrip("0")) > 8 or "-" in token:
        said = f"{what} {shown(token)} does not fit; xl reads {field(token):x}"
        return Finding(said, at, width, "warning", f"0 to {most:x} are possible")
    return None


def explain(stop: Stop, text: str) -> Finding:
    """Why a text is no address."""
    at = stop.offset
    seen = f'"{shown(text[at : at + 1])}"' if at < len(text) else "the end"
    hint: str | None = _FORM
    if ":" not in text:
        said = f'"{shown(text)}" is not a PCI address' if text else "there is no PCI address"
        return Finding(said, 0, max(1, len(text)), hint=hint, exit_code=WRONG)
    if {"AT", "COMMA"} & stop.expected:
        said = f"{seen} cannot follow {shown(text[:at])}"
        hint = "options stand behind a comma, as in 03:00.0,permissive=1"
    elif "DOT" in stop.expected:
        said = f"a dot and the function should stand before {seen}"
    else:
        said = f"a hexadecimal number is missing before {seen}"
    return Finding(said, at, 1, hint=hint, exit_code=WRONG)


def _numbers(node: Node) -> list[Token]:
    found: list[Token] = []
    for child in node.children:
        if isinstance(child, Node):
            found += [token for token in child.children if isinstance(token, Token)]
        elif child.type == "PLAIN":
            found.append(child)
    return found
