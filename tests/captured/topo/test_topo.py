"""Dry runs recorded from real xl 4.17 on many hosts, asked again of ours."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import NewHost
from xlpy import pipeline
from xlpy.config.affinity import libxl_maps
from xlpy.config.libxl_json import domain_config
from xlpy.errors import ConfigError
from xlpy.machine.topology import Topology
from xlpy.syntax.source import Source

HERE = Path(__file__).parent
GOLDEN = Path(os.environ.get("XLPY_GOLDEN", "/nonexistent")) / "corpus"
FIELDS = (
    "max_vcpus", "vcpu_hard_affinity", "vcpu_soft_affinity", "numa_placement", "vnuma_nodes",
)  # fmt: skip
OTHERS = 192


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def cpu_lists(env: dict[str, Any]) -> list[list[int]]:
    """The CPUs of each node."""
    if "CPUMAP" in env:
        homes = env["CPUMAP"].split(",")
        count = max(int(home) for home in homes if home != "-") + 1
        return [[cpu for cpu, home in enumerate(homes) if home == str(n)] for n in range(count)]
    sizes = str(env["CPUS"]).split(",")
    sizes = sizes * env["NODES"] if len(sizes) == 1 else sizes
    firsts = [sum(map(int, sizes[:n])) for n in range(len(sizes))]
    return [list(range(first, first + int(n))) for first, n in zip(firsts, sizes, strict=True)]


class StillHost:
    """A host whose topology is asked for once."""

    def __init__(self, new_host: NewHost, env: dict[str, Any]) -> None:
        lines = ['name = "captured"', 'xen_version = "4.17.7"']
        for node, cpus in enumerate(cpu_lists(env)):
            lines += ["[[node]]", f"id = {node}", f'cpus = "{",".join(map(str, cpus))}"']
        host = new_host("\n".join([*lines, ""]))
        self.capabilities, self.xen_version = host.capabilities, host.xen_version
        self._topology = host.topology()
        host.store.close()

    def topology(self) -> Topology:
        return self._topology


@pytest.fixture(scope="module")
def host_of(new_host: NewHost):
    made = cache(lambda text: StillHost(new_host, json.loads(text)))
    return lambda env: made(json.dumps(env, sort_keys=True))


def told(text: bytes, host: Any) -> tuple[int, dict[str, Any]]:
    """Our exit status, and what we print."""
    try:
        config = pipeline.load(Source("t.cfg", text), host).config
    except ConfigError as refusal:
        return refusal.exit_code, {}
    printed = domain_config(config, *libxl_maps(config, host.topology()))
    return 0, json.loads(json.dumps(printed))


def disagreements(recorded: list[dict[str, Any]], host_of: Any, text_of: Any) -> list[Any]:
    found = []
    for row in recorded:
        status, printed = told(text_of(row), host_of(row["env"]))
        seen = {k: v for k, v in printed.get("b_info", {}).items() if k in FIELDS}
        if (status, seen) != (row["rc"], row["b_info"] or {}):
            found.append((row["file"], row["topo"], status, seen, row["rc"], row["b_info"]))
    return found


def test_cpus_and_cpus_soft(host_of):
    recorded = rows(HERE / "dryrun.jsonl")
    assert len(recorded) == 1040
    assert disagreements(recorded, host_of, lambda row: row["cfg"].encode()) == []


def test_vnuma(host_of):
    recorded = rows(HERE / "vnuma.jsonl")
    assert len(recorded) == 400
    for row in recorded:
        status, printed = told(row["cfg"].encode(), host_of(row["env"]))
        assert status == row["rc"], row
        printed.get("c_info", {}).pop("uuid", None)
        assert json.dumps(printed) == json.dumps(row.get("json", {})), row["cfg"]


@pytest.mark.skipif(
    not GOLDEN.exists(), reason=f"{OTHERS} dry runs: XLPY_GOLDEN does not name their folder"
)
def test_others_files(host_of):
    recorded = [row for row in rows(GOLDEN / "topo" / "dryrun.jsonl") if row["cfg"] is None]
    assert len(recorded) == OTHERS
    read = cache(lambda name: (GOLDEN / "corpus" / name).read_bytes())
    assert disagreements(recorded, host_of, lambda row: read(row["file"])) == []
