"""The embedded host behind the contract; every answer is read from its store."""

from __future__ import annotations

import time
from functools import cached_property
from typing import TYPE_CHECKING, Any

from xlpy.errors import HostError, NoSuchDomain
from xlpy.hosts.host import Capabilities, Host
from xlpy.hosts.simulated.store import damaged
from xlpy.machine.summary import DomainSummary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from xlpy.hosts.simulated.store import Store
    from xlpy.machine.blueprint import Blueprint
    from xlpy.machine.domain import Domain
    from xlpy.machine.host_info import HostInfo
    from xlpy.machine.topology import Topology
    from xlpy.machine.vcpu import VcpuInfo
    from xlpy.machine.vnuma import VnumaInfo, VnumaTopology

MOST_PAUSES = 255

_SUMMARY = (
    "SELECT domid, name, pages, vcpus_online, running, paused, shutdown_reason, dying, cpu_time_ns"
    " FROM domain"
)


class SimulatedHost(Host):
    """A host whose hypervisor is a SQLite file. `clock` gives ns; it drives time stamps."""

    def __init__(self, store: Store, clock: Callable[[], int] = time.time_ns) -> None:
        self.store = store
        self._clock = clock

    @property
    def label(self) -> str:
        return f"embedded host {self.store.meta('name')}"

    @property
    def xen_version(self) -> str:
        return str(self.store.meta("xen_version"))

    @cached_property
    def profile(self) -> dict[str, Any]:
        """The profile this state was made from, as plain data (see Profile.as_data)."""
        import json

        try:
            data: dict[str, Any] = json.loads(self.store.meta("profile"))
        except ValueError as error:
            raise damaged(self.store.path, error) from None
        return data

    @property
    def capabilities(self) -> Capabilities:
        profile = self.profile
        return Capabilities(
            profile["pv_vnuma"], profile["kernel_required"], profile["placement"], boots=False
        )

    @property
    def now_ns(self) -> int:
        """Nanoseconds since this host booted."""
        booted, created = self.profile["boot_time_ns"], self.store.meta("created_ns")
        return int(booted) + max(self._clock() - int(created), 0)

    def exclusive(self) -> AbstractContextManager[None]:
        return self.store.exclusive()

    def topology(self) -> Topology:
        from xlpy.hosts.simulated.snapshot import topology

        with self.store.reading() as db:
            return topology(db, self.profile)

    def info(self) -> HostInfo:
        from xlpy.hosts.simulated.facts import host_info

        return host_info(self.profile, self.topology(), self.xen_version)

    def domains(self) -> Sequence[DomainSummary]:
        rows = self.store.db.execute(f"{_SUMMARY} ORDER BY domid")
        return [_row(columns) for columns in rows]

    def find(self, reference: str) -> int:
        if reference.isascii() and reference.isdigit():
            return int(reference.lstrip("0")[:18] or "0")  # 18 digits are nobody's, as more are
        return self.domid(reference)

    def domid(self, name: str) -> int:
        row = self.store.db.execute(
            "SELECT domid FROM domain WHERE name = CAST(? AS TEXT)",
            (name.encode("utf-8", "surrogateescape"),),
        ).fetchone()
        if row is None:
            raise NoSuchDomain(name)
        return int(row[0])

    def summary(self, domid: int) -> DomainSummary:
        # SQLite integers have 64 bits; a longer number is nobody's domid
        row = self.store.db.execute(f"{_SUMMARY} WHERE domid = ?", (domid,)).fetchone()
        if row is None:
            raise NoSuchDomain(str(domid), f"Error: Domain '{domid}' does not exist.")
        return _row(row)

    def domain(self, domid: int) -> Domain:
        from xlpy.hosts.simulated.snapshot import domain

        with self.store.reading() as db:
            return domain(db, self.profile, self.summary(domid))

    def vcpus(self, domid: int) -> Sequence[VcpuInfo]:
        from xlpy.hosts.simulated.vcpus import vcpus

        with self.store.reading() as db:
            return vcpus(db, self.profile, self.summary(domid))

    def uptime_ns(self, domid: int) -> int:
        with self.store.reading() as db:
            self.summary(domid)
            (started,) = db.execute(
                "SELECT started_ns FROM domain WHERE domid = ?", (domid,)
            ).fetchone()
        return max(self.now_ns - int(started if domid else 0), 0)

    def build(self, blueprint: Blueprint) -> int:
        from xlpy.hosts.simulated.build import build

        with self.store.writing() as db:
            return build(db, self, blueprint)

    def spend_domid(self) -> None:
        from xlpy.hosts.simulated.build import next_domid

        with self.store.writing() as db:
            next_domid(db)

    def destroy(self, domid: int) -> None:
        from xlpy.hosts.simulated.build import destroy

        with self.store.writing() as db:
            self.summary(domid)
            if domid == 0:
                raise HostError("domain 0 runs this toolstack and cannot be destroyed by it")
            destroy(db, domid)

    def pause(self, domid: int) -> None:
        # a domain that has run has used CPU time; it is how one that never ran is told apart
        ran = "CASE WHEN paused THEN cpu_time_ns ELSE max(cpu_time_ns, 1) END"
        self._set(domid, f"paused = min(paused + 1, {MOST_PAUSES}), cpu_time_ns = {ran}")

    def unpause(self, domid: int) -> None:
        more = "vcpus_available" if self.profile["guests"] == "linux" else "vcpus_online"
        online = f"CASE WHEN paused = 1 THEN {more} ELSE vcpus_online END"
        self._set(domid, f"paused = max(paused - 1, 0), vcpus_online = {online}")

    def _set(self, domid: int, columns: str) -> None:
        with self.store.writing() as db:
            self.summary(domid)
            if domid == 0:
                raise HostError("domain 0 cannot pause itself")
            db.execute(f"UPDATE domain SET {columns} WHERE domid = ?", (domid,))  # noqa: S608 - our own words

    def set_vnuma(self, domid: int, topology: VnumaTopology) -> None:
        from xlpy.hosts.simulated.vnuma import set_vnuma

        with self.store.writing() as db:
            set_vnuma(db, self.xen_version, domid, topology)

    def get_vnuma(self, domid: int, *, vnodes: int, vmemranges: int, vcpus: int) -> VnumaInfo:
        from xlpy.hosts.simulated.vnuma import get_vnuma

        with self.store.reading() as db:
            return get_vnuma(db, self.xen_version, domid, (vnodes, vmemranges, vcpus))

    def debug_keys(self, keys: str) -> str:
        from xlpy.hosts.simulated.console import press

        with self.store.writing() as db:
            return press(db, self, keys)

    def console_ring(self, *, clear: bool = False) -> str:
        from xlpy.hosts.simulated.console import clear as clear_ring
        from xlpy.hosts.simulated.console import ring

        if not clear:
            return ring(self.store.db)
        with self.store.writing() as db:
            text = ring(db)
            clear_ring(db)
            return text


def _row(columns: tuple[Any, ...]) -> DomainSummary:
    """The columns of _SUMMARY; SQLite keeps truth values as numbers."""
    row = DomainSummary._make(columns)
    return row._replace(running=bool(row.running), paused=bool(row.paused), dying=bool(row.dying))
