"""Building, finding, ending domains: what every host does alike."""

from __future__ import annotations

import pytest

from xlpy.errors import DomainExists, HostError, InsufficientMemory, NoSuchDomain
from xlpy.machine.blueprint import VnumaBlueprint
from xlpy.machine.vnuma import Origin, VmemRange

WITH_VNUMA = pytest.mark.parametrize(
    "host",
    ["heatpipe", "2013-v3", "2013-v4", "4.5", "4.6", "heatpipe-4.17", "oracle-2x4", "4.20"],
    indirect=True,
)


def state(host):
    """Everything that a command which fails must leave as it was."""
    return host.topology(), list(host.domains()), host.console_ring()


def pages_of(host, domid):
    return {node: pages for node, pages in host.domain(domid).node_pages.items() if pages}


# -- building -------------------------------------------------------------------------------------


def test_a_new_domain_takes_its_pages_and_is_listed_last(host, blueprint):
    before, known = host.topology().free_pages, len(host.domains())
    domid = host.build(blueprint("web", mib=64, vcpus=2, max_vcpus=3, nodes=(1,)))
    assert host.topology().free_pages == {**before, 1: before[1] - 64 * 256}
    rows = host.domains()
    assert len(rows) == known + 1
    assert [row.domid for row in rows] == sorted(row.domid for row in rows)
    row = host.summary(domid)
    assert rows[-1] == row
    assert (row.name, row.pages, row.vcpus_online) == ("web", 64 * 256, 2)
    assert (row.running, row.paused, row.dying) == (False, False, False)
    assert row.shutdown_reason is None
    assert row.cpu_time_ns == 0


def test_a_domain_reads_back_as_it_was_asked_for(host, blueprint):
    asked = blueprint("web", mib=64, vcpus=2, max_vcpus=3, nodes=(1,), paused=True)
    domain = host.domain(host.build(asked))
    assert domain.summary == host.summary(domain.domid)
    assert (domain.name, domain.uuid, domain.type) == ("web", asked.uuid, "pv")
    assert (domain.vcpus_max, domain.summary.vcpus_online, domain.summary.paused) == (3, 1, True)
    assert domain.node_affinity == (1,)
    assert domain.hard_affinity == ((0,),) * 3
    assert domain.soft_affinity == ((0,),) * 3
    assert (domain.pool, domain.policy) == ("Pool-0", "test")
    assert domain.reasons == ("a test asked",)
    assert domain.config_json == "{}"
    assert domain.vnuma is None
    assert pages_of(host, domain.domid) == {1: 64 * 256}


@pytest.mark.parametrize(("type_", "early"), [("hvm", 0xA0), ("pvh", 0)])
def test_an_hvm_domain_has_a_paging_pool_beside_its_pages(host, blueprint, type_, early):
    """Ranges without the VGA hole, 16 special pages, and a pool that is not the domain's."""
    before = host.topology().free_pages
    asked = blueprint("web", mib=64, type=type_, vcpus=1, max_vcpus=3, nodes=(1,))
    domain = host.domain(host.build(asked))
    hole = 0x20 if early else 0
    assert domain.summary.pages == 64 * 256 - hole + 16
    assert pages_of(host, domain.domid) == {1: domain.summary.pages}
    assert domain.overhead_pages == 3 * 256 + 64
    taken = {node: free - host.topology().free_pages[node] for node, free in before.items()}
    assert taken[0] == 128  # half of the first 256 pages: the node affinity comes later
    assert sum(taken.values()) == domain.summary.pages + domain.overhead_pages


def test_an_hvm_domain_below_its_ceiling_is_populated_on_demand(host, blueprint):
    asked = blueprint("web", mib=64, type="hvm", nodes=(1,))
    domain = host.domain(host.build(asked._replace(pages=32 * 256)))
    assert domain.summary.pages == 32 * 256 - 0x20 + 16
    assert pages_of(host, domain.domid) == {1: 0xA0 + 16}
    free = host.topology().free_pages
    host.destroy(domain.domid)
    given_back = {node: after - free[node] for node, after in host.topology().free_pages.items()}
    assert sum(given_back.values()) == domain.summary.pages + domain.overhead_pages


def test_placement_sees_the_new_domain(host, blueprint):
    domid = host.build(blueprint("web", vcpus=2, nodes=(1,)))
    seen = next(load for load in host.topology().domains if load.domid == domid)
    assert (seen.vcpus, seen.nodes, seen.pool) == (((0,), (0,)), (1,), 0)


def test_domids_rise_and_are_not_used_again_at_once(host, blueprint):
    first = host.build(blueprint("a"))
    second = host.build(blueprint("b"))
    host.destroy(second)
    assert second == first + 1
    assert host.build(blueprint("c")) == second + 1


def test_pages_beyond_the_affinity_come_from_other_nodes(host, blueprint):
    free = host.topology().free_pages
    wanted = free[1] + 1000
    domid = host.build(blueprint("wide", pages=wanted, nodes=(1,)))
    held = pages_of(host, domid)
    assert sum(held.values()) == wanted
    # 2 MiB extents come whole, and node 1 may have the last two of them in pieces only
    assert 1000 <= held[0] < 1000 + 2 * 512


@WITH_VNUMA
def test_a_vnuma_domain_lies_where_its_vnodes_were_mapped(host, blueprint):
    vnuma = VnumaBlueprint(
        pages=(100, 300), size_mib=(1, 2),
        vmemranges=(VmemRange(0, 1 << 20, 0), VmemRange(1 << 20, 3 << 20, 1)),
        vdistance=(10, 40, 40, 10), vcpu_to_vnode=(1, 0), vnode_to_pnode=(1, 0),
        origins={"sizes": Origin("given", place="t.cfg:1:1")},
    )  # fmt: skip
    domid = host.build(blueprint("v", pages=400, vcpus=2, vnuma=vnuma))
    layout = host.domain(domid).vnuma
    assert layout.topology.vmemranges == vnuma.vmemranges
    assert layout.topology.vdistance == vnuma.vdistance
    assert layout.topology.vcpu_to_vnode == (1, 0)
    assert layout.topology.vnode_to_pnode == (1, 0)
    assert layout.size_mib == (1, 2)
    assert layout.pages == ({1: 100}, {0: 300})
    assert layout.is_local(0)
    assert layout.is_local(1)
    assert layout.origins == {"sizes": Origin("given", place="t.cfg:1:1")}
    assert pages_of(host, domid) == {0: 300, 1: 100}


# -- refusals leave nothing behind ----------------------------------------------------------------


def test_a_name_is_given_once(host, blueprint):
    domid = host.build(blueprint("web"))
    before = state(host)
    with pytest.raises(DomainExists) as refusal:
        host.build(blueprint("web", mib=32))
    assert (refusal.value.name, refusal.value.domid) == ("web", domid)
    assert state(host) == before
    assert host.build(blueprint("next")) == domid + 1


def test_more_than_the_host_has_free_leaves_nothing_changed_not_even_the_next_domid(
    host, blueprint
):
    last = host.build(blueprint("web"))
    before = state(host)
    free = host.topology().free_pages
    with pytest.raises(InsufficientMemory) as refusal:
        host.build(blueprint("huge", pages=sum(free.values()) + 1))
    assert (refusal.value.needed_pages, refusal.value.node) == (sum(free.values()) + 1, None)
    assert refusal.value.free_pages == free
    assert state(host) == before
    assert host.build(blueprint("rest", pages=sum(free.values()))) == last + 1
    assert set(host.topology().free_pages.values()) == {0}


@WITH_VNUMA
def test_more_than_a_pnode_has_free_leaves_nothing_changed(host, blueprint):
    last = host.build(blueprint("web"))
    before = state(host)
    free = host.topology().free_pages[1]
    vnuma = VnumaBlueprint(
        pages=(100, free + 1), size_mib=(1, 2),
        vmemranges=(VmemRange(0, 1 << 20, 0), VmemRange(1 << 20, 3 << 20, 1)),
        vdistance=(10, 20, 20, 10), vcpu_to_vnode=(0, 1), vnode_to_pnode=(0, 1),
    )  # fmt: skip
    with pytest.raises(InsufficientMemory) as refusal:
        host.build(blueprint("v", pages=101 + free, vcpus=2, vnuma=vnuma))
    assert (refusal.value.needed_pages, refusal.value.node) == (free + 1, 1)
    assert "vnode 1" in refusal.value.what
    assert state(host) == before
    assert host.build(blueprint("next")) == last + 1


def test_an_unknown_cpupool_is_refused(host, blueprint):
    before = state(host)
    with pytest.raises(HostError, match="gone"):
        host.build(blueprint("web", pool="gone"))
    assert state(host) == before


# -- finding --------------------------------------------------------------------------------------


def test_a_name_and_a_number_find_a_domain(host, blueprint):
    domid = host.build(blueprint("web"))
    assert host.find("web") == domid
    assert host.find(str(domid)) == domid
    assert host.find(f"{domid:030d}") == domid
    assert host.domid("web") == domid
    assert host.find("Domain-0") == 0


def test_digits_are_a_domid_though_a_domain_is_called_so(host, blueprint):
    domid = host.build(blueprint("4711"))
    assert host.find("4711") == 4711
    assert host.domid("4711") == domid


@pytest.mark.parametrize("name", ["nobody", "WEB", "web ", "", "٣", "-1", "+1", "1 "])
def test_an_unknown_name_is_nobody(host, blueprint, name):
    host.build(blueprint("web"))
    with pytest.raises(NoSuchDomain) as refusal:
        host.find(name)
    assert refusal.value.asked == name
    with pytest.raises(NoSuchDomain):
        host.domid(name)


@pytest.mark.parametrize("call", ["summary", "domain", "destroy", "pause", "unpause"])
@pytest.mark.parametrize("reference", ["99", "9" * 30])
def test_a_number_nobody_has_is_found_but_answers_no_call(host, call, reference):
    before = state(host)
    domid = host.find(reference)
    with pytest.raises(NoSuchDomain):
        getattr(host, call)(domid)
    assert state(host) == before


# -- ending and pausing ---------------------------------------------------------------------------


def test_destroy_gives_every_page_back_to_its_node(host, blueprint):
    at_first, known = host.topology(), list(host.domains())
    wide = host.build(blueprint("wide", pages=at_first.free_pages[1] + 7, nodes=(1,)))
    other = host.build(blueprint("other", nodes=(0, 1)))
    held = pages_of(host, other)
    host.destroy(wide)
    left = {node: free - held.get(node, 0) for node, free in at_first.free_pages.items()}
    assert host.topology().free_pages == left
    with pytest.raises(NoSuchDomain):
        host.domain(wide)
    with pytest.raises(NoSuchDomain):
        host.find("wide")
    host.destroy(other)
    assert host.topology() == at_first
    assert list(host.domains()) == known


def test_domain_0_is_neither_destroyed_nor_paused(host):
    before = state(host)
    for call in (host.destroy, host.pause):
        with pytest.raises(HostError):
            call(0)
    assert state(host) == before


def test_pauses_are_counted(host, blueprint):
    """Xen lets a domain run when every pause has been taken back (real xl: pause, pause, unpause)."""
    domid = host.build(blueprint("web", paused=True))
    calls = [host.unpause, host.unpause, host.pause, host.pause, host.unpause, host.unpause]
    for call, paused in zip(calls, [False, False, True, True, True, False], strict=True):
        call(domid)
        assert host.summary(domid).paused is paused
        assert host.domain(domid).summary == host.summary(domid)
