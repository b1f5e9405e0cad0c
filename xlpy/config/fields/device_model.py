"""The program that emulates devices."""

from xlpy.config.keys import mebibytes, switch, text, texts, word

_ARGS = {"strict": True, "exit_code": 3}


class DeviceModel:
    """Device model."""

    device_model: str | None = text(
        "device_model", "", "No effect.", deprecated_by="device_model_override"
    )
    device_model_override: str | None = text(
        "device_model_override", "b_info.device_model", "Program to use as the device model.",
        values="path", since="4.2",
    )  # fmt: skip
    device_model_version: str | None = word(
        "device_model_version", "b_info.device_model_version", "Kind of that program.",
        {"qemu-xen": "qemu_xen", "qemu-xen-traditional": "qemu_xen_traditional"}, unset=None,
        default="qemu-xen", since="4.2",
    )  # fmt: skip
    device_model_stubdomain_override: bool | None = switch(
        "device_model_stubdomain_override", "b_info.device_model_stubdomain",
        "Whether it runs in a domain of its own.", default="0", domains="hvm", since="4.2",
    )  # fmt: skip
    device_model_stubdomain_seclabel: str | None = text(
        "device_model_stubdomain_seclabel", "b_info.device_model_ssid_label",
        "Security label of that domain.", values="a label of the XSM policy", domains="hvm",
        since="4.2",
    )  # fmt: skip
    device_model_user: str | None = text(
        "device_model_user", "b_info.device_model_user", "Account it runs as.",
        values="name of a user", domains="hvm", since="4.7",
    )  # fmt: skip
    device_model_args: tuple[str, ...] | None = texts(
        "device_model_args", "b_info.extra", "Words to be added to its command line.", **_ARGS
    )
    device_model_args_pv: tuple[str, ...] | None = texts(
        "device_model_args_pv", "b_info.extra_pv", "The same, of pv domains only.",
        domains="pv", **_ARGS,
    )  # fmt: skip
    device_model_args_hvm: tuple[str, ...] | None = texts(
        "device_model_args_hvm", "b_info.extra_hvm", "The same, of hvm domains only.",
        domains="hvm", **_ARGS,
    )  # fmt: skip
    stubdomain_kernel: str | None = text(
        "stubdomain_kernel", "b_info.stubdomain_kernel", "Kernel of the device model's domain.",
        values="path", domains="hvm", since="4.14",
    )  # fmt: skip
    stubdomain_cmdline: str | None = text(
        "stubdomain_cmdline", "b_info.stubdomain_cmdline", "Its command line.", domains="hvm",
        since="4.16",
    )  # fmt: skip
    stubdomain_ramdisk: str | None = text(
        "stubdomain_ramdisk", "b_info.stubdomain_ramdisk", "Its initial ramdisk.", values="path",
        domains="hvm", since="4.14",
    )  # fmt: skip
    stubdomain_memory_mib: int | None = mebibytes(
        "stubdomain_memory", "b_info.stubdomain_memkb", "Its memory.", domains="hvm",
        default="128 with Linux, 28 with MiniOS", since="4.14",
    )  # fmt: skip
    dm_restrict: bool | None = switch(
        "dm_restrict", "b_info.dm_restrict", "Whether the device model gives up its rights.",
        default="0", domains="hvm", since="4.10",
    )  # fmt: skip
