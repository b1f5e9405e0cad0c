"""The generators in man/ are scripts beside the pages; tests import them from there."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "man"))
