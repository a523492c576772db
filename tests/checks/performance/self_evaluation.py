"""Performance tables for tests of rules, written in few words and put under check.

A project is sound unless told otherwise: 100 points, graded, spent as budgeted.
"""

from collections.abc import Sequence

from juesuan.checks import Finding, Subject, check, selected
from juesuan.facts import WAN, MoneyUnit
from juesuan.forms import load_form_set
from juesuan.reading import Document, Paragraph, Reading, Spot
from juesuan.reading.narrative import Narrative, Section, Sentence
from juesuan.reading.performance import (
    NOTHING,
    DepartmentTable,
    Indicator,
    MoneyRow,
    OverallTable,
    Performance,
    ProjectTable,
    Task,
    Value,
    YearlyGoal,
)
from juesuan.reading.performance import LabelledText as Told
from support.disclosures import printed_book

SOUND = (
    "产出|数量|开展培训次数|≥|4|次|4|20|20|无",
    "产出|质量|培训合格率|≥|95|%|96|20|20|无",
    "产出|时效|任务按时完成率|=|100|%|100|10|10|无",
    "效益|社会效益|业务能力提升|=|明显提升||明显提升|30|30|无",
    "满意度|服务对象满意度|学员满意度|≥|90|%|95|10|10|问卷调查",
)
"""Indicators of 90 points, all met: level, second level, name, operator, target, unit, actual,
weight, score, reason."""

ROLES = ("level1", "level2", "level3", "operator", "target", "unit", "actual", "weight", "score",
         "reason")  # fmt: skip
_line = iter(range(1, 10**9))


def value(text: str) -> Value:
    """A printed text on a line of its own."""
    return Value(text, Spot(file="a.txt", line=next(_line)))


def indicator(text: str) -> Indicator:
    """An indicator written with bars between its cells."""
    return Indicator(
        **{role: value(cell) for role, cell in zip(ROLES, text.split("|"), strict=True)}
    )


def money(text: str, label: str = "年度资金总额", group: str = "", **more: str) -> MoneyRow:
    """A row of money: initial, full-year, executed, weight, rate, score."""
    roles = ("initial", "full", "executed", "weight", "rate", "score")
    cells = dict(zip(roles, text.split("|"), strict=True)) if text else {}
    path = (value(group), value(label)) if group else (value(label),)
    return MoneyRow(path, {role: value(cell) for role, cell in {**cells, **more}.items()})


def project(
    name: str = "业务培训专项经费",
    indicators: Sequence[str] = SOUND,
    *,
    rows: Sequence[MoneyRow] | None = None,
    total: str = "100",
    score: str = "100.00",
    grade: str = "优",
    target: str = "举办四期培训，提升干部能力。",
    actual: str = "全年办班四期，到课二百人次。",
    other: str = "无",
    analysis: Sequence[tuple[str, str]] = (),
) -> ProjectTable:
    """A project's table."""
    return ProjectTable(
        title="项目支出绩效自评表",
        number="",
        layout="yunnan-2023",
        money_unit="万元",
        name=value(name),
        money=tuple(rows) if rows is not None else (money("10|10|10|10|100.00|10"),),
        target=value(target),
        actual=value(actual),
        indicators=tuple(indicator(text) for text in indicators),
        total=value(total),
        score=value(score),
        grade=value(grade),
        other_matters=value(other),
        analysis=tuple(Told((value(label),), value(text)) for label, text in analysis),
    )


def changed(number: int, text: str) -> list[str]:
    """The sound indicators with one put in another's place."""
    return [*SOUND[: number - 1], text, *SOUND[number:]]


def department(
    indicators: Sequence[str] = (),
    *,
    tasks: Sequence[Task] = (),
    rows: Sequence[MoneyRow] = (),
    goals: Sequence[tuple[str, str]] = (),
    aims: str = "",
) -> DepartmentTable:
    """The department's table."""
    return DepartmentTable(
        title="部门整体支出绩效自评表",
        number="",
        money_unit="万元",
        name=value("某市某局"),
        goals=value(aims) if aims else NOTHING,
        yearly_goals=tuple(YearlyGoal(NOTHING, value(a), value(b)) for a, b in goals),
        tasks=tuple(tasks),
        money=tuple(rows),
        indicators=tuple(indicator(text) for text in indicators),
    )


def task(name: str, approved: str, fiscal: str, other: str, spent: str, rate: str) -> Task:
    """A task of the department with its money."""
    texts = (approved, fiscal, other, spent, rate)
    roles = ("approved", "approved_fiscal", "approved_other", "spent", "rate")
    cells = {role: value(text) for role, text in zip(roles, texts, strict=True)}
    return Task(name=value(name) if name else NOTHING, **cells)


def booklet(
    *projects: ProjectTable,
    departments: Sequence[DepartmentTable] = (),
    conclusion: str = "",
    narrative: Sequence[str] = (),
    notes: Sequence[str] = (),
    unread: Sequence[tuple[str, Spot]] = (),
    form_set: str = "yunnan-2023",
    year: int = 2023,
    unit: MoneyUnit = WAN,
    forms: bool = False,
) -> Subject:
    """A document with these tables. ``forms``: with the forms of a small unit that spent
    171万元, of it 40万元 on projects."""
    told = OverallTable("整体支出绩效自评情况", "", (Told((), value(conclusion)),))
    performance = Performance(
        (told,) if conclusion else (),
        tuple(departments),
        projects,
        [(key, spot, {}) for key, spot in unread],
    )
    if forms:
        subject = printed_book(form_set)
        assert subject.reading is not None
        subject.reading.performance = performance
        return subject
    section = Section(number="一、", title="绩效", level=2, kind="text", spot=Spot(file="a.txt"))
    section.sentences = [Sentence(text, Spot(file="a.txt", line=1)) for text in narrative]
    document = Document("a.txt", "text", [Paragraph(text, Spot(file="a.txt")) for text in notes])
    sections = Narrative([section] if narrative else [])
    known = load_form_set(form_set)
    reading = Reading(
        documents=[document],
        form_set=known,
        year=year,
        unit="某市某局",
        money=unit,
        forms=[],
        observations=[],
        unread=[],
        others=[],
    )
    reading.performance, reading.narrative = performance, sections
    return Subject.of(reading)


def findings(codes: Sequence[str], *projects: ProjectTable, **more) -> list[Finding]:
    """What rules find in a document with these tables; none of them may fail."""
    checked = check(booklet(*projects, **more), selected(codes, preview=True))
    assert [why for why in checked.coverage.not_checked if why.reason == "rule_failed"] == []
    return checked.findings


def found(code: str, *projects: ProjectTable, **more) -> list[Finding]:
    """What one rule finds in a document with these tables."""
    return findings([code], *projects, **more)


def all_found(*projects: ProjectTable, **more) -> list[str]:
    """The codes of everything that the performance rules find."""
    return [finding.code for finding in findings(["J"], *projects, **more)]


def places(finding: Finding) -> list[tuple[str, str]]:
    """Each place of a finding: the indicator or row, and what is printed there."""
    return [(where.item, where.printed) for where in finding.where]
