"""What keys mean together: what one makes of another, and what xl drops without a word."""

from __future__ import annotations

from xlpy.config.firmware import apply_firmware
from xlpy.config.reading import Reading

_PV_DISPLAY = (
    "vnclisten", "vncdisplay", "vncunused", "vncpasswd", "sdl", "opengl", "display", "xauthority",
    "keymap",
)  # fmt: skip


def look_at_keys(reading: Reading) -> None:
    """Finish the fields, and report what does not fit together."""
    apply_firmware(reading)
    _note_videoram(reading)
    _look_at_cmdline(reading)
    _look_at_display(reading)
    for key, needed in (
        ("bios_path_override", "bios"),
        ("device_model_override", "device_model_version"),
    ):
        if key in reading.values and needed not in reading.values:
            reading.warn(
                reading.settings.effective[key],
                f"{key} is given without {needed}",
                f"name {needed}, too",
            )
    for key, instead in (("device_model", "device_model_override"), ("vncviewer", "xl create -V")):
        if key in reading.values:
            reading.warn(reading.settings.effective[key], f"{key} has no effect", f"use {instead}")


def _note_videoram(reading: Reading) -> None:
    """Remember the place, for what the host says of the size."""
    if "videoram_mib" in reading.values:
        reading.values["videoram_where"] = reading.settings.effective["videoram"].problem("")


def _look_at_cmdline(reading: Reading) -> None:
    values = reading.values
    if "cmdline" in values and (values.get("root") or values.get("extra")):
        reading.warn(
            reading.settings.effective["cmdline"],
            "cmdline is given, so root and extra are ignored", "put everything into cmdline",
        )  # fmt: skip


def _look_at_display(reading: Reading) -> None:
    """Two displays for VNC, or keys for a display that a PV domain does not have."""
    values, settings = reading.values, reading.settings.effective
    if reading.type == "hvm" and ":" in values.get("vnclisten", "") and values.get("vncdisplay"):
        reading.error(
            settings["vnclisten"],
            "vnclisten and vncdisplay both give a display",
            "remove vncdisplay",
        )
    why = "beside vfb" if values.get("vfbs") else "" if values.get("vnc") else "without vnc=1"
    if reading.type == "pv" and why:
        for key in _PV_DISPLAY:
            if key in values:
                reading.warn(
                    settings[key], f"{key} has no effect in a PV domain {why}", on_key=True
                )
