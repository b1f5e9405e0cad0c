"""Reading one setting as a text, a number, a truth value or a list: libxlutil's rules.

Each function raises GetterError with the errno libxlutil returns.
"""

from __future__ import annotations

import errno
import re

from xlpy.errors import Problem, XlError
from xlpy.syntax.setting import Setting
from xlpy.syntax.source import shown
from xlpy.syntax.values import Value

LONG_MIN, LONG_MAX = -(2**63), 2**63 - 1

# strtol with base 0: the blanks of isspace(), a sign, then hex, octal or decimal digits
_STRTOL = re.compile(r"[ \t\n\v\f\r]*([+-]?)(?:0[xX]([0-9a-fA-F]+)|(0[0-7]*)|([1-9][0-9]*))")


class GetterError(XlError):
    """A setting that can't be read as asked. `code` is EINVAL, or ERANGE beyond 64 bits."""

    def __init__(self, problem: Problem, code: int) -> None:
        super().__init__(problem.text, hint=problem.hint)
        self.problem, self.code = problem, code


def string(setting: Setting) -> str:
    """The text of a setting that is not a list."""
    if isinstance(setting.written, str):
        value = setting.value
        assert isinstance(value, str)  # `+=` never mixes texts and lists
        return value
    raise _refusal(setting, "is a list, one value is expected", f'write {setting.key}="…"')


def long(setting: Setting) -> int:
    """The setting as strtol reads it: leading blanks, sign, 0x for hex, leading 0 for octal."""
    text = string(setting)
    if setting.op == "+=":
        raise _refusal(setting, "is a number and can't be put together with +=", "use = here")
    return _number(setting, text)


def bounded(setting: Setting, low: int, high: int) -> int:
    """A number from `low` to `high`."""
    number = long(setting)
    if not low <= number <= high:
        raise _refusal(setting, f"is {number}", f"the allowed values are {low} to {high}")
    return number


def defbool(setting: Setting) -> bool:
    """A number, true unless it is 0."""
    return long(setting) != 0


def nested(setting: Setting) -> tuple[Value, ...]:
    """The items of a list, with the lists inside."""
    value = setting.value
    if isinstance(value, str):
        hint = f"write {setting.key}=[…], with brackets also around a single item"
        raise _refusal(setting, "is one value, a list is expected", hint)
    return value


def items(setting: Setting) -> tuple[str | None, ...]:
    """The items of a list; an item that is itself a list reads as None."""
    return tuple(item if isinstance(item, str) else None for item in nested(setting))


def string_list(setting: Setting) -> tuple[str, ...]:
    """The items of a list up to the first that is itself a list."""
    texts: list[str] = []
    for item in nested(setting):
        if not isinstance(item, str):
            break
        texts.append(item)
    return tuple(texts)


def _number(setting: Setting, text: str) -> int:
    match = _STRTOL.match(text)
    if match is None:
        raise _refusal(setting, f"is not a number: {_quote(text)}", _word_hint(setting, text))
    sign, hexa, octal, decimal = match.groups()
    digits, base = (hexa, 16) if hexa else (octal, 8) if octal else (decimal, 10)
    number = _bounded_int(digits, base)
    number = -number if sign == "-" else number
    if not LONG_MIN <= number <= LONG_MAX:  # asked before what follows, as libxlutil does
        text = f"is beyond 64 bits: {_quote(text)}"
        raise _refusal(setting, text, "the largest number is 2^63-1", code=errno.ERANGE)
    if match.end() != len(text):
        raise _junk(setting, text, match.end())
    return number


def _bounded_int(digits: str, base: int) -> int:
    """`int(digits, base)`, but never the slow conversion of a number too large anyway."""
    significant = digits.lstrip("0")
    return int(significant or "0", base) if len(significant) <= 22 else LONG_MAX + 2


def _junk(setting: Setting, text: str, end: int) -> GetterError:
    reason = f"is not a number: `{shown(text[end:])}` in {_quote(text)} is left over"
    if re.fullmatch(r"[ \t]*[+-]?0[0-9]+", text):
        hint = "a leading 0 means octal, with the digits 0 to 7: leave the 0 out"
    elif text[end:].isspace():
        hint = "remove the blank at the end"
    elif re.fullmatch(r"[kKmMgGtT]([iI]?[bB])?", text[end:].strip()):
        hint = f"write digits only: the unit of {setting.key} is fixed"
    else:
        hint = "write digits only"
    return _refusal(setting, reason, hint)


def _word_hint(setting: Setting, text: str) -> str:
    word = text.strip().lower()
    if word in {"yes", "true", "on", "y"}:
        return f"write {setting.key}=1"
    if word in {"no", "false", "off", "n"}:
        return f"write {setting.key}=0"
    return "write digits, as in " + f"{setting.key}=1"


def _quote(text: str) -> str:
    return f'"{shown(text)}"'


def _refusal(
    setting: Setting, text: str, hint: str | None, *, code: int = errno.EINVAL
) -> GetterError:
    problem = setting.problem(f"{setting.key} {text}", hint=hint)
    return GetterError(problem._replace(code="wrong-kind"), code)
