"""A device that the words of a command line describe, as `xl block-attach` and the like take them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from xlpy.config.devices import parser, with_defaults
from xlpy.config.devices_json import writer
from xlpy.errors import Problem
from xlpy.syntax.source import Source
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.parsed import Parsed


class Attached(NamedTuple):
    """The device as libxl's JSON has it, and what was found; with an error it means nothing."""

    json: dict[str, Any]
    problems: tuple[Problem, ...]

    @property
    def exit_code(self) -> int:
        """The status of the first error, as xl has it; 0 where there is none."""
        errors = (each.exit_code for each in self.problems if each.severity == "error")
        return next(errors, 0)


def read_device(
    language: str, words: Sequence[str], vif_defaults: Sequence[tuple[str, str]] = ()
) -> Attached:
    """Read a device. It has no number yet, unless it is an interface with devid=."""
    if language == "vsnd":
        card = list(map(parser("vsnd"), words))
        json, findings = writer("vsnd")(card), _of_card(card, words)
    else:
        parsed = _words_parser(language)(words)
        if language == "vif":
            parsed = with_defaults(parsed, vif_defaults)
        json, findings = writer(language)(parsed) if parsed.ok else {}, parsed.findings
    if language != "vif":
        json.pop("devid", None)
    return Attached(json, _problems(words, findings))


def _words_parser(language: str) -> Callable[[Sequence[str]], Parsed]:
    module = import_module(f"xlpy.syntax.specs.{language}")
    found: Callable[[Sequence[str]], Parsed] = getattr(module, f"parse_{language}_words")
    return found


def _of_card(card: Sequence[Parsed], words: Sequence[str]) -> tuple[Finding, ...]:
    """What was found in the items of a sound card, counted through all words.

    Most errors end xl with -1, as far as a byte holds it.
    """
    found, offset = [], 0
    for item, word in zip(card, words, strict=True):
        formats = {each.offset for each in item.values if each.name == "sample-format"}
        for finding in item.findings:
            moved = finding._replace(offset=offset + finding.offset)
            found.append(moved if finding.offset in formats else moved._replace(exit_code=255))
        offset += len(word) + 1
    return tuple(found)


def _problems(words: Sequence[str], findings: Sequence[Finding]) -> tuple[Problem, ...]:
    source = Source("command line", " ".join(words).encode("utf-8", "surrogateescape"))
    return tuple(
        source.problem(
            each.text, each.offset, each.offset + each.width,
            severity=each.severity, hint=each.hint,
        )._replace(exit_code=each.exit_code)
        for each in findings
    )  # fmt: skip
