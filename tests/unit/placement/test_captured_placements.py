"""Every placement recorded from the real libxl, asked again of ours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from xlpy import pipeline
from xlpy.errors import PlacementError
from xlpy.placement.libxl import search
from xlpy.syntax.source import Source

CAPTURED = Path(__file__).parents[2] / "captured" / "numa" / "placement.jsonl"
ROWS = [json.loads(line) for line in CAPTURED.read_text().splitlines()]
DEFAULT_VCPUS = 2  # of a recorded domain that names none
EXACT = [row for row in ROWS if row["tag"] != "huge"]  # those show an overflow, not a rule


def per_node(value: object, count: int) -> list[int]:
    numbers = [int(item) for item in str(value).split(",")]
    return numbers * count if len(numbers) == 1 else numbers


def profile_toml(env: dict[str, Any]) -> str:
    """The pretend host of a row as one of our profiles."""
    count = int(env["XLSHIM_NODES"])
    cpus = per_node(env["XLSHIM_CPUS"], count)
    span = per_node(env["XLSHIM_MEM_MB"], count)
    free = per_node(env.get("XLSHIM_FREE_MB", env["XLSHIM_MEM_MB"]), count)
    rows = env["XLSHIM_DIST"].split(";") if "XLSHIM_DIST" in env else None
    lines = ['name = "captured"', 'xen_version = "4.17.7"', 'placement = "libxl"']
    first = 0
    for node in range(count):
        lines += [
            "[[node]]", f"id = {node}", f'cpus = "{first}-{first + cpus[node] - 1}"',
            f"span_pages = {span[node] * 256}", f"free_pages = {free[node] * 256}",
        ]  # fmt: skip
        lines += [f"distances = [{rows[node]}]"] if rows else []
        first += cpus[node]
    for pool in filter(None, env.get("XLSHIM_POOLS", "").split(";")):
        number, members = pool.split(":")
        lines += ["[[cpupool]]", f"id = {number}", f'cpus = "{members}"']
    for domain in filter(None, env.get("XLSHIM_DOMS", "0:1:ffffffffffffffff").split(";")):
        lines += domain_toml(domain.split(":"), count)
    return "\n".join(lines) + "\n"


def domain_toml(parts: list[str], count: int) -> list[str]:
    domid, vcpus, mask, *more = parts
    nodes = [node for node in range(count) if int(mask, 16) >> node & 1]
    lines = ["[[domain]]", f"domid = {domid}", f'name = "d{domid}"', f"vcpus = {vcpus}"]
    lines.append(f"nodes = {nodes}")
    lines += [f'cpus = "{more[0]}"'] if more and more[0] else []
    return lines + ([f"pool = {more[1]}"] if len(more) > 1 else [])


def config_text(guest: dict[str, Any]) -> bytes:
    lines = ['name="t"', 'type="hvm"', f"memory={guest.get('mem', 128)}"]
    lines += [f"vcpus={guest.get('vcpus', DEFAULT_VCPUS)}", guest.get("extra") or ""]
    return "\n".join([*lines, ""]).encode()


def told(row: dict[str, Any], new_host: Any, *, bugs: bool = False) -> dict[str, Any]:
    """What we do with the row's domain, in the words of the recording."""
    host = new_host(profile_toml(row["env"]))
    config = pipeline.load(Source("t.cfg", config_text(row["guest"])), host).config
    try:
        plan, _ = pipeline.plan_domain(config, host, policy="libxl-bugs" if bugs else "libxl")
        asked = pipeline.request(config, host.topology())
        accepted = search(asked, host.topology(), bugs=bugs).accepted
    except PlacementError:
        return {"nodes": None}
    finally:
        host.store.close()
    best = [
        # libxl counts the vcpus of the domain being placed too: once for every node
        [len(c.nodes), c.cpus, c.load + len(c.nodes) * asked.max_vcpus, c.free_kib // 1024]
        for c in accepted
    ]
    return {"nodes": list(plan.nodes), "soft": list(plan.soft_affinity), "best": best}


def recorded(row: dict[str, Any]) -> dict[str, Any]:
    result = row["result"]
    if result["nodes"] is None:
        return {"nodes": None}
    return {key: result[key] for key in ("nodes", "soft", "best")}


@pytest.mark.parametrize("tag", sorted({row["tag"] for row in EXACT}))
def test_nodes_soft_affinity_and_every_accepted_candidate_are_libxls(tag, new_host):
    rows = [(number, row) for number, row in enumerate(ROWS, start=1) if row["tag"] == tag]
    other = [
        f"line {number}: {ours} instead of {recorded(row)}"
        for number, row in rows
        if (ours := told(row, new_host)) != recorded(row)
    ]
    assert not other, f"{len(other)} of {len(rows)} differ:\n" + "\n".join(other)


@pytest.mark.parametrize("tag", sorted({row["tag"] for row in ROWS}))
def test_with_libxls_own_arithmetic_every_row_agrees_also_beyond_4_tib(tag, new_host):
    rows = [(number, row) for number, row in enumerate(ROWS, start=1) if row["tag"] == tag]
    other = [n for n, row in rows if told(row, new_host, bugs=True) != recorded(row)]
    assert not other


@pytest.mark.parametrize("row", [row for row in ROWS if row["tag"] == "huge"])
def test_beyond_4_tib_ours_still_takes_the_node_with_most_memory(row, new_host):
    free = per_node(row["env"]["XLSHIM_MEM_MB"], 2)
    assert told(row, new_host)["nodes"] == [free.index(max(free))]
    assert recorded(row)["nodes"] != [free.index(max(free))]  # libxl overflows


def test_the_recording_is_whole_and_has_refusals():
    assert len(ROWS) == 318
    assert sum(row["result"]["nodes"] is None for row in EXACT) == 2
