"""`cpus=`: ranges of CPUs and nodes, item by item (vnuma.md 5.1)."""

from __future__ import annotations

import re

from xlpy.config.model import Cpus, CpuText
from xlpy.errors import ConfigError, Problem
from xlpy.machine.numbers import format_ranges
from xlpy.machine.topology import Topology
from xlpy.syntax.settings import Settings

_ITEM = re.compile(r"(\^?)(nodes?:)?(?:(all)|\s*\+?(\d+)(?:-\s*\+?(\d+))?)\Z", re.ASCII)


def read_cpus(settings: Settings, vcpus: int, problems: list[Problem]) -> Cpus | None:
    """The texts of `cpus=`, their grammar checked; which CPUs they mean is the host's to say.

    Of a list only the items of the `vcpus` that can exist are looked at.
    """
    setting = settings.get("cpus")
    if setting is None:
        return None
    if isinstance(setting.value, str):
        problems += _checked(setting.value, settings, ())
        return Cpus(form="string", items=(_text(settings, setting.value, ()),))
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
        problems += _checked(item, settings, (index,))
        items.append(_text(settings, item, (index,)))
    return Cpus(form="list", items=tuple(items))


def _text(settings: Settings, text: str, index: tuple[int, ...]) -> CpuText:
    setting = settings.effective["cpus"]
    return CpuText(text=text, where=setting.problem("", index=index or None))


def _checked(text: str, settings: Settings, index: tuple[int, ...]) -> list[Problem]:
    error = next(filter(None, map(item_error, filter(None, text.split(",")))), None)
    if error is None:
        return []
    setting = settings.effective["cpus"]
    return [
        setting.problem(
            error, index=index or None,
            hint='items are N, N-M, node:N, nodes:N-M or all; a "^" before one excludes it',
        )
    ]  # fmt: skip


def item_error(item: str) -> str | None:
    """What is wrong with one item of a CPU list; None when it is fine."""
    match = _ITEM.match(item)
    if match is None:
        return f'"{item}" is not a range of CPUs'
    if match[1] and match[3]:
        return f'"{item}" cannot be: "^" and "all" do not go together'
    if match[5] and int(match[5][:9]) < int(match[4][:9]):
        return f'"{item}" runs backwards'
    return None


def resolve(cpus: Cpus, topology: Topology, max_vcpus: int) -> tuple[tuple[int, ...], ...]:
    """The hard affinity of each vcpu. Raises ConfigError where one comes out empty."""
    everywhere = topology.cpus
    texts: list[CpuText | None] = list(cpus.items)
    if cpus.form == "string":
        texts = texts * max_vcpus
    texts += [None] * (max_vcpus - len(texts))
    done: dict[str, tuple[int, ...]] = {}
    result = []
    for text in texts[:max_vcpus]:
        if text is None:
            result.append(everywhere)
            continue
        if text.text not in done:
            done[text.text] = _members(text, topology)
        result.append(done[text.text])
    return tuple(result)


def _members(text: CpuText, topology: Topology) -> tuple[int, ...]:
    """Items apply from left to right; CPUs and nodes that the host lacks have no effect."""
    members: set[int] = set()
    for item in filter(None, text.text.split(",")):
        match = _ITEM.match(item)
        assert match is not None, "checked by read_cpus"
        chosen = _chosen(match, topology)
        members = members - chosen if match[1] else members | chosen
    if not members:
        assert text.where is not None, "set by read_cpus"
        problem = text.where._replace(
            text=f'cpus "{text.text}" leaves no CPU of this host',
            hint=f"this host has CPUs {format_ranges(topology.cpus)}; a list of exclusions starts"
            ' from nothing: write "all,^3"',
        )
        raise ConfigError([problem])
    return tuple(sorted(members))


def _chosen(match: re.Match[str], topology: Topology) -> set[int]:
    low, high = int((match[4] or "0")[:9]), int((match[5] or match[4] or "0")[:9])
    everything = bool(match[3])
    if match[2]:
        return {
            cpu
            for node in topology.nodes
            if everything or low <= node.id <= high
            for cpu in node.cpus
        }
    return {cpu for cpu in topology.cpus if everything or low <= cpu <= high}
