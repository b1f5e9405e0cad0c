"""One network interface: `name=value` pieces between commas.

Accepts what xl 4.17 accepts. In a config file it only mentions an unknown piece, a wrong type= or a
wrong mac=, and uses the rest: warnings here. On the command line these are errors.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xlpy.syntax.specs import vif_errors as wrong
from xlpy.syntax.specs.cnumbers import ULONG_MAX, signed, strtoul
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.mac import mac_text, read_mac
from xlpy.syntax.specs.parsed import Parsed, SubSetting
from xlpy.syntax.specs.pieces import pieces
from xlpy.syntax.specs.rate import read_rate
from xlpy.syntax.specs.vif_words import FLAGS, TYPES
from xlpy.syntax.specs.words import MOST_FINDINGS, nul, quoted, trailing_blank, warning


def parse_vif(text: str) -> Parsed:
    """Read one item of `vif=[…]`. Never raises, whatever the text."""
    if found := nul(text):
        return Parsed((), (found,))
    vif = _Vif(text)
    for token in pieces("vif", text):
        _READ[token.type](vif, str(token), token.start_pos or 0)
    return vif.finished()


def parse_vif_words(words: Sequence[str]) -> Parsed:
    """Read an interface as `xl network-attach` takes it: one piece per word, commas and all.

    Offsets count through the words as if one character stood between each two.
    """
    vif, at = _Vif("\0".join(words), strict=True), 0
    for word in words:
        if found := nul(word):
            return Parsed((), (found._replace(offset=at + found.offset),))
        _READ[_kind(word)](vif, word, at)
        at += len(word) + 1
    return vif.finished()


def _kind(word: str) -> str:
    """What a word is as a whole: what it begins with, if it begins at once."""
    token = next(pieces("vif", word), None)
    if token is None or token.start_pos or (token.type == "FLAG" and token != word):
        return "OTHER"
    return token.type


class _Vif:
    """What has been read of one interface so far; `memory` is what a mac= may run on into."""

    def __init__(self, memory: str, *, strict: bool = False) -> None:
        self._memory, self._strict = memory, strict
        self._values: list[SubSetting] = []
        self._findings: list[Finding] = []
        self._said: dict[str, SubSetting] = {}
        self._mac = [0] * 6

    def finished(self) -> Parsed:
        parsed = Parsed(tuple(self._values), tuple(self._findings))
        return parsed if parsed.ok else parsed._replace(values=())

    def text(self, piece: str, at: int) -> None:
        name, _, value = piece.partition("=")
        if name in ("netdev", "accel"):
            self._findings.append(wrong.old(name, at))
        at += len(name) + 1
        if blank := trailing_blank(name, value, at):
            self._findings.append(blank)
        if name != "accel":
            self._say("gatewaydev" if name == "netdev" else name, value, at)

    def type(self, piece: str, at: int) -> None:
        value, at = piece[5:], at + 5
        if value in TYPES:
            self._say("type", value, at)
        else:
            self._refuse(wrong.bad_type(value, at))

    def mac(self, piece: str, at: int) -> None:
        value, at = piece[4:], at + 4
        mac = read_mac(self._memory, at)
        if mac.beyond:
            self._findings.append(wrong.mac_beyond(value, at))
            return
        self._mac[: len(mac.groups)] = mac.groups
        if mac.groups:
            self._say("mac", mac_text(self._mac), at)
        if not mac.whole:
            self._refuse(wrong.bad_mac(value, at, mac))
            return
        self._doubt_mac(value, at, mac.end)

    def rate(self, piece: str, at: int) -> None:
        rate, at = read_rate(piece[5:]), at + 5
        if isinstance(rate, Finding):
            self._findings.append(rate._replace(offset=at + rate.offset))
            return
        self._findings += (doubt._replace(offset=at + doubt.offset) for doubt in rate.doubts)
        self._say("rate_bytes_per_interval", rate.bytes_per_interval, at)
        self._say("rate_interval_usecs", rate.interval_usecs, at)

    def count(self, piece: str, at: int) -> None:
        name, _, value = piece.partition("=")
        at += len(name) + 1
        read = strtoul(value, 10)
        if read is None or read.value == ULONG_MAX:
            self._findings.append(wrong.bad_count(name, value, at))
            return
        kept = signed(read.value)
        self._say(name, kept, at)
        if read.end != len(value) or kept != read.value:
            text = f"the {name} {quoted(value)} is read as {kept}"
            self._findings.append(warning(text, at, len(value), "write a decimal number"))

    def flag(self, piece: str, at: int) -> None:
        self._say("trusted", FLAGS[piece], at)

    def other(self, piece: str, at: int) -> None:
        if len(self._findings) < MOST_FINDINGS:
            self._refuse(wrong.unknown(piece, at))

    def _doubt_mac(self, value: str, at: int, end: int) -> None:
        """A MAC address that is whole, but perhaps not the one that was meant."""
        if end > at + len(value):
            text = (
                f"{quoted(value)} has too few groups; xl reads on behind it: {mac_text(self._mac)}"
            )
            self._findings.append(warning(text, at, len(value), "write all six groups"))
        elif end < at + len(value):
            behind = value[end - at :]
            text = f"{quoted(behind)} behind the MAC address is ignored"
            self._findings.append(warning(text, end, len(behind), "remove it"))
        if not any(self._mac):
            text = "a MAC address of zeros counts as none: libxl makes one up"
            self._findings.append(warning(text, at, len(value), "leave it out"))

    def _refuse(self, finding: Finding) -> None:
        self._findings.append(finding if self._strict else finding._replace(severity="warning"))

    def _say(self, name: str, value: str | int | bool, at: int) -> None:
        before = self._said.get(name)
        if before and before.value != value and name != "rate_interval_usecs":
            shown = "rate" if name.startswith("rate") else name
            text = f"an earlier {shown} is overruled here"
            self._findings.append(warning(text, at, 1, "give one of them"))
        self._said[name] = setting = SubSetting(name, value, at)
        self._values.append(setting)


_READ: dict[str, Callable[[_Vif, str, int], None]] = {
    "TEXT": _Vif.text,
    "COLO": _Vif.text,
    "TYPE": _Vif.type,
    "MAC": _Vif.mac,
    "RATE": _Vif.rate,
    "COUNT": _Vif.count,
    "FLAG": _Vif.flag,
    "OTHER": _Vif.other,
}
