"""A dump while its lines come in."""

from __future__ import annotations

from dataclasses import dataclass, field

from xlpy.machine.numa_dump import (
    CpuNode,
    DumpDomain,
    DumpNode,
    DumpRange,
    DumpVnode,
    DumpVnuma,
    NodePages,
    NumaDump,
)

MOST = 1 << 16
"""More CPUs or vcpus than any Xen has: a larger number is damage, and must not fill the memory."""


class IncompleteError(ValueError):
    """A block that lacks something; `line` is where it began."""

    def __init__(self, text: str, line: int) -> None:
        super().__init__(text)
        self.line = line


@dataclass(slots=True)
class Block:
    """A domain's vNUMA block so far.

    `max_vcpus` is announced by upstream only; `mapping` is the list of vcpus of v2 and v3, `vcpus`
    the vnode of each vcpu from the other forms' lists per vnode.
    """

    line: int
    announced: int
    max_vcpus: int | None = None
    kind: str = ""
    pnodes: list[int | None] = field(default_factory=list)
    sizes: list[int | None] = field(default_factory=list)
    ranges: list[list[DumpRange]] = field(default_factory=list)
    vcpus: dict[int, int] = field(default_factory=dict)
    mapping: list[int] | None = None

    def finish(self) -> DumpVnuma:
        """The block as a value. Raises IncompleteError when it lists other than it announced."""
        if len(self.pnodes) != self.announced:
            text = f"{self.announced} vnodes announced, {len(self.pnodes)} listed"
            raise IncompleteError(text, self.line)
        shown = zip(self.pnodes, self.ranges, self.sizes, strict=True)
        vnodes = tuple(DumpVnode(pnode, tuple(ranges), size) for pnode, ranges, size in shown)
        return DumpVnuma(vnodes, tuple(self._vcpu_to_vnode()))

    def _vcpu_to_vnode(self) -> list[int]:
        if self.kind in {"v2", "v3"}:
            if not self.mapping:
                raise IncompleteError("the vcpus of the vnodes are missing", self.line)
            return self.mapping
        count = len(self.vcpus) if self.max_vcpus is None else self.max_vcpus
        missing = next((vcpu for vcpu in range(count) if vcpu not in self.vcpus), None)
        if missing is not None:
            raise IncompleteError(f"vcpu {missing} belongs to no vnode", self.line)
        return [self.vcpus[vcpu] for vcpu in range(count)]


@dataclass(slots=True)
class DomainDraft:
    """A domain's lines so far."""

    domid: int
    total_pages: int
    node_pages: list[NodePages] = field(default_factory=list)
    block: Block | None = None

    def finish(self) -> DumpDomain:
        """The domain as a value."""
        vnuma = None if self.block is None else self.block.finish()
        return DumpDomain(self.domid, self.total_pages, tuple(self.node_pages), vnuma)


@dataclass(slots=True)
class Draft:
    """A dump's lines so far.

    `stage` is how far it got, `line` the newest line's number, `signs` the parts of the version
    table that were seen.
    """

    stage: int = 0
    line: int = 0
    signs: set[str] = field(default_factory=set)
    key: str = "u"
    now_ns: int | None = None
    nodes: list[DumpNode] = field(default_factory=list)
    cpus: list[CpuNode] = field(default_factory=list)
    domains: list[DomainDraft] = field(default_factory=list)

    @property
    def domain(self) -> DomainDraft:
        """The newest domain. Raises ValueError before the first."""
        if not self.domains:
            raise ValueError("no domain before it")
        return self.domains[-1]

    @property
    def block(self) -> Block:
        """The newest domain's block. Raises ValueError where there is none."""
        if self.domain.block is None:
            raise ValueError("no vNUMA block before it")
        return self.domain.block

    @property
    def in_block(self) -> bool:
        """Whether the newest domain shows vNUMA."""
        return bool(self.domains) and self.domains[-1].block is not None

    def open_block(self, block: Block) -> None:
        """Begin the newest domain's block. Raises ValueError where it has one."""
        if self.domain.block is not None:
            raise ValueError(f"a second vNUMA block for domain {self.domain.domid}")
        self.domain.block = block

    def finish(self) -> NumaDump:
        """The dump as a value. Raises IncompleteError."""
        domains = tuple(domain.finish() for domain in self.domains)
        return NumaDump(self.now_ns, tuple(self.nodes), tuple(self.cpus), domains, self.key)
