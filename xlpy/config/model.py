"""The domain configuration, frozen. A key of xl.cfg is one field, and the field carries its row."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from xlpy.config.fields.arm import Arm
from xlpy.config.fields.boot import Action, Boot, Events
from xlpy.config.fields.cpus import Limits, Vcpus
from xlpy.config.fields.device_model import DeviceModel
from xlpy.config.fields.devices import Devices
from xlpy.config.fields.general import General, GuestType
from xlpy.config.fields.graphics import Graphics, Spice
from xlpy.config.fields.hvm import Platform
from xlpy.config.fields.memory import Memory
from xlpy.config.fields.misc import HostResources, SmallDevices
from xlpy.config.fields.scheduling import Scheduling
from xlpy.config.fields.time import Time
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
    "GROUPS", "VIDEO_MIB", "Action", "CpuText", "Cpus", "DomainConfig", "GuestType", "Vga",
    "VnodeConfig", "VnumaConfig", "VnumaList",
]  # fmt: skip

Vga = Literal["stdvga", "cirrus", "qxl", "none"]

GROUPS: tuple[type, ...] = (
    General, Memory, Vcpus, Scheduling, Limits, Boot, Events, Time, Platform, Graphics, Spice,
    Devices, SmallDevices, DeviceModel, HostResources, Arm,
)  # fmt: skip
"""The keys by group, in the order of the manual; the first line of a group's docstring names it."""


class DomainConfig(
    General, Memory, Vcpus, Scheduling, Limits, Boot, Events, Time, Platform, Graphics, Spice,
    Devices, SmallDevices, DeviceModel, HostResources, Arm, Model,
):  # fmt: skip
    """What one configuration asks for. Sizes are MiB, None where the key is absent."""

    videoram_where: Where = None
    vnuma: VnumaConfig | None = None

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
        return _ADAPTERS.get(self.vga or "") or ("stdvga" if self.stdvga else "cirrus")

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

_ADAPTERS: Mapping[str, Vga] = MappingProxyType(
    {"std": "stdvga", "cirrus": "cirrus", "qxl": "qxl", "none": "none"}
)
