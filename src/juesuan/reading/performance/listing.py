"""Lists of the projects evaluated (项目自评结果汇总表): a project a row, under one head."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from juesuan.lexicon.performance import money_unit_in, words
from juesuan.reading.figures import read_figure
from juesuan.reading.performance.lines import GridRow, value_at
from juesuan.reading.performance.model import NOTHING, ListedProject, ProjectList, Value

__all__ = ["list_head", "lists_projects", "read_list"]

_NEAR = 5
"""Rows in which the head of a list is looked for."""
_LEAST = 2
"""Projects that make a list."""
_NARROW = 4
"""Columns of a list up to which a name and what it is given are enough."""
_FIELDS = {
    "name": "name",
    "grade": "grade",
    "score": "score",
    "implementing_unit": "whose",
    "main_body": "whose",
    "department": "whose",
}
_SPENT = frozenset({"full", "executed"})
"""Columns that show what was spent of what, and so that projects are evaluated."""
_MONEY = ("initial", "confirmed", "full", "executed", "rate", "score")


def _role(text: str) -> str:
    """What a word of a list's head says that its column holds; empty for nothing known."""
    if field := _FIELDS.get(words().field(text), ""):
        return field
    head = words().head("money", text)
    return head.role if head and head.role in _MONEY else ""


def list_head(row: GridRow, below: Sequence[GridRow] = ()) -> Mapping[str, int]:
    """The columns of a list by what they hold: by the words of the head, or else by the rows
    ``below`` it; empty where a row is no head of a list."""
    if any(read_figure(text).is_number for _, text in row.filled):
        return {}
    columns: dict[str, int] = {}
    for index, text in row.filled:
        if role := _role(text):
            columns.setdefault(role, index)
    graded = columns.keys() & {"score", "grade"} or any(map(_is_graded, below))
    for index, text in row.filled if graded else ():
        role = "" if index in columns.values() else _role_by_rows(text, index, below)
        if role:
            columns.setdefault(role, index)
    judged = columns.keys() & {"score", "grade"} or columns.keys() >= _SPENT
    known = len(columns) > _LEAST or len(row.filled) <= _NARROW
    return columns if "name" in columns and judged and known else {}


def _is_graded(row: GridRow) -> bool:
    return any(text in words().listed_grades for _, text in row.filled)


def _role_by_rows(head: str, index: int, below: Sequence[GridRow]) -> str:
    """What a column holds whose head's words say little: every row a grade; every row a name of
    its own, under a word for what has names; every row points, under a word for points."""
    texts = [text for row in below if (text := value_at(row, index).text)]
    if len(texts) < _LEAST:
        return ""
    if all(text in words().listed_grades for text in texts):
        return "grade"
    if any(read_figure(text).is_number for text in texts):
        marks = all(read_figure(text).is_number for text in texts)
        return "score" if marks and words().heads_points(head) else ""
    return "name" if len(set(texts)) == len(texts) and words().heads_names(head) else ""


def lists_projects(rows: Sequence[GridRow], of_one: bool = False) -> bool:
    """Whether rows are a list of several projects with their scores or grades; under the title of
    a list, ``of_one``, a single project is enough: the others stand on the next page."""
    for number, row in enumerate(rows[:_NEAR]):
        if columns := list_head(row, rows[number + 1 :]):
            return len(list(_projects(rows[number + 1 :], columns))) >= (1 if of_one else _LEAST)
    return False


def _projects(rows: Sequence[GridRow], columns: Mapping[str, int]) -> Iterator[GridRow]:
    """The rows of projects: a name of its own that is no number and no source of money, and a
    figure or a grade beside it."""
    for row in rows:
        name = value_at(row, columns["name"]).text
        figures = any(
            read_figure(value_at(row, columns[role]).text).is_number
            for role in _MONEY
            if role in columns
        )
        figures = figures or (
            "grade" in columns and value_at(row, columns["grade"]).text in words().listed_grades
        )
        named = name and not (read_figure(name).is_number or words().source(name))
        if named and figures and not _is_total(row, columns):
            yield row


def _is_total(row: GridRow, columns: Mapping[str, int]) -> bool:
    """Whether the first words of a row, up to the name's column, say that it is the whole."""
    heads = [text for index, text in row.filled if index <= columns["name"]]
    return any(words().names_whole(text) or words().names_mean(text) for text in heads)


def read_list(
    title: str, number: str, money_unit: str, rows: Sequence[GridRow]
) -> ProjectList | None:
    """The list that rows print; ``None`` without a head."""
    for place, row in enumerate(rows):
        below = rows[place + 1 :]
        if columns := list_head(row, below):
            units = (money_unit_in(text) for _, text in row.filled)
            totals = [row for row in below if _is_total(row, columns)]
            return ProjectList(
                title=title,
                number=number,
                money_unit=next(filter(None, units), money_unit),
                projects=tuple(_project(row, columns) for row in _projects(below, columns)),
                total=_project(totals[0], columns) if len(totals) == 1 else None,
            )
    return None


def _project(row: GridRow, columns: Mapping[str, int]) -> ListedProject:
    cells: dict[str, Value] = {role: value_at(row, index) for role, index in columns.items()}
    confirmed = cells.pop("confirmed", NOTHING)
    if confirmed and not cells.get("full"):
        cells["full"] = confirmed
    return ListedProject(**cells)
