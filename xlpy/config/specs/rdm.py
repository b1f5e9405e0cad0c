"""Reserved device memory."""

from __future__ import annotations

from typing import Any

from xlpy.config.specs.listing import last
from xlpy.config.specs.rows import SubKey
from xlpy.syntax.specs.parsed import Parsed

RDM: tuple[SubKey, ...] = (
    SubKey(
        "strategy",
        "word",
        "ignore",
        "host",
        "host: keep all reserved memory of the host free.",
        "4.6",
        "strategy",
    ),
    SubKey(
        "policy",
        "word",
        "strict",
        "strict, relaxed",
        "strict: do not start a domain whose memory collides; relaxed: warn.",
        "4.6",
        "policy",
        "No release takes a valid word here: it drops the whole key.",
    ),
)


def rdm_json(parsed: Parsed) -> dict[str, Any]:
    """b_info's type.hvm.rdm as libxl has it.

    Without values the key has no effect. Otherwise libxl gets a policy that was never set: 0, strict.
    """
    if not parsed.values:
        return {}
    strategy = {"strategy": "host"} if "strategy" in last(parsed) else {}
    return {**strategy, "policy": "strict"}


def pci_policy(parsed: Parsed | None) -> str:
    """The `rdm_policy` that `pci=` of an HVM domain starts from; None: there is no rdm=."""
    return "strict" if parsed and parsed.values else "invalid"
