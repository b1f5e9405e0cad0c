"""What a disk that xl takes without a word probably was not meant to say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from xlpy.syntax.specs.disk_words import LATER, NAMES, TEXTS
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.parsed import SubSetting
from xlpy.syntax.specs.vdev import vdev_number
from xlpy.syntax.specs.words import quoted, trailing_blank, warning

_SWALLOWED = re.compile(r",[ \t]*(" + "|".join(NAMES) + r")(?:=|,|\Z)")
_LAST_COUNTS = ("access", "devtype", "colo-port", "discard", "colo")


def doubts(values: Iterable[SubSetting]) -> Iterator[Finding]:
    """A warning for each quirk of a disk that can be used."""
    said: dict[str, SubSetting] = {}
    for setting in values:
        before = said.get(setting.name)
        if before and setting.name in _LAST_COUNTS and before.value != setting.value:
            yield warning(
                f"an earlier {setting.name} is overruled here",
                setting.offset,
                1,
                "give one of them",
            )
        said[setting.name] = setting
    yield from _vdev(said["vdev"])
    if "target" in said:
        yield from _target(said["target"])
    for name in said.keys() & {*TEXTS} - {"vdev"}:
        if blank := trailing_blank(name, str(said[name].value), said[name].offset):
            yield blank
    yield from _together(said)


def _vdev(vdev: SubSetting) -> Iterator[Finding]:
    name = str(vdev.value)
    if vdev_number(name) is not None:
        return
    hint = "such names are xvda, xvdb2, hda, sda"
    if vdev_number(name.strip()) is not None:
        hint = "remove the blank"
    elif vdev_number(name.removeprefix("/dev/").partition(":")[0]) is not None:
        hint = f"write {name.removeprefix('/dev/').partition(':')[0]}"
    yield warning(f"{quoted(name)} is not a device name libxl knows", vdev.offset, len(name), hint)


def _target(target: SubSetting) -> Iterator[Finding]:
    path = str(target.value)
    if path in NAMES or path in LATER:
        hint = f"{path} came with Xen {LATER[path]}: leave it out" if path in LATER else None
        text = f"{quoted(path)} is taken as the target here"
        yield warning(text, target.offset, len(path), hint or f"write {path}=…")
    if match := _SWALLOWED.search(path):
        text = f"{quoted(match[1])} is part of the target here"
        hint = "target= takes the whole rest of the text: put it last"
        yield warning(text, target.offset + match.start(1), len(match[1]), hint)


def _together(said: dict[str, SubSetting]) -> Iterator[Finding]:
    cdrom = "devtype" in said and said["devtype"].value == "cdrom"
    target, form, access = said.get("target"), said.get("format"), said.get("access")
    at = target.offset if target else 0
    empty = target is None or not target.value
    if not cdrom and empty:
        yield warning("the target is empty, and this is not a cdrom", at, 1, "write a path")
    elif not cdrom and form and form.value == "empty":
        hint = "an empty drive is a cdrom: add devtype=cdrom"
        yield warning("a disk without a medium", form.offset, 1, hint)
    if cdrom and empty and form and form.value != "empty":
        text = f"the format {form.value} does not count: the drive is empty"
        yield warning(text, form.offset, 1, "leave it out")
    if cdrom and access and access.value == "w":
        yield warning("a cdrom is read-only all the same", access.offset, 1, "write ro")
