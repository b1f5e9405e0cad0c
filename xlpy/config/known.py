"""The names of every key that xl reads from a domain configuration (4.17 to master)."""

KNOWN_KEYS = frozenset(
    """
    name type builder uuid pool hap oos init_seclabel seclabel driver_domain passthrough
    xend_suspend_evtchn_compat nomigrate xenstore_feature_mask xenstore_quota cpu_weight cap
    period slice latency extratime memory maxmem shadow_memory videoram llc_colors vnuma vcpus
    maxvcpus cpus cpus_soft cpuid msr_relaxed vpmu vmtrace_buf_kb max_grant_frames
    max_maptrack_frames max_grant_version max_event_channels kernel ramdisk device_tree cmdline
    root extra bootloader bootloader_args bootloader_restrict bootloader_user firmware
    firmware_override bios bios_path_override boot pvshim pvshim_path pvshim_cmdline
    pvshim_extra on_poweroff on_reboot on_watchdog on_crash on_soft_reset tsc_mode timer_mode
    localtime rtc_timeoffset vpt_align hpet pae acpi acpi_s3 acpi_s4 acpi_laptop_slate apic nx
    nestedhvm viridian mmio_hole altp2m altp2mhvm altp2m_count smbios smbios_firmware
    acpi_firmware ms_vm_genid mca_caps hvm_pirq xen_platform_pci xen_platform_pci_bar_uc
    vendor_device hdtype trap_unmapped_accesses e820_host vnc vnclisten vncdisplay vncunused
    vncpasswd vncviewer sdl opengl display xauthority keymap vga stdvga nographic gfx_passthru
    spice spiceport spicetls_port spicehost spicedisable_ticketing spicepasswd spiceagent_mouse
    spicevdagent spice_clipboard_sharing spiceusbredirection spice_image_compression
    spice_streaming_video serial usb usbversion usbdevice vkb_device soundhw device_model
    device_model_override device_model_version device_model_stubdomain_override
    device_model_stubdomain_seclabel device_model_user device_model_args device_model_args_pv
    device_model_args_hvm stubdomain_kernel stubdomain_cmdline stubdomain_ramdisk
    stubdomain_memory dm_restrict disk vif vif2 vfb vkb vtpm p9 pvcalls vdispl vsnd virtio
    channel usbctrl usbdev pci pci_msitranslate pci_power_mgmt pci_permissive pci_seize rdm
    rdm_mem_boundary dtdev ioports irqs iomem gic_version tee vuart sve nr_spis arm_sci
    """.split()
)

VNUMA_KEYS = (
    "vnodes", "vnumamem", "vdistance", "vnuma_vcpumap", "vnuma_vnodemap", "vnuma_autoplacement",
)  # fmt: skip
"""The keys of the series of 2013, which no release of xl reads."""

LEGACY_VNUMA_KEYS = {
    "vnuma_nodes": "vnodes",
    "vnuma_mem": "vnumamem",
    "vnuma_distance": "vdistance",
    "vcpu_to_vnode": "vnuma_vcpumap",
    "vnode_to_pnode": "vnuma_vnodemap",
}
"""Names from the series' manual and examples that its own parser never read."""
