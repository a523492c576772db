"""A plugin of pytest: which tests reach which function, and how long each takes.

Far cheaper than tracing: all functions call ``hit`` with their place.
"""

import json
import os
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

reached: dict[str, set[str]] = defaultdict(set)
seconds: dict[str, float] = {}
_now = [""]


def hit(place: str) -> None:
    """Called by every function of the package."""
    reached[_now[0]].add(place)


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
