"""The self-evaluation of a draft as its page shows it (自评各表): cells as they are printed, what
each is, what is still to be said, and what the results suggest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from juesuan import drafts
from juesuan.drafts import LINE_TABLES, MONEY_TABLE, Evaluated, evaluate, key_of_place, text_key
from juesuan.facts import YUAN, format_amount, parse_amount
from juesuan.ledger import Asked
from juesuan.ledger.schema import sheet
from juesuan.performance.preparing import PreparedCell, PreparedTable
from juesuan.workbench.preparing.naming import key_words
from juesuan.workbench.words import language, word

__all__ = [
    "OVERALL",
    "EvaluatedCell",
    "asked_of",
    "evaluated_told",
    "lays_anew",
    "of_page",
    "rows_of",
    "sums_told",
]

OVERALL = "overall"
"""The page of the self-evaluation in words; a project's is called by its line, the department's
by nothing."""
_ANEW = frozenset({"order", "level1", "level2", "adjusted", "kind"})
_SHORT = frozenset({"name", "main_body", "implementing_unit", "level", "measure"})
_SHORT_HERE = frozenset(("indicators", column) for column in ("target", "adjusted", "actual"))


class EvaluatedCell(Struct, frozen=True, kw_only=True):
    """A cell of a printed table, with its place among the columns (``x``) and what it is called
    (``at``: the key of its words, or = and its place where it follows). ``value`` are the words
    entered (cents of an amount), ``kind`` how they are entered, ``label`` what they are called."""

    cell: PreparedCell
    x: int
    at: str = ""
    value: str = ""
    version: int = 0
    kind: str = ""
    label: str = ""
    follows: bool = False


def of_page(draft: drafts.Draft, page: str) -> tuple[Evaluated, list[PreparedTable]]:
    """A draft's self-evaluation and the tables that a page of it shows. Raises
    ``TableDataError`` or ``PolicyError``."""
    kinds = ("overall",) if page == OVERALL else ("department", "project")
    found = evaluate(draft, every=True, kinds=kinds)
    return found, found.of("" if page == OVERALL else page)


def rows_of(
    draft: drafts.Draft, evaluated: Evaluated, table: PreparedTable, page: str
) -> list[list[EvaluatedCell]]:
    """The lines of a table, every merged cell once."""
    line = page if table.kind == "project" else ""
    free = [[True] * len(table.widths) for _ in table.rows]
    lines: list[list[EvaluatedCell]] = []
    for y, row in enumerate(table.rows):
        shown = []
        for cell in row:
            x = free[y].index(True)
            for covered in free[y : y + cell.rows]:
                covered[x : x + cell.columns] = [False] * cell.columns
            shown.append(_cell(draft, evaluated, table, line, cell, x))
        lines.append(shown)
    return lines


def _cell(
    draft: drafts.Draft,
    evaluated: Evaluated,
    table: PreparedTable,
    line: str,
    cell: PreparedCell,
    x: int,
) -> EvaluatedCell:
    if cell.head or not cell.place:
        return EvaluatedCell(cell=cell, x=x)
    key = key_of_place(evaluated, table, line, cell.place)
    if not key:
        at = f"={table.kind}.{cell.place}"
        return EvaluatedCell(cell=cell, x=x, at=at, value=cell.text, follows=True)
    kind, text = _kind(key), draft.texts.get(key, "")
    if kind == "money" and text:
        text = str(parse_amount(text, YUAN))
    return EvaluatedCell(
        cell=cell,
        x=x,
        at=key,
        value=text,
        version=draft.version(key),
        kind=kind,
        label=key_words(draft.texts, key),
    )


def _kind(key: str) -> str:
    """How words are entered: ``money``, ``points``, ``choice``, ``text`` or ``long``."""
    table, _, column = key.split("|", 2)
    if table == MONEY_TABLE:
        return "money"
    if table not in LINE_TABLES:
        return "long"
    kind = sheet(table).column(column).type
    if kind == "amount":
        return "money"
    if kind == "text":
        return "text" if column in _SHORT or (table, column) in _SHORT_HERE else "long"
    return kind if kind in {"points", "choice"} else "text"


def evaluated_told(draft: drafts.Draft, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the page of a self-evaluation (``table``) is told after an edit: every cell of it that
    holds something, its totals, and what is still to be said. Nothing for other pages."""
    page = asked.get("table")
    if page is None:
        return {}
    evaluated, tables = of_page(draft, page)
    cells = [
        cell
        for table in tables
        for row in rows_of(draft, evaluated, table, page)
        for cell in row
        if cell.at
    ]
    return {
        "evaluated": {
            "cells": {one.at: [one.cell.text, one.value, one.version] for one in cells},
            "sums": sums_told(evaluated, page),
            "asked": list(asked_of(draft, evaluated, page)),
        }
    }


def sums_told(evaluated: Evaluated, page: str) -> dict[str, str]:
    """A project's total and grade, and how much its weights are off; empty where not known."""
    lines = [project.line for project in evaluated.written.projects]
    if page not in lines:
        return {}
    project = evaluated.prepared.projects[lines.index(page)]
    total = "" if project.total is None else str(project.total)
    return {"total": total, "grade": project.grade}


def asked_of(draft: drafts.Draft, evaluated: Evaluated, page: str) -> Iterator[tuple[str, str]]:
    """What is still to be said of a page's tables, each with the key of the words that answer."""
    names = {project.line: project.name for project in evaluated.written.projects}
    for each in evaluated.prepared.asked:
        if page == OVERALL and each.table != "texts":
            continue
        if _page_of(each, names) == ("" if page == OVERALL else page):
            yield _key(each, evaluated, names), each.text(language())
    if not page:
        yield from _sums_differ(draft, evaluated)


def _page_of(asked: Asked, names: Mapping[str, str]) -> str:
    """The line of the project that something is asked of; empty for the department."""
    own = asked.details.get("project")
    return next((line for line, name in names.items() if name == own), "")


def _key(asked: Asked, evaluated: Evaluated, names: Mapping[str, str]) -> str:
    row, column = asked.row, asked.column
    if asked.table == "texts":
        return text_key("texts", row.get("place", ""), row.get("code", ""))
    if not column:
        return ""
    if asked.table == "projects":
        line = next((line for line, name in names.items() if name == row.get("name")), "")
        return text_key("projects", line, column) if line else ""
    wanted = (row.get("project", ""), row.get("name", ""))
    found = (i.line for i in evaluated.written.indicators if (i.project, i.name) == wanted)
    line = next(found, "")
    return text_key("indicators", line, column) if line else ""


def _sums_differ(draft: drafts.Draft, evaluated: Evaluated) -> Iterator[tuple[str, str]]:
    """Where the projects spent more together than the forms print of projects."""
    spent = [
        line.executed
        for name, lines in evaluated.money.items()
        if name and (line := lines["total"]).executed is not None
    ]
    printed = evaluated.money[""]["total"].executed
    if spent and printed is not None and sum(v for v in spent if v) > printed:
        both = {"sum": format_amount(sum(spent), YUAN), "forms": format_amount(printed, YUAN)}
        yield "", word("evaluation.more_than_forms", **both)


def lays_anew(keys: Iterable[str]) -> bool:
    """Whether words that were changed give tables other lines."""
    return any(key.rpartition("|")[2] in _ANEW and key.split("|")[0] in LINE_TABLES for key in keys)
