"""Settings → DomainConfig, with every problem reported at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from uuid import uuid4

from xlpy.config.affinity import read_cpus
from xlpy.config.enums import guest_type
from xlpy.config.exit_order import exit_code
from xlpy.config.keys import rows
from xlpy.config.known import KNOWN_KEYS, LEGACY_VNUMA_KEYS
from xlpy.config.looking import look_at_keys
from xlpy.config.model import DomainConfig, VnumaConfig
from xlpy.config.reader import read_keys
from xlpy.config.reading import Reading
from xlpy.config.vnuma2013 import VNUMA_KEYS, Reader
from xlpy.config.vnuma_list import MAX_VCPUS, Asked, HostFacts, read_vnuma
from xlpy.errors import ConfigError, Problem
from xlpy.syntax.settings import Settings

UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


class LoadOptions(NamedTuple):
    """How to read. `pv_vnuma`: the host builds PV domains with vNUMA. `xen` names it in messages.

    `nodes` and `cpus` count those online, `cpu_bits` is the highest CPU's number and one more,
    `node_ids` are the nodes: what vnuma= is checked against. None where there is no host to ask.
    `kernel_required`: the host boots what it builds.
    """

    strict: bool = False
    pv_vnuma: bool = True
    xen: str = ""
    nodes: int | None = None
    cpus: int | None = None
    cpu_bits: int | None = None
    node_ids: tuple[int, ...] | None = None
    kernel_required: bool = False

    @property
    def host(self) -> HostFacts:
        """What vnuma= is checked against."""
        return HostFacts(self.nodes, self.cpus, self.cpu_bits, self.node_ids)


class Loaded(NamedTuple):
    """A configuration and the warnings it drew."""

    config: DomainConfig
    warnings: tuple[Problem, ...]


def load(settings: Settings, options: LoadOptions = LoadOptions()) -> Loaded:  # noqa: B008 - immutable
    """Read a whole configuration. Raises ConfigError with every error, and the warnings, found."""
    problems: list[Problem] = []
    type_, builder = guest_type(settings, problems)
    reading = Reading(settings, type_, problems, {"type": type_, "builder": builder})
    read_keys(reading)
    look_at_keys(reading)
    reading.values.update(name=_name(settings, problems), uuid=_uuid(settings, problems))
    _read_shape(reading, options)
    _check_bootable(reading, options)
    problems += _unknown_keys(settings, reading.values["vnuma"])
    problems.sort(key=_place)
    if any(problem.severity == "error" for problem in problems):
        raise ConfigError(problems, exit_code=exit_code(problems))
    # not validated once more: our own readers gave the values their types, and pydantic would
    # need longer to learn this model than everything else here takes (a test validates it)
    config = DomainConfig.model_construct(**reading.values, later=_later(settings))
    return Loaded(config, tuple(problems))


def _read_shape(reading: Reading, options: LoadOptions) -> None:
    """Vcpus, memory, vNUMA and affinity, which depend on each other and on the host."""
    settings, problems, values = reading.settings, reading.problems, reading.values
    vcpus, maxvcpus = _vcpus(settings, problems)
    memory, maxmem = values.get("memory_mib"), values.get("maxmem_mib")
    asked = Asked(vcpus, maxvcpus, memory, maxmem)
    values |= {
        "vcpus": vcpus,
        "maxvcpus": maxvcpus,
        "vnuma_nodes": read_vnuma(settings, asked, options.host, problems),
    }
    sized = DomainConfig.model_construct(**values)
    _check_memory(settings, memory, maxmem, problems)
    vnuma = _vnuma(settings, sized, options, reading.type, problems)
    values |= {
        "vnuma": vnuma and _with_misspelt(vnuma, settings),
        "cpus": read_cpus(settings, "cpus", sized.stated_vcpus, problems),
        "cpus_soft": read_cpus(settings, "cpus_soft", sized.stated_vcpus, problems),
    }


def _check_bootable(reading: Reading, options: LoadOptions) -> None:
    """Where the host boots kernels: whether there is one."""
    named = {"kernel", "bootloader", "firmware"} & reading.values.keys()
    if not options.kernel_required or reading.type == "hvm" or named:
        return
    reading.problems.append(
        Problem(
            f"a {reading.type} domain needs a kernel or a bootloader", file=_file(reading.settings),
            key="kernel", hint='add kernel = "…" or bootloader = "pygrub"',
        )
    )  # fmt: skip


def _place(problem: Problem) -> tuple[int, int]:
    return problem.line, problem.column


def _name(settings: Settings, problems: list[Problem]) -> str | None:
    name = settings.try_string("name", problems)
    if name is None:
        problems.append(
            Problem(
                "the domain has no name", file=_file(settings), key="name", hint='add name = "…"'
            )
        )
    return name


def _file(settings: Settings) -> str:
    return next(iter(settings)).source.name if len(settings) else ""


def _uuid(settings: Settings, problems: list[Problem]) -> str | None:
    text = settings.try_string("uuid", problems)
    if text is None:
        return str(uuid4())
    if not UUID.fullmatch(text):
        problems.append(
            settings.effective["uuid"].problem(
                f'"{text}" is not a UUID',
                hint="write 32 hexadecimal digits as 8-4-4-4-12, with dashes",
            )
        )
    return text.lower()


def _vcpus(settings: Settings, problems: list[Problem]) -> tuple[int | None, int | None]:
    """Both counts; 0 online counts as 1, as in xl."""
    vcpus = _count(settings, "vcpus", problems)
    maxvcpus = _count(settings, "maxvcpus", problems)
    if vcpus is not None and maxvcpus and vcpus > maxvcpus:
        problems.append(
            settings.effective["maxvcpus"].problem(
                f"maxvcpus is {maxvcpus}, but vcpus is {vcpus}",
                hint="maxvcpus is at least as many as vcpus",
            )
        )
    return vcpus or None, maxvcpus or None


def _count(settings: Settings, key: str, problems: list[Problem]) -> int | None:
    count = settings.try_long(key, problems)
    if count is not None and not 0 <= count <= MAX_VCPUS:
        problems.append(
            settings.effective[key].problem(
                f"{key} is {count}", hint=f"it is a number from 1 to {MAX_VCPUS}"
            )
        )
        return None
    return count


def _check_memory(
    settings: Settings, memory: int | None, maxmem: int | None, problems: list[Problem]
) -> None:
    """Say so where the domain starts above its ceiling, which xl allows."""
    if memory is not None and maxmem is not None and memory > maxmem:
        problems.append(
            settings.effective["maxmem"].problem(
                f"maxmem is {maxmem} MiB, but the domain starts with {memory} MiB",
                severity="warning",
                hint="raise maxmem or lower memory",
            )
        )


def _vnuma(
    settings: Settings, sized: DomainConfig, options: LoadOptions, type_: str,
    problems: list[Problem],
) -> VnumaConfig | None:  # fmt: skip
    """The keys of 2013, where this domain on this host can have them."""
    given = [key for key in VNUMA_KEYS if key in settings]
    if not given:
        return None
    first = min((settings.effective[key] for key in given), key=lambda s: s.line)
    if sized.vnuma_nodes and type_ == "pv" and options.pv_vnuma:
        problems.append(
            first.problem(
                f"{first.key} and vnuma both say what vnodes the domain has", on_key=True,
                hint="keep vnuma = [[…]], or the keys of 2013 (vnodes, vnumamem, …)",
            )
        )  # fmt: skip
        return None
    if type_ != "pv" or not options.pv_vnuma:
        why = (
            f"is read for PV domains only, and this one is {type_}" if type_ != "pv"
            else f"has no effect: Xen {options.xen} ignores the vNUMA keys of 2013"
        )  # fmt: skip
        problems.append(
            first.problem(
                f"{first.key} {why}", on_key=True, severity="warning",
                hint='for vNUMA here use vnuma = [[…]] with type = "hvm"',
            )
        )  # fmt: skip
        return None
    if "vnodes" not in settings:
        problems.append(
            first.problem(
                f"{first.key} is given without vnodes; the domain gets no vNUMA", on_key=True,
                severity="warning", hint="add vnodes = N",
            )
        )  # fmt: skip
        return None
    reader = Reader(settings, problems, strict=options.strict)
    return reader.read(max_vcpus=sized.max_vcpus, max_mib=sized.max_mib)


def _unknown_keys(settings: Settings, vnuma: VnumaConfig | None) -> list[Problem]:
    """A warning per unknown key, with a suggestion; unknown keys are never read as another."""
    found = []
    for key, setting in settings.effective.items():
        if key in KNOWN_KEYS or key in VNUMA_KEYS:
            continue
        near = suggestion(key)
        text = f"{key} is not a key of xl.cfg"
        if near:
            text += f" (did you mean {near}?)"
        used = _used_instead(near, vnuma) if near and near not in settings else None
        text += f"; {used}" if used else ", it has no effect"
        found.append(setting.problem(text, on_key=True, severity="warning"))
    return found


def suggestion(key: str) -> str | None:
    """The known key that was probably meant."""
    if key in LEGACY_VNUMA_KEYS:
        return LEGACY_VNUMA_KEYS[key]
    from difflib import get_close_matches

    near = get_close_matches(key, (*KNOWN_KEYS, *VNUMA_KEYS), n=1, cutoff=0.75)
    return near[0] if near else None


def _used_instead(key: str, vnuma: VnumaConfig | None) -> str | None:
    """What holds in place of a vNUMA key that was spelt wrong."""
    if vnuma is None:
        return None
    local, remote = vnuma.distances[0], vnuma.distances[-2 if vnuma.vnodes > 1 else 0]
    used = {
        "vnumamem": f"using {_words(vnuma.sizes)} MiB",
        "vdistance": f"using {local} (local) and {remote} (remote)",
        "vnuma_vcpumap": f"using {_words(vnuma.vcpu_map)}",
        "vnuma_vnodemap": "nodes are chosen automatically",
    }
    return used.get(key)


_ORIGIN_OF = {
    "vnumamem": "sizes",
    "vdistance": "distances",
    "vnuma_vcpumap": "vcpus",
    "vnuma_vnodemap": "pnodes",
}


def _with_misspelt(vnuma: VnumaConfig, settings: Settings) -> VnumaConfig:
    """Remember which default holds because a key was spelt wrong, and where."""
    origins = dict(vnuma.origins)
    for key, setting in settings.effective.items():
        if key in KNOWN_KEYS or key in VNUMA_KEYS:
            continue
        meant = suggestion(key)
        if meant in _ORIGIN_OF and meant not in settings:
            old = origins[_ORIGIN_OF[meant]]
            detail = "; ".join(filter(None, [old.detail, f"{key} is not a key"]))
            place = setting.problem("", on_key=True).place
            origins[_ORIGIN_OF[meant]] = old._replace(detail=detail, place=place)
    return vnuma.model_copy(update={"origins": origins})


def _words(values: Sequence[int]) -> str:
    text = " ".join(map(str, values[:32]))
    return f"{text} …" if len(values) > 32 else text


def _later(settings: Settings) -> tuple[str, ...]:
    """Keys of xl.cfg that this version knows by name only."""
    handled = {row.name for row in rows(DomainConfig)} | set(VNUMA_KEYS)
    return tuple(sorted(key for key in settings.effective if key in KNOWN_KEYS - handled))
