"""The debug key `u` as text: one function per part of the table in `xlpy.console.version`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from xlpy.console.version import format_for
from xlpy.console.vnuma_write import BLOCKS
from xlpy.machine.numa_dump import CpuNode, DumpDomain, DumpNode, NumaDump

_ADDRESS = (1 << 64) - 1


def write(dump: NumaDump, xen_version: str, prefix: str = "(XEN) ") -> str:
    """The dump as `xen_version` prints it, every line newline-ended and led by `prefix`.

    Parts the dump lacks (`now_ns` None, no nodes, no CPUs) are left out. Raises XlError for a text
    that is not a Xen version.
    """
    form = format_for(xen_version)
    lines: list[str] = []
    if dump.now_ns is not None:
        lines.append(_HEADER[form.header](dump.key, dump.now_ns))
    for node in dump.nodes:
        lines.append(_NODE[form.node](node))
        lines += _SANITY[form.sanity](node)
    lines += _CPUS[form.cpus](dump.cpus)
    lines.append("Memory location of each domain:")
    for domain in dump.domains:
        lines.append(_DOMAIN[form.domain](domain))
        lines += [f"    Node {node}: {pages}" for node, pages in domain.node_pages]
        if domain.vnuma is not None and domain.vnuma.vnodes:
            lines += BLOCKS[form.block](domain.vnuma)
    return "".join(f"{prefix}{line}\n" for line in lines)


def header_a(key: str, now_ns: int) -> str:
    """Up to 4.11."""
    return f"'{key}' pressed -> dumping numa info (now-{halves(now_ns)})"


def halves(now_ns: int) -> str:
    """A time in two 32-bit halves, as Xens up to 4.11 print it: `0xA86:BD6C8829`."""
    return f"0x{now_ns >> 32 & 0xFFFFFFFF:X}:{now_ns & 0xFFFFFFFF:08X}"


def header_b(key: str, now_ns: int) -> str:
    """From 4.12: nanoseconds."""
    return f"'{key}' pressed -> dumping numa info (now = {now_ns})"


def node_n1(node: DumpNode) -> str:
    """Up to 4.7: with the index the loop had."""
    return f"idx{node.node} -> {node_n2(node)}"


def node_n2(node: DumpNode) -> str:
    """From 4.8."""
    span = f"start->{node.start_pfn} size->{node.span_pages}"
    return f"NODE{node.node} {span} free->{node.free_pages}"


def sanity_p1(node: DumpNode) -> list[str]:
    """Up to 4.7: always printed, right or wrong."""
    seen = node.node if node.seen_as is None else node.seen_as
    return [
        f"phys_to_nid({second_page(node) << 12 & _ADDRESS:016x}) -> {seen} should be {node.node}"
    ]


def sanity_p2(node: DumpNode) -> list[str]:
    """4.8 to 4.17: printed only when wrong."""
    return sanity_p1(node) if node.seen_as not in {None, node.node} else []


def sanity_p3(node: DumpNode) -> list[str]:
    """From 4.18: the frame, not the address; a node of a single page has no second one to ask for."""
    if node.seen_as in {None, node.node} or node.span_pages <= 1:
        return []
    return [f"mfn_to_nid({second_page(node):05x}) -> {node.seen_as} should be {node.node}"]


def second_page(node: DumpNode) -> int:
    """The frame the sanity line asks about."""
    return node.start_pfn + 1


def cpus_c1(cpus: Iterable[CpuNode]) -> list[str]:
    """Up to 4.6: a line per CPU."""
    return [f"CPU{cpu} -> NODE{node}" for cpu, node in cpus]


def cpus_c2(cpus: Iterable[CpuNode]) -> list[str]:
    """From 4.7: consecutive CPUs of one node share a line."""
    runs: list[tuple[int, int, int]] = []
    for cpu, node in cpus:
        if runs and runs[-1][1:] == (cpu - 1, node):
            runs[-1] = runs[-1][0], cpu, node
        else:
            runs.append((cpu, cpu, node))
    return [f"CPU{a}{f'...{b}' if b > a else ''} -> NODE{node}" for a, b, node in runs]


def domain_d1(domain: DumpDomain) -> str:
    """Up to 4.17."""
    return f"Domain {domain.domid} (total: {domain.total_pages}):"


def domain_d2(domain: DumpDomain) -> str:
    """From 4.18."""
    return f"d{domain.domid} (total: {domain.total_pages}):"


_HEADER: dict[str, Callable[[str, int], str]] = {"A": header_a, "B": header_b}
_NODE: dict[str, Callable[[DumpNode], str]] = {"N1": node_n1, "N2": node_n2}
_SANITY: dict[str, Callable[[DumpNode], list[str]]] = {
    "P1": sanity_p1,
    "P2": sanity_p2,
    "P3": sanity_p3,
}
_CPUS: dict[str, Callable[[Iterable[CpuNode]], list[str]]] = {"C1": cpus_c1, "C2": cpus_c2}
_DOMAIN: dict[str, Callable[[DumpDomain], str]] = {"D1": domain_d1, "D2": domain_d2}
