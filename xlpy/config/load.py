"""Settings → DomainConfig, with every problem reported at once."""

from __future__ import annotations

import re
from typing import NamedTuple
from uuid import uuid4

from xlpy.config.enums import guest_type
from xlpy.config.exit_order import exit_code
from xlpy.config.looking import look_at_keys
from xlpy.config.model import DomainConfig
from xlpy.config.options import LoadOptions
from xlpy.config.reader import read_keys
from xlpy.config.reading import Reading
from xlpy.config.shape import read_shape
from xlpy.config.unknown import unknown_keys
from xlpy.errors import ConfigError, Problem
from xlpy.syntax.settings import Settings

__all__ = ["LoadOptions", "Loaded", "load"]

UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


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
    _begin_vifs(reading, options)
    look_at_keys(reading)
    reading.values.update(name=_name(settings, problems), uuid=_uuid(settings, problems))
    read_shape(reading, options)
    _check_bootable(reading, options)
    problems += unknown_keys(settings, reading.values["vnuma"])
    problems.sort(key=_place)
    if any(problem.severity == "error" for problem in problems):
        raise ConfigError(problems, exit_code=exit_code(problems))
    # not validated once more: our own readers gave the values their types, and pydantic would
    # need longer to learn this model than everything else here takes (a test validates it)
    config = DomainConfig.model_construct(**reading.values)
    return Loaded(config, tuple(problems))


def _begin_vifs(reading: Reading, options: LoadOptions) -> None:
    """Network interfaces begin with what the toolstack's own configuration says."""
    if options.vif_defaults and "vifs" in reading.values:
        from xlpy.config.devices import with_defaults

        reading.values["vifs"] = tuple(
            with_defaults(vif, options.vif_defaults) for vif in reading.values["vifs"]
        )


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
