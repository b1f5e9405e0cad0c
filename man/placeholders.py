"""What the manual pages' placeholders stand for: lists made from the program's own tables.

A placeholder is a comment of restructured text on a line of its own, `.. xlpy: NAME [WORD]`. In
Markdown, a list stands between `<!-- xlpy: NAME -->` and `<!-- end -->`.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import NamedTuple

from xlpy import __version__, errors
from xlpy.cli.help import GLOBAL_OPTIONS, OWN_OPTIONS
from xlpy.cli.main import load_command
from xlpy.cli.option_texts import OPTIONS
from xlpy.cli.table import COMMANDS, OWN, Row
from xlpy.config.fields.devices import SPECS
from xlpy.config.keys import Key, rows
from xlpy.config.known import LEGACY_VNUMA_KEYS
from xlpy.config.model import GROUPS, DomainConfig, VnumaConfig
from xlpy.config.specs.rows import SubKey
from xlpy.placement.plan import POLICIES

PLACEHOLDER = re.compile(r"^\.\. xlpy: (\S+)(?: (\S+))?$", re.MULTILINE)
REGION = re.compile(r"(<!-- xlpy: (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)
_NAME = r"-{1,2}[A-Za-z][\w-]*(?:[ =](?:[A-Z]{2,}|<\w+>)(?=[\s,]|$))?"
_OPTION = re.compile(rf"\s*({_NAME}(?:,\s*{_NAME})*)(?:\s+(.*))?$")
_ERROR = re.compile(r"[├└]─ (\w+)\s+(.+?)\s{2,}(\d+)\s*$", re.MULTILINE)


class Option(NamedTuple):
    """One option: its spellings and what it does."""

    names: tuple[str, ...]
    meaning: str


def fill(text: str) -> str:
    """Put the lists in place of the placeholders, and the version where `@version@` stands."""
    shown = {word for name, word in PLACEHOLDER.findall(text) if name == "command"}

    def put(found: re.Match[str]) -> str:
        name, word = found[1], found[2]
        if name == "other-commands":
            return "\n\n".join(command(row.name) for row in present() if row.name not in shown)
        return _LISTS[name](word) if word else _LISTS[name]()

    return PLACEHOLDER.sub(put, text).replace("@version@", __version__)


def fill_markdown(text: str) -> str:
    """Renew the lists of a Markdown text."""
    return REGION.sub(lambda found: found[1] + _MARKDOWN[found[2]]() + found[3], text)


# -- commands -------------------------------------------------------------------------------------


def present() -> list[Row]:
    """Commands that this version has."""
    return [row for row in (*COMMANDS, *OWN) if row.target is not None]


def missing() -> list[Row]:
    """Commands of xl that this version lacks."""
    return [row for row in COMMANDS if row.target is None]


def command(name: str) -> str:
    """A command's section: heading, usage, summary, options."""
    row = next(row for row in present() if row.name == name)
    parts = [f"{name}\n{'~' * len(name)}", _usage(row), f"{escape(_sentence(row.summary))}"]
    options = command_options(row)
    if isinstance(options, str):
        parts.append(f"::\n\n{_indent(options)}")
    else:
        parts += [_definition(option) for option in options]
    return "\n\n".join(parts)


def _usage(row: Row) -> str:
    words = row.usage.strip().split("\n")[0].split("  ")[0]
    if words.startswith("-"):  # xl info's usage is its option
        words = "[options]"
    return f"**xl {row.name}** {escape(words)}".strip()


def command_options(row: Row) -> list[Option] | str:
    """The options of a command, its help texts joined with the spellings that it reads.

    A text that is not a list of options is given as it is. Raises ValueError for an option that no
    help text mentions.
    """
    text = OPTIONS.get(row.name, row.usage if row.usage.startswith("-") else "")
    own = OWN_OPTIONS.get(row.name, "")
    spellings = _spellings(row)
    found, own_found = _parse(text), _parse(own)
    if found is None or own_found is None:
        _require(row, spellings, mentioned=text + own)
        return (text + own).rstrip("\n")
    if row not in OWN:
        own_found = [Option(o.names, f"{o.meaning} C xl does not have it.") for o in own_found]
    options = [_joined(option, spellings) for option in (*found, *own_found)]
    names = (name for option in options for name in option.names)
    _require(row, spellings, mentioned=f"{row.usage} {' '.join(names)}")
    return [
        option for option in options if _bare(option) != {"-h"} and "--help" not in option.names
    ]


def _spellings(row: Row) -> list[set[str]]:
    params = load_command(row).params
    return [
        set(param.opts) for param in params
        if param.param_type_name == "option" and param.name != "help"
    ]  # fmt: skip


def _bare(option: Option) -> set[str]:
    return {re.split(r"[ =]", name)[0] for name in option.names}


def _joined(option: Option, spellings: list[set[str]]) -> Option:
    """Add the spellings that the help text leaves out."""
    further = {name for names in spellings if names & _bare(option) for name in names}
    names = {*option.names, *further - _bare(option)}
    return Option(
        tuple(sorted(names, key=lambda name: (name.startswith("--"), name))), option.meaning
    )


def _require(row: Row, spellings: list[set[str]], *, mentioned: str) -> None:
    for names in spellings:
        if not any(re.search(rf"(?<![\w-]){name}\b", mentioned) for name in names):
            raise ValueError(f"xl {row.name} {'/'.join(names)} has no help text")


def _parse(text: str) -> list[Option] | None:
    """The options of a help text; None where it holds something else as well."""
    options: list[Option] = []
    for line in filter(str.strip, text.splitlines()):
        if match := _OPTION.match(line):
            options.append(Option(tuple(re.split(r",\s*", match[1])), match[2] or ""))
        elif options and line.startswith(" "):
            last = options.pop()
            options.append(Option(last.names, f"{last.meaning} {line.strip()}".strip()))
        else:
            return None
    return options


def own_global_options() -> str:
    """Our own options before the command."""
    body = GLOBAL_OPTIONS.split("\n\n", 1)[1]
    options = _parse(re.sub(r"^ (?=-)", "", body, flags=re.MULTILINE))
    assert options is not None
    return "\n\n".join(map(_definition, options))


def missing_commands() -> str:
    """Commands that this version lacks, one entry each."""
    return "\n\n".join(
        f"{_usage(row)}\n{_indent(escape(_sentence(row.summary.splitlines()[0])))}"
        for row in missing()
    )


# -- configuration keys ---------------------------------------------------------------------------


def keys() -> str:
    """Every key of the domain configuration but those of 2013, by group."""
    return "\n\n".join(map(_group, GROUPS))


def _group(model: type) -> str:
    heading = (model.__doc__ or "").partition(".")[0]
    return "\n\n".join([f"{heading}\n{'-' * len(heading)}", *map(_key, rows(model))])


def vnuma_key(name: str) -> str:
    """One of the keys of 2013."""
    return _key(next(row for row in rows(VnumaConfig) if row.name == name))


def _key(row: Key) -> str:
    kind = f"{row.kind}, in {row.unit}" if row.unit else row.kind
    notes = {
        "Values": row.values,
        "Default": row.default,
        "Read for": _domains(row.read_for),
        "Serves": f"{row.domains} domains" if row.domains else "",
        "Since": f"Xen {row.since}" if row.since[0].isdigit() else row.since,
        "Better": row.deprecated_by,
        "In libxl's JSON": row.json,
        "Note": row.note.rstrip("."),
    }
    if row.since == "4.1":
        del notes["Since"]
    sentences = [_sentence(row.meaning)]
    sentences += [f"{label}: {text}." for label, text in notes.items() if text]
    return f"**{escape(row.name)}** = *{escape(kind)}*\n{_indent(escape(' '.join(sentences)))}"


def _domains(types: tuple[str, ...]) -> str:
    return f"{' and '.join(types)} domains" if types else ""


def specs() -> str:
    """Every spec language that a device has, by key."""
    names = [row.name for row in rows(DomainConfig) if row.kind == SPECS and row.json]
    return "\n\n".join(map(_spec, names))


def _spec(name: str) -> str:
    module = import_module(f"xlpy.config.specs.{name}")
    words: tuple[SubKey, ...] = getattr(module, name.upper())
    return "\n\n".join([f"{name}\n{'-' * len(name)}", *map(_word, words)])


def _word(row: SubKey) -> str:
    since = row.since if row.since[0].isdigit() and row.since != "4.1" else ""
    notes = {
        "Values": row.values,
        "Default": row.default,
        "Since": since and f"Xen {since}",
        "In libxl's JSON": row.json,
        "Note": row.note.rstrip("."),
    }
    sentences = [_sentence(row.meaning)]
    sentences += [f"{label}: {text}." for label, text in notes.items() if text]
    return f"**{escape(row.name)}** (*{escape(row.kind)}*)\n{_indent(escape(' '.join(sentences)))}"


def later_keys() -> str:
    """Keys that this release of xl does not read."""
    return f"{', '.join(escape(row.name) for row in rows(DomainConfig) if row.later)}."


def legacy_names() -> str:
    """Names that look like keys of 2013, and the keys."""
    return "\n".join(
        f"* ``{wrong}`` is not read; the key is ``{right}``."
        for wrong, right in LEGACY_VNUMA_KEYS.items()
    )


def policies() -> str:
    """The placement policies' names."""
    return f"The policies of this version: {', '.join(f'``{name}``' for name in POLICIES)}."


# -- exit statuses --------------------------------------------------------------------------------


def error_tree() -> list[tuple[str, str, int]]:
    """Name, meaning and exit status of each error, as drawn in `xlpy.errors`."""
    found = _ERROR.findall(errors.__doc__ or "")
    return [(name, re.sub(r" \(\w+\)$", "", text), int(code)) for name, text, code in found]


def exit_statuses() -> str:
    """What each exit status stands for."""
    meanings: dict[int, list[str]] = {}
    for _, text, code in error_tree():
        meanings.setdefault(code, []).append(escape(_sentence(text)))
    return "\n\n".join(
        f"**{code}**\n{_indent(' '.join(texts))}" for code, texts in sorted(meanings.items())
    )


# -- Markdown -------------------------------------------------------------------------------------


def present_markdown() -> str:
    """Commands that exist, as a table."""
    lines = ["| command | what it does |", "|---|---|"]
    for row in present():
        ours = " (ours)" if row in OWN else ""
        lines.append(f"| `xl {row.name}`{ours} | {row.summary} |")
    return "\n".join(lines) + "\n"


def missing_markdown() -> str:
    """Commands that do not exist yet, as one paragraph."""
    return f"{', '.join(f'`{row.name}`' for row in missing())}.\n"


# -- text -----------------------------------------------------------------------------------------


def escape(text: str) -> str:
    """Text that restructured text shows as it is."""
    return re.sub(r"([\\*`|_])", r"\\\1", text)


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "]")) else ".")


def _definition(option: Option) -> str:
    names = ", ".join(f"``{name}``" for name in option.names)
    return f"{names}\n{_indent(escape(_sentence(option.meaning)))}"


def _indent(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.split("\n"))


_LISTS = {
    "own-global-options": own_global_options,
    "command": command,
    "missing-commands": missing_commands,
    "exit-statuses": exit_statuses,
    "keys": keys,
    "vnuma-key": vnuma_key,
    "later-keys": later_keys,
    "specs": specs,
    "legacy-names": legacy_names,
    "policies": policies,
}
_MARKDOWN = {"commands": present_markdown, "missing-commands": missing_markdown}
