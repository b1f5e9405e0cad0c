"""Clocks and timers."""

from xlpy.config.keys import number, switch, word


class Time:
    """Time."""

    tsc_mode: str | None = word(
        "tsc_mode", "b_info.tsc_mode", "How the time stamp counter behaves.",
        "default always_emulate native native_paravirt", default="default", fold=True,
        numbered=True, domains="x86",
    )  # fmt: skip
    timer_mode: str | None = word(
        "timer_mode", "b_info.timer_mode", "What becomes of timer ticks that the domain missed.",
        {
            "delay_for_missed_ticks": "delay_for_missed_ticks",
            "no_delay_for_missed_ticks": "no_delay_for_missed_ticks",
            "no_missed_ticks_pending": "no_missed_ticks_pending",
            "one_missed_tick_pending": "one_missed_tick_pending",
            "unknown": "unknown",
        },
        default="no_delay_for_missed_ticks", unset="unknown", fold=True, numbered=True,
        types=("hvm", "pvh"), values="delay_for_missed_ticks, no_delay_for_missed_ticks,"
        " no_missed_ticks_pending, one_missed_tick_pending",
    )  # fmt: skip
    localtime: bool | None = switch(
        "localtime", "b_info.localtime", "Whether the clock shows local time, not UTC.",
        default="0", since="4.2",
    )  # fmt: skip
    rtc_timeoffset: int | None = number(
        "rtc_timeoffset", "b_info.rtc_timeoffset", "How far the clock is ahead.", unit="seconds",
        default="0", bits=32, since="4.2",
    )  # fmt: skip
    vpt_align: bool | None = switch(
        "vpt_align", "b_info.type.hvm.vpt_align",
        "Whether timers that run together fire together, which spares interruptions.", default="1",
    )  # fmt: skip
    hpet: bool | None = switch(
        "hpet", "b_info.type.hvm.hpet", "Whether there is a high precision event timer.",
        default="1",
    )  # fmt: skip
