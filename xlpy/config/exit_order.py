"""The exit status of a refused configuration: real xl stops at its first error."""

from __future__ import annotations

from collections.abc import Iterable

from xlpy.errors import Problem

_ORDER = """
    type builder name uuid vuart vnuma maxvcpus vcpus cpus cpus_soft max_grant_frames
    max_maptrack_frames max_grant_version on_poweroff on_reboot on_watchdog on_crash on_soft_reset
    pci passthrough tsc_mode timer_mode firmware kernel bootloader_args bios viridian mmio_hole
    ms_vm_genid mca_caps altp2m ioports irqs iomem disk p9 vtpm vdispl pvcalls vsnd channel vif
    usbctrl usbdev device_model_version device_model_args device_model_args_pv
    device_model_args_hvm vga hdtype gfx_passthru vnclisten vendor_device gic_version tee vkb
""".split()
_PLACES = {key: place for place, key in enumerate(_ORDER)}
"""Keys that can be wrong, in the order in which xl looks at them (asked of 4.17 pair by pair)."""


def exit_code(problems: Iterable[Problem]) -> int:
    """The status for the error that xl would have met first; 1 where there is none."""
    errors = [problem for problem in problems if problem.severity == "error"]
    first = min(errors, key=_place, default=None)
    return first.exit_code if first else 1


def _place(problem: Problem) -> int:
    return _PLACES.get(problem.key or "", len(_PLACES))
