"""Generic virtio devices (from Xen 4.18 on): `type=virtio,device22,transport=mmio,…`.

A type that begins with virtio takes the next piece along; real xl crashes when there is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlpy.syntax.specs import options, values
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.options import Piece
from xlpy.syntax.specs.parsed import Parsed

VIRTIO = options.Language(
    "virtio",
    {
        "backend": values.text,
        "type": values.text,
        "transport": values.word("mmio"),
        "grant_usage": values.flag,
    },
)


def parse_virtio(text: str) -> Parsed:
    """One item of `virtio=`."""
    parsed = options.read_pieces(_joined(text), VIRTIO)
    last = parsed.values[-1] if parsed.values else None
    typed = str(last.value) if last and last.name == "type" else ""
    if not typed.startswith("virtio") or "," in typed:
        return parsed
    assert last is not None
    hint = "write type=virtio,device22, say, with the device's number in hexadecimal"
    missing = Finding("the device is missing behind virtio", last.offset, len(typed), hint=hint)
    return parsed._replace(findings=(*parsed.findings, missing))


def _joined(text: str) -> Iterator[Piece]:
    """The pieces, a virtio type together with the one behind it."""
    found = options.pieces(text, spaces="")
    for piece in map(options.without_spaces, found):
        typed = piece.word == "type" and (piece.value or "").startswith("virtio")
        if typed and (follower := next(found, None)):
            rest = follower.word if follower.value is None else _whole(follower)
            piece = piece._replace(value=f"{piece.value},{rest}")
        yield piece


def _whole(piece: Piece) -> str:
    return f"{piece.word}={piece.value}"
