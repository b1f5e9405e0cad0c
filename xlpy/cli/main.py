"""The root of the command line: global options, finding the command, the one error boundary."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from xlpy.cli import terminal
from xlpy.cli.command import XlCommand, command, find_row
from xlpy.cli.session import Session, strictly_xl
from xlpy.cli.table import Row
from xlpy.errors import ConfigError, UsageError, XlError


class Xl(click.Group):
    """`xl`: commands come from the table and are imported when they run."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or of an unambiguous beginning of it; `help` besides."""
        row = find_row(cmd_name)
        if row is None:
            return show_help if cmd_name == "help" else None
        return load_command(row)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; unknown and ambiguous names end with xl's exit status 1."""
        found = self.get_command(ctx, args[0])
        if found is None:
            raise UsageError(
                f'command "{args[0]}" is not implemented', hint=_commands_hint(args[0]), exit_code=1
            )
        return found.name, found, args[1:]


def _commands_hint(name: str) -> str:
    from difflib import get_close_matches

    from xlpy.cli.table import COMMANDS, OWN

    begin = [row.name for row in COMMANDS if row.name.startswith(name)]
    near = begin or get_close_matches(name, [row.name for row in (*COMMANDS, *OWN)], n=1)
    return f"did you mean {' or '.join(near[:5])}?" if near else "xl help lists all commands"


def load_command(row: Row) -> click.Command:
    """Import a command; one that this version lacks says so when it runs."""
    if row.target is None:
        return _missing(row)
    module, _, name = row.target.partition(":")
    found = getattr(import_module(module), name)
    assert isinstance(found, XlCommand)
    return found


def _missing(row: Row) -> click.Command:
    @command(row.name)
    def refuse(_session: Session, _words: tuple[str, ...]) -> int:
        raise XlError(
            f"xl {row.name} is not part of this version of xlpy",
            hint="docs/fidelity.md lists what is",
        )

    refuse.ignore_unknown_options = True
    return refuse


@command("help")
def show_help(session: Session, words: tuple[str, ...]) -> int:
    """`xl help [COMMAND]`: always succeeds, as in xl."""
    from xlpy.cli.help import command_help, overview

    if not words:
        terminal.out(overview(everything=session.own_program))
        return 0
    row = find_row(words[0])
    if row is None:
        terminal.out(f'command "{words[0]}" not implemented\n')
    else:
        terminal.out(command_help(row, everything=session.own_program))
    return 0


show_help.ignore_unknown_options = True


@click.group(
    cls=Xl, invoke_without_command=True, no_args_is_help=False, add_help_option=False,
    params=[
        click.Option(["-v", "verbose"], count=True),
        click.Option(["-f", "force"], is_flag=True),
        click.Option(["-N", "dry_run"], is_flag=True),
        click.Option(["-t", "progress"], is_flag=True),
        click.Option(["-T", "timestamps"], is_flag=True),
        click.Option(["--host", "host_spec"]),
        click.Option(["--version", "version"], is_flag=True),
    ],
)  # fmt: skip
def xl(
    verbose: int, dry_run: bool, host_spec: str | None, version: bool,
    **_accepted: bool,
) -> int | None:  # fmt: skip
    """Take the global options; without a command print the help and fail, as xl does."""
    ctx = click.get_current_context()
    if strictly_xl() and (version or host_spec is not None):
        raise click.NoSuchOption("--version" if version else "--host", ctx=ctx)
    if version:
        from xlpy import __version__

        terminal.out(f"xlpy {__version__}\n")
        ctx.exit(0)
    program = str(ctx.info_name)
    ctx.obj = Session(program=program, verbose=verbose, dry_run=dry_run, host_spec=host_spec)
    if ctx.invoked_subcommand is None:
        from xlpy.cli.help import overview

        terminal.out(overview(everything=ctx.obj.own_program))
        return 1
    row = find_row(ctx.args[0] if ctx.args else ctx.invoked_subcommand)
    if dry_run and row is not None and not row.dry_run:
        raise UsageError(f"xl {row.name} has no dry run", exit_code=1)
    return None


def run(args: list[str], program: str = "xl") -> int:
    """Run one command line; give its exit status. Only bugs raise."""
    try:
        return xl.main(args=args, prog_name=program, standalone_mode=False) or 0
    except click.ClickException as failure:
        return _usage(failure)
    except ConfigError as failure:
        terminal.problems(failure.problems)
        return failure.exit_code
    except XlError as failure:
        terminal.error(failure)
        if isinstance(failure, UsageError) and failure.command:
            terminal.out(help_of(failure.command, program))
        return failure.exit_code
    except (click.Abort, KeyboardInterrupt):
        terminal.err("interrupted")
        return 130


def help_of(name: str, program: str) -> str:
    """The help text of a command."""
    from xlpy.cli.help import command_help

    row = find_row(name)
    assert row is not None
    return command_help(row, everything=program == "xlpy")


def _usage(failure: click.ClickException) -> int:
    """An option nobody knows: 1 before the command, 2 after it, as getopt's callers in xl do."""
    context = getattr(failure, "ctx", None)
    inside = context is not None and isinstance(context.command, XlCommand)
    where = f"xl {context.command.name}: " if inside and context else "xl: "
    hint = f"xl help {context.command.name}" if inside and context else "xl help"
    terminal.error(UsageError(f"{where}{failure.format_message()}", hint=hint))
    return 2 if inside else 1


def _prepare_streams() -> None:
    """Names are bytes to xl, whatever the locale says; a closed stream swallows what is printed."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        getattr(sys, name).reconfigure(encoding="utf-8", errors="surrogateescape")


def main() -> None:
    """The console script, `xl` or `xlpy`."""
    _prepare_streams()
    program = "xlpy" if os.path.basename(sys.argv[0]) in {"xlpy", "__main__.py"} else "xl"
    try:
        status = run(sys.argv[1:], program)
    except BrokenPipeError:
        status = 1  # whoever read us has gone; nobody is left to tell
    sys.stderr.flush()
    # nothing is left to do: every command commits before it returns. Taking the interpreter apart
    # would cost another 8 % of `xl list`.
    os._exit(status)
