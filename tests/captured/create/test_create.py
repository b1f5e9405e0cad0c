"""Dry runs of every key recorded from real xl 4.17, asked again of ours."""

from __future__ import annotations

import json
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
PROFILE = HERE.parents[2] / "sample-configs" / "hosts" / "oracle-2x4.toml"
_UUID = 'uuid="11111111-2222-3333-4444-555555555555"\n'
BASES = {
    "PV": f'name="a"\nkernel="/k"\n{_UUID}',
    "HVM": f'name="a"\ntype="hvm"\n{_UUID}',
    "PVH": f'name="a"\ntype="pvh"\nkernel="/k"\n{_UUID}',
}
FILES = ("golden.jsonl", "single.jsonl", "random.jsonl", "devices.jsonl")


def cases(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text().splitlines()]


class StillHost:
    """A host whose topology is asked for once."""

    def __init__(self, new_host: NewHost) -> None:
        host = new_host(PROFILE.read_text())
        self.capabilities, self.xen_version = host.capabilities, host.xen_version
        self._topology = host.topology()
        host.store.close()

    def topology(self) -> Topology:
        return self._topology


@pytest.fixture(scope="module")
def host(new_host: NewHost) -> StillHost:
    return StillHost(new_host)


def told(text: str, host: Any) -> tuple[int, dict[str, Any]]:
    """Our exit status, and what we print."""
    try:
        config = pipeline.load(Source("t.cfg", text.encode()), host).config
    except ConfigError as refusal:
        return refusal.exit_code, {}
    printed = domain_config(config, *libxl_maps(config, host.topology()))
    return 0, json.loads(json.dumps(printed))


def flat(data: Any, path: str = "") -> dict[str, Any]:
    """Every value by its path; empty objects and lists stand for themselves."""
    if not isinstance(data, dict | list) or not data:
        return {path: data}
    items = data.items() if isinstance(data, dict) else enumerate(data)
    found: dict[str, Any] = {}
    for key, value in items:
        below = f"{path}[{key}]" if isinstance(key, int) else f"{path}.{key}".lstrip(".")
        found |= flat(value, below)
    return found


def difference(printed: dict[str, Any], base: dict[str, Any]) -> dict[str, Any]:
    paths, before = flat(printed), flat(base)
    paths = {path: 0 if ".ms_vm_genid[" in path else value for path, value in paths.items()}
    known = sorted(paths.keys() | before.keys())
    return {
        path: paths.get(path) for path in known if paths.get(path, ...) != before.get(path, ...)
    }


@pytest.mark.parametrize("name", FILES)
def test_recorded(name: str, host: StillHost) -> None:
    base = {type_: told(text, host)[1] for type_, text in BASES.items()}
    wrong = []
    for case in cases(name):
        status, printed = told(f"{BASES[case['base']]}{case['extra']}\n", host)
        if case["rc"] < 0:  # real xl crashes: we refuse
            agrees = status in {1, 3, 6}
        elif case["rc"]:
            agrees = status == case["rc"]
        else:
            agrees = status == 0 and difference(printed, base[case["base"]]) == case["diff"]
        if not agrees:
            wrong.append((case["base"], case["extra"], case["rc"], status))
    assert wrong == []
