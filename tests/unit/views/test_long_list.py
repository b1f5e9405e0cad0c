"""`xl list -l`: what a domain was made from, brought up to date."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from xlpy.machine.domain import Domain
from xlpy.machine.summary import DomainSummary
from xlpy.views.long_list import long_list
from xlpy.views.running_config import running_config, scheduling

UUID = "56a2863c-1aaa-4667-af48-f652e3a5e198"
PLAIN = {  # as xl create -n prints it
    "c_info": {"type": "pv", "name": "plain", "uuid": UUID, "run_hotplug_scripts": "True"},
    "b_info": {
        "max_vcpus": 4, "avail_vcpus": [0, 1, 2, 3], "max_memkb": 2097152, "target_memkb": 524288,
        "sched_params": {}, "claim_mode": "True", "kernel": "/labs/dummy.elf", "type.pv": {},
        "arch_arm": {}, "arch_x86": {},
    },
    "on_reboot": "restart", "on_soft_reset": "soft_reset",
}  # fmt: skip
DOMAIN = Domain(
    summary=DomainSummary(3, "plain", 262144, 1, False, False, None, False, 0), uuid=UUID,
    type="pv", vcpus_max=4, node_pages={0: 262144}, node_affinity=(0,), hard_affinity=((0,),) * 4,
    soft_affinity=((0,),) * 4, pool="Pool-0", policy="libxl", config_json=json.dumps(PLAIN),
    max_pages=524288, vcpus_available=4,
)  # fmt: skip
RECORDED = """\
[
    {
        "domid": 3,
        "config": {
            "c_info": {
                "type": "pv",
                "name": "plain",
                "domid": 4294967295,
                "uuid": "56a2863c-1aaa-4667-af48-f652e3a5e198",
                "run_hotplug_scripts": "True"
            },
            "b_info": {
                "max_vcpus": 4,
                "avail_vcpus": [
                    0,
                    1
                ],
                "max_memkb": 2097152,
                "target_memkb": 524288,
                "video_memkb": 0,
                "sched_params": {
                    "sched": "credit2",
                    "weight": 512,
                    "cap": 50
                },
                "claim_mode": "True",
                "kernel": "/labs/dummy.elf",
                "type.pv": {

                },
                "arch_arm": {

                },
                "arch_x86": {
                    "msr_relaxed": "False"
                }
            },
            "on_reboot": "restart",
            "on_soft_reset": "soft_reset"
        }
    }
]

"""


def changed(**b_info: object) -> dict[str, object]:
    return {**PLAIN, "b_info": {**PLAIN["b_info"], **b_info}}


def b_info(config, domain=DOMAIN):
    return running_config(config, domain)["b_info"]


def test_a_domain_as_real_xl_shows_it_after_vcpu_set_and_a_new_weight():
    config = changed(sched_params={"weight": 512, "cap": 50})
    domain = replace(DOMAIN, vcpus_available=2, config_json=json.dumps(config))
    assert long_list([domain]) == RECORDED


def test_name_and_uuid_are_those_of_now():
    now = replace(DOMAIN, summary=DOMAIN.summary._replace(name="new"), uuid="0-0")
    c_info = running_config(PLAIN, now)["c_info"]
    assert list(c_info) == ["type", "name", "domid", "uuid", "run_hotplug_scripts"]
    assert (c_info["name"], c_info["uuid"]) == ("new", "0-0")


def test_what_was_left_to_libxl_is_told():
    found = b_info({**PLAIN, "b_info": {"type.pv": {}, "arch_arm": {}}})
    assert list(found.items())[:5] == [
        ("max_vcpus", 4), ("avail_vcpus", [0, 1, 2, 3]), ("max_memkb", 2097152),
        ("target_memkb", 1048576), ("video_memkb", 0),
    ]  # fmt: skip
    assert list(found)[5:] == ["sched_params", "type.pv", "arch_arm", "arch_x86"]


def test_what_stands_before_and_after_the_memory_keeps_its_place():
    config = {
        **PLAIN,
        "b_info": {
            "max_vcpus": 2, "avail_vcpus": [0], "vcpu_soft_affinity": [[0]], "numa_placement": "False",
            "max_memkb": 1, "target_memkb": 2, "vnuma_nodes": [1], "sched_params": {}, "type.pv": {},
        },
    }  # fmt: skip
    assert list(b_info(config)) == [
        "max_vcpus", "avail_vcpus", "vcpu_soft_affinity", "numa_placement", "max_memkb",
        "target_memkb", "video_memkb", "vnuma_nodes", "sched_params", "type.pv", "arch_x86",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("card", "kib"),
    [({}, 8192), ({"kind": "none"}, 0), ({"kind": "std"}, 16384), ({"kind": "qxl"}, 131072)],
)
def test_video_memory_follows_the_card(card, kib):
    hvm = {key: value for key, value in PLAIN["b_info"].items() if key != "type.pv"}
    config = {**PLAIN, "b_info": {**hvm, "type.hvm": {"vga": card}}}
    assert b_info(config)["video_memkb"] == kib
    config["b_info"]["video_memkb"] = 4096
    assert b_info(config)["video_memkb"] == 4096


def test_an_architectures_own_settings_stay():
    assert b_info(changed(arch_x86={"msr_relaxed": "True"}))["arch_x86"] == {"msr_relaxed": "True"}


@pytest.mark.parametrize(
    ("scheduler", "asked", "found"),
    [
        ("credit2", {}, {"sched": "credit2", "weight": 256, "cap": 0}),
        ("credit", {"cap": 40}, {"sched": "credit", "weight": 256, "cap": 40}),
        ("credit2", {"period": 1, "slice": 2}, {"sched": "credit2", "weight": 256, "cap": 0}),
        ("rtds", {"budget": 5}, {"sched": "rtds", "period": 10000, "budget": 5}),
        ("null", {"weight": 5}, {"sched": "null"}),
    ],
)
def test_scheduling_is_that_of_the_pool(scheduler, asked, found):
    assert scheduling(scheduler, asked) == found
    domain = replace(DOMAIN, scheduler=scheduler)
    assert b_info(changed(sched_params=asked), domain)["sched_params"] == found


def test_a_domain_without_a_stored_configuration_is_left_out():
    other = replace(DOMAIN, config_json="{}")
    assert long_list([other]) == "[\n\n]\n\n"
    assert long_list([other, DOMAIN]) == long_list([DOMAIN])


def test_nothing_given_is_changed():
    config = json.loads(json.dumps(PLAIN))
    running_config(config, DOMAIN)
    assert config == PLAIN
