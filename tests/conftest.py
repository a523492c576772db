"""Shared places and profiles of the tests."""

import gc
import os
import re
import sys
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "default",
    deadline=None,
    max_examples=60,
    derandomize=True,  # the same examples every time: what fails was broken by this change
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(  # make properties: others every time
    "search",
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("default")

gc.set_threshold(100_000, 50, 100)  # as the commands do: much lives long, looking finds nothing

ROOT = Path(__file__).resolve().parent.parent

if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):  # else every process compiles all anew
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = str(ROOT / "build" / "bytecode")
    sys.dont_write_bytecode = False

# What is kept between runs is kept here, and not among the user's own.
os.environ.setdefault("JUESUAN_CACHE", str(ROOT / "build" / "kept"))


_WAITING = re.compile(r"/test_(?:\w*in_browser|in_firefox|stores|keeping_safe|spark)\.py")
"""Tests that wait for browsers and servers more than they work."""


_LONG = re.compile(r"/test_(?:interface|routes|planted|scorecard|published_files|template)\.py")
"""Tests of many seconds each: one that is begun last would be waited for by all workers."""


@pytest.hookimpl(optionalhook=True)  # so that tests run without workers, too
def pytest_xdist_auto_num_workers() -> int:
    """Half as many workers again as cores, as some of them wait."""
    cores = os.cpu_count() or 1
    return cores + (cores + 1) // 2 if cores > 1 else 1


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Each worker begins a folder at another place: so it finds most files of tests already
    compiled by the others, where all would compile the same ones at the same time."""
    report = yield
    if isinstance(collector, pytest.Directory) and report.result:
        count = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
        worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
        start = len(report.result) * worker // max(count, worker + 1)
        report.result = [*report.result[start:], *report.result[:start]]
    return report


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None, None, None]:
    """Tests that wait begin at once, all on the first worker, while the others keep the cores
    busy, and after them those that are long: at the end nobody waits for them. The order is the
    same in every worker, and already so before pytest brings tests of one fixture together."""

    def turn(item: pytest.Item) -> tuple[bool, bool, tuple[str, ...]]:
        name = item.nodeid
        return (not _WAITING.search(name), not _LONG.search(name), item.path.parts)

    items.sort(key=turn)
    yield
    items.sort(key=turn)


def pytest_collection_finish() -> None:
    """What is loaded stays to the end: looking for garbage leaves it alone, now already."""
    gc.freeze()


@pytest.fixture(scope="session")
def examples() -> Path:
    """The example books that come with the project."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def built_yuxi(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command builds of an example book, once for all workers; nothing may change it."""
    from support.commands import juesuan
    from support.once import made_once

    def make(folder: Path) -> None:
        run = juesuan("build", examples / "yuxi-internet-office-2021", "-o", folder / "yuxi")
        assert run.returncode == 0, run.stderr

    return made_once("built-of-an-example", make, tmp_path_factory) / "yuxi"


@pytest.fixture(scope="session")
def truth() -> Path:
    """Published figures of real booklets; tests that need them skip where they are absent."""
    folder = ROOT.parent / "shared" / "truth"
    if not folder.is_dir():
        pytest.skip("the published figures are not here")
    return folder


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents are checked in the process of the test, where what was read once stays; for
    tests of what is checked, not of the bounds of the work."""
    from juesuan.reporting import running

    def here(work: Callable[[Any], Any], path: Path, limits: object, progress: Any) -> Any:
        return work(progress)

    monkeypatch.setattr(running, "apart", here)
