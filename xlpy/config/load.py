"""Settings → DomainConfig, with every problem reported at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from uuid import uuid4

from xlpy.config.affinity import read_cpus
from xlpy.config.enums import action, guest_type
from xlpy.config.hvm import read_hvm
from xlpy.config.keys import rows
from xlpy.config.known import KNOWN_KEYS, LEGACY_VNUMA_KEYS
from xlpy.config.model import DomainConfig, VnumaConfig
from xlpy.config.vnuma2013 import VNUMA_KEYS, Reader
from xlpy.config.vnuma_list import MAX_VCPUS, Asked, HostFacts, read_vnuma
from xlpy.errors import ConfigError, Problem
from xlpy.syntax.settings import Settings

UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


class LoadOptions(NamedTuple):
    """How to read. `pv_vnuma`: the host builds PV domains with vNUMA. `xen` names it in messages.

    `nodes` and `cpus` count those online, `cpu_bits` is the highest CPU's number and one more,
    `node_ids` are the nodes: what vnuma= is checked against. None where there is no host to ask.
    """

    strict: bool = False
    pv_vnuma: bool = True
    xen: str = ""
    nodes: int | None = None
    cpus: int | None = None
    cpu_bits: int | None = None
    node_ids: tuple[int, ...] | None = None

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
    vcpus, maxvcpus = _vcpus(settings, problems)
    memory = settings.try_long("memory", problems)
    maxmem = settings.try_long("maxmem", problems)
    asked = Asked(vcpus, maxvcpus, memory, maxmem)
    vnuma_nodes = read_vnuma(settings, asked, options.host, problems)
    sized = DomainConfig.model_construct(
        vcpus=vcpus, maxvcpus=maxvcpus, memory_mib=memory, maxmem_mib=maxmem,
        vnuma_nodes=vnuma_nodes,
    )  # fmt: skip
    _check_memory(settings, memory, maxmem, problems)
    vnuma = _vnuma(settings, sized, options, type_, problems)
    values = {
        "name": _name(settings, problems),
        "type": type_,
        "builder": builder,
        "uuid": _uuid(settings, problems),
        "vcpus": vcpus,
        "maxvcpus": maxvcpus,
        "memory_mib": memory,
        "maxmem_mib": maxmem,
        "cpus": read_cpus(settings, "cpus", sized.stated_vcpus, problems),
        "cpus_soft": read_cpus(settings, "cpus_soft", sized.stated_vcpus, problems),
        "vnuma_nodes": vnuma_nodes,
        "vnuma": vnuma and _with_misspelt(vnuma, settings),
        **read_hvm(settings, type_, problems),
        **_texts(settings, problems),
        **_actions(settings, problems),
    }
    unknown = _unknown_keys(settings, vnuma)
    problems += unknown
    if any(problem.severity == "error" for problem in problems):
        raise ConfigError(sorted(problems, key=_place))
    return Loaded(
        DomainConfig(**values, later=_later(settings)), tuple(sorted(problems, key=_place))
    )


def _place(problem: Problem) -> tuple[int, int]:
    return problem.line, problem.column


def _name(settings: Settings, problems: list[Problem]) -> str | None:
    name = settings.try_string("name", problems)
    if name is None:
        source = next(iter(settings)).source.name if len(settings) else ""
        problems.append(
            Problem("the domain has no name", file=source, key="name", hint='add name = "…"')
        )
    return name


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


def _texts(settings: Settings, problems: list[Problem]) -> dict[str, str | None]:
    keys = ("pool", "kernel", "ramdisk", "cmdline", "root", "extra", "bootloader")
    texts = {key: settings.try_string(key, problems) for key in keys}
    if texts["cmdline"] is not None and (texts["root"] or texts["extra"]):
        problems.append(
            settings.effective["cmdline"].problem(
                "cmdline is given, so root and extra are ignored", severity="warning",
                hint="put everything into cmdline",
            )
        )  # fmt: skip
    return texts


def _actions(settings: Settings, problems: list[Problem]) -> dict[str, str]:
    return {
        "on_poweroff": action(settings, "on_poweroff", "destroy", problems),
        "on_reboot": action(settings, "on_reboot", "restart", problems),
        "on_watchdog": action(settings, "on_watchdog", "destroy", problems),
        "on_crash": action(settings, "on_crash", "destroy", problems),
        "on_soft_reset": action(settings, "on_soft_reset", "soft_reset", problems),
    }


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
