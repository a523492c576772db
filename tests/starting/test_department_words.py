"""What a booklet's table of the department gives a draft: goals, tasks, indicators."""

from juesuan.facts import YUAN
from juesuan.reading.performance import (
    DepartmentTable,
    Indicator,
    Performance,
    Task,
    Value,
    YearlyGoal,
)
from juesuan.starting.words import goal_rows, indicator_rows, task_rows


def value(text: str) -> Value:
    return Value(text)


DEPARTMENT = DepartmentTable(
    title="部门整体支出绩效自评表",
    number="公开11表",
    money_unit="万元",
    yearly_goals=(
        YearlyGoal(value("2023年"), value("数据归集完成"), value("已完成")),
        YearlyGoal(value("2024年"), value("数据共享")),
    ),
    tasks=(
        Task(
            name=value("数据平台运维"),
            level=value("本级"),
            approved=value("120.50"),
            spent=value("118.00"),
            reason=value("合同节约"),
        ),
    ),
    indicators=(
        Indicator(
            level1=value("产出指标"),
            level2=value("数量指标"),
            level3=value("归集数据表数"),
            target=value("≥300张"),
            actual=value("320张"),
            weight=value("20"),
            score=value("20"),
        ),
    ),
)
PERFORMANCE = Performance(department=(DEPARTMENT,))


def test_the_departments_indicators_stand_first_and_belong_to_no_project() -> None:
    (row,) = indicator_rows(PERFORMANCE, results=True)
    assert (row["project"], row["name"], row["operator"]) == ("", "归集数据表数", "≥")
    assert (row["target"], row["measure"], row["actual"]) == ("300", "张", "320张")


def test_goals_of_the_new_year_and_later_go_on_and_this_years_come_with_their_results() -> None:
    assert list(goal_rows(PERFORMANCE, 2024)) == [{"year": "2024", "target": "数据共享"}]
    first, _ = goal_rows(PERFORMANCE, 2023, results=True)
    assert first == {"year": "2023", "target": "数据归集完成", "actual": "已完成"}


def test_a_departments_tasks_come_with_their_money_in_yuan_only_for_the_same_year() -> None:
    (before,) = task_rows(PERFORMANCE, YUAN)
    assert before == {"name": "数据平台运维", "level": "本级", "content": ""}
    (now,) = task_rows(PERFORMANCE, YUAN, results=True)
    assert (now["fiscal"], now["other"], now["spent"]) == ("1205000.00", "", "1180000.00")
    assert now["reason"] == "合同节约"
