"""`xl check` and `xl explain` (ours): findings about configurations, and what they mean."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from xlpy.cli import terminal
from xlpy.cli.command import command, flag
from xlpy.cli.session import Session, read_text
from xlpy.errors import HostUnavailable, Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from xlpy.machine.checked import Checked

ENDINGS = (".cfg", ".hvm", ".pv", ".pvh")  # not .conf: xl.conf is none
SEVERAL = 24
"""From so many files on, every core takes part."""


@command("check", flag("--strict"), flag("--json", "as_json"), min_words=1)
def check(session: Session, words: tuple[str, ...], *, strict: bool, as_json: bool) -> int:
    """Report every finding of the files; 0: none is an error (--strict: none at all), 1: some are."""
    files = [file for word in words for file in _files(word)]
    if not files:
        raise UsageError(f"no configuration is in {', '.join(words)}", command="check")
    results = list(_checked(files, _host_spec(session)))
    if as_json:
        from xlpy.views.check import check_json

        terminal.out(check_json(results))
    else:
        _show(results)
    return 1 if any(r.errors or (strict and r.warnings) for r in results) else 0


def _host_spec(session: Session) -> str | None:
    """The host that was named; files are checked without one where none was."""
    return session.host_spec or os.environ.get("XLPY_HOST") or None


def _files(word: str) -> Iterator[str]:
    """A file, or the configurations of a folder and those below it, in order."""
    if not os.path.isdir(word):
        yield word
        return
    for folder, folders, names in os.walk(word):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(folder, name)
            named = name.endswith(ENDINGS) or ("." not in name and not name.startswith("README"))
            if named and os.path.isfile(path):  # a pipe would be waited for
                yield path


def _checked(files: Sequence[str], spec: str | None) -> Iterator[Checked]:
    """Every file's findings, in order; many files in several processes."""
    processes = min(os.cpu_count() or 1, len(files) // SEVERAL)
    with _progress(len(files)) as step:
        if processes < 2:
            work = _Work(spec)
            for file in files:
                yield work(file)
                step()
            return
        from multiprocessing import get_context

        with get_context("fork").Pool(processes, _start, (spec,)) as pool:
            for result in pool.imap(_in_process, files, chunksize=16):
                yield result
                step()


class _Work:
    """Checks files one after the other; the host is opened once."""

    def __init__(self, spec: str | None) -> None:
        from xlpy.hosts.open import open_for_looking

        self._host = open_for_looking(spec) if spec else None

    def __call__(self, file: str) -> Checked:
        from xlpy.checking import check
        from xlpy.machine.checked import Checked
        from xlpy.syntax.source import Source

        try:
            return check(Source(file, read_text(file)), self._host)
        except HostUnavailable as error:
            return Checked(file, (Problem(str(error), file=file, code="unreadable"),))


_workers: list[_Work] = []


def _start(spec: str | None) -> None:
    _workers.append(_Work(spec))


def _in_process(file: str) -> Checked:
    return _workers[0](file)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], object]]:
    """A bar on a terminal while many files are read."""
    if total < SEVERAL or not terminal.coloured(sys.stderr):
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("checking", total=total)
        yield lambda: bar.advance(task)


def _show(results: Sequence[Checked]) -> None:
    from xlpy.views.check import check_pieces

    terminal.show(check_pieces(results), sys.stdout)


@command("explain", min_words=1)
def explain(_session: Session, words: tuple[str, ...]) -> int:
    """What a rule or a key of xl.cfg means."""
    from xlpy.views.explain import explanation

    for number, word in enumerate(words):
        text = explanation(word)
        if text is None:
            from xlpy.views.explain import near

            guess = near(word)
            raise UsageError(
                f'"{word}" is neither a rule nor a key of xl.cfg', exit_code=1,
                hint=f"did you mean {guess}?" if guess else "xl check --json shows rules as code",
            )  # fmt: skip
        terminal.out("\n" * bool(number) + text)
    return 0
