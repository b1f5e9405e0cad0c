"""One row per command: `xl help` prints from here without importing the command.

Names, order, summaries and usages are those of xl 4.17 to the byte, because scripts and shell
completion read them; `option_texts.py` holds the option blocks. Our own commands stand in OWN: they
take no part in prefix matching and `xl help` does not show them, `xlpy help` does.
"""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """A command. `target` is `module:function`, None where this version does not have it yet."""

    name: str
    target: str | None
    dry_run: bool
    modifies: bool
    summary: str
    usage: str


# fmt: off
COMMANDS = (
    Row("create", "xlpy.cli.lifecycle:create", True, True, "Create a domain from config file <filename>", "<ConfigFile> [options] [vars]"),
    Row("config-update", None, True, True, "Update a running domain's saved configuration, used when rebuilding the domain after reboot.\nWARNING: xl now has better capability to manage domain configuration, avoid using this command when possible", "<Domain> <ConfigFile> [options] [vars]"),
    Row("list", "xlpy.cli.info:list_domains", False, False, "List information about all/some domains", "[options] [Domain]\n"),
    Row("destroy", "xlpy.cli.lifecycle:destroy", False, True, "Terminate a domain immediately", "[options] <Domain>\n"),
    Row("shutdown", None, False, True, "Issue a shutdown signal to a domain", "[options] <-a|Domain>"),
    Row("reboot", None, False, True, "Issue a reboot signal to a domain", "[options] <-a|Domain>"),
    Row("pci-attach", None, False, True, "Insert a new pass-through pci device", "<Domain> <PCI_SPEC_STRING>"),
    Row("pci-detach", None, False, True, "Remove a domain's pass-through pci device", "<Domain> <PCI_SPEC_STRING>"),
    Row("pci-list", None, False, False, "List pass-through pci devices for a domain", "<Domain>"),
    Row("pci-assignable-add", None, False, True, "Make a device assignable for pci-passthru", "[options] <BDF>"),
    Row("pci-assignable-remove", None, False, True, "Remove a device from being assignable", "[options] <BDF>|NAME"),
    Row("pci-assignable-list", None, False, False, "List all the assignable pci devices", "[options]"),
    Row("pause", "xlpy.cli.lifecycle:pause", False, True, "Pause execution of a domain", "<Domain>"),
    Row("unpause", "xlpy.cli.lifecycle:unpause", False, True, "Unpause a paused domain", "<Domain>"),
    Row("console", None, False, False, "Attach to domain's console", "[options] <Domain>\n-t <type>       console type, pv , serial or vuart\n-n <number>     console number"),
    Row("vncviewer", None, False, False, "Attach to domain's VNC server.", "[options] <Domain>\n--autopass               Pass VNC password to viewer via stdin and\n                         -autopass\n--vncviewer-autopass     (consistency alias for --autopass)"),
    Row("save", None, False, True, "Save a domain state to restore later", "[options] <Domain> <CheckpointFile> [<ConfigFile>]"),
    Row("migrate", None, False, True, "Migrate a domain to another host", "[options] <Domain> <host>"),
    Row("restore", None, False, True, "Restore a domain from a saved state", "[options] [<ConfigFile>] <CheckpointFile>"),
    Row("migrate-receive", None, False, True, "Restore a domain from a saved state", "- for internal use only"),
    Row("dump-core", None, False, True, "Core dump a domain", "<Domain> <filename>"),
    Row("cd-insert", None, True, True, "Insert a cdrom into a guest's cd drive", "<Domain> <VirtualDevice> <path>"),
    Row("cd-eject", None, True, True, "Eject a cdrom from a guest's cd drive", "<Domain> <VirtualDevice>"),
    Row("mem-max", None, False, True, "Set the maximum amount reservation for a domain", "<Domain> <MemMB['b'[bytes]|'k'[KB]|'m'[MB]|'g'[GB]|'t'[TB]]>"),
    Row("mem-set", None, False, True, "Set the current memory usage for a domain", "<Domain> <MemMB['b'[bytes]|'k'[KB]|'m'[MB]|'g'[GB]|'t'[TB]]>"),
    Row("button-press", None, False, True, "Indicate an ACPI button press to the domain", "<Domain> <Button>"),
    Row("vcpu-list", "xlpy.cli.vcpu:vcpu_list", False, False, "List the VCPUs for all/some domains", "[Domain, ...]"),
    Row("vcpu-pin", "xlpy.cli.pin:vcpu_pin", True, True, "Set which CPUs a VCPU can use", "[option] <Domain> <VCPU|all> <Hard affinity|-|all> <Soft affinity|-|all>"),
    Row("vcpu-set", None, False, True, "Set the number of active VCPUs allowed for the domain", "[option] <Domain> <vCPUs>"),
    Row("vm-list", "xlpy.cli.info:vm_list", False, False, "List guest domains, excluding dom0, stubdoms, etc.", ""),
    Row("info", "xlpy.cli.hostinfo:info", False, False, "Get information about Xen host", "-n, --numa         List host NUMA topology information"),
    Row("sharing", "xlpy.cli.info:sharing", False, False, "Get information about page sharing", "[Domain]"),
    Row("sched-credit", None, False, True, "Get/set credit scheduler parameters", "[-d <Domain> [-w[=WEIGHT]|-c[=CAP]]] [-s [-t TSLICE] [-r RATELIMIT]] [-p CPUPOOL]"),
    Row("sched-credit2", None, False, True, "Get/set credit2 scheduler parameters", "[-d <Domain> [-w[=WEIGHT]]] [-p CPUPOOL]"),
    Row("sched-rtds", None, False, True, "Get/set rtds scheduler parameters", "[-d <Domain> [-v[=VCPUID/all]] [-p[=PERIOD]] [-b[=BUDGET]] [-e[=Extratime]]]"),
    Row("domid", "xlpy.cli.info:domid", False, False, "Convert a domain name to domain id", "<DomainName>"),
    Row("domname", "xlpy.cli.info:domname", False, False, "Convert a domain id to domain name", "<DomainId>"),
    Row("rename", None, False, True, "Rename a domain", "<Domain> <NewDomainName>"),
    Row("trigger", None, False, True, "Send a trigger to a domain", "<Domain> <nmi|reset|init|power|sleep|s3resume> [<VCPU>]"),
    Row("sysrq", None, False, True, "Send a sysrq to a domain", "<Domain> <letter>"),
    Row("debug-keys", "xlpy.cli.info:debug_keys", False, True, "Send debug keys to Xen", "<Keys>"),
    Row("set-parameters", None, False, True, "Set hypervisor parameters", "<Params>"),
    Row("dmesg", "xlpy.cli.info:dmesg", False, False, "Read and/or clear dmesg buffer", "[-c]"),
    Row("top", None, False, False, "Monitor a host and the domains in real time", ""),
    Row("network-attach", "xlpy.cli.attach:network_attach", True, True, "Create a new virtual network device", "<Domain> [type=<type>] [mac=<mac>] [bridge=<bridge>] [ip=<ip>] [script=<script>] [backend=<BackDomain>] [vifname=<name>] [rate=<rate>] [model=<model>] [accel=<accel>] [mtu=<mtu>]"),
    Row("network-list", None, False, False, "List virtual network interfaces for a domain", "<Domain(s)>"),
    Row("network-detach", None, False, True, "Destroy a domain's virtual network device", "<Domain> <DevId|mac>"),
    Row("channel-list", None, False, False, "List virtual channel devices for a domain", "<Domain(s)>"),
    Row("block-attach", "xlpy.cli.attach:block_attach", True, True, "Create a new virtual block device", "<Domain> <disk-spec-component(s)>..."),
    Row("block-list", None, False, False, "List virtual block devices for a domain", "<Domain(s)>"),
    Row("block-detach", None, False, True, "Destroy a domain's virtual block device", "[option] <Domain> <DevId>"),
    Row("vtpm-attach", "xlpy.cli.attach:vtpm_attach", True, True, "Create a new virtual TPM device", "<Domain> [uuid=<uuid>] [backend=<BackDomain>]"),
    Row("vtpm-list", None, False, False, "List virtual TPM devices for a domain", "<Domain(s)>"),
    Row("vtpm-detach", None, False, True, "Destroy a domain's virtual TPM device", "<Domain> <DevId|uuid>"),
    Row("vkb-attach", "xlpy.cli.attach:vkb_attach", True, True, "Create a new virtual keyboard device", "<Domain> <vkb-spec-component(s)>..."),
    Row("vkb-list", None, False, False, "List virtual keyboard devices for a domain", "<Domain(s)>"),
    Row("vkb-detach", None, False, True, "Destroy a domain's virtual keyboard device", "<Domain> <DevId>"),
    Row("vdispl-attach", "xlpy.cli.attach:vdispl_attach", True, True, "Create a new virtual display device", "<Domain> [backend=<BackDomain>] [be-alloc=<BackAlloc>] [connectors='<Connectors>']"),
    Row("vdispl-list", None, False, False, "List virtual display devices for a domain", "<Domain(s)>"),
    Row("vdispl-detach", None, False, True, "Destroy a domain's virtual display device", "<Domain> <DevId>"),
    Row("vsnd-attach", "xlpy.cli.attach:vsnd_attach", True, True, "Create a new virtual sound device", "<Domain> <vsnd-spec-component(s)>..."),
    Row("vsnd-list", None, False, False, "List virtual display devices for a domain", "<Domain(s)>"),
    Row("vsnd-detach", None, False, True, "Destroy a domain's virtual sound device", "<Domain> <DevId>"),
    Row("uptime", "xlpy.cli.hostinfo:uptime", False, False, "Print uptime for all/some domains", "[-s] [Domain]"),
    Row("claims", "xlpy.cli.info:claims", False, False, "List outstanding claim information about all domains", ""),
    Row("cpupool-create", None, True, True, "Create a new CPU pool", "[options] [<ConfigFile>] [Variable=value ...]"),
    Row("cpupool-list", "xlpy.cli.cpupool:cpupool_list", False, False, "List CPU pools on host", "[-c|--cpus] [<CPU Pool>]"),
    Row("cpupool-destroy", None, False, True, "Deactivates a CPU pool", "<CPU Pool>"),
    Row("cpupool-rename", None, False, True, "Renames a CPU pool", "<CPU Pool> <new name>"),
    Row("cpupool-cpu-add", None, False, True, "Adds a CPU to a CPU pool", "<CPU Pool> <CPU nr>|node:<node nr>"),
    Row("cpupool-cpu-remove", None, False, True, "Removes a CPU from a CPU pool", "<CPU Pool> <CPU nr>|node:<node nr>"),
    Row("cpupool-migrate", None, False, True, "Moves a domain into a CPU pool", "<Domain> <CPU Pool>"),
    Row("cpupool-numa-split", None, False, True, "Splits up the machine into one CPU pool per NUMA node", ""),
    Row("getenforce", None, False, False, "Returns the current enforcing mode of the Flask Xen security module", ""),
    Row("setenforce", None, False, True, "Sets the current enforcing mode of the Flask Xen security module", "<1|0|Enforcing|Permissive>"),
    Row("loadpolicy", None, False, True, "Loads a new policy into the Flask Xen security module", "<policy file>"),
    Row("remus", None, False, True, "Enable Remus HA for domain", "[options] <Domain> [<host>]"),
    Row("devd", None, False, True, "Daemon that listens for devices and launches backends", "[options]"),
    Row("psr-hwinfo", None, False, True, "Show hardware information for Platform Shared Resource", "[options]"),
    Row("psr-cmt-attach", None, False, True, "Attach Cache Monitoring Technology service to a domain", "<Domain>"),
    Row("psr-cmt-detach", None, False, True, "Detach Cache Monitoring Technology service from a domain", "<Domain>"),
    Row("psr-cmt-show", None, False, True, "Show Cache Monitoring Technology information", "<PSR-CMT-Type> <Domain>"),
    Row("psr-cat-set", None, False, True, "Set cache capacity bitmasks(CBM) for a domain", "[options] <Domain> <CBM>"),
    Row("psr-cat-show", None, False, True, "Show Cache Allocation Technology information", "[options] <Domain>"),
    Row("psr-mba-set", None, False, True, "Set throttling value (THRTL) for a domain", "[options] <Domain> <THRTL>"),
    Row("psr-mba-show", None, False, True, "Show Memory Bandwidth Allocation information", "<Domain>"),
    Row("usbctrl-attach", None, False, True, "Create a virtual USB controller for a domain", "<Domain> [type=pv] [version=<version>] [ports=<number>]"),
    Row("usbctrl-detach", None, False, True, "Remove the virtual USB controller specified by <DevId> for a domain", "<Domain> <DevId>"),
    Row("usbdev-attach", None, False, True, "Attach a USB device to a domain", "<Domain> hostbus=<busnum> hostaddr=<devnum> [controller=<DevId> [port=<port>]]"),
    Row("usbdev-detach", None, False, True, "Detach a USB device from a domain", "<Domain> <controller> <port>"),
    Row("usb-list", None, False, False, "List information about all USB controllers and devices for a domain", "<Domain>"),
    Row("qemu-monitor-command", None, False, True, "Issue a qemu monitor command to the device model of a domain", "<Domain> <Command>"),
)

OWN = (
    Row("vnuma-info", "xlpy.cli.vnuma:vnuma_info", False, False, "Show a domain's virtual NUMA nodes, where they really lie, and why", "[Domain]"),
    Row("check", "xlpy.cli.check:check", False, False, "Check configurations without creating anything", "[--strict] [--json] <File|Folder> ..."),
    Row("explain", "xlpy.cli.check:explain", False, False, "Say what a rule of xl check, or a key of xl.cfg, means", "<Rule|Key> ..."),
    Row("settings", "xlpy.cli.settings:settings", False, False, "Print what the configuration language makes of files, one JSON line each", "<File> ..."),
    Row("schema", "xlpy.cli.schema:schema", False, False, "Print the keys of xl.cfg as a JSON Schema", ""),
    Row("completion", "xlpy.cli.schema:completion", False, False, "Print the completion script of a shell", "<bash|zsh|fish>"),
    Row("convert", "xlpy.cli.convert:convert", False, True, "Rewrite configurations in canonical form, or their vNUMA in its other form", "[options] <File|-> ..."),
    Row("host", "xlpy.cli.host:host", False, True, "Set up and show the embedded host", "init <Profile> [--force] | show [--json] | list"),
)
# fmt: on
