"""Paravirtual sound cards. The name of a sub-key begins with the section it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from xlpy.config.specs.listing import fields
from xlpy.config.specs.rows import SubKey
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.parsed import Parsed
from xlpy.syntax.specs.vsnd import parse_vsnd

Findings: TypeAlias = tuple[Finding, ...]


def _params(section: str) -> tuple[SubKey, ...]:
    """The rows of the sound formats, which every section has."""
    return (
        SubKey(
            f"{section} sample-rates",
            "list",
            "",
            "Hz, separated by ;",
            "Sample rates on offer.",
            "4.12",
            "params.sample_rates",
        ),
        SubKey(
            f"{section} sample-formats",
            "list",
            "",
            "formats, separated by ;",
            "Sample formats on offer, such as s16_le.",
            "4.12",
            "params.sample_formats",
        ),
        SubKey(
            f"{section} channels-min",
            "unsigned number",
            "0",
            "",
            "Fewest channels.",
            "4.12",
            "params.channels_min",
        ),
        SubKey(
            f"{section} channels-max",
            "unsigned number",
            "0",
            "",
            "Most channels.",
            "4.12",
            "params.channels_max",
        ),
        SubKey(
            f"{section} buffer-size",
            "unsigned number",
            "0",
            "bytes",
            "Size of the buffer.",
            "4.12",
            "params.buffer_size",
        ),
    )


VSND: tuple[SubKey, ...] = (
    SubKey(
        "CARD backend",
        "text",
        "domain 0",
        "a name or number",
        "Domain that runs the back end.",
        "4.12",
        "backend_domname",
    ),
    SubKey("CARD short-name", "text", "", "", "Short name of the card.", "4.12", "short_name"),
    SubKey("CARD long-name", "text", "", "", "Long name of the card.", "4.12", "long_name"),
    *_params("CARD"),
    SubKey("PCM name", "text", "", "", "Name of the PCM.", "4.12", "pcms[].name"),
    *_params("PCM"),
    SubKey(
        "STREAM unique-id",
        "text",
        "",
        "",
        "Names the stream for its back end.",
        "4.12",
        "pcms[].streams[].unique_id",
    ),
    SubKey(
        "STREAM type", "word", "", "p, c", "Playback or capture.", "4.12", "pcms[].streams[].type"
    ),
    *_params("STREAM"),
)

_NAMES = ("sample-rates", "sample-formats", "channels-min", "channels-max", "buffer-size")
_CARD = (("short_name", "short-name"), ("long_name", "long-name"))


class _Part:
    """A card, PCM or stream while its items are read: several of a card add up."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.below: list[_Part] = []

    def add(self, parsed: Parsed) -> None:
        """Take the values of one item."""
        for setting in parsed.values[1:]:
            if setting.name in _NAMES[:2]:
                self.values[setting.name] = []
            elif setting.name in ("sample-rate", "sample-format"):
                self.values[f"{setting.name}s"].append(setting.value)
            else:
                self.values[setting.name] = setting.value

    def params(self) -> dict[str, Any]:
        """The sound formats."""
        return fields(self.values, [(name.replace("-", "_"), name) for name in _NAMES])

    def named(self, *order: tuple[str, str]) -> dict[str, Any]:
        """Fields that come before the sound formats, then these."""
        return {**fields(self.values, order), "params": self.params()}


def vsnd_json(card: Sequence[Parsed], devid: int = 0) -> dict[str, Any]:
    """One card, from its items, as libxl has it."""
    whole = _Part()
    for item in card:
        section = item.values[0].value
        _place(whole, str(section)).add(item)
    return {
        **fields(whole.values, [("backend_domname", "backend")]),
        "devid": devid,
        **whole.named(*_CARD),
        **_below("pcms", [_pcm(each) for each in whole.below]),
    }


def vsnd_list_json(cards: Sequence[Sequence[str]]) -> tuple[list[Any], list[list[Findings]]]:
    """`vsnd=`, a list of lists: the cards, and the findings per item of each card.

    xl ends with status 1 where a card is not a list; a list inside a card ends the card.
    """
    parsed = [[parse_vsnd(item) for item in card] for card in cards]
    json = [vsnd_json(card, devid) for devid, card in enumerate(parsed)]
    return json, [[item.findings for item in card] for card in parsed]


def _place(card: _Part, section: str) -> _Part:
    """What an item is about: a PCM or stream is new with each item."""
    if section in ("pcm", "stream"):
        if section == "pcm" or not card.below:  # a stream before any PCM gets one without a name
            card.below.append(_Part())
        if section == "stream":
            card.below[-1].below.append(_Part())
            return card.below[-1].below[-1]
        return card.below[-1]
    return card


def _pcm(part: _Part) -> dict[str, Any]:
    streams = [each.named(("unique_id", "unique-id"), ("type", "type")) for each in part.below]
    return {**part.named(("name", "name")), **_below("streams", streams)}


def _below(name: str, parts: list[dict[str, Any]]) -> dict[str, Any]:
    return {name: parts} if parts else {}
