"""J4, sources: the department's 上年结转 and 其他资金 are those of its projects."""

from checks.performance.self_evaluation import booklet, department, project
from checks.performance.self_evaluation import money as row_of_money
from juesuan.checks import Finding, check, message, selected
from juesuan.reading.performance import MoneyRow


def money(amounts: str, label: str = "年度资金总额", group: str = "") -> MoneyRow:
    """A row of money; what it is not told of is blank."""
    return row_of_money(amounts + "|" * (5 - amounts.count("|")), label, group)


def found(*projects, rows) -> list[Finding]:
    """What J410 finds between a department's rows of money and its projects'."""
    subject = booklet(*projects, departments=[department(rows=rows)])
    return check(subject, selected(["J410"])).findings


def departments(other: str, carried: str = "") -> list:
    """A department's money; 其他资金 and 上年结转 as told."""
    rows = [
        money("1000|800|700", label="年度资金总额", group="项目支出"),
        money(other, label="其他资金", group="项目支出"),
    ]
    return [*rows, money(carried, label="上年结转", group="项目支出")] if carried else rows


def with_source(name: str, label: str, amounts: str):
    """A project with one source of money beside the fiscal one."""
    rows = [money("100|90|90|10|100%|10"), money("60|60|60", label="其中：当年财政拨款")]
    return project(name, rows=[*rows, money(amounts, label=label)])


def places(one: Finding) -> list[tuple[str, str]]:
    return [(where.item, where.printed) for where in one.where]


def test_j410_finds_other_money_granted_that_the_projects_were_not() -> None:
    (one,) = found(
        with_source("设备购置", "其他资金", "50|17.79|17.79"), rows=departments("150|50|17.79")
    )
    assert places(one) == [("其他资金", "50"), ("其他资金", "17.79")]
    assert "“其他资金”写50.00万元" in message(one) and "合计17.79万元" in message(one)


def test_j410_finds_what_the_sum_of_two_projects_is_not() -> None:
    two = [with_source(name, "单位资金", "20|20|15") for name in ("设备购置", "房屋维修")]
    (one,) = found(*two, rows=departments("40|40|20"))
    assert places(one) == [("其他资金", "20"), ("其他资金", "15"), ("其他资金", "15")]


def test_j410_finds_money_carried_over_that_a_project_calls_fiscal() -> None:
    alone = project(
        rows=[money("|14.68|14.68|10|100%|10"), money("|14.68|14.68", label="其中：当年财政拨款")]
    )
    (one,) = found(alone, rows=departments("|||", "|14.68|"))
    assert one.variant == "elsewhere" and places(one)[0] == ("上年结转", "14.68")
    assert places(one)[1] == ("其中：当年财政拨款", "14.68")


def test_j410_passes_the_sum_of_the_projects() -> None:
    two = [with_source(name, "其他资金", "20|20|15") for name in ("设备购置", "房屋维修")]
    assert found(*two, rows=departments("40|40|30")) == []


def test_j410_spares_tables_that_cover_something_else() -> None:
    one = with_source("设备购置", "其他资金", "20|20|15")
    assert found(one, rows=departments("90|80|70")) == []
    given_up = departments("120|20|15")  # a project given up has a budget at first, and no table
    assert found(one, rows=given_up) == []


def test_j410_spares_an_amount_that_two_projects_print() -> None:
    rows = [money("|14.68|14.68|10|100%|10"), money("|14.68|14.68", label="其中：当年财政拨款")]
    same = [project(name, rows=rows) for name in ("设备购置", "房屋维修")]
    assert found(*same, rows=departments("|||", "|14.68|")) == []
