"""J3, cost of each: it follows from the money spent and the number reported."""

import pytest

from checks.performance.self_evaluation import found, money, places, project
from juesuan.checks import Finding, message, severity_of


def of(name: str, *lines: str, spent: str = "443.744", analysis=()) -> list[Finding]:
    """What J313 finds in a project with these indicators that spent so much (万元)."""
    rows = [money(f"598|598|{spent}|10|74.20|7.42")]
    lines = tuple(f"{line}|45|45|" for line in lines)
    return found("J313", project(name, lines, rows=rows, analysis=analysis))


STAFF = "产出|数量|人员聘用数||=70人||=70人"
COST = "产出|成本|人均人员聘用成本||<30000元||<30000元"


def test_j313_finds_a_cost_of_each_person_far_below_the_money() -> None:
    (one,) = of("热线人员外包服务", STAFF, COST)
    assert one.expected == "63392.00元" and severity_of(one) == "warning"
    assert places(one) == [("人均人员聘用成本", "<30000元"), ("人员聘用数", "=70人")]
    assert "支出443.74万元，按所报人数人均63392元" in message(one)


def test_j313_finds_the_cost_of_each_household_alike() -> None:
    lines = ("产出|数量|危房改造户数||=70户||=70户", "产出|成本|户均改造成本||<3万元||<3万元")
    (one,) = of("农村危房改造", *lines)
    assert one.expected == "63392.00元" and "改造户数" in message(one)


def test_j313_finds_the_cost_by_the_money_that_the_texts_tell() -> None:
    text = "预算下达598万元，实际执行490万元，预算执行率为81.94%。"
    (one,) = of("热线人员外包服务", STAFF, COST, spent="200", analysis=[("执行情况", text)])
    assert one.expected == "70000.00元"


def test_j313_passes_a_cost_that_the_money_gives() -> None:
    assert of("热线人员外包服务", STAFF, COST.replace("30000", "63400")) == []


@pytest.mark.parametrize(("spent", "number"), [("419.99", 0), ("420", 1)])
def test_j313_spares_less_than_twice_the_cost(spent: str, number: int) -> None:
    assert len(of("热线人员外包服务", STAFF, COST, spent=spent)) == number


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("平台运行费", (STAFF, COST)),
        ("热线人员外包服务", (STAFF, STAFF.replace("聘用数", "聘用总数"), COST)),
        ("热线人员外包服务", (STAFF.replace("人员聘用数", "培训数"), COST)),
        ("热线人员外包服务", (STAFF, COST.replace("人均人员聘用成本", "人员聘用成本"))),
        ("热线人员外包服务", (STAFF, COST.replace("元", "分"))),
        ("热线人员外包服务", (STAFF.replace("人|", "次|").replace("=70人", "=70次"), COST)),
    ],
    ids=["other money", "two counts", "another count", "whole cost", "no money", "another unit"],
)
def test_j313_spares_what_is_not_plainly_the_cost_of_each(name: str, lines) -> None:
    assert of(name, *lines) == []
