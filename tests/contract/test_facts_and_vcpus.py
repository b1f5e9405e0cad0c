"""What a host tells of itself and of vcpus: what every host does alike."""

from __future__ import annotations

import pytest

from xlpy.errors import NoSuchDomain


def test_the_facts_agree_with_the_topology(host):
    info, topology = host.info(), host.topology()
    assert info.topology == topology
    assert [seat.cpu for seat in info.seats] == list(topology.cpus)
    for seat in info.seats:
        assert seat.cpu in topology.node(seat.node).cpus
    assert info.free_pages == sum(topology.free_pages.values())
    assert info.total_pages <= sum(node.span_pages for node in topology.nodes)
    assert str(info.xen_version) == host.xen_version
    assert info.page_size == 4096
    assert all((info.host, info.release, info.machine, info.scheduler))


def test_every_vcpu_is_told_with_its_affinity(host, blueprint):
    domid = host.build(blueprint("web", vcpus=1, max_vcpus=3))
    vcpus, domain = host.vcpus(domid), host.domain(domid)
    assert [vcpu.vcpu for vcpu in vcpus] == [0, 1, 2]
    assert sum(vcpu.online for vcpu in vcpus) == domain.summary.vcpus_online
    assert tuple(vcpu.hard for vcpu in vcpus) == domain.hard_affinity
    assert tuple(vcpu.soft for vcpu in vcpus) == domain.soft_affinity
    assert sum(vcpu.time_ns for vcpu in vcpus) == domain.summary.cpu_time_ns


def test_a_vcpu_that_is_offline_is_nowhere_and_does_nothing(host, blueprint):
    domid = host.build(blueprint("web", vcpus=1, max_vcpus=2))
    online, offline = host.vcpus(domid)
    assert online.cpu in host.topology().cpus
    assert (offline.cpu, offline.online, offline.running, offline.blocked) == (
        None, False, False, False,
    )  # fmt: skip


def test_the_control_domain_runs(host):
    assert any(vcpu.running for vcpu in host.vcpus(0))


def test_a_domain_is_as_old_as_the_time_since_it_was_made(host, blueprint, clock):
    booted = host.uptime_ns(0)
    domid = host.build(blueprint("web"))
    clock.advance(3_000_000_000)
    assert host.uptime_ns(domid) == 3_000_000_000
    assert host.uptime_ns(0) == booted + 3_000_000_000


def test_a_domain_that_is_not_there_has_neither(host):
    for call in (host.vcpus, host.uptime_ns):
        with pytest.raises(NoSuchDomain):
            call(99)


def test_a_domain_tells_what_it_may_have_and_is_offered(host, blueprint):
    domain = host.domain(host.build(blueprint("web", mib=64, vcpus=2, max_vcpus=3)))
    assert domain.max_pages >= domain.summary.pages == 64 * 256
    assert domain.vcpus_available == 2
    assert domain.scheduler == host.topology().pool(domain.pool).scheduler
    assert domain.overhead_pages >= 0
