"""What happens when a domain stops: the one word of on_poweroff, on_reboot and the like."""

from __future__ import annotations

from xlpy.syntax.source import shown
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.nearest import suggestion
from xlpy.syntax.specs.parsed import Parsed, SubSetting

ACTIONS = (
    "destroy restart rename-restart preserve coredump-destroy coredump-restart soft-reset".split()
)


def parse_action_on_shutdown(text: str) -> Parsed:
    """One word, exactly as in ACTIONS; gives action."""
    if text in ACTIONS:
        return Parsed((SubSetting("action", text, 0),), ())
    said = f'"{shown(text)}" is no action'
    return Parsed((), (Finding(said, 0, max(1, len(text)), hint=suggestion(text, ACTIONS)),))
