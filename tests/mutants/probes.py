"""A plugin of pytest: which tests reach which damaged function, and how long each takes.

Far cheaper than tracing: the functions that are to be damaged call ``hit`` with their number.
"""

import json
import os
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

reached: dict[str, set[int]] = defaultdict(set)
seconds: dict[str, float] = {}
_now = [""]


def hit(number: int) -> None:
    """Called by a function that is to be damaged."""
    reached[_now[0]].add(number)


def pytest_collection_modifyitems() -> None:
    """Fewer random examples than usual: there are many runs."""
    settings.register_profile("mutants", parent=settings.default, max_examples=15)
    settings.load_profile("mutants")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    _now[0], start = item.nodeid, time.process_time()
    result = yield
    seconds[item.nodeid] = time.process_time() - start
    return result


def pytest_sessionfinish() -> None:
    if place := os.environ.get("MUTANTS_REACHED"):
        told = {test: [seconds[test], sorted(reached[test])] for test in seconds}
        Path(place).write_text(json.dumps(told), "utf-8")
