"""What a host is asked to build for a configuration, and what is refused before."""

from __future__ import annotations

import pytest

from xlpy import pipeline
from xlpy.drafting import share
from xlpy.errors import ConfigError, HostError, Unsupported, XlError
from xlpy.syntax.source import Source

TWO = '[["pnode=1","size=512","vcpus=1,3","vdistances=10,40"],["size=256","vcpus=0,2"]]'


def create(host, *lines, policy=None):
    text = "\n".join(['name="d"', *lines, ""])
    config = pipeline.load(Source("d.cfg", text.encode()), host).config
    return host.domain(pipeline.create(config, host, policy=policy).domid)


def ranges(domain):
    return [(r.nid, r.start >> 20, r.end >> 20) for r in domain.vnuma.topology.vmemranges]


def test_a_list_becomes_a_topology(new_host):
    domain = create(new_host("lab-2n"), 'type="hvm"', "vcpus=4", f"vnuma={TWO}")
    topology = domain.vnuma.topology
    assert ranges(domain) == [(0, 0, 504), (1, 504, 760)]  # 8 MiB of video memory
    assert topology.vcpu_to_vnode == (1, 0, 1, 0)
    assert topology.vnode_to_pnode == (1, 0)
    assert topology.vdistance == (10, 40, 0, 0)
    assert domain.vnuma.size_mib == (512, 256)
    origins = domain.vnuma.origins
    assert origins["sizes"].kind == origins["vcpus"].kind == "given"
    assert origins["sizes"].place == "d.cfg:4:7"
    assert str(origins["distances"]) == "default: 0 where vdistances are missing (vnode 1)"
    assert origins["pnodes"].kind == "automatic"
    assert "vnode 1" in origins["pnodes"].detail


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (['vga="none"'], [(0, 0, 2048), (1, 2048, 3840), (1, 4096, 4352)]),
        (['vga="stdvga"'], [(0, 0, 2032), (1, 2032, 3840), (1, 4096, 4336)]),
        (["stdvga=1"], [(0, 0, 2032), (1, 2032, 3840), (1, 4096, 4336)]),
        (["videoram=64"], [(0, 0, 1984), (1, 1984, 3840), (1, 4096, 4288)]),
        (['vga="none"', "mmio_hole=1024"], [(0, 0, 2048), (1, 2048, 3072), (1, 4096, 5120)]),
    ],
    ids=str,
)
def test_video_memory_and_the_hole_shape_the_layout(new_host, lines, wanted):
    vnuma = 'vnuma=[["pnode=0","size=2048","vcpus=0"],["pnode=1","size=2048","vcpus=1"]]'
    domain = create(new_host("lab-2n"), 'type="hvm"', "vcpus=2", *lines, vnuma)
    assert ranges(domain) == wanted


def test_a_pv_domain_has_a_list_where_the_host_knows_pv_vnuma(host):
    domain = create(host, "vcpus=4", f"vnuma={TWO}")
    assert ranges(domain) == [(0, 0, 512), (1, 512, 768)]
    assert domain.vnuma.pages[0] == {1: 512 * 256}


@pytest.mark.parametrize(
    ("profile", "type_", "status"),
    [("lab-2n", "pv", 6), ("lab-2n", "pvh", 3), ("heatpipe", "hvm", 6), ("heatpipe", "pvh", 6)],
)
def test_what_libxl_cannot_build(new_host, profile, type_, status):
    host = new_host(profile)
    before = host.topology()
    with pytest.raises(Unsupported) as refusal:
        create(host, f'type="{type_}"', 'kernel="/k"', "vcpus=4", f"vnuma={TWO}")
    assert refusal.value.exit_code == status
    assert refusal.value.hint
    assert host.topology() == before


def test_every_reason_why_it_cannot_be_built_is_told(new_host):
    host = new_host("lab-2n")
    twice = '[["size=64","vcpus=0-1","vdistances=20,10"],["size=64","vcpus=1","vdistances=20,10"]]'
    with pytest.raises(ConfigError) as refusal:
        create(host, 'type="hvm"', "vcpus=3", "maxvcpus=3", f"vnuma={twice}")
    assert refusal.value.exit_code == 3
    texts = [p.text for p in refusal.value.problems if p.severity == "error"]
    assert len(texts) == 3, texts  # vcpu 1 twice, vcpu 2 nowhere, a distance below the local one
    assert len(host.domains()) == 1


def test_a_vnode_too_small_for_the_video_memory(new_host):
    small = '[["size=4","vcpus=0"],["size=512","vcpus=1"]]'
    with pytest.raises(XlError, match="vnode 0 has 4 MiB, less than the 8 MiB") as refusal:
        create(new_host("lab-2n"), 'type="hvm"', "vcpus=2", f"vnuma={small}")
    assert refusal.value.exit_code == 3


def test_a_domain_smaller_than_its_video_memory(new_host):
    with pytest.raises(HostError, match="the video memory alone 128 MiB") as refusal:
        create(new_host("lab-2n"), 'type="hvm"', 'vga="qxl"', "memory=100")
    assert refusal.value.exit_code == 3


def test_more_vnodes_than_xen_takes(new_host):
    many = ",".join(f'["pnode=0","size=16","vcpus={v}"]' for v in range(33))
    with pytest.raises(XlError, match="33 vnodes") as refusal:
        create(new_host("lab-2n"), 'type="hvm"', 'vga="none"', "maxvcpus=33", f"vnuma=[{many}]")
    assert refusal.value.exit_code == 3


@pytest.mark.parametrize(
    ("pages", "sizes", "wanted"),
    [(100, (1, 1), (50, 50)), (10, (1, 2), (3, 7)), (0, (5, 5), (0, 0)), (7, (0, 1), (0, 7))],
)
def test_pages_are_shared_by_size(pages, sizes, wanted):
    assert share(pages, sizes) == wanted
