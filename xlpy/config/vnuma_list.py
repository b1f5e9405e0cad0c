"""`vnuma=[[…]]`, the vNUMA of Xen 4.6 and later: the list, and what it makes of the domain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from xlpy.config.asked import Asked, HostFacts
from xlpy.config.buildable import build_exit_code, check_buildable
from xlpy.config.model import VnodeConfig, VnumaList
from xlpy.config.numbers import MAX_VCPUS, map_size
from xlpy.config.vnode import Limits, VnodeReader
from xlpy.errors import Problem
from xlpy.machine.numbers import format_ranges
from xlpy.syntax.setting import Setting
from xlpy.syntax.settings import Settings

__all__ = ["Asked", "HostFacts", "build_exit_code", "check_buildable", "read_vnuma"]

_UINT64_MIB = 1 << 54  # where KiB wrap round at 64 bits


def read_vnuma(
    settings: Settings, asked: Asked, host: HostFacts, problems: list[Problem]
) -> VnumaList | None:
    """The vnodes, None where there are none, as for a value that is no list or an empty one."""
    setting = settings.get("vnuma")
    if setting is None:
        return None
    if isinstance(setting.value, str):
        problems.append(
            setting.problem(
                "vnuma is one value, so the domain gets no vNUMA", severity="warning",
                hint='write vnuma=[ ["pnode=0", "size=1024", "vcpus=0-1", "vdistances=10,20"], … ]',
            )
        )  # fmt: skip
        return None
    return _Reader(settings, setting, asked, host, problems).read() if setting.value else None


class _Reader:
    """Reads the vnodes one by one, then looks at them together."""

    def __init__(
        self, settings: Settings, setting: Setting, asked: Asked, host: HostFacts,
        problems: list[Problem],
    ) -> None:  # fmt: skip
        self.settings, self.setting, self.asked, self.host = settings, setting, asked, host
        self.problems = problems

    def read(self) -> VnumaList:
        count = len(self.setting.value)
        bits = map_size(self.asked.maxvcpus or self.host.cpu_bits or MAX_VCPUS)
        limits = Limits(count, bits, self.host.nodes, self.host.node_ids)
        readers = [
            VnodeReader(self.setting, vnode, limits, self.problems) for vnode in range(count)
        ]
        made = VnumaList(
            nodes=tuple(map(self._vnode, readers)),
            total_mib=sum(reader.total_mib for reader in readers),
            total_vcpus=sum(reader.total_vcpus for reader in readers),
            where=self.setting.problem(""),
        )
        bad = set().union(*(reader.bad for reader in readers))
        if "vcpus" not in bad:
            self._check_vcpus(made)
        if "size" not in bad:
            self._check_memory(made)
        self._look_at(made, bad)
        return made

    def _vnode(self, reader: VnodeReader) -> VnodeConfig:
        if not isinstance(self.setting.value[reader.vnode], str):
            return reader.read()
        self.problems.append(
            self.setting.problem(
                f"vnode {reader.vnode} is one text", index=(reader.vnode,),
                hint='put it into brackets: vnuma=[ ["pnode=0", "size=1024"], … ]',
            )
        )  # fmt: skip
        reader.bad |= {"vcpus", "size", "vdistances"}
        return VnodeConfig(where=self.setting.problem("", index=(reader.vnode,)))

    # -- sums, which other keys and the host must agree with ------------------------------------

    def _check_vcpus(self, made: VnumaList) -> None:
        total, maxvcpus, cpus = made.total_vcpus, self.asked.maxvcpus, self.host.cpus
        if maxvcpus:
            if maxvcpus != total:
                self._refuse(
                    "maxvcpus", f"maxvcpus is {maxvcpus}, but vnuma has {total} vcpus",
                    "make them equal, or remove maxvcpus",
                )  # fmt: skip
            return
        if cpus is not None and total > cpus:
            self._refuse(
                "vnuma", f"vnuma has {total} vcpus, more than the {cpus} CPUs of this host",
                f"add maxvcpus={total} if that is meant",
            )  # fmt: skip
        elif total > MAX_VCPUS:
            self._refuse("vnuma", f"vnuma has {total} vcpus", f"there can be {MAX_VCPUS}")
        if total and (self.asked.vcpus or 0) > total:
            self._refuse(
                "vcpus", f"vcpus is {self.asked.vcpus}, but vnuma has {total} vcpus",
                "give each vcpu a vnode, or lower vcpus",
            )  # fmt: skip

    def _check_memory(self, made: VnumaList) -> None:
        total, memory, maxmem = made.total_mib, self.asked.memory_mib, self.asked.maxmem_mib
        if maxmem is not None and (maxmem - total) % _UINT64_MIB:
            self._refuse(
                "maxmem", f"maxmem is {maxmem} MiB, but the vnodes add up to {total} MiB",
                "make them equal, or remove maxmem",
            )  # fmt: skip
        elif maxmem is None and memory is not None and memory != total:
            self._warn(
                self.settings.effective["memory"].problem(""),
                f"memory is {memory} MiB, but the vnodes add up to {total} MiB",
                "make them equal: with vNUMA the domain cannot be built to grow later"
                if memory < total else f"the domain gets {total} MiB",
            )  # fmt: skip

    def _refuse(self, key: str, text: str, hint: str) -> None:
        self.problems.append(self.settings.effective[key].problem(text, hint=hint))

    # -- what xl takes without a word -----------------------------------------------------------

    def _look_at(self, made: VnumaList, bad: set[str]) -> None:
        """Say what libxl will refuse to build, or the guest will not make use of."""
        for vnode, node in enumerate(made.nodes):
            if "size" not in bad and not node.size_given:
                self._warn(
                    node.where, f"vnode {vnode} has no size", "a domain like this is not built"
                )
            elif "size" not in bad and not node.size_mib:
                self._warn(node.where, f"vnode {vnode} has no memory", "give it size=MIB")
            if "vcpus" not in bad and not node.vcpus:
                self._warn(node.where, f"vnode {vnode} has no vcpus", 'give it "vcpus=…"')
        if "vcpus" not in bad:
            self._look_at_vcpus(made)
        if "vdistances" not in bad:
            self._look_at_distances(made.nodes)

    def _look_at_vcpus(self, made: VnumaList) -> None:
        most = self.asked.maxvcpus or made.total_vcpus or self.asked.vcpus or 1
        held = Counter(vcpu for node in made.nodes for vcpu in node.vcpus)
        bare = set(range(min(most, MAX_VCPUS))) - set(held)
        if bare:
            text = f"vcpu {format_ranges(bare)} of {most} is in no vnode"
            self._warn(made.where, text, "each vcpu needs a vnode, or the domain is not built")
        earlier: set[int] = set()
        for vnode, node in enumerate(made.nodes):
            twice = earlier.intersection(node.vcpus)
            if twice:
                text = f"vnode {vnode} has vcpus that others have: {format_ranges(twice)}"
                self._warn(node.where, text, "a vcpu is in one vnode, or the domain is not built")
            earlier.update(node.vcpus)

    def _look_at_distances(self, nodes: Sequence[VnodeConfig]) -> None:
        zeros = [vnode for vnode, node in enumerate(nodes) if 0 in node.distances]
        if zeros:
            self._warn(
                nodes[zeros[0]].where,
                f"vnode {format_ranges(zeros)} {_has(zeros)} distances that are missing, or 0: Linux"
                " ignores such a table",
                f"give {len(nodes)} vdistances, 10 to itself and more to the others",
            )  # fmt: skip

    def _warn(self, where: Problem | None, text: str, hint: str) -> None:
        assert where is not None, "set where the vnode was read"
        self.problems.append(where._replace(text=text, severity="warning", hint=hint))


def _has(things: Sequence[int]) -> str:
    return "has" if len(things) == 1 else "have"
