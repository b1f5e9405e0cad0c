"""`xl schema` and `xl completion` (ours): the keys and commands, for editors and shells."""

from __future__ import annotations

from xlpy.cli import terminal
from xlpy.cli.command import command
from xlpy.cli.session import Session
from xlpy.errors import UsageError


@command("schema")
def schema(_session: Session, words: tuple[str, ...]) -> int:
    """Print a JSON Schema of the keys."""
    if words:
        raise UsageError("xl schema takes no arguments", command="schema")
    from xlpy.views.schema import schema as text

    terminal.out(text())
    return 0


@command("completion", min_words=1)
def completion(_session: Session, words: tuple[str, ...]) -> int:
    """Print the completion script of a shell."""
    from xlpy.cli.completion import SHELLS, script

    if len(words) != 1 or words[0] not in SHELLS:
        raise UsageError(
            f"there is no completion for {' '.join(words)}", hint=f"shells: {', '.join(SHELLS)}"
        )
    terminal.out(script(words[0]))
    return 0
