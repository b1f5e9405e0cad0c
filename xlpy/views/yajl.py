"""JSON as xl 4.17 lays it out: four blanks a level, and an empty object holds an empty line."""

from __future__ import annotations

import json
from typing import Any


def yajl(data: Any) -> str:
    """Data as 4.17's JSON writer lays it out, without a final newline."""
    text = json.dumps(data, indent=4, ensure_ascii=False)
    return _open_empty(text)


def _open_empty(text: str) -> str:
    """`{}` and `[]` as values become a pair of brackets around an empty line."""
    lines = []
    for line in text.split("\n"):
        bare = line.rstrip(",")
        if bare.endswith(("{}", "[]")):
            indent = line[: len(line) - len(line.lstrip())]
            lines += [bare[:-1], "", f"{indent}{bare[-1]}{line[len(bare) :]}"]
        else:
            lines.append(line)
    return "\n".join(lines)
