"""`xl uptime`: how long domains have been there."""

from __future__ import annotations

HEADER = f"{'Name':<33} {'ID':>4} Uptime\n"


def uptime_row(name: str, domid: int, seconds: int) -> str:
    """One row of the table."""
    return f"{name:<33} {domid:4d} {_text(seconds, with_seconds=True)}\n"


def short_row(name: str, domid: int, seconds: int, *, clock: str) -> str:
    """One line of the short form; `clock` is the time of day, HH:MM:SS."""
    return f" {clock} up {_text(seconds, with_seconds=False)}, {name} ({domid})\n"


def _text(seconds: int, *, with_seconds: bool) -> str:
    """`3 days,  4:05:06`, without days below one."""
    days, rest = divmod(seconds, 86400)
    hours, rest = divmod(rest, 3600)
    minutes, rest = divmod(rest, 60)
    begin = f"{days} day{'s' * (days > 1)}, " if days else ""
    return f"{begin}{hours:2d}:{minutes:02d}" + (f":{rest:02d}" if with_seconds else "")
