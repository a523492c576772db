"""What performance self-evaluation tables say, as printed, each text with its place."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from juesuan.reading.document import Spot

__all__ = [
    "NOTHING",
    "DepartmentTable",
    "Indicator",
    "LabelledText",
    "ListedProject",
    "MoneyRow",
    "OverallTable",
    "Performance",
    "ProjectList",
    "ProjectTable",
    "Task",
    "UnreadNote",
    "Value",
    "YearlyGoal",
]

UnreadNote = tuple[str, Spot, dict[str, object]]
"""Something not understood: a message key, the spot, and details."""


class Value(Struct, frozen=True):
    """A printed text, stripped, and where it stands. False when nothing is printed.

    A cell printed empty has a spot and no text; ``NOTHING`` stands for no cell at all.
    ``carried`` marks a text that stands in another row, whose cell is merged or left blank
    further on; the spot is where it is printed.
    """

    text: str = ""
    spot: Spot = field(default_factory=Spot)
    carried: bool = False

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text


NOTHING = Value()


class LabelledText(Struct, frozen=True):
    """A text under its labels, from the outermost to its own."""

    path: tuple[Value, ...]
    text: Value


class MoneyRow(Struct, frozen=True):
    """One source of money. ``path`` is its label, after the group it stands under if any.

    ``values`` has what the head names: declared, initial, adjustment, confirmed, full,
    received, executed, left, weight, rate, score, reason, remark. ``shifted`` counts the cells by
    which the row stands to the right (or, negative, left) of its head.
    """

    path: tuple[Value, ...]
    values: Mapping[str, Value]
    shifted: int = 0

    def __getitem__(self, role: str) -> Value:
        return self.values.get(role, NOTHING)

    @property
    def label(self) -> str:
        """The printed label of the source."""
        return self.path[-1].text if self.path else ""


class Indicator(Struct, frozen=True, kw_only=True):
    """One indicator as printed. ``operator``, ``target`` and ``unit`` are not interpreted;
    some layouts print all three in ``target``. ``adjusted`` is the target after adjustment,
    ``nature`` 定量 or 定性, ``criterion`` how points are earned, ``completion`` the actual value
    in percent of the target, ``met`` whether the table calls it met. ``shifted``: the cells stand
    elsewhere than the head says."""

    level1: Value = NOTHING
    level2: Value = NOTHING
    level3: Value = NOTHING
    operator: Value = NOTHING
    target: Value = NOTHING
    adjusted: Value = NOTHING
    unit: Value = NOTHING
    nature: Value = NOTHING
    actual: Value = NOTHING
    weight: Value = NOTHING
    score: Value = NOTHING
    reason: Value = NOTHING
    criterion: Value = NOTHING
    completion: Value = NOTHING
    met: Value = NOTHING
    shifted: bool = False


class YearlyGoal(Struct, frozen=True):
    """The goal of a year and what became of it; some layouts print the text only.
    ``adjusted`` is the goal after adjustment."""

    year: Value = NOTHING
    target: Value = NOTHING
    actual: Value = NOTHING
    adjusted: Value = NOTHING


class Task(Struct, frozen=True, kw_only=True):
    """A task of the year with its money."""

    name: Value = NOTHING
    level: Value = NOTHING
    content: Value = NOTHING
    approved: Value = NOTHING
    approved_fiscal: Value = NOTHING
    approved_other: Value = NOTHING
    spent: Value = NOTHING
    rate: Value = NOTHING
    reason: Value = NOTHING
    shifted: bool = False


class OverallTable(Struct, frozen=True):
    """整体支出绩效自评情况: the department's self-evaluation in words."""

    title: str
    number: str
    sections: tuple[LabelledText, ...]


class DepartmentTable(Struct, frozen=True, kw_only=True):
    """整体支出绩效自评表: the department's goals, tasks, money and indicators.

    ``money_unit`` is 万元 or 元 as printed, empty if no unit is printed near the table.
    ``explanations`` are texts in the explaining column (说明).
    """

    title: str
    number: str
    money_unit: str
    name: Value = NOTHING
    duties: Value = NOTHING
    goals: Value = NOTHING
    explanations: tuple[LabelledText, ...] = ()
    yearly_goals: tuple[YearlyGoal, ...] = ()
    tasks: tuple[Task, ...] = ()
    money: tuple[MoneyRow, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    total: Value = NOTHING
    score: Value = NOTHING
    other_score: Value = NOTHING
    grade: Value = NOTHING
    other_matters: Value = NOTHING
    analysis: tuple[LabelledText, ...] = ()


class ProjectTable(Struct, frozen=True, kw_only=True):
    """项目支出绩效自评表: one project. ``subtotal`` and ``total`` are printed sums of
    weights, ``subtotal_score`` and ``score`` of scores, ``other_score`` the total where it is
    printed a second time; none is computed. ``layout`` names the
    layout whose words the table prints, if it is one that is known in full; ``content`` tells
    what the project does."""

    title: str
    number: str
    layout: str
    money_unit: str
    name: Value = NOTHING
    main_body: Value = NOTHING
    implementing_unit: Value = NOTHING
    money: tuple[MoneyRow, ...] = ()
    content: Value = NOTHING
    target: Value = NOTHING
    adjusted_target: Value = NOTHING
    actual: Value = NOTHING
    indicators: tuple[Indicator, ...] = ()
    subtotal: Value = NOTHING
    subtotal_score: Value = NOTHING
    total: Value = NOTHING
    score: Value = NOTHING
    other_score: Value = NOTHING
    grade: Value = NOTHING
    other_matters: Value = NOTHING
    analysis: tuple[LabelledText, ...] = ()


class ListedProject(Struct, frozen=True, kw_only=True):
    """A project in a list of those evaluated; ``whose`` is who carried it out."""

    name: Value = NOTHING
    whose: Value = NOTHING
    initial: Value = NOTHING
    full: Value = NOTHING
    executed: Value = NOTHING
    rate: Value = NOTHING
    score: Value = NOTHING
    grade: Value = NOTHING


class ProjectList(Struct, frozen=True, kw_only=True):
    """项目自评结果汇总表: the projects evaluated, a row each. ``total`` is the row of sums (合计),
    whose score is the mean of all (平均) if one is printed."""

    title: str
    number: str
    money_unit: str
    projects: tuple[ListedProject, ...]
    total: ListedProject | None = None


class Performance(Struct, frozen=True):
    """The performance tables of a booklet, in printed order, and what was not understood."""

    overall: tuple[OverallTable, ...] = ()
    department: tuple[DepartmentTable, ...] = ()
    projects: tuple[ProjectTable, ...] = ()
    unread: list[UnreadNote] = field(default_factory=list)
    lists: tuple[ProjectList, ...] = ()
