"""Making the embedded host from a profile; finding the profiles."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable

from xlpy.errors import HostUnavailable, StateError
from xlpy.hosts.simulated.host import SimulatedHost
from xlpy.hosts.simulated.profile import Profile, ProfileDomain
from xlpy.hosts.simulated.profile_read import parse_profile
from xlpy.hosts.simulated.state import open_store
from xlpy.hosts.simulated.store import NO_VNODE, SCHEMA, SCHEMA_VERSION, Store
from xlpy.machine.numbers import format_ranges
from xlpy.machine.topology import PAGE_KIB

_TABLES = ("console", "vnuma", "domain_pages", "domain", "node", "meta")


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
    try:
        with open(path, encoding="utf-8") as file:
            return parse_profile(file.read(), path)
    except (OSError, UnicodeDecodeError) as error:
        raise HostUnavailable(f"the host profile {path} cannot be read: {error}") from None


def reinitialise(
    profile: str, *, force: bool, clock: Callable[[], int] = time.time_ns
) -> SimulatedHost:
    """`xl host init`: make the state from a profile; with `force` also over an existing one."""
    path = find_profile(profile)
    read_profile(path)
    store = open_store()
    try:
        store.initialised()
    except StateError:
        if not force:
            raise
        store.close()
        os.unlink(store.path)
        store = open_store()
    with store.exclusive():
        if store.initialised() and not force:
            raise StateError(
                f"{store.path} holds a host already ({store.meta('name')})",
                hint="add --force to throw it and its domains away",
            )
        initialise(store, path, clock=clock, force=force)
    return SimulatedHost(store, clock)


def scratch_host(profile: str) -> SimulatedHost:
    """A host of this profile in memory, gone with the process."""
    store = Store(":memory:")
    initialise(store, find_profile(profile), clock=time.time_ns, force=False)
    return SimulatedHost(store)


def initialise(store: Store, path: str, *, clock: Callable[[], int], force: bool) -> None:
    """Write a fresh host in one transaction; of two processes at once the first one wins."""
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
        store.set_meta("fingerprint", fingerprint(path))
        store.set_meta("next_domid", profile.next_domid)
        store.set_meta("created_ns", clock())
        _populate(store, profile)
        banner = f"(XEN) Xen version {profile.xen_version} (xlpy embedded host {profile.name})\n"
        db.execute("INSERT INTO console (text) VALUES (?)", (banner,))


def _populate(store: Store, profile: Profile) -> None:
    store.db.executemany(
        "INSERT INTO node (id, free_pages, low_free_pages) VALUES (?, ?, ?)",
        [(node.id, node.free_pages, node.low_free_pages) for node in profile.nodes],
    )
    for domain in profile.domains:
        row = _domain_row(domain)
        store.db.execute(
            f"INSERT INTO domain ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",  # noqa: S608 - names of our own
            tuple(row.values()),
        )
        store.db.executemany(
            "INSERT INTO domain_pages (domid, vnode, node, pages) VALUES (?, ?, ?, ?)",
            [(domain.domid, NO_VNODE, node, count) for node, count in domain.pages],
        )


def _domain_row(domain: ProfileDomain) -> dict[str, object]:
    """The columns of a domain that is there from boot."""
    return {
        "domid": domain.domid,
        "name": domain.name,
        "uuid": domain.uuid,
        "type": domain.type,
        "pages": sum(count for _, count in domain.pages),
        "max_pages": domain.max_pages,
        "vcpus_online": domain.vcpus_online,
        "vcpus_available": domain.vcpus_online,
        "vcpus_max": domain.vcpus,
        "running": domain.running,
        "paused": domain.paused,
        "shutdown_reason": domain.shutdown,
        "dying": domain.dying,
        "cpu_time_ns": domain.cpu_time_ns,
        "started_ns": domain.started_ns,
        "pool": domain.pool,
        "node_affinity": format_ranges(domain.nodes),
        "hard_affinity": json.dumps([format_ranges(domain.cpus)] * domain.vcpus),
        "soft_affinity": json.dumps([format_ranges(domain.soft_cpus)] * domain.vcpus),
        "policy": "profile",
        "reasons": "[]",
        "config": control_config(domain) if domain.domid == 0 else "{}",
    }


def control_config(domain: ProfileDomain) -> str:
    """What a toolstack stores of the control domain at boot; of other domains it knows nothing."""
    config = {
        "c_info": {"type": domain.type, "name": domain.name},
        "b_info": {
            "max_memkb": domain.max_pages * PAGE_KIB,
            "target_memkb": domain.target_kib,
            f"type.{domain.type}": {},
            "arch_arm": {},
            "arch_x86": {},
        },
    }
    return json.dumps(config)


def fingerprint(path: str) -> str:
    """Changes whenever the file changes; saves reading the profile on every command."""
    status = os.stat(path)
    return f"{path}:{status.st_mtime_ns}:{status.st_size}"


def check_profile(store: Store, path: str) -> None:
    """Raise StateError where the state was made from another profile than that of `path`."""
    if store.meta("fingerprint") == fingerprint(path):
        return
    asked = read_profile(path)
    if store.meta("profile") != json.dumps(asked.as_data()):
        raise StateError(
            f"the state in {store.path} was made from another profile"
            f" ({store.meta('name')}) than the one asked for ({asked.name})",
            hint="use another XLPY_STATE_DIR, or xl host init PROFILE --force to start afresh",
        )
