"""xlpy as a library: the same calls that the command line makes, on files and named hosts.

`import xlpy` gives these names without loading anything until one is used. docs/api.md shows them at
work. Errors are the tree of `xlpy.errors`; every call says which.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeAlias

from xlpy import checking, pipeline
from xlpy.config.model import DomainConfig
from xlpy.errors import HostUnavailable
from xlpy.hosts.host import Host
from xlpy.hosts.open import open_for_looking, open_host
from xlpy.machine.checked import Checked
from xlpy.machine.plan import Plan
from xlpy.pipeline import Created, Loaded
from xlpy.syntax.source import Source

__all__ = [
    "Checked", "Created", "DomainConfig", "Host", "Loaded", "Plan", "check", "connect", "create",
    "load", "plan",
]  # fmt: skip

Path: TypeAlias = "str | os.PathLike[str]"


def connect(spec: str | None = None, *, looking: bool = False) -> Host:
    """The host of a spec: `sim`, `sim:PROFILE` or `xen`; None as `xl` itself finds it.

    With `looking`, `sim:PROFILE` is a host in memory, as the profile describes it at boot; the
    state directory is left alone. Raises UsageError, HostUnavailable, StateError, ProfileError.
    """
    if looking and spec is not None:
        return open_for_looking(spec)
    return open_host(spec)


def load(
    path: Path, host: Host | None = None, *, words: Sequence[str] = (), strict: bool = False
) -> Loaded:
    """Read a configuration by the rules of a host (None: the one `xl` would talk to).

    `words` are `key=value` as on the command line; `strict` is how the keys of 2013 are read.
    Gives the config, the settings it came from, and the warnings. Raises ConfigError with every
    problem, HostUnavailable where the file cannot be read.
    """
    return pipeline.load(_source(path, words), host or connect(), strict=strict)


def plan(config: DomainConfig, host: Host, *, policy: str | None = None) -> Plan:
    """Where the domain's memory and vcpus would lie on this host now, and why.

    `policy` is one of `xl create --placement`; None is the host's own. Raises PlacementError,
    UsageError for an unknown policy.
    """
    return pipeline.plan_domain(config, host, policy=pipeline.policy_for(host, policy))[0]


def create(
    config: DomainConfig, host: Host, *, policy: str | None = None, paused: bool = False
) -> Created:
    """Plan and build under one lock: all of it or nothing. Gives domid, plan and warnings.

    Raises ConfigError, PlacementError, HostError.
    """
    chosen = pipeline.policy_for(host, policy)
    return pipeline.create(config, host, policy=chosen, paused=paused)


def check(path: Path, host: Host | None = None) -> Checked:
    """Every finding of a file, with the rules' names; without a host what depends on one is open.

    Raises HostUnavailable where the file cannot be read.
    """
    return checking.check(_source(path, ()), host)


def _source(path: Path, words: Sequence[str]) -> Source:
    name = os.fspath(path)
    try:
        with open(name, "rb") as file:
            text = file.read()
    except OSError as error:
        raise HostUnavailable(
            f"the config file {name} cannot be read: {error.strerror}", exit_code=3
        ) from None
    return Source(name, text).with_words(list(words))
