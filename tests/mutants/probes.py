"""A plugin of pytest: which tests run which parts of the package, and how long each takes.

Far cheaper than tracing: every part sets its byte (``seen``), in whatever process it runs.
"""

import json
import os
import time
import zlib
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import seen

CASES = 4
"""Of a test that has many."""
ran: dict[str, bytes] = {}
seconds: dict[str, float] = {}
shared: dict[int, tuple[float, bytes]] = {}
"""Of fixtures made once for several tests: every one of those would have to make it if alone."""
_made: set[int] = set()
failed: set[str] = set()


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Some of the cases of each test, evenly from the first to the last."""
    cases: dict[str, list[Any]] = defaultdict(list)
    for item in items:
        cases[item.nodeid.split("[")[0]].append(item)
    kept = {id(one) for of in cases.values() for one in of[:: -(-len(of) // CASES)]}
    items[:] = [item for item in items if id(item) in kept]


def _clock() -> float:
    return sum(os.times()[:4])


def _taken() -> bytes:
    """What ran since the last time."""
    said = seen.parts[:]
    seen.parts[:] = bytes(len(said))
    return bytes(said)


def _both(one: bytes, other: bytes) -> bytes:
    whole = int.from_bytes(one, "big") | int.from_bytes(other, "big")
    return whole.to_bytes(len(one), "big")


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: Any) -> Iterator[None]:
    if fixturedef.scope == "function":
        return (yield)
    before, start = _taken(), _clock()
    result = yield
    spent, mine = _clock() - start, _taken()
    shared[id(fixturedef)] = (spent, zlib.compress(mine, 1))
    _made.add(id(fixturedef))
    seen.parts[:] = _both(before, mine)
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: Any) -> Iterator[None]:
    _made.clear()
    _taken()
    start = time.monotonic(), _clock()
    result = yield
    spent, mine = _clock() - start[1], _taken()
    for known in {id(one) for of in item._fixtureinfo.name2fixturedefs.values() for one in of}:
        if known in shared:
            spent += 0 if known in _made else shared[known][0]
            mine = _both(mine, zlib.decompress(shared[known][1]))
    if item.nodeid not in failed:
        seconds[item.nodeid], ran[item.nodeid] = spent, zlib.compress(mine, 1)
    return result


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.failed:
        failed.add(report.nodeid)


def pytest_sessionfinish() -> None:
    if not (place := os.environ.get("MUTANTS_TOLD")):
        return
    bounds = json.loads(
        Path(os.environ["MUTANTS_BOUNDS"]).read_text("utf-8")
    )  # where each file's parts begin
    told = {}
    for test, kept in ran.items():
        whole, found = zlib.decompress(kept), {}
        for (file, start), (_, end) in pairwise([*bounds.items(), ("", len(whole))]):
            if 1 in (mine := whole[start:end]):
                found[file] = f"{int(''.join(map(str, mine[::-1])), 2):x}"
        told[test] = [round(seconds[test], 3), found]
    Path(place).write_text(json.dumps(told), "utf-8")
