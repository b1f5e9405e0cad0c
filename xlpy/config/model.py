"""The domain configuration, frozen. A key of xl.cfg is one field, and the field carries its row."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from xlpy.config.keys import Key, key
from xlpy.config.model_parts import (
    Cpus,
    CpuText,
    Model,
    VnodeConfig,
    VnumaConfig,
    VnumaList,
    Where,
)

__all__ = [
    "VIDEO_MIB", "Action", "CpuText", "Cpus", "DomainConfig", "GuestType", "Vga", "VnodeConfig",
    "VnumaConfig", "VnumaList",
]  # fmt: skip

Action = Literal[
    "destroy", "restart", "restart_rename", "preserve", "coredump_destroy", "coredump_restart",
    "soft_reset",
]  # fmt: skip
GuestType = Literal["pv", "hvm", "pvh"]
Vga = Literal["stdvga", "cirrus", "qxl", "none"]


class DomainConfig(Model):
    """What one configuration asks for. Sizes are MiB, None where the key is absent."""

    name: str = key(
        Key(
            name="name", kind="string", default="must be given", values="any text",
            json="c_info.name", meaning="Name of the domain, unique on its host.",
        )
    )  # fmt: skip
    type: GuestType = key(
        Key(
            name="type", kind="enum", default="pv", values="pv, pvh, hvm (or a beginning of it)",
            json="c_info.type", since="4.10", meaning="Kind of virtualisation.",
        ),
        "pv",
    )  # fmt: skip
    builder: str | None = key(
        Key(
            name="builder", kind="enum", default="none", values="hvm, generic (pv)",
            json="c_info.type", deprecated_by="type", meaning="Older spelling of type.",
        ),
        None,
    )  # fmt: skip
    uuid: str = key(
        Key(
            name="uuid", kind="string", default="random",
            values="8-4-4-4-12 hexadecimal digits with dashes", json="c_info.uuid",
            meaning="Identity of the domain.",
        )
    )  # fmt: skip
    pool: str | None = key(
        Key(
            name="pool", kind="string", default="Pool-0", values="name of a cpupool",
            json="c_info.pool_name", meaning="Cpupool the domain starts in.",
        ),
        None,
    )  # fmt: skip
    kernel: str | None = key(
        Key(
            name="kernel", kind="string", default="none", values="path", json="b_info.kernel",
            meaning="Kernel image. A pv or pvh domain needs this or a bootloader on a stock host.",
        ),
        None,
    )  # fmt: skip
    ramdisk: str | None = key(
        Key(
            name="ramdisk", kind="string", default="none", values="path", json="b_info.ramdisk",
            meaning="Initial ramdisk.",
        ),
        None,
    )  # fmt: skip
    cmdline: str | None = key(
        Key(
            name="cmdline", kind="string", default="none", json="b_info.cmdline", since="4.5",
            meaning="Kernel command line. Wins over root and extra.",
        ),
        None,
    )  # fmt: skip
    root: str | None = key(
        Key(
            name="root", kind="string", default="none", json="b_info.cmdline",
            deprecated_by="cmdline", meaning="Put before extra on the command line as root=….",
        ),
        None,
    )  # fmt: skip
    extra: str | None = key(
        Key(
            name="extra", kind="string", default="none", json="b_info.cmdline",
            deprecated_by="cmdline", meaning="The rest of the kernel command line.",
        ),
        None,
    )  # fmt: skip
    bootloader: str | None = key(
        Key(
            name="bootloader", kind="string", default="none", values="program name or path",
            json="b_info.bootloader", guests="pv, pvh",
            meaning="Program that fetches the kernel from the domain's disk.",
        ),
        None,
    )  # fmt: skip
    memory_mib: int | None = key(
        Key(
            name="memory", kind="integer", unit="MiB", default="maxmem; 32 where that is absent",
            json="b_info.target_memkb", meaning="Memory the domain starts with.",
        ),
        None,
    )  # fmt: skip
    maxmem_mib: int | None = key(
        Key(
            name="maxmem", kind="integer", unit="MiB", default="memory", json="b_info.max_memkb",
            meaning="Memory the domain can grow to. vNUMA divides this much among the vnodes.",
        ),
        None,
    )  # fmt: skip
    vcpus: int | None = key(
        Key(
            name="vcpus", kind="integer", default="1", json="b_info.avail_vcpus",
            meaning="Vcpus online when the domain starts.",
        ),
        None,
    )  # fmt: skip
    maxvcpus: int | None = key(
        Key(
            name="maxvcpus", kind="integer", default="vcpus", json="b_info.max_vcpus",
            values="at least vcpus", meaning="Vcpus the domain can have.",
        ),
        None,
    )  # fmt: skip
    cpus: Cpus | None = key(
        Key(
            name="cpus", kind="string or list", default="all",
            values='CPU ranges: "0-3,^2", "node:1", "nodes:0-1", "all"; a list gives one per vcpu',
            json="b_info.vcpu_hard_affinity",
            meaning="CPUs each vcpu may use. Only read where vcpus, maxvcpus or vnuma says how many"
            " vcpus there are.",
        ),
        None,
    )  # fmt: skip
    cpus_soft: Cpus | None = key(
        Key(
            name="cpus_soft", kind="string or list", default="what placement chooses",
            values="as for cpus", json="b_info.vcpu_soft_affinity", since="4.5",
            meaning="CPUs each vcpu prefers. Given in any form, it ends automatic placement.",
        ),
        None,
    )  # fmt: skip
    vnuma_nodes: VnumaList | None = key(
        Key(
            name="vnuma", kind="list of lists", default="no vNUMA", json="b_info.vnuma_nodes",
            values='a list of texts per vnode: "pnode=N", "size=MIB", "vcpus=0-3,8",'
            ' "vdistances=10,20"',
            since="4.6", meaning="Virtual NUMA nodes. Their sizes add up to maxmem, their vcpus to"
            " maxvcpus; where these are absent, they take their place.",
        ),
        None,
    )  # fmt: skip
    hap: bool | None = key(
        Key(
            name="hap", kind="boolean", default="on where the hardware has it", values="0 or 1",
            json="c_info.hap", meaning="Whether the hardware translates guest addresses"
            " (hardware assisted paging).",
        ),
        None,
    )  # fmt: skip
    videoram_mib: int | None = key(
        Key(
            name="videoram", kind="integer", unit="MiB", guests="hvm", json="b_info.video_memkb",
            default="16 for stdvga, 8 for cirrus, 128 for qxl, 0 for none",
            values="at least the default", meaning="Memory of the display adapter. It is part of the"
            " domain's memory; with vNUMA the first vnode pays for it.",
        ),
        None,
    )  # fmt: skip
    vga: Vga | None = key(
        Key(
            name="vga", kind="enum", guests="hvm", default="cirrus", since="4.3",
            values="stdvga, cirrus, qxl, none", json="b_info.type.hvm.vga.kind",
            meaning="Display adapter.",
        ),
        None,
    )  # fmt: skip
    stdvga: bool | None = key(
        Key(
            name="stdvga", kind="boolean", guests="hvm", default="0", values="0 or 1",
            json="b_info.type.hvm.vga.kind", deprecated_by="vga",
            meaning="1 means stdvga, 0 cirrus. Where vga is given too, that holds.",
        ),
        None,
    )  # fmt: skip
    mmio_hole_mib: int | None = key(
        Key(
            name="mmio_hole", kind="integer", unit="MiB", guests="hvm", since="4.5",
            default="256, the firmware may make it larger", values="256 to 3840",
            json="b_info.type.hvm.mmio_hole_memkb",
            meaning="Addresses below 4 GiB kept free of memory, for devices.",
        ),
        None,
    )  # fmt: skip
    vnc: bool | None = key(
        Key(
            name="vnc", kind="boolean", default="1 for hvm, else 0", values="0 or 1",
            json="b_info.type.hvm.vnc.enable; vfbs of a pv domain",
            meaning="Whether the display is served by VNC.",
        ),
        None,
    )  # fmt: skip
    serial: str | tuple[str, ...] | None = key(
        Key(
            name="serial", kind="string or list", guests="hvm", default="none",
            values="pty, null, file:PATH and what else the device model takes; a list gives one"
            " per port", json="b_info.type.hvm.serial or serial_list",
            meaning="Where the emulated serial ports lead.",
        ),
        None,
    )  # fmt: skip
    on_poweroff: Action = key(
        Key(
            name="on_poweroff", kind="action", default="destroy", json="on_poweroff",
            meaning="What happens when the domain powers off.",
        ),
        "destroy",
    )  # fmt: skip
    on_reboot: Action = key(
        Key(
            name="on_reboot", kind="action", default="restart", json="on_reboot",
            meaning="What happens when the domain reboots.",
        ),
        "restart",
    )  # fmt: skip
    on_watchdog: Action = key(
        Key(
            name="on_watchdog", kind="action", default="destroy", json="on_watchdog",
            meaning="What happens when the domain's watchdog fires.",
        ),
        "destroy",
    )  # fmt: skip
    on_crash: Action = key(
        Key(
            name="on_crash", kind="action", default="destroy", json="on_crash",
            meaning="What happens when the domain crashes.",
        ),
        "destroy",
    )  # fmt: skip
    on_soft_reset: Action = key(
        Key(
            name="on_soft_reset", kind="action", default="soft-reset", json="on_soft_reset",
            since="4.7", meaning="What happens when the domain asks for a soft reset.",
        ),
        "soft_reset",
    )  # fmt: skip
    videoram_where: Where = None
    vnuma: VnumaConfig | None = None
    later: tuple[str, ...] = ()
    """Keys of xl.cfg that are set and that this version keeps without acting on them."""

    @property
    def stated_vcpus(self) -> int:
        """Vcpus that can exist, as far as the configuration says how many: else 0."""
        listed = self.vnuma_nodes.total_vcpus if self.vnuma_nodes else 0
        return self.maxvcpus or listed or self.vcpus or 0

    @property
    def max_vcpus(self) -> int:
        """Vcpus that can exist."""
        return self.stated_vcpus or 1

    @property
    def online_vcpus(self) -> int:
        """Vcpus online at start."""
        return self.vcpus or 1

    @property
    def numa_placement(self) -> bool:
        """Whether libxl may choose nodes: not where a list of cpus, cpus_soft or a pnode does."""
        by_list = self.cpus is not None and self.cpus.form == "list"
        mapped = self.vnuma is not None and bool(self.vnuma.vnodemap)
        named = self.vnuma_nodes is not None and self.vnuma_nodes.names_pnodes
        return not (by_list or mapped or named or self.cpus_soft is not None)

    @property
    def vga_kind(self) -> Vga:
        """The display adapter, defaults filled in."""
        return self.vga or ("stdvga" if self.stdvga else "cirrus")

    @property
    def video_mib(self) -> int:
        """Memory of the display adapter, defaults filled in: that of an HVM domain, else 0."""
        if self.type != "hvm":
            return 0
        if self.videoram_mib is None:
            return VIDEO_MIB[self.vga_kind]
        return self.videoram_mib % (1 << 54)

    @property
    def command_line(self) -> str | None:
        """The kernel's command line: cmdline, else root and extra."""
        if self.cmdline is not None:
            return self.cmdline
        if self.root is not None:
            return (
                f"root={self.root} {self.extra}" if self.extra is not None else f"root={self.root}"
            )
        return self.extra

    @property
    def max_mib(self) -> int:
        """The memory ceiling, defaults filled in."""
        listed = self.vnuma_nodes.total_mib if self.vnuma_nodes else None
        for given in (self.maxmem_mib, listed, self.memory_mib):
            if given is not None:
                return given
        return DEFAULT_MIB

    @property
    def target_mib(self) -> int:
        """Memory at start, defaults filled in."""
        return self.max_mib if self.memory_mib is None else self.memory_mib


DEFAULT_MIB = 32
"""What libxl gives a domain whose configuration names no memory."""

VIDEO_MIB: Mapping[Vga, int] = MappingProxyType({"stdvga": 16, "cirrus": 8, "qxl": 128, "none": 0})
"""What libxl gives a display adapter, and the least it takes."""
