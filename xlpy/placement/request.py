"""What placement is asked: a domain's needs, without its devices."""

from __future__ import annotations

from typing import NamedTuple


class VnodeRequest(NamedTuple):
    """A vnode to place: MiB of memory and the vcpus that live there."""

    size_mib: int
    vcpus: tuple[int, ...]


class Request(NamedTuple):
    """A domain to place.

    `target_kib` is `memory=`, `max_kib` is `maxmem=`. `cpus_form` tells how `cpus=` was given; `hard`
    is the hard affinity per vcpu. `vnodemap` is the pnode that the keys of 2013 ask for each vnode, None
    where left to us; `pnodes` what `vnuma=` asks, entry by entry, and empty without `vnuma=`.
    """

    name: str
    type: str
    max_vcpus: int
    target_kib: int
    max_kib: int
    pool: str
    hard: tuple[tuple[int, ...], ...]
    cpus_form: str | None = None
    soft_given: bool = False
    vnodes: tuple[VnodeRequest, ...] = ()
    vnodemap: tuple[int, ...] | None = None
    autoplacement: bool = True
    pnodes: tuple[int | None, ...] = ()

    @property
    def names_pnodes(self) -> bool:
        """Whether some vnode of `vnuma=` says where it wants to lie; that switches libxl's search off."""
        return any(pnode is not None for pnode in self.pnodes)
