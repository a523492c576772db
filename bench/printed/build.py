"""What is printed of the build: ours by stages, against a bare query and a peer."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from bench.report import heading, median, pair, ratio, seconds, size, table
from bench.tasks import compare
from bench.worker import run

__all__ = ["peer", "rollups", "stages", "whole"]

GOAL = 1.5
"""At most so many times the bare query's time."""


def stages(book: Path, out: Path, memory: str, less: str) -> dict[str, Any]:
    """Our build, stage by stage; what it gave and how long it took."""
    heading("a. our build, stage by stage")
    found = run("stages", folder=str(book), out=str(out), memory=memory)
    entries, whole = found["entries"], found["seconds"]
    rows = [["stage", "time", "share", "µs per entry"]]
    for name, took in {**found["stages"], "whole": whole}.items():
        rows.append([name, seconds(took), f"{took / whole:.0%}", f"{took / entries * 1e6:.2f}"])
    table(rows)
    print(
        f"  {entries:,} entries → {found['facts']:,} facts → {found['cells']:,} cells,"
        f" {found['identities']:,} identities checked\n"
    )
    tight = run("reading", folder=str(book), memory=less)
    table(
        [
            ["limit of the engine", "peak of the process", "reading"],
            [memory, size(found["peak"]), seconds(found["read"])],
            [less, size(tight["peak"]), seconds(tight["seconds"])],
        ]
    )
    return found


def rollups(book: Path, memory: str, repeat: int) -> float:
    """Roll-ups against a bare query; our time in seconds."""
    heading(f"b. roll-ups of all forms against a bare DuckDB query (median of {repeat})")
    found = run("rollups", folder=str(book), memory=memory, repeat=repeat)
    times = found["times"]
    post, evaluate, rest = (median(times[name]) for name in ("post", "evaluate", "rest"))
    ours = median(a + b for a, b in zip(times["post"], times["evaluate"], strict=True))
    bare = median(a + b for a, b in zip(times["cube"], times["cells"], strict=True))
    table(
        [
            ["from typed tables", "ours", "bare", "ours / bare"],
            ["entries to facts", *pair(post, median(times["cube"]))],
            ["facts to cells", *pair(evaluate, median(times["cells"]))],
            ["both: the roll-ups", *pair(ours, bare, GOAL)],
            ["with layout, identities", *pair(ours + rest, bare)],
        ]
    )
    print(f"  all {found['cells']:,} cells of both are equal")
    return ours


def whole(book: Path, memory: str, repeat: int, rolled: float) -> None:
    """From files to cells against a bare query."""
    times: dict[str, list[float]] = {"whole_ours": [], "whole_bare": []}
    for _ in range(repeat):
        answers = {task: run(task, folder=str(book), memory=memory) for task in times}
        compare(answers["whole_ours"]["cells"], answers["whole_bare"]["cells"], "cells")
        for task, answer in answers.items():
            times[task].append(answer["seconds"])
    ours, bare = median(times["whole_ours"]), median(times["whole_bare"])
    print()
    table(
        [
            ["from the CSV files", "ours", "bare", "ours / bare"],
            ["files to cells", *pair(ours, bare)],
            ["our roll-ups alone, bare with reading", *pair(rolled, bare)],
        ]
    )
    print(
        "  ours also understands what people write, checks every row, balances every fund and\n"
        "  function, and keeps each row for tracing; the bare query sums while it reads"
    )


def peer(folder: Path, entries: int, repeat: int, large: dict[str, Any]) -> None:
    """The whole build against beancount."""
    heading(f"c. the whole build against beancount, {entries:,} entries (median of {repeat})")
    if importlib.util.find_spec("beancount") is None:
        print("  beancount is not installed: pip install --group bench")
        return
    book, ledger = folder / "peer", folder / "peer.beancount"
    run("write_book", folder=str(book), entries=entries)
    run("write_ledger", folder=str(book), ledger=str(ledger))
    times: dict[str, list[float]] = {"ours": [], "beancount": []}
    for _ in range(repeat):
        ours = run("peer_ours", folder=str(book), out=str(folder / "peer-out"))
        theirs = run("peer_beancount", ledger=str(ledger))
        compare(ours["balances"], theirs["balances"], "accounts")
        times["ours"].append(ours["seconds"])
        times["beancount"].append(theirs["seconds"])
    ours_each = median(times["ours"]) / entries * 1e6
    theirs_each = median(times["beancount"]) / entries * 1e6
    large_each = large["seconds"] / large["entries"] * 1e6
    table(
        [
            ["", "entries", "µs per entry", "to beancount"],
            ["beancount", f"{entries:,}", f"{theirs_each:.1f}", "1"],
            ["ours", f"{entries:,}", f"{ours_each:.1f}", ratio(ours_each, theirs_each)],
            [
                "ours, large book",
                f"{large['entries']:,}",
                f"{large_each:.1f}",
                ratio(large_each, theirs_each),
            ],
        ]
    )
    print(
        f"  the sums of all {len(ours['balances']):,} expense accounts are equal\n"
        "  beancount: parses text, checks that each transaction balances, sums its accounts\n"
        "  ours: reads CSV, checks codes and rules, balances, fills 12 forms, checks their\n"
        "  identities, writes a workbook, a page and open data; a fixed part is for the forms"
    )
