"""Replace a file as a whole, or leave it as it was."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from tempfile import mkstemp

from xlpy.errors import XlError


def rewrite(path: str, text: bytes) -> None:
    """Give a file another text: written aside, synced, renamed. Raises XlError.

    Mode and owner stay. A link is followed: what it points to is replaced.
    """
    target = os.path.realpath(path)
    try:
        before = os.stat(target)
        if not stat.S_ISREG(before.st_mode):
            raise XlError(f"{path} is not a file that can be replaced", hint="leave out --write")
        _replace(target, text, before)
    except OSError as error:
        raise XlError(
            f"{path} cannot be written: {error.strerror}",
            hint="without --write the result goes to stdout",
        ) from None


def _replace(target: str, text: bytes, before: os.stat_result) -> None:
    folder = os.path.dirname(target)
    number, aside = mkstemp(prefix=".xl-convert.", dir=folder)
    try:
        with open(number, "wb") as file:
            file.write(text)
            os.fchown(number, before.st_uid, before.st_gid)
            os.fchmod(number, stat.S_IMODE(before.st_mode))
            file.flush()
            os.fsync(number)
        os.replace(aside, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(aside)
        raise
    _sync(folder)


def _sync(folder: str) -> None:
    """Make the new name last, where the file system can."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
