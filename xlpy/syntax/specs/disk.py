"""One disk: `TARGET,FORMAT,VDEV,ACCESS`, or `name=value` pieces, or both mixed.

Accepts what libxlutil 4.17 accepts, and gives each piece the same meaning; the grammar (disk.lark)
cuts the pieces. Where it stops at the first error, this goes on and reports the others too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xlpy.syntax.specs import disk_errors as wrong
from xlpy.syntax.specs.disk_said import Said
from xlpy.syntax.specs.disk_words import CHOICES, FLAGS, PREFIX_FORMATS, PREFIX_SCRIPTS
from xlpy.syntax.specs.parsed import Parsed
from xlpy.syntax.specs.pieces import Token, pieces
from xlpy.syntax.specs.words import MOST_FINDINGS, nul, warning


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
    return reader.parsed(max(0, base - 1))


class _Disk(Said):
    """Reads pieces into what is said of a disk."""

    def __init__(self) -> None:
        super().__init__()
        self._prefixed = False  # after a prefix there is no place for a format
        self._access_placed = False
        self._base = 0  # where the word being read begins
        self._stopped = False  # xl's own scanner does not come as far as here

    def read(self, word: str, base: int) -> bool:
        """One word; False when nothing behind it makes sense."""
        self._base, rest = base, -1  # `rest`: where a piece with an unknown name goes on
        for token in pieces("disk", word):
            at = token.start_pos or 0
            if at != rest or token.type not in ("PLACED", "UNKNOWN"):
                _READ[token.type](self, token, base + at)
            if token.type == "UNKNOWN" or at == rest:
                rest = -1 if token.endswith(",") else at + len(token)
            if self.ended or len(self.errors) >= MOST_FINDINGS:
                return False
        return True

    def target(self, token: Token, at: int) -> None:
        self.say_once("target", _without_comma(token[7:]), at + 7)

    def named(self, token: Token, at: int) -> None:
        name, _, value = token.partition("=")
        value, at = _without_comma(value), at + len(name) + 1
        if name in CHOICES:
            self.choose(name, value, at)
        elif name == "colo-port":
            self.say_port(value, at)
        else:
            self.say_once(name, value, at)

    def flag(self, token: Token, at: int) -> None:
        self.say(*FLAGS[_without_comma(token)], at)

    def prefix(self, token: Token, at: int) -> None:
        self._prefixed = True
        for written in token.split(":")[:-1]:
            name = written.strip(" \t")
            if name in PREFIX_FORMATS:
                self.choose("format", name, at)
            elif name in PREFIX_SCRIPTS:
                self.say_once("script", f"block-{name}", at)
            at += len(written) + 1

    def placed(self, token: Token, at: int) -> None:
        """A piece without a name goes to the first place that is still free."""
        value = _without_comma(token)
        if "target" not in self.latest:
            self.say_once("target", value, at)
        elif not self._prefixed and "format" not in self.latest:
            self._place_format(value, at)
        elif "vdev" not in self.latest:
            self._place_vdev(value, at)
        elif not self._access_placed:
            self._access_placed = True
            self.choose("access", value, at, prefixed=self._prefixed)
        elif not self.errors:  # else perhaps only an earlier mistake makes it one too many
            self.lose(wrong.too_many(value, at), end=True)

    def last(self, _token: Token, at: int) -> None:
        self.doubts.append(warning("the = at the end is ignored", at, 1, "remove it"))

    def unknown(self, token: Token, at: int) -> None:
        self.lose(wrong.unknown_name(token.partition("=")[0], at))

    def misnamed(self, token: Token, at: int) -> None:
        self._stopped = True
        self.unknown(token, at)

    def no_prefix(self, token: Token, at: int) -> None:
        self.lose(wrong.unknown_prefix(token[:-1], at), end=True)

    def stray(self, _token: Token, at: int) -> None:
        if self.lost:
            self.ended = True
        else:
            self.lose(wrong.stray(at), end=True)

    def jam(self, _token: Token, at: int) -> None:
        stopped = self._stopped or any(error.offset < self._base for error in self.errors)
        self.lose(wrong.stray(at) if stopped else wrong.jam(at), end=True)

    def _place_format(self, value: str, at: int) -> None:
        if not self.latest["target"].value and ":" in value:
            self.say("format", "empty", at)
            self._place_vdev(value, at)
        elif value not in CHOICES["format"] and wrong.looks_like_vdev(value):
            self.errors.append(wrong.no_format(str(self.latest["target"].value), value, at))
            self.say("format", "raw", at)
            self._place_vdev(value, at)
        else:
            self.choose("format", value, at)

    def _place_vdev(self, value: str, at: int) -> None:
        vdev, colon, kind = value.rpartition(":")
        if not colon:
            self.say_once("vdev", value, at)
        elif kind in CHOICES["devtype"]:
            self.say("devtype", kind, at + len(vdev) + 1)
            self.say_once("vdev", vdev, at)
        else:
            self.errors.append(wrong.unknown_type(kind, at + len(vdev) + 1))
            self.say_once("vdev", vdev, at)


def _without_comma(text: str) -> str:
    return text[:-1] if text.endswith(",") else str(text)


_READ: dict[str, Callable[[_Disk, Token, int], None]] = {
    "TARGET": _Disk.target,
    "NAMED": _Disk.named,
    "FLAG": _Disk.flag,
    "PREFIX": _Disk.prefix,
    "PLACED": _Disk.placed,
    "UNKNOWN": _Disk.unknown,
    "MISNAMED": _Disk.misnamed,
    "NO_PREFIX": _Disk.no_prefix,
    "LAST": _Disk.last,
    "STRAY": _Disk.stray,
    "JAM": _Disk.jam,
}
