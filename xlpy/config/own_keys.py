"""Keys that xl reads in a way of their own."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from xlpy.config.reading import Reading
from xlpy.syntax import getters
from xlpy.syntax.getters import GetterError
from xlpy.syntax.setting import Setting
from xlpy.syntax.source import shown


def one_or_many(reading: Reading, setting: Setting) -> str | tuple[str, ...]:
    """One text, or a list up to the first item that is a list itself."""
    return setting.value if isinstance(setting.value, str) else getters.string_list(setting)


def kernel(reading: Reading, setting: Setting) -> str | None:
    """A text; an HVM domain's old way to name its firmware loader is dropped."""
    path = _text(reading, setting)
    if path is None or reading.type != "hvm" or path.rpartition("/")[2] != "hvmloader":
        return path
    reading.warn(
        setting, "hvmloader is no kernel; it is ignored", "remove kernel, or name firmware_override"
    )
    return None


def bootloader_args(reading: Reading, setting: Setting) -> tuple[str, ...] | None:
    """A list; a text is cut at its blanks. A text without words crashes real xl."""
    if not isinstance(setting.value, str):
        return getters.string_list(setting)
    words = tuple(
        word for word in setting.value.replace("\t", " ").replace("\n", " ").split(" ") if word
    )
    if not words:
        reading.error(
            setting, "bootloader_args has no words", "write a list of texts, or remove it"
        )
    else:
        reading.warn(
            setting, "bootloader_args is one text; it is cut at blanks", "write a list of texts"
        )
    return words


def gfx_passthru(reading: Reading, setting: Setting) -> str | None:
    """A number, or the kind of card: "0", "1", "default" or "igd"."""
    text = _text(reading, setting)
    if text is None:
        return None
    try:
        return str(int(getters.defbool(setting)))
    except GetterError:
        kind = text.lower() if text.isascii() else ""
    if kind not in {"default", "igd"}:
        reading.error(
            setting, f'gfx_passthru "{shown(text)}" is unknown', "it is one of: 0, 1, default, igd"
        )
        return None
    return kind


def ms_vm_genid(reading: Reading, setting: Setting) -> tuple[int, ...] | None:
    """16 random bytes for "generate"."""
    text = _text(reading, setting)
    if text not in {None, "generate", "none"}:
        reading.error(
            setting, f'ms_vm_genid "{shown(text or "")}" is unknown', "it is one of: generate, none"
        )
    return tuple(os.urandom(16)) if text == "generate" else None


def mca_caps(reading: Reading, setting: Setting) -> tuple[str, ...] | None:
    """A list of capabilities. A list inside crashes real xl."""
    hint = 'the one capability is "lmce": write mca_caps=["lmce"]'
    if isinstance(setting.value, str):
        reading.error(setting, "mca_caps is one value, a list is expected", hint, code=3)
        return None
    for index, item in enumerate(setting.value):
        if not isinstance(item, str):
            reading.error(setting, "an item of mca_caps is a list", hint, index=(index,))
        elif item != "lmce":
            reading.error(setting, f'mca_caps has no "{shown(item)}"', hint, code=3, index=(index,))
    return getters.string_list(setting)


def _text(reading: Reading, setting: Setting) -> str | None:
    """A text, or a warning and None."""
    try:
        return getters.string(setting)
    except GetterError as refusal:
        done = f"until then the setting is ignored, as if {setting.key} were not there"
        hint = f"{refusal.problem.hint}; {done}"
        reading.problems.append(refusal.problem._replace(severity="warning", hint=hint))
        return None


Own: TypeAlias = Callable[[Reading, Setting], Any]


def _spec(name: str) -> Own:
    """A reader of specs; their grammars are loaded when such a key is set."""

    def read(reading: Reading, setting: Setting) -> Any:
        from xlpy.config import own_specs

        return getattr(own_specs, name)(reading, setting)

    return read


def _devices(reading: Reading, setting: Setting) -> Any:
    """A list of devices."""
    from xlpy.config.devices import read_devices

    return read_devices(reading, setting)


_DEVICES = """
    disk vif vif2 vfb vkb vtpm p9 pvcalls vdispl vsnd channel usbctrl usbdev pci
""".split()

OWN: Mapping[str, Own] = {
    "kernel": kernel,
    "bootloader_args": bootloader_args,
    "firmware": _text,
    "gfx_passthru": gfx_passthru,
    "ms_vm_genid": ms_vm_genid,
    "mca_caps": mca_caps,
    "serial": one_or_many,
    "usbdevice": one_or_many,
    **dict.fromkeys(_DEVICES, _devices),
    **{name: _spec(name) for name in ("cpuid", "viridian", "rdm", "ioports", "irqs", "iomem")},
}
