"""What is prepared, printed and read again says the same, in every layout."""

from __future__ import annotations

import html
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_performance import disclosed, document, small_book

from juesuan.checks import Subject, check, selected
from juesuan.facts import WAN, YUAN, MoneyUnit, format_amount
from juesuan.performance import load_policy, rounded
from juesuan.performance.preparing import (
    AmountKey,
    PreparedProject,
    PreparedTable,
    load_layout,
    prepare,
)
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
from juesuan.reading import read_documents
from juesuan.reading.formats import read_file
from juesuan.reading.performance import Performance, ProjectTable, read_performance
from juesuan.reading.recognise.forms import tables_of
from support.printing import printed

LAYOUTS = available_layouts()
POLICIES = {name: load_policy(name.partition("-")[0]) for name in LAYOUTS}
ROLES = {"initial": "initial", "full": "full", "executed": "executed", "left": "left"}


def read(tables: Sequence[PreparedTable]) -> Performance:
    """Tables printed as a document and read again."""
    return read_performance(tables_of([document(tables)]))


# Random projects.

WORDS = st.text("甲乙丙丁戊己庚辛壬癸平台网络培训", min_size=4, max_size=12)
SENTENCES = WORDS.map(lambda words: f"做好{words}的工作。")
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
    count = len(names)
    cuts = draw(st.lists(st.integers(0, 18 - count), min_size=count - 1, max_size=count - 1))
    edges = [0, *sorted(cuts), 18 - count]
    halves = [5 * (1 + high - low) for low, high in pairwise(edges)]
    indicators = []
    for each, weighs in zip(names, halves, strict=True):
        level1 = draw(st.sampled_from(list(LEVELS)))
        operator, target, unit, actual, reason = draw(targets())
        weight = Decimal(weighs)
        given_score = draw(st.one_of(st.none(), st.integers(0, weighs)))
        indicators.append(
            WrittenIndicator(
                project=name,
                level1=level1,
                level2=draw(st.sampled_from(LEVELS[level1])),
                name=each,
                operator=operator,
                target=target,
                unit=unit,
                actual=actual,
                weight=weight,
                score=None if given_score is None else Decimal(given_score),
                reason=reason,
            )
        )
    written = WrittenProject(
        name=name,
        ledger_name=name,
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
        full = draw(st.integers(10**7, 10**11))
        return MoneyLine(
            full + draw(st.integers(-full // 2, full)), full, draw(st.integers(full // 2, full))
        )

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
    printing = Printing(
        department="某市某局",
        year=int(layout[-4:]),
        money=unit,
        amounts=amounts,
        policy=policy,
        layout=load_layout(layout),
    )
    return project, printing.project(project), printing


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=25)
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
    rate = project.money["total"].rate
    assert rate is not None and project.execution == rounded(10 * min(rate, Fraction(1)))
    if project.total is not None:
        points = sum((one.score or Decimal(0) for one in project.indicators), project.execution)
        assert project.total == points <= 100
        assert project.grade == POLICIES[layout].grade(points)
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
    for role in ("initial", "full", "executed", "left"):
        total, *parts = (
            printing.amounts.get(AmountKey(project.name, source, role))
            for source in ("total", "current", "carried", "other")
        )
        assert total == sum(part or 0 for part in parts)
    total = again.money[0]
    if project.execution is not None:
        assert total["score"].text == str(project.execution)


def same_indicators(again: ProjectTable, project: PreparedProject, layout: str) -> None:
    assert len(again.indicators) == len(project.indicators)
    for shown, own in zip(again.indicators, project.indicators, strict=True):
        written = own.written
        assert not shown.shifted
        assert shown.level1.text == own.level1 and shown.level2.text == own.level2
        assert shown.level3.text == written.name
        assert shown.weight.text == str(rounded(own.weight or 0))
        assert shown.score.text == ("" if own.score is None else str(rounded(own.score)))
        if layout == "shanxi-2023":
            goal = f"{written.operator}{written.target}{written.unit}"
            assert shown.target.text == shown.adjusted.text == goal
            assert shown.actual.text == f"{written.actual}{written.unit}"
            continue
        assert shown.operator.text == written.operator
        assert shown.target.text == written.target
        assert shown.unit.text == written.unit
        assert shown.actual.text == written.actual


# The department's tables, and whole booklets.


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name.startswith("yunnan")])
def test_the_departments_tables_say_the_same(layout: str, tmp_path: Path) -> None:
    book = small_book(tmp_path, layout)
    found = prepare(book, disclosed(book, WAN))
    again = read(found.tables)
    assert again.unread == []
    (overall,) = again.overall
    said = {section.path[-1].text: section.text.text for section in overall.sections}
    assert said["（一）部门概况"] == "负责全市数字化工作。"
    assert said["1.前期准备"] == "成立小组，收集资料。"
    assert said["三、评价情况分析及综合评价结论"] == "多数目标已实现。"
    assert "支出合计134.00万元" in said["（三）部门整体收支情况"]
    (department,) = again.department
    assert department.name.text == "示例市数字中心"
    assert [i.level3.text for i in department.indicators] == [
        "举办培训期数",
        "网络稳定率",
        "服务单位数量增长率",
        "服务对象满意度",
    ]
    assert [i.level1.text for i in department.indicators][2:] == ["效益指标", "满意度指标"]
    assert department.yearly_goals[0].target.text == "培训干部，保障网络。"
    if layout == "yunnan-2024":
        rows = {
            tuple(value.text for value in row.path): [
                row[role].text for role in ("initial", "adjustment", "confirmed", "executed")
            ]
            for row in department.money
        }
        assert rows["年度资金总额",] == ["140.00", "0.00", "140.00", "134.00"]
        assert rows["基本支出", "年度资金总额"] == ["78.00", "2.00", "80.00", "80.00"]
        assert rows["项目支出", "上年结转资金"] == ["10.00", "0.00", "10.00", "10.00"]
    else:
        assert department.goals.text == "建好网络，带好队伍。"
        first, second = department.tasks
        assert (first.name.text, first.approved.text, first.spent.text) == (
            "业务培训",
            "10.00",
            "9.00",
        )
        assert (second.approved_fiscal.text, second.approved_other.text) == ("40.00", "10.00")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("money", [YUAN, WAN], ids=["yuan", "wan"])
def test_the_checks_find_nothing_in_what_was_prepared(
    layout: str, money: MoneyUnit, tmp_path: Path
) -> None:
    book = small_book(tmp_path, layout)
    disclosure = disclosed(book, money)
    found = prepare(book, disclosure)
    whole = document(found.tables, printed(disclosure).parts)
    subject = Subject.of(read_documents([whole]), [])
    assert len(subject.performance.projects) == 2
    findings = check(subject, selected(["J"], preview=True)).findings
    assert [(f.code, f.details) for f in findings] == []


def test_a_table_as_a_web_page_reads_the_same(tmp_path: Path) -> None:
    book = small_book(tmp_path / "book")
    found = prepare(book, disclosed(book, WAN))
    page = ["<html><body>"]
    for table in found.tables:
        page += [f"<p>{text}</p>" for text in (table.number, table.title, table.unit_line) if text]
        page.append("<table>")
        for row in table.rows:
            cells = (
                f'<td rowspan="{c.rows}" colspan="{c.columns}">{html.escape(c.text)}</td>'
                for c in row
            )
            page.append(f"<tr>{''.join(cells)}</tr>")
        page.append("</table>")
    path = tmp_path / "tables.html"
    path.write_text("".join([*page, "</body></html>"]), "utf-8")
    again = read_performance(tables_of([read_file(path)]))
    plainly = read(found.tables)
    assert again.unread == []
    assert [texts_of(t) for t in again.projects] == [texts_of(t) for t in plainly.projects]


def texts_of(table: ProjectTable) -> list[object]:
    money = [(row.label, {role: v.text for role, v in row.values.items()}) for row in table.money]
    rows = [
        [
            getattr(i, role).text
            for role in ("level1", "level2", "level3", "target", "actual", "score")
        ]
        for i in table.indicators
    ]
    return [table.name.text, money, rows, table.score.text, table.grade.text]
