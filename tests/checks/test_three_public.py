"""The three public expenses: form against form, counts against money, ceilings."""

from pathlib import Path

from juesuan.checks import Finding, Subject, check, message, selected, severity_of
from juesuan.reading import read
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


# T101.


def test_t101_finds_basic_expenditure_beyond_all_expenditure_on_an_item() -> None:
    (finding,) = found("T101", form_set="shanxi-2023", cells={"06:30217:1": "15000.00"})
    assert [place.anchor for place in finding.where] == ["09:total:12", "06:30217:1"]
    assert "第06表（基本支出）为15,000.00元，第09表全部才10,000.00元" in message(finding)


def test_t101_passes_forms_that_agree() -> None:
    assert found("T101", form_set="shanxi-2023") == []


def test_t101_spares_more_expenditure_than_the_basic() -> None:
    assert found("T101", form_set="shanxi-2023", cells={"09:total:12": "20000.00"}) == []


def test_t101_spares_sets_that_compare_the_items_themselves() -> None:
    """Form 11 of Yunnan prints the general public budget's items: an identity compares them."""
    assert found("T101", cells={"06:30217:1": "15000.00"}) == []


TWICE = """2023年度部门决算
一般公共预算基本支出决算表（经济科目）
公开06表
部门：某市水文站\t单位：万元
项目\t\t支出\t\t
科目编码\t科目名称\t合计\t人员经费\t公用经费
合计\t\t132.10\t120.10\t12.00
30101\t基本工资\t120.10\t120.10\t
30217\t公务接待费\t12.00\t\t12.00
财政拨款“三公”经费支出决算表
公开09表
部门：某市水文站\t单位：万元
类别\t“三公”经费\t\t
\t合计\t公务用车运行维护费\t公务接待费
决算数\t12.00\t0.00\t12.00
"""


def test_t101_spares_a_fact_that_is_printed_in_two_columns(tmp_path: Path) -> None:
    """公务接待费 stands in 合计 and in 公用经费: it is one expense."""
    (tmp_path / "a.txt").write_text(TWICE, "utf-8")
    subject = Subject.of(read(tmp_path / "a.txt"))
    assert check(subject, selected(["T101"])).findings == []


# T102.


def test_t102_finds_two_forms_of_the_same_money_that_differ() -> None:
    (finding,) = found("T102", cells={"11:8:3": ""})
    assert [place.anchor for place in finding.where] == ["11:8:3", "10:8:3"]
    assert finding.expected == "10,000.00元" and finding.details["count"] == 1
    assert "前者10,000.00元" in message(finding)


def test_t102_passes_forms_that_agree() -> None:
    assert found("T102") == []


def test_t102_spares_a_unit_with_government_funds() -> None:
    point = {"fund": "government_funds", "function": "2120899", "nature": "project"}
    rows = [
        *facts(),
        fact("expenditure", 2 * WAN, economic="30217", item="reception.domestic", **point),
        fact("income", 2 * WAN, **point),
    ]
    assert found("T102", rows=rows) == []


def test_t102_spares_other_rows_than_the_three_public_expenses() -> None:
    assert found("T102", cells={"10:16:3": "5"}) == []


# T103.


def test_t103_finds_receptions_without_batches() -> None:
    (finding,) = found("T103", cells={"10:16:3": "", "10:18:3": ""})
    assert [place.anchor for place in finding.where][:1] == ["10:16:3"]
    assert "公务接待费10,000.00元" in message(finding) and "却是空白" in message(finding)
    assert "is a blank" in message(finding, "en")


def test_t103_finds_batches_without_persons() -> None:
    (finding,) = found("T103", cells={"10:16:3": "3", "10:18:3": "0"})
    assert finding.where[0].anchor == "10:18:3"


def test_t103_passes_money_with_its_batches_and_persons() -> None:
    assert found("T103", cells={"10:16:3": "3", "10:18:3": "20"}) == []


def test_t103_spares_a_form_that_prints_a_dash() -> None:
    assert found("T103", cells={"10:16:3": "—", "10:18:3": "—"}) == []


# T104.


def test_t104_finds_cars_bought_without_money() -> None:
    (finding,) = found("T104", cells={"10:14:3": "1"})
    assert (finding.variant, finding.where[0].anchor) == ("unpaid", "10:14:3")
    assert "公务用车购置费却是" in message(finding)


def test_t104_finds_money_without_cars_bought() -> None:
    (finding,) = found("T104", cells={"10:5:3": "180000.00"})
    assert finding.variant == "" and "180,000.00元" in message(finding)


def test_t104_passes_neither_money_nor_cars() -> None:
    assert found("T104") == []


def test_t104_spares_both() -> None:
    assert found("T104", cells={"10:5:3": "180000.00", "10:14:3": "1"}) == []


def test_t104_spares_cars_that_others_paid_and_nothing_else_that_they_did() -> None:
    bought = {"10:14:3": "1"}
    car = "（二）公务用车购置情况：车辆购置资金由单位自有资金支付。"
    other = "（三）办公设备购置资金由单位自有资金支付。"
    assert found("T104", cells=bought, narrative=[car]) == []
    assert len(found("T104", cells=bought, narrative=[other])) == 1


# T105.


def test_t105_finds_travellers_without_money() -> None:
    (finding,) = found("T105", cells={"10:13:3": "2"})
    assert (finding.variant, finding.where[0].anchor) == ("unpaid", "10:13:3")
    assert "如由其他单位负担" in message(finding)


def test_t105_passes_neither_money_nor_travellers() -> None:
    assert found("T105") == []


def test_t105_spares_travellers_for_whom_others_paid() -> None:
    said = ["全部费用由邀请方承担，未在本单位列支。"]
    assert found("T105", cells={"10:13:3": "2"}, narrative=said) == []


def test_t105_spares_delegations_that_are_counted_beside_travellers() -> None:
    assert found("T105", cells={"10:3:3": "38100.00", "10:12:3": "", "10:13:3": "2"}) == []


# T106.


def test_t106_finds_running_costs_without_a_car_as_a_question() -> None:
    (finding,) = found("T106", cells={"10:15:3": "0"})
    assert [place.anchor for place in finding.where] == ["10:15:3", "10:6:3"]
    assert severity_of(finding) == "info" and "30,000.00元，保有量0辆" in message(finding)


def test_t106_passes_running_costs_of_a_car() -> None:
    assert found("T106", cells={"10:15:3": "1"}) == []


def test_t106_spares_no_costs_of_no_car() -> None:
    assert found("T106", cells={"10:15:3": "0", "10:6:3": "0.00"}) == []


# T107.


def assets(held: int, vehicles: int) -> list[Finding]:
    """What T107 finds where the text says so many cars held, and so many vehicles."""
    texts = [
        "第三部分 2023年度部门决算情况说明",
        "九、“三公”经费支出决算情况说明",
        f"公务用车运行维护费支出3.00万元，公务用车保有量为{held}辆。",
        "十、国有资产占用情况说明",
        f"截至2023年12月31日，本部门共有车辆{vehicles}辆。",
    ]
    return found("T107", form_set="shanghai-2024", narrative=texts)


def test_t107_finds_vehicles_among_the_assets_and_none_held() -> None:
    (finding,) = assets(0, 1)
    assert [place.printed for place in finding.where] == ["0辆", "1辆"]
    assert "有车辆1辆，公务用车保有量写0辆" in message(finding)


def test_t107_finds_more_held_than_there_are() -> None:
    (finding,) = assets(3, 1)
    assert "保有量3辆，多于国有资产中的车辆1辆" in message(finding)


def test_t107_passes_as_many_held_as_there_are() -> None:
    assert assets(1, 1) == []


def test_t107_spares_more_vehicles_than_cars_held_and_none_at_all() -> None:
    assert assets(1, 3) == [] and assets(0, 0) == []


# T108.


def test_t108_finds_an_item_beyond_its_full_year_budget() -> None:
    (finding,) = found("T108", rows=[*facts(), *budgets(4, 0)])
    assert finding.where[0].anchor == "10:7:3" and severity_of(finding) == "warning"
    assert "公务接待费决算10,000.00元，超过全年预算数" in message(finding)
    assert "(the full-year budget)" in message(finding, "en")


def test_t108_finds_the_whole_where_no_item_is_beyond_its_own() -> None:
    cells = {"10:2:2": "30000.00"}
    (finding,) = found("T108", rows=[*facts(), *budgets(4, 2)], cells=cells)
    assert finding.where[0].anchor == "10:2:3"


def test_t108_passes_what_stays_within_the_budget() -> None:
    assert found("T108", rows=[*facts(), *budgets(4, 2)]) == []


def test_t108_spares_a_set_that_prints_no_budgets() -> None:
    assert found("T108") == []


def test_t108_spares_what_is_just_the_budget() -> None:
    assert found("T108", rows=[*facts(), *budgets(3, 1)]) == []


# T109.


def test_t109_finds_fewer_persons_than_groups() -> None:
    (finding,) = found("T109", cells={"10:16:3": "31", "10:18:3": "18"})
    assert [place.anchor for place in finding.where] == ["10:18:3", "10:16:3"]
    assert "却只有18人：每批至少一人" in message(finding)


def test_t109_passes_as_many_persons_as_groups() -> None:
    assert found("T109", cells={"10:16:3": "18", "10:18:3": "18"}) == []


def test_t109_spares_a_form_without_persons() -> None:
    assert found("T109", cells={"10:16:3": "31", "10:18:3": ""}) == []
    assert found("T109", cells={"10:16:3": "31", "10:18:3": "0"}) == []  # T103 tells it
