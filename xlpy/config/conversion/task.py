"""What a conversion starts from, what it gives, and what both forms of vNUMA say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from xlpy.config.load import Loaded
from xlpy.config.model import DomainConfig
from xlpy.errors import ConfigError, Problem
from xlpy.syntax.edit import Span
from xlpy.syntax.setting import Setting
from xlpy.syntax.settings import Settings


class Task(NamedTuple):
    """A configuration to convert; `type` is what the domain becomes, None where it stays."""

    settings: Settings
    loaded: Loaded
    type: str | None

    @property
    def config(self) -> DomainConfig:
        """What the text means."""
        return self.loaded.config


class Made(NamedTuple):
    """The statements that go and those that come, changes besides, and what to say."""

    removed: Sequence[Setting]
    lines: Sequence[str]
    changes: Sequence[tuple[Span, str]]
    notes: Sequence[Problem]


def refused(setting: Setting, text: str, hint: str) -> ConfigError:
    """A conversion that cannot be, for one reason, at a key."""
    return ConfigError([setting.problem(text, on_key=True, hint=hint)])


class Shape(NamedTuple):
    """What both forms say: per vnode and for the domain. Memory is MiB."""

    pnodes: tuple[int | None, ...]
    sizes: tuple[int, ...]
    vcpu_map: tuple[tuple[int, ...], ...]
    distances: tuple[int, ...]
    vcpus: tuple[int, int]
    memory: tuple[int, int]


def shape(config: DomainConfig) -> Shape | None:
    """The vNUMA of a configuration, whatever form it has; None where it has none."""
    vcpus = config.online_vcpus, config.max_vcpus
    memory = config.target_mib, config.max_mib
    if config.vnuma_nodes:
        nodes = config.vnuma_nodes.nodes
        return Shape(
            tuple(n.pnode for n in nodes), tuple(n.size_mib for n in nodes),
            tuple(n.vcpus for n in nodes), tuple(d for n in nodes for d in n.distances),
            vcpus, memory,
        )  # fmt: skip
    vnuma = config.vnuma
    if vnuma is None:
        return None
    pnodes = vnuma.vnodemap or (None,) * vnuma.vnodes
    members = tuple(vcpus_of(vnuma.vcpu_map, vnode) for vnode in range(vnuma.vnodes))
    return Shape(pnodes, vnuma.sizes, members, vnuma.distances, vcpus, memory)


def vcpus_of(vcpu_map: Sequence[int], vnode: int) -> tuple[int, ...]:
    """The vcpus that a map of 2013 puts on a vnode."""
    return tuple(vcpu for vcpu, home in enumerate(vcpu_map) if home == vnode)
