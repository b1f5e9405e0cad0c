"""What to say about the pieces of a network interface that xl does not take."""

from __future__ import annotations

from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.mac import Mac
from xlpy.syntax.specs.nearest import nearest
from xlpy.syntax.specs.vif_words import FLAGS, LATER, NAMES, OLD, TEXTS, TYPES
from xlpy.syntax.specs.words import quoted

_USUAL = (*TEXTS, "type", "mac", "rate", "mtu", "devid", *FLAGS)
_MAC_FORM = "write six groups of two hex digits: 00:16:3e:00:00:01"


def unknown(piece: str, at: int) -> Finding:
    """A piece that begins with no known word, or is written in another way."""
    name, equals, _ = piece.partition("=")
    word = name.strip()
    if not piece.strip():
        text, hint = "an empty piece", "remove it, with one comma"
    elif word in LATER:
        text, hint = f"{quoted(word)} came with Xen {LATER[word]}", "leave it out"
    elif word in FLAGS:
        text, hint = f"{quoted(piece)} is not {word}", f"write {word} alone, without blanks or ="
    elif word in NAMES and equals:
        text, hint = f"{quoted(name)} is not {word}", f"no blanks around the name: {word}=…"
    elif word in NAMES:
        text, hint = f"{quoted(word)} has no value", f"write {word}=…"
    else:
        near = nearest(word, NAMES)
        hint = f"perhaps you mean {near}" if near else f"the names are {', '.join(_USUAL)}"
        text = f"a network interface has no {quoted(word or '=')}"
    return Finding(text, at, max(1, len(name)), hint=hint)


def bad_type(value: str, at: int) -> Finding:
    """Another type than the two there are."""
    hint = f"write {' or '.join(TYPES)}"
    if value.strip() in TYPES:
        hint = f"remove the blanks around {value.strip()}"
    elif value in ("netfront", "paravirtualised"):
        hint = "what xm called that is type=vif"
    return Finding(f"{quoted(value)} is no type of interface", at, max(1, len(value)), hint=hint)


def bad_mac(value: str, at: int, mac: Mac) -> Finding:
    """A MAC address that has a wrong group, or too few; `at` is where the value begins."""
    kept = f"; xl keeps the first {len(mac.groups)} of its groups" if mac.groups else ""
    if mac.begin >= at + len(value):
        text = f"the MAC address has too few groups{kept}"
        return Finding(text, at + len(value), hint=_MAC_FORM)
    if len(value) >= 12 and not mac.groups and value.isalnum():
        text, hint = f"a MAC address without separators: {quoted(value)}", _MAC_FORM
        return Finding(text, at, len(value), hint=hint)
    wrong = value[mac.begin - at :]
    text = f"{quoted(wrong)} does not begin with a hex number up to ff{kept}"
    return Finding(text, mac.begin, len(wrong), hint=_MAC_FORM)


def mac_beyond(value: str, at: int) -> Finding:
    """Too few groups at the end of the text, where xl goes on with whatever is in memory there."""
    text = f"the MAC address {quoted(value)} has too few groups"
    hint = f"{_MAC_FORM}; xl takes what is missing from memory it has not written"
    return Finding(text, at, max(1, len(value)), hint=hint)


def bad_count(name: str, value: str, at: int) -> Finding:
    """No number where one has to be."""
    hint = "write a decimal number"
    return Finding(f"the {name} {quoted(value)} is no number", at, max(1, len(value)), hint=hint)


def old(name: str, at: int) -> Finding:
    """A word that xl itself speaks of."""
    assert name in OLD
    if name == "netdev":
        text, hint = "netdev is an old name", "write gatewaydev="
    else:
        text, hint = "accel has no effect", "leave it out"
    return Finding(text, at, len(name), "warning", hint)
