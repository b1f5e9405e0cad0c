"""`xl host` (ours): set up and show the embedded host."""

from __future__ import annotations

from xlpy.cli import terminal
from xlpy.cli.command import command, flag
from xlpy.cli.session import Session
from xlpy.errors import UsageError


@command("host", flag("--force"), flag("--json", "as_json"), min_words=1)
def host(session: Session, words: tuple[str, ...], *, force: bool, as_json: bool) -> int:
    """`init PROFILE [--force]`, `show [--json]`, `list`."""
    action, rest = words[0], words[1:]
    if (force and action != "init") or (as_json and action != "show"):
        raise UsageError("--force goes with init, --json with show", command="host")
    if action == "init" and len(rest) == 1:
        from xlpy.hosts.simulated.initialise import reinitialise

        made = reinitialise(rest[0], force=force)
        terminal.err(f"{made.label} is ready, in {made.store.path}")
    elif action == "show" and not rest:
        _show(session, as_json=as_json)
    elif action == "list" and not rest:
        _list()
    else:
        raise UsageError(f"xl host {' '.join(words)} makes no sense", command="host")
    return 0


def _show(session: Session, *, as_json: bool) -> None:
    from xlpy.views.hosts import host_data, host_json, host_text

    talked_to = session.host
    data = host_data(
        talked_to.label, talked_to.xen_version, talked_to.topology(), talked_to.domains()
    )
    terminal.out(host_json(data) if as_json else host_text(data))


def _list() -> None:
    from xlpy.hosts.simulated.initialise import shipped_profiles
    from xlpy.hosts.simulated.state import current_profile
    from xlpy.views.hosts import profile_list

    terminal.out(profile_list(shipped_profiles(), current_profile()))
