"""The five keys of 2013, rule by rule (vnuma.md 1.3 to 1.7): what holds, and what is said where.

`vnuma()` reads keys that begin on line 4 of a PV domain of 1024 MiB and 4 vcpus.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from xlpy.machine.vnuma import Origin

from .reading import read, seen, vnuma

SAMPLES = Path(__file__).parents[3] / "sample-configs"
PLENTY = {"vcpus": "vcpus=2000", "memory": "memory=131072"}


# -- nothing wrong --------------------------------------------------------------------------------


@pytest.mark.parametrize("strict", [False, True])
def test_five_right_keys_are_taken_as_written_and_nothing_is_said(strict):
    keys = """vnodes=2
vnumamem=[768,256]
vdistance=[10,40,40,10]
vnuma_vcpumap=[1,0,1,0]
vnuma_vnodemap=[1,0]"""
    config, problems = vnuma(keys, strict=strict)
    assert problems == []
    assert config.vnodes == 2
    assert config.sizes == (768, 256)
    assert config.distances == (10, 40, 40, 10)
    assert config.vcpu_map == (1, 0, 1, 0)
    assert config.vnodemap == (1, 0)
    assert config.autoplacement is not strict
    assert config.vnodemap_where.place == "t.cfg:8:16"
    assert config.origins == {
        "sizes": Origin("given", place="t.cfg:5:10"),
        "distances": Origin("given", place="t.cfg:6:11"),
        "vcpus": Origin("given", place="t.cfg:7:15"),
        "pnodes": Origin("given", place="t.cfg:8:16"),
    }


def test_vnodes_alone_takes_every_default_and_nothing_is_said():
    config, problems = vnuma("vnodes=2")
    assert problems == []
    assert config.sizes == (512, 512)
    assert config.distances == (10, 20, 20, 10)
    assert config.vcpu_map == (0, 1, 0, 1)
    assert config.vnodemap is None
    assert {what: origin.kind for what, origin in config.origins.items()} == {
        "sizes": "default", "distances": "default", "vcpus": "default", "pnodes": "automatic",
    }  # fmt: skip


def test_strict_wants_a_map_or_leave_to_choose_and_says_that_sizes_are_missing():
    assert vnuma("vnodes=2", strict=True) == (
        None,
        [
            ("warning", "4:8", "vnumamem is not given; using 512 512 MiB"),
            ("error", "4:8", "vnuma_vnodemap is not given"),
        ],
    )
    config, problems = vnuma("vnodes=2\nvnuma_autoplacement=1", strict=True)
    assert problems == [("warning", "4:8", "vnumamem is not given; using 512 512 MiB")]
    assert (config.sizes, config.vnodemap, config.autoplacement) == ((512, 512), None, True)


# -- vnodes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("strict", [False, True])
def test_no_vnodes_is_no_vnuma(strict):
    assert vnuma("vnodes=0", strict=strict) == (None, [])
    assert read('name="t"\nmemory=64\n')[0].vnuma is None


VNODES = [
    ("vnodes='-1'", "vnodes is -1, below zero", {}),
    ("vnodes=5", "vnodes is 5, but there are only 4 vcpus", {}),
    ("vnodes=1025", "vnodes is 1025, above the limit of 1024", PLENTY),
    ("vnodes=99999", "vnodes is 99999, above the limit of 1024", {}),
]


@pytest.mark.parametrize(("keys", "finding", "domain"), VNODES)
def test_a_wrong_number_of_vnodes_gives_no_vnuma_or_is_refused(keys, finding, domain):
    assert vnuma(keys, **domain) == (
        None, [("warning", "4:8", f"{finding}; the domain gets no vNUMA")]
    )  # fmt: skip
    assert vnuma(keys, strict=True, **domain) == (None, [("error", "4:8", finding)])


UNREADABLE = [
    ('vnodes="two"', 'vnodes is not a number: "two"'),
    ("vnodes=[2]", "vnodes is a list, one value is expected"),
    ('vnodes="2 "', 'vnodes is not a number: ` ` in "2 " is left over'),
]


@pytest.mark.parametrize(("keys", "finding"), UNREADABLE)
def test_a_number_of_vnodes_that_cannot_be_read_gives_no_vnuma_or_is_refused(keys, finding):
    assert vnuma(keys) == (None, [("warning", "4:8", finding)])
    assert vnuma(keys, strict=True) == (None, [("error", "4:8", finding)])


def test_1024_vnodes_are_allowed_and_maxvcpus_counts():
    config, problems = vnuma("vnodes=1024", **PLENTY)
    assert (config.vnodes, problems) == (1024, [])
    config, problems = vnuma("vnodes=5", vcpus="vcpus=1\nmaxvcpus=5")
    assert (config.vnodes, config.vcpu_map, problems) == (5, (0, 1, 2, 3, 4), [])
    config, problems = vnuma("vnodes=4")
    assert (config.vnodes, problems) == (4, [])


def test_other_keys_without_vnodes_have_no_effect_and_that_is_said():
    said = [("warning", "4:1", "vnumamem is given without vnodes; the domain gets no vNUMA")]
    assert vnuma("vnumamem=[512,512]\nvdistance=[10,20]") == (None, said)


@pytest.mark.parametrize("kind", ["hvm", "pvh"])
def test_the_keys_are_read_for_pv_domains_only(kind):
    config, problems = read(f'name="t"\ntype="{kind}"\nvcpus=4\nmemory=1024\nvnodes=2\n')
    assert config.vnuma is None
    assert seen(problems) == [
        ("warning", "5:1", f"vnodes is read for PV domains only, and this one is {kind}")
    ]


def test_a_xen_that_never_read_the_keys_gives_no_vnuma():
    config, problems = read('name="t"\nvcpus=4\nmemory=1024\nvnodes=2\n', pv_vnuma=False)
    assert config.vnuma is None
    assert seen(problems) == [
        ("warning", "4:1", "vnodes has no effect: Xen 4.17.7 ignores the vNUMA keys of 2013")
    ]


# -- vnumamem -------------------------------------------------------------------------------------

SPLITS = [
    ("memory=16384", 4, (4096,) * 4),
    ("memory=1000", 3, (333, 333, 334)),
    ("memory=4097", 2, (2048, 2049)),
    ("memory=256", 4, (64,) * 4),
    ("memory=512\nmaxmem=4096", 4, (1024,) * 4),  # maxmem counts, not memory
]


@pytest.mark.parametrize(("memory", "vnodes", "sizes"), SPLITS)
def test_memory_is_split_into_equal_parts_and_the_last_takes_the_rest(memory, vnodes, sizes):
    config, problems = vnuma(f"vnodes={vnodes}", memory=memory)
    assert (config.sizes, problems) == (sizes, [])


@pytest.mark.parametrize("keys", ["vnodes=5", "vnodes=5\nvnumamem=[100,100,100]"])
def test_parts_below_64_mib_give_no_vnuma_or_are_refused(keys):
    few = {"memory": "memory=300", "vcpus": "vcpus=5"}
    short = "equal parts of 300 MiB for 5 vnodes are 60 MiB, below the minimum of 64 MiB"
    config, problems = vnuma(keys, **few)
    assert config is None
    assert [(level, text) for level, _, text in problems][-1] == (
        "warning", f"{short}; the domain gets no vNUMA",
    )  # fmt: skip
    config, problems = vnuma(f"{keys}\nvnuma_autoplacement=1", strict=True, **few)
    assert config is None
    assert problems[-1][0::2] == ("error", short)


@pytest.mark.parametrize("sizes", [(64, 960), (512, 512), (960, 64)])
def test_sizes_from_64_mib_that_add_up_are_taken(sizes):
    config, problems = vnuma(f"vnodes=2\nvnumamem=[{sizes[0]},{sizes[1]}]")
    assert (config.sizes, problems) == (sizes, [])


def test_sizes_add_up_to_maxmem():
    memory = "memory=512\nmaxmem=1024"
    config, problems = vnuma("vnodes=2\nvnumamem=[512,512]", memory=memory)
    assert (config.sizes, problems) == ((512, 512), [])
    config, problems = vnuma("vnodes=2\nvnumamem=[256,256]", memory=memory)
    assert [text for _, _, text in problems] == [
        "vnumamem adds up to 512 MiB, the domain's memory is 1024 MiB; using 512 512 MiB"
    ]


SIZES = [
    ("[512]", "5:10", "vnumamem has 1 value for 2 vnodes"),
    ("[512,256,256]", "5:10", "vnumamem has 3 values for 2 vnodes"),
    ("[]", "5:10", "vnumamem has 0 values for 2 vnodes"),
    ("[63,961]", "5:11", "vnumamem 63 is below the minimum of 64 MiB"),
    ("[961,63]", "5:15", "vnumamem 63 is below the minimum of 64 MiB"),
    ("[10,20]", "5:11", "vnumamem 10 and 20 are below the minimum of 64 MiB"),
    ("['-512',1536]", "5:11", "vnumamem -512 is below the minimum of 64 MiB"),
    ("[64,4294967295]", "5:14", "vnumamem 4294967295 is beyond 32 bits"),
    (
        "[64,4294967294]", "5:10",
        "vnumamem adds up to 4294967358 MiB, the domain's memory is 1024 MiB",
    ),
    ("[512,511]", "5:10", "vnumamem adds up to 1023 MiB, the domain's memory is 1024 MiB"),
    ("[512,513]", "5:10", "vnumamem adds up to 1025 MiB, the domain's memory is 1024 MiB"),
    ("512", "5:10", "vnumamem is not a list"),
    ("['x',512]", "5:11", 'vnumamem has "x", not a number'),
    ("[512,[512]]", "5:15", "vnumamem has a list, not a number"),
    ("['99999999999999999999',512]", "5:11", 'vnumamem has "99999999999999999999", not a number'),
]  # fmt: skip


@pytest.mark.parametrize(("value", "place", "finding"), SIZES)
def test_wrong_sizes_fall_back_to_equal_parts_or_are_refused(value, place, finding):
    keys = f"vnodes=2\nvnumamem={value}"
    config, problems = vnuma(keys)
    assert problems == [("warning", place, f"{finding}; using 512 512 MiB")]
    assert config.sizes == (512, 512)
    assert config.origins["sizes"] == Origin("fall-back", finding, "t.cfg:5:10")
    assert vnuma(f"{keys}\nvnuma_vnodemap=[0,1]", strict=True) == (
        None, [("error", place, finding)]
    )  # fmt: skip


@pytest.mark.parametrize("strict", [False, True])
def test_what_follows_a_number_is_dropped_with_a_warning(strict):
    keys = "vnodes=2\nvnumamem=['512MB',' 512']\nvnuma_vnodemap=[0,1]"
    config, problems = vnuma(keys, strict=strict)
    assert config.sizes == (512, 512)
    assert problems == [("warning", "5:11", 'vnumamem: "512MB" is read as 512')]


# -- vdistance ------------------------------------------------------------------------------------

DISTANCES = [
    (2, "[10,30]", (10, 30, 30, 10)),
    (2, "[10,40,40,10]", (10, 40, 40, 10)),
    (2, "[0,65534]", (0, 65534, 65534, 0)),
    (3, "[10,20]", (10, 20, 20, 20, 10, 20, 20, 20, 10)),
    (3, "[10,20,30,20,10,40,30,40,10]", (10, 20, 30, 20, 10, 40, 30, 40, 10)),
    (1, "[11]", (11,)),
    (1, "[11,30]", (11,)),
    (4, "[10,17]", tuple(10 if i % 5 == 0 else 17 for i in range(16))),
]


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(("vnodes", "value", "matrix"), DISTANCES)
def test_two_distances_are_spread_and_a_whole_matrix_is_taken(vnodes, value, matrix, strict):
    sizes = [1024 // vnodes] * (vnodes - 1)
    sizes.append(1024 - sum(sizes))
    keys = f"vnodes={vnodes}\nvdistance={value}\nvnumamem={sizes}\nvnuma_autoplacement=1"
    config, problems = vnuma(keys, strict=strict)
    assert (config.distances, problems) == (matrix, [])
    assert config.origins["distances"].kind == "given"


WRONG_DISTANCES = [
    (2, "[10]", "5:11", "vdistance has 1 value; for 2 vnodes it needs 2 or 4"),
    (2, "[10,20,20]", "5:11", "vdistance has 3 values; for 2 vnodes it needs 2 or 4"),
    (4, "[10,30,10,30]", "5:11", "vdistance has 4 values; for 4 vnodes it needs 2 or 16"),
    (2, "[]", "5:11", "vdistance has 0 values; for 2 vnodes it needs 2 or 4"),
    (2, "[20,10]", "5:12", "vdistance 20 (local) is not less than 10 (remote)"),
    (2, "[10,10]", "5:12", "vdistance 10 (local) is not less than 10 (remote)"),
    (2, "[10,65535]", "5:15", "vdistance 65535 is not in 0..65534"),
    (2, "['-1',20]", "5:12", "vdistance -1 is not in 0..65534"),
    (2, "[10,40,40,11]", "5:21", "vdistance has local distance 11 for vnode 1, but 10 for vnode 0"),
    (2, "[10,40,10,10]", "5:18", "vdistance from vnode 1 to 0 is 10, not more than the local 10"),
    (2, "[10,'x']", "5:15", 'vdistance has "x", not a number'),
    (2, "20", "5:11", "vdistance is not a list"),
]


@pytest.mark.parametrize(("vnodes", "value", "place", "finding"), WRONG_DISTANCES)
def test_wrong_distances_fall_back_to_10_and_20_or_are_refused(vnodes, value, place, finding):
    keys = f"vnodes={vnodes}\nvdistance={value}"
    config, problems = vnuma(keys)
    assert problems == [("warning", place, f"{finding}; using 10 (local) and 20 (remote)")]
    assert set(config.distances) == {10, 20}
    assert config.distances[:: vnodes + 1] == (10,) * vnodes
    assert config.origins["distances"] == Origin("fall-back", finding, "t.cfg:5:11")
    sizes = [1024 // vnodes] * vnodes
    more = f"vnumamem={sizes}\nvnuma_autoplacement=1"
    assert vnuma(f"{keys}\n{more}", strict=True) == (None, [("error", place, finding)])


@pytest.mark.parametrize("strict", [False, True])
def test_a_lopsided_matrix_is_taken_with_a_warning(strict):
    keys = "vnodes=2\nvdistance=[10,40,50,10]\nvnumamem=[512,512]\nvnuma_vnodemap=[0,1]"
    config, problems = vnuma(keys, strict=strict)
    assert config.distances == (10, 40, 50, 10)
    assert problems == [
        ("warning", "5:18", "vdistance from vnode 1 to 0 is 50, but 40 the other way")
    ]


# -- vnuma_vcpumap --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("vnodes", "vcpus", "expected"),
    [(4, "vcpus=4", (0, 1, 2, 3)), (2, "vcpus=4", (0, 1, 0, 1)), (3, "vcpus=4", (0, 1, 2, 0)),
     (2, "vcpus=1\nmaxvcpus=3", (0, 1, 0))],
)  # fmt: skip
def test_vcpus_go_round_robin(vnodes, vcpus, expected):
    config, problems = vnuma(f"vnodes={vnodes}", vcpus=vcpus)
    assert (config.vcpu_map, problems) == (expected, [])


@pytest.mark.parametrize("value", [(1, 1, 0, 0), (1, 0, 1, 0), (0, 0, 0, 1)])
def test_a_map_that_leaves_no_vnode_out_is_taken(value):
    config, problems = vnuma(f"vnodes=2\nvnuma_vcpumap={[*value]}")
    assert (config.vcpu_map, problems) == (value, [])


def test_the_map_has_an_entry_for_every_vcpu_of_maxvcpus():
    vcpus = "vcpus=2\nmaxvcpus=4"
    config, problems = vnuma("vnodes=2\nvnuma_vcpumap=[1,1,0,0]", vcpus=vcpus)
    assert (config.vcpu_map, problems) == ((1, 1, 0, 0), [])
    _, problems = vnuma("vnodes=2\nvnuma_vcpumap=[1,0]", vcpus=vcpus)
    assert [text for _, _, text in problems] == [
        "vnuma_vcpumap has 2 values for 4 vcpus; using 0 1 0 1"
    ]


MAPS = [
    ("[0,1]", [("5:15", "vnuma_vcpumap has 2 values for 4 vcpus")]),
    ("[0,1,0,1,0]", [("5:15", "vnuma_vcpumap has 5 values for 4 vcpus")]),
    ("[0,0,0,0]", [("5:15", "vnuma_vcpumap leaves vnode 1 without a vcpu")]),
    ("[0,1,2,0]", [("5:20", "vnuma_vcpumap puts vcpu 2 on vnode 2, but vnodes are 0 to 1")]),
    ("[0,1,'-1',0]", [("5:20", "vnuma_vcpumap puts vcpu 2 on vnode -1, but vnodes are 0 to 1")]),
    ("[0,1,0,'x']", [("5:22", 'vnuma_vcpumap has "x", not a number')]),
    ("['x',[0],0,1]",
     [("5:16", 'vnuma_vcpumap has "x", not a number'),
      ("5:20", "vnuma_vcpumap has a list, not a number")]),
    ("1", [("5:15", "vnuma_vcpumap is not a list")]),
    ("[7]",
     [("5:15", "vnuma_vcpumap has 1 value for 4 vcpus"),
      ("5:15", "vnuma_vcpumap leaves vnode 0, 1 without a vcpu"),
      ("5:16", "vnuma_vcpumap puts vcpu 0 on vnode 7, but vnodes are 0 to 1")]),
]  # fmt: skip


@pytest.mark.parametrize(("value", "findings"), MAPS)
def test_a_wrong_vcpu_map_falls_back_to_round_robin_or_is_refused(value, findings):
    keys = f"vnodes=2\nvnuma_vcpumap={value}"
    config, problems = vnuma(keys)
    assert problems == [
        ("warning", place, f"{finding}; using 0 1 0 1") for place, finding in findings
    ]
    assert config.vcpu_map == (0, 1, 0, 1)
    assert config.origins["vcpus"].kind == "fall-back"
    more = "vnumamem=[512,512]\nvnuma_vnodemap=[0,1]"
    assert vnuma(f"{keys}\n{more}", strict=True) == (
        None, [("error", place, finding) for place, finding in findings]
    )  # fmt: skip


# -- vnuma_vnodemap and vnuma_autoplacement -------------------------------------------------------

WRONG_NODES = [
    ("[1]", "5:16", "vnuma_vnodemap has 1 value for 2 vnodes"),
    ("[1,0,1]", "5:16", "vnuma_vnodemap has 3 values for 2 vnodes"),
    ("[1,'-1']", "5:19", "vnuma_vnodemap names node -1, below zero"),
    ("[1,'x']", "5:19", 'vnuma_vnodemap has "x", not a number'),
    ("1", "5:16", "vnuma_vnodemap is not a list"),
]


@pytest.mark.parametrize(("value", "place", "finding"), WRONG_NODES)
def test_a_wrong_node_map_is_replaced_or_refused_unless_nodes_may_be_chosen(value, place, finding):
    keys = f"vnodes=2\nvnuma_vnodemap={value}\nvnumamem=[512,512]"
    replaced = ("warning", place, f"{finding}; nodes are chosen automatically")
    for more, strict in [("", False), ("\nvnuma_autoplacement=1", True)]:
        config, problems = vnuma(keys + more, strict=strict)
        assert problems == [replaced]
        assert config.vnodemap is None
        assert config.origins["pnodes"] == Origin("fall-back", finding, "t.cfg:5:16")
    assert vnuma(keys, strict=True) == (None, [("error", place, finding)])


@pytest.mark.parametrize("strict", [False, True])
def test_whether_a_node_exists_is_for_the_host_to_say(strict):
    keys = "vnodes=2\nvnuma_vnodemap=[0,63]\nvnumamem=[512,512]"
    config, problems = vnuma(keys, strict=strict)
    assert (config.vnodemap, problems) == ((0, 63), [])


def test_version_2_always_chooses_where_there_is_no_map():
    config, problems = vnuma("vnodes=2\nvnuma_autoplacement=1")
    assert (config.autoplacement, problems) == (True, [])
    config, problems = vnuma("vnodes=2\nvnuma_autoplacement=0")
    assert config.autoplacement
    [(level, place, text)] = problems
    assert (level, place) == ("warning", "5:21")
    assert text.startswith("vnuma_autoplacement=0 has no effect: ")


def test_an_autoplacement_that_cannot_be_read_is_ignored_or_refused():
    keys = "vnodes=2\nvnumamem=[512,512]\nvnuma_vnodemap=[0,1]\nvnuma_autoplacement='yes'"
    finding = 'vnuma_autoplacement is not a number: "yes"'
    config, problems = vnuma(keys)
    assert (config.vnodemap, problems) == ((0, 1), [("warning", "7:21", finding)])
    assert vnuma(keys, strict=True) == (None, [("error", "7:21", finding)])


# -- all at once, and other spellings -------------------------------------------------------------


def test_every_problem_of_every_key_is_told_at_once():
    keys = "vnodes=2\nvnumamem=[1]\nvdistance=[1]\nvnuma_vcpumap=[0]\nvnuma_vnodemap=[1]"
    told = ["5:10", "5:11", "6:11", "7:15", "7:15", "8:16"]
    config, problems = vnuma(keys)
    assert [place for _, place, _ in problems] == told
    assert {level for level, _, _ in problems} == {"warning"}
    assert {origin.kind for origin in config.origins.values()} == {"fall-back"}
    config, problems = vnuma(keys, strict=True)
    assert config is None
    assert [place for _, place, _ in problems] == told
    assert {level for level, _, _ in problems} == {"error"}


OTHER_NAMES = [
    ("vnuma_mem=[512,512]", "vnumamem", "; using 512 512 MiB", "sizes"),
    ("vnuma_distance=[10,30]", "vdistance", "; using 10 (local) and 20 (remote)", "distances"),
    ("vcpu_to_vnode=[1,1,0,0]", "vnuma_vcpumap", "; using 0 1 0 1", "vcpus"),
    ("vnode_to_pnode=[1,0]", "vnuma_vnodemap", "; nodes are chosen automatically", "pnodes"),
]


@pytest.mark.parametrize(("keys", "meant", "used", "what"), OTHER_NAMES)
def test_names_that_were_never_read_have_no_effect_and_say_what_holds(keys, meant, used, what):
    name = keys.partition("=")[0]
    config, problems = vnuma(f"vnodes=2\n{keys}")
    assert problems == [
        ("warning", "5:1", f"{name} is not a key of xl.cfg (did you mean {meant}?){used}")
    ]
    default, _ = vnuma("vnodes=2")
    assert config.model_copy(update={"origins": default.origins}) == default
    changed = [key for key in default.origins if config.origins[key] != default.origins[key]]
    assert changed == [what]
    origin = config.origins[what]
    assert (origin.kind, origin.place) == (default.origins[what].kind, "t.cfg:5:1")
    assert origin.detail.endswith(f"{name} is not a key")


def test_vnuma_nodes_is_not_vnodes():
    said = "vnuma_nodes is not a key of xl.cfg (did you mean vnodes?), it has no effect"
    assert vnuma("vnuma_nodes=2") == (None, [("warning", "4:1", said)])


# -- the examples of the series -------------------------------------------------------------------


def test_rcbig_draws_exactly_four_warnings():
    text = (SAMPLES / "rcbig.cfg").read_text()
    config, problems = read(text)
    sizes = "using 4096 4096 4096 4096 MiB"
    assert seen(problems) == [
        ("warning", "5:12", f"vnumamem has 2 values for 4 vnodes; {sizes}"),
        ("warning", "5:13", f"vnumamem 10 is below the minimum of 64 MiB; {sizes}"),
        ("warning", "6:1", "vnuma_distance is not a key of xl.cfg (did you mean vdistance?);"
         " using 10 (local) and 20 (remote)"),
        ("warning", "7:1", "vcpu_to_vnode is not a key of xl.cfg (did you mean vnuma_vcpumap?);"
         " using 0 1 2 3"),
    ]  # fmt: skip
    assert [problem.place for problem in problems] == [
        "t.cfg:5:12", "t.cfg:5:13", "t.cfg:6:1", "t.cfg:7:1"
    ]  # fmt: skip
    assert config.vnuma.sizes == (4096,) * 4
    assert config.vnuma.vcpu_map == (0, 1, 2, 3)
    assert config.vnuma.vnodemap is None


def test_rcbig_is_refused_at_vnumamem_in_strict_mode():
    config, problems = read((SAMPLES / "rcbig.cfg").read_text(), strict=True)
    assert config is None
    assert [(p.line, p.key) for p in problems if p.severity == "error"] == [
        (4, "vnodes"), (5, "vnumamem"), (5, "vnumamem")
    ]  # fmt: skip


@pytest.mark.parametrize("strict", [False, True])
def test_rc9_draws_no_warning(strict):
    config, problems = read((SAMPLES / "rc9.cfg").read_text(), strict=strict)
    assert problems == ()
    assert config.vnuma.sizes == (2048, 2048)
    assert config.vnuma.distances == (10, 40, 40, 10)
    assert config.vnuma.vcpu_map == (1, 0, 1, 0)
    assert config.vnuma.vnodemap == (1, 0)
