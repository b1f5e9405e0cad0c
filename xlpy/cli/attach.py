"""Commands that plug devices into a domain. This version shows what they would plug in, with -N."""

from __future__ import annotations

from xlpy.cli import terminal
from xlpy.cli.command import XlCommand, command
from xlpy.cli.session import Session
from xlpy.errors import ConfigError, XlError


def _attach(name: str, language: str, *, min_words: int) -> XlCommand:
    """A command whose words are a domain, and the pieces of a device's spec."""

    @command(name, min_words=min_words)
    def run(session: Session, words: tuple[str, ...]) -> int:
        from xlpy.config.attached import read_device
        from xlpy.views.yajl import yajl

        session.host.find(words[0])
        device = read_device(language, words[1:], session.xl_conf.vif_defaults)
        if device.exit_code:
            raise ConfigError(device.problems, exit_code=device.exit_code)
        session.warn(device.problems)
        if not session.dry_run:
            raise XlError(
                f"xl {name} attaches nothing in this version of xlpy",
                hint=f"xl -N {name} shows what it would attach",
            )
        terminal.out(f"{language}: {yajl(device.json)}\n\n")
        return 0

    run.allow_interspersed_args = False  # a word behind the domain is never an option
    return run


block_attach = _attach("block-attach", "disk", min_words=2)
network_attach = _attach("network-attach", "vif", min_words=1)
vtpm_attach = _attach("vtpm-attach", "vtpm", min_words=1)
vkb_attach = _attach("vkb-attach", "vkb", min_words=2)
vdispl_attach = _attach("vdispl-attach", "vdispl", min_words=1)
vsnd_attach = _attach("vsnd-attach", "vsnd", min_words=2)
