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

REMOVED_KEYS = {
    "cpu": 'write cpus = "N"; some tools write cpu where one CPU is meant',
    "cpu_cap": "write cap",
    "on_shutdown": "write on_poweroff",
    "pvh": 'write type = "pvh"',
    "dhcp": "what the kernel shall do with its network is said in cmdline (ip=…)",
    "ip": "what the kernel shall do with its network is said in cmdline (ip=…), or in vif",
    "netmask": "what the kernel shall do with its network is said in cmdline (ip=…)",
    "gateway": "what the kernel shall do with its network is said in cmdline (ip=…)",
    "hostname": "the domain's name is name; its host name is its own affair",
    "vscsi": "xl attaches no SCSI devices",
    "usbport": "write usbdev",
    "access_control": "write seclabel",
    "features": "xl takes none",
    "guest_os_type": "xl has no use for it",
    "vhpt": "it was for Itanium",
    "blkif": "write driver_domain",
    "netif": "write driver_domain",
    "tpmif": "write driver_domain",
}
"""Keys of xm and of older tools that people still write, and what does their work now."""
