"""The machine that an HVM domain sees, apart from display and small devices."""

from typing import Any

from xlpy.config import keys
from xlpy.config.keys import Key, key, mebibytes, number, text, word
from xlpy.config.model_parts import Data

_HVM = "b_info.type.hvm"


def switch(name: str, meaning: str, json: str = "", **row: Any) -> Any:
    """A boolean that stands under its own name unless told otherwise."""
    return keys.switch(name, json or f"{_HVM}.{name}", meaning, **row)


class Platform:
    """Platform."""

    pae: bool | None = switch("pae", "Whether 32-bit kernels can use PAE.", default="1")
    acpi: bool | None = switch(
        "acpi", "Whether there are ACPI tables. NUMA tables are among them.", "b_info.acpi",
        default="1 for hvm", domains="hvm, pvh, Arm",
    )  # fmt: skip
    acpi_s3: bool | None = switch(
        "acpi_s3", "Whether it can suspend to memory.", default="1", since="4.2"
    )
    acpi_s4: bool | None = switch(
        "acpi_s4", "Whether it can suspend to disk.", default="1", since="4.2"
    )
    acpi_laptop_slate: bool | None = switch(
        "acpi_laptop_slate", "Whether there is the switch of a laptop that folds to a tablet.",
        default="0", since="4.9",
    )  # fmt: skip
    apic: bool | None = switch(
        "apic", "Whether there are local interrupt controllers.", "b_info.apic", default="1",
        types=("hvm",),
    )  # fmt: skip
    nx: bool | None = switch("nx", "Whether pages can be marked as not executable.", default="1")
    nestedhvm: bool | None = switch(
        "nestedhvm", "Whether the domain can itself run HVM domains.", "b_info.nested_hvm",
        default="0", domains="hvm, pvh", since="4.2",
    )  # fmt: skip
    viridian: Data = key(
        Key(
            name="viridian", kind="list or boolean", default="0", json=f"{_HVM}.viridian",
            values='a list of groups, "!GROUP" without one; 1 for the usual ones', own=True,
            meaning="Interfaces of Hyper-V, which Windows knows how to use.",
        ),
        None,
    )  # fmt: skip
    mmio_hole_mib: int | None = mebibytes(
        "mmio_hole", f"{_HVM}.mmio_hole_memkb",
        "Addresses below 4 GiB kept free of memory, for devices.", since="4.5",
        default="256, the firmware may make it larger", values="256 to 3840", limits=(256, 3840),
    )  # fmt: skip
    altp2m: str | None = word(
        "altp2m", "b_info.altp2m", "Several views of the domain's memory, and who may switch them.",
        "disabled mixed external limited", default="disabled", fold=True, numbered=True,
        domains="hvm", since="4.9",
    )  # fmt: skip
    altp2mhvm: bool | None = switch(
        "altp2mhvm", "The same in the words of Xen 4.6.", f"{_HVM}.altp2m", default="0",
        deprecated_by="altp2m", since="4.6",
    )  # fmt: skip
    altp2m_count: int | None = number(
        "altp2m_count", "b_info.altp2m_count", "How many such views there can be.", since="4.21",
        values="0 to 65535", default="10 with altp2m", domains="hvm",
    )  # fmt: skip
    smbios: Data = key(
        Key(
            name="smbios", kind="list of strings", default="none", values='"TYPE=TEXT"',
            json=f"{_HVM}.smbios", since="4.18",
            meaning="Texts of the SMBIOS tables, such as the machine's maker and serial number.",
        ),
        None,
    )  # fmt: skip
    smbios_firmware: str | None = text(
        "smbios_firmware", f"{_HVM}.smbios_firmware", "SMBIOS tables to be added.", values="path",
        since="4.3",
    )  # fmt: skip
    acpi_firmware: str | None = text(
        "acpi_firmware", f"{_HVM}.acpi_firmware", "ACPI tables to be added.", values="path",
        since="4.3",
    )  # fmt: skip
    ms_vm_genid: tuple[int, ...] | None = word(
        "ms_vm_genid", f"{_HVM}.ms_vm_genid", "A number that tells Windows that it was copied or"
        " restored; generate makes a random one.", "none generate", default="none", since="4.5",
        own=True,
    )  # fmt: skip
    mca_caps: tuple[str, ...] | None = key(
        Key(
            name="mca_caps", kind="list of strings", default="none", values="lmce", since="4.10",
            json=f"{_HVM}.mca_caps", meaning="What machine checks the domain sees.", own=True,
            exit_code=3, strict=True, words={"lmce": "1"},
        ),
        None,
    )  # fmt: skip
    hvm_pirq: bool | None = switch(
        "hvm_pirq", "Whether interrupts can be routed over event channels.", f"{_HVM}.pirq",
        default="0", since="4.19",
    )  # fmt: skip
    xen_platform_pci: bool | None = switch(
        "xen_platform_pci", "Whether there is the PCI device that Xen's drivers look for.",
        default="1",
    )  # fmt: skip
    xen_platform_pci_bar_uc: bool | None = switch(
        "xen_platform_pci_bar_uc", "Whether that device's memory is left uncached.", default="1",
        since="4.21",
    )  # fmt: skip
    vendor_device: str | None = word(
        "vendor_device", f"{_HVM}.vendor_device", "A PCI device by which Windows finds drivers.",
        "none xenserver", default="none", fold=True, exit_code=3, since="4.4",
    )  # fmt: skip
    hdtype: str | None = word(
        "hdtype", f"{_HVM}.hdtype", "Controller that emulated disks hang on.", "ide ahci",
        default="ide", fold=True, since="4.6",
    )  # fmt: skip
    trap_unmapped_accesses: bool | None = switch(
        "trap_unmapped_accesses", "Whether accesses to nothing trap, or read as all ones.",
        "b_info.trap_unmapped_accesses", default="1", domains="Arm", since="4.21",
    )  # fmt: skip
    e820_host: bool | None = switch(
        "e820_host", "Whether the domain's memory has the holes that the host's has.",
        "b_info.type.pv.e820_host", default="0; 1 with pci devices", since="4.2",
    )  # fmt: skip
