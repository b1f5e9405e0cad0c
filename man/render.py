"""Make what is made from the program's tables: the manual pages, and lists in docs/.

    python man/render.py            write man/*.1 and man/*.5 from man/*.rst, and the lists in docs/
    python man/render.py --check    write nothing; exit 1 where a file would change

The output depends on the sources, the tables and the version alone: it holds no date.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import docutils
from docutils.core import publish_string
from docutils.writers import manpage
from placeholders import fill, fill_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

MAN = Path(__file__).resolve().parent
ROOT = MAN.parent
LISTED_IN = (ROOT / "docs" / "fidelity.md",)
DOCUTILS = (0, 22)
"""From this version on docutils writes the roff that is committed."""


class Translator(manpage.Translator):  # type: ignore[misc]  # untyped
    """Docutils' writer, without its version in the output."""

    document_start = "Made by man/render.py from the .rst file of this name. Edit that one."


class Writer(manpage.Writer):  # type: ignore[misc]  # untyped
    """The manpage writer with our translator."""

    def __init__(self) -> None:
        super().__init__()
        self.translator_class = Translator


def sources() -> list[Path]:
    """The manual pages' sources."""
    return sorted(MAN.glob("*.rst"))


def target(source: Path) -> Path:
    """`man/xl.1.rst` → `man/xl.1`."""
    return source.with_suffix("")


def to_roff(rst: str) -> str:
    """Restructured text → roff. Any warning of docutils is an error."""
    roff = publish_string(
        rst, writer=Writer(),
        settings_overrides={
            "halt_level": 2, "report_level": 2, "warning_stream": False,
            "output_encoding": "unicode", "syntax_highlight": "none", "_disable_config": True,
        },
    )  # fmt: skip
    roff = roff.replace("\n.SH Name\n", "\n.SH NAME\n", 1)
    roff = re.sub(r"(?m)^(\.S[HS] .*\n)\.sp\n", r"\1", roff)  # mandoc warns of it
    return re.sub(r"[^\x00-\x7f]", lambda found: f"\\[u{ord(found[0]):04X}]", roff)


def rendered() -> Iterator[tuple[Path, str]]:
    """Every file made here, and its text."""
    for source in sources():
        yield target(source), to_roff(fill(source.read_text(encoding="utf-8")))
    for path in LISTED_IN:
        yield path, fill_markdown(path.read_text(encoding="utf-8"))


def docutils_is_new_enough() -> bool:
    """Whether this docutils writes the same roff as ours did."""
    return tuple(map(int, docutils.__version__.split(".")[:2])) >= DOCUTILS


def main(arguments: list[str]) -> int:
    """Write or check; give the exit status."""
    if not docutils_is_new_enough():
        sys.stderr.write(f"docutils {docutils.__version__} is too old, 0.22 is needed\n")
        return 1
    check = arguments == ["--check"]
    if arguments and not check:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    status = 0
    for path, text in rendered():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        name = path.relative_to(ROOT)
        if check:
            sys.stderr.write(f"{name} is not what the tables say: run python man/render.py\n")
            status = 1
        else:
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{name}\n")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
