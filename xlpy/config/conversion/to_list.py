"""The keys of 2013 → `vnuma = [[…]]`."""

from __future__ import annotations

from collections.abc import Iterator

from xlpy.config.conversion.task import Made, Task, refused, vcpus_of
from xlpy.config.known import VNUMA_KEYS
from xlpy.config.model import VnumaConfig
from xlpy.config.unknown import suggestion
from xlpy.config.vnuma2013 import LOCAL, REMOTE
from xlpy.errors import Problem
from xlpy.machine.numbers import format_ranges
from xlpy.syntax.layout import assignment
from xlpy.syntax.setting import Setting

_VALUE_OF = {"sizes": "vnumamem", "distances": "vdistance", "vcpus": "vnuma_vcpumap"}


def to_list(task: Task) -> Made:
    """What to change. Raises ConfigError where the keys make no vNUMA."""
    given = [setting for setting in task.settings if setting.key in VNUMA_KEYS]
    vnuma = task.config.vnuma
    if "vnuma" in task.settings:
        raise refused(given[0], f"{given[0].key} and vnuma are both given", "remove one of them")
    if vnuma is None:
        raise _without_vnuma(task, given[0])
    notes = [p for p in task.loaded.warnings if _is_about_vnuma(p)]
    notes += _defaults(task, vnuma)
    notes += _about_type(task, task.settings.effective["vnodes"])
    if "vnuma_autoplacement" in task.settings:
        left_out = "vnuma_autoplacement has no counterpart beside vnuma= and is left out"
        setting = task.settings.effective["vnuma_autoplacement"]
        notes.append(setting.problem(left_out, on_key=True, severity="note"))
    return Made(given, [assignment("vnuma", vnodes_text(vnuma))], (), notes)


def vnodes_text(vnuma: VnumaConfig) -> tuple[tuple[str, ...], ...]:
    """The value of `vnuma=`: a list of KEY=VALUE texts per vnode."""
    n = vnuma.vnodes
    return tuple(
        (
            *([f"pnode={vnuma.vnodemap[vnode]}"] if vnuma.vnodemap else []),
            f"size={vnuma.sizes[vnode]}",
            f"vcpus={format_ranges(vcpus_of(vnuma.vcpu_map, vnode))}",
            f"vdistances={','.join(map(str, vnuma.distances[vnode * n : vnode * n + n]))}",
        )
        for vnode in range(n)
    )


def _without_vnuma(task: Task, first: Setting) -> Exception:
    said = [p.text for p in task.loaded.warnings if p.key in VNUMA_KEYS]
    return refused(
        first, f"there is no vNUMA to convert: {said[0] if said else 'vnodes is 0'}",
        "correct the keys of 2013, or remove them",
    )  # fmt: skip


def _is_about_vnuma(problem: Problem) -> bool:
    """Also a key that was spelt wrong and has no effect."""
    return problem.key is not None and suggestion(problem.key) in VNUMA_KEYS


def _defaults(task: Task, vnuma: VnumaConfig) -> Iterator[Problem]:
    """What holds because its key is not there."""
    setting = task.settings.effective["vnodes"]
    written = {
        "sizes": f"{' '.join(map(str, vnuma.sizes[:32]))} MiB",
        "distances": f"{LOCAL} (local) and {REMOTE} (remote)" if vnuma.vnodes > 1 else str(LOCAL),
        "vcpus": "round robin",
    }
    for value, key in _VALUE_OF.items():
        if vnuma.origins[value].kind == "default":
            text = f"{key} is not given; written as {written[value]}"
            yield setting.problem(text, on_key=True, severity="note")
    if not vnuma.vnodemap:
        yield setting.problem(
            "no pnode is written, so that nodes are chosen automatically as before; C xl puts all"
            " such vnodes on node 0", on_key=True, severity="note", hint='add "pnode=N" to each vnode',
        )  # fmt: skip


def _about_type(task: Task, vnodes: Setting) -> Iterator[Problem]:
    config = task.config
    if task.type is None:
        yield vnodes.problem(
            "C xl builds domains with vnuma= as HVM only, and this one is PV", on_key=True,
            severity="warning", hint='--type hvm adds type = "hvm"',
        )  # fmt: skip
    elif config.target_mib < config.max_mib:
        yield task.settings.effective["memory"].problem(
            f"memory is {config.target_mib} MiB, less than the {config.max_mib} MiB of the vnodes: an"
            " HVM domain like this is not built", severity="warning",
            hint=f"write memory = {config.max_mib}",
        )  # fmt: skip
