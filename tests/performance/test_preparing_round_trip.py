"""What is prepared, printed and read again says the same, in every layout."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.facts import WAN, YUAN, MoneyUnit, format_amount
from juesuan.performance import load_policy
from juesuan.performance.preparing import AmountKey, PreparedProject, PreparedTable, load_layout
from juesuan.performance.preparing.filling import Printing
from juesuan.performance.preparing.model import MoneyLine
from juesuan.performance.preparing.money import printed_amounts
from juesuan.performance.preparing.pictures import available_layouts
from juesuan.performance.preparing.scored import Asking, score
from juesuan.performance.preparing.written import (
    WrittenIndicator,
    WrittenPerformance,
    WrittenProject,
)
from juesuan.reading import Document, Grid, GridText, Paragraph, Spot
from juesuan.reading.performance import Performance, ProjectTable, read_performance
from juesuan.reading.recognise import tables_of

LAYOUTS = available_layouts()
POLICIES = {name: load_policy(name.partition("-")[0]) for name in LAYOUTS}
ROLES = {"initial": "initial", "full": "full", "executed": "executed", "left": "left"}


def read(tables: Sequence[PreparedTable]) -> Performance:
    """Tables printed as a document and read again."""
    document = Document("a.txt", "text")
    line = iter(range(1, 10**6))
    for table in tables:
        for text in (table.number, table.title, table.department_line, table.unit_line):
            if text:
                document.parts.append(Paragraph(text, Spot("a.txt", line=next(line))))
        rows = []
        for texts in table.grid():
            at = next(line)
            rows.append(
                tuple(
                    None if text is None else GridText(text, Spot("a.txt", line=at, field=n))
                    for n, text in enumerate(texts, 1)
                )
            )
        document.parts.append(Grid(tuple(rows), Spot("a.txt", line=at)))
        for note in table.notes:
            document.parts.append(Paragraph(note, Spot("a.txt", line=next(line))))
    return read_performance(tables_of([document]))


# Random projects.

WORDS = st.text("甲乙丙丁戊己庚辛壬癸平台网络培训", min_size=4, max_size=12)
SENTENCES = WORDS.map(lambda words: f"做好{words}的工作。")
AMOUNTS = st.integers(0, 10**11)
LEVELS = {
    "产出指标": ["数量指标", "质量指标", "时效指标", "成本指标"],
    "效益指标": ["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"],
    "满意度指标": ["服务对象满意度指标"],
}


@st.composite
def targets(draw: st.DrawFn) -> tuple[str, str, str, str, str]:
    """Operator, target, unit, actual, reason."""
    kind = draw(st.sampled_from(["number", "percent", "words", "date"]))
    operator = draw(st.sampled_from(["≥", "=", "≤", ">", "<"]))
    reason = draw(st.one_of(st.just(""), SENTENCES))
    if kind == "number":
        unit = draw(st.sampled_from(["个", "次", "人", "万元", "平方米"]))
        goal, reached = draw(st.tuples(st.integers(1, 9999), st.integers(0, 9999)))
        return operator, str(goal), unit, str(reached), reason
    if kind == "percent":
        goal, reached = draw(st.tuples(st.integers(1, 100), st.integers(1, 100)))
        return operator, str(goal), "%", str(reached), reason
    if kind == "words":
        word = draw(st.sampled_from(["效果显著", "明显提升", "作用明显"]))
        return draw(st.sampled_from(["=", ""])), word, "", word, reason
    return "≤", "2023年6月30日", "", "2023年5月8日", reason


@st.composite
def projects(draw: st.DrawFn, name: str) -> tuple[WrittenProject, list[WrittenIndicator]]:
    names = draw(st.lists(WORDS, min_size=1, max_size=8, unique=True))
    cuts = draw(st.lists(st.integers(1, 8999), min_size=len(names) - 1, max_size=len(names) - 1))
    edges = [0, *sorted(cuts), 9000]
    indicators = []
    for each, low, high in zip(names, edges, edges[1:], strict=False):
        level1 = draw(st.sampled_from(list(LEVELS)))
        operator, target, unit, actual, reason = draw(targets())
        weight = Decimal(high - low).scaleb(-2)
        given_score = draw(st.one_of(st.none(), st.integers(0, high - low)))
        indicators.append(
            WrittenIndicator(
                name,
                level1,
                draw(st.sampled_from(LEVELS[level1])),
                each,
                operator,
                target,
                "",
                unit,
                "",
                actual,
                weight,
                None if given_score is None else Decimal(given_score).scaleb(-2),
                reason,
            )
        )
    written = WrittenProject(
        name,
        name,
        main_body=draw(st.one_of(st.just(""), WORDS)),
        target=draw(SENTENCES),
        actual=draw(SENTENCES),
        other=draw(st.one_of(st.just(""), SENTENCES)),
        analysis={"execution": draw(SENTENCES), "measures": draw(SENTENCES)},
    )
    return written, indicators


@st.composite
def money(draw: st.DrawFn) -> dict[str, MoneyLine]:
    """Money by source; at least one source has a budget."""

    def line(sure: bool) -> MoneyLine:
        if not sure and draw(st.booleans()):
            return MoneyLine()
        full = draw(st.integers(1, 10**11))
        return MoneyLine(draw(AMOUNTS), full, draw(st.integers(0, full)))

    def both(one: MoneyLine, other: MoneyLine) -> MoneyLine:
        if not one or not other:
            return one or other
        return MoneyLine(
            (one.initial or 0) + (other.initial or 0),
            (one.full or 0) + (other.full or 0),
            (one.executed or 0) + (other.executed or 0),
        )

    current, carried, other = line(True), line(False), line(False)
    fiscal = both(current, carried)
    lines = {"current": current, "carried": carried, "other": other, "fiscal": fiscal}
    return {**lines, "total": both(fiscal, other)}


def prepared(
    layout: str, written: WrittenProject, indicators: list, lines: dict, unit: MoneyUnit
) -> tuple[PreparedProject, PreparedTable, Printing]:
    policy = POLICIES[layout]
    project = score(written, lines, indicators, policy, Asking())
    all_written = WrittenPerformance((written,), tuple(indicators))
    amounts = printed_amounts({written.name: lines}, all_written, unit.print_step)
    printing = Printing("某市某局", int(layout[-4:]), unit, amounts, policy, load_layout(layout))
    return project, printing.project(project), printing


@pytest.mark.parametrize("layout", LAYOUTS)
@given(data=st.data())
def test_a_project_printed_and_read_says_the_same(layout: str, data: st.DataObject) -> None:
    name = data.draw(WORDS)
    written, indicators = data.draw(projects(name))
    unit = data.draw(st.sampled_from([YUAN, WAN]))
    project, table, printing = prepared(layout, written, indicators, data.draw(money()), unit)
    found = read([table])
    assert found.unread == []
    (again,) = found.projects
    assert again.layout == layout
    assert again.name.text == name
    assert again.money_unit == unit.zh
    assert again.target.text == written.target and again.actual.text == written.actual
    same_money(again, project, printing)
    same_indicators(again, project, layout)
    assert again.grade.text == project.grade
    assert again.score.text == ("" if project.total is None else str(project.total))
    said = {section.path[-1].text: section.text.text for section in again.analysis}
    if layout == "shanxi-2023":
        assert said["项目实施和预算执行情况"] == written.analysis["execution"]
        assert said["下一步改进措施及管理建议"] == written.analysis["measures"]
    else:
        assert again.other_matters.text == (written.other or "无")
        assert again.total.text == "100.00"


LABELS = {
    "年度资金总额": "total", "其中：当年财政拨款": "current", "上年结转资金": "carried",
    "其他资金": "other", "非财政拨款": "other", "资金总额：": "total", "市县区财政资金": "fiscal",
}  # fmt: skip


def same_money(again: ProjectTable, project: PreparedProject, printing: Printing) -> None:
    seen = set()
    for row in again.money:
        source = LABELS[row.label]
        seen.add(source)
        assert row.shifted == 0
        for role in set(ROLES) & set(row.values):
            exact = getattr(project.money[source], role)
            printed = printing.amounts.get(AmountKey(project.name, source, role))
            assert row[role].text == (
                "" if printed is None else format_amount(printed, printing.money)
            )
            if exact is not None:
                assert printed is not None
                assert abs(printed - exact) < printing.money.print_step
    assert "total" in seen
    total = again.money[0]
    if project.execution is not None:
        assert total["score"].text == str(project.execution)


def same_indicators(again: ProjectTable, project: PreparedProject, layout: str) -> None:
    assert len(again.indicators) == len(project.indicators)
    for printed, own in zip(again.indicators, project.indicators, strict=True):
        written = own.written
        assert not printed.shifted
        assert printed.level1.text == own.level1 and printed.level2.text == own.level2
        assert printed.level3.text == written.name
        assert printed.weight.text == str(own.weight)
        assert printed.score.text == ("" if own.score is None else str(own.score))
        if layout == "shanxi-2023":
            goal = f"{written.operator}{written.target}{written.unit}"
            assert printed.target.text == printed.adjusted.text == goal
            assert printed.actual.text == f"{written.actual}{written.unit}"
            continue
        assert printed.operator.text == written.operator
        assert printed.target.text == written.target
        assert printed.unit.text == written.unit
        assert printed.actual.text == written.actual
