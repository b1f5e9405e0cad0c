"""`firmware`, one word for what bios, firmware_override and kernel say."""

from __future__ import annotations

from xlpy.config.reading import Reading
from xlpy.syntax.setting import Setting
from xlpy.syntax.source import shown

DIRECTORY = "/usr/lib/xen-4.17/boot"
"""Where Xen 4.17 of Debian, whose output xlpy matches, has its firmware."""

_KINDS = ("unknown", "rombios", "seabios", "ovmf")
_LOADERS = ("pvgrub32", "pvgrub64")


def apply_firmware(reading: Reading) -> None:
    """Put what `firmware` stands for into the fields."""
    word = reading.values.get("firmware")
    if word is None:
        return
    if reading.type == "hvm":
        _for_hvm(reading, word)
    else:
        _for_pv(reading, reading.settings.effective["firmware"], word)


def _for_hvm(reading: Reading, word: str) -> None:
    kind = word.lower() if word.isascii() else word
    if kind in _KINDS:
        reading.values["bios"] = kind
    elif "uefi".startswith(word):
        reading.values["bios"] = "ovmf"
    elif not "bios".startswith(word):
        reading.values["firmware_override"] = word


def _for_pv(reading: Reading, setting: Setting, word: str) -> None:
    """A loader, which takes the place of the kernel; any beginning of its name."""
    if "kernel" in reading.values:
        reading.error(setting, "kernel and firmware both say what to start", "remove one of them")
    elif not any(loader.startswith(word) for loader in _LOADERS):
        text = f'firmware "{shown(word)}" is unknown for a {reading.type} domain'
        reading.error(setting, text, f"it is one of: {', '.join(_LOADERS)}")
    else:
        reading.values["kernel"] = f"{DIRECTORY}/{word}.bin"
        if word not in _LOADERS:
            reading.warn(setting, f'firmware "{word}" names no loader', f"write {_LOADERS[1]}")
