"""The manual pages say what the program does: no table entry is left out, no example is made up."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import placeholders
import pytest
import render
import transcripts
from docutils.utils import SystemMessage

from xlpy import errors
from xlpy.cli.main import load_command, xl
from xlpy.cli.table import COMMANDS, OWN
from xlpy.config import vnuma2013
from xlpy.config.keys import rows
from xlpy.config.known import LEGACY_VNUMA_KEYS
from xlpy.config.model import DomainConfig, VnumaConfig
from xlpy.config.xlconf import COMPATS, VIF_DEFAULTS, XlConf
from xlpy.hosts.simulated import profile_domains, profile_info, profile_nodes, profile_read
from xlpy.placement.plan import POLICIES

ROOT = Path(__file__).resolve().parents[3]
PAGES = ("xl.1", "xl.cfg.5", "xl.conf.5", "xl-host-profile.5")
PRESENT = [row for row in (*COMMANDS, *OWN) if row.target]
MISSING = [row for row in COMMANDS if not row.target]
SOURCE = "\n".join(path.read_text() for path in sorted((ROOT / "xlpy").rglob("*.py")))

new_docutils = pytest.mark.skipif(
    not render.docutils_is_new_enough(), reason="docutils before 0.22 writes other roff"
)


def plain(roff):
    """A page's text without fonts and escapes; other requests stay."""
    text = re.sub(r"\\f[BIPR]|^\.B ", "", roff, flags=re.MULTILINE)
    for escape, char in (
        (r"\-", "-"), (r"\(aq", "'"), (r"\(dq", '"'), (r"\(ga", "`"), (r"\&", ""), (r"\ ", ""),
        (r"\e", "\\"),
    ):  # fmt: skip
        text = text.replace(escape, char)
    return re.sub(r"\\\[u([0-9A-F]{4,})\]", lambda found: chr(int(found[1], 16)), text)


def page(name):
    return plain((ROOT / "man" / name).read_text())


def section(name, heading):
    """The text below a heading, up to the next one of its level."""
    text = page(name)
    start = re.search(rf"^(\.S[HS]) {re.escape(heading)}\n", text, re.MULTILINE)
    assert start, f"{name} has no section {heading}"
    ends = rf"^\.SH|^{re.escape(start[1])} "
    return re.split(ends, text[start.end() :], flags=re.MULTILINE)[0]


# -- rendering ------------------------------------------------------------------------------------


def test_every_page_has_its_source():
    assert {render.target(source).name for source in render.sources()} == set(PAGES)


@new_docutils
@pytest.mark.parametrize("name", [*(f"man/{page}" for page in PAGES), "docs/fidelity.md"])
def test_rendering_again_changes_nothing(name):
    fresh = {str(path.relative_to(ROOT)): text for path, text in render.rendered()}
    assert fresh[name] == (ROOT / name).read_text(), "run python man/render.py"


@pytest.mark.parametrize("name", PAGES)
def test_pages_hold_no_date_and_no_version_of_docutils(name):
    text = (ROOT / "man" / name).read_text()
    assert re.search(rf'^\.TH "{re.escape(name[:-2])}" "{name[-1]}" "" "xlpy', text, re.MULTILINE)
    assert "ocutils" not in text
    assert text.isascii()


def test_warnings_of_docutils_are_errors():
    with pytest.raises(SystemMessage):
        render.to_roff("====\npage\n====\n\n``not closed\n")


def test_unknown_placeholders_are_errors():
    with pytest.raises(KeyError):
        placeholders.fill(".. xlpy: nonsense\n")


def test_an_option_without_help_text_is_an_error(monkeypatch):
    monkeypatch.setitem(placeholders.OPTIONS, "list", "-l, --long  All details\n")
    with pytest.raises(ValueError, match=r"xl list .* has no help text"):
        placeholders.command("list")


# -- nothing is left out --------------------------------------------------------------------------


@pytest.mark.parametrize("row", PRESENT, ids=lambda row: row.name)
def test_a_command_has_usage_summary_and_every_option(row):
    text = section("xl.1", row.name)
    usage = row.usage.strip().split("\n")[0].split("  ")[0]
    usage = "[options]" if usage.startswith("-") else usage
    assert f"xl {row.name} {usage}".strip() in text
    assert row.summary in text
    for param in load_command(row).params:
        if param.param_type_name == "option" and param.name != "help":
            for name in param.opts:
                assert re.search(rf"(?<![\w-]){name}\b", text), f"{name} of xl {row.name}"


@pytest.mark.parametrize("row", MISSING, ids=lambda row: row.name)
def test_a_command_that_is_missing_is_listed(row):
    text = section("xl.1", "COMMANDS NOT IN THIS VERSION")
    assert re.search(rf"^xl {row.name}( |$)", text, re.MULTILINE)
    assert row.summary.split("\n")[0] in text


def test_global_options():
    text = section("xl.1", "GLOBAL OPTIONS")
    for param in xl.params:
        for name in param.opts:
            assert re.search(rf"(?<![\w-]){name}\b", text), name


@pytest.mark.parametrize("model", [DomainConfig, VnumaConfig])
def test_every_key_of_the_configuration(model):
    text = page("xl.cfg.5")
    for row in rows(model):
        assert f"\n{row.name} = {row.kind}" in text
        assert row.meaning in text
        assert row.default in text


def test_keys_of_later_releases():
    text = section("xl.cfg.5", "KEYS OF LATER RELEASES")
    listed = set(re.findall(r"[a-z][a-z0-9_]+", text.rpartition(".sp\n")[2]))
    assert listed == {row.name for row in rows(DomainConfig) if row.later}


def test_names_that_are_no_keys():
    text = section("xl.cfg.5", "Names that are not keys")
    for wrong, right in LEGACY_VNUMA_KEYS.items():
        assert f"{wrong} is not read; the key is {right}." in text


@pytest.mark.parametrize(
    ("heading", "limits"),
    [
        ("vnodes", [vnuma2013.MAX_VNODES]),
        ("vnumamem", [vnuma2013.MIN_VNODE_MIB]),
        ("vdistance", [vnuma2013.MAX_DISTANCE, vnuma2013.LOCAL, vnuma2013.REMOTE]),
    ],
)
def test_limits_of_the_vnuma_keys(heading, limits):
    text = section("xl.cfg.5", heading)
    assert all(re.search(rf"\b{limit}\b", text) for limit in limits)


def test_every_setting_of_xl_conf():
    text = section("xl.conf.5", "SETTINGS")
    for name in XlConf._fields:
        assert name in {"warnings", "vif_defaults"} or f"\n{name} = " in text
    assert [name for name in VIF_DEFAULTS if name not in text] == []


@pytest.mark.parametrize("word", [*COMPATS, *POLICIES])
def test_words_of_options_and_settings(word):
    assert word in page("xl.conf.5")
    assert word in section("xl.1", "create")


def test_every_environment_variable_that_the_source_reads():
    text = section("xl.1", "ENVIRONMENT")
    read = set(re.findall(r'environ(?:\.get\(|\[)"(\w+)"', SOURCE))
    named = set(re.findall(r"\bXLPY_[A-Z_]+\b", SOURCE))
    assert {"XLPY_STATE_DIR", "NO_COLOR"} <= read
    assert [name for name in sorted(read | named) if not re.search(rf"\b{name}\b", text)] == []


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        ("KEYS OF THE FILE", profile_read._TOP),
        ("KEYS OF [[node]]", profile_nodes._NODE),
        ("KEYS OF [dom0]", profile_domains._DOM0),
        ("KEYS OF [[cpupool]]", profile_read._POOL),
        ("KEYS OF [[domain]]", profile_domains._DOMAIN),
        ("KEYS OF [info]", profile_info.KEYS),
    ],
)
def test_every_key_of_a_host_profile(heading, keys):
    terms = re.findall(r"^\.TP\n(.*)", section("xl-host-profile.5", heading), re.MULTILINE)
    assert {name for term in terms for name in term.split(", ")} == set(keys)


def test_defaults_of_a_host_profile():
    text = page("xl-host-profile.5")
    assert f'Default: "{profile_read.DEFAULT_XEN_VERSION}"' in text
    assert f"Default: {profile_nodes.DEFAULT_SPAN_PAGES}" in text
    assert f"up to {profile_nodes.MAX_NODES}" in text


def test_the_example_of_a_host_profile_is_one():
    source = (ROOT / "man" / "xl-host-profile.5.rst").read_text()
    (example,) = re.findall(r"^\.\. code:: toml\n\n((?:(?:   .*)?\n)+)", source, re.MULTILINE)
    text = re.sub(r"^   ", "", example, flags=re.MULTILINE)
    assert profile_read.parse_profile(text, "far.toml").nodes[1].free_pages == 8388608


def test_every_exit_status():
    text = section("xl.1", "EXIT STATUS")
    found = [cls for cls in vars(errors).values() if isinstance(cls, type)]
    codes = {cls.default_exit_code for cls in found if issubclass(cls, errors.XlError)}
    codes |= {int(code) for code in re.findall(r"exit_code=(\d+)", SOURCE)}
    codes |= {0, 130}
    documented = re.findall(r"^\.TP\n(\d+)$", text, re.MULTILINE)
    assert sorted(map(int, documented)) == sorted(codes)


def test_the_drawn_error_tree_is_the_real_one():
    drawn = {name: code for name, _, code in placeholders.error_tree()}
    for name, cls in vars(errors).items():
        if isinstance(cls, type) and issubclass(cls, errors.XlError) and cls is not errors.XlError:
            assert drawn.get(name, 1) == cls.default_exit_code, name


# -- examples -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_examples_print_what_the_page_prints(name, tmp_path):
    source = (ROOT / "man" / f"{name}.rst").read_text()
    shell = transcripts.Shell(tmp_path)
    blocks = transcripts.examples(source)
    assert blocks or ".. code:: console" not in source
    for step in (step for block in blocks for step in block):
        printed = transcripts.settled(shell.run(step.command))
        assert printed == transcripts.settled(step.output), f"$ {step.command}"


def test_pages_have_examples():
    counts = {
        name: len(transcripts.examples((ROOT / "man" / f"{name}.rst").read_text()))
        for name in PAGES
    }
    assert all(counts.values())


# -- programs that read manual pages --------------------------------------------------------------


@pytest.mark.skipif(not shutil.which("man"), reason="man is not installed: no page was formatted")
@pytest.mark.parametrize("name", PAGES)
def test_man_formats_the_page_without_warnings(name):
    done = subprocess.run(
        ["man", "--warnings", "-l", ROOT / "man" / name], capture_output=True, text=True,
        encoding="utf-8", check=True,
        env={**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "100", "MAN_KEEP_FORMATTING": ""},
    )  # fmt: skip
    assert done.stderr == ""
    assert "SEE ALSO" in done.stdout


@pytest.mark.skipif(
    not shutil.which("mandoc"), reason="mandoc is not installed: no page was linted"
)
@pytest.mark.parametrize("name", PAGES)
def test_mandoc_finds_nothing_but_the_date_we_leave_out(name):
    done = subprocess.run(
        ["mandoc", "-T", "lint", "-W", "warning", ROOT / "man" / name],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    findings = [line for line in done.stdout.splitlines() if "missing date" not in line]
    assert findings == []
    assert done.stderr == ""
