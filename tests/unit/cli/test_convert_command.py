"""`xl convert`: files, streams and statuses."""

from __future__ import annotations

import os

import pytest

UGLY = "name='x';memory=64 # keep\n"
FINE = 'name = "x"\nmemory = 64  # keep\n'
BYTES = b'name = "\xff"  # \xfe\n'
OLD = 'name="x"\nmemory=256\nvcpus=2\nvnodes=2\nvnuma_vnodemap=[0,1]\n'


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.cfg"
    path.write_text(UGLY)
    return path


def aside(folder):
    return [name for name in os.listdir(folder) if name.startswith(".")]


def test_to_stdout(run_xl, file):
    assert run_xl("convert", "a.cfg") == (0, FINE, "")
    assert file.read_text() == UGLY


def test_stdin(run_xl):
    assert run_xl("convert", "-", stdin=UGLY) == (0, FINE, "")
    done = run_xl("convert", "-", stdin="a=\n")
    assert (done.status, done.stdout) == (1, "")
    assert done.stderr.startswith("stdin:1:3: error: ")


@pytest.mark.parametrize("option", ["-i", "--write"])
def test_in_place(run_xl, file, tmp_path, option):
    file.chmod(0o640)
    assert run_xl("convert", option, "a.cfg") == (0, "", "")
    assert file.read_text() == FINE
    assert file.stat().st_mode & 0o7777 == 0o640
    assert aside(tmp_path) == []


def test_what_is_canonical_is_not_written_again(run_xl, file):
    file.write_text(FINE)
    before = file.stat().st_ino
    assert run_xl("convert", "-i", "a.cfg").status == 0
    assert file.stat().st_ino == before


def test_links_are_followed(run_xl, file, tmp_path):
    (tmp_path / "link.cfg").symlink_to(file)
    assert run_xl("convert", "-i", "link.cfg").status == 0
    assert (tmp_path / "link.cfg").is_symlink()
    assert file.read_text() == FINE


def test_only_files_are_written(run_xl):
    done = run_xl("convert", "-i", "/dev/null")
    assert done.status == 0  # nothing to write
    assert run_xl("convert", "-i", "-").status == 2


def test_what_is_no_file_is_not_replaced(tmp_path):
    from xlpy.cli.rewrite import rewrite
    from xlpy.errors import XlError

    with pytest.raises(XlError, match="is not a file"):
        rewrite("/dev/null", b"")
    with pytest.raises(XlError, match="No such file"):
        rewrite(str(tmp_path / "nosuch"), b"")


def test_a_name_of_any_length(tmp_path):
    from xlpy.cli.rewrite import rewrite

    path = tmp_path / ("x" * 255)
    path.touch(mode=0o604)
    rewrite(str(path), b"a\n")
    assert path.read_bytes() == b"a\n"
    assert path.stat().st_mode & 0o777 == 0o604
    assert aside(tmp_path) == []


def test_a_write_that_fails_leaves_everything_as_it_was(file, tmp_path, monkeypatch):
    from xlpy.cli.rewrite import rewrite
    from xlpy.errors import XlError

    def full(_number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(XlError, match="No space left"):
        rewrite(str(file), b"x")
    assert file.read_text() == UGLY
    assert aside(tmp_path) == []


def test_check(run_xl, file):
    done = run_xl("convert", "--check", "a.cfg")
    assert done.status == 1
    assert done.stdout.splitlines()[:2] == ["--- a.cfg", "+++ a.cfg (canonical)"]
    assert "\n-name='x';memory=64 # keep\n+name = \"x\"\n" in done.stdout
    assert file.read_text() == UGLY
    file.write_text(FINE)
    assert run_xl("convert", "--check", "a.cfg") == (0, "", "")
    file.write_text(FINE + "b = 1")
    assert (
        "-b = 1\n\\ No newline at end of file\n+b = 1\n"
        in run_xl("convert", "--check", "a.cfg").stdout
    )


def test_one_bad_file_does_not_keep_the_others(run_xl, file, tmp_path):
    (tmp_path / "bad.cfg").write_text("a=1\nb=\n")
    done = run_xl("convert", "-i", "bad.cfg", "nosuch.cfg", "a.cfg")
    assert done.status == 3
    assert "bad.cfg:2:3: error: " in done.stderr
    assert "nosuch.cfg cannot be read" in done.stderr
    assert file.read_text() == FINE
    assert (tmp_path / "bad.cfg").read_text() == "a=1\nb=\n"


def test_bytes_that_are_not_utf_8(run_xl, file):
    file.write_bytes(BYTES.replace(b"  #", b"#"))
    assert run_xl("convert", "a.cfg").stdout.encode("utf-8", "surrogateescape") == BYTES
    assert run_xl("convert", "-i", "a.cfg").status == 0
    assert file.read_bytes() == BYTES


def test_vnuma_there_and_back(run_xl, file):
    file.write_text(OLD)
    there = run_xl("convert", "--to", "list", "--type=hvm", "-i", "a.cfg")
    assert there.status == 0
    assert "a.cfg:4:1: note: vnumamem is not given" in there.stderr
    assert 'type = "hvm"\nvnuma = [\n    ["pnode=0", "size=128"' in file.read_text()
    refused = run_xl("convert", "--to=2013", "a.cfg")
    assert (refused.status, refused.stdout) == (1, "")
    assert "next: --type pv makes it one" in refused.stderr
    back = run_xl("convert", "--to=2013", "--type=pv", "a.cfg")
    assert back.status == 0
    assert "vnuma_vnodemap = [0, 1]\n" in back.stdout


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--to=4", "a.cfg"],
        ["--type=hvm", "a.cfg"],
        ["--to=list", "--type=pv", "a.cfg"],
        ["--check", "-i", "a.cfg"],
        ["--check", "--to=list", "a.cfg"],
    ],
)
def test_nonsense(run_xl, file, words):
    assert run_xl("convert", *words).status == 2
    assert file.read_text() == UGLY
