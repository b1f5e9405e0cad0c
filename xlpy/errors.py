"""Everything that can go wrong, as one tree.

    XlError                    facts first, text made from them, a hint, an exit status
    ├─ UsageError              wrong words on the command line                      2
    ├─ ConfigError             one or many problems in a configuration              1
    ├─ DumpError               a hypervisor dump that cannot be read (console)     1
    ├─ GetterError             a setting of the wrong kind (syntax)                1
    ├─ UnwritableError         what the configuration language cannot say (syntax)  1
    ├─ PlacementError          no plan satisfies the request                        3
    └─ HostError               the host refuses or cannot
       ├─ NoSuchDomain         no domain of that name or number                     1
       ├─ DomainExists         the name is taken                                    3
       ├─ InsufficientMemory   more pages asked of a node than it has free          3
       ├─ Unsupported          this host cannot do that                             1
       ├─ HostUnavailable      the host asked for is not there                      1
       ├─ StateError           the state directory does not fit the request         1
       ├─ ProfileError         a host profile that cannot be used                   1
       └─ HypercallError       the hypervisor's errno (EINVAL, E2BIG, …)            3

Library code raises; only `cli/main.py` prints and sets the exit status. Anything that is not an
`XlError` is a bug and shows a traceback.
"""

from __future__ import annotations

import errno as _errno
from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal, NamedTuple

Severity = Literal["error", "warning", "note"]


class Problem(NamedTuple):
    """One finding in a text: where it stands, what is wrong, what to do.

    `line` and `column` count from 1 (characters); 0 means the finding has no place. `source_line` is
    the text of that line and `width` the number of characters the caret underlines. `exit_code` is
    the status that xl ends with for an error like this. `code` names the rule (`xl explain CODE`).
    """

    text: str
    file: str = ""
    line: int = 0
    column: int = 0
    key: str | None = None
    severity: Severity = "error"
    hint: str | None = None
    source_line: str | None = None
    width: int = 1
    exit_code: int = 1
    code: str = ""

    @property
    def rule(self) -> str:
        """The name of the rule: `code`, else what its severity says of the value."""
        return self.code or ("bad-value" if self.severity == "error" else "odd-value")

    @property
    def place(self) -> str:
        """`file:line:column`, as far as known."""
        parts = [self.file] if self.file else []
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


class XlError(Exception):
    """The root: `str(error)` is what is wrong, `hint` what to do next."""

    default_exit_code: ClassVar[int] = 1

    def __init__(self, text: str, *, hint: str | None = None, exit_code: int | None = None) -> None:
        super().__init__(text)
        self.hint = hint
        self.exit_code = self.default_exit_code if exit_code is None else exit_code


class UsageError(XlError):
    """The command line makes no sense. `command`: show that command's help on stdout as well."""

    default_exit_code = 2

    def __init__(
        self,
        text: str,
        *,
        hint: str | None = None,
        exit_code: int | None = None,
        command: str | None = None,
    ) -> None:
        super().__init__(text, hint=hint, exit_code=exit_code)
        self.command = command


class ConfigError(XlError):
    """A configuration that cannot be used: every problem found, not just the first."""

    def __init__(self, problems: Sequence[Problem], *, exit_code: int | None = None) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(p.text for p in self.problems), exit_code=exit_code)


class PlacementError(XlError):
    """No plan satisfies the request; `rejected` names the constraint per candidate."""

    default_exit_code = 3

    def __init__(
        self, text: str, *, rejected: Mapping[str, str] | None = None, hint: str | None = None
    ) -> None:
        super().__init__(text, hint=hint)
        self.rejected = dict(rejected or {})


class HostError(XlError):
    """The host refuses or cannot."""


class NoSuchDomain(HostError):  # noqa: N818 - the name is the finding
    """No domain has this name or number. `asked` is what the user typed."""

    def __init__(self, asked: str, text: str | None = None) -> None:
        self.asked = asked
        super().__init__(text or f"{asked} is an invalid domain identifier (no such domain)")


class DomainExists(HostError):  # noqa: N818 - the name is the finding
    """A domain of this name runs already."""

    default_exit_code = 3

    def __init__(self, name: str, domid: int) -> None:
        self.name, self.domid = name, domid
        super().__init__(
            f'a domain named "{name}" already exists (domid {domid})',
            hint=f"destroy it first (xl destroy {domid}), or give this one another name=",
        )


class InsufficientMemory(HostError):  # noqa: N818 - the name is the finding
    """More pages were asked for than are free. All counts are 4 KiB pages."""

    default_exit_code = 3

    def __init__(
        self, *, what: str, needed_pages: int, node: int | None, free_pages: Mapping[int, int]
    ) -> None:
        self.what, self.needed_pages, self.node = what, needed_pages, node
        self.free_pages = dict(free_pages)
        where = "on the host" if node is None else f"on node {node}"
        free = ", ".join(f"node {n} has {f} ({_mib(f)})" for n, f in self.free_pages.items())
        super().__init__(
            f"{what}: {needed_pages} pages ({_mib(needed_pages)}) are needed {where}; free: {free}",
            hint="ask for less memory, free some, or place the vnodes elsewhere",
        )


class Unsupported(HostError):  # noqa: N818 - the name is the finding
    """This host cannot do what was asked; nothing was changed."""


class HostUnavailable(HostError):  # noqa: N818 - the name is the finding
    """The host asked for cannot be reached."""


class StateError(HostError):
    """The embedded host's state directory does not fit what was asked."""


class ProfileError(HostError):
    """A host profile that cannot be used: every problem found."""

    def __init__(self, file: str, problems: Sequence[str]) -> None:
        self.file, self.problems = file, tuple(problems)
        super().__init__("\n".join(f"{file}: {p}" for p in self.problems))


_XEN_NAMES = {_errno.EOPNOTSUPP: "EOPNOTSUPP"}
"""Where Linux has two names for a number, the one Xen uses."""


class HypercallError(HostError):
    """The hypervisor answered with an error number, as section 3 of Xen's vNUMA interface has it.

    `counts` are the true array sizes (vnodes, vmemranges, vcpus) that come back with ENOBUFS.
    """

    default_exit_code = 3

    def __init__(
        self,
        operation: str,
        number: int,
        reason: str,
        *,
        counts: tuple[int, int, int] | None = None,
    ) -> None:
        self.operation, self.errno, self.counts = operation, number, counts
        self.name = _XEN_NAMES.get(number) or _errno.errorcode.get(number, str(number))
        super().__init__(f"{operation}: {self.name}: {reason}")


def _mib(pages: int) -> str:
    """Pages of 4 KiB as MiB, whole where exact."""
    return f"{pages // 256} MiB" if pages % 256 == 0 else f"{pages / 256:.1f} MiB"
