"""What the guest sees of the CPU: the two syntaxes of cpuid=, one list in libxl."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlpy.config.specs.rows import SubKey
from xlpy.syntax.specs.cpuid import bits_of
from xlpy.syntax.specs.cpuid_line import UNUSED, parse_cpuid_line
from xlpy.syntax.specs.cpuid_names import Bits, names
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.parsed import Parsed, SubSetting

CPUID: tuple[SubKey, ...] = (
    SubKey(
        "host",
        "word",
        "",
        "host",
        "Begin with the features of the host; it must come first.",
        "4.1",
        "",
    ),
    SubKey(
        "NAME",
        "number or letter",
        "x",
        "0, 1, x, k, s; a number for fields of several bits",
        "A feature or field: off, on, as by default, as on the host (k, s).",
        "4.1",
        "cpuid[]{leaf,subleaf,eax,ebx,ecx,edx}, msr[]{index,policy}",
        "A wrong item is complained about and skipped.",
    ),
    SubKey(
        "LEAF[,SUBLEAF]",
        "number",
        "",
        "LEAF:eax=…,ebx=…",
        "The old syntax: a list of leaves, 32 letters of 0 1 x k s per register, highest bit first.",
        "4.1",
        "cpuid[]{leaf,subleaf,eax,ebx,ecx,edx}",
    ),
)

_REGISTERS = ("eax", "ebx", "ecx", "edx")


class _Policy:
    """libxl's lists while they are filled."""

    def __init__(self) -> None:
        self.leaves: dict[tuple[int, int | None], dict[str, str]] = {}
        self.registers: dict[int, str] = {}  # model-specific ones, by index

    def json(self) -> dict[str, Any]:
        """As b_info.cpuid has it; empty where nothing is set."""
        leaves = [_leaf(*place, registers) for place, registers in self.leaves.items()]
        msrs = [{"index": index, "policy": bits} for index, bits in self.registers.items()]
        return {"cpuid": leaves, "msr": msrs} if leaves or msrs else {}

    def set_bits(self, setting: SubSetting, bits: Bits) -> None:
        """One name and its value; "" only makes sure that there is an entry."""
        if bits.register == "msr":
            old = self.registers.setdefault(bits.leaf, "x" * 64)
            if setting.value != "":
                letter = "k" if setting.value == "s" else str(setting.value)
                self.registers[bits.leaf] = _written(old, letter, bits.bit)
            return
        entry = self.leaves.setdefault((bits.leaf, bits.subleaf), {})
        if setting.value != "":
            old = entry.get(bits.register, "x" * 32)
            entry[bits.register] = _with_value(old, setting, bits)


def cpuid_json(parsed: Parsed) -> dict[str, Any]:
    """b_info.cpuid of cpuid="host,…"; names of one leaf add up, a later one wins."""
    policy = _Policy()
    for setting, bits in bits_of(parsed):
        policy.set_bits(setting, bits)
    return policy.json()


def cpuid_list_json(items: Sequence[str]) -> tuple[dict[str, Any], list[tuple[Finding, ...]]]:
    """b_info.cpuid of cpuid=[…], and the findings of each item; items of one leaf add up."""
    policy = _Policy()
    parsed = [parse_cpuid_line(item) for item in items]
    for line in parsed:
        _add_line(policy, line)
    return policy.json(), [line.findings for line in parsed]


def known_features() -> tuple[str, ...]:
    """All names that cpuid="host,NAME=…" takes, for help and completion."""
    return tuple(names())


def _add_line(policy: _Policy, line: Parsed) -> None:
    values = {setting.name: setting.value for setting in line.values}
    leaf, subleaf = values.get("leaf", UNUSED), values.get("subleaf", UNUSED)
    if leaf == UNUSED:  # this leaf ends libxl's list: the next entry takes its place
        return
    place = (int(leaf), None if subleaf == UNUSED else int(subleaf))
    entry = policy.leaves.setdefault(place, {})
    entry.update((name, str(values[name])) for name in _REGISTERS if name in values)


def _leaf(leaf: int, subleaf: int | None, registers: dict[str, str]) -> dict[str, Any]:
    sub = {} if subleaf is None else {"subleaf": subleaf}
    return {"leaf": leaf, **sub, **{n: registers[n] for n in _REGISTERS if n in registers}}


def _with_value(old: str, setting: SubSetting, bits: Bits) -> str:
    """A register's letters with a value written in; family and model have two places each."""
    value = setting.value
    letters = value * bits.length if isinstance(value, str) else _binary(int(value), bits.length)
    if setting.name == "family":
        return _with_family(old, letters, value)
    if setting.name == "model":
        return _written(_written(old, letters[4:], bits.bit), letters[:4], 16)
    return _written(old, letters, bits.bit)


def _with_family(old: str, letters: str, value: str | int | bool) -> str:
    """From 16 on, what exceeds 15 stands in the extended family, as far as its low bits go.

    The highest of those is left from the number itself, which no family up to 142 has set.
    """
    number = 0 if isinstance(value, str) else int(value)
    if number < 16:
        return _written(_written(old, letters[4:], 8), "0" * 8, 20)
    extended = letters[0] + _binary(number - 15, 7)
    return _written(_written(old, "1111", 8), extended, 20)


def _binary(value: int, length: int) -> str:
    return f"{value & ((1 << length) - 1):0{length}b}"


def _written(old: str, letters: str, bit: int) -> str:
    """Letters with others written over them, whose last is that of `bit`."""
    end = len(old) - bit
    return old[: end - len(letters)] + letters + old[end:]
