"""What a spec string gives: values in the order they take effect, and findings."""

from __future__ import annotations

from typing import NamedTuple

from xlpy.syntax.specs.finding import Finding


class SubSetting(NamedTuple):
    """One value of a spec; `offset` is where in the spec it is written, in characters."""

    name: str
    value: str | int | bool
    offset: int


class Parsed(NamedTuple):
    """The values of one spec. With an error among the findings the values mean nothing."""

    values: tuple[SubSetting, ...]
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether xl takes the spec."""
        return all(finding.severity != "error" for finding in self.findings)
