"""Paravirtual sound cards: each is a list of items `CARD,…`, `PCM,…` and `STREAM,…`.

A PCM belongs to the card, a STREAM to the PCM before it. An empty item is skipped.
"""

from __future__ import annotations

from xlpy.syntax.source import shown
from xlpy.syntax.specs import grammars, options, values
from xlpy.syntax.specs.cnumbers import strtoul
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.grammars import Node, Token
from xlpy.syntax.specs.nearest import suggestion
from xlpy.syntax.specs.options import Piece
from xlpy.syntax.specs.parsed import Parsed, SubSetting

FORMATS = tuple(
    "s8 u8 s16_le s16_be u16_le u16_be s24_le s24_be u24_le u24_be s32_le s32_be u32_le u32_be"
    " f32_le f32_be f64_le f64_be iec958_subframe_le iec958_subframe_be mu_law a_law ima_adpcm"
    " mpeg gsm".split()
)

_UINT32 = values.unsigned(32)
_FORMAT = values.word(*FORMATS)
_PARAMS: dict[str, values.Reader] = {
    "sample-rates": values.text,
    "sample-formats": values.text,
    "channels-min": _UINT32,
    "channels-max": _UINT32,
    "buffer-size": _UINT32,
}
SECTIONS = {
    "card": options.Language(
        "CARD",
        {**dict.fromkeys(("backend", "short-name", "long-name"), values.text), **_PARAMS},
    ),
    "pcm": options.Language("PCM", {"name": values.text, **_PARAMS}),
    "stream": options.Language(
        "STREAM",
        {"unique-id": values.text, "type": values.word("p", "c"), **_PARAMS},
        other={"id": "unique-id"},
    ),
}


def parse_vsnd(text: str) -> Parsed:
    """One item of a sound card; its first value is the section: card, pcm, stream or "" (empty).

    A list gives how many entries it has under its name, then each as sample-rate or sample-format.
    """
    found = options.pieces(text)
    first = next(found, None)
    if first is None:
        return Parsed((SubSetting("section", "", 0),), ())
    section = values.ascii_lower(first.word)
    if first.value is not None or section not in SECTIONS:
        return Parsed((SubSetting("section", "", first.offset),), (_no_section(first),))
    parsed = _with_lists(options.read_pieces(found, SECTIONS[section]))
    return parsed._replace(values=(SubSetting("section", section, first.offset), *parsed.values))


def _with_lists(parsed: Parsed) -> Parsed:
    """The lists read, too."""
    found: list[SubSetting] = []
    findings = list(parsed.findings)
    for setting in parsed.values:
        if setting.name in ("sample-rates", "sample-formats"):
            _take(setting, found, findings)
        else:
            found.append(setting)
    findings.sort(key=lambda finding: finding.offset)
    return Parsed(tuple(found), tuple(findings[: options.MOST_FINDINGS]))


def _take(setting: SubSetting, found: list[SubSetting], findings: list[Finding]) -> None:
    """The entries of a list; real xl crashes on an empty one."""
    node = grammars.parse("sounds", "entries", str(setting.value))
    assert isinstance(node, Node)  # the grammar takes any text
    entries = [each for each in node.children if isinstance(each, Token)]
    found.append(SubSetting(setting.name, len(entries), setting.offset))
    if not entries:
        hint = f"write {setting.name}=…;… or leave it out"
        findings.append(Finding(f"{setting.name} is empty", setting.offset, 1, hint=hint))
    reader = _rate if setting.name == "sample-rates" else _FORMAT
    for token in entries:
        value, finding = reader(str(token))
        at = setting.offset + (token.start_pos or 0)
        found.append(SubSetting(setting.name.removesuffix("s"), value, at))
        if finding:
            findings.append(options.moved(finding, at))
            if len(findings) >= options.MOST_FINDINGS:
                break


def _rate(text: str) -> values.Read:
    value, finding = _UINT32(text)
    number = strtoul(text, 0)
    if finding and number and number.end < len(text):
        finding = finding._replace(hint="write the rate in Hz, digits only")
    return value, finding


def _no_section(first: Piece) -> Finding:
    word = first.word if first.value is None else f"{first.word}="
    said = f'"{shown(word)}" is no section'
    plain = first.word.strip()
    hint = f"begin with CARD, PCM or STREAM, then a comma; {suggestion(plain, SECTIONS)}"
    if values.ascii_lower(plain) in SECTIONS:
        hint = f"write {plain}, with the comma right behind it"
    return Finding(said, first.offset, max(1, len(first.word)), hint=hint)
