"""What the wheel and the sdist hold: every file, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = {path.name for path in (ROOT / "man").glob("*.[1-9]")}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both, built from a clean copy of the tracked files."""
    target = tmp_path_factory.mktemp("dist")
    for kind in ("wheel", "sdist"):
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(target)],
            cwd=ROOT, check=True, capture_output=True,
        )  # fmt: skip
    return target


def sources(folder: str, *suffixes: str) -> set[str]:
    return {
        str(path.relative_to(ROOT))
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix in suffixes
    }


def test_wheel(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    info = wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info"
    data = wheel.name.removesuffix("-py3-none-any.whl") + ".data"
    wanted = sources("xlpy", ".py") | {"xlpy/py.typed"}
    wanted |= {
        f"xlpy/_grammar/{name.removeprefix('grammar/')}" for name in sources("grammar", ".lark")
    }
    profiles = sources("sample-configs/hosts", ".toml")
    wanted |= {f"xlpy/_profiles/{name.rsplit('/', 1)[1]}" for name in profiles}
    wanted |= {f"{data}/data/share/man/man{name[-1]}/{name}" for name in PAGES}
    wanted |= {
        f"{info}/{name}"
        for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")
    }
    assert names == wanted


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout")
def test_sdist(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    prefix = sdist.name.removesuffix(".tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.removeprefix(f"{prefix}/") for name in archive.getnames()}
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()
    assert set(tracked) <= names
    assert {name for name in names if name.endswith(".pyc")} == set()


def test_a_wheel_runs_on_its_own(built: Path, tmp_path: Path) -> None:
    """The grammar and the profiles are found inside the package."""
    (wheel,) = built.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path)
    (tmp_path / "a.cfg").write_text('name="a"\nmemory=64\n')
    code = (
        "import sys; sys.path.insert(0, '.'); import xlpy; assert xlpy.__file__.startswith(sys.argv[1]);"
        "from xlpy.cli.main import run; sys.exit(run(['create', 'a.cfg']) or run(['list']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=tmp_path, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "\na   " in done.stdout
