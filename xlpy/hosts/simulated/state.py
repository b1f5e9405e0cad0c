"""Where the embedded host lives: its directory, its profiles, how it starts."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from xlpy.errors import HostUnavailable, StateError
from xlpy.hosts.simulated.host import SimulatedHost
from xlpy.hosts.simulated.store import SCHEMA, SCHEMA_VERSION, Store

if TYPE_CHECKING:
    from xlpy.hosts.simulated.profile import Profile

DEFAULT_PROFILE = "heatpipe"
STATE_FILE = "host.db"
_TABLES = ("console", "vnuma", "domain_pages", "domain", "node", "meta")


def state_directory() -> str:
    """XLPY_STATE_DIR, else /var/lib/xlpy for root, else the user's XDG state directory."""
    given = os.environ.get("XLPY_STATE_DIR")
    if given:
        return given
    if os.geteuid() == 0:
        return "/var/lib/xlpy"
    base = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
    return os.path.join(base, "xlpy")


def profile_directory() -> str:
    """The shipped profiles: inside an installed package, or sample-configs/hosts of a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    installed = os.path.join(package, "_profiles")
    if os.path.isdir(installed):
        return installed
    return os.path.join(os.path.dirname(package), "sample-configs", "hosts")


def shipped_profiles() -> list[str]:
    """Names of the profiles that come with xlpy."""
    files = os.listdir(profile_directory())
    return sorted(file.removesuffix(".toml") for file in files if file.endswith(".toml"))


def find_profile(spec: str) -> str:
    """The TOML file of a profile: a shipped name, or a path. Raises HostUnavailable."""
    shipped = os.path.join(profile_directory(), f"{spec}.toml")
    if os.sep not in spec and os.path.isfile(shipped):
        return shipped
    if os.path.isfile(spec):
        return os.path.abspath(spec)
    raise HostUnavailable(
        f'there is no host profile "{spec}"',
        hint=f"name a TOML file, or one of: {', '.join(shipped_profiles())}",
    )


def read_profile(path: str) -> Profile:
    """Read and check a profile. Raises ProfileError."""
    from xlpy.hosts.simulated.profile import parse_profile

    try:
        with open(path, encoding="utf-8") as file:
            return parse_profile(file.read(), path)
    except (OSError, UnicodeDecodeError) as error:
        raise HostUnavailable(f"the host profile {path} cannot be read: {error}") from None


def open_state(
    profile: str | None = None, clock: Callable[[], int] = time.time_ns
) -> SimulatedHost:
    """The embedded host of the state directory, made from `profile` where it is fresh.

    Raises StateError when the state was made from another profile.
    """
    store = _open_store(create=True)
    if not store.initialised():
        path = find_profile(profile or DEFAULT_PROFILE)
        initialise(store, path, clock=clock, force=False)
    if profile is not None:
        _check_profile(store, find_profile(profile))
    return SimulatedHost(store, clock)


def _open_store(*, create: bool) -> Store:
    directory = state_directory()
    if create:
        try:
            os.makedirs(directory, exist_ok=True)
        except OSError as error:
            raise StateError(
                f"the state directory {directory} cannot be made: {error.strerror}",
                hint="set XLPY_STATE_DIR to a directory you can write to",
            ) from None
    return Store(os.path.join(directory, STATE_FILE))


def reinitialise(
    profile: str, *, force: bool, clock: Callable[[], int] = time.time_ns
) -> SimulatedHost:
    """`xl host init`: make the state from a profile; with `force` also over an existing one."""
    path = find_profile(profile)
    read_profile(path)
    store = _open_store(create=True)
    try:
        exists = store.initialised()
    except StateError:
        if not force:
            raise
        store.close()
        os.unlink(store.path)
        store, exists = _open_store(create=True), False
    if exists and not force:
        raise StateError(
            f"{store.path} holds a host already ({store.meta('name')})",
            hint="add --force to throw it and its domains away",
        )
    initialise(store, path, clock=clock, force=force)
    return SimulatedHost(store, clock)


def initialise(store: Store, path: str, *, clock: Callable[[], int], force: bool) -> None:
    """Write a fresh host in one transaction; of two processes at once the first one wins."""
    import json

    profile = read_profile(path)
    with store.writing() as db:
        if store.initialised():
            if not force:
                return
            for table in _TABLES:
                db.execute(f"DROP TABLE {table}")
        for statement in SCHEMA.split(";"):
            db.execute(statement)
        store.set_meta("schema_version", SCHEMA_VERSION)
        store.set_meta("name", profile.name)
        store.set_meta("xen_version", profile.xen_version)
        store.set_meta("profile", json.dumps(profile.as_data()))
        store.set_meta("fingerprint", _fingerprint(path))
        store.set_meta("next_domid", profile.next_domid)
        store.set_meta("created_ns", clock())
        _populate(store, profile)
        banner = f"(XEN) Xen version {profile.xen_version} (xlpy embedded host {profile.name})\n"
        db.execute("INSERT INTO console (text) VALUES (?)", (banner,))


def _populate(store: Store, profile: Profile) -> None:
    import json

    from xlpy.machine.numbers import format_ranges

    for node in profile.nodes:
        store.db.execute("INSERT INTO node VALUES (?, ?)", (node.id, node.free_pages))
    for domain in profile.domains:
        pages = sum(count for _, count in domain.pages)
        cpus = json.dumps([format_ranges(domain.cpus)] * domain.vcpus)
        online = sorted(cpu for node in profile.nodes for cpu in node.cpus)
        soft = json.dumps([format_ranges(online)] * domain.vcpus)
        store.db.execute(
            f"INSERT INTO domain VALUES ({','.join('?' * 20)})",  # noqa: S608 - question marks only
            (
                domain.domid, domain.name, "00000000-0000-0000-0000-000000000000", "pv", pages,
                pages, domain.vcpus, domain.vcpus, domain.domid == 0, False, None, False, 0,
                domain.pool, format_ranges(domain.nodes), cpus, soft, "profile", "[]", "{}",
            ),
        )  # fmt: skip
        for node_id, count in domain.pages:
            store.db.execute(
                "INSERT INTO domain_pages VALUES (?, -1, ?, ?)", (domain.domid, node_id, count)
            )


def _fingerprint(path: str) -> str:
    """Changes whenever the file changes; saves reading the profile on every command."""
    status = os.stat(path)
    return f"{path}:{status.st_mtime_ns}:{status.st_size}"


def _check_profile(store: Store, path: str) -> None:
    if store.meta("fingerprint") == _fingerprint(path):
        return
    import json

    asked = read_profile(path)
    if store.meta("profile") != json.dumps(asked.as_data()):
        raise StateError(
            f"the state in {store.path} was made from another profile"
            f" ({store.meta('name')}) than the one asked for ({asked.name})",
            hint="use another XLPY_STATE_DIR, or xl host init PROFILE --force to start afresh",
        )


def current_profile() -> str | None:
    """The name of the profile the state was made from; None where there is no state."""
    path = os.path.join(state_directory(), STATE_FILE)
    if not os.path.exists(path):
        return None
    store = Store(path)
    return str(store.meta("name")) if store.initialised() else None
