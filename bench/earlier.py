"""``python -m bench.earlier FOLDER``: full booklets built by this version and by an earlier one.

FOLDER holds the earlier source (``git worktree add FOLDER COMMIT``). Both build its examples in
turn, as whole processes with the same Python and packages and with bytecode written before; what
counts is the ratio of processors' time, which other load disturbs least.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.report import ROOT, heading, machine, median, ratio, seconds, table

__all__ = ["main"]

MOST = 1.0
"""The goal: a booklet takes no longer than it did."""


def main() -> None:
    """Build in turn, print medians and ratios."""
    parser = argparse.ArgumentParser(prog="python -m bench.earlier", description=__doc__)
    parser.add_argument("folder", type=Path, help="the earlier source")
    parser.add_argument("--repeat", type=int, default=5, help="repetitions, of which the median")
    said = parser.parse_args()
    print(machine(), flush=True)
    heading(f"full booklets, this version and an earlier one (median of {said.repeat})")
    rows = [["", "processors' time", "earlier", "ratio", "wall time", "earlier", "ratio"]]
    with tempfile.TemporaryDirectory(prefix="juesuan-bench-") as name:
        for book in sorted((said.folder.resolve() / "examples").iterdir()):
            ours, theirs = _in_turn(book, said.folder.resolve(), Path(name), said.repeat)
            row = [book.name]
            for n, most in ((1, MOST), (0, None)):
                one, other = median(run[n] for run in ours), median(run[n] for run in theirs)
                row += [seconds(one), seconds(other), ratio(one, other, most)]
            rows.append(row)
    table(rows)


def _in_turn(
    book: Path, earlier: Path, folder: Path, repeat: int
) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """Wall and processors' time of each run of ours, and of the earlier version."""
    ours, theirs = [], []
    for number in range(repeat + 1):  # the first run of each writes the bytecode
        one, other = _build(ROOT, book, folder), _build(earlier, book, folder)
        if number:
            ours.append(one)
            theirs.append(other)
    return ours, theirs


def _build(source: Path, book: Path, folder: Path) -> tuple[float, float]:
    """Seconds of one build: by the clock, and of the processors. Raises ``RuntimeError``."""
    paths = {"PYTHONPATH": str(source / "src"), "PYTHONPYCACHEPREFIX": str(folder / source.name)}
    env = {**os.environ, **paths}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "juesuan", "build", str(book), "-o", str(folder / "out")]
    with tempfile.TemporaryFile() as told:
        began = time.perf_counter()
        child = subprocess.Popen(command, env=env, stdout=told, stderr=told)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        took = time.perf_counter() - began
        if child.returncode:
            told.seek(0)
            raise RuntimeError(f"{source}: {told.read().decode(errors='replace')}")
    return took, used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
