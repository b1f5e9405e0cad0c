"""A command as xl has it: getopt's ways, xl's exit statuses, help from the table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from xlpy.cli import terminal
from xlpy.cli.session import strictly_xl
from xlpy.cli.table import COMMANDS, OWN, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlpy.cli.session import Session

Run = Callable[..., int | None]


class XlCommand(click.Command):
    """A command whose words are free, whose long options may be shortened, whose help is xl's."""

    def __init__(
        self,
        name: str,
        run: Callable[..., Any],
        params: list[click.Parameter],
        *,
        min_words: int,
        own_options: Sequence[str],
    ) -> None:
        super().__init__(name, callback=run, params=params, add_help_option=False)
        self.min_words, self.own_options = min_words, frozenset(own_options)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Expand shortened long options as GNU getopt does, then parse."""
        if strictly_xl():
            self._refuse_own_options(ctx, args)
        try:
            rest = super().parse_args(ctx, self._expanded(args))
        except click.UsageError as failure:
            failure.ctx = failure.ctx or ctx  # an option without its value comes without one
            raise
        if not ctx.params.get("help") and len(ctx.params["words"]) < self.min_words:
            plural = "s" * (self.min_words > 1)
            terminal.err(f"xl {self.name} needs at least {self.min_words} argument{plural}")
            terminal.out(table_help(ctx, str(self.name)))
            ctx.exit(2)
        return rest

    def _refuse_own_options(self, ctx: click.Context, args: list[str]) -> None:
        for arg in args[: args.index("--") if "--" in args else len(args)]:
            if arg.partition("=")[0] in self.own_options:
                raise click.NoSuchOption(arg, ctx=ctx)

    def _expanded(self, args: list[str]) -> list[str]:
        long = [name for param in self.params for name in param.opts if name.startswith("--")]
        shared = [name for name in long if name not in self.own_options]
        done: list[str] = []
        for position, arg in enumerate(args):
            if arg == "--":
                return done + args[position:]
            name, equals, value = arg.partition("=")
            if name.startswith("--") and name not in long:
                near = [option for option in shared if option.startswith(name)]
                name = near[0] if len(near) == 1 else name
            done.append(f"{name}{equals}{value}")
        return done

    def invoke(self, ctx: click.Context) -> Any:
        """Show the help where it is asked for, else run."""
        if ctx.params.pop("help", False):
            terminal.out(table_help(ctx, str(self.name)))
            return 0
        return super().invoke(ctx)


def command(
    name: str, *params: click.Parameter, min_words: int = 0, own: Sequence[str] = ()
) -> Callable[[Run], XlCommand]:
    """Make a function a command: it gets the session, the words, and each option by name.

    `own` names the long options that C xl does not have.
    """

    def wrap(run: Run) -> XlCommand:
        def callback(words: tuple[str, ...], **options: Any) -> int | None:
            session: Session = click.get_current_context().obj
            return run(session, words, **options)

        return XlCommand(
            name,
            callback,
            [
                *params,
                click.Option(["-h", "--help", "help"], is_flag=True),
                click.Argument(["words"], nargs=-1, type=click.UNPROCESSED),
            ],
            min_words=min_words,
            own_options=own,
        )

    return wrap


def flag(*names: str) -> click.Option:
    """An option without a value."""
    return click.Option(list(names), is_flag=True)


def value(*names: str) -> click.Option:
    """An option with a value."""
    return click.Option(list(names), type=click.UNPROCESSED)


def find_row(name: str) -> Row | None:
    """The row of a command: exact names first, then an unambiguous beginning of one of xl's."""
    for row in COMMANDS if strictly_xl() else (*COMMANDS, *OWN):
        if row.name == name:
            return row
    near = [row for row in COMMANDS if row.name.startswith(name)]
    return near[0] if len(near) == 1 else None


def table_help(ctx: click.Context, name: str) -> str:
    """The help text of a command; our own options only where we are called `xlpy`."""
    from xlpy.cli.help import command_help

    row = find_row(name)
    assert row is not None
    return command_help(row, everything=ctx.obj.own_program)
