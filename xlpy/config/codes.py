"""The names of rules that findings carry, for `xl check --json` and `xl explain`.

A name stays once it is given: people filter by it. A finding of no rule of its own has the name of its
kind, `bad-value` or `odd-value`.
"""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """A rule: its name, what a finding of it means in a line, and what to do about it."""

    code: str
    title: str
    text: str


RULES = (
    Rule(
        "unreadable", "The file cannot be read",
        "It is missing, a folder, or not yours to read. Nothing else is known about it.",
    ),
    Rule(
        "syntax", "The text is not in the language of xl.cfg",
        "xl refuses the whole file. Statements are key = value, one a line or divided by ;. Values are"
        ' numbers, texts in quotes, and lists in brackets. See "FORMAT OF THE FILE" in xl.cfg(5).',
    ),
    Rule(
        "unknown-key", "xl does not know this key",
        "xl passes over it without a word, so a misspelt key is as good as none. Keys of xm, and those"
        " that other tools keep for themselves, are found by this rule too.",
    ),
    Rule(
        "deprecated-key", "The key works, but has a successor",
        "xl still reads it, and may stop to. A note, not a warning: --strict does not mind it.",
    ),
    Rule(
        "wrong-kind", "The value is not of the kind that the key takes",
        "A text where a number is wanted, a list where a text is, or the other way round. For most keys"
        " xl then behaves as if the key were not there.",
    ),
    Rule(
        "bad-value", "xl refuses this value",
        "The domain is not created. The message says what the value may be.",
    ),
    Rule(
        "odd-value", "xl takes this value, but not as it looks",
        "Part of it is ignored, it is read as something else, or it has no effect beside another key."
        " xl says nothing of it.",
    ),
    Rule(
        "no-kernel", "Nothing says what a PV or PVH domain boots",
        "A stock host refuses it. Give kernel or bootloader; firmware for some.",
    ),
    Rule(
        "slit", "Linux will not use these distances",
        "Linux takes a table of distances only if every node is 10 from itself and more than 10 from"
        " every other, below 255. From any other table it makes 10 and 20.",
    ),
    Rule(
        "never-built", "Every host refuses to build this",
        "The file reads well, but what it asks for fails when the domain is created: vcpus in no vnode or"
        " in two, sizes that do not add up, vNUMA where the type of domain has none.",
    ),
    Rule(
        "never-fits", "The host is too small",
        "The host that was named (--host) has less memory, fewer CPUs or other nodes than this needs,"
        " even with nothing else on it.",
    ),
)  # fmt: skip
"""Every rule, in the order in which a file meets them."""

BY_CODE = {rule.code: rule for rule in RULES}
