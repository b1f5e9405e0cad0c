"""`vnuma=[[…]]`: what is read, what is refused, and what is said besides (vnuma.md 2.1, 2.2)."""

from __future__ import annotations

import pytest

from xlpy.config.load import LoadOptions

from .reading import FOUR_BY_TWO, read, seen

WHOLE = '"size=64","vdistances=10"'  # with vcpus nothing is left to say of a single vnode


def listed(value: str, keys: str = "", options: LoadOptions = FOUR_BY_TWO):
    """The configuration and what was said; `value` is on line 2, `keys` come after it."""
    text = f'name="t"\nvnuma={value}\n{keys}\ntype="hvm"\n'
    config, problems = read(text, options=options)
    return config, seen(problems)


def errors(value: str, keys: str = "", options: LoadOptions = FOUR_BY_TWO):
    config, said = listed(value, keys, options)
    found = [(place, text) for severity, place, text in said if severity == "error"]
    assert (config is None) == bool(found)
    return found


def vnodes(value: str, keys: str = ""):
    config, said = listed(value, keys)
    assert config is not None, said
    return config.vnuma_nodes.nodes


def said_of(items: str):
    """Warnings about the texts of one vnode that has all it needs."""
    config, said = listed(f"[[{items}]]")
    assert config is not None, said
    return [
        (place, text) for _, place, text in said if place not in {"2:7", "2:8"}
    ]  # not about the whole


def test_a_list_without_anything_to_say_about():
    config, said = listed(
        '[["pnode=1","size=512","vcpus=0,2-3","vdistances=10,21"],'
        '["size=256","vcpus=1","vdistances=22,10"]]', "memory=768\nvcpus=4",
    )  # fmt: skip
    assert said == []
    made = config.vnuma_nodes
    assert [(n.pnode, n.size_mib, n.vcpus, n.distances, n.distances_given) for n in made.nodes] == [
        (1, 512, (0, 2, 3), (10, 21), 2), (None, 256, (1,), (22, 10), 2),
    ]  # fmt: skip
    assert (made.total_mib, made.total_vcpus) == (768, 4)
    assert (made.where.place, made.nodes[1].where.place) == ("t.cfg:2:7", "t.cfg:2:64")
    assert (config.max_vcpus, config.max_mib, config.target_mib) == (4, 768, 768)


@pytest.mark.parametrize("value", ["[]", '"x"', "3"])
def test_no_list_and_an_empty_one_mean_no_vnuma(value):
    config, said = listed(value)
    assert config.vnuma_nodes is None
    assert [text for _, _, text in said] == (
        [] if value == "[]" else ["vnuma is one value, so the domain gets no vNUMA"]
    )


def test_what_is_left_out():
    (node,) = vnodes("[[]]")
    assert (node.pnode, node.size_mib, node.size_given) == (None, 0, False)
    assert (node.vcpus, node.distances, node.distances_given) == ((), (0,), 0)
    assert [text for _, _, text in listed("[[]]")[1]] == [
        "vcpu 0 of 1 is in no vnode",
        "vnode 0 has no size",
        "vnode 0 has no vcpus",
        "vnode 0 has distances that are missing, or 0: Linux ignores such a table",
    ]


def test_a_size_of_0_was_given():
    (node,) = vnodes('[["size=0"]]')
    assert (node.size_mib, node.size_given) == (0, True)
    assert "vnode 0 has no memory" in [text for _, _, text in listed('[["size=0"]]')[1]]


@pytest.mark.parametrize(
    ("item", "field", "value"),
    [
        ("pnode= 1", "pnode", 1),
        (" size = 5 ", "size_mib", 5),
        ("\\tsize\\t=\\t5", "size_mib", 5),
        ("size==5", "size_mib", 5),
        ("size=010", "size_mib", 10),
        ("size=+3", "size_mib", 3),
        ("vcpus=2,0-1,,2", "vcpus", (0, 1, 2)),
        ("vdistances=7", "distances", (7,)),
        ("vdistances=4294967297", "distances", (1,)),
    ],
)
def test_values(item, field, value):
    (node,) = vnodes(f'[["{item}"]]')
    assert getattr(node, field) == value


@pytest.mark.parametrize(
    ("item", "field", "value", "warning"),
    [
        ("size=512MB", "size_mib", 512, 'has size "512MB", read as 512'),
        ("size=5 ", "size_mib", 5, None),
        ("size=-2", "size_mib", 2**64 - 2, 'has size "-2", read as 18446744073709551614'),
        ("size=1=2", "size_mib", 1, 'has more than one "="; size is read as "1"'),
        ("Size=7", "size_mib", 64, 'has the unknown key "Size" (did you mean size?), which has no effect'),
        ("vdistance=7", "distances", (10,),
         'has the unknown key "vdistance" (did you mean vdistances?), which has no effect'),
        ("zzz=7", "size_mib", 64, 'has the unknown key "zzz", which has no effect'),
        ("vcpus=foo", "vcpus", (0,), 'has "foo" among its vcpus, which is not a number; it means vcpu 0'),
        ("vcpus=0,3-1", "vcpus", (0,), 'has "3-1" among its vcpus, which runs backwards; it means no vcpu'),
        ("vcpus=1x", "vcpus", (1,), 'has "1x" among its vcpus, which has "x" left over; it means vcpu 1'),
        ("vcpus=0-1-2", "vcpus", (0, 1),
         'has "0-1-2" among its vcpus, which has "-2" left over; it means vcpu 0-1'),
        ("vcpus=0,0", "vcpus", (0,), "names vcpu 0 again, which counts once more"),
        ("vcpus=0,8", "vcpus", (0,), 'counts "8" but keeps vcpus below 8 only'),
    ],
)  # fmt: skip
def test_what_is_odd_is_read_as_in_xl_with_a_warning(item, field, value, warning):
    assert getattr(vnodes(f'[[{WHOLE},"{item}"]]')[0], field) == value
    wanted = [("2:35", f"vnode 0 {warning}")] if warning else []
    if item.startswith("size"):
        wanted.append(("2:35", "vnode 0 has size more than once; the last one holds, but all are added"
                       " to the domain's memory"))  # fmt: skip
    assert sorted(said_of(f'{WHOLE},"{item}"')) == sorted(wanted)


def test_a_list_among_the_texts_is_not_read():
    assert said_of(f'{WHOLE},["size=3"]') == [
        ("2:35", "vnode 0 has a list inside, which is not read")
    ]


def test_repetitions():
    config, said = listed(
        '[["pnode=1","pnode=0","size=4","size=5","vcpus=0","vcpus=1","vdistances=10,20",'
        '"vdistances=11"],["size=3"]]'
    )
    first = config.vnuma_nodes.nodes[0]
    assert (first.pnode, first.size_mib, first.vcpus, first.distances) == (0, 5, (0, 1), (11, 20))
    assert first.distances_given == 2
    assert config.vnuma_nodes.total_mib == config.max_mib == 12
    assert [text for _, _, text in said if "more than once" in text] == [
        "vnode 0 has pnode more than once; the last one holds",
        "vnode 0 has size more than once; the last one holds, but all are added to the domain's memory",
        "vnode 0 has vcpus more than once; they are put together",
        "vnode 0 has vdistances more than once; the later numbers replace the earlier ones",
    ]


@pytest.mark.parametrize(
    ("value", "place", "text"),
    [
        ('["size=1"]', "2:8", "vnode 0 is one text"),
        ('[["size"]]', "2:9", 'vnode 0 has "size", which is no KEY=VALUE'),
        ('[["size="]]', "2:9", 'vnode 0 has "size=", which is no KEY=VALUE'),
        ('[["=size"]]', "2:9", 'vnode 0 has "=size", which is no KEY=VALUE'),
        ('[[""]]', "2:9", 'vnode 0 has "", which is no KEY=VALUE'),
        ('[["size= "]]', "2:9", 'vnode 0 has size "", not a number'),
        ('[[],["pnode=x"]]', "2:12", 'vnode 1 has pnode "x", not a number'),
        ('[["size=-1"]]', "2:9", 'vnode 0 has size "-1", not a number'),
        ('[["vdistances=1,a"],[]]', "2:9", 'vnode 0 has vdistances "a", not a number'),
        ('[["vdistances=10,20"]]', "2:9", "vnode 0 has 2 vdistances for 1 vnode"),
        ('[["vdistances=,"]]', "2:9", "vnode 0 has vdistances without a value"),
        ('[["vcpus= "]]', "2:9", "vnode 0 has vcpus without a value"),
        ('[["vcpus=-1"]]', "2:9", 'vnode 0 has "-1" among its vcpus, which never ends'),
        ('[["vcpus=0-99999999999999999999"]]', "2:9",
         'vnode 0 has "0-99999999999999999999" among its vcpus, which never ends'),
        ('[["pnode=2"]]', "2:9", "vnode 0 asks for node 2, but this host has 2 nodes"),
        ('[["pnode=4294967296"]]', "2:9", "vnode 0 asks for node 4294967296, but this host has 2 nodes"),
        ('[["vcpus=0-8"]]', "2:7", "vnuma has 9 vcpus, more than the 8 CPUs of this host"),
    ],
)  # fmt: skip
def test_what_xl_refuses_or_breaks_on(value, place, text):
    assert errors(value) == [(place, text)]


@pytest.mark.parametrize(
    ("keys", "place", "text"),
    [
        ("maxvcpus=3", "3:10", "maxvcpus is 3, but vnuma has 2 vcpus"),
        ("maxmem=5", "3:8", "maxmem is 5 MiB, but the vnodes add up to 4 MiB"),
        ("maxmem=0", "3:8", "maxmem is 0 MiB, but the vnodes add up to 4 MiB"),
        ("vcpus=3", "3:7", "vcpus is 3, but vnuma has 2 vcpus"),
    ],
)
def test_sums_that_other_keys_contradict(keys, place, text):
    assert errors('[["size=4","vcpus=0-1"]]', keys) == [(place, text)]


@pytest.mark.parametrize("keys", ["maxvcpus=2", "maxvcpus=0", "maxmem=4", "vcpus=1", "vcpus=2"])
def test_sums_that_agree(keys):
    assert errors('[["size=4","vcpus=0-1"]]', keys) == []


def test_sums_are_compared_as_kib_of_64_bits():
    assert errors('[["size=-2","vcpus=0"]]', "maxmem='-2'") == []
    assert len(errors('[["size=-2","vcpus=0"]]', "maxmem='-3'")) == 1


def test_without_vcpus_in_the_list_vcpus_decides():
    config, _ = listed('[["size=4"]]', "vcpus=3")
    assert config.max_vcpus == 3


def test_maxvcpus_allows_more_vcpus_than_cpus_and_sizes_the_map():
    (node,) = vnodes('[["vcpus=0-9"]]', "maxvcpus=10")
    assert node.vcpus == tuple(range(10))
    (node,) = vnodes('[["vcpus=0-1,5,9"]]', "maxvcpus=4")
    assert node.vcpus == (0, 1, 5)


def test_every_mistake_is_told_at_once():
    found = errors('[["pnode=7","size=x","foo"],"y",["vcpus=-1","vdistances=1,2,3,4"]]', "maxmem=9")
    assert [place for place, _ in found] == ["2:9", "2:19", "2:28", "2:35", "2:40", "2:51"]
    assert errors('[["pnode=7","vcpus=0-8","size=3"]]', "maxmem=9") == [
        ("2:7", "vnuma has 9 vcpus, more than the 8 CPUs of this host"),
        ("2:9", "vnode 0 asks for node 7, but this host has 2 nodes"),
        ("3:8", "maxmem is 9 MiB, but the vnodes add up to 3 MiB"),
    ]


def test_without_a_host_nothing_is_checked_against_it():
    assert errors('[["pnode=7","vcpus=0-99"]]', options=LoadOptions()) == []
    assert errors('[["vcpus=0-65535"]]', options=LoadOptions()) == []
    assert errors('[["vcpus=0-65536"]]', options=LoadOptions()) == [
        ("2:7", "vnuma has 65537 vcpus")
    ]


def test_an_offline_node_draws_a_warning():
    sparse = FOUR_BY_TWO._replace(node_ids=(0, 2))
    assert errors('[["pnode=2"]]', options=sparse) != []  # xl counts nodes
    _, said = listed('[["pnode=1"]]', options=sparse)
    assert ("warning", "2:9", "vnode 0 asks for node 1, which is offline") in said


@pytest.mark.parametrize(
    ("vcpus", "keys", "warnings"),
    [
        (("0-1", "2"), "", []),
        (("0", "2"), "", ["vcpu 1 of 2 is in no vnode"]),
        (("0", "1"), "maxvcpus=2", []),
        (
            ("0-1", "1-2"),
            "",
            ["vcpu 3 of 4 is in no vnode", "vnode 1 has vcpus that others have: 1"],
        ),
    ],
)
def test_each_vcpu_is_in_one_vnode(vcpus, keys, warnings):
    lists = ",".join(f'["size=4","vcpus={v}","vdistances=10,10"]' for v in vcpus)
    assert [text for _, _, text in listed(f"[{lists}]", keys)[1]] == warnings


@pytest.mark.parametrize(
    ("memory", "hint"), [(3, "to grow later"), (4, None), (5, "the domain gets 4 MiB")]
)
def test_memory_that_is_not_the_sum(memory, hint):
    text = f'name="t"\nvnuma=[["size=4","vcpus=0","vdistances=10"]]\nmemory={memory}\n'
    config, problems = read(text, options=FOUR_BY_TWO)
    assert (config.target_mib, config.max_mib) == (memory, 4)
    assert [(p.place, hint in p.hint) for p in problems] == ([("t.cfg:3:8", True)] if hint else [])


def test_short_distances_are_told_once():
    _, said = listed(
        '[["size=1","vcpus=0"],["size=1","vcpus=1","vdistances=1"],["size=1","vcpus=2"]]'
    )
    assert [text for _, _, text in said] == [
        "vnode 0-2 has distances that are missing, or 0: Linux ignores such a table".replace(
            "has", "have"
        )
    ]


def test_both_ways_to_ask_for_vnuma_are_refused_where_both_are_read():
    text = 'name="t"\nvcpus=2\nmemory=256\nvnodes=2\nvnuma=[["size=256","vcpus=0-1","vdistances=10"]]\n'
    config, problems = read(text)
    assert config is None
    assert seen(problems) == [
        ("error", "4:1", "vnodes and vnuma both say what vnodes the domain has")
    ]
    for other in ({"pv_vnuma": False}, {"options": FOUR_BY_TWO}):
        config, _ = read(text, **other)
        assert config.vnuma is None
        assert config.vnuma_nodes
    config, _ = read(text.replace('vnuma=[["size=256","vcpus=0-1","vdistances=10"]]', "vnuma=[]"))
    assert config.vnuma
    config, _ = read(f'{text}type="hvm"\n')
    assert config.vnuma_nodes


def test_items_that_were_added_are_found_where_they_stand():
    text = 'name="t"\nvnuma=[["size=1"]]\nvnuma+=[["size=x"]]\n'
    _, problems = read(text, options=FOUR_BY_TWO)
    assert [p.place for p in problems if p.severity == "error"] == ["t.cfg:3:10"]
