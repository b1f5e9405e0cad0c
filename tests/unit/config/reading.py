"""Reading configurations in tests."""

from __future__ import annotations

from xlpy.config.load import LoadOptions, load
from xlpy.config.model import DomainConfig, VnumaConfig
from xlpy.errors import ConfigError, Problem
from xlpy.syntax.parser import parse
from xlpy.syntax.source import Source

Seen = tuple[str, str, str]


FOUR_BY_TWO = LoadOptions(
    pv_vnuma=False, xen="4.17.7", nodes=2, cpus=8, cpu_bits=8, node_ids=(0, 1)
)
"""A stock host of two nodes with four CPUs each."""


def read(
    text: str, *, strict: bool = False, pv_vnuma: bool = True, options: LoadOptions | None = None
) -> tuple[DomainConfig | None, tuple[Problem, ...]]:
    """The configuration (None where it is refused), and everything that was said about it."""
    document = parse(Source("t.cfg", text.encode()))
    assert document.problems == ()
    options = options or LoadOptions(strict=strict, pv_vnuma=pv_vnuma, xen="4.17.7")
    try:
        return load(document.by_key, options)
    except ConfigError as refusal:
        return None, refusal.problems


def seen(problems: tuple[Problem, ...]) -> list[Seen]:
    """Severity, `line:column` and text of each problem."""
    return [(p.severity, f"{p.line}:{p.column}", p.text) for p in problems]


def vnuma(
    keys: str, *, memory: str = "memory=1024", vcpus: str = "vcpus=4", strict: bool = False
) -> tuple[VnumaConfig | None, list[Seen]]:
    """What keys of 2013 in a PV domain of 1 GiB and 4 vcpus resolve to; they begin on line 4."""
    config, problems = read(f'name="t"\n{memory}\n{vcpus}\n{keys}\n', strict=strict)
    if config is None:
        assert any(problem.severity == "error" for problem in problems)
        return None, seen(problems)
    assert all(problem.severity == "warning" for problem in problems)
    return config.vnuma, seen(problems)
