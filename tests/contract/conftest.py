"""The hosts that the contract is held against. A row per host; real Xen will be one more."""

from __future__ import annotations

import pytest

from xlpy.hosts.host import Host

NODES = """
[dom0]
vcpus = 2
pages = [1000, 500]
[[node]]
id = 0
cpus = "0-3"
span_pages = 300000
[[node]]
id = 1
cpus = "4-7"
span_pages = 200000
"""


def of_version(version: str) -> str:
    return f'name = "contract"\nxen_version = "{version}"\npv_vnuma = true\n{NODES}'


HOSTS = {
    "heatpipe": "heatpipe",
    "heatpipe-4.17": "heatpipe-4.17",
    "oracle-2x4": "oracle-2x4",
    "4.4": of_version("4.4.4"),
    "2013-v3": of_version("4.4-vnuma-v3"),
    "2013-v4": of_version("4.4-vnuma-v4"),
    "4.5": of_version("4.5.5"),
    "4.6": of_version("4.6.0"),
    "4.20": of_version("4.20.1"),
}


@pytest.fixture(params=HOSTS)
def host(request: pytest.FixtureRequest, new_host, tmp_path, clock) -> Host:
    """Every host in turn; a test for some only says `@pytest.mark.parametrize("host", …, indirect)`."""
    made = new_host(HOSTS[request.param], clock=clock, directory=tmp_path)
    assert isinstance(made, Host)
    return made
