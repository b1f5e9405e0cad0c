"""What happens when a domain stops."""

from __future__ import annotations

from xlpy.config.specs.rows import SubKey
from xlpy.syntax.specs.parsed import Parsed

_MEANINGS = {
    "destroy": "Remove the domain.",
    "restart": "Remove it and create it anew.",
    "rename-restart": "Keep it under another name and create it anew.",
    "preserve": "Keep it as it is; xl destroy removes it.",
    "coredump-destroy": "Write its memory to a file, then remove it.",
    "coredump-restart": "Write its memory to a file, then create it anew.",
    "soft-reset": "Reset what Xen keeps for it and let it go on.",
}
_SINCE = {"coredump-destroy": "4.2", "coredump-restart": "4.2", "soft-reset": "4.7"}

_JSON = {"rename-restart": "restart_rename"}

ACTION_ON_SHUTDOWN: tuple[SubKey, ...] = tuple(
    SubKey(
        word,
        "word",
        "",
        word,
        meaning,
        _SINCE.get(word, "4.1"),
        _JSON.get(word, word.replace("-", "_")),
    )
    for word, meaning in _MEANINGS.items()
)


def action_on_shutdown_json(parsed: Parsed) -> str | None:
    """The word that stands in the JSON; None for destroy, which is left out there."""
    word = next((setting.value for setting in parsed.values), "destroy")
    return next((row.json for row in ACTION_ON_SHUTDOWN if row.name == word != "destroy"), None)
