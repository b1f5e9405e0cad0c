"""The examples in the manual pages are real: they are run on a fresh embedded host.

    python man/transcripts.py       run them all and write what they print into man/*.rst

An example is a block `.. code:: console`: lines that begin with `$ ` are run by sh in a folder that
holds sample-configs, the lines below are what they print on stdout and stderr. The blocks of one
page share the folder and a state directory, and run in order.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

MAN = Path(__file__).resolve().parent
ROOT = MAN.parent
STATE = "/var/lib/xlpy"
"""The state directory as the pages show it: root's default."""

_BLOCK = re.compile(r"^\.\. code:: console\n\n((?:(?:   .*)?\n)+)", re.MULTILINE)
_VOLATILE = (
    (re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "UUID"),
    (re.compile(r"\(now-0x[0-9A-F]+:[0-9A-F]{8}\)"), "(now-T)"),
    (re.compile(r"\(now = \d+\)"), "(now = T)"),
)


class Step(NamedTuple):
    """A command and what it prints."""

    command: str
    output: str


class Shell:
    """A shell with `xl` and `xlpy` on its path and a state directory of its own."""

    def __init__(self, folder: Path) -> None:
        self.state = folder / "state"
        self.status = 0
        self.folder = folder / "work"
        self.folder.mkdir(parents=True)
        (self.folder / "sample-configs").symlink_to(ROOT / "sample-configs")
        bin_ = folder / "bin"
        bin_.mkdir(parents=True)
        for name in ("xl", "xlpy"):
            code = f"import sys; sys.argv[0] = {name!r}; from xlpy.cli.main import main; main()"
            (bin_ / name).write_text(
                f"#!/bin/sh\nexec '{sys.executable}' -c '{_quoted(code)}' \"$@\"\n"
            )
            (bin_ / name).chmod(0o755)
        kept = {key: value for key, value in os.environ.items() if not key.startswith("XLPY_")}
        self.environment = kept | {
            "PATH": f"{bin_}:{os.environ.get('PATH', '')}",
            "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
            "PYTHONUTF8": "1",
            "XLPY_HOST": "sim",
            "XLPY_STATE_DIR": str(self.state),
        }

    def run(self, command: str) -> str:
        """What a command prints, `$?` being the status of the one before."""
        done = subprocess.run(  # noqa: S603 - the pages' own examples
            ["/bin/sh", "-c", f"(exit {self.status})\n{command}"], cwd=self.folder, env=self.environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, check=False,
        )  # fmt: skip
        self.status = done.returncode
        text = done.stdout.decode("utf-8").replace(str(self.state), STATE)
        return "".join(f"{line.rstrip().expandtabs()}\n" for line in text.splitlines())


def _quoted(code: str) -> str:
    return code.replace("'", "'\\''")


def steps(block: str) -> Iterator[Step]:
    """The steps of one example."""
    for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
        if part.strip():
            command, _, output = part.partition("\n")
            while command.endswith("\\"):
                more, _, output = output.partition("\n")
                command += f"\n{more}"
            yield Step(command.removeprefix("$ "), output)


def examples(rst: str) -> list[list[Step]]:
    """Every example of a page."""
    return [list(steps(_dedented(found[1]))) for found in _BLOCK.finditer(rst)]


def _dedented(block: str) -> str:
    return "".join(f"{line[3:]}\n" for line in block.rstrip("\n").split("\n"))


def settled(text: str) -> str:
    """Text with what differs from run to run replaced, and without blank lines at its end."""
    for pattern, name in _VOLATILE:
        text = pattern.sub(name, text)
    return text.rstrip("\n")


def renewed(rst: str, shell: Shell) -> str:
    """The page with what its examples print now; what only differs from run to run stays."""

    def renew(found: re.Match[str]) -> str:
        lines = []
        for step in steps(_dedented(found[1])):
            output = shell.run(step.command)
            kept = step.output if settled(output) == settled(step.output) else output
            lines += [*f"$ {step.command}".split("\n"), *kept.rstrip("\n").splitlines()]
        return ".. code:: console\n\n" + "".join(f"   {x}".rstrip() + "\n" for x in lines) + "\n"

    return _BLOCK.sub(renew, rst)


def main() -> int:
    """Renew every page."""
    for page in sorted(MAN.glob("*.rst")):
        text = page.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            new = renewed(text, Shell(Path(folder)))
        if new != text:
            page.write_text(new, encoding="utf-8")
            sys.stdout.write(f"{page.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
