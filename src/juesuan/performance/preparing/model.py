"""What is prepared of performance self-evaluation: projects scored, tables filled, a summary."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from msgspec import Struct, field

from juesuan.ledger import Asked
from juesuan.performance.preparing.written import WrittenIndicator, WrittenProject
from juesuan.performance.scoring import Suggestion, execution_rate

__all__ = [
    "AmountKey",
    "Lines",
    "MoneyLine",
    "Prepared",
    "PreparedCell",
    "PreparedProject",
    "PreparedTable",
    "ProjectsSummary",
    "ScoredIndicator",
]


class AmountKey(NamedTuple):
    """An amount that a performance table prints: whose (a project's name, empty for the
    department, a task's name after ``task:``), of which source (``total``, ``fiscal``,
    ``current``, ``carried``, ``other``, ``basic``, ``all``, ``task``), in which column."""

    project: str
    source: str
    role: str


class MoneyLine(Struct, frozen=True):
    """Money of one source in cents; ``None`` where there is no fact at all.

    ``initial`` 年初预算数, ``full`` 全年预算数, ``executed`` 全年执行数.
    """

    initial: int | None = None
    full: int | None = None
    executed: int | None = None

    @property
    def rate(self) -> Fraction | None:
        """Executed ÷ full-year budget (执行率; 1 is 100 %)."""
        return None if self.full is None else execution_rate(self.executed or 0, self.full)

    @property
    def left(self) -> int | None:
        """What is left of the full-year budget (资金结（转）余)."""
        return None if self.full is None else self.full - (self.executed or 0)

    @property
    def adjustment(self) -> int | None:
        """Full-year less initial budget (预算调整数)."""
        return None if self.full is None else self.full - (self.initial or 0)

    def __bool__(self) -> bool:
        return (self.initial, self.full, self.executed) != (None, None, None)


Lines = Mapping[str, MoneyLine]
"""Money by source: ``current``, ``carried``, ``other``, ``fiscal`` (the first two), ``total``."""


class ScoredIndicator(Struct, frozen=True, kw_only=True):
    """An indicator with its weight and score (``None`` where neither is known); ``suggestion``
    is what its result suggests. ``given``: the author gave the score."""

    written: WrittenIndicator
    level1: str
    level2: str
    weight: Decimal | None
    score: Decimal | None
    suggestion: Suggestion | None = None
    given: bool = False


class PreparedProject(Struct, frozen=True, kw_only=True):
    """A project with its money by source, indicators, points of execution, total and grade.

    ``execution``, ``total`` and ``grade`` are missing where a figure they need is.
    """

    written: WrittenProject
    money: Lines
    indicators: tuple[ScoredIndicator, ...]
    execution: Decimal | None = None
    total: Decimal | None = None
    grade: str = ""

    @property
    def name(self) -> str:
        """The project's name."""
        return self.written.name


class ProjectsSummary(Struct, frozen=True, kw_only=True):
    """The projects together: how many, their full-year budget and what was spent in cents
    (``None`` if not known), how many got each grade, best first, and the mean of the totals
    (two decimals). ``ungraded``: projects without a grade yet."""

    projects: int
    budget: int | None
    executed: int | None
    grades: Mapping[str, int]
    average: Decimal | None = None
    ungraded: int = 0

    @property
    def rate(self) -> Fraction | None:
        """The execution rate of all projects together."""
        known = self.budget is not None and self.executed is not None
        return execution_rate(self.executed or 0, self.budget or 0) if known else None


class PreparedCell(Struct, frozen=True, kw_only=True):
    """A cell: its text, how many rows and columns it covers, alignment, whether a label.
    ``place`` is the one thing that it prints (``indicators.0.target``, ``total.full``), if any."""

    text: str
    rows: int = 1
    columns: int = 1
    align: Literal["left", "center", "right"] = "left"
    head: bool = False
    place: str = ""


class PreparedTable(Struct, frozen=True, kw_only=True):
    """A filled performance table. ``kind`` is ``overall``, ``department`` or ``project``.

    A cell that a merged one covers is left out of ``rows``, as in html; ``widths`` are the
    columns' shares of the page.
    """

    kind: str
    number: str
    title: str
    rows: tuple[tuple[PreparedCell, ...], ...]
    widths: tuple[float, ...]
    department_line: str = ""
    unit_line: str = ""
    notes: tuple[str, ...] = ()
    project: str = ""

    def grid(self) -> list[list[str | None]]:
        """The texts in rows of full width; ``None`` where a merged cell covers."""
        lines: list[list[str | None]] = [[None] * len(self.widths) for _ in self.rows]
        free = [[True] * len(self.widths) for _ in self.rows]
        for y, row in enumerate(self.rows):
            for cell in row:
                x = free[y].index(True)
                for line in free[y : y + cell.rows]:
                    line[x : x + cell.columns] = [False] * cell.columns
                lines[y][x] = cell.text
        return lines


class Prepared(Struct, frozen=True):
    """Everything prepared. ``summary`` is ``None`` where the book lists no project. ``asked``
    is missing, ``advice`` could be better: targets that cannot be measured."""

    tables: tuple[PreparedTable, ...] = ()
    projects: tuple[PreparedProject, ...] = ()
    summary: ProjectsSummary | None = None
    asked: tuple[Asked, ...] = field(default=())
    advice: tuple[Asked, ...] = field(default=())
