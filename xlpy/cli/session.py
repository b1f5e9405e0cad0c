"""What one run of the program knows: its global options, its xl.conf, its host."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from xlpy.cli import terminal
from xlpy.errors import HostUnavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlpy.config.xlconf import XlConf
    from xlpy.errors import Problem
    from xlpy.hosts.host import Host

XL_CONF = "/etc/xen/xl.conf"


def strictly_xl() -> bool:
    """Whether XLPY_COMPAT=xl asks for C xl and nothing besides."""
    return os.environ.get("XLPY_COMPAT") == "xl"


class Session:
    """Global options and what follows from them; the host is opened when first asked for."""

    def __init__(
        self, *, program: str, verbose: int = 0, dry_run: bool = False, host_spec: str | None = None
    ) -> None:
        self.program, self.verbose = program, verbose
        self.dry_run, self.host_spec = dry_run, host_spec
        self._conf = read_xl_conf()

    @property
    def own_program(self) -> bool:
        """Whether we were called by our own name, `xlpy`."""
        return self.program == "xlpy"

    @property
    def strictly_xl(self) -> bool:
        """XLPY_COMPAT=xl: nothing that C xl does not have or print."""
        return strictly_xl()

    def warn(self, problems: Sequence[Problem]) -> None:
        """Print warnings to stderr; with XLPY_COMPAT=xl there are none."""
        if not self.strictly_xl:
            terminal.problems(problems)

    @property
    def xl_conf(self) -> XlConf:
        """What xl.conf says, every default where it says nothing."""
        from xlpy.config.xlconf import XlConf

        return self._conf or XlConf()

    @cached_property
    def host(self) -> Host:
        """The host that commands talk to."""
        from xlpy.hosts.open import open_host

        return open_host(self.host_spec)


def read_xl_conf() -> XlConf | None:
    """The file of XLPY_XL_CONF, else /etc/xen/xl.conf; None where it sets nothing.

    A missing file is worth a message only where it was asked for. Raises ConfigError.
    """
    asked = os.environ.get("XLPY_XL_CONF")
    path = asked or XL_CONF
    try:
        with open(path, "rb") as file:
            text = file.read()
    except OSError as error:
        if asked:
            terminal.err(f"xl.conf {path} cannot be read: {error.strerror}")
        return None
    if _says_nothing(text):
        return None
    from xlpy.config.xlconf import parse_xl_conf

    conf = parse_xl_conf(path, text)
    terminal.problems(conf.warnings)
    return conf


def _says_nothing(text: bytes) -> bool:
    """Whether there is nothing but blank lines and comments: the file most hosts have.

    Spares light commands the parser. A comment without a newline is an error, so it isn't nothing.
    """
    *lines, rest = text.split(b"\n")
    return not rest and all(
        not line.strip(b" \t") or line.lstrip(b" \t").startswith(b"#") for line in lines
    )


def read_text(path: str) -> bytes:
    """A configuration file's bytes. Raises HostUnavailable with xl's exit status 3."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise HostUnavailable(
            f"the config file {path} cannot be read: {reason}",
            hint="check the path; words with = are settings, a file with = in its name needs -f",
            exit_code=3,
        ) from None
