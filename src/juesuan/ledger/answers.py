"""What the author answered (待填): one file beside the book, one row for each thing asked.

A build writes what it asks for into the sheet 待填 of a workbook; the author fills in one column
and builds again. What the book itself says always comes first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import duckdb
from msgspec import Struct, field
from msgspec.structs import replace

from juesuan.ledger.problems import Place, Problem
from juesuan.ledger.schema import compared, sheet
from juesuan.ledger.workbook import open_workbook
from juesuan.messages import LANGUAGES, say

__all__ = ["COLUMNS", "Answer", "Answers", "answers_beside", "answers_of", "merge_answers"]

COLUMNS = ("table", "entry", "ask", "last", "hint", "text", "key")
"""Columns of the sheet, in order; ``text`` is the author's, ``key`` is hidden."""

_POINTS = 100


class Answer(Struct, frozen=True, kw_only=True):
    """A row of the sheet: the cell of the book that it answers for (``table``, the columns
    ``row`` that name the row, ``column``), what was asked, last year's wording, figures that
    help, and the author's ``text``. ``number`` is its row in the sheet."""

    table: str
    row: Mapping[str, str]
    column: str
    entry: str = ""
    ask: str = ""
    last: str = ""
    hint: str = ""
    text: str = ""
    number: int = 0

    @property
    def key(self) -> str:
        """What tells it from others, in no language."""
        return json.dumps([self.table, self.row, self.column], ensure_ascii=False, sort_keys=True)


class Answers(Struct, frozen=True):
    """All rows of the file at ``path`` (there may be none), and what is wrong with it."""

    path: Path
    rows: tuple[Answer, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    def hold(self, rows: Sequence[Answer]) -> bool:
        """Whether the file holds just these rows."""
        return [replace(row, number=0) for row in self.rows] == [
            replace(row, number=0) for row in rows
        ]

    def given(self, *tables: str) -> Iterator[Answer]:
        """The rows of some tables that the author filled in."""
        return (each for each in self.rows if each.text and each.table in tables)

    def with_wordings(self, former: Iterable[Answer]) -> list[Answer]:
        """The rows with last year's wordings: a row that stands there keeps the author's text."""
        new = {each.key: each for each in former}
        kept = [
            replace(row, last=row.last or new[row.key].last) if row.key in new else row
            for row in self.rows
        ]
        here = {row.key for row in kept}
        return [*kept, *(each for key, each in new.items() if key not in here)]

    @property
    def last(self) -> dict[str, str]:
        """Last year's wordings by key."""
        return {each.key: each.last for each in self.rows if each.last}


def answers_beside(path: str | Path) -> Path:
    """Where the answers to what a build of a book, or of forms, asks for stand: in a book's
    folder, else beside the file."""
    path = Path(path)
    if path.name == "book.toml":
        path = path.parent
    name = say("answers.name")
    if (path / "book.toml").is_file():
        return path / f"{name}.xlsx"
    stem = path.name if path.is_dir() else path.stem
    return path.with_name(f"{stem}-{name}.xlsx")


def answers_of(path: str | Path) -> Answers:
    """The answers to what a build of ``path`` asked for; empty where there is no file."""
    file = answers_beside(path)
    if not file.is_file():
        return Answers(file)
    workbook, problems = open_workbook(file)
    page = next((name for name in workbook.sheets if name in _titles()), None) if workbook else None
    if workbook is None or page is None:
        missing = [] if problems else [Problem("no_answers", Place(file.name))]
        return Answers(file, (), (*problems, *missing))
    problems = problems + workbook.unreadable(page)
    rows = [(number, cells) for number, cells in workbook.rows(page) if any(cells)]
    places = _places(rows[0][1]) if rows else {}
    if not {"text", "key"} <= places.keys():
        return Answers(file, (), (*problems, Problem("no_answers", Place(file.name, page))))
    return Answers(file, tuple(_rows(rows[1:], places)), tuple(problems))


@cache
def _titles() -> frozenset[str]:
    return frozenset(say("answers.name", lang) for lang in LANGUAGES)


def _places(head: Sequence[str]) -> dict[str, int]:
    """Where each column stands, by its heading in any language."""
    named = {compared(say(f"answers.{key}", lang)): key for key in COLUMNS for lang in LANGUAGES}
    return {named[compared(text)]: n for n, text in enumerate(head) if compared(text) in named}


def _rows(rows: Iterable[tuple[int, Sequence[str]]], places: Mapping[str, int]) -> Iterator[Answer]:
    for number, cells in rows:
        said = {key: cells[n].strip() if n < len(cells) else "" for key, n in places.items()}
        try:
            table, row, column = json.loads(said["key"])
        except ValueError:
            continue  # a row of the author's own, or one that only tells what to do
        yield Answer(
            table=table,
            row=row,
            column=column,
            entry=said.get("entry", ""),
            ask=said.get("ask", ""),
            last=said.get("last", ""),
            hint=said.get("hint", ""),
            text=said["text"],
            number=number,
        )


def merge_answers(db: duckdb.DuckDBPyConnection, answers: Answers) -> list[Problem]:
    """Put answers into the typed tables where the book itself says nothing. Returns what is
    wrong with them."""
    problems = list(answers.problems)
    for each in answers.given("texts", "reasons"):
        known = " AND ".join(f'"{name}" = ?' for name in each.row)
        found = f"SELECT 1 FROM typed_{each.table} WHERE {known} LIMIT 1"
        if db.execute(found, list(each.row.values())).fetchone() is None:
            names = ", ".join(f'"{name}"' for name in (*each.row, "text", "row"))
            marks = ", ".join("?" for _ in range(len(each.row) + 2))
            values = [*each.row.values(), each.text, 0]
            db.execute(f"INSERT INTO typed_{each.table} ({names}) VALUES ({marks})", values)
    for each in answers.given("statistics"):
        count = each.text.replace(",", "")
        if not count.isdecimal():
            place = Place(answers.path.name, say("answers.name"), each.number, each.entry)
            problems.append(Problem("answer_not_count", place, {"text": each.text}))
            continue
        values = [each.row["item"], int(count), 0]
        db.execute(
            "INSERT INTO typed_statistics (unit, fund, item, amount, row) SELECT '', '', $1, $2, $3"
            " WHERE NOT EXISTS (SELECT 1 FROM typed_statistics WHERE item = $1)",
            values,
        )
    for each in answers.given("indicators", "projects"):
        points = sheet(each.table).column(each.column).type == "points"
        value = _points(each.text) if points else each.text
        if value is None:
            place = Place(answers.path.name, say("answers.name"), each.number, each.entry)
            problems.append(Problem("answer_not_points", place, {"text": each.text}))
            continue
        known = " AND ".join(f'"{name}" = ?' for name in each.row)
        blank = f"coalesce(\"{each.column}\"::VARCHAR, '') = ''"
        db.execute(
            f'UPDATE typed_{each.table} SET "{each.column}" = ? WHERE {known} AND {blank}',
            [value, *each.row.values()],
        )
    return problems


def _points(text: str) -> int | None:
    """Points in hundredths; ``None`` if the text is none."""
    whole, _, rest = text.partition(".")
    if not whole.isdecimal() or (rest and not rest.isdecimal()) or len(rest) > 2:
        return None
    return int(whole) * _POINTS + int((rest or "0").ljust(2, "0"))
