"""Hyper-V enlightenments: the names of groups, `!name` to leave one out."""

from __future__ import annotations

from xlpy.syntax.source import shown
from xlpy.syntax.specs import grammars
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.grammars import Node, Token
from xlpy.syntax.specs.nearest import suggestion
from xlpy.syntax.specs.parsed import Parsed, SubSetting
from xlpy.syntax.specs.values import ascii_lower

WRONG = 3
"""xl's exit status for a group it does not know."""

GROUPS = (
    "base freq time_ref_count reference_tsc hcall_remote_tlb_flush apic_assist crash_ctl synic"
    " stimer hcall_ipi ex_processor_masks no_vp_limit cpu_hotplug"
).split()
"""The bit of a group is its place."""

_SPECIAL = ("all", "defaults")


def parse_viridian(text: str) -> Parsed:
    """One item of `viridian=[…]`: `all`, `defaults` or a group, True if on; names in any case."""
    node = grammars.parse("viridian", "item", text)
    assert isinstance(node, Node)  # the grammar takes any text
    tokens = [each for each in node.children if isinstance(each, Token)]
    on = not tokens or tokens[0].type != "OFF"
    name, at = ("", 0 if on else 1)
    if tokens and tokens[-1].type == "GROUP":
        name = str(tokens[-1])
    if on and name in _SPECIAL:
        return Parsed((SubSetting(name, True, at),), ())
    group = ascii_lower(name)
    if group in GROUPS:
        return Parsed((SubSetting(group, on, at),), ())
    return Parsed((), (_unknown(name, at, on=on),))


def _unknown(name: str, at: int, *, on: bool) -> Finding:
    said, hint = f'viridian has no "{shown(name)}"', suggestion(name, (*GROUPS, *_SPECIAL))
    if ascii_lower(name) in _SPECIAL:
        hint = f"write {ascii_lower(name)} in lower case"
        if not on:
            said, hint = f'"{shown(name)}" cannot be left out', "name the groups to leave out"
    return Finding(said, at, max(1, len(name)), hint=hint, exit_code=WRONG)
