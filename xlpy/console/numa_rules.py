"""How the lines of a dump are told from each other, and from the lines of others."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple

from xlpy.console import numa_lines as lines
from xlpy.console import vnuma_read as vnuma
from xlpy.console.numa_draft import Draft

Take = Callable[[Draft, re.Match[str]], None]


class Stage(IntEnum):
    """The order of a dump. Going back, or a second header or title, begins the next dump."""

    HEADER = 1
    NODES = 2
    CPUS = 3
    TITLE = 4
    DOMAINS = 5


class Rule(NamedTuple):
    """A line: how it starts, when it comes, what it looks like, what it adds.

    `claim` is how much of it makes any other line a damaged one. An `inner` line belongs to the one
    before and begins no dump; a `weak` one means something inside a vNUMA block only.
    """

    first: str
    stage: Stage
    pattern: re.Pattern[str]
    take: Take
    claim: re.Pattern[str] | None = None
    inner: bool = False
    weak: bool = False

    def fits_after(self, stage: int) -> bool:
        """Whether a dump that got to `stage` can go on with this line."""
        if self.stage in {Stage.HEADER, Stage.TITLE}:
            return stage < self.stage
        return stage <= self.stage

    def claims(self, line: str, stage: int) -> bool:
        """Whether the line must be a damaged one of this kind. `stage` is 0 outside of dumps."""
        if self.claim is None or not self.claim.match(line):
            return False
        if self.stage is Stage.HEADER:
            return True
        return stage >= Stage.TITLE if self.stage is Stage.DOMAINS else 0 < stage <= Stage.CPUS


def _row(first: str, stage: Stage, pattern: str, take: Take, claim: str = "") -> Rule:
    return Rule(first, stage, re.compile(pattern), take, re.compile(claim) if claim else None)


def _inner(first: str, pattern: str, take: Take, claim: str = "") -> Rule:
    return _row(first, Stage.DOMAINS, pattern, take, claim)._replace(inner=True)


def _weak(first: str, pattern: str, take: Take, claim: str = "") -> Rule:
    return _inner(first, pattern, take, claim)._replace(weak=True)


_INT, _LONG, _HEX, _DIGITS = "([0-9]{1,10})", "([0-9]{1,20})", "([0-9a-f]{16})", "0123456789"
_PRESSED = r"'(.)' pressed -> dumping numa info \(now"
_NODE = rf"NODE{_INT} start->{_LONG} size->{_LONG} free->{_LONG}"
_SANITY = rf"(phys|mfn)_to_nid\(([0-9a-f]{{1,16}})\) -> (-?[0-9]{{1,10}}) should be {_INT}"
_CPU = rf"CPU{_INT}(?:\.\.\.{_INT})? -> NODE{_INT}"
_TOTAL = rf"\(total: {_LONG}\):"
_VNODE = rf"vnode {_INT} - pnode"
_OR_NONE = "(-1|[0-9]{1,10})"
_UPSTREAM = rf"{_INT}: pnode +(\?\?\?|[0-9]{{1,10}}), vcpus"
_LAYOUT = rf"{_INT} vnodes, {_INT} vcpus, guest physical layout:"

# The claims leave out what Xen itself prints elsewhere: `Domain 3 (vcpu#0) crashed`, the `(usable)`
# ranges of a boot's memory map, `CPU0: …`.
_ROWS = (
    _row("'", Stage.HEADER, rf"{_PRESSED}-0x([0-9A-F]{{1,8}}):([0-9A-F]{{8}})\)", lines.header_a),
    _row(
        "'", Stage.HEADER, rf"{_PRESSED} = {_LONG}\)", lines.header_b, "'.' pressed -> dumping numa"
    ),
    _row("i", Stage.NODES, rf"idx{_INT} -> {_NODE}", lines.node_n1, "idx[0-9]"),
    _row("N", Stage.NODES, _NODE, lines.node_n2, "NODE[0-9]"),
    _row("pm", Stage.NODES, _SANITY, lines.sanity, r"(phys|mfn)_to_nid\(")._replace(inner=True),
    _row("C", Stage.CPUS, _CPU, lines.cpus, "CPU[0-9]+(?![0-9:])"),
    _row("M", Stage.TITLE, "Memory location of each domain:", lines.title),
    _row("D", Stage.DOMAINS, rf"Domain {_INT} {_TOTAL}", lines.domain_d1, r"Domain [0-9]+ \(t"),
    _row("d", Stage.DOMAINS, rf"d{_INT} {_TOTAL}", lines.domain_d2, r"d[0-9]+ \(t"),
    _inner("N", rf"Node {_INT}: {_LONG}", lines.node_pages, "Node [0-9]+(:| [0-9])"),
    _inner("D", rf"Domain has {_INT} vnodes", vnuma.head_2013, "Domain has [0-9]"),
    _inner("v", rf"{_VNODE} {_OR_NONE} \({_LONG}\) MB", vnuma.vnode_v2, "vnode [0-9]"),
    _inner("v", rf"{_VNODE} {_OR_NONE}: {_LONG} MB", vnuma.vnode_v3),
    _inner("v", rf"{_VNODE} (any|[0-9]{{1,10}}) {_LONG} MB, vcpus:(.*)", vnuma.vnode_v4),
    _inner("D", "Domain vcpu to vnode:", vnuma.map_title, "Domain vcpu to"),
    _inner(_DIGITS, _LAYOUT, vnuma.head_upstream, "[0-9]+ vnodes"),
    _inner(_DIGITS, rf"{_UPSTREAM}(.*)", vnuma.vnode_upstream, "[0-9]+: pnode"),
    _weak(_DIGITS + "abcdef", f"{_HEX} - {_HEX}", vnuma.vmemrange, r"[0-9a-f]{16} -(?!.*\()"),
    _weak(_DIGITS, "[0-9]{1,10}(?: +[0-9]{1,10})*", vnuma.numbers),
)

RULES = {
    first: tuple(r for r in _ROWS if first in r.first) for first in "'iNpmCMDdv" + _DIGITS + "abcef"
}
"""The rules by the first character of a line, so that other lines cost next to nothing."""
