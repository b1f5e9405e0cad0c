"""What each line of a dump adds to it: one function per part of the table in `version`."""

from __future__ import annotations

import re

from xlpy.console.numa_draft import MOST, DomainDraft, Draft
from xlpy.console.numa_write import second_page
from xlpy.machine.numa_dump import CpuNode, DumpNode, NodePages


def header_a(draft: Draft, match: re.Match[str]) -> None:
    """`'u' pressed -> dumping numa info (now-0xA86:BD6C8829)`."""
    draft.signs.add("A")
    draft.key, draft.now_ns = match[1], int(match[2], 16) << 32 | int(match[3], 16)


def header_b(draft: Draft, match: re.Match[str]) -> None:
    """`'u' pressed -> dumping numa info (now = 11573819901993)`."""
    draft.signs.add("B")
    draft.key, draft.now_ns = match[1], int(match[2])


def node_n1(draft: Draft, match: re.Match[str]) -> None:
    """`idx0 -> NODE0 start->0 size->4521984 free->131471`."""
    if int(match[1]) != int(match[2]):
        raise ValueError("two numbers for one node")
    _node(draft, "N1", match.groups()[1:])


def node_n2(draft: Draft, match: re.Match[str]) -> None:
    """`NODE0 start->0 size->4521984 free->131471`."""
    _node(draft, "N2", match.groups())


def _node(draft: Draft, sign: str, numbers: tuple[str, ...]) -> None:
    draft.signs.add(sign)
    node, start, span, free = map(int, numbers)
    draft.nodes.append(DumpNode(node, start, span, free))


def sanity(draft: Draft, match: re.Match[str]) -> None:
    """`phys_to_nid(0000000000001000) -> 0 should be 0`, or of 4.18 `mfn_to_nid(00001) -> …`."""
    if not draft.nodes:
        raise ValueError("no node before it")
    node = draft.nodes[-1]
    frames = match[1] == "mfn"
    asked = second_page(node) if frames else second_page(node) << 12 & 0xFFFFFFFFFFFFFFFF
    if int(match[2], 16) != asked or int(match[4]) != node.node:
        raise ValueError(f"not about the second page of node {node.node}")
    draft.signs.add("P3" if frames else "P1" if "N1" in draft.signs else "P2")
    if int(match[3]) != node.node:
        draft.nodes[-1] = DumpNode(
            node.node, node.start_pfn, node.span_pages, node.free_pages, int(match[3])
        )


def cpus(draft: Draft, match: re.Match[str]) -> None:
    """`CPU0 -> NODE0`, or a run `CPU0...3 -> NODE0`."""
    first, last, node = int(match[1]), int(match[2] or match[1]), int(match[3])
    if last < first or last >= MOST:
        raise ValueError("not a run of CPUs")
    if match[2]:
        draft.signs.add("C2")
    if draft.cpus and draft.cpus[-1] == (first - 1, node):
        draft.signs.add("C1")
    draft.cpus += [CpuNode(cpu, node) for cpu in range(first, last + 1)]


def title(_draft: Draft, _match: re.Match[str]) -> None:
    """`Memory location of each domain:`."""


def domain_d1(draft: Draft, match: re.Match[str]) -> None:
    """`Domain 0 (total: 2569511):`."""
    draft.signs.add("D1")
    draft.domains.append(DomainDraft(int(match[1]), int(match[2])))


def domain_d2(draft: Draft, match: re.Match[str]) -> None:
    """`d0 (total: 2569511):`."""
    draft.signs.add("D2")
    draft.domains.append(DomainDraft(int(match[1]), int(match[2])))


def node_pages(draft: Draft, match: re.Match[str]) -> None:
    """`Node 0: 1416166`."""
    draft.domain.node_pages.append(NodePages(int(match[1]), int(match[2])))
