"""The solver (HiGHS): made in one way, in one thread for the same answer every time, and silent.

The first solver that a process makes prints a banner, before any option can forbid it, on the
standard output that carries our reports.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import highspy

__all__ = ["silent_output", "solver"]

_OPTIONS = {"output_flag": False, "log_to_console": False, "threads": 1}
_STDOUT = 1


def solver(**options: Any) -> highspy.Highs:
    """A solver with one thread and no words, and with more options of HiGHS."""
    import highspy  # heavy to load: only when there is something to solve

    with silent_output():
        made: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in {**_OPTIONS, **options}.items():
        made.setOptionValue(name, value)
    return made


@contextmanager
def silent_output() -> Iterator[None]:
    """Nothing that is written to the file descriptor of standard output within arrives there.
    Python's own ``sys.stdout`` is left alone."""
    try:
        kept = os.dup(_STDOUT)
    except OSError:  # there is no standard output
        yield
        return
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, _STDOUT)
        os.close(nowhere)
        yield
    finally:
        os.dup2(kept, _STDOUT)
        os.close(kept)
