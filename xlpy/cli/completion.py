"""Completion scripts, made from the command table and the keys' rows.

They offer commands, long options, the names of running domains, files, and for `create` the keys of
xl.cfg in `key=value` words.
"""

from __future__ import annotations

import re

from xlpy.cli.option_texts import OPTIONS
from xlpy.cli.table import COMMANDS, OWN, Row

SHELLS = ("bash", "zsh", "fish")
_LONG = re.compile(r"--[a-z][a-z-]*")
_FILES = re.compile(r"<(ConfigFile|CheckpointFile|filename|File)", re.IGNORECASE)
NAMES = "2,$s/ +[0-9]+ +[0-9]+ +[0-9]+ +[a-z-]{6} +[0-9.]+$//p"
"""What sed makes of `xl list`: the names alone, blanks in them kept."""

_DOMAIN = re.compile(r"<?\[?Domain")

_BASH = """\
# xl completion for bash; from `xl completion bash`
_xl() {{
    local cur=${{COMP_WORDS[COMP_CWORD]}} cmd= i
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${{COMP_WORDS[i]}} in -*) ;; *) cmd=${{COMP_WORDS[i]}}; break ;; esac
    done
    COMPREPLY=()
    if [ -z "$cmd" ]; then
        COMPREPLY=($(compgen -W "{commands}" -- "$cur"))
        return
    fi
    local options= domains= files= keys=
    case $cmd in
{cases}
    esac
    case $cur in
    -*) COMPREPLY=($(compgen -W "$options" -- "$cur")); return ;;
    esac
    if [ -n "$domains" ]; then
        # names are data: compgen -W would run what is in them
        while IFS= read -r i; do
            case $i in "$cur"*) COMPREPLY+=("$(printf %q "$i")") ;; esac
        done < <(xl list 2>/dev/null | sed -nE '{names}')
    fi
    if [ -n "$files" ]; then
        compopt -o filenames 2>/dev/null
        COMPREPLY+=($(compgen -f -- "$cur"))
    fi
    if [ -n "$keys" ]; then
        local names=($(compgen -W "$keys" -- "$cur"))
        [ ${{#names[@]}} -gt 0 ] && compopt -o nospace 2>/dev/null
        COMPREPLY+=("${{names[@]/%/=}}")
    fi
}}
complete -F _xl xl xlpy
"""


def script(shell: str) -> str:
    """The script of one of SHELLS."""
    if shell == "fish":
        return _fish()
    bash = _BASH.format(
        commands=" ".join(row.name for row in _rows()),
        cases="\n".join(_case(row) for row in _rows()),
        names=NAMES,
    )
    start = "autoload -U +X bashcompinit && bashcompinit\n"
    return bash if shell == "bash" else f"#compdef xl\n{start}{bash}"


def _rows() -> list[Row]:
    return [row for row in (*COMMANDS, *OWN) if row.target]


def options(row: Row) -> list[str]:
    """The long options of a command, from its help."""
    from xlpy.cli.help import OWN_OPTIONS

    text = OPTIONS.get(row.name, "") + OWN_OPTIONS.get(row.name, "") + row.usage
    return sorted({*_LONG.findall(text), "--help"})


def keys(row: Row) -> list[str]:
    """The keys that words of a command may set."""
    if row.name not in {"create", "config-update"}:
        return []
    from xlpy.config.known import KNOWN_KEYS, VNUMA_KEYS

    return sorted({*KNOWN_KEYS, *VNUMA_KEYS})


def _case(row: Row) -> str:
    sets = [f'options="{" ".join(options(row))}"']
    if _DOMAIN.search(row.usage):
        sets.append("domains=1")
    if _FILES.search(row.usage):
        sets.append("files=1")
    if found := keys(row):
        sets.append(f'keys="{" ".join(found)}"')
    return f"    {row.name}) {'; '.join(sets)} ;;"


def _fish() -> str:
    lines = ["# xl completion for fish; from `xl completion fish`", "complete -c xl -f"]
    for row in _rows():
        summary = row.summary.splitlines()[0].replace("'", "\\'")
        lines.append(f"complete -c xl -n __fish_use_subcommand -a {row.name} -d '{summary}'")
        inside = f"-n '__fish_seen_subcommand_from {row.name}'"
        lines += [
            f"complete -c xl {inside} -l {option.removeprefix('--')}" for option in options(row)
        ]
        if _DOMAIN.search(row.usage):
            names = NAMES.replace("$", "\\$")
            lines.append(
                f"complete -c xl {inside} -a '(xl list 2>/dev/null | sed -nE \"{names}\")'"
            )
        if _FILES.search(row.usage):
            lines.append(f"complete -c xl {inside} -F")
        if found := keys(row):
            lines.append(f"complete -c xl {inside} -a '{' '.join(f'{key}=' for key in found)}'")
    return "\n".join([*lines, ""])
