"""What the domain boots, and what happens when it ends."""

from typing import Any, Literal

from xlpy.config.keys import WORD, Key, key, switch, text, word

Action = Literal[
    "destroy", "restart", "restart_rename", "preserve", "coredump_destroy", "coredump_restart",
    "soft_reset",
]  # fmt: skip
_ACTIONS = {
    "destroy": "destroy", "restart": "restart", "rename-restart": "restart_rename",
    "preserve": "preserve", "coredump-destroy": "coredump_destroy",
    "coredump-restart": "coredump_restart", "soft-reset": "soft_reset",
}  # fmt: skip


class Boot:
    """Boot."""

    kernel: str | None = text(
        "kernel", "b_info.kernel", "Kernel image. A pv or pvh domain needs this, a bootloader or a"
        " firmware on a stock host.", values="path",
    )  # fmt: skip
    ramdisk: str | None = text("ramdisk", "b_info.ramdisk", "Initial ramdisk.", values="path")
    device_tree: str | None = text(
        "device_tree", "b_info.device_tree", "A device tree to be added to the domain's.",
        values="path", domains="Arm", since="4.6",
    )  # fmt: skip
    cmdline: str | None = text(
        "cmdline", "b_info.cmdline", "Kernel command line. Wins over root and extra.",
        since="4.5", own=True,
    )  # fmt: skip
    root: str | None = text(
        "root", "b_info.cmdline", "Put before extra on the command line as root=….",
        deprecated_by="cmdline", own=True,
    )  # fmt: skip
    extra: str | None = text(
        "extra", "b_info.cmdline", "The rest of the kernel command line.",
        deprecated_by="cmdline", own=True,
    )  # fmt: skip
    bootloader: str | None = text(
        "bootloader", "b_info.bootloader",
        "Program that fetches the kernel from the domain's disk.", values="program name or path",
        domains="pv, pvh",
    )  # fmt: skip
    bootloader_args: tuple[str, ...] | None = key(
        Key(
            name="bootloader_args", kind="list or string", default="none", domains="pv, pvh",
            values="a list of texts; a text is cut at its blanks", json="b_info.bootloader_args",
            meaning="Words for the bootloader.",
        ),
        None,
    )  # fmt: skip
    bootloader_restrict: bool | None = switch(
        "bootloader_restrict", "b_info.bootloader_restrict",
        "Whether the bootloader runs with few rights.", default="0", since="4.18",
    )  # fmt: skip
    bootloader_user: str | None = text(
        "bootloader_user", "b_info.bootloader_user", "Account that such a bootloader runs as.",
        values="name of a user", since="4.18",
    )  # fmt: skip
    firmware: str | None = key(
        Key(
            name="firmware", kind="enum or path", default="none", since="4.10",
            values="hvm: ovmf or uefi, seabios, rombios, bios, or a path; else pvgrub32, pvgrub64",
            json="b_info.type.hvm.bios or .firmware; b_info.kernel", types=("pv", "pvh", "hvm"),
            meaning="What the domain starts from. It stands for bios, firmware_override or kernel.",
            own=True,
        ),
        None,
    )  # fmt: skip
    firmware_override: str | None = text(
        "firmware_override", "b_info.type.hvm.firmware", "Image to start in place of hvmloader.",
        values="path", since="4.2",
    )  # fmt: skip
    bios: str | None = word(
        "bios", "b_info.type.hvm.bios", "Firmware of the domain.", "unknown rombios seabios ovmf",
        default="seabios", values="rombios, seabios, ovmf", since="4.2", fold=True,
    )  # fmt: skip
    bios_path_override: str | None = text(
        "bios_path_override", "b_info.type.hvm.system_firmware", "Image of that firmware.",
        values="path", since="4.8",
    )  # fmt: skip
    boot: str | None = text(
        "boot", "b_info.type.hvm.boot", "Devices to boot from, in order.", default="cda",
        values="letters: c disk, d CD, n network",
    )  # fmt: skip
    pvshim: bool | None = switch(
        "pvshim", "b_info.type.pvh.pvshim",
        "Runs a pv kernel inside a small Xen that the domain itself holds.", default="0",
        since="4.11",
    )  # fmt: skip
    pvshim_path: str | None = text(
        "pvshim_path", "b_info.type.pvh.pvshim_path", "Image of that Xen.", default="xen-shim",
        values="path", since="4.11",
    )  # fmt: skip
    pvshim_cmdline: str | None = text(
        "pvshim_cmdline", "b_info.type.pvh.pvshim_cmdline", "Its command line.",
        default="pv-shim console=xen,pv", since="4.11",
    )  # fmt: skip
    pvshim_extra: str | None = text(
        "pvshim_extra", "b_info.type.pvh.pvshim_extra", "Added to its command line.", since="4.11"
    )


def _action(name: str, when: str, *, default: str = "destroy", since: str = "4.1") -> Any:
    row = Key(
        name=name, kind=WORD, default=default, json=name, words=_ACTIONS, since=since,
        values=", ".join(_ACTIONS), unset="destroy", meaning=f"What happens when the domain {when}.",
    )  # fmt: skip
    return key(row, _ACTIONS[default])


class Events:
    """Events."""

    on_poweroff: Action = _action("on_poweroff", "powers off")
    on_reboot: Action = _action("on_reboot", "reboots", default="restart")
    on_watchdog: Action = _action("on_watchdog", "is stopped by its watchdog")
    on_crash: Action = _action("on_crash", "crashes")
    on_soft_reset: Action = _action(
        "on_soft_reset", "asks for a soft reset", default="soft-reset", since="4.7"
    )
