"""A domain's vNUMA block, line by line, in whichever of its four forms."""

from __future__ import annotations

import re

from xlpy.console.numa_draft import MOST, Block, Draft
from xlpy.machine.numa_dump import DumpRange

_ITEM = re.compile(r"([0-9]{1,6})(?:-([0-9]{1,6}))?")


def head_2013(draft: Draft, match: re.Match[str]) -> None:
    """`Domain has 2 vnodes`."""
    draft.open_block(Block(draft.line, int(match[1])))


def head_upstream(draft: Draft, match: re.Match[str]) -> None:
    """`2 vnodes, 4 vcpus, guest physical layout:`."""
    if int(match[2]) > MOST:
        raise ValueError(f"no domain has {match[2]} vcpus")
    draft.open_block(Block(draft.line, int(match[1]), int(match[2])))


def vnode_v2(draft: Draft, match: re.Match[str]) -> None:
    """`vnode 0 - pnode 1 (2048) MB`."""
    _vnode(draft, match, "v2", int(match[3]))


def vnode_v3(draft: Draft, match: re.Match[str]) -> None:
    """`vnode 0 - pnode 1: 2048 MB`."""
    _vnode(draft, match, "v3", int(match[3]))


def vnode_v4(draft: Draft, match: re.Match[str]) -> None:
    """`vnode 0 - pnode any 2048 MB, vcpus: 1 3`."""
    _vnode(draft, match, "v4", int(match[3]))
    _vcpus(draft.block, match[4])


def vnode_upstream(draft: Draft, match: re.Match[str]) -> None:
    """`  0: pnode ???, vcpus 0-1 3`."""
    _vnode(draft, match, "V", None)
    _vcpus(draft.block, match[3])


def vmemrange(draft: Draft, match: re.Match[str]) -> None:
    """`0000000000000000 - 0000000080000000`."""
    if draft.block.kind != "V":
        raise ValueError("a range outside of a vnode")
    draft.block.ranges[-1].append(DumpRange(int(match[1], 16), int(match[2], 16)))


def map_title(draft: Draft, _match: re.Match[str]) -> None:
    """`Domain vcpu to vnode:`."""
    if draft.block.kind not in {"v2", "v3"}:
        raise ValueError("this block has no such list")
    draft.block.mapping = []


def numbers(draft: Draft, match: re.Match[str]) -> None:
    """A line of the map (v2, v3), or more vcpus of a vnode (v4). Elsewhere it is not of the dump."""
    if draft.block.mapping is not None:
        draft.block.mapping += [int(value) for value in match[0].split()]
    elif draft.block.kind == "v4":
        _vcpus(draft.block, match[0])


def _vnode(draft: Draft, match: re.Match[str], kind: str, size_mib: int | None) -> None:
    block = draft.block
    if block.kind not in {"", kind} or (kind == "V") != (block.max_vcpus is not None):
        raise ValueError("this line is of another form than the block it stands in")
    if int(match[1]) != len(block.pnodes):
        raise ValueError(f"vnode {len(block.pnodes)} expected")
    draft.signs.add(kind)
    block.kind = kind
    block.pnodes.append(int(match[2]) if match[2].isdigit() else None)
    block.sizes.append(size_mib)
    block.ranges.append([])


def _vcpus(block: Block, text: str) -> None:
    """Vcpus of the newest vnode: `0-1 3`."""
    vnode = len(block.pnodes) - 1
    for item in text.split():
        match = _ITEM.fullmatch(item)
        if not match:
            raise ValueError(f'"{item}" is not a vcpu or a run of vcpus')
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first or last >= (MOST if block.max_vcpus is None else block.max_vcpus):
            raise ValueError(f"the domain has no vcpus {item}")
        for vcpu in range(first, last + 1):
            if block.vcpus.setdefault(vcpu, vnode) != vnode:
                raise ValueError(f"vcpu {vcpu} belongs to two vnodes")
