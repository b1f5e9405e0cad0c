"""`xl vnuma-info`: a domain's virtual nodes, where their pages really lie, and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from xlpy.machine.domain import Domain, VnumaLayout
from xlpy.machine.numbers import format_ranges
from xlpy.machine.topology import PAGES_PER_MIB
from xlpy.machine.vnuma import Origin

LABELS = {"sizes": "size", "vcpus": "vcpus", "distances": "distances", "pnodes": "pnode"}


def as_data(domain: Domain) -> dict[str, Any]:
    """Everything about one domain's vNUMA as plain data; sizes in MiB, ranges in bytes."""
    data: dict[str, Any] = {
        "domid": domain.domid,
        "name": domain.name,
        "type": domain.type,
        "memory_pages": domain.summary.pages,
        "node_pages": {str(node): pages for node, pages in domain.node_pages.items()},
        "policy": domain.policy,
        "reasons": list(domain.reasons),
        "vnodes": [],
        "distances": [],
        "origins": {},
    }
    if domain.vnuma:
        layout = domain.vnuma
        count = layout.topology.nr_vnodes
        data["vnodes"] = [_vnode_data(layout, vnode) for vnode in range(count)]
        data["distances"] = [list(layout.topology.distances(vnode)) for vnode in range(count)]
        data["other_pages"] = {str(node): pages for node, pages in other_pages(domain).items()}
        data["origins"] = {
            key: {"kind": origin.kind, "detail": origin.detail, "place": origin.place}
            for key, origin in layout.origins.items()
        }
    return data


def _vnode_data(layout: VnumaLayout, vnode: int) -> dict[str, Any]:
    return {
        "vnode": vnode,
        "pnode": layout.topology.vnode_to_pnode[vnode],
        "size_mib": layout.size_mib[vnode],
        "vcpus": list(layout.topology.vcpus(vnode)),
        "ranges": [[r.start, r.end] for r in layout.topology.ranges(vnode)],
        "pages": {str(node): pages for node, pages in layout.pages[vnode].items() if pages},
        "local": layout.is_local(vnode),
    }


def as_json(domains: Iterable[Domain]) -> str:
    """A JSON array with an object per domain."""
    return f"{json.dumps([as_data(domain) for domain in domains], indent=2)}\n"


def as_text(domain: Domain) -> str:
    """One domain as plain text."""
    return "".join(f"{line}\n" for line in _lines(domain))


def title(domain: Domain) -> str:
    """The heading of a domain."""
    return (
        f"{domain.name} (domid {domain.domid}): {mib(domain.summary.pages)} MiB,"
        f" {domain.summary.vcpus_online} of {domain.vcpus_max} vcpus online"
    )


def _lines(domain: Domain) -> Iterator[str]:
    yield title(domain)
    if domain.vnuma is None:
        yield f"  no vNUMA; pages: {node_pages(domain.node_pages)}"
    else:
        yield from _vnuma_lines(domain, domain.vnuma)
    yield from (f"  placement ({domain.policy}): {reason}" for reason in domain.reasons)


def _vnuma_lines(domain: Domain, layout: VnumaLayout) -> Iterator[str]:
    topology = layout.topology
    for vnode in range(topology.nr_vnodes):
        yield (
            f"  vnode {vnode}: pnode {pnode(layout, vnode)}, {layout.size_mib[vnode]} MiB,"
            f" vcpus {format_ranges(topology.vcpus(vnode)) or 'none'}"
        )
        yield from (f"    guest-physical {text}" for text in ranges(layout, vnode))
        yield f"    pages: {node_pages(layout.pages[vnode])} ({locality(layout, vnode)})"
    if others := other_pages(domain):
        yield f"  other pages (first 640 KiB, rings, video memory): {node_pages(others)}"
    yield "  distances:"
    for vnode in range(topology.nr_vnodes):
        row = " ".join(f"{distance:3d}" for distance in topology.distances(vnode))
        yield f"    vnode {vnode}: {row}"
    yield "  why:"
    yield from (f"    {LABELS[key]}: {origin}" for key, origin in _origins(layout))


def _origins(layout: VnumaLayout) -> Iterator[tuple[str, Origin]]:
    return ((key, layout.origins[key]) for key in LABELS if key in layout.origins)


def pnode(layout: VnumaLayout, vnode: int) -> str:
    """The vnode's physical node, `any` where none was asked for."""
    number = layout.topology.vnode_to_pnode[vnode]
    return "any" if number is None else str(number)


def ranges(layout: VnumaLayout, vnode: int) -> Iterator[str]:
    """Guest-physical ranges, ends exclusive, as Xen's dump writes them."""
    return (f"{r.start:016x} - {r.end:016x}" for r in layout.topology.ranges(vnode))


def other_pages(domain: Domain) -> dict[int, int]:
    """Pages by node that belong to no vnode; only nodes that hold some."""
    vnodes = domain.vnuma.pages if domain.vnuma else ()
    left = {
        node: pages - sum(held.get(node, 0) for held in vnodes)
        for node, pages in domain.node_pages.items()
    }
    return {node: pages for node, pages in left.items() if pages}


def node_pages(pages: Any) -> str:
    """`node 0: 524288 (2048 MiB), node 1: …`; only nodes that hold some."""
    held = [f"node {node}: {count} ({mib(count)} MiB)" for node, count in pages.items() if count]
    return ", ".join(held) or "none"


def locality(layout: VnumaLayout, vnode: int) -> str:
    """Whether the vnode's pages lie where they should."""
    if layout.is_local(vnode):
        return "local"
    if layout.topology.vnode_to_pnode[vnode] is None:
        return "spread"
    return "NOT LOCAL"


def mib(pages: int) -> str:
    """Pages as MiB, with a fraction only where there is one."""
    whole, rest = divmod(pages, PAGES_PER_MIB)
    return f"{pages / PAGES_PER_MIB:.1f}" if rest else str(whole)
