"""The names of the keys: of xl, of the series of 2013, and names that look like one."""

from xlpy.config.keys import rows
from xlpy.config.model import DomainConfig, VnumaConfig

KNOWN_KEYS = frozenset(row.name for row in rows(DomainConfig))
"""Every key that xl reads from a domain configuration, in 4.17 or later."""

VNUMA_KEYS = tuple(row.name for row in rows(VnumaConfig))
"""The keys of the series of 2013, which no release of xl reads."""

LEGACY_VNUMA_KEYS = {
    "vnuma_nodes": "vnodes",
    "vnuma_mem": "vnumamem",
    "vnuma_distance": "vdistance",
    "vcpu_to_vnode": "vnuma_vcpumap",
    "vnode_to_pnode": "vnuma_vnodemap",
}
"""Names from the series' manual and examples that its own parser never read."""
