"""Vcpus, where they run and what they see of the processor; limits of the domain's interface."""

from xlpy.config.keys import Key, key, number, switch
from xlpy.config.model_parts import Cpus, Data

_INT_MAX = (1 << 31) - 1


class Vcpus:
    """Processors."""

    vcpus: int | None = key(
        Key(
            name="vcpus", kind="integer", default="1", json="b_info.avail_vcpus", own=True,
            meaning="Vcpus online when the domain starts.",
        ),
        None,
    )  # fmt: skip
    maxvcpus: int | None = key(
        Key(
            name="maxvcpus", kind="integer", default="vcpus", json="b_info.max_vcpus", own=True,
            values="at least vcpus", meaning="Vcpus the domain can have.",
        ),
        None,
    )  # fmt: skip
    cpus: Cpus | None = key(
        Key(
            name="cpus", kind="string or list", default="all", own=True,
            values='CPU ranges: "0-3,^2", "node:1", "nodes:0-1", "all"; a list gives one per vcpu',
            json="b_info.vcpu_hard_affinity",
            meaning="CPUs each vcpu may use. Only read where vcpus, maxvcpus or vnuma says how many"
            " vcpus there are.",
        ),
        None,
    )  # fmt: skip
    cpus_soft: Cpus | None = key(
        Key(
            name="cpus_soft", kind="string or list", default="what placement chooses", own=True,
            values="as for cpus", json="b_info.vcpu_soft_affinity", since="4.5",
            meaning="CPUs each vcpu prefers. Given in any form, it ends automatic placement.",
        ),
        None,
    )  # fmt: skip
    cpuid: Data = key(
        Key(
            name="cpuid", kind="string or list", default="the host's features", json="b_info.cpuid",
            values='"host,NAME=VALUE,…", or a list of "LEAF[,SUBLEAF]:eax=…,ebx=…"',
            domains="x86", meaning="What the domain sees of the processor's features.",
        ),
        None,
    )  # fmt: skip
    msr_relaxed: bool | None = switch(
        "msr_relaxed", "b_info.arch_x86.msr_relaxed",
        "Lets accesses to registers that Xen does not know pass, as it once did. It will be removed.",
        default="0", domains="x86", since="4.15",
    )  # fmt: skip
    vpmu: bool | None = switch(
        "vpmu", "b_info.vpmu", "Whether the domain may use the performance counters.",
        default="0", domains="Arm", since="4.16",
    )  # fmt: skip
    vmtrace_buf_kb: int | None = number(
        "vmtrace_buf_kb", "b_info.vmtrace_buf_kb", "Buffer for tracing each vcpu.", unit="KiB",
        values="0, or a power of two from 4 to 16384", default="0", domains="hvm", since="4.15",
    )  # fmt: skip


class Limits:
    """Limits."""

    max_grant_frames: int | None = number(
        "max_grant_frames", "b_info.max_grant_frames", "Most frames of the grant table.",
        values="0 to 2147483647", default="the hypervisor's", limits=(0, _INT_MAX), strict=True,
        unset=None, since="4.10",
    )  # fmt: skip
    max_maptrack_frames: int | None = number(
        "max_maptrack_frames", "b_info.max_maptrack_frames",
        "Most frames that keep track of what the domain has mapped.", values="0 to 2147483647",
        default="the hypervisor's", limits=(0, _INT_MAX), strict=True, unset=None, since="4.10",
    )  # fmt: skip
    max_grant_version: int | None = number(
        "max_grant_version", "b_info.max_grant_version", "Newest version of the grant table.",
        values="0, 1, 2", default="the newest", limits=(0, _INT_MAX), strict=True, unset=None,
        since="4.16",
    )  # fmt: skip
    max_event_channels: int | None = number(
        "max_event_channels", "b_info.event_channels", "Most event channels of the domain.",
        default="1023", bits=32, since="4.4",
    )  # fmt: skip
