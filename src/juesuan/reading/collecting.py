"""Looking for garbage less often while a file is read (少做垃圾回收).

A page is thousands of small objects that are let go one by one, without circles. To look through
them all after every few hundred takes a tenth of the time in which a booklet is read.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

__all__ = ["collecting_rarely"]

_RARELY = (100_000, 50, 100)
"""New objects after which the youngest are looked through, and how often the older ones are."""
_LOCK = Lock()
_BEFORE: list[tuple[int, int, int]] = []
"""What was set before, once for each reading under way: several threads may read."""


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Collect garbage rarely within, and as before when the last one that asked for it is done. A
    process that collects as rarely already, or not at all, stays as it is."""
    with _LOCK:
        _BEFORE.append(_BEFORE[0] if _BEFORE else gc.get_threshold())
        if 0 < _BEFORE[0][0] < _RARELY[0]:
            gc.set_threshold(*_RARELY)
    try:
        yield
    finally:
        with _LOCK:
            before = _BEFORE.pop()
            if not _BEFORE and gc.get_threshold() == _RARELY != before:
                _grow_old()
                gc.set_threshold(*before)


def _grow_old() -> None:
    """Count what was read among what lives long: it would be looked through at once for its
    number. Where something is kept out of every collection, it must stay so."""
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()
