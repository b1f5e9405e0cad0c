"""Parts of the domain configuration, frozen: affinity and the two kinds of vNUMA."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from xlpy.config.keys import Key, key
from xlpy.machine.vnuma import Origin

if TYPE_CHECKING:
    from xlpy.errors import Problem

    Origins = Mapping[str, Origin]
    Where = Problem | None
    Data = Any  # a value as libxl's JSON has it, None where absent
else:
    Origins = Where = Data = Any  # pydantic needs 13 ms to learn types that only our own code fills


class Model(BaseModel):
    """What all of them are: frozen, and not built before it is needed."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class CpuText(Model):
    """One text of `cpus=` or `cpus_soft=`; `where` is a problem without a text, at its place."""

    text: str
    where: Where = None


class Cpus(Model):
    """`cpus=` or `cpus_soft=`: one text for every vcpu (`string`), or item i for vcpu i (`list`)."""

    form: Literal["string", "list"]
    items: tuple[CpuText | None, ...]


class VnumaConfig(Model):
    """A domain's vNUMA as the keys of 2013 resolve to: every value decided but the pnodes."""

    vnodes: int = key(
        Key(
            name="vnodes", kind="integer", default="0, no vNUMA", values="1 to 1024", types=("pv",),
            since="the series of 2013",
            meaning="Number of virtual NUMA nodes. There must be at least as many vcpus.",
        )
    )  # fmt: skip
    sizes: tuple[int, ...] = key(
        Key(
            name="vnumamem", kind="list of integers", unit="MiB", types=("pv",),
            default="equal parts; the last vnode gets what is left over",
            values="one per vnode, each at least 64; together as much as maxmem (or memory)",
            since="the series of 2013", meaning="Memory of each vnode.",
        )
    )  # fmt: skip
    distances: tuple[int, ...] = key(
        Key(
            name="vdistance", kind="list of integers", types=("pv",), default="[10, 20]",
            values="[local, remote] with local < remote, or the whole matrix row by row",
            since="the series of 2013",
            meaning="Distances between vnodes, as in the ACPI SLIT: 10 is local. Linux uses them"
            " only when every vnode's distance to itself is 10 and to the others is larger.",
        )
    )  # fmt: skip
    vcpu_map: tuple[int, ...] = key(
        Key(
            name="vnuma_vcpumap", kind="list of integers", types=("pv",),
            default="round robin: vcpu i lies on vnode i modulo vnodes",
            values="one vnode number per vcpu (maxvcpus of them); every vnode at least once",
            since="the series of 2013", meaning="The vnode of each vcpu.",
        )
    )  # fmt: skip
    vnodemap: tuple[int, ...] | None = key(
        Key(
            name="vnuma_vnodemap", kind="list of integers", types=("pv",),
            default="automatic", values="one number of a physical node per vnode",
            since="the series of 2013",
            meaning="The physical node each vnode's memory lies on. A map that the host cannot"
            " satisfy is replaced by automatic placement (or refused, see vnuma_autoplacement).",
        ),
        None,
    )  # fmt: skip
    autoplacement: bool = key(
        Key(
            name="vnuma_autoplacement", kind="boolean", types=("pv",),
            default="0 under --vnuma-compat=strict, else 1", values="0 or 1",
            since="version 3 of the series",
            meaning="Whether nodes are chosen automatically where vnuma_vnodemap is missing or"
            " cannot be used.",
        ),
        True,
    )  # fmt: skip
    origins: Origins = Field(default_factory=dict)
    vnodemap_where: Where = None
    """A problem without a text at the map's place, for what the host has to say about it."""


class VnodeConfig(Model):
    """One vnode of `vnuma=`. `vcpus` are those recorded, `distances` one for each vnode.

    `pnode` is None where none is named. `size_given` and `distances_given` tell a default, 0, from
    a 0 that was written. `where` is a problem without a text, at the vnode's place.
    """

    pnode: int | None = None
    size_mib: int = 0
    size_given: bool = False
    vcpus: tuple[int, ...] = ()
    distances: tuple[int, ...] = ()
    distances_given: int = 0
    where: Where = None


class VnumaList(Model):
    """`vnuma=`: the vnodes, and the sums that decide memory and vcpus of the domain.

    As in xl these count everything written: a vnode with two sizes counts both.
    """

    nodes: tuple[VnodeConfig, ...]
    total_mib: int
    total_vcpus: int
    where: Where = None

    @property
    def names_pnodes(self) -> bool:
        """Whether some vnode says where it wants to be, which ends automatic placement."""
        return any(node.pnode is not None for node in self.nodes)
