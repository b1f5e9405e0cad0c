"""The vNUMA hypercalls of the embedded hypervisor, with each Xen version's checks.

2013 series: vnuma.md 1.10; upstream: 3.1 and 3.2. Stock 4.4 and older have no such calls.
"""

from __future__ import annotations

import errno
import json
import sqlite3

from xlpy.errors import HypercallError
from xlpy.hosts.simulated.snapshot import read_topology, write_topology
from xlpy.machine.version import XenVersion, parse_version
from xlpy.machine.vnuma import VnumaInfo, VnumaTopology

PAGE_SIZE = 4096
DISTANCE_BYTES, RANGE_BYTES = 4, 24
MAX_NUMNODES = 64
_SET, _GET = "set vNUMA topology", "get vNUMA topology"


def set_vnuma(db: sqlite3.Connection, xen: str, domid: int, topology: VnumaTopology) -> None:
    """Check the topology as this Xen does, then store it."""
    version = parse_version(xen)
    _require_calls(_SET, version)
    row = db.execute("SELECT vcpus_max FROM domain WHERE domid = ?", (domid,)).fetchone()
    if row is None:
        raise HypercallError(_SET, errno.ESRCH, f"there is no domain {domid}")
    _check_arrays(topology)
    if version.series is not None:
        already = db.execute("SELECT 1 FROM vnuma WHERE domid = ?", (domid,)).fetchone()
        if already:
            raise _refused(errno.EINVAL, f"domain {domid} has a topology, and it is set only once")
    else:
        _check_upstream(version, topology, row[0])
    db.execute(
        "INSERT OR REPLACE INTO vnuma (domid, topology) VALUES (?, ?)",
        (domid, write_topology(topology)),
    )


def get_vnuma(
    db: sqlite3.Connection, xen: str, domid: int, capacities: tuple[int, int, int]
) -> VnumaInfo:
    """Read a topology into arrays of (vnodes, vmemranges, vcpus) entries."""
    version = parse_version(xen)
    _require_calls(_GET, version)
    row = db.execute(
        "SELECT topology, vcpus_max FROM domain LEFT JOIN vnuma USING (domid) WHERE domid = ?",
        (domid,),
    ).fetchone()
    if row is None:
        raise HypercallError(_GET, errno.ESRCH, f"there is no domain {domid}")
    if row[0] is None:
        raise HypercallError(_GET, errno.EOPNOTSUPP, f"domain {domid} has no vNUMA topology")
    held = read_topology(row[0])
    if version.series is not None and held.nr_vnodes > row[1]:
        raise HypercallError(_GET, errno.EOPNOTSUPP, "there are more vnodes than vcpus")
    _check_room(version, held, capacities)
    return VnumaInfo(held.vmemranges, held.vdistance, held.vcpu_to_vnode, held.nr_vnodes)


def _require_calls(operation: str, version: XenVersion) -> None:
    if version.series is None and version.release < (4, 5):
        raise HypercallError(operation, errno.ENOSYS, f"Xen {version} has no vNUMA interface")


def _refused(number: int, reason: str) -> HypercallError:
    return HypercallError(_SET, number, reason)


def _check_arrays(topology: VnumaTopology) -> None:
    n = topology.nr_vnodes
    if n == 0:
        raise _refused(errno.EINVAL, "there are no vnodes")
    if n * n >= 1 << 32:
        raise _refused(errno.EINVAL, f"{n} vnodes overflow the distance table")
    if len(topology.vdistance) < n * n or not topology.vmemranges or not topology.vcpu_to_vnode:
        raise _refused(errno.EFAULT, "an array is missing or too short")


def _check_upstream(version: XenVersion, topology: VnumaTopology, vcpus: int) -> None:
    n = topology.nr_vnodes
    if len(topology.vcpu_to_vnode) != vcpus:
        raise _refused(
            errno.EINVAL,
            f"the map names {len(topology.vcpu_to_vnode)} vcpus, the domain has {vcpus}",
        )
    if n * n * DISTANCE_BYTES > PAGE_SIZE:
        raise _refused(errno.EINVAL, f"{n} vnodes; Xen {version} allows 32")
    if len(topology.vmemranges) * RANGE_BYTES > PAGE_SIZE:
        raise _refused(errno.EINVAL, f"{len(topology.vmemranges)} ranges; Xen allows 170")
    if version.release >= (4, 6):
        _check_values(topology)


def _check_values(topology: VnumaTopology) -> None:
    for vcpu, vnode in enumerate(topology.vcpu_to_vnode):
        if not 0 <= vnode < topology.nr_vnodes:
            raise _refused(errno.E2BIG, f"vcpu {vcpu} is mapped to vnode {vnode}, which is none")
    for vnode, pnode in enumerate(topology.vnode_to_pnode):
        if pnode is not None and not 0 <= pnode < MAX_NUMNODES:
            raise _refused(errno.E2BIG, f"vnode {vnode} is mapped to node {pnode}, beyond 63")
    for entry in topology.vmemranges:
        if entry.flags:
            raise _refused(errno.EINVAL, f"a range has flags {entry.flags:#x}, which must be 0")


def _check_room(version: XenVersion, held: VnumaTopology, capacities: tuple[int, int, int]) -> None:
    """The 2013 call just faults on short arrays; upstream tells the true counts."""
    counts = (held.nr_vnodes, len(held.vmemranges), len(held.vcpu_to_vnode))
    if all(have >= need for have, need in zip(capacities, counts, strict=True)):
        return
    if version.series is not None:
        raise HypercallError(_GET, errno.EFAULT, "an array is too short")
    raise HypercallError(
        _GET, errno.ENOBUFS,
        f"room for {json.dumps(capacities)} of {json.dumps(counts)} vnodes, ranges, vcpus",
        counts=counts,
    )  # fmt: skip
