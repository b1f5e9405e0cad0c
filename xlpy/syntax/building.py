"""From accepted tokens to settings.

Values are made the moment a token is accepted, not when a rule is complete: libxlutil's parser
reduces values without looking ahead, so it finds a wrong `+=` before the syntax error behind it.
"""

from __future__ import annotations

from xlpy.syntax.grammar import Token
from xlpy.syntax.setting import Setting
from xlpy.syntax.source import Source
from xlpy.syntax.values import Value


class MixedError(ValueError):
    """A list added to a text, or a text to a list, at `start` to `end`."""

    def __init__(self, text: str, start: int, end: int, *, key: str, hint: str) -> None:
        super().__init__(text)
        self.start, self.end, self.key, self.hint = start, end, key, hint


class Builder:
    """Takes the tokens of a text one by one and keeps the settings they make."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.settings: list[Setting] = []
        self._latest: dict[str, Setting] = {}
        self._key: Token | None = None
        self._op = ""
        self._lists: list[list[Value]] = []  # the open lists, outermost first
        self._opened: list[int] = []  # for each, where in _spans it begins
        self._spans: list[int] = []

    @property
    def in_list(self) -> bool:
        """Whether a list is open."""
        return bool(self._lists)

    @property
    def outermost(self) -> int | None:
        """Where in the text the outermost open list begins."""
        return self._spans[0] if self._lists else None

    def forget(self) -> None:
        """Drop the statement begun: a syntax error ended it."""
        self._lists.clear()
        self._opened.clear()

    def take(self, token: Token, text: str) -> None:
        """One more accepted token, and what it says; raises MixedError."""
        kind = token.type
        if kind in ("STRING", "NUMBER"):
            self._spans += (token.start_pos or 0, token.end_pos or 0)
            self._put(text, token)
        elif kind == "IDENT":
            self._key, self._spans = token, []
        elif kind == "OPEN":
            self._opened.append(len(self._spans))
            self._spans += (token.start_pos or 0, 0)
            self._lists.append([])
        elif kind == "CLOSE":
            self._spans[self._opened.pop() + 1] = token.end_pos or 0
            self._put(tuple(self._lists.pop()), token)
        elif kind in ("ASSIGN", "APPEND"):
            self._op = text

    def _put(self, value: Value, token: Token) -> None:
        if self._lists:
            self._lists[-1].append(value)
        else:
            self._assign(value, token)

    def _assign(self, value: Value, last: Token) -> None:
        token = self._key
        assert token is not None
        key = str(token)
        before = self._latest.get(key) if self._op == "+=" else None
        if before is not None and isinstance(before.written, str) != isinstance(value, str):
            raise self._mixing(before, last)
        setting = Setting(
            key,
            self._op,
            value,
            token.line or 0,
            token.column or 0,
            self.source,
            token.start_pos or 0,
            tuple(self._spans),
            before,
        )
        self.settings.append(setting)
        self._latest[key] = setting

    def _mixing(self, before: Setting, last: Token) -> MixedError:
        key, end = before.key, last.end_pos or 0
        if isinstance(before.written, str):
            text = f"a list can't be added to {key}, which is a text since line {before.line}"
            hint = f'add a text ({key}+="…"), or write {key}=[…] to replace it'
        else:
            text = f"a text can't be added to {key}, which is a list since line {before.line}"
            hint = f"put the text in brackets: {key}+=[…]"
        last_line = (last.start_pos or 0) - (last.column or 1) + 1
        start = max(self._spans[0], last_line)  # libxlutil names the line where the value ends
        return MixedError(text, start, end, key=key, hint=hint)
