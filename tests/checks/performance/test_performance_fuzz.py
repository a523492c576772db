"""No table whatever makes the performance rules fail."""

from hypothesis import given, settings
from hypothesis import strategies as st

from checks.performance.self_evaluation import booklet, department, money, project, task
from juesuan.checks import check, message, selected

CELLS = st.one_of(
    st.sampled_from(
        ["", "无", "—", "完成", "≥90%", "0.9", "2亿", "44469", "7*24小时", "<p>", "2023年5月",
         "1-2", "作用明显", "万元", "%", "4", "100", "-5", "未完成", "产出指标(50分)", "满意度"]
    ),
    st.text(max_size=12),
)  # fmt: skip
ROW = st.lists(CELLS, min_size=10, max_size=10).map(
    lambda cells: "|".join(cell.replace("|", "") for cell in cells)
)
MONEY = st.lists(CELLS, min_size=6, max_size=6).map(
    lambda cells: "|".join(cell.replace("|", "") for cell in cells)
)
TEXT = st.text(
    alphabet="预算下达执行率满意度达到2023年月完成验收待并于0123456789%万元，。《》1.、",
    max_size=80,
)


@settings(max_examples=60)
@given(
    st.lists(st.lists(ROW, max_size=4), max_size=3),
    st.lists(MONEY, max_size=3),
    st.lists(ROW, max_size=3),
    TEXT,
    TEXT,
    CELLS,
)
def test_no_table_makes_a_rule_fail(tables, rows, lines, text, other, cell) -> None:
    projects = [
        project(
            cell or "项目",
            indicators,
            rows=[money(row) for row in rows],
            score=cell,
            grade=cell,
            target=text,
            actual=other,
            analysis=[("产出情况", text), ("主要经验做法", other), ("下一步改进措施", other)],
        )
        for indicators in tables
    ]
    tasks = [task(cell, cell, cell, cell, cell, cell)]
    overall = department(lines, tasks=tasks, rows=[money(r) for r in rows], goals=[(text, other)])
    subject = booklet(*projects, departments=[overall], conclusion=text, narrative=[other])
    for finding in check(subject, selected(["J"], preview=True)).findings:
        assert message(finding) and message(finding, "en")
