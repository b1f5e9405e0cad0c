"""How the series of 2013 chooses a node for each vnode (vnuma.md 1.7), in both modes."""

from pathlib import Path

import pytest

from xlpy import pipeline
from xlpy.errors import PlacementError
from xlpy.placement.plan import plan
from xlpy.syntax.source import Source

from .asking import load, pnodes, request, topology

SAMPLES = Path(__file__).parents[3] / "sample-configs"


def sample(name: str) -> Source:
    return Source(name, (SAMPLES / name).read_bytes())


def seed_host():
    """The heatpipe: what dom0 leaves free of its two nodes."""
    bare = topology([10753, 11574])
    return topology([10753, 11574], domains=[load(0, 8, bare)])


# -- first fit ------------------------------------------------------------------------------------


def test_seed_example_1_fills_node_0_with_two_vnodes_and_node_1_with_the_others():
    host = seed_host()
    made = plan(request(host, 16384, vcpus=4, type="pv", sizes=[4096] * 4), host, "2013-v2")
    assert made.nodes == (0, 1)
    assert pnodes(made) == (0, 0, 1, 1)
    assert [vnode.vcpus for vnode in made.vnodes] == [(0,), (1,), (2,), (3,)]


def test_seed_example_1_from_its_file_on_the_heatpipe(host):
    config = pipeline.load(sample("rcbig.cfg"), host).config
    made, warnings = pipeline.plan_domain(config, host)
    assert pnodes(made) == (0, 0, 1, 1)
    assert warnings == ()


def test_seed_example_2_is_mapped_as_written(host):
    config = pipeline.load(sample("rc9.cfg"), host).config
    made, warnings = pipeline.plan_domain(config, host)
    assert pnodes(made) == (1, 0)
    assert made.nodes == (0, 1)
    assert [vnode.vcpus for vnode in made.vnodes] == [(1, 3), (0, 2)]
    assert warnings == ()


@pytest.mark.parametrize("policy", ["2013-v2", "2013-v3", "libxl"])
def test_a_domain_that_fits_on_the_chosen_node_lies_there_whole(policy):
    host = topology([2000, 3000])
    made = plan(request(host, 512, vcpus=2, sizes=[256, 256]), host, policy)
    assert made.nodes == (1,)
    assert pnodes(made) == (1, 1)


def test_a_node_with_exactly_the_domains_memory_takes_all_of_it_before_first_fit():
    host = topology([600, 1000])
    made = plan(request(host, 1000, vcpus=2, sizes=[500, 500]), host, "2013-v2")
    assert made.nodes == (0, 1)
    assert pnodes(made) == (1, 1)
    made = plan(request(host, 1001, vcpus=2, sizes=[500, 501]), host, "2013-v2")
    assert pnodes(made) == (0, 1)


def test_small_vnodes_slip_in_where_a_large_one_did_not_fit():
    host = topology([1000, 2000, 100])
    asked = request(host, 2600, vcpus=4, sizes=[1500, 700, 200, 200])
    made = plan(asked, host, "2013-v2")
    assert made.nodes == (0, 1)
    assert pnodes(made) == (1, 0, 0, 1)


def test_a_vnode_that_fits_nowhere_gets_no_node_and_the_reason_says_so():
    host = topology([1000, 1000])
    made = plan(request(host, 1800, vcpus=2, sizes=[1500, 300]), host, "2013-v2")
    assert pnodes(made) == (None, 0)
    assert made.reasons[-1].endswith("no node has room for vnode 0")


def test_exactly_the_free_memory_fits():
    host = topology([1000, 1000])
    made = plan(request(host, 1500, vcpus=2, sizes=[1000, 500]), host, "2013-v2")
    assert pnodes(made) == (0, 1)


def test_on_one_node_every_vnode_lies_there():
    host = topology([4000], cpus=8)
    made = plan(request(host, 1024, vcpus=4, sizes=[256] * 4), host, "2013-v2")
    assert (made.nodes, made.placed) == ((0,), False)
    assert pnodes(made) == (0, 0, 0, 0)


def test_on_one_node_too_small_for_all_the_first_vnodes_get_it():
    host = topology([600])
    made = plan(request(host, 1024, vcpus=4, sizes=[256] * 4), host, "2013-v2")
    assert pnodes(made) == (0, 0, None, None)


# -- cpus= ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["string", "list"])
def test_with_cpus_version_2_leaves_every_vnode_without_a_node(form):
    host = topology([2000, 3000])
    asked = request(host, 512, vcpus=2, sizes=[256, 256], hard=[0], cpus_form=form)
    made = plan(asked, host, "2013-v2")
    assert (made.nodes, made.placed) == ((0, 1), False)
    assert pnodes(made) == (None, None)


@pytest.mark.parametrize("form", ["string", "list"])
def test_with_cpus_version_3_fills_all_nodes_and_ignores_the_pinning(form):
    host = topology([2000, 3000])
    asked = request(host, 2500, vcpus=2, sizes=[1250, 1250], hard=[0], cpus_form=form)
    made = plan(asked, host, "2013-v3")
    assert (made.nodes, made.placed) == ((0, 1), False)
    assert pnodes(made) == (1, 1)  # node 1 is the first with room for all


def test_with_cpus_a_usable_map_still_holds():
    host = topology([2000, 3000])
    asked = request(
        host, 512, vcpus=2, sizes=[256, 256], hard=[0], cpus_form="list", vnodemap=[1, 0]
    )
    assert pnodes(plan(asked, host, "2013-v2")) == (1, 0)


# -- vnuma_vnodemap -------------------------------------------------------------------------------


def test_a_usable_map_holds_and_switches_the_search_off():
    bare = topology([2000, 3000])
    host = topology([2000, 3000], domains=[load(1, 50, bare, nodes=[0])])
    asked = request(host, 512, vcpus=2, sizes=[256, 256], vnodemap=[0, 0])
    made = plan(asked, host, "2013-v2")
    assert (made.nodes, made.placed, pnodes(made)) == ((0,), True, (0, 0))
    assert made.soft_affinity == (0, 1, 2, 3)
    assert made.reasons == ("the nodes are those of vnuma_vnodemap",)


def test_a_map_that_fills_a_node_to_the_last_page_is_usable():
    host = topology([1000, 1000])
    asked = request(host, 1000, vcpus=2, sizes=[600, 400], vnodemap=[1, 1], autoplacement=False)
    assert pnodes(plan(asked, host, "2013-v3")) == (1, 1)


UNUSABLE = [
    ([0, 2], [256, 256], "vnode 1 asks for node 2, the host has nodes 0, 1"),
    ([1, 1], [600, 500], "its vnodes need 1100 MiB on node 1, which has 1000 MiB free"),
]


@pytest.mark.parametrize(("vnodemap", "sizes", "why"), UNUSABLE)
def test_an_unusable_map_with_autoplacement_is_replaced(vnodemap, sizes, why):
    host = topology([3000, 1000])
    asked = request(host, sum(sizes), vcpus=2, sizes=sizes, vnodemap=vnodemap)
    assert pnodes(plan(asked, host, "2013-v2")) == (0, 0)
    assert pnodes(plan(asked, host, "2013-v3")) == (0, 0)


@pytest.mark.parametrize(("vnodemap", "sizes", "why"), UNUSABLE)
def test_an_unusable_map_without_autoplacement_is_refused(vnodemap, sizes, why):
    host = topology([3000, 1000])
    asked = request(host, sum(sizes), vcpus=2, sizes=sizes, vnodemap=vnodemap, autoplacement=False)
    with pytest.raises(PlacementError) as refusal:
        plan(asked, host, "2013-v3")
    assert refusal.value.rejected == {"vnuma_vnodemap": why}
    assert "vnuma_autoplacement=1" in str(refusal.value.hint)


MAPPED = b"""name="t"
memory=512
vcpus=2
vnodes=2
vnumamem=[256,256]
vnuma_vnodemap=[0,7]
"""


def test_the_pipeline_warns_where_version_2_replaces_a_map(host):
    config = pipeline.load(Source("t.cfg", MAPPED), host).config
    _, warnings = pipeline.plan_domain(config, host)
    assert [(w.severity, w.place, w.key) for w in warnings] == [
        ("warning", "t.cfg:6:16", "vnuma_vnodemap")
    ]
    assert warnings[0].text == (
        "vnuma_vnodemap cannot be used: vnode 1 asks for node 7, the host has nodes 0, 1;"
        " nodes are chosen automatically"
    )


def test_the_pipeline_refuses_in_strict_mode_unless_autoplacement_is_on(host):
    config = pipeline.load(Source("t.cfg", MAPPED), host, strict=True).config
    with pytest.raises(PlacementError):
        pipeline.plan_domain(config, host)
    source = Source("t.cfg", MAPPED + b"vnuma_autoplacement=1\n")
    config = pipeline.load(source, host, strict=True).config
    _, warnings = pipeline.plan_domain(config, host)
    assert len(warnings) == 1
