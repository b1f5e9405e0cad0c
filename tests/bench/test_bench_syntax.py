"""The time to parse grows with the size of the text, not faster.

Run with: pytest tests/bench/test_bench_syntax.py --benchmark-enable
"""

import time

import pytest

from xlpy.syntax.as_json import document_json
from xlpy.syntax.parser import parse
from xlpy.syntax.source import Source

pytestmark = pytest.mark.bench

TEXTS = {
    "plain settings": lambda n: b'key="value"\n' * n,
    "added lists": lambda n: b'key+=["value"]\n' * n,
    "added texts": lambda n: b'key+="value"\n' * n,
    "one long list": lambda n: b"key=[" + b'"value",\n' * n + b"]\n",
    "lists in lists": lambda n: b"key=[[1],[[2],3]]\n" * n,
    "syntax errors": lambda n: b"key=value\n" * n,
    "unclosed lists": lambda n: b'key=["value"\nkey=1\n' * n,
    "windows line ends": lambda n: b"key=1\r\n" * n,
    "bad escapes on one line": lambda n: b"key=[" + b'"\\q",' * n + b"]\n",
    "junk on one line": lambda n: b"@ " * n,
    "quotes and backslashes": lambda n: b'"\\" \\" ' * n,
    "one long string": lambda n: b'key="' + b"\\n value " * n + b'"\n',
}
SMALL, LARGE, MOST = 10_000, 40_000, 5.0


def seconds(text: bytes) -> float:
    """The best of three, in CPU time."""
    times = []
    for _ in range(3):
        begun = time.process_time()
        parse(Source("bench.cfg", text))
        times.append(time.process_time() - begun)
    return min(times)


@pytest.fixture(autouse=True)
def _enabled(request):
    if not request.config.getoption("benchmark_enable"):
        pytest.skip("benchmarks run with --benchmark-enable")


@pytest.mark.parametrize("make", TEXTS.values(), ids=TEXTS)
def test_parsing_is_linear(benchmark, make):
    small, large = make(SMALL), make(LARGE)
    seconds(small[:1000])  # builds the parser
    ratio = seconds(large) / seconds(small)
    benchmark.extra_info["ratio"] = round(ratio, 2)
    benchmark.pedantic(parse, (Source("bench.cfg", large),), rounds=1)
    print(f"{LARGE // SMALL} times the text takes {ratio:.2f} times the time")
    assert ratio <= MOST


def test_json_of_added_lists_is_linear(benchmark):
    documents = [parse(Source("b", TEXTS["added lists"](n))) for n in (SMALL, LARGE)]
    times = []
    for document in documents:
        begun = time.process_time()
        document_json(document, "b")
        times.append(time.process_time() - begun)
    benchmark.pedantic(document_json, (documents[0], "b"), rounds=1)
    assert times[1] / times[0] <= MOST
