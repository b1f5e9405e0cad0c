"""What only the embedded host does: its clock, its extents, its ring's size, its domids' end."""

from __future__ import annotations

import pytest

from xlpy.console.numa_dump import read
from xlpy.errors import HostError
from xlpy.hosts.simulated import build as build_module
from xlpy.hosts.simulated import console

TWO_NODES = """
name = "even"
xen_version = "{version}"
[[node]]
id = 0
cpus = "0"
span_pages = {free}
[[node]]
id = 1
cpus = "1"
span_pages = {free}
"""


def test_time_since_boot_follows_the_clock(host, clock):
    boot = 11573000000000
    assert read(host.debug_keys("u")).now_ns == boot
    clock.advance(5_000_000_001)
    assert read(host.debug_keys("u")).now_ns == boot + 5_000_000_001


def test_a_clock_set_back_does_not_turn_time_around(host, clock):
    clock.advance(-(10**18))
    assert host.now_ns == 11573000000000


# what the domain builder asks for decides who ends up with the odd pages (vnuma.md 4.6)
SPREADS = [
    ("4.17.7", "pv", 512 * 3 + 7, {0: 512 + 4, 1: 1024 + 3}),  # 2 MiB: 1, 0, 1; then by page from 0
    # 1 GiB, 2 MiB, 4 KiB in turn, then 16 special pages
    ("4.17.7", "pvh", 262144 + 512 + 1, {0: 512 + 8, 1: 262144 + 1 + 8}),
    # 640 KiB, 320 pages up to 2 MiB, 512 extents of 2 MiB (1 GiB is nowhere aligned), one page, 16
    ("4.17.7", "hvm", 262144 + 512 + 1, {0: 80 + 160 + 131072 + 8, 1: 80 + 160 + 131072 + 8 + 1}),
    ("4.6.0", "pv", 512 * 3, {0: 512, 1: 1024}),
    ("4.5.0", "pv", 512 * 3 + 7, {0: 771, 1: 772}),  # page by page
    ("4.4-vnuma-v2", "pv", 1001, {0: 500, 1: 501}),
]


@pytest.mark.parametrize(("version", "kind", "pages", "held"), SPREADS)
def test_extents_follow_the_kind_of_domain_and_the_version(
    new_host, blueprint, version, kind, pages, held
):
    host = new_host(TWO_NODES.format(version=version, free=400000))
    domid = host.build(blueprint("web", type=kind, pages=pages))
    assert dict(host.domain(domid).node_pages) == held


def test_domids_go_round_and_skip_those_in_use(new_host, blueprint, monkeypatch):
    monkeypatch.setattr(build_module, "LAST_DOMID", 4)
    host = new_host(TWO_NODES.format(version="4.17.7", free=400000))
    made = [host.build(blueprint(f"d{n}", pages=1)) for n in range(4)]
    assert made == [1, 2, 3, 4]
    with pytest.raises(HostError, match="every domain number is in use"):
        host.build(blueprint("one-more", pages=1))
    host.destroy(3)
    assert host.build(blueprint("again", pages=1)) == 3
    host.destroy(1)
    host.destroy(2)
    assert host.build(blueprint("round", pages=1)) == 1


def test_the_ring_forgets_the_oldest_and_keeps_the_newest(host, monkeypatch):
    size = len(host.debug_keys("u"))
    monkeypatch.setattr(console, "RING_BYTES", 2 * size + 10)
    for _ in range(5):
        host.debug_keys("u")
    assert host.console_ring() == host.debug_keys("u") * 2
    monkeypatch.setattr(console, "RING_BYTES", 10)
    assert host.debug_keys("u") == host.console_ring()
