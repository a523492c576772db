"""Files worked on in several processes at once, which are renewed from time to time, so that
memory stays bounded; results come in the order of the files, and a process that dies costs
one file only.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Generic, TypeVar

from msgspec import Struct

from juesuan.reading.apart import fresh_processes

__all__ = ["Pool"]

_BEFORE_RENEWAL = 50
"""Files after which a process is replaced by a fresh one: what a file leaked goes with it."""
_AHEAD = 3
"""Files handed out ahead of the one waited for, for each process."""

Task = TypeVar("Task")
Result = TypeVar("Result")


class Pool(Struct, Generic[Task, Result], frozen=True):
    """``work`` is done to every file in one of so many processes; it is given the file, the
    ``task`` (sent to a process once, for it can be large) and the file's number from 1.
    ``died`` makes the result of a file that brought its process down."""

    work: Callable[[Path, Task, int], Result]
    task: Task
    jobs: int
    died: Callable[[Path], Result]

    def results(self, paths: Sequence[Path]) -> Iterator[Result]:
        """The results in the order of the files."""
        todo = list(enumerate(paths, 1))
        while todo:
            done = 0
            try:
                for result in self._pooled(todo):
                    done += 1
                    yield result
                return
            except BrokenProcessPool:
                # The first file without a result may have done it: alone again.
                yield self._alone(*todo[done])
                todo = todo[done + 1 :]

    def _pooled(self, todo: Sequence[tuple[int, Path]]) -> Iterator[Result]:
        waiting: deque[Future[Result]] = deque()
        with self._processes(self.jobs) as pool:
            try:
                for number, path in todo:
                    waiting.append(pool.submit(_in_process, self.work, path, number))
                    if len(waiting) >= self.jobs * _AHEAD:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    def _alone(self, number: int, path: Path) -> Result:
        """The result of a file in a process of its own, which may die."""
        try:
            with self._processes(1) as pool:
                return pool.submit(_in_process, self.work, path, number).result()
        except BrokenProcessPool:
            return self.died(path)

    def _processes(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            jobs,
            fresh_processes(),
            _begin,
            (self.task,),
            max_tasks_per_child=_BEFORE_RENEWAL,
        )


_TASK: list[object] = []
"""What a process of the pool was asked."""


def _begin(task: object) -> None:
    _TASK[:] = [task]


def _in_process(work: Callable[[Path, Task, int], Result], path: Path, number: int) -> Result:
    return work(path, _TASK[0], number)  # type: ignore[arg-type]
