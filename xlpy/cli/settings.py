"""`xl settings` (ours): what the configuration language makes of a file, as JSON."""

from __future__ import annotations

from xlpy.cli import terminal
from xlpy.cli.command import command
from xlpy.cli.session import Session, read_text
from xlpy.errors import HostUnavailable, Problem


@command("settings", min_words=1)
def settings(_session: Session, words: tuple[str, ...]) -> int:
    """One JSON line per file; 1 if any of them is not right."""
    from xlpy.syntax.as_json import document_json
    from xlpy.syntax.parser import Document, parse
    from xlpy.syntax.source import Source

    good = True
    for name in words:
        try:
            document = parse(Source(name, read_text(name)))
        except HostUnavailable as failure:
            document = Document((), (Problem(str(failure), file=name),))
        good = good and document.ok
        terminal.out(f"{document_json(document, name)}\n")
    return 0 if good else 1
