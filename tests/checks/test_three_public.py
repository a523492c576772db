"""The three public expenses: form against form, counts against money, ceilings."""

from juesuan.checks import Finding, check, message, selected
from support.balanced import fact
from support.disclosures import facts, printed_book

WAN = 1_000_000
CARS = {"economic": "30231", "fund": "general", "function": "2010301"}


def budgets(running: int, reception: int) -> list[tuple]:
    """Full-year budgets of running costs and receptions, in 万元."""
    point = {"fund": "general", "function": "2010301", "nature": "basic.public"}
    return [
        fact("expenditure", running * WAN, stage="adjusted", economic="30231", **point),
        fact("expenditure", reception * WAN, stage="adjusted", economic="30217", **point),
    ]


def found(code: str, **more: object) -> list[Finding]:
    """What a rule finds in the small unit: 3万元 for a car, 1万元 for receptions."""
    return check(printed_book(**more), selected([code])).findings


def test_basic_expenditure_beyond_all_expenditure_on_an_item() -> None:
    (finding,) = found("T101", form_set="shanxi-2023", cells={"06:30217:1": "15000.00"})
    assert finding.where[0].anchor == "09:total:12"
    assert "15000.00元" in message(finding)
    assert found("T101", form_set="shanxi-2023") == []
    assert found("T101", form_set="shanxi-2023", cells={"09:total:12": "20000.00"}) == []


def test_two_forms_of_the_same_money_must_agree() -> None:
    (finding,) = found("T102", cells={"11:8:3": ""})
    assert [place.anchor for place in finding.where] == ["11:8:3", "10:8:3"]
    assert finding.expected == "10000.00元"
    assert found("T102") == []


def test_with_government_funds_the_two_forms_may_differ() -> None:
    point = {"fund": "government_funds", "function": "2120899", "nature": "project"}
    rows = [
        *facts(),
        fact("expenditure", 2 * WAN, economic="30217", item="reception.domestic", **point),
        fact("income", 2 * WAN, **point),
    ]
    assert found("T102", rows=rows) == []


def test_receptions_without_batches() -> None:
    (finding,) = found("T103", cells={"10:16:3": "", "10:18:3": ""})
    assert finding.where[0].anchor == "10:16:3"
    assert "空白" in message(finding)
    assert found("T103", cells={"10:16:3": "3", "10:18:3": "20"}) == []
    (finding,) = found("T103", cells={"10:16:3": "3", "10:18:3": "0"})
    assert finding.where[0].anchor == "10:18:3"


def test_cars_bought_without_money_and_money_without_cars() -> None:
    (finding,) = found("T104", cells={"10:14:3": "1"})
    assert finding.variant == "unpaid"
    assert found("T104") == []


def test_trips_without_travellers() -> None:
    (finding,) = found("T105", cells={"10:13:3": "2"})
    assert finding.variant == "unpaid"
    assert found("T105") == []


def test_running_costs_without_a_car_are_a_question() -> None:
    (finding,) = found("T106", cells={"10:15:3": "0"})
    assert "30000.00元" in message(finding)
    assert found("T106", cells={"10:15:3": "1"}) == []


def test_vehicles_among_the_assets_and_none_held() -> None:
    texts = [
        "第三部分 2023年度部门决算情况说明",
        "九、“三公”经费支出决算情况说明",
        "公务用车运行维护费支出3.00万元，公务用车保有量为{}辆。",
        "十、国有资产占用情况说明",
        "截至2023年12月31日，本部门共有车辆1辆。",
    ]
    none = [text.format(0) for text in texts]
    (finding,) = found("T107", form_set="shanghai-2024", narrative=none)
    assert finding.where[0].printed == "0辆"
    one = [text.format(1) for text in texts]
    assert found("T107", form_set="shanghai-2024", narrative=one) == []


def test_more_spent_than_budgeted() -> None:
    (finding,) = found("T108", rows=[*facts(), *budgets(4, 0)])
    assert finding.where[0].anchor == "10:7:3"
    assert "公务接待费" in message(finding)
    assert found("T108", rows=[*facts(), *budgets(4, 2)]) == []


def test_where_no_budgets_are_printed_nothing_exceeds_them() -> None:
    assert found("T108") == []
