"""Where the grammar files are: inside an installed package, or beside it in a checkout."""

from __future__ import annotations

from os import path


def grammar_text(name: str) -> str:
    """The text of `NAME.lark`."""
    package = path.dirname(path.dirname(path.abspath(__file__)))  # pathlib would cost 5 ms here
    installed = path.join(package, "_grammar", f"{name}.lark")
    beside = path.join(path.dirname(package), "grammar", f"{name}.lark")
    with open(installed if path.exists(installed) else beside, encoding="utf-8") as file:
        return file.read()
