"""The order in which libxl prints a domain's configuration, as Xen 4.17 does.

Learnt from real xl by setting everything. An entry that ends in `/` is an object that is there
even when it is empty.
"""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """One field of libxl's: its path as rows have it, and the objects and the name it stands under."""

    path: str
    parents: tuple[str, ...]
    name: str
    always: bool


_SDL = "enable opengl display xauthority"
_VNC = "enable listen passwd display findunused"
_SPICE = """
    enable port tls_port host disable_ticketing passwd agent_mouse vdagent clipboard_sharing
    usbredirection image_compression streaming_video
"""
_SCHED_PARAMS = "weight cap period extratime slice latency"
_C_INFO = """
    type hap oos ssid_label name uuid pool_name run_hotplug_scripts driver_domain passthrough
    xend_suspend_evtchn_compat
"""
_B_INFO = """
    max_vcpus avail_vcpus vcpu_hard_affinity vcpu_soft_affinity numa_placement tsc_mode max_memkb
    target_memkb video_memkb shadow_memkb rtc_timeoffset exec_ssid_label localtime disable_migrate
    cpuid vnuma_nodes max_grant_frames max_maptrack_frames max_grant_version device_model_version
    device_model_stubdomain stubdomain_memkb stubdomain_kernel stubdomain_cmdline
    stubdomain_ramdisk device_model device_model_ssid_label device_model_user extra extra_pv
    extra_hvm sched_params/ ioports irqs iomem claim_mode event_channels kernel cmdline ramdisk
    device_tree acpi bootloader bootloader_args timer_mode nested_hvm apic dm_restrict tee type/
    arch_arm/ arch_x86/ altp2m vmtrace_buf_kb vpmu
"""
_PV = "e820_host"
_PVH = "pvshim pvshim_path pvshim_cmdline pvshim_extra"
_HVM = """
    firmware bios pae acpi_s3 acpi_s4 acpi_laptop_slate nx viridian viridian_enable
    viridian_disable hpet vpt_align mmio_hole_memkb altp2m system_firmware smbios_firmware
    acpi_firmware hdtype nographic vga/ vnc/ keymap sdl/ spice/ gfx_passthru gfx_passthru_kind
    serial boot usb usbversion usbdevice vkb_device soundhw xen_platform_pci usbdevice_list
    vendor_device ms_vm_genid serial_list rdm/ rdm_mem_boundary_memkb mca_caps
"""
_DEVICES = """
    disks nics pcidevs rdms dtdevs vfbs vkbs vtpms p9s pvcallsifs vdispls vsnds channels usbctrls
    usbdevs
"""
_ACTIONS = "on_poweroff on_reboot on_watchdog on_crash on_soft_reset"
_INSIDE = {
    "b_info.sched_params": _SCHED_PARAMS,
    "b_info.type.pv": _PV,
    "b_info.type.pvh": _PVH,
    "b_info.type.hvm": _HVM,
    "b_info.type.hvm.vga": "kind",
    "b_info.type.hvm.vnc": _VNC,
    "b_info.type.hvm.sdl": _SDL,
    "b_info.type.hvm.spice": _SPICE,
    "b_info.arch_arm": "gic_version vuart",
    "b_info.arch_x86": "msr_relaxed",
}


def order(type_: str) -> tuple[Place, ...]:
    """Every field of a domain of this type, in order."""
    names = f"c_info/ b_info/ {_DEVICES} {_ACTIONS}"
    inside = _INSIDE | {"c_info": _C_INFO, "b_info": _B_INFO.replace("type/", f"type.{type_}/")}
    return tuple(_walk(names, "", (), inside))


def _walk(names: str, path: str, parents: tuple[str, ...], inside: dict[str, str]) -> list[Place]:
    found = []
    for entry in names.split():
        name = entry.rstrip("/")
        below = f"{path}.{name}" if path else name
        found.append(Place(below, parents, name, entry != name))
        found += _walk(inside.get(below, ""), below, (*parents, name), inside)
    return found
