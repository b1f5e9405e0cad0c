"""What readers of keys share: the settings, the type of the domain, and where problems go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from xlpy.config.keys import Key
from xlpy.errors import Problem
from xlpy.syntax.getters import GetterError
from xlpy.syntax.setting import Setting
from xlpy.syntax.settings import Settings


class Reading(NamedTuple):
    """One configuration while it is read. `values` are the fields so far."""

    settings: Settings
    type: str
    problems: list[Problem]
    values: dict[str, Any]

    def error(
        self, setting: Setting, text: str, hint: str, *, code: int = 1,
        index: tuple[int, ...] | None = None,
    ) -> None:  # fmt: skip
        """What ends xl, with the status that it ends with."""
        found = setting.problem(text, index=index, hint=hint)
        self.problems.append(found._replace(exit_code=code))

    def warn(
        self, setting: Setting, text: str, hint: str | None = None, *, on_key: bool = False
    ) -> None:
        """What xl takes, but not as it looks."""
        found = setting.problem(text, severity="warning", hint=hint, on_key=on_key)
        self.problems.append(found)

    def refuse(self, row: Key, refusal: GetterError) -> None:
        """A value of the wrong kind: it ends xl, or counts as absent."""
        problem = refusal.problem
        if row.strict:
            self.problems.append(problem._replace(exit_code=row.exit_code))
            return
        done = f"the setting is ignored, as if {row.name} were not there"
        hint = f"{problem.hint}; until then {done}" if problem.hint else done
        self.problems.append(problem._replace(severity="warning", hint=hint))

    def say(
        self, setting: Setting, findings: Sequence[Any], index: tuple[int, ...] | None = None
    ) -> None:
        """What a spec's parser found in the setting's text, or in its item at `index`.

        xl stops at the first error: its status is that of them all, wherever they stand.
        """
        if not findings:
            return
        place = setting.problem("", index=index)
        codes = [finding.exit_code for finding in findings if finding.severity == "error"]
        for finding in findings:
            self.problems.append(
                _placed(place, finding)._replace(
                    text=finding.text, severity=finding.severity, hint=finding.hint,
                    exit_code=codes[0] if codes else 1,
                )
            )  # fmt: skip


def _placed(place: Problem, finding: Any) -> Problem:
    """The caret below what the finding is about, where the text is written as it is meant."""
    written = (place.source_line or "")[place.column - 1 : place.column - 1 + place.width]
    quoted = written[:1] in {'"', "'"}
    if "\\" in written or finding.offset + finding.width > len(written) - quoted:
        return place
    return place._replace(
        column=place.column + quoted + finding.offset, width=max(1, finding.width)
    )
