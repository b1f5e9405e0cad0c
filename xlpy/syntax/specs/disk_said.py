"""What has been said of one disk so far, and the rules for saying it again."""

from __future__ import annotations

from xlpy.syntax.specs import disk_errors as wrong
from xlpy.syntax.specs.cnumbers import signed, strtol
from xlpy.syntax.specs.disk_doubts import doubts
from xlpy.syntax.specs.disk_words import CHOICES
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.parsed import Parsed, SubSetting
from xlpy.syntax.specs.words import quoted, warning


class Said:
    """The sub-settings of a disk, and the findings: errors, and doubts that count without any."""

    def __init__(self) -> None:
        self.values: list[SubSetting] = []
        self.latest: dict[str, SubSetting] = {}
        self.errors: list[Finding] = []
        self.doubts: list[Finding] = []
        self.lost = False  # an error that may be why something else seems to be missing
        self.ended = False  # nothing behind this makes sense

    def parsed(self, end: int) -> Parsed:
        """All of it; `end` is where the text ends."""
        if not self.lost:
            self.errors += wrong.missing(self.latest, end)
        if self.errors:
            return Parsed((), tuple(self.errors))
        return Parsed(tuple(self.values), (*self.doubts, *doubts(self.values)))

    def say(self, name: str, value: str | int | bool, at: int) -> None:
        """Keep a value; the latest counts."""
        self.latest[name] = setting = SubSetting(name, value, at)
        self.values.append(setting)

    def say_once(self, name: str, value: str, at: int) -> None:
        """Keep a text, unless there is one that is not empty."""
        before = self.latest.get(name)
        if before and before.value:
            self.errors.append(wrong.twice(name, before, value, at))
        else:
            self.say(name, value, at)

    def choose(self, name: str, value: str, at: int, *, prefixed: bool = False) -> None:
        """Keep one of the values that the name may have; only some may change their mind."""
        meaning = CHOICES[name].get(value)
        before = self.latest.get(name)
        if meaning is None:
            self.lose(wrong.bad_choice(name, value, at, prefixed=prefixed))
            self.latest.setdefault(name, SubSetting(name, value, at))
        elif before and before.value != meaning and name not in ("access", "devtype"):
            self.errors.append(wrong.twice(name, before, value, at))
        else:
            self.say(name, meaning, at)

    def say_port(self, value: str, at: int) -> None:
        """Keep a number as atoi reads it; 0 is none."""
        read = strtol(value)
        port = signed(read.value) if read else 0
        if read is None or port == 0:
            self.errors.append(wrong.bad_port(value, at))
            return
        self.say("colo-port", port, at)
        if read.end != len(value) or not 0 < port < 65536 or port != read.value:
            text = f"{quoted(value)} is read as port {port}"
            self.doubts.append(warning(text, at, len(value), "write a number from 1 to 65535"))

    def lose(self, finding: Finding, *, end: bool = False) -> None:
        """An error after which one can't say what is missing; one that ends the process is first."""
        self.errors.insert(0 if finding.exit_code != 1 else len(self.errors), finding)
        self.lost = True
        self.ended |= end
