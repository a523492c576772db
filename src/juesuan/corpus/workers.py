"""Disclosures worked on in several processes that last, each bounded in time and memory.

A process keeps what it has learned of form sets from one disclosure to the next. One that takes
too long is ended, one that dies or runs out of memory costs only the disclosure in its hands;
either is replaced, as is a process that has grown: what files leaked goes with it. A fresh one has
to learn the form sets anew, which costs as much as many disclosures.
"""

from __future__ import annotations

import contextlib
import gc
import mmap
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Generic, TypeVar

from msgspec import Struct

from juesuan.reading.apart import fresh_processes
from juesuan.reading.errors import UnreadableError
from juesuan.reading.limits import Limits
from juesuan.reading.steps import each_told

__all__ = ["Workers"]

_BEFORE_RENEWAL = 5_000
"""Disclosures after which a process is replaced by a fresh one."""
_START = 60
"""Seconds in which a fresh process should be ready, which are not its first disclosure's."""
_GROWN = 4
"""A process that has taken one part in so many of the memory it may take is replaced, too."""
_POLL = 1.0

Task = TypeVar("Task")
Result = TypeVar("Result")


class _Worker(Struct, Generic[Task], kw_only=True):
    process: Any
    pipe: Connection
    scratch: tempfile.TemporaryDirectory[str]
    done: int = 0
    start: int = _START
    task: Task | None = None
    until: float = 0.0


class Workers(Struct, Generic[Task, Result], frozen=True):
    """``work`` is done to every task in one of ``jobs`` processes; ``failed`` makes the result
    of one that broke its bounds. ``path`` names a task's file in what is said of it."""

    work: Callable[[Task], Result]
    failed: Callable[[Task, UnreadableError], Result]
    path: Callable[[Task], Path]
    jobs: int
    limits: Limits

    def results(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """Tasks with their results, as they come."""
        todo = iter(tasks)
        busy: dict[Connection, _Worker[Task]] = {}
        idle: list[_Worker[Task]] = []
        try:
            more = True
            while more or busy:
                while more and len(busy) < self.jobs:
                    task = next(todo, None)
                    if task is None:
                        more = False
                        break
                    worker = self._ready(idle)
                    worker.task = task
                    worker.until = time.monotonic() + self.limits.seconds + worker.start
                    busy[worker.pipe] = worker
                    with contextlib.suppress(BrokenPipeError):  # it died while idle: told below
                        worker.pipe.send(task)
                for pipe in wait(list(busy), _POLL):
                    worker = busy.pop(pipe)  # type: ignore[call-overload]
                    assert worker.task is not None
                    kind, value = _received(worker)
                    if kind == "ready":
                        worker.start = 0
                        worker.until = time.monotonic() + self.limits.seconds
                        busy[worker.pipe] = worker
                    else:
                        yield worker.task, self._answer(worker, worker.task, kind, value, idle)
                now = time.monotonic()
                for worker in [w for w in busy.values() if w.until < now]:
                    del busy[worker.pipe]
                    assert worker.task is not None
                    self._end(worker)
                    yield worker.task, self._broke("too_long", worker.task)
        finally:
            for worker in [*idle, *busy.values()]:
                self._end(worker)

    def _answer(
        self, worker: _Worker[Task], task: Task, kind: str, value: Any, idle: list[_Worker[Task]]
    ) -> Result:
        if kind == "crashed":
            worker.process.join(1)
            status = worker.process.exitcode
            self._end(worker)
            return self._broke("crashed", task, status=status)
        worker.done += 1
        if kind in {"too_much", "grown"} or worker.done >= _BEFORE_RENEWAL:
            self._end(worker)
        else:
            idle.append(worker)
        if kind == "too_much":
            return self._broke("too_much", task)
        result: Result = value
        return result

    def _broke(self, key: str, task: Task, **details: object) -> Result:
        most = {"too_long": self.limits.seconds, "too_much": self.limits.memory_mb}.get(key)
        name = "seconds" if key == "too_long" else "most"
        error = UnreadableError(key, path=self.path(task), **{name: most}, **details)
        return self.failed(task, error)

    def _ready(self, idle: list[_Worker[Task]]) -> _Worker[Task]:
        if idle:
            return idle.pop()
        context = fresh_processes()
        ours, theirs = context.Pipe()
        scratch = tempfile.TemporaryDirectory(prefix="juesuan-")
        given = (self.work, self.limits, theirs, scratch.name)
        process = context.Process(target=_serve, args=given, daemon=True)
        process.start()
        theirs.close()
        return _Worker(process=process, pipe=ours, scratch=scratch)

    def _end(self, worker: _Worker[Task]) -> None:
        """End a process and those it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if worker.process.pid and sys.platform != "win32":
                os.killpg(worker.process.pid, signal.SIGKILL)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        with contextlib.suppress(OSError):
            worker.scratch.cleanup()


def _received(worker: _Worker[Any]) -> tuple[str, Any]:
    """What a process says; ``crashed`` if it is gone."""
    try:
        kind, value = worker.pipe.recv()
    except (EOFError, OSError):
        return "crashed", None
    return kind, value


def _serve(work: Callable[[Any], object], limits: Limits, pipe: Connection, scratch: str) -> None:
    """Work on tasks as they come, until the other side is gone."""
    # What is learned of form sets lives as long as the process: to look through it for garbage
    # after every few hundred new objects took a fifth of all time.
    gc.set_threshold(100_000, 50, 100)
    tempfile.tempdir = scratch
    if sys.platform.startswith("linux"):
        import resource

        with contextlib.suppress(PermissionError):
            os.setsid()
        most = limits.memory_mb * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        limits.set()
        each_told(lambda number: None)
    with (Path(scratch) / "said").open("wb") as said:
        os.dup2(said.fileno(), 2)  # what libraries shout when they abort
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError, KeyboardInterrupt):
        pipe.send(("ready", None))
        while True:
            task = pipe.recv()
            try:
                result = work(task)
                answer: tuple[str, object] = ("grown" if _grown(limits) else "done", result)
            except MemoryError:
                answer = ("too_much", None)
            pipe.send(answer)


def _grown(limits: Limits) -> bool:
    """Whether this process holds so much memory that it should be replaced. The most it ever
    held says nothing: that is its parent's, at first."""
    held = Path("/proc/self/statm")
    if not held.exists():
        return False
    pages = int(held.read_text("ascii").split()[1])
    return pages * mmap.PAGESIZE // 1024**2 > limits.memory_mb // _GROWN
