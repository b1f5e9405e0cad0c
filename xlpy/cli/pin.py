"""`xl vcpu-pin`. This version shows which CPUs the words mean, with -N."""

from __future__ import annotations

from xlpy.cli import terminal
from xlpy.cli.command import command, flag
from xlpy.cli.session import Session
from xlpy.errors import XlError

ALL, SAME = "all", "-"
"""The words for every vcpu, and for an affinity that stays as it is."""


@command(
    "vcpu-pin", flag("-f", "--force"), flag("-i", "--ignore-global-affinity-masks"), min_words=3
)
def vcpu_pin(session: Session, words: tuple[str, ...], *, force: bool, **_ignored: bool) -> int:
    """Read a domain, a vcpu, and its hard and soft affinity."""
    session.host.find(words[0])
    if _require_vcpu(words[1]) == ALL and force:
        raise XlError("-f goes with one vcpu, not with all", hint="name one vcpu")
    hard, soft = (_affinity(session, text) for text in (*words[2:4], SAME)[:2])
    if not session.dry_run:
        raise XlError(
            "xl vcpu-pin pins nothing in this version of xlpy",
            hint="xl -N vcpu-pin shows which CPUs the words mean",
        )
    terminal.out(f"cpumap: {hard}{'' if soft == SAME else f' {soft}'}\n")
    return 0


vcpu_pin.allow_interspersed_args = False  # "-" is a word, and so is what follows the domain


def _require_vcpu(word: str) -> str:
    """The word, if it begins with a number or is `all`; xl ignores what follows the digits."""
    from xlpy.syntax.specs.cnumbers import strtol

    number = strtol(word)
    if word != ALL and (number is None or number.value < 0):
        raise XlError(f'"{word}" is no vcpu', hint="write a vcpu's number, or all")
    return word


def _affinity(session: Session, text: str) -> str:
    """The CPUs that a text means on this host, as xl prints them. Raises XlError."""
    if text == SAME:
        return SAME
    from xlpy.config.affinity import item_error, maps
    from xlpy.config.model import Cpus, CpuText
    from xlpy.machine.numbers import bitmap_text

    if errors := [error for item in text.split(",") if item and (error := item_error(item))]:
        raise XlError(
            errors[0], hint='items are N, N-M, node:N, nodes:N-M or all; "^" before one excludes it'
        )
    topology = session.host.topology()
    (cpus,) = maps(Cpus(form="string", items=(CpuText(text=text),)), topology, 1)
    return bitmap_text(cpus, topology.max_cpu_id + 1)
