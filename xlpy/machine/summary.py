"""One row of `xl list`, in a module of its own: the lightest command loads nothing else."""

from __future__ import annotations

from typing import NamedTuple


class DomainSummary(NamedTuple):
    """One row of `xl list`. Times in ns, memory in 4 KiB pages.

    `shutdown_reason` is Xen's code (0 poweroff, 1 reboot, 2 suspend, 3 crash, 4 watchdog,
    5 soft reset), None while the domain has not shut down.
    """

    domid: int
    name: str
    pages: int
    vcpus_online: int
    running: bool
    paused: bool
    shutdown_reason: int | None
    dying: bool
    cpu_time_ns: int

    @property
    def has_run(self) -> bool:
        """Whether it has been let run: a paused domain without CPU time never was."""
        return not self.paused or self.cpu_time_ns > 0
