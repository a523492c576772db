"""What the author wrote of performance in the book: projects, indicators, tasks, goals, texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from juesuan.ledger import Book
from juesuan.ledger.schema import choices

__all__ = [
    "WrittenGoal",
    "WrittenIndicator",
    "WrittenPerformance",
    "WrittenProject",
    "WrittenTask",
    "read_written",
]


@dataclass(frozen=True, slots=True)
class WrittenProject:
    """A line of the sheet 项目: the project's name, who runs it, and its texts.

    ``declared`` is the target's declared money in cents; ``analysis`` the texts of the
    analysis sections by key; ``ledger_name`` the name as in the entries.
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


@dataclass(frozen=True, slots=True)
class WrittenIndicator:
    """A line of the sheet 绩效指标; ``operator`` is ≥, >, =, ≤ or <, points are exact."""

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

    @property
    def goal(self) -> str:
        """The target that holds: the adjusted one where there is one."""
        return self.adjusted or self.target


@dataclass(frozen=True, slots=True)
class WrittenTask:
    """A line of the sheet 重点工作任务, money in cents."""

    name: str
    level: str = ""
    content: str = ""
    fiscal: int | None = None
    other: int | None = None
    spent: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WrittenGoal:
    """The goal of a year and what became of it."""

    year: int
    target: str = ""
    actual: str = ""


@dataclass(frozen=True)
class WrittenPerformance:
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
    shown = book.withheld.text
    projects = tuple(
        WrittenProject(
            name=shown(row["name"]),
            ledger_name=row["name"],
            kind=row["kind"],
            declared=row["declared"],
            analysis={key: shown(row[key]) for key in _ANALYSIS if row[key]},
            **{
                key: shown(row[key])
                for key in ("main_body", "implementing_unit", "target", "actual", "reason", "other")
            },
        )
        for row in _rows(book, "projects")
        if row["name"] not in book.withheld.projects
    )
    indicators = tuple(
        WrittenIndicator(
            level1=called("indicator_levels", row["level1"]),
            level2=called("indicator_parts", row["level2"]),
            operator=called("operators", row["operator"]),
            unit=shown(row["measure"]),
            nature=called("indicator_natures", row["nature"]),
            weight=_points(row["weight"]),
            score=_points(row["score"]),
            **{
                key: shown(row[key])
                for key in ("project", "name", "target", "adjusted", "actual", "reason")
            },
        )
        for row in _rows(book, "indicators")
        if row["project"] not in book.withheld.projects
    )
    tasks = tuple(
        WrittenTask(
            fiscal=row["fiscal"],
            other=row["other"],
            spent=row["spent"],
            **{key: shown(row[key]) for key in ("name", "level", "content", "reason")},
        )
        for row in _rows(book, "tasks")
    )
    goals = tuple(
        WrittenGoal(row["year"], shown(row["target"]), shown(row["actual"]))
        for row in _rows(book, "goals")
    )
    texts: dict[str, list[str]] = {}
    for row in _rows(book, "texts"):
        if not row["code"]:
            texts.setdefault(row["place"], []).append(shown(row["text"]))
    joined = {place: "\n".join(lines) for place, lines in texts.items()}
    return WrittenPerformance(projects, indicators, tasks, goals, joined)


def called(values: str, key: str, lang: str = "zh") -> str:
    """What a choice of the book's sheets is called; a key that is none stays as it is."""
    found = {choice.id: choice.zh if lang == "zh" else choice.en for choice in choices(values)}
    return found.get(key, key)


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
