"""The time that processors have spent on this process and all that it started."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

__all__ = ["spent"]

_PROC = Path("/proc")
_PARENT, _TIMES = 1, slice(11, 15)
"""Of the fields behind a process's name: its parent; its own times and those of ended children."""


def spent() -> float:
    """Seconds of processors, of living descendants too where the system tells (Linux): workers
    that a server of processes starts are its children, and ``os.times`` does not know them."""
    if not (_PROC / "self" / "stat").exists():
        return sum(os.times()[:4])
    children: dict[int, list[int]] = defaultdict(list)
    times: dict[int, int] = {}
    for number, fields in _processes():
        children[int(fields[_PARENT])].append(number)
        times[number] = sum(map(int, fields[_TIMES]))
    wanted, ticks = [os.getpid()], 0
    while wanted:
        one = wanted.pop()
        ticks += times.get(one, 0)
        wanted += children[one]
    return ticks / os.sysconf("SC_CLK_TCK")


def _processes() -> Iterator[tuple[int, list[str]]]:
    for folder in _PROC.iterdir():
        if folder.name.isdigit():
            try:
                text = (folder / "stat").read_text("utf-8", "replace")
            except OSError:
                continue  # it has ended
            yield int(folder.name), text.rpartition(")")[2].split()
