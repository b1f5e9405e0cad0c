"""`xl vm-list` and `xl sharing`."""

from __future__ import annotations

from collections.abc import Iterable

from xlpy.machine.domain import Domain
from xlpy.machine.summary import DomainSummary
from xlpy.machine.topology import PAGES_PER_MIB

VM_HEADER = "UUID                                  ID    name"
SHARING_HEADER = f"{'Name':<40}    ID   Mem Shared"


def vm_list(domains: Iterable[Domain]) -> str:
    """The header and a row per domain: UUID, domid, name."""
    rows = (f"{domain.uuid}  {domain.domid}    {domain.name:<30}" for domain in domains)
    return "".join(f"{line}\n" for line in (VM_HEADER, *rows))


def sharing_table(domains: Iterable[DomainSummary]) -> str:
    """The header and a row per domain: name, domid, MiB, MiB shared. No page is ever shared."""
    rows = (
        f"{domain.name:<40} {domain.domid:5d} {domain.pages // PAGES_PER_MIB:5d}  {0:5d}"
        for domain in domains
    )
    return "".join(f"{line}\n" for line in (SHARING_HEADER, *rows))
