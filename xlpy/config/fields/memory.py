"""How much memory, and of what kind."""

from xlpy.config.keys import Key, key, mebibytes
from xlpy.config.model_parts import Data, VnumaList


class Memory:
    """Memory."""

    memory_mib: int | None = mebibytes(
        "memory", "b_info.target_memkb", "Memory the domain starts with.",
        default="maxmem; 32 where that is absent",
    )  # fmt: skip
    maxmem_mib: int | None = mebibytes(
        "maxmem", "b_info.max_memkb", "Memory the domain can grow to. vNUMA divides this much among"
        " the vnodes.", default="memory", own=True,
    )  # fmt: skip
    shadow_memory_mib: int | None = mebibytes(
        "shadow_memory", "b_info.shadow_memkb", "Memory for Xen's tables of the domain's memory.",
        default="computed from maxmem and maxvcpus", domains="hvm, pvh",
    )  # fmt: skip
    videoram_mib: int | None = mebibytes(
        "videoram", "b_info.video_memkb", "Memory of the display adapter. It is part of the"
        " domain's memory; with vNUMA the first vnode pays for it.", domains="hvm",
        default="16 for stdvga, 8 for cirrus, 128 for qxl, 0 for none",
        values="at least the default",
    )  # fmt: skip
    vnuma_nodes: VnumaList | None = key(
        Key(
            name="vnuma", kind="list of lists", default="no vNUMA", json="b_info.vnuma_nodes",
            values='a list of texts per vnode: "pnode=N", "size=MIB", "vcpus=0-3,8",'
            ' "vdistances=10,20"',
            since="4.6", meaning="Virtual NUMA nodes. Their sizes add up to maxmem, their vcpus to"
            " maxvcpus; where these are absent, they take their place.", own=True,
        ),
        None,
    )  # fmt: skip
    llc_colors: Data = key(
        Key(
            name="llc_colors", kind="list of strings", default="the host's", values='"N", "A-B"',
            json="b_info.llc_colors", domains="Arm", since="4.20",
            meaning="Colours of the last cache that the domain's memory has.",
        ),
        None,
    )  # fmt: skip
