"""9pfs shares: `tag=…,path=…,security_model=…`."""

from __future__ import annotations

from xlpy.syntax.specs import options, values
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.parsed import Parsed

_NEEDED = ("tag", "path", "security_model")
_LATER = ("type", "max-files", "max-open-files", "max-space", "auto-delete")

P9 = options.Language(
    "p9",
    dict.fromkeys((*_NEEDED, "backend"), values.text),
    lone="ends",
    later=dict.fromkeys(_LATER, "4.19"),
)


def parse_p9(text: str) -> Parsed:
    """One item of `p9=`; it needs tag, path and security_model."""
    parsed = options.read(text, P9)
    given = {each.name for each in parsed.values}
    missing = [name for name in _NEEDED if name not in given]
    if not parsed.ok or not missing:
        return parsed
    said = f"a 9pfs share needs {' and '.join(missing)}"
    hint = f"add {','.join(_example(name) for name in missing)}"
    needed = Finding(said, 0, max(1, len(text)), hint=hint)
    return parsed._replace(findings=(*parsed.findings, needed))


def _example(name: str) -> str:
    return f"{name}={'none' if name == 'security_model' else '…'}"
