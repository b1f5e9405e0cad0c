"""The vNUMA hypercalls, with each Xen version's checks (vnuma.md 1.10, 3.1, 3.2)."""

from __future__ import annotations

import errno

import pytest

from xlpy.errors import HypercallError
from xlpy.machine.blueprint import VnumaBlueprint
from xlpy.machine.vnuma import VmemRange, VnumaInfo, VnumaTopology

SERIES_2013 = ["heatpipe", "2013-v3", "2013-v4"]
UPSTREAM = ["4.5", "4.6", "heatpipe-4.17", "oracle-2x4", "4.20"]
CHECKING = ["4.6", "heatpipe-4.17", "oracle-2x4", "4.20"]  # values, not only sizes
ANY_VNUMA = [*SERIES_2013, *UPSTREAM]
ROOMY = {"vnodes": 1000, "vmemranges": 1000, "vcpus": 1000}


def on(*hosts: str):
    return pytest.mark.parametrize("host", hosts, indirect=True)


def layout(vnodes=2, vcpus=4, *, ranges=None, pnode=0):
    count = vnodes if ranges is None else ranges
    return VnumaTopology(
        vmemranges=tuple(VmemRange(i << 20, (i + 1) << 20, i % vnodes) for i in range(count)),
        vdistance=(20,) * (vnodes * vnodes),
        vcpu_to_vnode=tuple(vcpu % vnodes for vcpu in range(vcpus)),
        vnode_to_pnode=(pnode,) * vnodes,
    )


@pytest.fixture
def domid(host, blueprint):
    return host.build(blueprint("web", vcpus=4))


def refused(host, domid, topology):
    """The errno's name; the topology is what it was before."""
    before = host.domain(domid).vnuma
    with pytest.raises(HypercallError) as refusal:
        host.set_vnuma(domid, topology)
    assert host.domain(domid).vnuma == before
    assert errno.errorcode[refusal.value.errno] == refusal.value.name
    return refusal.value.name


# -- all that have the calls ----------------------------------------------------------------------


@on(*ANY_VNUMA)
def test_what_was_set_is_read_back_but_for_the_pnodes(host, domid):
    host.set_vnuma(domid, layout())
    told = layout()
    expected = VnumaInfo(told.vmemranges, told.vdistance, told.vcpu_to_vnode, 2)
    assert host.get_vnuma(domid, **ROOMY) == expected
    assert host.get_vnuma(domid, vnodes=2, vmemranges=2, vcpus=4) == expected
    assert host.domain(domid).vnuma.topology == told


@on(*ANY_VNUMA)
def test_without_a_topology_there_is_nothing_to_get(host, domid):
    with pytest.raises(HypercallError) as refusal:
        host.get_vnuma(domid, **ROOMY)
    assert refusal.value.name == "EOPNOTSUPP"


@on(*ANY_VNUMA)
def test_a_domain_nobody_knows_is_esrch(host):
    with pytest.raises(HypercallError) as refusal:
        host.set_vnuma(99, layout())
    assert refusal.value.name == "ESRCH"
    with pytest.raises(HypercallError) as refusal:
        host.get_vnuma(99, **ROOMY)
    assert refusal.value.name == "ESRCH"


@on(*ANY_VNUMA)
def test_no_vnodes_are_einval(host, domid):
    assert refused(host, domid, VnumaTopology((), (), (0,) * 4, ())) == "EINVAL"


@on(*ANY_VNUMA)
def test_a_destroyed_domains_topology_is_gone(host, domid, blueprint):
    host.set_vnuma(domid, layout())
    host.destroy(domid)
    with pytest.raises(HypercallError) as refusal:
        host.get_vnuma(domid, **ROOMY)
    assert refusal.value.name == "ESRCH"
    host.set_vnuma(host.build(blueprint("web", vcpus=4)), layout())


@on("4.4")
def test_stock_4_4_has_no_such_calls(host, domid):
    assert refused(host, domid, layout()) == "ENOSYS"
    with pytest.raises(HypercallError) as refusal:
        host.get_vnuma(domid, **ROOMY)
    assert refusal.value.name == "ENOSYS"


# -- the series of 2013 ---------------------------------------------------------------------------


@on(*SERIES_2013)
def test_2013_sets_once(host, domid):
    host.set_vnuma(domid, layout())
    assert refused(host, domid, layout(1)) == "EINVAL"
    assert refused(host, domid, layout()) == "EINVAL"


@on(*SERIES_2013)
@pytest.mark.parametrize("missing", ["vmemranges", "vdistance", "vcpu_to_vnode"])
def test_2013_faults_on_a_missing_array(host, domid, missing):
    whole = layout()
    arrays = {
        "vmemranges": whole.vmemranges, "vdistance": whole.vdistance,
        "vcpu_to_vnode": whole.vcpu_to_vnode, "vnode_to_pnode": whole.vnode_to_pnode,
    }  # fmt: skip
    assert refused(host, domid, VnumaTopology(**{**arrays, missing: ()})) == "EFAULT"


@on(*SERIES_2013)
def test_2013_refuses_a_distance_table_that_overflows(host, domid):
    assert refused(host, domid, VnumaTopology((), (), (), (0,) * 65536)) == "EINVAL"


@on(*SERIES_2013)
def test_2013_checks_no_value(host, domid):
    odd = VnumaTopology((VmemRange(9, 3, 77, flags=5),), (0, 0, 0, 70000), (5, 6, 7, 8), (64, None))
    host.set_vnuma(domid, odd)
    info = host.get_vnuma(domid, **ROOMY)
    assert (info.vmemranges, info.vcpu_to_vnode) == (odd.vmemranges, odd.vcpu_to_vnode)


@on(*SERIES_2013)
def test_2013_gives_no_topology_of_more_vnodes_than_vcpus(host, domid):
    host.set_vnuma(domid, layout(vnodes=5))
    with pytest.raises(HypercallError) as refusal:
        host.get_vnuma(domid, **ROOMY)
    assert refusal.value.name == "EOPNOTSUPP"


@on(*SERIES_2013)
@pytest.mark.parametrize("short", ["vnodes", "vmemranges", "vcpus"])
def test_2013_faults_where_an_array_is_too_short_to_read_into(host, domid, short):
    host.set_vnuma(domid, layout())
    with pytest.raises(HypercallError) as refusal:
        host.get_vnuma(domid, **{**ROOMY, short: 1})
    assert refusal.value.name == "EFAULT"


# -- upstream -------------------------------------------------------------------------------------


@on(*UPSTREAM)
def test_upstream_replaces_on_a_second_call(host, domid):
    host.set_vnuma(domid, layout())
    host.set_vnuma(domid, layout(4, pnode=1))
    assert host.get_vnuma(domid, **ROOMY).nr_vnodes == 4
    assert host.domain(domid).vnuma.topology == layout(4, pnode=1)


@on(*UPSTREAM)
@pytest.mark.parametrize("vcpus", [3, 5])
def test_upstream_wants_an_entry_for_every_vcpu(host, domid, vcpus):
    assert refused(host, domid, layout(vcpus=vcpus)) == "EINVAL"


@on(*UPSTREAM)
def test_upstream_takes_32_vnodes_and_not_33(host, domid):
    host.set_vnuma(domid, layout(32))
    assert refused(host, domid, layout(33)) == "EINVAL"


@on(*UPSTREAM)
def test_upstream_takes_170_ranges_and_not_171(host, domid):
    host.set_vnuma(domid, layout(ranges=170))
    assert refused(host, domid, layout(ranges=171)) == "EINVAL"


@on(*UPSTREAM)
@pytest.mark.parametrize(
    "room", [(0, 0, 0), (1, 5, 4), (2, 4, 4), (2, 5, 3), (0, 99, 99)]
)  # fmt: skip
def test_upstream_tells_the_true_counts_where_there_is_too_little_room(host, domid, room):
    host.set_vnuma(domid, layout(ranges=5))
    with pytest.raises(HypercallError) as refusal:
        host.get_vnuma(domid, vnodes=room[0], vmemranges=room[1], vcpus=room[2])
    assert (refusal.value.name, refusal.value.counts) == ("ENOBUFS", (2, 5, 4))


def with_values(**values):
    whole = layout()
    return VnumaTopology(
        values.get("vmemranges", whole.vmemranges), whole.vdistance,
        values.get("vcpu_to_vnode", whole.vcpu_to_vnode),
        values.get("vnode_to_pnode", whole.vnode_to_pnode),
    )  # fmt: skip


VALUES = [
    ({"vcpu_to_vnode": (0, 1, 2, 0)}, "E2BIG"),
    ({"vnode_to_pnode": (0, 64)}, "E2BIG"),
    ({"vmemranges": (VmemRange(0, 1 << 20, 0, flags=1),)}, "EINVAL"),
]


@on(*CHECKING)
@pytest.mark.parametrize(("values", "name"), VALUES)
def test_from_4_6_on_values_are_checked(host, domid, values, name):
    assert refused(host, domid, with_values(**values)) == name


@on("4.5")
@pytest.mark.parametrize(("values", "name"), VALUES)
def test_4_5_checks_no_value(host, domid, values, name):
    host.set_vnuma(domid, with_values(**values))


@on(*CHECKING)
def test_what_upstream_does_not_check_is_accepted(host, domid):
    odd = VnumaTopology(
        (VmemRange(1 << 20, 3 << 20, 0), VmemRange(0, 2 << 20, 9)), (0, 1, 70000, 3),
        (1, 1, 1, 1), (63, 1),
    )  # fmt: skip
    host.set_vnuma(domid, odd)
    assert host.domain(domid).vnuma.topology == odd


# -- a build that the hypervisor refuses ----------------------------------------------------------


@on("4.4", "4.5", "heatpipe-4.17")
def test_a_domain_whose_topology_is_refused_is_not_built_at_all(host, blueprint):
    last = host.build(blueprint("web"))
    before = host.topology(), host.domains()
    vnuma = VnumaBlueprint(
        pages=(10,) * 33, size_mib=(1,) * 33,
        vmemranges=layout(33).vmemranges, vdistance=layout(33).vdistance,
        vcpu_to_vnode=tuple(range(33)), vnode_to_pnode=(0,) * 33,
    )  # fmt: skip
    with pytest.raises(HypercallError) as refusal:
        host.build(blueprint("v", pages=330, vcpus=33, vnuma=vnuma))
    assert refusal.value.name == ("ENOSYS" if host.xen_version == "4.4.4" else "EINVAL")
    assert (host.topology(), host.domains()) == before
    assert host.build(blueprint("next")) == last + 1
