"""Checking configurations without creating anything: every finding of a file, with or without a host."""

from __future__ import annotations

from functools import cache

from xlpy import pipeline
from xlpy.config.buildable import check_buildable
from xlpy.config.keys import rows
from xlpy.config.load import load as load_config
from xlpy.config.model import DomainConfig
from xlpy.errors import ConfigError, Problem, XlError
from xlpy.hosts.host import Host
from xlpy.machine.checked import Checked
from xlpy.machine.topology import PAGES_PER_MIB, Topology
from xlpy.syntax.parser import parse
from xlpy.syntax.settings import Settings
from xlpy.syntax.source import Source

LOCAL, REMOTE = 10, range(11, 255)


def check(source: Source, host: Host | None = None) -> Checked:
    """Every finding of a text, in its order.

    Without a host what depends on one is left open: which CPUs there are, whether there is room.
    """
    document = parse(source)
    if not document.ok:
        return Checked(source.name, _coded(document.problems, "syntax"))
    try:
        config, warnings = _load(document.by_key, host)
    except ConfigError as error:
        return Checked(source.name, error.problems)
    found = [*warnings, *_without_kernel(config, source.name), *_slit(config)]
    found += _deprecated(document.by_key)
    found += _on_host(config, host, source.name) if host else _anywhere(config, source.name)
    return Checked(source.name, tuple(sorted(found, key=lambda problem: problem.line)))


def _load(settings: Settings, host: Host | None) -> tuple[DomainConfig, tuple[Problem, ...]]:
    if host is None:
        return load_config(settings)
    config, _, warnings = pipeline.load_settings(settings, host)
    return config, warnings


def _coded(problems: tuple[Problem, ...], code: str) -> tuple[Problem, ...]:
    return tuple(problem if problem.code else problem._replace(code=code) for problem in problems)


def _without_kernel(config: DomainConfig, file: str) -> list[Problem]:
    if config.type == "hvm" or config.kernel or config.bootloader or config.firmware:
        return []
    return [
        Problem(
            f"a {config.type} domain without kernel or bootloader is refused by a stock host",
            file=file, key="kernel", severity="warning", code="no-kernel",
            hint='add kernel = "…" or bootloader = "pygrub"',
        )
    ]  # fmt: skip


def _deprecated(settings: Settings) -> list[Problem]:
    """Keys that still work but have a successor."""
    return [
        setting.problem(
            f"{key} is an older way to say this",
            on_key=True,
            severity="note",
            hint=f"use {instead}",
        )._replace(code="deprecated-key")
        for key, setting in settings.effective.items()
        if (instead := _successors().get(key))
    ]


@cache
def _successors() -> dict[str, str]:
    rows_ = (row for row in rows(DomainConfig) if row.deprecated_by and row.json)
    return {row.name: row.deprecated_by for row in rows_}


def _slit(config: DomainConfig) -> list[Problem]:
    """Distances that Linux will not use (vnuma.md 6.1); missing ones are told by their reader."""
    found = []
    for vnode, node in enumerate(config.vnuma_nodes.nodes if config.vnuma_nodes else ()):
        rejected = [
            f"{distance} to vnode {other}"
            for other, distance in enumerate(node.distances)
            if (distance != LOCAL if other == vnode else distance not in REMOTE)
        ]
        if node.distances_given == len(node.distances) and rejected and node.where:
            found.append(
                node.where._replace(
                    text=f"vnode {vnode} has distance {', '.join(rejected)}: Linux ignores such a table",
                    hint="10 to itself, 11 to 254 to the others", severity="warning", code="slit",
                )
            )  # fmt: skip
    return found


def _anywhere(config: DomainConfig, file: str) -> list[Problem]:
    """What no host builds."""
    if config.vnuma_nodes and config.type == "pvh":
        return [
            Problem(
                "libxl fails to build any PVH domain with vNUMA", file=file, key="vnuma",
                severity="warning", code="never-built", hint='use type = "hvm"',
            )
        ]  # fmt: skip
    return []


def _on_host(config: DomainConfig, host: Host, file: str) -> list[Problem]:
    """What this host will not build, or has no room for."""
    topology = host.topology()
    found = [*_coded(check_buildable(config, topology), "never-built")]
    try:
        pipeline.refuse_what_cannot_be_built(config, host)
    except XlError as error:
        found.append(Problem(str(error), file=file, hint=error.hint, code="never-built"))
    total = sum(node.span_pages for node in topology.nodes)
    wanted = max(config.max_mib, config.target_mib) * PAGES_PER_MIB
    if wanted > total:
        found.append(
            Problem(
                f"the domain may have {wanted // PAGES_PER_MIB} MiB, the whole host has"
                f" {total // PAGES_PER_MIB} MiB",
                file=file, key="memory", code="never-fits", hint="ask for less memory",
            )
        )  # fmt: skip
    return found + _vnodes_that_never_fit(config, topology)


def _vnodes_that_never_fit(config: DomainConfig, topology: Topology) -> list[Problem]:
    found = []
    spans = {node.id: node.span_pages // PAGES_PER_MIB for node in topology.nodes}
    for vnode, node in enumerate(config.vnuma_nodes.nodes if config.vnuma_nodes else ()):
        room = max(spans.values()) if node.pnode is None else spans.get(node.pnode)
        if room is not None and node.size_mib > room and node.where:
            where = "any node" if node.pnode is None else f"node {node.pnode}"
            found.append(
                node.where._replace(
                    text=f"vnode {vnode} has {node.size_mib} MiB, more than {where} ({room} MiB)",
                    hint="divide the domain into more vnodes",
                    severity="error",
                    code="never-fits",
                )
            )
    return found
