"""cpuid="host,NAME=VALUE,…": CPU features by name.

Nothing here stops xl: it complains about a piece it does not understand and goes on with the next.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlpy.syntax.source import shown
from xlpy.syntax.specs.cnumbers import strtoul
from xlpy.syntax.specs.cpuid_names import LATER, Bits, names
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.nearest import suggestion
from xlpy.syntax.specs.options import MOST_FINDINGS, Piece, pieces
from xlpy.syntax.specs.parsed import Parsed, SubSetting

_LETTERS = "xks"


def parse_cpuid(text: str) -> Parsed:
    """The text of `cpuid=`: a value per name, a number or one of the letters x, k and s.

    A name with a wrong value has the value "": it leaves an empty entry for its leaf in libxl's list.
    """
    values: list[SubSetting] = []
    findings: list[Finding] = []
    found = pieces(text, spaces="")
    first = next(found, None)
    if first is not None and (first.word != "host" or first.value is not None):
        findings.append(_no_host(first, text))
        return Parsed((), tuple(findings))
    for piece in found:
        bits = names().get(piece.word)
        value = None if bits is None or piece.value is None else _value(piece.value, bits)
        if value is not None:
            values.append(SubSetting(piece.word, value, piece.value_offset))
        if len(findings) < MOST_FINDINGS:
            findings += _findings(piece, bits, value)
    return Parsed(tuple(values), tuple(findings))


def bits_of(parsed: Parsed) -> Iterator[tuple[SubSetting, Bits]]:
    """The values of a text with the bits that each is for."""
    known = names()
    return ((value, known[value.name]) for value in parsed.values)


def _findings(piece: Piece, bits: Bits | None, value: int | str | None) -> list[Finding]:
    finding = _unknown(piece) if bits is None or value is None else _doubt(piece, bits, value)
    return [finding] if finding else []


def _value(text: str, bits: Bits) -> int | str:
    """A number, a letter, or "" for neither."""
    if bits.register == "msr":  # exactly one character here
        return "" if text not in ("0", "1", *_LETTERS) else int(text) if text in "01" else text
    number = strtoul(text, 0)
    if number:
        return number.value
    return text[0] if text[:1] and text[0] in _LETTERS else ""


def _doubt(piece: Piece, bits: Bits, value: int | str) -> Finding | None:
    """What to say about a value that is not read, or not as it looks."""
    text = piece.value or ""
    at, width = piece.value_offset, max(1, len(text))
    wanted = "0 or 1" if bits.length == 1 else f"a number below {1 << bits.length}"
    hint = f"write {wanted}, x (default), k or s (as the host has it)"
    if value == "":
        said = f'"{shown(text)}" is no value for {piece.word}; xl ignores it'
        return Finding(said, at, width, "warning", hint)
    if isinstance(value, str):
        said = f'xl ignores "{shown(text[1:])}"'
        return Finding(said, at + 1, width - 1, "warning", hint) if len(text) > 1 else None
    number = strtoul(text, 0)
    if number and number.end < len(text):
        said = f'xl ignores "{shown(text[number.end :])}"'
        return Finding(said, at + number.end, len(text) - number.end, "warning", hint)
    if value >> bits.length and piece.word != "family":
        said = (
            f"{shown(text)} does not fit {piece.word}; xl keeps {value % (1 << bits.length)} of it"
        )
        return Finding(said, at, width, "warning", hint)
    if piece.word == "family" and value > 270:
        return Finding(f"family {shown(text)} is beyond 270", at, width, "warning", None)
    return None


def _unknown(piece: Piece) -> Finding:
    known, plain = names(), piece.word.strip()
    said, hint = f"cpuid has no feature {shown(piece.word)}", suggestion(piece.word, known)
    if not piece.word:
        said, hint = "there is no name before the =", "write NAME=VALUE"
    elif piece.word in known:
        said, hint = f"{piece.word} has no value", f"write {piece.word}=0 or {piece.word}=1"
    elif plain in known:
        said = f'there is a blank in "{shown(piece.word)}"'
        hint = f"write {plain}=… right behind the comma"
    elif piece.word in LATER:
        said, hint = f"{piece.word} is known from later releases on, not in 4.17", "remove it"
    width = max(1, len(piece.word))
    return Finding(f"{said}; xl ignores it", piece.offset, width, "warning", hint)


def _no_host(first: Piece, text: str) -> Finding:
    said = "cpuid= must begin with the word host; xl ignores all of it"
    hint = f"write host,{shown(text)}" if first.value is not None else "write host,NAME=VALUE,…"
    if text[:1].isdigit():
        hint = "the old syntax with registers needs brackets: cpuid=[…]"
    elif first.word.strip().lower() == "host":
        hint = "write host, in lower case and without blanks"
    return Finding(said, first.offset, max(1, len(first.word)), "warning", hint)
