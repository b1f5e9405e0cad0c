"""Where the vnodes of `vnuma = [[…]]` lie: as named, else node 0 (libxl), else as the engine chooses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlpy.errors import PlacementError
from xlpy.machine.topology import Cpupool
from xlpy.placement.plan import POLICIES, plan

from .asking import load, pnodes, request, topology

LIBXL = ["libxl", "libxl-bugs"]
OURS = ["2013-v2", "2013-v3"]


def listed(host, sizes, named, **options):
    """A request with `vnuma=` whose vnodes have these sizes in MiB and name these nodes."""
    asked = request(host, sum(sizes), sizes=sizes, vcpus=len(sizes), **options)
    return asked._replace(pnodes=tuple(named))


@pytest.mark.parametrize("policy", POLICIES)
def test_named_nodes_are_kept_and_end_the_search(policy):
    host = topology([4000, 4000, 4000])
    made = plan(listed(host, [500, 500], [2, 1]), host, policy)
    assert pnodes(made) == (2, 1)
    assert not made.placed
    assert made.nodes == (0, 1, 2)
    assert made.soft_affinity == host.cpus
    assert "names nodes" in made.reasons[0]


@pytest.mark.parametrize("policy", POLICIES)
def test_a_named_node_is_kept_although_it_is_full(policy):
    host = topology([100, 4000])
    assert pnodes(plan(listed(host, [500, 500], [0, 0]), host, policy)) == (0, 0)


@pytest.mark.parametrize("policy", LIBXL)
def test_libxl_takes_node_0_and_searches_in_vain(policy):
    """vnuma.md 2.5: the search runs, sets the affinities, and memory goes to node 0 all the same."""
    host = topology([2000, 4000])
    made = plan(listed(host, [500, 500], [None, None]), host, policy)
    assert pnodes(made) == (0, 0)
    assert made.placed
    assert made.nodes == (1,)
    assert made.soft_affinity == (4, 5, 6, 7)
    assert made.reasons[-1] == "vnodes: libxl takes node 0 where none is named (vnode 0, 1)"


@pytest.mark.parametrize("policy", LIBXL)
def test_libxl_takes_node_0_for_the_unnamed_beside_the_named(policy):
    host = topology([2000, 4000])
    made = plan(listed(host, [500, 500, 500], [None, 1, None]), host, policy)
    assert pnodes(made) == (0, 1, 0)
    assert not made.placed


@pytest.mark.parametrize("policy", OURS)
def test_the_engine_chooses_where_none_is_named(policy):
    host = topology([600, 4000, 4000])
    made = plan(listed(host, [3000, 3000], [None, None]), host, policy)
    assert made.nodes == (1, 2)
    assert pnodes(made) == (1, 2)


@pytest.mark.parametrize("policy", OURS)
def test_the_engine_chooses_around_what_is_named(policy):
    """Vnode 1 fills node 0; the others go where there is room, and what is named stays."""
    host = topology([1000, 1000, 1000])
    made = plan(listed(host, [500, 900, 500, 600], [None, 0, None, None]), host, policy)
    assert pnodes(made) == (1, 0, 1, 2)


@pytest.mark.parametrize("policy", OURS)
def test_the_engine_stays_on_the_nodes_of_the_vcpus(policy):
    host = topology([4000, 4000])
    node_1 = host.nodes[1].cpus
    asked = listed(host, [500, 500], [None, None], hard=node_1, cpus_form="string")
    assert pnodes(plan(asked, host, policy)) == (1, 1)
    assert pnodes(plan(asked, host, "libxl")) == (0, 0)


@pytest.mark.parametrize("policy", POLICIES)
def test_vcpus_outside_the_pool_are_refused_whatever_the_policy(policy):
    host = topology([4000, 4000], pools=[Cpupool(0, "Pool-0", (0, 1, 2, 3))])
    for form in ("list", "string"):
        asked = request(host, 500, hard=(4, 5), cpus_form=form)
        with pytest.raises(PlacementError, match="vcpu 0 may use no CPU of cpupool Pool-0"):
            plan(asked, host, policy)


NAMED = st.lists(st.sampled_from([None, 0, 1, 2]), min_size=1, max_size=6)


@given(NAMED, st.lists(st.integers(1, 900), min_size=6, max_size=6), st.sampled_from(POLICIES))
def test_what_is_named_is_never_moved_and_nothing_is_overfilled(named, sizes, policy):
    host = topology([2000, 1000, 3000], domains=[load(0, 2, topology([2000, 1000, 3000]))])
    asked = listed(host, sizes[: len(named)], named)
    chosen = pnodes(plan(asked, host, policy))
    given_free = dict(enumerate([2000, 1000, 3000]))
    for want, got in zip(named, chosen, strict=True):
        assert want in {None, got}
    for node, free in given_free.items():
        taken = sum(s for s, n in zip(sizes, chosen, strict=False) if n == node)
        forced = sum(s for s, n in zip(sizes, named, strict=False) if n == node)
        if policy in OURS:
            assert taken <= max(free, forced)
