"""Bounds of one step within those of a document (每页限时、限内存).

A library that a page makes endless would use up all that the document may, minutes and gigabytes,
before it is stopped. A step gets a share, and whoever waits hears which one it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from juesuan.reading.limits import Limits

__all__ = ["each_told", "one_step"]

SHARE = 4
"""A step may cost this part of what is in force for the document."""

_TELL: list[Callable[[int], None]] = []
"""Who hears of steps, in a process that is bounded; no other has bounds that could be changed."""


def each_told(tell: Callable[[int], None]) -> None:
    """Have the steps of this process bounded from now on, and told with their number, 0 when one
    is done."""
    _TELL[:] = [tell]


@contextmanager
def one_step(number: int) -> Iterator[None]:
    """A step of a number from 1, such as a page. In a bounded process it is ended with it by the
    system when it takes more than its share of processor time or of memory."""
    if not _TELL:
        yield
        return
    import resource

    _TELL[0](number)
    limits = Limits.in_force()
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + limits.seconds // SHARE
    held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    bounds = {
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_AS: held + limits.memory_mb * 1024 * 1024 // SHARE,
    }
    before = {kind: resource.getrlimit(kind) for kind in bounds}
    try:
        for kind, most in bounds.items():
            hard = before[kind][1]
            resource.setrlimit(kind, (most if hard < 0 else min(most, hard), hard))
        yield
    finally:
        for kind, bound in before.items():
            resource.setrlimit(kind, bound)
        _TELL[0](0)
