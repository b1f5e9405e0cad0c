"""What only domains on Arm can have."""

from xlpy.config.keys import Key, key, number, word
from xlpy.config.model_parts import Data

_ARM = "b_info.arch_arm"


class Arm:
    """Arm."""

    gic_version: str | None = word(
        "gic_version", f"{_ARM}.gic_version", "Version of the interrupt controller.",
        "default v2 v3", default="the host's", domains="Arm", fold=True, exit_code=3, since="4.6",
    )  # fmt: skip
    tee: str | None = word(
        "tee", "b_info.tee", "Trusted execution environment the domain can reach.", "none optee",
        default="none", domains="Arm", fold=True, exit_code=3, since="4.13",
    )  # fmt: skip
    vuart: str | None = word(
        "vuart", f"{_ARM}.vuart", "An emulated serial port.", "unknown sbsa_uart", default="none",
        values="sbsa_uart", domains="Arm", fold=True, since="4.10",
    )  # fmt: skip
    sve: str | None = word(
        "sve", f"{_ARM}.sve_vl", "Length of vectors of the SVE extension.",
        f"disabled hw {' '.join(map(str, range(128, 2049, 128)))}", default="disabled",
        values="disabled, hw, 128, 256 … 2048", domains="Arm", since="4.18",
    )  # fmt: skip
    nr_spis: int | None = number(
        "nr_spis", f"{_ARM}.nr_spis", "How many shared interrupts there are.", values="0 to 960",
        default="computed", domains="Arm", since="4.19",
    )  # fmt: skip
    arm_sci: Data = key(
        Key(
            name="arm_sci", kind="string", default="none", values="type=none, type=scmi_smc",
            json=f"{_ARM}.arm_sci", domains="Arm", since="4.21",
            meaning="Interface to the firmware for clocks, power and resets.",
        ),
        None,
    )  # fmt: skip
