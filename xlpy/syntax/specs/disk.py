"""One disk: `TARGET,FORMAT,VDEV,ACCESS`, or `name=value` pieces, or both mixed.

Accepts what libxlutil 4.17 accepts, and gives each piece the same meaning; the grammar (disk.lark)
cuts the pieces. Where it stops at the first error, this goes on and reports the others too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xlpy.syntax.specs import disk_errors as wrong
from xlpy.syntax.specs.cnumbers import signed, strtol
from xlpy.syntax.specs.disk_doubts import doubts
from xlpy.syntax.specs.disk_words import CHOICES, FLAGS, PREFIX_FORMATS, PREFIX_SCRIPTS
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.parsed import Parsed, SubSetting
from xlpy.syntax.specs.pieces import Token, pieces
from xlpy.syntax.specs.words import MOST_FINDINGS, nul, quoted, warning


def parse_disk(text: str) -> Parsed:
    """Read one item of `disk=[…]`. Never raises, whatever the text."""
    return parse_disk_words([text])


def parse_disk_words(words: Sequence[str]) -> Parsed:
    """Read a disk that several words describe, as `xl block-attach` takes them.

    Offsets count through the words as if one character stood between each two.
    """
    reader, base = _Disk(), 0
    for word in words:
        if found := nul(word):
            reader.lose(found._replace(offset=base + found.offset))
            break
        if not reader.read(word, base):
            break
        base += len(word) + 1
    return reader.finished(max(0, base - 1))


class _Disk:
    """What has been read of one disk so far."""

    def __init__(self) -> None:
        self.values: list[SubSetting] = []
        self.findings: list[Finding] = []
        self._doubts: list[Finding] = []
        self._said: dict[str, SubSetting] = {}
        self._prefixed = False  # after a prefix there is no place for a format
        self._access_placed = False
        self._lost = False  # an error that may be why something else seems to be missing
        self._ended = False  # nothing behind this makes sense

    def read(self, word: str, base: int) -> bool:
        """One word; False when nothing behind it makes sense."""
        for token in pieces("disk", word):
            _READ[token.type](self, token, base + (token.start_pos or 0))
            if self._ended or len(self.findings) >= MOST_FINDINGS:
                return False
        return True

    def finished(self, end: int) -> Parsed:
        if not self._lost:
            self.findings += wrong.missing(self._said, end)
        if self.findings:
            return Parsed((), tuple(self.findings))
        return Parsed(tuple(self.values), (*self._doubts, *doubts(self.values)))

    def target(self, token: Token, at: int) -> None:
        self._once("target", _without_comma(token[7:]), at + 7)

    def named(self, token: Token, at: int) -> None:
        name, _, value = token.partition("=")
        value, at = _without_comma(value), at + len(name) + 1
        if name in CHOICES:
            self._choose(name, value, at)
        elif name == "colo-port":
            self._port(value, at)
        else:
            self._once(name, value, at)

    def flag(self, token: Token, at: int) -> None:
        self._say(*FLAGS[_without_comma(token)], at)

    def prefix(self, token: Token, at: int) -> None:
        self._prefixed = True
        for written in token.split(":")[:-1]:
            name = written.strip(" \t")
            if name in PREFIX_FORMATS:
                self._choose("format", name, at)
            elif name in PREFIX_SCRIPTS:
                self._once("script", f"block-{name}", at)
            at += len(written) + 1

    def placed(self, token: Token, at: int) -> None:
        """A piece without a name goes to the first place that is still free."""
        value = _without_comma(token)
        if "target" not in self._said:
            self._once("target", value, at)
        elif not self._prefixed and "format" not in self._said:
            self._place_format(value, at)
        elif "vdev" not in self._said:
            self._place_vdev(value, at)
        elif not self._access_placed:
            self._access_placed = True
            self._choose("access", value, at, prefixed=self._prefixed)
        else:
            self.lose(wrong.too_many(value, at), end=True)

    def last(self, _token: Token, at: int) -> None:
        self._doubts.append(warning("the = at the end is ignored", at, 1, "remove it"))

    def unknown(self, token: Token, at: int) -> None:
        self.lose(wrong.unknown_name(token.partition("=")[0], at))

    def no_prefix(self, token: Token, at: int) -> None:
        self.lose(wrong.unknown_prefix(token[:-1], at), end=True)

    def stray(self, _token: Token, at: int) -> None:
        self.lose(wrong.stray(at), end=True)

    def jam(self, _token: Token, at: int) -> None:
        self.lose(wrong.jam(at), end=True)

    def lose(self, finding: Finding, *, end: bool = False) -> None:
        """An error after which one can't say what is missing; one that ends the process is first."""
        self.findings.insert(0 if finding.exit_code != 1 else len(self.findings), finding)
        self._lost = True
        self._ended |= end

    def _place_format(self, value: str, at: int) -> None:
        if not self._said["target"].value and ":" in value:
            self._say("format", "empty", at)
            self._place_vdev(value, at)
        elif value not in CHOICES["format"] and wrong.looks_like_vdev(value):
            self.findings.append(wrong.no_format(str(self._said["target"].value), value, at))
            self._say("format", "raw", at)
            self._place_vdev(value, at)
        else:
            self._choose("format", value, at)

    def _place_vdev(self, value: str, at: int) -> None:
        vdev, colon, kind = value.rpartition(":")
        if not colon:
            self._once("vdev", value, at)
        elif kind in CHOICES["devtype"]:
            self._say("devtype", kind, at + len(vdev) + 1)
            self._once("vdev", vdev, at)
        else:
            self.findings.append(wrong.unknown_type(kind, at + len(vdev) + 1))
            self._once("vdev", vdev, at)

    def _choose(self, name: str, value: str, at: int, *, prefixed: bool = False) -> None:
        meaning = CHOICES[name].get(value)
        before = self._said.get(name)
        if meaning is None:
            self.lose(wrong.bad_choice(name, value, at, prefixed=prefixed))
            self._said.setdefault(name, SubSetting(name, value, at))
        elif before and before.value != meaning and name not in ("access", "devtype"):
            self.findings.append(wrong.twice(name, before, value, at))
        else:
            self._say(name, meaning, at)

    def _once(self, name: str, value: str, at: int) -> None:
        before = self._said.get(name)
        if before and before.value:
            self.findings.append(wrong.twice(name, before, value, at))
        else:
            self._say(name, value, at)

    def _port(self, value: str, at: int) -> None:
        read = strtol(value)
        port = signed(read.value) if read else 0
        if read is None or port == 0:
            self.findings.append(wrong.bad_port(value, at))
            return
        self._say("colo-port", port, at)
        if read.end != len(value) or not 0 < port < 65536 or port != read.value:
            text = f"{quoted(value)} is read as port {port}"
            self._doubts.append(warning(text, at, len(value), "write a number from 1 to 65535"))

    def _say(self, name: str, value: str | int | bool, at: int) -> None:
        self._said[name] = setting = SubSetting(name, value, at)
        self.values.append(setting)


def _without_comma(text: str) -> str:
    return text[:-1] if text.endswith(",") else str(text)


_READ: dict[str, Callable[[_Disk, Token, int], None]] = {
    "TARGET": _Disk.target,
    "NAMED": _Disk.named,
    "FLAG": _Disk.flag,
    "PREFIX": _Disk.prefix,
    "PLACED": _Disk.placed,
    "UNKNOWN": _Disk.unknown,
    "NO_PREFIX": _Disk.no_prefix,
    "LAST": _Disk.last,
    "STRAY": _Disk.stray,
    "JAM": _Disk.jam,
}
