"""The display and who can watch it."""

from typing import Any

from xlpy.config import keys
from xlpy.config.keys import Key, key, word

_HVM = "b_info.type.hvm"
_SHOWN = {"types": ("hvm", "pv"), "note": "For a pv domain with vnc=1 it is in vfbs."}
_SPICE = {"since": "4.2"}


def _text(name: str, field: str, meaning: str, **row: Any) -> Any:
    return keys.text(name, f"{_HVM}.{field}", meaning, **row)


def _switch(name: str, field: str, meaning: str, **row: Any) -> Any:
    return keys.switch(name, f"{_HVM}.{field}", meaning, **{"default": "0", **row})


def _number(name: str, field: str, meaning: str, **row: Any) -> Any:
    return keys.number(name, f"{_HVM}.{field}", meaning, **{"default": "0", **row})


class Graphics:
    """Graphics."""

    vnc: bool | None = _switch(
        "vnc", "vnc.enable", "Whether the display is served by VNC.", default="1 for hvm, else 0",
        types=("hvm", "pv"), note="A pv domain with vnc=1 gets vfbs and vkbs instead.",
    )  # fmt: skip
    vnclisten: str | None = _text(
        "vnclisten", "vnc.listen", "Address that VNC listens on.", default="127.0.0.1",
        values="ADDRESS or ADDRESS:DISPLAY", **_SHOWN,
    )  # fmt: skip
    vncdisplay: int | None = _number(
        "vncdisplay", "vnc.display", "Display number; the port is 5900 higher.", **_SHOWN
    )
    vncunused: bool | None = _switch(
        "vncunused", "vnc.findunused", "Whether to look for a display that is free.", default="1",
        **_SHOWN,
    )  # fmt: skip
    vncpasswd: str | None = _text("vncpasswd", "vnc.passwd", "Password of VNC.", **_SHOWN)
    vncviewer: int | None = keys.number(
        "vncviewer", "", "No effect; xl create -V starts a viewer.", default="0", since="4.2",
        deprecated_by="xl create -V",
    )  # fmt: skip
    sdl: bool | None = _switch("sdl", "sdl.enable", "Whether the display is a window.", **_SHOWN)
    opengl: bool | None = _switch(
        "opengl", "sdl.opengl", "Whether that window is drawn with OpenGL.", **_SHOWN
    )
    display: str | None = _text(
        "display", "sdl.display", "X display of the window.", since="4.5", **_SHOWN
    )
    xauthority: str | None = _text(
        "xauthority", "sdl.xauthority", "Where to find the right to use that display.",
        values="path", since="4.5", **_SHOWN,
    )  # fmt: skip
    keymap: str | None = _text(
        "keymap", "keymap", "Layout of the keyboard.", default="en-us", **_SHOWN
    )
    vga: str | None = word(
        "vga", f"{_HVM}.vga.kind", "Display adapter.",
        {"stdvga": "std", "cirrus": "cirrus", "qxl": "qxl", "none": "none"}, unset=None,
        default="cirrus", since="4.3", own=True,
    )  # fmt: skip
    stdvga: bool | None = key(
        Key(
            name="stdvga", kind=keys.BOOLEAN, default="0", values="0 or 1", own=True,
            json=f"{_HVM}.vga.kind", deprecated_by="vga",
            meaning="1 means stdvga, 0 cirrus. Where vga is given too, that holds.",
        ),
        None,
    )  # fmt: skip
    nographic: bool | None = _switch("nographic", "nographic", "Whether there is no display.")
    gfx_passthru: str | None = key(
        Key(
            name="gfx_passthru", kind="boolean or enum", default="0", values="0, 1, default, igd",
            json=f"{_HVM}.gfx_passthru", own=True,
            meaning="Gives the domain the host's own graphics card; igd for one of Intel.",
        ),
        None,
    )  # fmt: skip


class Spice:
    """SPICE."""

    spice: bool | None = _switch(
        "spice", "spice.enable", "Whether the display is served by SPICE.", **_SPICE
    )
    spiceport: int | None = _number("spiceport", "spice.port", "Port without TLS.", **_SPICE)
    spicetls_port: int | None = _number(
        "spicetls_port", "spice.tls_port", "Port with TLS.", **_SPICE
    )
    spicehost: str | None = _text(
        "spicehost", "spice.host", "Address that SPICE listens on.", default="any", **_SPICE
    )
    spicedisable_ticketing: bool | None = _switch(
        "spicedisable_ticketing", "spice.disable_ticketing",
        "Whether clients need no password.", **_SPICE,
    )  # fmt: skip
    spicepasswd: str | None = _text("spicepasswd", "spice.passwd", "Password of SPICE.", **_SPICE)
    spiceagent_mouse: bool | None = _switch(
        "spiceagent_mouse", "spice.agent_mouse", "Whether an agent in the domain moves the mouse.",
        default="1", **_SPICE,
    )  # fmt: skip
    spicevdagent: bool | None = _switch(
        "spicevdagent", "spice.vdagent", "Whether there is a channel for such an agent.",
        since="4.4",
    )  # fmt: skip
    spice_clipboard_sharing: bool | None = _switch(
        "spice_clipboard_sharing", "spice.clipboard_sharing",
        "Whether client and domain share what is cut and pasted; needs spicevdagent.", since="4.4",
    )  # fmt: skip
    spiceusbredirection: int | None = _number(
        "spiceusbredirection", "spice.usbredirection",
        "How many of the client's USB devices the domain can have.", since="4.4",
    )  # fmt: skip
    spice_image_compression: str | None = _text(
        "spice_image_compression", "spice.image_compression", "How images are compressed.",
        values="auto_glz, auto_lz, quic, glz, lz, off", default="the device model's", since="4.6",
    )  # fmt: skip
    spice_streaming_video: str | None = _text(
        "spice_streaming_video", "spice.streaming_video", "What is sent as a video.",
        values="filter, all, off", default="the device model's", since="4.6",
    )  # fmt: skip
