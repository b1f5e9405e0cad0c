"""What the scheduler is told."""

from typing import Any

from xlpy.config import keys


def number(name: str, meaning: str, **row: Any) -> Any:
    """A parameter of the scheduler; -1 leaves it as it is."""
    row = {"default": "the scheduler's", **row}
    return keys.number(
        name, f"b_info.sched_params.{row.pop('field', name)}", meaning, unset=-1, **row
    )


class Scheduling:
    """Scheduling."""

    cpu_weight: int | None = number(
        "cpu_weight", "Share of processor time, relative to other domains (credit, credit2).",
        field="weight", values="1 to 65535", default="256", since="4.2",
    )  # fmt: skip
    cap: int | None = number(
        "cap", "Most processor time the domain gets (credit, credit2); 100 is one CPU, 0 no limit.",
        unit="percent", default="0", since="4.2",
    )  # fmt: skip
    period: int | None = number(
        "period", "How often the domain gets its share (rtds).", unit="microseconds", since="4.2"
    )
    extratime: int | None = number(
        "extratime", "Whether it gets time that is left over, too (rtds).", values="0 or 1",
        since="4.2",
    )  # fmt: skip
    slice: int | None = number(
        "slice", "Kept for a scheduler that is gone; no effect.", since="4.2",
        deprecated_by="nothing",
    )  # fmt: skip
    latency: int | None = number(
        "latency", "Kept for a scheduler that is gone; no effect.", since="4.2",
        deprecated_by="nothing",
    )  # fmt: skip
