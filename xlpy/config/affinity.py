"""`cpus=` and `cpus_soft=`: ranges of CPUs and nodes, item by item (vnuma.md 5.1)."""

from __future__ import annotations

import re
from typing import NamedTuple

from xlpy.config.model import Cpus, CpuText, DomainConfig
from xlpy.config.numbers import bits, map_size, number_range
from xlpy.errors import Problem
from xlpy.machine.numbers import format_ranges
from xlpy.machine.topology import Topology
from xlpy.syntax.setting import Setting
from xlpy.syntax.settings import Settings
from xlpy.syntax.source import shown

CpuSets = tuple[tuple[int, ...], ...]

_ITEM = re.compile(r"(\^?)(nodes?:)?(.*)", re.DOTALL)


class Maps(NamedTuple):
    """Affinity as libxl is told: a map for each vcpu that a key speaks of, in their order."""

    hard: CpuSets = ()
    soft: CpuSets = ()


def read_cpus(settings: Settings, key: str, vcpus: int, problems: list[Problem]) -> Cpus | None:
    """The texts of `key`, their grammar checked; which CPUs they mean is the host's to say.

    Of a list only the items of the `vcpus` that can exist are looked at.
    """
    setting = settings.get(key)
    if setting is None:
        return None
    if isinstance(setting.value, str):
        problems += _checked(setting.value, setting, ())
        return Cpus(form="string", items=(_text(setting, setting.value, ()),))
    items = []
    for index, item in enumerate(setting.value[:vcpus]):
        if not isinstance(item, str):
            problems.append(
                setting.problem(
                    f"the CPUs of vcpu {index} are a list", index=(index,),
                    hint='write them as one text: "0-3,8"',
                )
            )  # fmt: skip
            continue
        problems += _checked(item, setting, (index,))
        items.append(_text(setting, item, (index,)))
    return Cpus(form="list", items=tuple(items))


def _text(setting: Setting, text: str, index: tuple[int, ...]) -> CpuText:
    return CpuText(text=text, where=setting.problem("", index=index or None))


def _checked(text: str, setting: Setting, index: tuple[int, ...]) -> list[Problem]:
    return [
        setting.problem(
            error, index=index or None,
            hint='items are N, N-M, node:N, nodes:N-M or all; a "^" before one excludes it',
        )
        for error in map(item_error, filter(None, text.split(",")))
        if error
    ]  # fmt: skip


def item_error(item: str) -> str | None:
    """What is wrong with one item of a CPU list; None when it is fine."""
    excluded, _, what = _parts(item)
    if what == "all":
        return f'"{item}" cannot be: "^" and "all" do not go together' if excluded else None
    span = number_range(what)
    error = span.error or ("never ends" if span.endless else None)
    return f'"{shown(item)}" is not a range of CPUs: it {error}' if error else None


def _parts(item: str) -> tuple[bool, bool, str]:
    """Whether the item excludes, whether it means nodes, and what is left."""
    match = _ITEM.match(item)
    assert match is not None, "it matches everything"
    return bool(match[1]), bool(match[2]), match[3]


def maps(cpus: Cpus, topology: Topology, max_vcpus: int) -> CpuSets:
    """What libxl is told: a map per vcpu, of a list for as many as it has items.

    A map has a bit for each CPU up to the highest, and further ones up to a whole byte: "all", and
    numbers, can name CPUs there that no host has.
    """
    texts = cpus.items * max_vcpus if cpus.form == "string" else cpus.items[:max_vcpus]
    done = {text.text: _members(text.text, topology) for text in texts if text}
    return tuple(done[text.text] for text in texts if text)


def resolve(cpus: Cpus, topology: Topology, max_vcpus: int) -> CpuSets:
    """The CPUs of this host for each vcpu; every one where a list says nothing of a vcpu."""
    online = set(topology.cpus)
    told = maps(cpus, topology, max_vcpus)
    done = {members: tuple(cpu for cpu in members if cpu in online) for members in set(told)}
    return (*(done[m] for m in told), *(topology.cpus,) * (max_vcpus - len(told)))


def libxl_maps(config: DomainConfig, topology: Topology) -> Maps:
    """The maps of a configuration; none where, as in xl, nothing says how many vcpus there are."""
    count = config.stated_vcpus
    return Maps(
        *(
            maps(cpus, topology, count) if cpus and count else ()
            for cpus in (config.cpus, config.cpus_soft)
        )
    )


def empty_maps(config: DomainConfig, topology: Topology) -> list[Problem]:
    """A problem for each text of `cpus=` that no CPU is left of; of `cpus_soft=` xl does not mind."""
    problems: dict[str, Problem] = {}
    for text, members in zip(
        config.cpus.items if config.cpus else (), libxl_maps(config, topology).hard, strict=False
    ):
        if text is None or text.where is None or members:
            continue
        problems[text.where.place] = text.where._replace(
            text=f'cpus "{shown(text.text)}" leaves no CPU of this host',
            hint=_empty_hint(text.text, topology),
        )
    return list(problems.values())


def _empty_hint(text: str, topology: Topology) -> str:
    if "node" in text and node_reach(topology) <= topology.max_cpu_id:
        return (
            f'"node:" reaches the CPUs below {node_reach(topology)} only, as in xl;'
            ' write their numbers, which "xl info -n" lists'
        )
    return (
        f"this host has CPUs {format_ranges(topology.cpus)}; a list of exclusions starts"
        ' from nothing: write "all,^3"'
    )


def _members(text: str, topology: Topology) -> tuple[int, ...]:
    """Items apply from left to right; CPUs and nodes beyond the host's have no effect."""
    members: set[int] = set()
    for item in filter(None, text.split(",")):
        excluded, nodes, what = _parts(item)
        chosen = _chosen(what, topology, nodes=nodes)
        members = members - chosen if excluded else members | chosen
    return tuple(sorted(members))


def _chosen(what: str, topology: Topology, *, nodes: bool) -> set[int]:
    size = map_size(topology.max_cpu_id + 1)
    if what == "all":
        return set(range(size))
    span = number_range(what)
    if not nodes:
        return bits(span, size)
    chosen = bits(span, topology.max_node_id + 1)
    reach = node_reach(topology)
    return {cpu for n in topology.nodes if n.id in chosen for cpu in n.cpus if cpu < reach}


def node_reach(topology: Topology) -> int:
    """CPUs below this number can be named through their node.

    xl collects the CPUs of a node in a map that is as large as one for nodes (xl 4.4 to master).
    """
    return map_size(max(topology.max_nodes, topology.max_node_id + 1))
