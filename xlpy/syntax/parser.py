"""Text to settings, with every problem on the way.

lark cuts the text into tokens and says whether a token fits; this loop adds what makes libxlutil's
reader report several errors in one run: after a syntax error everything up to the next newline is
dropped, and the next error counts only when three tokens fitted in between (bison's rule). Which
files are accepted, and which lines are reported, is the same as there. Nothing here recurses, and
the time is linear in the size of the text.

Where we say more than libxlutil:
- a NUL byte inside a string is an error; there it aborts the process;
- after the first error it no longer looks into strings, and after a complete assignment with more
  behind it (`a=1 b`) it gives up; what we find from there on is added as notes;
- an error at a newline is on the line that this newline ends; there it prints one line less.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from xlpy.errors import Problem, Severity
from xlpy.syntax.building import Builder, MixedError
from xlpy.syntax.grammar import Token, UnexpectedToken, machine, tokens
from xlpy.syntax.lexical import JunkWords
from xlpy.syntax.setting import Setting
from xlpy.syntax.settings import Settings
from xlpy.syntax.source import Source
from xlpy.syntax.strings import BadStringError, unquote
from xlpy.syntax.unexpected import Place, Scene, explain, extent

_STACK_LIMIT = 10_000  # entries of bison's parser stack, the first state included


@dataclass(frozen=True)
class Document:
    """What a text says: its settings, or, if anything is wrong, every problem and no settings."""

    settings: tuple[Setting, ...]
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether the text can be used."""
        return not self.problems

    @cached_property
    def by_key(self) -> Settings:
        """The settings with libxlutil's getters."""
        return Settings(self.settings)


def parse(source: Source) -> Document:
    """Read a whole text; never raises, whatever the bytes."""
    reader = _Reader(source)
    reader.read()
    problems = tuple(reader.problems)
    return Document(() if problems else tuple(reader.builder.settings), problems)


class _Reader:
    """One pass over one text."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.builder = Builder(source)
        self.problems: list[Problem] = []
        self._junk = JunkWords(source)
        self._machine = machine()
        self._recovering = 0  # tokens to accept before another syntax error counts
        self._silent_to = 0  # syntax errors up to this line follow from one already reported
        self._given_up = False  # libxlutil reads no further than this
        self._last: Token | None = None

    def read(self) -> None:
        for token in tokens(self.source.decoded):
            if token.type == "JUNK":
                self._lexical_error(token)
                continue
            if not self._take(token):
                return
            self._last = token
        if self._recovering < 3:
            self._end()

    def _take(self, token: Token) -> bool:
        """One token, also while skipping; False when the parser's stack is full."""
        text = self._unquoted(token) if token.type == "STRING" else str(token)
        if self._recovering == 3:
            if token.type == "NEWLINE":  # the bad statement ends here
                self._machine = machine()
                self._recovering = 2
            return True
        try:
            self._machine.feed_token(token)
        except UnexpectedToken as error:
            self._syntax_error(token, error.expected)
            return token.type != "NEWLINE" or self._take(token)
        if self._recovering:
            self._recovering -= 1
        self._build(token, text)
        return self._stack_fits(token)

    def _stack_fits(self, token: Token) -> bool:
        depth = len(self._machine.parser_state.state_stack)
        if depth < _STACK_LIMIT - 1:
            return True
        # bison makes the empty `gap` behind this token at once, lark with the next token
        if token.type in ("OPEN", "COMMA") or (self.builder.in_list and token.type != "NEWLINE"):
            depth += 1
        if depth < _STACK_LIMIT:
            return True
        self._report(
            token,
            "lists are nested too deeply here",
            "xl's parser has room for about 5,000 levels; write the value with fewer brackets",
        )
        return False

    def _end(self) -> None:
        """The end of the text; like libxlutil's it is on the line of the last token."""
        last = self._last
        end = Token.new_borrow_pos("$END", "", last) if last else Token("$END", "", 0, 1, 1)
        try:
            self._machine.feed_token(end)
        except UnexpectedToken as error:
            self._syntax_error(end, error.expected)

    def _lexical_error(self, token: Token) -> None:
        line, after = token.line or 0, self.source.decoded[token.end_pos : (token.end_pos or 0) + 1]
        if len(token.encode("utf-8", "surrogateescape")) == 1:
            # libxlutil wants one more byte than this: it passes over the very last byte of a
            # text, and takes a newline into account, so that the error counts for the next line
            if not after:
                return
            line += after == "\n"
        self._last = token
        if line > self._silent_to:
            self._add(self._junk.problem(token))
            self._silent_to = line

    def _syntax_error(self, token: Token, expected: set[str]) -> None:
        if not self._recovering:
            opened = self.builder.outermost
            scene = Scene(self.source, token, frozenset(expected), self._last, opened)
            self._report(token, *explain(scene))
            # there it has reduced the whole file already, and finds nowhere to go on from
            self._given_up |= scene.place is Place.AFTER
        self._recovering = 3
        self.builder.forget()

    def _report(self, token: Token, text: str, hint: str | None) -> None:
        if (token.line or 0) > self._silent_to:
            problem = self.source.problem(text, *extent(token), hint=hint)
            self._add(problem)

    def _add(self, problem: Problem) -> None:
        self.problems.append(problem._replace(severity="note") if self._given_up else problem)

    def _unquoted(self, token: Token) -> str:
        try:
            return unquote(str(token))
        except BadStringError as bad:
            at = token.start_pos or 0
            severity: Severity = "note" if self.problems else "error"
            problem = self.source.problem(
                str(bad), at + bad.start, at + bad.end, severity=severity, hint=bad.hint
            )
        if not self.problems:
            self._silent_to = token.line or 0
        self.problems.append(problem)
        return ""

    def _build(self, token: Token, text: str) -> None:
        try:
            self.builder.take(token, text)
        except MixedError as mixed:
            if self.problems:  # perhaps an assignment in between could not be read
                return
            problem = self.source.problem(
                str(mixed), mixed.start, mixed.end, key=mixed.key, hint=mixed.hint
            )
            self.problems.append(problem)
            self._silent_to = token.line or 0
