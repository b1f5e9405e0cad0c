"""Where the embedded host lives: its directory and its state file."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from xlpy.errors import StateError
from xlpy.hosts.simulated.host import SimulatedHost
from xlpy.hosts.simulated.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

DEFAULT_PROFILE = "heatpipe"
STATE_FILE = "host.db"


def state_directory() -> str:
    """XLPY_STATE_DIR, else /var/lib/xlpy for root, else the user's XDG state directory."""
    given = os.environ.get("XLPY_STATE_DIR")
    if given:
        return given
    if os.geteuid() == 0:
        return "/var/lib/xlpy"
    base = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
    return os.path.join(base, "xlpy")


def open_state(
    profile: str | None = None, clock: Callable[[], int] = time.time_ns
) -> SimulatedHost:
    """The embedded host of the state directory, made from `profile` where it is fresh.

    Raises StateError when the state was made from another profile.
    """
    store = open_store()
    fresh = not store.initialised()
    if fresh or profile is not None:
        from xlpy.hosts.simulated.initialise import check_profile, find_profile, initialise

        path = find_profile(profile or DEFAULT_PROFILE)
        if fresh:
            initialise(store, path, clock=clock, force=False)
        if profile is not None:
            check_profile(store, path)
    return SimulatedHost(store, clock)


def open_store() -> Store:
    """The state file, its directory made where it is missing. Raises StateError."""
    directory = state_directory()
    try:
        os.makedirs(directory, exist_ok=True)
    except OSError as error:
        raise StateError(
            f"the state directory {directory} cannot be made: {error.strerror}",
            hint="set XLPY_STATE_DIR to a directory you can write to",
        ) from None
    return Store(os.path.join(directory, STATE_FILE))


def current_profile() -> str | None:
    """The name of the profile the state was made from; None where there is no state."""
    path = os.path.join(state_directory(), STATE_FILE)
    if not os.path.exists(path):
        return None
    store = Store(path)
    return str(store.meta("name")) if store.initialised() else None
