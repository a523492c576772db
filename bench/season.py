"""A season of disclosures: the plan over a corpus, reading end to end, growth and memory.

``python -m bench.season`` (``make bench-corpus``) prints ratios; ``--documents`` and ``--files``
set the sizes. Everything is drawn from a seed.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace

from bench.at_scale import growing
from bench.dataset import LAYOUTS, WRONG, drawn_set
from bench.planted import KINDS, Plant, planted
from bench.processors import spent
from juesuan.corpus import Audit, open_corpus
from juesuan.facts import YUAN
from juesuan.publishing import write_workbook

__all__ = ["main", "write_files"]


def write_files(folder: Path, files: int) -> set[str]:
    """So many workbooks of units, one in twenty with a planted error; the wrong ones' names."""
    folder.mkdir(parents=True, exist_ok=True)
    draw, wrong = random.Random(2), set()
    for number in range(files):
        disclosure = drawn_set(number % LAYOUTS, YUAN)
        if number % WRONG == 7:
            plant: Plant | None = None
            while plant is None:
                plant = planted(disclosure, KINDS[number // WRONG % len(KINDS)], draw)
            disclosure = plant.disclosure
        name = f"示例{number:05d}局"
        if number % WRONG == 7:
            wrong.add(name)
        write_workbook(
            replace(disclosure, unit=name), folder / f"{name}2023年度部门决算.xlsx", "zh"
        )
    return wrong


def _measured(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds that pass, and seconds of processors in all processes."""
    before, began = spent(), time.perf_counter()
    work()
    passed = time.perf_counter() - began
    return passed, spent() - before


def _end_to_end(folder: Path, files: int) -> None:
    wrong = write_files(folder / "in", files)

    def openpyxl_alone() -> None:
        import openpyxl

        for path in (folder / "in").glob("*.xlsx"):
            book = openpyxl.load_workbook(path)
            for sheet in book:
                for row in sheet.iter_rows():
                    for cell in row:
                        _ = cell.value

    theirs, their_work = _measured(openpyxl_alone)
    print(f"{files} workbooks by openpyxl alone: {theirs:.1f} s, {their_work:.1f} s of processors")
    for jobs in (1, 2):
        out = folder / f"out{jobs}"
        mine, work = _measured(Audit(folder / "in", out, jobs).run)
        print(
            f"audited end to end, {jobs} workers: {mine:.1f} s, ratio {mine / theirs:.2f};"
            f" of processors {work:.1f} s, ratio {work / their_work:.2f}"
        )
    with open_corpus(folder / "out1") as corpus:
        told = {unit for (unit,) in corpus.rows("SELECT DISTINCT unit FROM broken")}
    print(
        f"planted errors found: {len(told & wrong)} of {len(wrong)};"
        f" others accused: {len(told - wrong)}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="bench.season", description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--files", type=int, default=100)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="juesuan-season-") as place:
        for rounded in (0, 4):
            growing(Path(place), [given.documents // 4, given.documents], rounded)
        _end_to_end(Path(place) / "files", given.files)


if __name__ == "__main__":
    main()
