"""What is printed of balanced rounding."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.report import ROOT, heading, median, pair, seconds, table
from bench.worker import run

__all__ = ["PEER_ENTRIES", "rounding"]

PEER_ENTRIES = 20_000


def rounding(folder: Path, repeat: int) -> None:
    """Balanced rounding against a general solver."""
    heading(f"e. balanced rounding in 万元 against a general solver (median of {repeat})")
    books = {path.name: str(path) for path in sorted((ROOT / "examples").iterdir())}
    book = folder / "rounded"
    run("write_book", folder=str(book), entries=PEER_ENTRIES)
    found = run("round_sets", books={**books, "generated book": str(book)}, repeat=repeat)
    _rounded(found)
    print("\n  one table of functional items by flow, nature and fund, as items grow")
    _rounded(run("round_crosses", sizes=[20, 100, 400], repeat=repeat))
    print("\n  larger ones, ours alone: time should grow as the cells do")
    large = run("round_large", sizes=[800, 1600, 3200], repeat=repeat)
    rows = [["cells", "broken", "ours", "a thousand cells"]]
    for one in large.values():
        took, cells = median(one["ours"]), one["cells"]
        each = seconds(1_000 * took / cells)
        rows.append([f"{cells:,}", str(one["broken"]), seconds(took), each])
    table(rows)
    print("\n  the same with every item paid from every fund: three full directions")
    _rounded(run("round_crosses", sizes=[4, 8], repeat=repeat, every_fund=True))


def _rounded(found: dict[str, Any]) -> None:
    head = ["", "cells", "identities", "broken: each alone", "balanced"]
    rows = [[*head, "cells changed", "ours", "general solver", "ours / general"]]
    for name, one in found.items():
        counts = (one[n] for n in ("cells", "identities", "plain", "balanced", "changed"))
        ours, theirs = median(one["ours"]), median(one["theirs"])
        rows.append([name, *(f"{count:,}" for count in counts), *pair(ours, theirs)])
    table(rows)
