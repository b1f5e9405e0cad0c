"""The vNUMA keys of 2013, resolved (vnuma.md section 1).

Two readings of a wrong value: `2013-v2` falls back to the default and reports it, `strict` (version 3
of the series) refuses. Every problem of every key is reported either way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from xlpy.config.model import VnumaConfig
from xlpy.errors import Problem
from xlpy.machine.vnuma import Origin
from xlpy.syntax.setting import Setting
from xlpy.syntax.settings import GetterError, Settings

MAX_VNODES = 1024
MIN_VNODE_MIB = 64
MAX_VNODE_MIB = (1 << 32) - 2
MAX_DISTANCE = 65534
LOCAL, REMOTE = 10, 20

_NUMBER = re.compile(r"\s*([+-]?\d+)", re.ASCII)


class Finding(NamedTuple):
    """One thing wrong with a key's value; `item` is the list item the caret goes to."""

    text: str
    item: int | None = None


class Shape(NamedTuple):
    """What the keys are checked against."""

    vnodes: int
    max_vcpus: int
    max_mib: int


class Reader:
    """Reads the keys one by one; collects problems and the reason of every value."""

    def __init__(self, settings: Settings, problems: list[Problem], *, strict: bool) -> None:
        self.settings, self.problems, self.strict = settings, problems, strict
        self.origins: dict[str, Origin] = {}

    def read(self, *, max_vcpus: int, max_mib: int) -> VnumaConfig | None:
        """The vNUMA that the keys ask for, None where there is none."""
        count = self._vnodes(max_vcpus)
        if count is None:
            return None
        shape = Shape(count, max_vcpus, max_mib)
        sizes = self._sizes(shape)
        distances = self._distances(shape)
        vcpu_map = self._vcpu_map(shape)
        autoplacement = self._autoplacement()
        vnodemap = self._vnodemap(shape, autoplacement=autoplacement)
        if sizes is None:
            return None
        setting = self.settings.get("vnuma_vnodemap")
        return VnumaConfig(
            vnodes=count, sizes=sizes, distances=distances, vcpu_map=vcpu_map, vnodemap=vnodemap,
            autoplacement=autoplacement, origins=self.origins,
            vnodemap_where=setting.problem("", severity="warning") if setting else None,
        )  # fmt: skip

    # -- keys ---------------------------------------------------------------------------------

    def _vnodes(self, max_vcpus: int) -> int | None:
        count = self._long("vnodes")
        if count is None:
            return None
        setting = self.settings.effective["vnodes"]
        wrong = None
        if count < 0:
            wrong = f"vnodes is {count}, below zero"
        elif count > MAX_VNODES:
            wrong = f"vnodes is {count}, above the limit of {MAX_VNODES}"
        elif count > max_vcpus:
            wrong = f"vnodes is {count}, but there are only {max_vcpus} vcpus"
        if wrong:
            self._complain(setting, [Finding(wrong)], "the domain gets no vNUMA")
            return None
        return count or None

    def _sizes(self, shape: Shape) -> tuple[int, ...] | None:
        """`vnumamem`; None where even the default does not work."""
        default = equal_split(shape.max_mib, shape.vnodes)
        setting = self.settings.get("vnumamem")
        values, findings = self._numbers(setting)
        if setting and not findings:
            findings = _size_findings(values, shape)
        if setting and not findings:
            self.origins["sizes"] = Origin("given", place=setting.problem("").place)
            return tuple(v for v in values if v is not None)
        if default is None:
            least = shape.max_mib // shape.vnodes
            short = Finding(
                f"equal parts of {shape.max_mib} MiB for {shape.vnodes} vnodes are {least} MiB,"
                f" below the minimum of {MIN_VNODE_MIB} MiB"
            )
            where = setting or self.settings.effective["vnodes"]
            self._complain(where, [*findings, short], "the domain gets no vNUMA")
            return None
        used = f"using {_words(default)} MiB"
        self._settle("sizes", "equal parts", setting, findings, used)
        if self.strict and setting is None:
            self._note("vnumamem is not given", used)
        return default

    def _distances(self, shape: Shape) -> tuple[int, ...]:
        n = shape.vnodes
        default = matrix(LOCAL, REMOTE, n)
        setting = self.settings.get("vdistance")
        values, findings = self._numbers(setting)
        used = f"using {LOCAL} (local) and {REMOTE} (remote)"
        if setting is None or findings:
            self._settle("distances", f"{LOCAL} local, {REMOTE} remote", setting, findings, used)
            return default
        numbers = tuple(v for v in values if v is not None)
        whole, findings = _whole_matrix(numbers, n)
        if findings:
            self._settle("distances", f"{LOCAL} local, {REMOTE} remote", setting, findings, used)
            return default
        self.origins["distances"] = Origin("given", place=setting.problem("").place)
        self._warn_lopsided(setting, whole, n)
        return whole

    def _vcpu_map(self, shape: Shape) -> tuple[int, ...]:
        default = tuple(vcpu % shape.vnodes for vcpu in range(shape.max_vcpus))
        setting = self.settings.get("vnuma_vcpumap")
        values, findings = self._numbers(setting)
        if setting and not findings:
            findings = _map_findings(values, shape)
        if setting is None or findings:
            used = f"using {_words(default)}"
            self._settle("vcpus", "round robin", setting, findings, used)
            return default
        self.origins["vcpus"] = Origin("given", place=setting.problem("").place)
        return tuple(v for v in values if v is not None)

    def _vnodemap(self, shape: Shape, *, autoplacement: bool) -> tuple[int, ...] | None:
        setting = self.settings.get("vnuma_vnodemap")
        values, findings = self._numbers(setting)
        if setting and not findings and len(values) != shape.vnodes:
            findings = [Finding(f"vnuma_vnodemap has {_count(values)} for {shape.vnodes} vnodes")]
        if setting and not findings:
            findings = [
                Finding(f"vnuma_vnodemap names node {value}, below zero", index)
                for index, value in enumerate(values) if value is not None and value < 0
            ]  # fmt: skip
        if setting is None or findings:
            used = "nodes are chosen automatically"
            self._settle("pnodes", "", setting, findings, used, severe=not autoplacement)
            if setting is None and not autoplacement:
                self._refuse_missing_map()
            return None
        self.origins["pnodes"] = Origin("given", place=setting.problem("").place)
        return tuple(v for v in values if v is not None)

    def _autoplacement(self) -> bool:
        """Version 2 always places automatically; version 3 only where it is told to."""
        asked = self._long("vnuma_autoplacement")
        if self.strict:
            return bool(asked)
        if asked == 0:
            self.problems.append(
                self.settings.effective["vnuma_autoplacement"].problem(
                    "vnuma_autoplacement=0 has no effect: 2013-v2 chooses nodes wherever"
                    " vnuma_vnodemap is missing or cannot be used",
                    severity="warning",
                    hint="--vnuma-compat=strict refuses instead",
                )
            )
        return True

    def _long(self, key: str) -> int | None:
        """A number; one that can't be read counts as absent, or where we are strict as an error."""
        if not self.strict:
            return self.settings.try_long(key, self.problems)
        try:
            return self.settings.long(key)
        except GetterError as error:
            self.problems.append(error.problem)
            return None

    # -- reporting ----------------------------------------------------------------------------

    def _numbers(self, setting: Setting | None) -> tuple[list[int | None], list[Finding]]:
        """A list of whole numbers; junk after a number is dropped with a warning, as the C did."""
        if setting is None:
            return [], []
        if isinstance(setting.value, str):
            return [], [Finding(f"{setting.key} is not a list")]
        numbers: list[int | None] = []
        findings: list[Finding] = []
        for index, item in enumerate(setting.value):
            match = _NUMBER.match(item) if isinstance(item, str) else None
            if match is None or len(match[1]) > 19:  # 64 bits
                shown = f'"{item}"' if isinstance(item, str) else "a list"
                findings.append(Finding(f"{setting.key} has {shown}, not a number", index))
                numbers.append(None)
                continue
            numbers.append(int(match[1]))
            if match.end() < len(str(item)):
                self.problems.append(
                    setting.problem(
                        f'{setting.key}: "{item}" is read as {match[1]}', index=(index,),
                        severity="warning", hint=f"write {match[1]}",
                    )
                )  # fmt: skip
        return numbers, findings

    def _settle(
        self, what: str, default: str, setting: Setting | None, findings: Sequence[Finding],
        used: str, *, severe: bool = True,
    ) -> None:  # fmt: skip
        """The default holds: because the key is absent, or because its value is wrong."""
        if setting is None or not findings:
            automatic = what == "pnodes"
            self.origins[what] = Origin("automatic" if automatic else "default", default)
            return
        self._complain(setting, findings, used, severe=severe)
        text = "; ".join(finding.text for finding in findings)
        self.origins[what] = Origin("fall-back", text, setting.problem("").place)

    def _complain(
        self, setting: Setting, findings: Sequence[Finding], used: str, *, severe: bool = True
    ) -> None:
        refuse = self.strict and severe
        for finding in findings:
            self.problems.append(
                setting.problem(
                    finding.text if refuse else f"{finding.text}; {used}",
                    index=None if finding.item is None else (finding.item,),
                    severity="error" if refuse else "warning",
                    hint="correct it, or use --vnuma-compat=2013-v2 to fall back to the default"
                    if refuse else None,
                )
            )  # fmt: skip

    def _note(self, text: str, used: str) -> None:
        setting = self.settings.effective["vnodes"]
        self.problems.append(setting.problem(f"{text}; {used}", severity="warning"))

    def _refuse_missing_map(self) -> None:
        setting = self.settings.effective["vnodes"]
        self.problems.append(
            setting.problem(
                "vnuma_vnodemap is not given",
                hint="give it, or set vnuma_autoplacement=1 to have the nodes chosen",
            )
        )

    def _warn_lopsided(self, setting: Setting, distances: tuple[int, ...], n: int) -> None:
        for i in range(n):
            for j in range(i):
                if distances[i * n + j] != distances[j * n + i]:
                    index = (i * n + j,) if len(setting.value) == n * n else None
                    self.problems.append(
                        setting.problem(
                            f"vdistance from vnode {i} to {j} is {distances[i * n + j]},"
                            f" but {distances[j * n + i]} the other way",
                            index=index, severity="warning",
                            hint="kernels of the time could crash on such a table",
                        )
                    )  # fmt: skip
                    return


def equal_split(max_mib: int, vnodes: int) -> tuple[int, ...] | None:
    """Equal parts in MiB, the rest to the last vnode; None where a part would be too small."""
    part, rest = divmod(max_mib, vnodes)
    if part < MIN_VNODE_MIB:
        return None
    return (*[part] * (vnodes - 1), part + rest)


def matrix(local: int, remote: int, n: int) -> tuple[int, ...]:
    """The n·n matrix with `local` on the diagonal and `remote` elsewhere, row by row."""
    return tuple(local if i == j else remote for i in range(n) for j in range(n))


def _size_findings(values: Sequence[int | None], shape: Shape) -> list[Finding]:
    findings = []
    if len(values) != shape.vnodes:
        findings.append(Finding(f"vnumamem has {_count(values)} for {shape.vnodes} vnodes"))
    small = {v: i for i, v in reversed(list(enumerate(values))) if (v or 0) < MIN_VNODE_MIB}
    if small:
        first = min(small.values())
        named = " and ".join(str(v) for v in sorted(small, key=lambda v: small[v]))
        verb = "is" if len(small) == 1 else "are"
        findings.append(
            Finding(f"vnumamem {named} {verb} below the minimum of {MIN_VNODE_MIB} MiB", first)
        )
    large = [i for i, v in enumerate(values) if (v or 0) > MAX_VNODE_MIB]
    if large:
        findings.append(Finding(f"vnumamem {values[large[0]]} is beyond 32 bits", large[0]))
    total = sum(v or 0 for v in values)
    if not findings and total != shape.max_mib:
        findings.append(
            Finding(f"vnumamem adds up to {total} MiB, the domain's memory is {shape.max_mib} MiB")
        )
    return findings


def _whole_matrix(values: tuple[int, ...], n: int) -> tuple[tuple[int, ...], list[Finding]]:
    """The n·n distances that a list of 2 or n·n numbers (1 for a single vnode) means."""
    for index, value in enumerate(values):
        if not 0 <= value <= MAX_DISTANCE:
            return (), [Finding(f"vdistance {value} is not in 0..{MAX_DISTANCE}", index)]
    if len(values) == n * n and n != 1:
        return values, _matrix_findings(values, n)
    if n == 1 and len(values) in {1, 2}:
        return values[:1], []
    if len(values) != 2:
        lengths = "1 or 2" if n == 1 else f"2 or {n * n}"
        return (), [Finding(f"vdistance has {_count(values)}; for {n} vnodes it needs {lengths}")]
    if values[0] >= values[1]:
        return (), [
            Finding(f"vdistance {values[0]} (local) is not less than {values[1]} (remote)", 0)
        ]
    return matrix(values[0], values[1], n), []


def _matrix_findings(values: tuple[int, ...], n: int) -> list[Finding]:
    for i in range(n):
        if values[i * n + i] != values[0]:
            return [
                Finding(
                    f"vdistance has local distance {values[i * n + i]} for vnode {i},"
                    f" but {values[0]} for vnode 0", i * n + i,
                )
            ]  # fmt: skip
    for index, value in enumerate(values):
        if index // n != index % n and value <= values[0]:
            return [
                Finding(
                    f"vdistance from vnode {index // n} to {index % n} is {value},"
                    f" not more than the local {values[0]}", index,
                )
            ]  # fmt: skip
    return []


def _map_findings(values: Sequence[int | None], shape: Shape) -> list[Finding]:
    findings = []
    if len(values) != shape.max_vcpus:
        findings.append(Finding(f"vnuma_vcpumap has {_count(values)} for {shape.max_vcpus} vcpus"))
    for vcpu, vnode in enumerate(values):
        if vnode is None or not 0 <= vnode < shape.vnodes:
            findings.append(
                Finding(
                    f"vnuma_vcpumap puts vcpu {vcpu} on vnode {vnode},"
                    f" but vnodes are 0 to {shape.vnodes - 1}", vcpu,
                )
            )  # fmt: skip
            break
    bare = sorted(set(range(shape.vnodes)) - set(values))
    if bare:
        named = ", ".join(map(str, bare[:8])) + (", …" if len(bare) > 8 else "")
        findings.append(Finding(f"vnuma_vcpumap leaves vnode {named} without a vcpu"))
    return findings


def _count(values: Sequence[object]) -> str:
    return f"{len(values)} value{'s' * (len(values) != 1)}"


def _words(values: Sequence[int]) -> str:
    text = " ".join(map(str, values[:32]))
    return f"{text} …" if len(values) > 32 else text
