"""What checking found in one configuration."""

from __future__ import annotations

from typing import NamedTuple

from xlpy.errors import Problem


class Checked(NamedTuple):
    """The findings of one file, in its order."""

    file: str
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> int:
        """How many of the findings are errors."""
        return sum(problem.severity == "error" for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many of the findings are warnings."""
        return sum(problem.severity == "warning" for problem in self.problems)
