"""A domain's vNUMA as the debug key `u` prints it: the three series of 2013, and upstream."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from xlpy.machine.numa_dump import DumpVnuma


def block_none(_vnuma: DumpVnuma) -> Iterator[str]:
    """4.4 and 4.5 say nothing about vNUMA."""
    return iter(())


def block_v2(vnuma: DumpVnuma) -> Iterator[str]:
    """Series v2 of 2013: the vcpu map in one line, pnode -1 where none was asked for."""
    yield f"    Domain has {len(vnuma.vnodes)} vnodes"
    for number, vnode in enumerate(vnuma.vnodes):
        pnode = -1 if vnode.pnode is None else vnode.pnode
        yield f"        vnode {number} - pnode {pnode} ({vnode.mib}) MB"
    yield "    Domain vcpu to vnode:"
    yield "    " + " ".join(map(str, vnuma.vcpu_to_vnode))


def block_v3(vnuma: DumpVnuma) -> Iterator[str]:
    """Series v3: a blank after each word, eight vcpus a line.

    The line end that closes the list comes after an eighth value's own: a list of 8, 16, … vcpus
    is followed by an empty line, others are not.
    """
    yield f"    Domain has {len(vnuma.vnodes)} vnodes"
    for number, vnode in enumerate(vnuma.vnodes):
        pnode = -1 if vnode.pnode is None else vnode.pnode
        yield f"        vnode {number} - pnode {pnode}: {vnode.mib} MB "
    yield "    Domain vcpu to vnode: "
    for some in _eights(vnuma.vcpu_to_vnode):
        yield "    " + "".join(f"{vnode} " for vnode in some)
    if len(vnuma.vcpu_to_vnode) % 8 == 0:
        yield ""


def block_v4(vnuma: DumpVnuma) -> Iterator[str]:
    """Series v4: each vnode with its vcpus, eight a line; an eighth ends its line itself, as in v3.

    Words, rows of eight and the indent of 13 are known; no transcript shows the blanks at line ends,
    which follow v3's habit. Reading does not depend on them.
    """
    yield f"    Domain has {len(vnuma.vnodes)} vnodes"
    vcpus = _by_vnode(vnuma)
    for number, vnode in enumerate(vnuma.vnodes):
        pnode = "any" if vnode.pnode is None else vnode.pnode
        lead = f"        vnode {number} - pnode {pnode} {vnode.mib} MB, vcpus: "
        for some in _eights(vcpus[number]):
            yield lead + "".join(f"{vcpu} " for vcpu in some)[: -1 if len(some) == 8 else None]
            lead = " " * 13
        if len(vcpus[number]) % 8 == 0:
            yield "" if vcpus[number] else lead


def block_upstream(vnuma: DumpVnuma) -> Iterator[str]:
    """4.6 to master: each vnode with its vcpus and its guest-physical ranges."""
    count = len(vnuma.vcpu_to_vnode)
    yield f"     {len(vnuma.vnodes)} vnodes, {count} vcpus, guest physical layout:"
    vcpus = _by_vnode(vnuma)
    for number, vnode in enumerate(vnuma.vnodes):
        pnode = "???" if vnode.pnode is None else f"{vnode.pnode:3}"
        yield f"       {number:3}: pnode {pnode}, vcpus {_folded(vcpus[number], count - 1)}"
        for start, end in vnode.ranges:
            yield f"           {start:016x} - {end:016x}"


def _folded(vcpus: list[int], last: int) -> str:
    """`0-1 3`: a blank ends every run that a later vcpu of another vnode closes, also at the end."""
    runs: list[tuple[int, int]] = []
    for vcpu in vcpus:
        if runs and runs[-1][1] == vcpu - 1:
            runs[-1] = runs[-1][0], vcpu
        else:
            runs.append((vcpu, vcpu))
    return "".join(f"{a}{f'-{b}' if b > a else ''}{' ' if b < last else ''}" for a, b in runs)


def _by_vnode(vnuma: DumpVnuma) -> list[list[int]]:
    """The vcpus of each vnode, ascending. A vcpu of a vnode that is not there shows nowhere."""
    vcpus: list[list[int]] = [[] for _ in vnuma.vnodes]
    for vcpu, vnode in enumerate(vnuma.vcpu_to_vnode):
        if vnode < len(vcpus):
            vcpus[vnode].append(vcpu)
    return vcpus


def _eights(values: list[int] | tuple[int, ...]) -> Iterator[list[int]]:
    """Rows of at most eight."""
    for at in range(0, len(values), 8):
        yield list(values[at : at + 8])


BLOCKS: dict[str, Callable[[DumpVnuma], Iterator[str]]] = {
    "-": block_none,
    "v2": block_v2,
    "v3": block_v3,
    "v4": block_v4,
    "V": block_upstream,
}
