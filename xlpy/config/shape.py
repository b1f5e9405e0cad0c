"""The shape of a domain: vcpus, memory, vNUMA and affinity, which depend on each other."""

from __future__ import annotations

from xlpy.config.affinity import read_cpus
from xlpy.config.asked import Asked, HostFacts
from xlpy.config.known import VNUMA_KEYS
from xlpy.config.model import DomainConfig, VnumaConfig, VnumaList
from xlpy.config.numbers import MAX_VCPUS
from xlpy.config.options import LoadOptions
from xlpy.config.reader import cut
from xlpy.config.reading import Reading
from xlpy.config.unknown import with_misspelt
from xlpy.errors import Problem
from xlpy.syntax.settings import Settings


def read_shape(reading: Reading, options: LoadOptions) -> None:
    """Vcpus, memory, vNUMA and affinity, which depend on each other and on the host."""
    settings, problems, values = reading.settings, reading.problems, reading.values
    vcpus, maxvcpus = _vcpus(settings, problems)
    memory, maxmem = values.get("memory_mib"), values.get("maxmem_mib")
    values |= {
        "vcpus": vcpus,
        "maxvcpus": maxvcpus,
        "vnuma_nodes": _vnuma_list(
            settings, options, Asked(vcpus, maxvcpus, memory, maxmem), problems
        ),
    }
    sized = DomainConfig.model_construct(**values)
    _check_memory(settings, memory, maxmem, problems)
    vnuma = _vnuma(settings, sized, options, reading.type, problems)
    values |= {
        "vnuma": vnuma and with_misspelt(vnuma, settings),
        "cpus": read_cpus(settings, "cpus", sized.stated_vcpus, problems),
        "cpus_soft": read_cpus(settings, "cpus_soft", sized.stated_vcpus, problems),
    }


def _vcpus(settings: Settings, problems: list[Problem]) -> tuple[int | None, int | None]:
    """Both counts; 0 online counts as 1, as in xl."""
    vcpus = _count(settings, "vcpus", problems)
    maxvcpus = _count(settings, "maxvcpus", problems, bits=-32)
    if vcpus is not None and maxvcpus and vcpus > maxvcpus:
        problems.append(
            settings.effective["maxvcpus"].problem(
                f"maxvcpus is {maxvcpus}, but vcpus is {vcpus}",
                hint="maxvcpus is at least as many as vcpus",
            )
        )
    return vcpus or None, maxvcpus or None


def _count(settings: Settings, key: str, problems: list[Problem], *, bits: int = -64) -> int | None:
    """A number of vcpus, of which xl keeps so many bits."""
    written = settings.try_long(key, problems)
    count = None if written is None else cut(written, bits)
    if count != written:
        problems.append(
            settings.effective[key].problem(
                f"{key} {written} does not fit; libxl gets {count}", severity="warning"
            )
        )
    if count is not None and not 0 <= count <= MAX_VCPUS:
        problems.append(
            settings.effective[key].problem(
                f"{key} is {count}", hint=f"it is a number from 1 to {MAX_VCPUS}"
            )
        )
        return None
    return count


def _check_memory(
    settings: Settings, memory: int | None, maxmem: int | None, problems: list[Problem]
) -> None:
    """Say so where the domain starts above its ceiling, which xl allows."""
    if memory is not None and maxmem is not None and memory > maxmem:
        problems.append(
            settings.effective["maxmem"].problem(
                f"maxmem is {maxmem} MiB, but the domain starts with {memory} MiB",
                severity="warning",
                hint="raise maxmem or lower memory",
            )
        )


def _vnuma_list(
    settings: Settings, options: LoadOptions, asked: Asked, problems: list[Problem]
) -> VnumaList | None:
    """`vnuma=`, whose reader is loaded when it is set."""
    if "vnuma" not in settings:
        return None
    from xlpy.config.vnuma_list import read_vnuma

    host = HostFacts(options.nodes, options.cpus, options.cpu_bits, options.node_ids)
    return read_vnuma(settings, asked, host, problems)


def _vnuma(
    settings: Settings, sized: DomainConfig, options: LoadOptions, type_: str,
    problems: list[Problem],
) -> VnumaConfig | None:  # fmt: skip
    """The keys of 2013, where this domain on this host can have them."""
    given = [key for key in VNUMA_KEYS if key in settings]
    if not given:
        return None
    first = min((settings.effective[key] for key in given), key=lambda s: s.line)
    if sized.vnuma_nodes and type_ == "pv" and options.pv_vnuma:
        problems.append(
            first.problem(
                f"{first.key} and vnuma both say what vnodes the domain has", on_key=True,
                hint="keep vnuma = [[…]], or the keys of 2013 (vnodes, vnumamem, …)",
            )
        )  # fmt: skip
        return None
    if type_ != "pv" or not options.pv_vnuma:
        why = (
            f"is read for PV domains only, and this one is {type_}" if type_ != "pv"
            else f"has no effect: Xen {options.xen} ignores the vNUMA keys of 2013"
        )  # fmt: skip
        problems.append(
            first.problem(
                f"{first.key} {why}", on_key=True, severity="warning",
                hint='for vNUMA here use vnuma = [[…]] with type = "hvm"',
            )
        )  # fmt: skip
        return None
    if "vnodes" not in settings:
        problems.append(
            first.problem(
                f"{first.key} is given without vnodes; the domain gets no vNUMA", on_key=True,
                severity="warning", hint="add vnodes = N",
            )
        )  # fmt: skip
        return None
    from xlpy.config.vnuma2013 import Reader

    reader = Reader(settings, problems, strict=options.strict)
    return reader.read(max_vcpus=sized.max_vcpus, max_mib=sized.max_mib)
