"""libxl's automatic placement: the worked examples of vnuma.md 4.7, and each rule of 4.2 to 4.5."""

import pytest

from xlpy.errors import PlacementError, UsageError
from xlpy.machine.topology import Cpupool
from xlpy.placement.libxl import needed_kib, node_loads, search
from xlpy.placement.plan import plan

from .asking import load, request, topology


def busy_host():
    """4.7: two nodes of 8 CPUs; dom0 has 8 vcpus on both, A has 4 on node 1."""
    bare = topology([11264, 12288], cpus=8)
    loads = [load(0, 8, bare), load(1, 4, bare, nodes=[1])]
    return topology([11264, 12288], cpus=8, domains=loads)


# -- what is looked for ---------------------------------------------------------------------------


def test_need_is_target_paging_pool_and_reserve_in_whole_2_mib():
    host = topology([8192])
    assert needed_kib(request(host, 4096, vcpus=4)) == 4216832
    assert needed_kib(request(host, 4096, vcpus=4, type="pvh")) == 4216832
    # 4194304 + 20480 + 1024 rounded up by the missing 1024
    assert needed_kib(request(host, 4096, vcpus=4, type="pv")) == 4216832
    assert needed_kib(request(host, 128, vcpus=1)) == 135168  # 131072 + 1536 + 2048 = 65.75 * 2048


# -- 4.7 ------------------------------------------------------------------------------------------


def test_least_load_wins_over_most_memory():
    host = busy_host()
    found = search(request(host, 4096, vcpus=4), host)
    assert found.best is not None
    assert (found.best.nodes, found.best.cpus, found.best.load) == ((0,), 8, 8)
    assert found.best.free_kib == 11264 * 1024
    made = plan(request(host, 4096, vcpus=4), host, "libxl")
    assert (made.nodes, made.placed) == ((0,), True)
    assert made.soft_affinity == tuple(range(8))


def test_more_vcpus_than_a_node_has_cpus_take_two_nodes():
    host = busy_host()
    assert plan(request(host, 4096, vcpus=10), host, "libxl").nodes == (0, 1)


def test_more_vcpus_than_the_host_has_cpus_are_not_placed():
    host = busy_host()
    made = plan(request(host, 4096, vcpus=20), host, "libxl")
    assert (made.nodes, made.placed) == ((0, 1), False)
    assert made.soft_affinity == tuple(range(16))
    assert made.reasons == ("all nodes: no set of nodes has 4134 MiB free and 20 CPUs",)


# -- rule by rule ---------------------------------------------------------------------------------


def test_fewest_nodes_win_over_least_load():
    bare = topology([1000, 1000, 2000])
    host = topology([1000, 1000, 2000], domains=[load(1, 40, bare, nodes=[2])])
    assert plan(request(host, 1500), host, "libxl").nodes == (2,)


def test_at_equal_load_most_free_memory_wins():
    host = topology([1000, 2000, 1500])
    found = search(request(host, 500), host)
    assert [candidate.nodes for candidate in found.accepted] == [(0,), (1,)]


def test_at_equal_load_and_memory_the_first_wins():
    host = topology([1000] * 4)
    assert plan(request(host, 1900), host, "libxl").nodes == (0, 1)
    assert plan(request(host, 1000 - 8), host, "libxl").nodes == (0,)


def test_exactly_the_need_fits_and_one_page_less_does_not():
    host = topology([1000])
    need = needed_kib(request(host, 500)) // 1024
    assert search(request(host, 500), topology([need, 0])).best is not None
    assert search(request(host, 500), topology([need - 1, 0])).best is None


def test_distances_play_no_part():
    far = [[10, 40, 20], [40, 10, 40], [20, 40, 10]]
    host = topology([1000] * 3, distances=far)
    assert plan(request(host, 1500), host, "libxl").nodes == (0, 1)


@pytest.mark.parametrize(("cpus", "smallest"), [([4, 4, 4], 3), ([4, 4, 5], 2)])
def test_the_count_of_cpus_bounds_the_search_only_where_all_nodes_have_as_many(cpus, smallest):
    host = topology([4000] * 3, cpus=cpus)
    best = search(request(host, 100, vcpus=9), host).best
    assert best is not None
    assert len(best.nodes) == smallest


def test_a_node_without_cpus_in_the_pool_is_no_candidate():
    pools = [Cpupool(0, "Pool-0", (0, 1, 2, 3)), Cpupool(1, "rest", (4, 5, 6, 7, 8))]
    host = topology([1000, 2000, 4000], pools=pools)
    assert plan(request(host, 500), host, "libxl").nodes == (0,)
    assert plan(request(host, 500, pool="rest"), host, "libxl").nodes == (2,)
    # node 2 has one CPU in the pool: two vcpus would rather have node 1
    assert plan(request(host, 500, vcpus=2, pool="rest"), host, "libxl").nodes == (1,)


@pytest.mark.parametrize("nodes", [1, 17])
def test_one_node_and_more_than_sixteen_are_not_searched(nodes):
    host = topology([1000] * nodes)
    made = plan(request(host, 100), host, "libxl")
    assert (made.nodes, made.placed) == (tuple(range(nodes)), False)


def test_sixteen_nodes_are_searched():
    host = topology([1000] * 16)
    assert plan(request(host, 100), host, "libxl").nodes == (0,)


def test_load_counts_vcpus_by_hard_affinity_pool_and_node_affinity():
    pools = [Cpupool(0, "Pool-0", (0, 1, 2, 3, 4, 5)), Cpupool(1, "rest", (6, 7))]
    bare = topology([1, 1], pools=pools)
    host = topology(
        [1, 1], pools=pools,
        domains=[
            load(0, 3, bare),  # anywhere in Pool-0: both nodes
            load(1, 5, bare, cpus=[0, 1]),  # pinned to node 0
            load(2, 7, bare, nodes=[1]),  # node affinity 1
            load(3, 11, bare, cpus=[0], nodes=[1]),  # affinities that never meet
            load(4, 13, bare, pool=1),  # another pool
        ],
    )  # fmt: skip
    assert node_loads(host, frozenset(range(6))) == {0: 8, 1: 10}
    assert node_loads(host, frozenset(range(8))) == {0: 8, 1: 23}


# -- when it does not run -------------------------------------------------------------------------


def test_cpus_as_a_text_does_not_stop_the_search_nor_narrow_it():
    host = topology([2000, 1000])
    asked = request(host, 500, hard=[4, 5, 6, 7], cpus_form="string")
    assert plan(asked, host, "libxl").nodes == (0,)


@pytest.mark.parametrize("why", [{"cpus_form": "list"}, {"soft_given": True}])
def test_cpus_as_a_list_and_cpus_soft_switch_the_search_off(why):
    host = topology([2000, 1000])
    made = plan(request(host, 500, **why), host, "libxl")
    assert (made.nodes, made.placed) == ((0, 1), False)


def test_cpus_outside_the_pool_are_refused():
    host = topology([2000, 1000], pools=[Cpupool(0, "Pool-0", (0, 1))])
    with pytest.raises(PlacementError, match="vcpu 0 may use no CPU of cpupool Pool-0"):
        plan(request(host, 500, hard=[5], cpus_form="string"), host, "libxl")


def test_an_unknown_pool_and_an_unknown_policy_are_refused():
    host = topology([2000, 1000])
    with pytest.raises(PlacementError, match="no cpupool"):
        plan(request(host, 500, pool="gone"), host, "libxl")
    with pytest.raises(UsageError, match="best"):
        plan(request(host, 500), host, "best")
