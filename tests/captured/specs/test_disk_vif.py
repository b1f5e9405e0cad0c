"""Disks, interfaces and rates against what the real xl 4.17 made of them; see README-disk-vif.md."""

import json
from pathlib import Path

import pytest

from xlpy.config.specs.disk import disk_json
from xlpy.config.specs.vif import vif_json
from xlpy.syntax.specs.disk import parse_disk, parse_disk_words
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.rate import Rate, read_rate
from xlpy.syntax.specs.vif import parse_vif, parse_vif_words

HERE = Path(__file__).parent


def rows(name):
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


def status(parsed):
    return next((f.exit_code for f in parsed.findings if f.severity == "error"), 0)


def in_order(fields):
    return None if fields is None else list(fields.items())


@pytest.mark.parametrize("row", rows("disk.jsonl"), ids=lambda row: ascii(row["words"]))
def test_disk(row):
    parsed = parse_disk_words(row["words"])
    assert status(parsed) == row["rc"]
    if parsed.ok:
        assert in_order(disk_json(parsed)) == in_order(row["disk"])


def test_disks_of_public_configurations():
    for row in rows("disk-corpus.jsonl"):
        parsed = parse_disk(row["spec"])
        assert (row["spec"], parsed.ok) == (row["spec"], row["rc"] == 0)
        if parsed.ok:
            assert disk_json(parsed) == row["disk"], row["spec"]


def test_disk_cases():
    for case in json.loads((HERE.parent / "disk" / "cases.json").read_text("utf-8"))["cases"]:
        real = case.get("both") or case["4.17"]
        parsed = parse_disk_words(case["words"])
        assert (case["words"], status(parsed)) == (case["words"], real["rc"])
        assert (disk_json(parsed) if parsed.ok else None) == real["disk"]


@pytest.mark.parametrize("row", rows("rate.jsonl"), ids=lambda row: ascii(row["spec"]))
def test_rate(row):
    rate = read_rate(row["spec"])
    if row["ok"]:
        assert isinstance(rate, Rate)
        assert rate[:2] == (row["rate_bytes_per_interval"], row["rate_interval_usecs"])
    else:
        assert isinstance(rate, Finding)


@pytest.mark.parametrize(
    "row", rows("vif.jsonl"), ids=lambda row: ascii(row.get("spec", row.get("words")))
)
def test_vif(row):
    in_file = "spec" in row
    parsed = parse_vif(row["spec"]) if in_file else parse_vif_words(row["words"])
    if "undefined_behaviour" in row:
        assert not parsed.ok
        return
    assert status(parsed) == row["rc"]
    if row.get("messages"):
        assert parsed.findings
    if parsed.ok:
        assert in_order(vif_json(parsed, 0 if in_file else -1)) == in_order(row["nic"])
