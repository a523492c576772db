"""``juesuan consolidate``: a department's book from its units' books, or its published booklet
against theirs."""

from __future__ import annotations

import csv
from pathlib import Path

from juesuan.cli.console import err, out
from juesuan.cli.transfers import transfer_words
from juesuan.consolidating import SumDifference, Summed, consolidate, read_kinds, sum_of_units
from juesuan.facts import YUAN, format_amount, plain_amount
from juesuan.messages import say

__all__ = ["compare", "run"]

_GOOD = {"eliminated", "adjusted", "one_sided"}
"""What may become of transfers: what one side only wrote may have come from outside."""


def run(books: list[Path], folder: Path, unit: str, sets: Path | None, lang: str) -> int:
    """Consolidate books; the exit status: 1 where transfers do not agree."""
    found = consolidate(books, folder, unit, read_kinds(sets) if sets else None)
    for transfer in found.transfers:
        style = "green" if transfer.settled else "yellow"
        words = transfer_words(transfer, lang)
        err.print(words, style=style, markup=False, soft_wrap=True)
    done = {"units": len(found.units), "rows": found.rows, "path": found.folder}
    out.print(say("consolidating.consolidated", lang, **done), soft_wrap=True)
    return int(any(one.state not in _GOOD for one in found.transfers))


def compare(units: list[Path], department: Path, output: Path | None, lang: str) -> int:
    """Compare a department with the sum of its units; the exit status: 1 where a cell differs
    for another reason than money that the units gave each other."""
    found = sum_of_units(department, units)
    for one in found.differences:
        style = "green" if one.cause == "moved_within" else "yellow"
        out.print(_difference(one, lang), style=style, markup=False, soft_wrap=True)
    if output is not None:
        _write(found, output, lang)
    counts = {"cells": found.compared, "tails": found.tails, "differ": len(found.differences)}
    said = say(
        "consolidating.summed", lang, units=len(found.units), unit=found.department, **counts
    )
    out.print(said, soft_wrap=True)
    return int(any(one.cause != "moved_within" for one in found.differences))


def _difference(one: SumDifference, lang: str) -> str:
    shown = format_amount if one.money else lambda value, unit: str(value)
    amounts = {
        "printed": shown(one.printed, YUAN),
        "summed": shown(one.summed, YUAN),
        "difference": shown(one.difference, YUAN),
    }
    why = say(f"consolidating.{one.cause}", lang, names=list(one.names))
    place = {"cell": str(one.cell), "row": one.row, "column": one.column}
    return say("consolidating.sum_differs", lang, why=why, **place, **amounts)


def _write(found: Summed, path: Path, lang: str) -> None:
    """The differences as a table, each with every unit's own figure: where the sum comes from."""
    names = say("consolidating.sum_columns", lang).split(",")
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*names, *found.units])
        for one in found.differences:
            why = say(f"consolidating.{one.cause}", lang, names=list(one.names))
            values = (one.printed, one.summed, one.difference, *(v for _, v in one.units))
            told = [plain_amount(v, YUAN) if one.money else str(v) for v in values]
            writer.writerow([str(one.cell), one.row, one.column, *told[:3], why, *told[3:]])
