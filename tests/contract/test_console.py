"""Debug keys and the console ring."""

from __future__ import annotations

import pytest

from xlpy.console.numa_dump import read


def test_a_key_gives_what_it_printed_and_leaves_it_on_the_ring(host):
    before = host.console_ring()
    first = host.debug_keys("u")
    second = host.debug_keys("h")
    assert "pressed" in first
    assert host.console_ring() == before + first + second


def test_several_keys_are_handled_in_turn(host):
    both = host.debug_keys("uu")
    assert both == host.debug_keys("u") * 2


def test_a_key_that_nobody_knows_prints_nothing(host):
    before = host.console_ring()
    assert host.debug_keys("\x7f") == ""
    assert host.console_ring() == before


def test_clearing_gives_the_ring_and_empties_it(host):
    host.debug_keys("u")
    text = host.console_ring()
    assert text
    assert host.console_ring(clear=True) == text
    assert host.console_ring() == ""
    assert host.console_ring(clear=True) == ""
    printed = host.debug_keys("u")
    assert host.console_ring() == printed


@pytest.mark.parametrize("destroyed", [False, True])
def test_the_dump_tells_what_the_host_answers(host, blueprint, destroyed):
    domid = host.build(blueprint("web", nodes=(0, 1), pages=12345))
    if destroyed:
        host.destroy(domid)
    dump = read(host.debug_keys("u"))
    topology = host.topology()
    assert {node.node: node.free_pages for node in dump.nodes} == topology.free_pages
    assert [(node.start_pfn, node.span_pages) for node in dump.nodes] == [
        (node.start_pfn, node.span_pages) for node in topology.nodes
    ]
    assert {entry.cpu: entry.node for entry in dump.cpus} == {
        cpu: node.id for node in topology.nodes for cpu in node.cpus
    }
    told = {d.domid: (d.total_pages, dict(d.node_pages)) for d in dump.domains}
    assert told == {
        row.domid: (row.pages, dict(host.domain(row.domid).node_pages)) for row in host.domains()
    }
