"""A plugin of pytest: every mutant meets its tests in a fork of one process that has collected
them all, up to the first failure. Nothing is imported or collected anew. One that survives meets
the other cases of these tests for some seconds: few cases of each are measured. A test that fails
in a fork with sound code, too, has seen nothing, and is asked no more.

The function around a damage gets its damaged code; what was remembered by functions is
forgotten. The file is damaged as well, for processes that tests start.
"""

import functools
import gc
import json
import os
import resource
import signal
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest
from hypothesis import Phase, settings

PLAN = os.environ.get("MUTANTS_PLAN", "")
ANOTHER_WAY = 99
"""The code does not fit into its function, or no function is found that has it: a new process is
needed."""


_LONGEST = 1 << 16
"""Bytes of a test's name, so that nothing is left of a longer one."""


class NotDamagedError(Exception):
    """A module is loaded, and none of its functions got the damage."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection() -> None:
    """Fewer random examples than usual, and a failure is enough: there are many runs."""
    some = (Phase.explicit, Phase.reuse, Phase.generate)
    settings.register_profile("mutants", parent=settings.default, max_examples=15, phases=some)
    settings.load_profile("mutants")


def codes(code: CodeType) -> dict[str, list[CodeType]]:
    """Functions of a module that stand in no other function, by qualified name."""
    found: dict[str, list[CodeType]] = defaultdict(list)
    for part in code.co_consts:
        if isinstance(part, CodeType):
            if part.co_flags & 3:  # optimised, with new locals: no body of a class
                found[part.co_qualname].append(part)
            else:
                for name, parts in codes(part).items():
                    found[name] += parts
    return found


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    if not PLAN:
        return None
    items = {item.nodeid: item for item in session.items}
    gc.unfreeze()  # what is frozen is not among the objects that are told
    known = gc.get_objects()
    made = [one for one in known if isinstance(one, FunctionType)]
    kept = [one for one in known if isinstance(one, functools._lru_cache_wrapper)]
    kept = [one for one in kept if str(one.__module__).startswith("juesuan")]
    by_file: dict[str, list[FunctionType]] = defaultdict(list)
    for function in made:
        by_file[function.__code__.co_filename].append(function)
    del known, made
    gc.freeze()
    passes: dict[str, str] = {}
    with Path(PLAN).with_suffix(".told").open("a") as told:
        for one in json.loads(Path(PLAN).read_text("utf-8")):
            functions, was = by_file[one["path"]], Path(one["path"]).read_text("utf-8")
            place = one["path"], was
            while (end := _ends(session, items, one, place, functions, kept)) in items:
                if end not in passes:
                    sound = {**one, "text": was, "tests": [end], "more": 0}
                    passes[end] = _ends(session, items, sound, place, functions, kept)
                if passes[end] == "survives":
                    break
                del items[end]
            print(json.dumps([one["number"], end]), file=told, flush=True)
    return True


def put(file: Path, text: str) -> None:
    """A file written so that what was compiled from its last text is not used again."""
    last = file.stat().st_mtime
    file.write_text(text, "utf-8")
    os.utime(file, (last + 2, last + 2))


def _ends(session: Any, items: Any, one: Any, place: Any, functions: Any, kept: Any) -> str:
    """How it ends with a text in the file, which is then as it was: "survives", "anew" or the test
    that fails."""
    path, was = Path(place[0]), place[1]
    try:
        put(path, one["text"])
        with tempfile.TemporaryFile() as file:  # a pipe, once full, would stop it
            return _told(file.fileno(), session, items, one, place, functions, kept)
    finally:
        put(path, was)


def _told(
    told: int, session: Any, items: Any, one: Any, place: Any, functions: Any, kept: Any
) -> str:
    if not (child := os.fork()):
        os.setsid()
        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(used.ru_utime + used.ru_stime + one["limit"]) + 1
        most = resource.getrlimit(resource.RLIMIT_CPU)[1]  # its own processes may set others
        resource.setrlimit(resource.RLIMIT_CPU, (spent, most))
        try:
            _damage(one, place, functions)
            for cache in kept:
                cache.cache_clear()
            tests = [items[test] for test in one["tests"] if test in items]
            asked, tests = len(tests), [*tests, *_other_cases(tests, items)]
            for turn, (test, after) in enumerate(zip(tests, [*tests[1:], None], strict=True)):
                if turn == asked:
                    until = time.process_time() + one["more"]
                if turn >= asked and time.process_time() > until:
                    break
                os.pwrite(told, test.nodeid.encode().ljust(_LONGEST, b"\0"), 0)
                session.config.hook.pytest_runtest_protocol(item=test, nextitem=after)
                if session.testsfailed:
                    os._exit(1)
            os._exit(0)
        except (ValueError, NotDamagedError) as why:
            other = isinstance(why, NotDamagedError) or "free vars" in str(why)
            os._exit(ANOTHER_WAY if other else 1)
        finally:
            os._exit(1)
    until = time.monotonic() + 60 + 12 * one["limit"]
    while not (ended := os.waitpid(child, os.WNOHANG))[0]:
        if time.monotonic() > until:
            os.killpg(child, signal.SIGKILL)
        time.sleep(0.02)
    met = os.pread(told, 1 << 20, 0).rstrip(b"\0").decode()
    code = os.waitstatus_to_exitcode(ended[1])
    if code == 0:
        return "survives"
    return "anew" if code == ANOTHER_WAY else (met or "it is read")


def _other_cases(tests: Sequence[Any], items: Mapping[str, Any]) -> Iterator[Any]:
    """The cases of some tests that were not measured: each test's first, then the second of
    each."""
    chosen = {test.nodeid for test in tests}
    cases: dict[str, list[Any]] = {test.nodeid.split("[")[0]: [] for test in tests}
    for name, item in items.items():
        if name not in chosen and name.split("[")[0] in cases:
            cases[name.split("[")[0]].append(item)
    for turn in zip_longest(*cases.values()):
        yield from (item for item in turn if item is not None)


def _damage(one: Any, place: tuple[str, str], functions: list[FunctionType]) -> None:
    name = one["function"]
    before = codes(compile(place[1], place[0], "exec"))[name]
    after = codes(compile(one["text"], place[0], "exec"))[name]
    loaded = any(getattr(one, "__file__", "") == place[0] for one in [*sys.modules.values()])
    damaged = 0
    for was, now in zip(before, after, strict=True):
        for function in functions:
            code = function.__code__
            if code.co_qualname == name and code.co_firstlineno == was.co_firstlineno:
                function.__code__ = now
                damaged += 1
    if loaded and name and not damaged:
        raise NotDamagedError(name)
