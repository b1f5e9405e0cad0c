"""Ranges of host resources: I/O ports, interrupts and machine frames.

Nothing is expanded: a range is its first number and how many there are.
"""

from __future__ import annotations

from xlpy.syntax.source import shown
from xlpy.syntax.specs import grammars
from xlpy.syntax.specs.cnumbers import Number, scanned_hex, strtoul
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.grammars import Node, Stop, Token
from xlpy.syntax.specs.parsed import Parsed, SubSetting

_UINT32_MAX = 0xFFFFFFFF


def parse_ioports(text: str) -> Parsed:
    """One item of `ioports=`: `P` or `A-B` in hex, below ffffffff; gives first and number."""
    node = grammars.parse("ranges", "ioport", text)
    if isinstance(node, Stop):
        return _wrong(node, text, "a port is hexadecimal", "write one port or FIRST-LAST: 3f8-3ff")
    ports = [each for each in _tokens(node) if each.type == "HEX"]
    findings = [each for token in ports if (each := _too_large(token, "port", 16))]
    findings += [_rest(each) for each in _tokens(node) if each.type == "REST"]
    first, last = _value(ports[0], 16), _value(ports[-1], 16)
    if last < first and not findings:
        findings.append(_backwards(ports))
    number = (last - first + 1) & _UINT32_MAX
    at = ports[0].start_pos or 0
    values = (SubSetting("first", first, at), SubSetting("number", number, at))
    return Parsed(values, tuple(findings))


def parse_irqs(text: str) -> Parsed:
    """One item of `irqs=`: a decimal number below 2^32-1; gives irq."""
    node = grammars.parse("ranges", "irq", text)
    if isinstance(node, Stop):
        return _wrong(node, text, "an interrupt is a decimal number", _irq_hint(text))
    token = _tokens(node)[0]
    finding = _too_large(token, "interrupt", 10)
    value = SubSetting("irq", _value(token, 10), token.start_pos or 0)
    return Parsed((value,), (finding,) if finding else ())


def parse_iomem(text: str) -> Parsed:
    """One item of `iomem=`: `START,COUNT[@GFN]` in hex; gives start, number and gfn, if written."""
    node = grammars.parse("ranges", "iomem", text)
    if isinstance(node, Stop):
        hint = "write START,COUNT or START,COUNT@GFN in hexadecimal page frames: fed00,1"
        return _wrong(node, text, "this is no range of frames", hint)
    frames = [each for each in _tokens(node) if each.type == "FRAME"]
    names = ("start", "number", "gfn")
    values, findings = [], []
    for name, token in zip(names, frames, strict=False):
        number = scanned_hex(token)
        values.append(SubSetting(name, number.value, token.start_pos or 0))
        if doubt := _frame_doubt(name, token, number):
            findings.append(doubt)
    return Parsed(tuple(values), tuple(findings))


def _tokens(node: Node) -> list[Token]:
    return [each for each in node.children if isinstance(each, Token)]


def _value(token: Token, base: int) -> int:
    number = strtoul(token, base)
    return number.value if number else 0


def _too_large(token: Token, what: str, base: int) -> Finding | None:
    if _value(token, base) < _UINT32_MAX:
        return None
    said = f"{what} {shown(token.strip())} is too large"
    hint = "it must be below ffffffff" if base == 16 else "it must be below 4294967295"
    return Finding(said, token.start_pos or 0, len(token), hint=hint)


def _rest(token: Token) -> Finding:
    said = f'xl ignores "{shown(token)}" behind the port'
    hint = "write FIRST-LAST without blanks" if "-" in token else "remove it"
    return Finding(said, token.start_pos or 0, len(token), "warning", hint)


def _backwards(ports: list[Token]) -> Finding:
    said = f"the range {ports[0].strip()}-{ports[1].strip()} runs backwards"
    hint = f"write {shown(ports[1].strip())}-{shown(ports[0].strip())}; xl lets the count wrap"
    width = (ports[1].end_pos or 0) - (ports[0].start_pos or 0)
    return Finding(shown(said, 80), ports[0].start_pos or 0, width, "warning", hint)


def _frame_doubt(name: str, token: Token, number: Number) -> Finding | None:
    at, width = token.start_pos or 0, len(token)
    if number.huge or "-" in token:
        said = f"{shown(token.strip())} does not fit 64 bits; xl reads {number.value:x}"
        return Finding(said, at, width, "warning", "write a hexadecimal page frame number")
    if name == "number" and number.value == 0:
        return Finding("the range holds no frames", at, width, "warning", "write a count from 1 on")
    return None


def _irq_hint(text: str) -> str:
    number = strtoul(text, 0)
    if number and number.end == len(text):
        return f"write {number.value}"
    return "write one number, as in irqs=[5, 7]"


def _wrong(stop: Stop, text: str, said: str, hint: str) -> Parsed:
    at = stop.offset
    seen = f'not "{shown(text[at:])}"' if at < len(text) else "something is missing"
    return Parsed((), (Finding(f"{said}: {seen}", at, max(1, len(text) - at), hint=hint),))
