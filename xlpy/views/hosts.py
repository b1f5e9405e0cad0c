"""`xl host show` and `xl host list`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from xlpy.machine.numbers import format_ranges
from xlpy.machine.summary import DomainSummary
from xlpy.machine.topology import PAGES_PER_MIB, Topology


def host_data(
    label: str, xen_version: str, topology: Topology, domains: Sequence[DomainSummary]
) -> dict[str, Any]:
    """A host as plain data; page counts are of 4 KiB pages."""
    return {
        "host": label,
        "xen_version": xen_version,
        "cores_per_socket": topology.cores_per_socket,
        "threads_per_core": topology.threads_per_core,
        "nodes": [
            {
                "id": node.id,
                "cpus": format_ranges(node.cpus),
                "start_pfn": node.start_pfn,
                "span_pages": node.span_pages,
                "free_pages": node.free_pages,
                "distances": list(node.distances),
            }
            for node in topology.nodes
        ],
        "cpupools": [
            {"id": pool.id, "name": pool.name, "cpus": format_ranges(pool.cpus)}
            for pool in topology.pools
        ],
        "domains": [
            {"domid": domain.domid, "name": domain.name, "pages": domain.pages}
            for domain in domains
        ],
    }


def host_json(data: dict[str, Any]) -> str:
    """The data as JSON."""
    return f"{json.dumps(data, indent=2)}\n"


def host_text(data: dict[str, Any]) -> str:
    """The data as plain text."""
    lines = [
        f"{data['host']}, Xen {data['xen_version']}",
        f"cores per socket: {data['cores_per_socket']}, threads per core: {data['threads_per_core']}",
    ]
    for node in data["nodes"]:
        distances = " ".join(map(str, node["distances"]))
        lines.append(
            f"node {node['id']}: CPUs {node['cpus'] or 'none'},"
            f" {node['span_pages'] // PAGES_PER_MIB} MiB spanned,"
            f" {node['free_pages'] // PAGES_PER_MIB} MiB free, distances {distances}"
        )
    lines += [f"cpupool {pool['name']}: CPUs {pool['cpus']}" for pool in data["cpupools"]]
    lines += [
        f"domain {domain['domid']} {domain['name']}: {domain['pages'] // PAGES_PER_MIB} MiB"
        for domain in data["domains"]
    ]
    return "".join(f"{line}\n" for line in lines)


def profile_list(names: Sequence[str], current: str | None) -> str:
    """The profiles' names, a star before the one in use."""
    return "".join(f"{'*' if name == current else ' '} {name}\n" for name in names)
