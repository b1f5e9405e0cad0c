"""vNUMA, vcpus, memory and affinity in libxl's JSON: what is there, in which order, what is left out."""

from __future__ import annotations

import json

from xlpy.config.libxl_json import domain_config

from .reading import FOUR_BY_TWO, read


def printed(text: str, *maps):
    made, problems = read(f'name="t"\n{text}\n', options=FOUR_BY_TWO)
    assert made is not None, problems
    return domain_config(made, *(maps or ((),)))["b_info"]


def test_a_whole_list():
    made = printed(
        'vcpus=1\nmemory=3\nvnuma=[["pnode=1","size=2","vcpus=0,2","vdistances=10,40"],["size=1","vcpus=1"]]'
    )
    assert list(made)[:6] == [
        "max_vcpus", "avail_vcpus", "numa_placement", "max_memkb", "target_memkb", "vnuma_nodes",
    ]  # fmt: skip
    assert (made["max_vcpus"], made["avail_vcpus"], made["numa_placement"]) == (3, [0], "False")
    assert (made["max_memkb"], made["target_memkb"]) == (3072, 3072)
    assert json.dumps(made["vnuma_nodes"]) == json.dumps(
        [
            {"memkb": 2048, "distances": [10, 40], "pnode": 1, "vcpus": [0, 2]},
            {"memkb": 1024, "distances": [0, 0], "vcpus": [1]},
        ]
    )


def test_what_is_left_out():
    made = printed('vnuma=[["pnode=0"],["size=0"]]')
    assert "max_vcpus" not in made
    assert "target_memkb" not in made
    assert made["max_memkb"] == 0
    assert made["vnuma_nodes"] == [{"distances": [0, 0]}, {"memkb": 0, "distances": [0, 0]}]


def test_sizes_are_kib_of_64_bits():
    made = printed('vnuma=[["size=18446744073709551614"]]')
    assert made["max_memkb"] == made["vnuma_nodes"][0]["memkb"] == 2**64 - 2048


def test_affinity_of_a_text_and_of_a_list():
    every = ((0, 1),) * 3
    made = printed("vcpus=3\ncpus='0-1'\ncpus_soft=['0-1']", every, every)
    assert made["vcpu_hard_affinity"] == [[0, 1]] * 3
    assert made["vcpu_soft_affinity"] == [[0, 1]]
    assert "vcpu_hard_affinity" not in printed("vcpus=3\ncpus=[]", every)
    keys = list(printed("vcpus=3\ncpus='0'\ncpus_soft='1'", every, every))
    assert keys[2:5] == ["vcpu_hard_affinity", "vcpu_soft_affinity", "numa_placement"]
