"""Coverage-guided fuzzing: `python tests/fuzz/fuzz.py TARGET [libFuzzer options]` (needs atheris).

`all` runs every target in turn; `SECONDS_EACH` in the environment is the time for each (default 60). Inputs
that reached new code are kept in a folder of their own below FUZZ_CORPUS (default: a temporary one).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from tests.fuzz.targets import TARGETS  # noqa: E402 - the path comes first


def fuzz(name: str, options: list[str]) -> None:
    """Run one target until its time is up; a finding ends the process with its input."""
    import atheris

    with atheris.instrument_imports(include=["xlpy"]):
        import xlpy.checking  # noqa: F401 - so that its modules are instrumented

    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()


def run_all(seconds: int) -> int:
    """Every target for so many seconds, each in a process; 1 where one found something."""
    kept = Path(os.environ.get("FUZZ_CORPUS") or tempfile.mkdtemp(prefix="fuzz-"))
    failed = []
    for name in TARGETS:
        folder = kept / name
        folder.mkdir(parents=True, exist_ok=True)
        seeds = HERE / "corpus" / name
        options = [
            f"-max_total_time={seconds}",
            "-max_len=600",
            "-timeout=20",
            "-rss_limit_mb=2048",
        ]
        words = [sys.executable, __file__, name, *options, str(folder), str(seeds)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        runs = [line for line in done.stderr.splitlines() if line.startswith("Done ")]
        print(f"{name:20} {runs[-1] if runs else f'FOUND (exit {done.returncode})'}", flush=True)
        if done.returncode:
            failed.append(name)
            print(done.stderr[-3000:], flush=True)
    print(f"{len(TARGETS) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["all"]:
        sys.exit(run_all(int(os.environ.get("SECONDS_EACH", "60"))))
    fuzz(sys.argv[1], sys.argv[2:])
