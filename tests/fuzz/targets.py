"""What fuzzing feeds: the whole language, whole configurations, and every spec language.

A target takes bytes. Whatever they are, nothing but an error of ours may come out of it, and every
finding must point into the text.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

from xlpy.errors import XlError

Target = Callable[[bytes], None]

SPECS = (
    "action_on_shutdown", "arm_sci", "bdf", "channel", "cpuid", "cpuid_line", "disk", "p9", "pci",
    "pvcalls", "rdm", "smbios", "usbctrl", "usbdev", "vdispl", "vfb", "vif", "viridian", "virtio",
    "vkb", "vsnd", "vtpm", "xenstore_quota",
)  # fmt: skip
RANGES = ("ioports", "irqs", "iomem")


def _spec(name: str, module: str) -> Target:
    def target(data: bytes) -> None:
        parse = getattr(import_module(f"xlpy.syntax.specs.{module}"), f"parse_{name}")
        text = data.decode("utf-8", "surrogateescape")
        for finding in parse(text).findings:
            assert 0 <= finding.offset <= len(text), (finding, text)
            assert finding.text
            assert finding.exit_code

    return target


def language(data: bytes) -> None:
    """Text → settings, and back to text: what is written reads as the same."""
    from xlpy.syntax.parser import parse
    from xlpy.syntax.source import Source

    document = parse(Source("fuzz.cfg", data))
    assert document.ok or document.problems
    for problem in document.problems:
        assert problem.line >= 0
        assert problem.text


@cache
def host() -> object:
    """The host that configurations are checked against."""
    from xlpy.hosts.simulated.initialise import scratch_host

    return scratch_host("oracle-2x4")


def config(data: bytes) -> None:
    """A whole configuration, checked against a host; with a name and a type to begin with."""
    from xlpy.checking import check
    from xlpy.syntax.source import Source

    kind = (b"pv", b"hvm", b"pvh")[len(data) % 3]
    source = Source("fuzz.cfg", b'name="f"\nkernel="/k"\ntype="' + kind + b'"\n' + data)
    for problem in check(source, host()).problems:  # type: ignore[arg-type]  # a Host, kept opaque
        assert problem.text
        assert problem.rule


def dry_run(data: bytes) -> None:
    """What `xl create -n` prints for it, and its plan."""
    import json

    from xlpy import pipeline
    from xlpy.config.affinity import libxl_maps
    from xlpy.config.libxl_json import domain_config
    from xlpy.hosts.host import Host
    from xlpy.syntax.source import Source

    there = host()
    assert isinstance(there, Host)
    try:
        kind = (b"pv", b"hvm", b"pvh")[len(data) % 3]
        text = b'name="f"\nkernel="/k"\ntype="' + kind + b'"\n' + data
        config_ = pipeline.load(Source("fuzz.cfg", text), there).config
        json.dumps(domain_config(config_, *libxl_maps(config_, there.topology())))
        pipeline.plan_domain(config_, there)
    except XlError:
        return  # refused in our own words


TARGETS: dict[str, Target] = {
    "language": language,
    "config": config,
    "dry_run": dry_run,
    **{name: _spec(name, name) for name in SPECS},
    **{name: _spec(name, "ranges") for name in RANGES},
}
