"""`xl convert` (ours): a configuration in canonical form, or its vNUMA in the other form."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from xlpy.cli import terminal
from xlpy.cli.command import command, flag, value
from xlpy.cli.session import Session, read_text
from xlpy.errors import ConfigError, HostUnavailable, UsageError, XlError

if TYPE_CHECKING:
    from xlpy.syntax.source import Source

STDIN = "-"
_TYPES = {"list": "hvm", "2013": "pv"}
"""What --type may say with each --to."""


@command(
    "convert", flag("-i", "--write"), flag("--check"), value("--to"), value("--type", "type_"),
    min_words=1,
)  # fmt: skip
def convert(
    session: Session, words: tuple[str, ...], *, write: bool, check: bool, to: str | None,
    type_: str | None,
) -> int:  # fmt: skip
    """Each file by itself: one that cannot be converted does not keep the others from it."""
    _refuse_nonsense(words, write=write, check=check, to=to, type_=type_)
    status = 0
    for name in words:
        try:
            source = _source(name)
            made = _converted(session, source, to, type_)
            status = max(status, _deliver(source, made, write=write, check=check))
        except ConfigError as failure:
            terminal.problems(failure.problems)
            status = max(status, failure.exit_code)
        except XlError as failure:
            terminal.error(failure)
            status = max(status, failure.exit_code)
    return status


def _refuse_nonsense(
    words: tuple[str, ...], *, write: bool, check: bool, to: str | None, type_: str | None
) -> None:
    if to is not None and to not in _TYPES:
        raise UsageError(f'"{to}" is no form of vNUMA (--to)', hint="it is list or 2013")
    if type_ is not None and (to is None or type_ != _TYPES[to]):
        hint = "--to list goes with --type hvm, --to 2013 with --type pv"
        raise UsageError(f'--type "{type_}" makes no sense here', hint=hint)
    if check and (write or to is not None):
        raise UsageError("--check goes with neither --write nor --to", command="convert")
    if write and STDIN in words:
        raise UsageError("--write needs files; what comes from stdin goes to stdout")


def _source(name: str) -> Source:
    from xlpy.syntax.source import Source

    if name != STDIN:
        return Source(name, read_text(name))
    if sys.stdin is None:
        raise HostUnavailable("stdin is closed", exit_code=3)
    return Source("stdin", sys.stdin.buffer.read())


def _converted(session: Session, source: Source, to: str | None, type_: str | None) -> Source:
    if to is None:
        from xlpy.syntax.canonical import canonical

        return canonical(source)
    from xlpy.config.conversion.convert import convert_vnuma

    made = convert_vnuma(source, to=to, change_type=type_ is not None)
    session.warn(made.notes)
    return made.source


def _deliver(source: Source, made: Source, *, write: bool, check: bool) -> int:
    """Print, write or compare; 1 where a comparison finds a difference."""
    if check:
        from xlpy.views.difference import difference

        terminal.out(difference(source.name, source.decoded, made.decoded))
        return int(made.text != source.text)
    if not write:
        terminal.out(made.decoded)
    elif made.text != source.text:
        from xlpy.cli.rewrite import rewrite

        rewrite(source.name, made.text)
    return 0
