"""What to say about a disk that can't be used: each function makes one finding."""

from __future__ import annotations

import re
from collections.abc import Mapping

from xlpy.syntax.source import shown
from xlpy.syntax.specs.disk_words import CHOICES, LATER, NAMES, PREFIX_FORMATS, PREFIX_SCRIPTS
from xlpy.syntax.specs.disk_words import PREFIXES as SILENT_PREFIXES
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.nearest import nearest
from xlpy.syntax.specs.parsed import SubSetting
from xlpy.syntax.specs.words import quoted

_ALIASES = {
    "file": "target",
    "path": "target",
    "source": "target",
    "dev": "vdev",
    "mode": "access",
    "type": "devtype",
    "driver": "backendtype",
    "readonly": "access=ro",
}
_PLACES = "the places are TARGET,FORMAT,VDEV,ACCESS"


def looks_like_vdev(value: str) -> bool:
    """Whether a piece where a format is expected was meant as a device name."""
    return re.fullmatch(r"(?:xvd|hd|sd)[a-z]+[0-9]*(?::[a-z]*)?", value) is not None


def unknown_name(name: str, at: int) -> Finding:
    """A `name=` that xl does not know."""
    if name in LATER:
        hint = f"{name} came with Xen {LATER[name]}: leave it out"
    elif (known := _ALIASES.get(name) or nearest(name, NAMES)) and known != name:
        hint = f"perhaps you mean {known}"
    elif known:
        hint = f"{name} stands alone, without ="
    else:
        hint = f"the names are {', '.join(NAMES)}"
    return Finding(f"a disk has no {quoted(name)}", at, max(1, len(name)), hint=hint)


def unknown_prefix(name: str, at: int) -> Finding:
    """A `name:` in front of the target that is no known prefix."""
    hint = "write the target behind target=, as the last piece; there it may hold any character"
    if known := nearest(name, (*SILENT_PREFIXES, *PREFIX_FORMATS, *PREFIX_SCRIPTS)):
        hint = f"perhaps you mean {known}:, or " + hint
    text = f"{quoted(name + ':')} is not a prefix that xl knows"
    return Finding(text, at, len(name) + 1, hint=hint)


def stray(at: int) -> Finding:
    """An = that belongs to no name."""
    hint = "a piece without a name can't hold one: write target=… (or the name in front) instead"
    return Finding("an = without a known name in front of it", at, hint=hint)


def jam(at: int) -> Finding:
    """An = before a newline: libxlutil's scanner ends the whole process."""
    hint = "remove both; xl's own scanner breaks down here"
    return Finding("an = without a known name, and a newline behind it", at, hint=hint, exit_code=2)


def too_many(value: str, at: int) -> Finding:
    """A fifth piece without a name."""
    hint = f"{_PLACES}; whatever else is written name=value"
    if not value:
        hint = f"{_PLACES}: remove the comma"
    elif known := _ALIASES.get(value) or nearest(value, NAMES):
        hint = f"{_PLACES}; perhaps you mean {known}"
    text = f"one piece too many: {quoted(value)}"
    return Finding(text, at, max(1, len(value)), hint=hint)


def no_format(target: str, value: str, at: int) -> Finding:
    """A device name where the format is expected."""
    text = f"{quoted(value)} stands where the format is expected"
    hint = f"the format's place stays even when it is empty: {shown(target)},,{shown(value)}"
    return Finding(text, at, len(value), hint=hint)


def bad_choice(name: str, value: str, at: int, *, prefixed: bool) -> Finding:
    """A value that is none of those the name may have; `prefixed`: placed behind a prefix."""
    known = ", ".join(word for word in CHOICES[name] if word)
    hint = f"write one of {known}"
    near = nearest(value, CHOICES[name])
    if value.strip() in CHOICES[name] and value.strip():
        hint = f"remove the blanks around {value.strip()}"
    elif prefixed:
        hint = f"behind a prefix there is no place for a format; the access is one of {known}"
    elif near:
        hint = f"perhaps you mean {near}; the {name} is one of {known}"
    return Finding(f"{quoted(value)} is no {name}", at, max(1, len(value)), hint=hint)


def unknown_type(kind: str, at: int) -> Finding:
    """Something else than :cdrom or :disk behind a device name."""
    text = f"{quoted(kind)} is not a type of device"
    return Finding(text, at, max(1, len(kind)), hint="write :cdrom, or nothing for a disk")


def bad_port(value: str, at: int) -> Finding:
    """A port that is 0 or no number."""
    text = f"{quoted(value)} is not a port"
    return Finding(text, at, max(1, len(value)), hint="write a decimal number from 1 to 65535")


def twice(name: str, before: SubSetting, value: str, at: int) -> Finding:
    """A second value for what has one already."""
    text = f"the {name} is {quoted(str(before.value))} already, and {quoted(value)} here"
    hint = "give one of them"
    if name == "script" and str(before.value).startswith("block-"):
        hint = "the prefix sets a script too: give one of them"
    return Finding(text, at, max(1, len(value)), hint=hint)


def missing(said: Mapping[str, SubSetting], end: int) -> list[Finding]:
    """What a disk can't do without, and does not have."""
    target, found = said.get("target"), []
    swallowed = target and re.search(r",[ \t]*(vdev|devtype)=|,[ \t]*cdrom\b", str(target.value))
    if "vdev" not in said:
        hint = "write vdev=xvda, or the name as the third piece: TARGET,,xvda"
        if target and swallowed:
            hint = "target= takes the whole rest of the text: put it last"
        found.append(Finding("no device name (vdev) is given", end, hint=hint))
    kind = said.get("devtype")
    if target is None and not (kind and kind.value == "cdrom"):
        hint = "write target=… as the last piece; only a cdrom may be without"
        found.append(Finding("no target is given", end, hint=hint))
    return found
