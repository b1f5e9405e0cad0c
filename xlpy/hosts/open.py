"""Which host this process talks to; imports only that one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from xlpy.errors import HostUnavailable, UsageError

if TYPE_CHECKING:
    from xlpy.hosts.host import Host

CAPABILITIES_FILE = "/proc/xen/capabilities"


def open_host(spec: str | None = None) -> Host:
    """The host of `--host SPEC`, else XLPY_HOST, else real Xen in a dom0, else the embedded host.

    SPEC is `sim`, `sim:PROFILE` (a shipped name or a TOML file) or `xen`.
    Raises UsageError for another SPEC, HostUnavailable and StateError.
    """
    spec = spec or os.environ.get("XLPY_HOST") or default_spec()
    kind, colon, profile = spec.partition(":")
    if kind == "sim" and bool(colon) == bool(profile):
        from xlpy.hosts.simulated.state import open_state

        return open_state(profile or None)
    if spec == "xen":
        raise HostUnavailable(
            "real Xen cannot be driven by this version of xlpy yet",
            hint="use the embedded host: xl --host sim …, or XLPY_HOST=sim",
        )
    raise UsageError(
        f'"{spec}" is not a host', hint="hosts are: sim, sim:PROFILE, xen", exit_code=1
    )


def open_for_looking(spec: str) -> Host:
    """The same host for commands that only ask what it is like: `sim:PROFILE` is as at its boot.

    The state directory is neither read nor made for it.
    """
    kind, _, profile = spec.partition(":")
    if kind == "sim" and profile:
        from xlpy.hosts.simulated.initialise import scratch_host

        return scratch_host(profile)
    return open_host(spec)


def default_spec() -> str:
    """`xen` in a dom0, else `sim`."""
    try:
        with open(CAPABILITIES_FILE, encoding="ascii", errors="replace") as file:
            return "xen" if "control_d" in file.read() else "sim"
    except OSError:
        return "sim"
