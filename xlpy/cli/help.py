"""`xl help` and `xl help COMMAND`: xl's own text to the byte; `xlpy help` also shows our own."""

from __future__ import annotations

from xlpy.cli.table import COMMANDS, OWN, Row

NAME_WIDTH = 19

GLOBAL_OPTIONS = """\
Options before the command, besides xl's -v -f -N -t -T:

 --host SPEC         Talk to sim, sim:PROFILE (a name or a TOML file) or xen (also: XLPY_HOST)
 --version           Print the version of xlpy
"""

OWN_OPTIONS = {
    "create": """\
--json                  With -n: print the configuration and the placement plan as JSON.
--placement=POLICY      How nodes are chosen: 2013-v2, 2013-v3, libxl,
                        libxl-bugs.
--vnuma-compat=MODE     How the vNUMA keys of 2013 are read: 2013-v2 falls back where
                        they are wrong, strict refuses.
""",
    "info": """\
-x, --xenstore          Print also what the Xenstore can do.
""",
    "check": """\
--strict                Fail on warnings, too.
--json                  Print JSON.
""",
    "debug-keys": """\
-q                      Do not print what the hypervisor printed.
""",
    "vnuma-info": """\
--json                  Print JSON.
--numactl               Print what numactl --hardware will show in the domain.
""",
    "convert": """\
-i, --write             Replace the files; otherwise the result goes to stdout.
--check                 Write nothing; print what would change, with status 1.
--to=FORM               Convert vNUMA: to list (vnuma=) or 2013 (vnodes, vnumamem, ...).
--type=TYPE             With --to list: hvm, with --to 2013: pv. Make the domain one.
""",
    "host": """\
init PROFILE [--force]  Make the embedded host from a profile; --force replaces the old one.
show [--json]           Show the embedded host: nodes, CPUs, free pages, domains.
list                    List the profiles that come with xlpy.
""",
}


def overview(*, everything: bool = False) -> str:
    """`xl help`; with `everything`, our own commands and options too."""
    text = "Usage xl [-vfNtT] <subcommand> [args]\n\nxl full list of subcommands:\n\n"
    text += "".join(_line(row) for row in COMMANDS)
    if everything:
        text += "\nxlpy's own commands:\n\n" + "".join(_line(row) for row in OWN)
        text += f"\n{GLOBAL_OPTIONS}"
    return text


def _line(row: Row) -> str:
    name = f" {row.name:<{NAME_WIDTH}} "
    if len(row.name) > NAME_WIDTH:
        name += "\n" + " " * (NAME_WIDTH + 2)
    return f"{name}{row.summary}\n"


def command_help(row: Row, *, everything: bool = False) -> str:
    """`xl help COMMAND`; with `everything`, our own options too."""
    from xlpy.cli.option_texts import OPTIONS

    letters = f"vtT{'f' * row.modifies}{'N' * row.dry_run}"
    text = f"Usage: xl [-{letters}] {row.name} {row.usage}\n\n{row.summary}.\n\n"
    if row.name in OPTIONS:
        text += f"Options:\n\n{OPTIONS[row.name]}\n"
    own = OWN_OPTIONS.get(row.name)
    if own and (everything or row in OWN):
        heading = "Options:" if row in OWN else "\nxlpy's own options:"
        text += f"{heading}\n\n{own}"
    return text
