"""What the domain is and who may do what with it."""

from typing import Literal

from xlpy.config.keys import WORD, Key, key, number, switch, text, word
from xlpy.config.model_parts import Data

GuestType = Literal["pv", "hvm", "pvh"]


class General:
    """The domain."""

    name: str = key(
        Key(
            name="name", kind="string", default="must be given", values="any text", strict=True,
            json="c_info.name", meaning="Name of the domain, unique on its host.",
        )
    )  # fmt: skip
    type: GuestType = key(
        Key(
            name="type", kind=WORD, default="pv", values="pv, pvh, hvm (or a beginning of it)",
            json="c_info.type", since="4.10", meaning="Kind of virtualisation.",
        ),
        "pv",
    )  # fmt: skip
    builder: str | None = key(
        Key(
            name="builder", kind=WORD, default="none", values="hvm, generic (pv)", own=True,
            json="c_info.type", deprecated_by="type", meaning="Older spelling of type.",
        ),
        None,
    )  # fmt: skip
    uuid: str = key(
        Key(
            name="uuid", kind="string", default="random", json="c_info.uuid",
            values="8-4-4-4-12 hexadecimal digits with dashes", meaning="Identity of the domain.",
        )
    )  # fmt: skip
    pool: str | None = text(
        "pool", "c_info.pool_name", "Cpupool the domain starts in.",
        default="Pool-0", values="name of a cpupool",
    )  # fmt: skip
    hap: bool | None = switch(
        "hap", "c_info.hap",
        "Whether the hardware translates the domain's addresses (hardware assisted paging).",
        default="on where the hardware has it", domains="hvm, pvh",
    )  # fmt: skip
    oos: bool | None = switch(
        "oos", "c_info.oos",
        "Without hap: whether Xen may leave copied page tables behind the domain's own for a while.",
        default="1", domains="hvm, pvh",
    )  # fmt: skip
    init_seclabel: str | None = text(
        "init_seclabel", "c_info.ssid_label", "Security label while the domain is built.",
        values="a label of the XSM policy", since="4.3", own=True,
    )  # fmt: skip
    seclabel: str | None = text(
        "seclabel", "c_info.ssid_label", "Security label of the domain.", own=True,
        values="a label of the XSM policy", since="4.2",
        note="With init_seclabel it is b_info.exec_ssid_label.",
    )  # fmt: skip
    driver_domain: bool | None = switch(
        "driver_domain", "c_info.driver_domain",
        "Whether the domain serves devices to others.", default="0", since="4.4",
    )  # fmt: skip
    passthrough: str | None = word(
        "passthrough", "c_info.passthrough",
        "How the domain's devices reach memory: not at all, through tables of their own, or through"
        " those of the processor.",
        "default disabled enabled sync_pt share_pt", default="default", fold=True, since="4.13",
    )  # fmt: skip
    xend_suspend_evtchn_compat: bool | None = switch(
        "xend_suspend_evtchn_compat", "c_info.xend_suspend_evtchn_compat",
        "Whether xenstore has the suspend channel where xend put it.", default="0", since="4.14",
    )  # fmt: skip
    nomigrate: bool | None = switch(
        "nomigrate", "b_info.disable_migrate",
        "Forbids to move the domain, so that it may have features that cannot be moved.",
        default="0",
    )  # fmt: skip
    xenstore_feature_mask: int | None = number(
        "xenstore_feature_mask", "b_info.xenstore_feature_mask",
        "Features of Xenstore that the domain can see, as bits.", default="all", since="4.21",
        values="sum of 1, 2, 4, 8",
    )  # fmt: skip
    xenstore_quota: Data = key(
        Key(
            name="xenstore_quota", kind="list of strings", default="those of Xenstore",
            values='"NAME=NUMBER"', json="b_info.xenstore_quota", since="4.22",
            meaning="Limits of what the domain can store in Xenstore.",
        ),
        None,
    )  # fmt: skip
