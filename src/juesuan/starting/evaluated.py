"""The texts of a draft (底稿文字) that a book or a booklet gives: words, projects, indicators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from juesuan.checks import Subject
from juesuan.drafts import LINE_TABLES, MONEY_TABLE, kept_as, text_key
from juesuan.facts import YUAN, AmountError, MoneyUnit, money_unit, parse_amount, plain_amount
from juesuan.ledger import Book
from juesuan.ledger.filling import BookRow
from juesuan.ledger.schema import ColumnSpec, called, sheet
from juesuan.ledger.typed import TextError
from juesuan.lexicon.performance import words
from juesuan.performance.preparing import PARTS, amounts_of_projects
from juesuan.publishing import given_reasons, given_texts
from juesuan.reading import Reading
from juesuan.reading.performance import MoneyRow
from juesuan.starting.copied import copied_rows
from juesuan.starting.last_year import LastYear
from juesuan.starting.words import (
    goal_rows,
    indicator_rows,
    project_rows,
    task_rows,
)

__all__ = ["texts_after", "texts_of_book", "texts_of_reading"]

_ROLES = ("initial", "full", "executed")


def texts_after(last: LastYear) -> dict[str, str]:
    """Last year's projects, indicators, tasks and goals without what came of them, for the new
    year's draft; of the goals, those that last year set for it and later."""
    if last.book is not None:
        rows = {name: list(copied_rows(last.book, name)) for name in LINE_TABLES}
        rows["goals"] = [one for one in rows["goals"] if str(one["year"]) > str(last.year)]
        return dict(_lines(rows))
    assert last.reading is not None
    performance = last.reading.performance
    return dict(
        _lines(
            {
                "projects": list(project_rows(performance, last.unit)),
                "indicators": list(indicator_rows(performance)),
                "tasks": list(task_rows(performance, last.reading.money)),
                "goals": list(goal_rows(performance, last.year + 1)),
            }
        )
    )


def texts_of_book(book: Book) -> dict[str, str]:
    """What a book says in words and of performance, without what it withholds; the money of its
    projects as its entries give it."""
    rows = {name: list(_typed(book, name)) for name in LINE_TABLES}
    hidden = book.withheld.projects
    rows["projects"] = [row for row in rows["projects"] if row["name"] not in hidden]
    rows["indicators"] = [row for row in rows["indicators"] if row["project"] not in hidden]
    texts = dict(_lines(rows))
    names = {str(row["name"]): f"0-{n}" for n, row in enumerate(rows["projects"], 1)}
    for name, lines in amounts_of_projects(book).items():
        for source in PARTS:
            for role in _ROLES:
                value = getattr(lines[source], role)
                if value is not None and name in names:
                    key = text_key(MONEY_TABLE, names[name], f"{source}.{role}")
                    texts[key] = plain_amount(value, YUAN)
    return {**texts, **_said(book)}


def _typed(book: Book, name: str) -> Iterator[BookRow]:
    """The rows of a book's table as a draft keeps its texts."""
    spec, shown = sheet(name), book.withheld.text
    columns = ", ".join(f'"{column.key}"' for column in spec.columns)
    found = book.db.execute(f"SELECT {columns} FROM typed_{name} ORDER BY row").fetchall()
    for values in found:
        row: dict[str, str] = {}
        for column, value in zip(spec.columns, values, strict=True):
            if value is None:
                row[column.key] = ""
            elif column.type == "choice":
                row[column.key] = called(column.values, value) if value else ""
            elif column.type in {"amount", "points"}:
                row[column.key] = plain_amount(value, YUAN)
            else:
                named = column.key in {"name", "project"} and name in {"projects", "indicators"}
                row[column.key] = str(value) if named else shown(str(value))
        yield row


def _said(book: Book) -> dict[str, str]:
    """The author's texts and reasons of a book."""
    shown, found = book.withheld.text, dict[str, list[str]]()
    for place, code, text in book.db.execute(
        "SELECT place, code, text FROM typed_texts ORDER BY row"
    ).fetchall():
        found.setdefault(text_key("texts", place, code or ""), []).append(shown(text))
    for about, code, against, text in book.db.execute(
        "SELECT about, code, against, text FROM typed_reasons WHERE text <> '' ORDER BY row"
    ).fetchall():
        found["|".join(("reasons", about, code or "", against))] = [shown(text)]
    return {key: "\n".join(lines) for key, lines in found.items()}


def texts_of_reading(reading: Reading, unit: str) -> dict[str, str]:
    """What a booklet of the year says in words and prints of its projects."""
    performance, subject = reading.performance, Subject.of(reading)
    projects = [one for one in performance.projects if one.name]
    texts = dict(
        _lines(
            {
                "projects": list(project_rows(performance, unit, results=True)),
                "indicators": list(indicator_rows(performance, results=True)),
                "tasks": list(task_rows(performance, reading.money, results=True)),
                "goals": list(goal_rows(performance, reading.year, results=True)),
            }
        )
    )
    for number, project in enumerate(projects, 1):
        money = money_unit(project.money_unit) if project.money_unit else reading.money
        for column, cents in _money(project.money, money):
            texts[text_key(MONEY_TABLE, f"0-{number}", column)] = plain_amount(cents, YUAN)
    found: dict[str, list[str]] = {}
    for place, code, text in given_texts(subject):
        found.setdefault(text_key("texts", place, code), []).append(text)
    for about, code, against, text in given_reasons(subject):
        found.setdefault("|".join(("reasons", about, code, against)), [text])
    return {**texts, **{key: "\n".join(lines) for key, lines in found.items()}}


def _money(rows: Iterable[MoneyRow], unit: MoneyUnit) -> Iterator[tuple[str, int]]:
    """The amounts of a project's money by source and role; where no source is printed, the whole
    is the year's fiscal money."""
    labelled = {source: row for row in rows if (source := words().source_kind(row.label))}
    whole = next((row for row in rows if words().names_whole(row.label)), None)
    if not labelled and whole is not None:
        labelled = {"current": whole}
    for source, row in labelled.items():
        for role in _ROLES:
            try:
                if row[role]:
                    yield f"{source}.{role}", parse_amount(row[role].text, unit)
            except AmountError:
                continue


def _lines(tables: Mapping[str, list[BookRow]]) -> Iterator[tuple[str, str]]:
    """Rows as lines of a draft, numbered; indicators by their project's line."""
    names = {str(row["name"]): f"0-{n}" for n, row in enumerate(tables["projects"], 1)}
    for table, rows in tables.items():
        for number, row in enumerate(rows, 1):
            line, said = f"0-{number}", {key: str(text) for key, text in row.items()}
            if table == "indicators" and said.get("project"):
                if said["project"] not in names:
                    continue
                said["project"] = names[said["project"]]
            yield text_key(table, line, "order"), str(number)
            for column in sheet(table).columns:
                own = column.key == "project"
                text = said.get(column.key, "")
                if kept := text if own else _kept(column, text):
                    yield text_key(table, line, column.key), kept


def _kept(column: ColumnSpec, text: str) -> str:
    """A text as drafts keep it; what a column cannot hold is left for the author to give."""
    try:
        return kept_as(column, text)
    except TextError:
        return ""
