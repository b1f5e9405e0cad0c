"""Commands that make, stop and end domains: create, destroy, pause, unpause."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from xlpy.cli import terminal
from xlpy.cli.command import command, flag, value
from xlpy.cli.session import Session, read_text
from xlpy.errors import HostError, UsageError, XlError

LIBXL_FAILED = 3
"""The exit status of xl where libxl gave up on a domain it had begun."""

if TYPE_CHECKING:
    from xlpy.config.model import DomainConfig
    from xlpy.machine.plan import Plan
    from xlpy.pipeline import Created
    from xlpy.syntax.source import Source


@command(
    "create",
    flag("-c", "console"), flag("-d", "debug"), flag("-e", "no_watcher"), flag("-F", "foreground"),
    value("-f", "--defconfig"), flag("-n", "--dryrun"), flag("-p", "paused"), flag("-q", "--quiet"),
    flag("-V", "--vncviewer"), flag("-A", "--vncviewer-autopass"),
    flag("-i", "--ignore-global-affinity-masks"),
    flag("--json", "as_json"), value("--placement"), value("--vnuma-compat"),
    own=("--json", "--placement", "--vnuma-compat"),
)  # fmt: skip
def create(  # noqa: PLR0913 - the options of xl create
    session: Session, words: tuple[str, ...], *, defconfig: str | None, dryrun: bool, paused: bool,
    quiet: bool, debug: bool, as_json: bool, placement: str | None, vnuma_compat: str | None,
    **others: bool,
) -> int:  # fmt: skip
    """Build a domain from a configuration; with -n print what it would be."""
    from xlpy import pipeline

    dryrun = dryrun or session.dry_run
    if as_json and not dryrun:
        raise UsageError("xl create --json needs -n", hint="xl create -n --json FILE")
    strict = _strict(session, vnuma_compat)
    policy = pipeline.policy_for(
        session.host, placement or session.xl_conf.placement, bugs=session.strictly_xl,
        strict=strict,
    )  # fmt: skip
    source = _source(words, defconfig)
    if not quiet:
        terminal.err(f"Parsing config from {source.name}")
    loaded = pipeline.load(
        source, session.host, strict=strict, vif_defaults=session.xl_conf.vif_defaults
    )
    session.warn(loaded.warnings)
    text = _libxl_text(session, loaded.config)
    if dryrun:
        if loaded.config.vnuma or as_json:
            plan, warnings = pipeline.plan_domain(loaded.config, session.host, policy=policy)
            session.warn(warnings)
        terminal.out(_plan_text(session, loaded.config, plan) if as_json else f"{text}\n")
        return 0
    if debug:
        terminal.err(text)
    _refuse_attaching(others)
    created = _create(session, loaded.config, policy=policy, paused=paused)
    session.warn(created.warnings)
    if sys.stderr.isatty() and not session.host.capabilities.boots:
        terminal.err(f"{session.host.label}: accounted, not booted")
    return 0


def _create(session: Session, config: DomainConfig, *, policy: str, paused: bool) -> Created:
    """Create; where it fails halfway, XLPY_COMPAT=xl uses up a domid as libxl does."""
    from xlpy import pipeline

    try:
        return pipeline.create(config, session.host, policy=policy, paused=paused)
    except XlError as failure:
        if session.strictly_xl and failure.exit_code == LIBXL_FAILED:
            session.host.spend_domid()
        raise


def _source(words: tuple[str, ...], defconfig: str | None) -> Source:
    """The configuration's text: the file, then the words with `=` as if written below it."""
    from xlpy.syntax.source import Source

    files = [word for word in words if "=" not in word]
    if defconfig is not None:
        files.insert(0, defconfig)
    if len(files) > 1:
        raise UsageError(f"more than one config file: {', '.join(files)}", command="create")
    if not files:
        raise UsageError(
            "no config file is given", exit_code=6,
            hint="xl create FILE [key=value …]; /dev/null stands for an empty file",
        )  # fmt: skip
    text = b"" if files[0] == "/dev/null" else read_text(files[0])
    return Source(files[0], text).with_words([word for word in words if "=" in word])


def _strict(session: Session, asked: str | None) -> bool:
    from xlpy.config.xlconf import COMPATS

    compat = asked or session.xl_conf.vnuma_compat
    if compat not in COMPATS:
        raise UsageError(
            f'"{compat}" is not a way to read the vNUMA keys (--vnuma-compat)',
            hint=f"it is one of: {', '.join(COMPATS)}",
        )
    return compat == "strict"


def _libxl_text(session: Session, config: DomainConfig) -> str:
    from xlpy.config.affinity import libxl_maps
    from xlpy.config.libxl_json import domain_config
    from xlpy.views.yajl import yajl

    return yajl(domain_config(config, *libxl_maps(config, session.host.topology())))


def _plan_text(session: Session, config: DomainConfig, plan: Plan) -> str:
    from xlpy.config.affinity import libxl_maps
    from xlpy.config.libxl_json import domain_config
    from xlpy.views.plan import plan_json

    maps = libxl_maps(config, session.host.topology())
    return plan_json(domain_config(config, *maps), plan)


def _refuse_attaching(others: dict[str, bool]) -> None:
    """Options that need a console, a viewer or a domain that dies by itself."""
    names = {
        "console": "-c", "foreground": "-F", "vncviewer": "-V", "vncviewer_autopass": "-A",
    }  # fmt: skip
    for name, option in names.items():
        if others.get(name):
            raise XlError(
                f"xl create {option} needs a domain that boots, which the embedded host's do not",
                hint=f"create it without {option}",
            )


@command("destroy", flag("-f", "force"), min_words=1)
def destroy(session: Session, words: tuple[str, ...], *, force: bool) -> int:
    """End a domain at once."""
    domid = session.host.find(words[0])
    if domid == 0 and not force:
        raise HostError(
            "domain 0 is not destroyed", hint="-f forces it, on a disaggregated toolstack only"
        )
    session.host.destroy(domid)
    return 0


@command("pause", min_words=1)
def pause(session: Session, words: tuple[str, ...]) -> int:
    """Stop scheduling a domain; as in xl only an unknown name is a failure."""
    domid = session.host.find(words[0])
    try:
        session.host.pause(domid)
    except HostError:
        return 0
    return 0


@command("unpause", min_words=1)
def unpause(session: Session, words: tuple[str, ...]) -> int:
    """Let a domain run again; as in xl only an unknown name is a failure."""
    domid = session.host.find(words[0])
    try:
        session.host.unpause(domid)
    except HostError:
        return 0
    return 0
