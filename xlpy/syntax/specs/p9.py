"""9pfs shares: `tag=…,path=…,security_model=…`."""

from __future__ import annotations

from collections.abc import Container

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


def parse_p9(text: str, before: Container[str] = ()) -> Parsed:
    """One item of `p9=`; it needs tag, path and security_model.

    What an item leaves out, xl 4.17 takes from the items before it. `before` holds the sub-keys that
    those have given.
    """
    parsed = options.read(text, P9)
    given = {each.name for each in parsed.values}
    missing = [name for name in _NEEDED if name not in given]
    taken = [name for name in P9.words if name in before and name not in given]
    hint = f"write {','.join(map(_example, missing or taken))}"
    said = f"a 9pfs share needs {' and '.join(missing)}"
    finding = Finding(said, 0, max(1, len(text)), hint=hint)
    if taken and all(name in before for name in missing):
        said = f"xl takes {' and '.join(taken)} from the items before"
        finding = finding._replace(text=said, severity="warning")
    elif not missing or not parsed.ok:
        return parsed
    return parsed._replace(findings=(*parsed.findings, finding))


def _example(name: str) -> str:
    return f"{name}={'none' if name == 'security_model' else '…'}"
