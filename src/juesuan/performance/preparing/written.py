"""What the author wrote of performance in the book: projects, indicators, tasks, goals, texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct, field

from juesuan.ledger import Book
from juesuan.ledger.schema import called

__all__ = [
    "WrittenGoal",
    "WrittenIndicator",
    "WrittenPerformance",
    "WrittenProject",
    "WrittenTask",
    "read_written",
]


class WrittenProject(Struct, frozen=True, kw_only=True):
    """A line of the sheet 项目: the project's name, who runs it, and its texts.

    ``declared`` is the target's declared money in cents; ``analysis`` the texts of the
    analysis sections by key; ``ledger_name`` the name as in the entries, ``line`` where it stands
    in a draft.
    """

    name: str
    ledger_name: str = ""
    kind: str = ""
    main_body: str = ""
    implementing_unit: str = ""
    target: str = ""
    actual: str = ""
    declared: int | None = None
    reason: str = ""
    other: str = ""
    analysis: Mapping[str, str] = field(default_factory=dict)
    line: str = ""


class WrittenIndicator(Struct, frozen=True, kw_only=True):
    """A line of the sheet 绩效指标; ``operator`` is ≥, >, =, ≤ or <, points are exact; ``line``
    is where it stands in a draft."""

    project: str
    level1: str
    level2: str
    name: str
    operator: str = ""
    target: str = ""
    adjusted: str = ""
    unit: str = ""
    nature: str = ""
    actual: str = ""
    weight: Decimal | None = None
    score: Decimal | None = None
    reason: str = ""
    line: str = ""

    @property
    def goal(self) -> str:
        """The target that holds: the adjusted one where there is one."""
        return self.adjusted or self.target


class WrittenTask(Struct, frozen=True, kw_only=True):
    """A line of the sheet 重点工作任务, money in cents; ``line`` is where it stands in a draft."""

    name: str
    level: str = ""
    content: str = ""
    fiscal: int | None = None
    other: int | None = None
    spent: int | None = None
    reason: str = ""
    line: str = ""


class WrittenGoal(Struct, frozen=True):
    """The goal of a year and what became of it; ``line`` is where it stands in a draft."""

    year: int
    target: str = ""
    actual: str = ""
    line: str = ""


class WrittenPerformance(Struct, frozen=True):
    """All that a book says of performance, without what it withholds. ``texts`` are the
    author's paragraphs by place, joined by line breaks."""

    projects: tuple[WrittenProject, ...] = ()
    indicators: tuple[WrittenIndicator, ...] = ()
    tasks: tuple[WrittenTask, ...] = ()
    goals: tuple[WrittenGoal, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.projects or self.indicators or self.tasks or self.goals)

    def of(self, project: str) -> list[WrittenIndicator]:
        """The indicators of a project (empty: of the department), as written."""
        return [indicator for indicator in self.indicators if indicator.project == project]


_ANALYSIS = (
    "execution", "output", "benefit", "satisfaction", "experience", "problems", "measures",
)  # fmt: skip


def read_written(book: Book) -> WrittenPerformance:
    """What a book says of performance. Confidential projects are left out, names of persons
    and of such projects made unreadable."""
    return WrittenPerformance(
        tuple(_projects(book)),
        tuple(_indicators(book)),
        tuple(_tasks(book)),
        tuple(_goals(book)),
        _texts(book),
    )


def _projects(book: Book) -> Iterator[WrittenProject]:
    shown = book.withheld.text
    for row in _rows(book, "projects"):
        if row["name"] not in book.withheld.projects:
            yield WrittenProject(
                name=shown(row["name"]),
                ledger_name=row["name"],
                kind=row["kind"],
                main_body=shown(row["main_body"]),
                implementing_unit=shown(row["implementing_unit"]),
                target=shown(row["target"]),
                actual=shown(row["actual"]),
                declared=row["declared"],
                reason=shown(row["reason"]),
                other=shown(row["other"]),
                analysis={key: shown(row[key]) for key in _ANALYSIS if row[key]},
            )


def _indicators(book: Book) -> Iterator[WrittenIndicator]:
    shown = book.withheld.text
    for row in _rows(book, "indicators"):
        if row["project"] not in book.withheld.projects:
            yield WrittenIndicator(
                project=shown(row["project"]),
                level1=called("indicator_levels", row["level1"]),
                level2=called("indicator_parts", row["level2"]),
                name=shown(row["name"]),
                operator=called("operators", row["operator"]),
                target=shown(row["target"]),
                adjusted=shown(row["adjusted"]),
                unit=shown(row["measure"]),
                nature=called("indicator_natures", row["nature"]),
                actual=shown(row["actual"]),
                weight=_points(row["weight"]),
                score=_points(row["score"]),
                reason=shown(row["reason"]),
            )


def _tasks(book: Book) -> Iterator[WrittenTask]:
    shown = book.withheld.text
    for row in _rows(book, "tasks"):
        yield WrittenTask(
            name=shown(row["name"]),
            level=shown(row["level"]),
            content=shown(row["content"]),
            fiscal=row["fiscal"],
            other=row["other"],
            spent=row["spent"],
            reason=shown(row["reason"]),
        )


def _goals(book: Book) -> Iterator[WrittenGoal]:
    shown = book.withheld.text
    for row in _rows(book, "goals"):
        yield WrittenGoal(row["year"], shown(row["target"]), shown(row["actual"]))


def _texts(book: Book) -> dict[str, str]:
    """The author's paragraphs by place, without those on a single code."""
    found: dict[str, list[str]] = {}
    for row in _rows(book, "texts"):
        if not row["code"]:
            found.setdefault(row["place"], []).append(book.withheld.text(row["text"]))
    return {place: "\n".join(lines) for place, lines in found.items()}


def _points(hundredths: int | None) -> Decimal | None:
    return None if hundredths is None else Decimal(hundredths).scaleb(-2)


def _rows(book: Book, sheet: str) -> list[dict[str, Any]]:
    """The typed rows of a sheet in order; texts that are not given are empty."""
    found = book.db.execute(f"SELECT * FROM typed_{sheet} ORDER BY row")
    names = [column[0] for column in found.description]
    kinds = {column[0]: str(column[1]) for column in found.description}
    return [
        {
            name: "" if value is None and kinds[name] in {"VARCHAR", "STRING"} else value
            for name, value in zip(names, row, strict=True)
        }
        for row in found.fetchall()
    ]
