"""`xl info`: a host's facts, a line each, in the order and layout scripts know."""

from __future__ import annotations

from collections.abc import Iterator

from xlpy.machine.host_info import HostInfo
from xlpy.machine.topology import PAGES_PER_MIB, Node, Topology

UNREACHABLE = 255
"""The distance by which firmware says that a node cannot be reached; below 10 is undefined."""


def info_text(info: HostInfo, *, numa: bool = False, xenstore: bool = False) -> str:
    """All facts; `numa` adds the tables of CPUs and nodes, `xenstore` what the store can do."""
    lines = [*_machine(info), *(_numa(info) if numa else ()), *_xen(info, xenstore=xenstore)]
    return "".join(f"{line}\n" for line in lines)


def info_values(info: HostInfo, beginning: str, *, xenstore: bool = False) -> str:
    """The bare values of the lines that begin so."""
    found = []
    for line in info_text(info, xenstore=xenstore).splitlines():
        _, colon, value = line.partition(":")
        if line.startswith(beginning) and colon and value.startswith(" "):
            found.append(f"{value[1:]}\n")
    return "".join(found)


def _line(name: str, value: object) -> str:
    return f"{name:<23}: {value}"


def _machine(info: HostInfo) -> Iterator[str]:
    topology = info.topology
    memory = {
        "total_memory": info.total_pages,
        "free_memory": info.free_pages - info.claimed_pages,
        "sharing_freed_memory": info.sharing_freed_pages,
        "sharing_used_memory": info.sharing_used_pages,
        "outstanding_claims": info.claimed_pages,
    }
    for name in ("host", "release", "version", "machine"):
        yield _line(name, getattr(info, name))
    yield _line("nr_cpus", len(topology.cpus))
    yield _line("max_cpu_id", topology.max_cpu_id)
    yield _line("nr_nodes", len(topology.nodes))
    yield _line("cores_per_socket", topology.cores_per_socket)
    yield _line("threads_per_core", topology.threads_per_core)
    yield _line("cpu_mhz", f"{info.cpu_khz // 1000}.{info.cpu_khz % 1000:03d}")
    yield _line("hw_caps", info.hw_caps)
    yield f"{'virt_caps':<23}:" + "".join(f" {word}" for word in info.virt_caps.split())
    yield from (_line(name, pages // PAGES_PER_MIB) for name, pages in memory.items())
    yield _line("free_cpus", info.free_cpus)


def _numa(info: HostInfo) -> Iterator[str]:
    yield f"{'cpu_topology':<23}:"
    yield "cpu:    core    socket     node"
    for seat in info.seats:
        yield f"{seat.cpu:3d}:    {seat.core:4d}     {seat.socket:4d}     {seat.node:4d}"
    yield f"{'device topology':<23}:"
    yield "device           node"
    yield "No device topology data available"
    yield f"{'numa_info':<23}:"
    yield "node:    memsize    memfree    distances"
    for node in info.topology.nodes:
        size, free = node.span_pages // PAGES_PER_MIB, node.free_pages // PAGES_PER_MIB
        yield f"{node.id:4d}:    {size:6d}     {free:6d}      {_distances(info.topology, node)}"


def _distances(topology: Topology, node: Node) -> str:
    """An entry for every node number up to the highest; -1 where there is no way."""
    row = dict(zip(topology.node_ids, node.distances, strict=True))
    known = (row.get(other, UNREACHABLE) for other in range(topology.max_node_id + 1))
    return ",".join(str(d if 10 <= d < UNREACHABLE else -1) for d in known)


def _xen(info: HostInfo, *, xenstore: bool) -> Iterator[str]:
    version = info.xen_version
    yield _line("xen_major", version.major)
    yield _line("xen_minor", version.minor)
    yield _line("xen_extra", version.extra)
    yield _line("xen_version", version)
    yield _line("xen_caps", info.xen_caps)
    yield _line("xen_scheduler", info.scheduler)
    yield _line("xen_pagesize", info.page_size)
    yield _line("platform_params", f"virt_start={info.virt_start}")
    yield _line("xen_changeset", info.changeset)
    yield _line("xen_commandline", info.commandline)
    yield _line("cc_compiler", info.compiler)
    for name in ("compile_by", "compile_domain", "compile_date"):
        yield _line(f"cc_{name}", getattr(info, name))
    yield _line("build_id", info.build_id)
    if xenstore:
        yield _line("xenstore_features", f"0x{info.xenstore_features:08x}")
    yield _line("xend_config_format", 4)
