"""One vnode of `vnuma=`: texts of the form KEY=VALUE (vnuma.md 2.1).

Numbers are read as xl does, which takes more than it should: what is odd draws a warning.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from xlpy.config.model import VnodeConfig
from xlpy.config.numbers import ULONG_MAX, Span, bits, number, number_range
from xlpy.errors import Problem, Severity
from xlpy.machine.numbers import format_ranges
from xlpy.syntax.setting import Setting
from xlpy.syntax.source import shown

VNODE_KEYS = ("pnode", "size", "vcpus", "vdistances")
_BLANKS = " \t\n\v\f\r"
_UINT32 = 1 << 32
_FORM = f"a vnode is a list of texts KEY=VALUE, and KEY is one of {', '.join(VNODE_KEYS)}"


class Limits(NamedTuple):
    """What a vnode is read against; `nodes` are those online, None where the host does not count."""

    vnodes: int
    vcpu_bits: int
    nodes: int | None = None
    node_ids: tuple[int, ...] | None = None


class VnodeReader:
    """Reads one vnode; `total_mib` and `total_vcpus` count what is written, repetitions too.

    `bad` are the keys of which something could not be read at all.
    """

    def __init__(
        self, setting: Setting, vnode: int, limits: Limits, problems: list[Problem]
    ) -> None:
        self.setting, self.vnode, self.limits, self.problems = setting, vnode, limits, problems
        self.pnode: int | None = None
        self.size: int | None = None
        self.vcpus: set[int] = set()
        self.distances = [0] * limits.vnodes
        self.distances_given = self.total_mib = self.total_vcpus = 0
        self.bad: set[str] = set()
        self._seen: set[str] = set()

    def read(self) -> VnodeConfig:
        """The vnode, with every problem of every text noted."""
        for item, text in enumerate(self.setting.value[self.vnode]):
            if isinstance(text, str):
                self._pair(item, text)
            else:
                self._say(item, "has a list inside, which is not read", "warning", _FORM)
        return VnodeConfig(
            pnode=self.pnode,
            size_mib=self.size or 0,
            size_given=self.size is not None,
            vcpus=tuple(sorted(self.vcpus)),
            distances=tuple(self.distances),
            distances_given=self.distances_given,
            where=self.setting.problem("", index=(self.vnode,)),
        )

    def _pair(self, item: int, text: str) -> None:
        parts = list(filter(None, text.split("=")))
        if len(parts) < 2:
            self._say(item, f'has "{shown(text)}", which is no KEY=VALUE', "error", _FORM)
            return
        key, value = (part.strip(_BLANKS) for part in parts[:2])
        read: dict[str, Callable[[int, str], None]] = {
            "pnode": self._pnode, "size": self._size, "vcpus": self._vcpus,
            "vdistances": self._distances,
        }  # fmt: skip
        if key not in read:
            self._unknown(item, key)
            return
        if len(parts) > 2:
            self._say(item, f'has more than one "="; {key} is read as "{shown(value)}"', "warning")
        self._repeated(item, key)
        read[key](item, value)

    # -- keys ---------------------------------------------------------------------------------

    def _pnode(self, item: int, text: str) -> None:
        node, limits = self._number(item, "pnode", text), self.limits
        if node is None:
            return
        self.pnode = node
        if limits.nodes is not None and node >= limits.nodes:
            plural = "s" * (limits.nodes != 1)
            hint = f"its nodes are {format_ranges(limits.node_ids)}" if limits.node_ids else None
            text = f"asks for node {node}, but this host has {limits.nodes} node{plural}"
            self._say(item, text, "error", hint)
        elif limits.node_ids is not None and node not in limits.node_ids:
            hint = f"the nodes online are {format_ranges(limits.node_ids)}"
            self._say(item, f"asks for node {node}, which is offline", "warning", hint)

    def _size(self, item: int, text: str) -> None:
        size = self._number(item, "size", text)
        if size is not None:
            self.size = size
            self.total_mib += size

    def _vcpus(self, item: int, text: str) -> None:
        for token in self._tokens(item, "vcpus", text, 'write numbers and ranges, as in "0-3,8"'):
            self._span(item, token, number_range(token))

    def _span(self, item: int, token: str, span: Span) -> None:
        if span.endless:
            self.bad.add("vcpus")
            self._say(
                item, f'has "{shown(token)}" among its vcpus, which never ends', "error",
                "numbers end below 2^64-1",
            )  # fmt: skip
            return
        self.total_vcpus += span.width
        kept = bits(span, self.limits.vcpu_bits)
        again = self.vcpus & kept
        self.vcpus |= kept
        if again:
            self._say(
                item, f"names vcpu {format_ranges(again)} again, which counts once more", "warning",
                "name each vcpu once",
            )  # fmt: skip
        if span.error:
            means = f"vcpu {_words(span)}" if span.width else "no vcpu"
            self._say(
                item, f'has "{shown(token)}" among its vcpus, which {span.error}; it means {means}',
                "warning", "write N or N-M",
            )  # fmt: skip
        if len(kept) < span.width:
            self._say(
                item, f'counts "{shown(token)}" but keeps vcpus below {self.limits.vcpu_bits} only',
                "warning", "number the vcpus from 0",
            )  # fmt: skip

    def _distances(self, item: int, text: str) -> None:
        tokens = self._tokens(item, "vdistances", text, "give one number per vnode")
        n = self.limits.vnodes
        if len(tokens) > n:
            self.bad.add("vdistances")
            self._say(
                item, f"has {len(tokens)} vdistances for {n} vnode{'s' * (n != 1)}", "error",
                "give one per vnode, its own among them",
            )  # fmt: skip
        for to, token in enumerate(tokens[:n]):
            distance = self._number(item, "vdistances", token)
            self.distances[to] = (distance or 0) % _UINT32
        self.distances_given = max(self.distances_given, min(len(tokens), n))

    # -- values -------------------------------------------------------------------------------

    def _tokens(self, item: int, key: str, text: str, hint: str) -> list[str]:
        tokens = list(filter(None, text.split(",")))
        if not tokens:
            self.bad.add(key)
            self._say(item, f"has {key} without a value", "error", hint)
        return tokens

    def _number(self, item: int, key: str, text: str) -> int | None:
        """A number; what follows it, and its sign, are taken with a warning."""
        found = number(text)
        if found is None or found.value == ULONG_MAX:
            self.bad.add(key)
            self._say(
                item, f'has {key} "{shown(text)}", not a number', "error", "write digits only"
            )
            return None
        if found.end < len(text) or "-" in text:
            read = f'has {key} "{shown(text)}", read as {found.value}'
            self._say(item, read, "warning", "write digits only")
        return found.value

    # -- reporting ----------------------------------------------------------------------------

    def _unknown(self, item: int, key: str) -> None:
        from difflib import get_close_matches  # noqa: PLC0415 - only for files with such a key

        near = get_close_matches(key.lower(), VNODE_KEYS, n=1, cutoff=0.6)
        meant = f" (did you mean {near[0]}?)" if near else ""
        self._say(
            item, f'has the unknown key "{shown(key)}"{meant}, which has no effect', "warning"
        )

    def _repeated(self, item: int, key: str) -> None:
        used = {
            "pnode": "the last one holds",
            "size": "the last one holds, but all are added to the domain's memory",
            "vcpus": "they are put together",
            "vdistances": "the later numbers replace the earlier ones",
        }
        if key in self._seen:
            self._say(item, f"has {key} more than once; {used[key]}", "warning", f"give {key} once")
        self._seen.add(key)

    def _say(self, item: int, text: str, severity: Severity, hint: str | None = None) -> None:
        self.problems.append(
            self.setting.problem(
                f"vnode {self.vnode} {text}", index=(self.vnode, item), severity=severity, hint=hint
            )
        )


def _words(span: Span) -> str:
    return str(span.first) if span.width == 1 else f"{span.first}-{span.last}"
