"""Example rows (样例行) of a new book's workbook: they show how to fill in and do not count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from juesuan.ledger.problems import Place, Problem
from juesuan.ledger.schema import SheetSpec, compared, example_mark, heading_key

__all__ = ["example_row", "without_examples"]

_REMARKS = ("summary", "note")
"""Columns in which an example says that it is one, where it has not another place for it."""

Row = tuple[int, Sequence[str]]


def example_row(spec: SheetSpec, year: int) -> dict[str, str]:
    """The example of a table by column key, for a book of ``year``; empty where it has none."""
    if not spec.example:
        return {}
    given = {"{year}": str(year), "{mark}": example_mark()}
    said = {key: given.get(text, text) for key, text in spec.example.items()}
    said = {key: text.replace("{year}", str(year)) for key, text in said.items()}
    remarks = [column.key for column in spec.columns if column.key in _REMARKS]
    return said if example_mark() in said.values() else {**said, remarks[0]: example_mark()}


def _as_it_was(example: Mapping[str, str], said: Mapping[str, str], *, dated: bool) -> bool:
    """Whether a row is still the example, in the columns whose headings are known; the date
    goes unlooked at where the book's year is not known."""
    same = {key: text for key, text in example.items() if key in said}
    there = {key: text for key, text in said.items() if text}
    if not dated:
        same.pop("date", None), there.pop("date", None)
    return same == there


def without_examples(
    spec: SheetSpec, rows: Iterable[Row], year: int, place: Place
) -> tuple[list[Row], list[Problem]]:
    """The rows without an example that was left as it is. One that was changed and still says
    that it is an example is a problem: nobody knows whether it is meant."""
    example, mark = example_row(spec, year), compared(example_mark())
    if not example:
        return list(rows), []
    kept: list[Row] = []
    problems = []
    keys: list[str | None] | None = None
    for number, cells in rows:
        if keys is None:
            keys = [heading_key(text, spec.columns) for text in cells] if any(cells) else None
        elif mark in map(compared, cells):
            said = {key: text.strip() for key, text in zip(keys, cells, strict=False) if key}
            if _as_it_was(example, said, dated=bool(year)):
                continue
            column = next(k for k, text in said.items() if compared(text) == mark)
            where = replace(place, column=spec.column(column).zh).at(number, keys.index(column))
            problems.append(Problem("example_changed", where, {"mark": example_mark()}))
        kept.append((number, cells))
    return kept, problems
