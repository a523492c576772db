"""What a run prints: the machine, plain tables, times and ratios."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from juesuan import __version__

__all__ = ["ROOT", "heading", "machine", "median", "pair", "ratio", "seconds", "size", "table"]

ROOT = Path(__file__).resolve().parent.parent
"""The project's folder."""


def median(values: Iterable[float]) -> float:
    """The middle of several measurements."""
    return statistics.median(values)


def seconds(value: float) -> str:
    """A time, with what digits it deserves."""
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.0f} ms"


def size(value: float) -> str:
    """A number of bytes."""
    return f"{value / 1e9:.2f} GB" if value >= 1e8 else f"{value / 1e6:.1f} MB"


def ratio(ours: float, theirs: float, most: float | None = None) -> str:
    """How many times theirs ours is; with a goal, whether it is met."""
    found = f"{ours / theirs:.2f} ×"
    if most is None:
        return found
    return f"{found}  (goal {most} ×: {'met' if ours <= most * theirs else 'missed'})"


def heading(text: str) -> None:
    """Begin a part."""
    print(f"\n{text}\n{'-' * len(text)}", flush=True)


def table(rows: Sequence[Sequence[str]]) -> None:
    """Rows in aligned columns: the first to the left, others to the right."""
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        cells = [text.rjust(width) for text, width in zip(row[1:], widths[1:], strict=True)]
        print("  ".join(["  " + row[0].ljust(widths[0]), *cells]).rstrip(), flush=True)


def machine() -> str:
    """The machine and the versions that figures depend on."""
    packages = ", ".join(f"{name} {_version(name)}" for name in ("juesuan", "duckdb", "beancount"))
    return (
        f"{_cores()} cores, {_processor()}, {_memory()}, {platform.system()};"
        f" Python {platform.python_version()}, {packages}"
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return __version__ if package == "juesuan" else "(not installed)"


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _memory() -> str:
    try:
        return size(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")) + " of memory"
    except (AttributeError, ValueError, OSError):
        return "memory not known"


def pair(ours: float, theirs: float, most: float | None = None) -> tuple[str, str, str]:
    """Our time, theirs, and the ratio of the two."""
    return seconds(ours), seconds(theirs), ratio(ours, theirs, most)
