"""Work on a document in a process of its own, with bounds (限时、限内存).

Files come from anywhere. One that was forged, or is only very odd, can make a library abort, ask
for all memory or never return; none of these can be caught in the process where it happens. So the
work is done in a child that the system bounds, and that is ended when its time is over.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from juesuan.keeping import keep_made
from juesuan.reading.errors import UnreadableError
from juesuan.reading.limits import Limits
from juesuan.reading.steps import each_told

__all__ = ["apart", "begin_with", "fresh_processes"]

Result = TypeVar("Result")
Progress = Callable[[str], None]


def apart(
    work: Callable[[Progress], Result],
    path: Path,
    limits: Limits | None = None,
    progress: Progress = lambda stage: None,
) -> Result:
    """The result of ``work`` on a document (``path``, to name it), done in a process of its own;
    what it raises is raised here.

    ``work`` is given a function that says how far it is; it must be picklable, for a process in
    which libraries run threads of their own cannot be copied, and a fresh one is taken. Raises
    ``UnreadableError``: ``too_long``, ``too_much`` (memory), ``crashed`` or ``page_crashed`` where
    the work broke its bounds. Where the system knows no such bounds (other than Linux), the work
    is done here.
    """
    if not sys.platform.startswith("linux"):
        return work(progress)
    limits = limits or Limits.usual()
    context = multiprocessing.get_context("fork") if _can_copy() else fresh_processes()
    ours, theirs = context.Pipe(duplex=False)
    with tempfile.TemporaryDirectory(prefix="juesuan-") as scratch:
        child = context.Process(target=_child, args=(work, limits, theirs, scratch))
        child.start()
        theirs.close()
        try:
            answered: Result = _answer(ours, child, path, limits, progress)
            return answered
        finally:
            _end(child)
            ours.close()


_LOADED: set[str] = set()
"""The modules that fresh processes have loaded from their beginning."""
_SERVED: list[int] = []
"""The process that took the first fresh one: whoever is copied from it cannot ask its server."""


def begin_with(module: str) -> None:
    """Fresh processes have a module loaded from their beginning (where none was taken yet)."""
    _LOADED.add(module)


def fresh_processes() -> Any:
    """The context of ``multiprocessing`` for processes that share nothing with this one.

    On Linux they are copies of one that was started once, runs no threads and has the program
    loaded: each begins in hundredths of a second, where a new one would take a second. It ends
    with this process.
    """
    if not sys.platform.startswith("linux") or _SERVED not in ([], [os.getpid()]):
        return multiprocessing.get_context("spawn")
    if not _SERVED:
        _SERVED.append(os.getpid())
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", *sorted(_LOADED)])
    return context


def _can_copy() -> bool:
    """Whether this process can be copied safely: only Python's own threads are running, none
    that a library started (a copy would have its locks, and not the threads that open them)."""
    return len(list(Path("/proc/self/task").iterdir())) <= threading.active_count()


def _child(
    work: Callable[[Progress], object], limits: Limits, pipe: Connection, scratch: str
) -> None:
    import resource

    os.setsid()  # so that processes of its own end with it
    tempfile.tempdir = scratch  # what it leaves behind is removed with the folder
    with (Path(scratch) / "said").open("wb") as said:
        os.dup2(said.fileno(), 2)  # what libraries shout when they abort
    most = limits.memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    seconds = (limits.seconds + 1) * (os.cpu_count() or 1)  # should nobody be left to end it
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    limits.set()
    each_told(lambda number: pipe.send(("step", number)))
    try:
        answer: tuple[str, object] = ("done", work(lambda stage: pipe.send(("at", stage))))
        keep_made()  # now: who gets the answer ends this process
        pipe.send(answer)
    except MemoryError:
        pipe.send(("too_much", None))
    except BaseException as error:
        _send_error(pipe, error)


def _send_error(pipe: Connection, error: BaseException) -> None:
    try:
        pipe.send(("raised", error))
    except Exception:  # an error that cannot be handed over is told by its words
        pipe.send(("raised", RuntimeError(f"{type(error).__name__}: {error}")))


def _answer(pipe: Connection, child: Any, path: Path, limits: Limits, progress: Progress) -> Any:
    until = time.monotonic() + limits.seconds
    step = 0
    try:
        while pipe.poll(max(0.0, until - time.monotonic())):
            kind, value = pipe.recv()
            if kind == "at":
                progress(value)
            elif kind == "step":
                step = value
            elif kind == "done":
                return value
            elif kind == "raised":
                raise value
            else:
                raise UnreadableError(kind, path=path, most=limits.memory_mb)
    except EOFError:
        child.join(1)
        key = "page_crashed" if step else "crashed"
        raise UnreadableError(key, path=path, status=child.exitcode, page=step) from None
    raise UnreadableError("too_long", path=path, seconds=limits.seconds)


def _end(child: Any) -> None:
    """End a process and those it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.kill()  # where it had not yet become the head of a group
    child.join()
