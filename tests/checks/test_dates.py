"""D506 to D508, D510: dates that no calendar has, periods that run backwards, accounts published
before there can be any, stages in the wrong order."""

import pytest

from juesuan.checks import Finding, check, selected
from support.excerpts import excerpt


def found(code: str, *said: str) -> list[Finding]:
    """What a rule finds in an excerpt of the accounts of 2023."""
    return check(excerpt("一、资产情况", *said), selected([code])).findings


def printed(code: str, *said: str) -> list[str]:
    return [finding.where[0].printed for finding in found(code, *said)]


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("截至2023年11月31日，固定资产原值6万元。", "2023年11月31日"),
        ("检查于2023 年 2 月 29 日完成。", "2023年2月29日"),
        ("6月31日前完成验收。", "6月31日"),
        ("项目2023年13月验收。", "2023年13月"),
        ("2023年1—13月累计投资9万元。", "2023年1—13月"),
        ("二〇二三年九月三十一日", "二〇二三年九月三十一日"),
        ("截至2023.6.31，共有车辆3辆。", "2023.6.31"),
        ("填表日期：2023-13-05", "日期：2023-13-05"),
    ],
)
def test_d506_finds_a_date_that_no_calendar_has(said: str, date: str) -> None:
    assert printed("D506", said) == [date]


def test_d506_passes_dates_of_the_calendar() -> None:
    assert printed("D506", "截至2023年11月30日，二〇二三年十二月三十一日，2023.6.30。") == []


@pytest.mark.parametrize(
    "said",
    [
        "每年2月29日；2024年2月29日。",
        "工期13个月，第十三月工资。",
        "单价2023.30万元，版本2.13.45。",
        "2023年13月份额3万元。",
        "文号〔2023-02-31号〕。",
    ],
)
def test_d506_spares_other_numbers_beside_a_month(said: str) -> None:
    assert printed("D506", said) == []


@pytest.mark.parametrize(
    "said",
    [
        "2023年3月至2023年1月",
        "2023年9月1日至2023年6月30日",
        "2025—2023年",
        "2023年9月开工，2023年6月竣工",
        "开工日期：2023年8月1日，竣工日期：2023年5月30日",
    ],
)
def test_d507_finds_a_period_that_runs_backwards(said: str) -> None:
    assert printed("D507", f"项目为{said}。") == [said]


def test_d507_finds_one_in_digits_behind_its_label() -> None:
    assert printed("D507", "实施周期：2023.10-2023.03") == ["2023.10-2023.03"]


def test_d507_passes_a_period_in_its_order() -> None:
    assert (
        printed("D507", "2022年11月至2023年3月，2021—2025年，2023年3月开工，2023年9月竣工。") == []
    )


@pytest.mark.parametrize(
    "said",
    [
        "2023年11月至次年3月供暖。",
        "由2023.50—2020.10万元调整。",
        "电话0571-2023-2021。",
        "甲2023年9月开工，乙2023年6月竣工。",
        "2023年比2021年减少。",
    ],
)
def test_d507_spares_what_is_no_period(said: str) -> None:
    assert printed("D507", said) == []


@pytest.mark.parametrize(
    ("said", "where"),
    [
        (("公开日期：2023年9月18日",), "公开日期：2023年9月18日"),
        (("决算批复日期：2023年8月3日", "公开时间：2024年9月2日"), "决算批复日期：2023年8月3日"),
        (
            ("2023年9月18日在门户网站公开了2023年度部门决算。",),
            "2023年9月18日在门户网站公开了2023年度部门决算",
        ),
        (
            ("2022年9月4日，市财政局批复我局2022年度决算。",),
            "2022年9月4日，市财政局批复我局2022年度决算",
        ),
    ],
)
def test_d508_finds_accounts_published_too_early(said: tuple[str, ...], where: str) -> None:
    assert printed("D508", *said) == [where]


def test_d508_passes_accounts_published_after_their_approval() -> None:
    assert printed("D508", "财政批复日期：2024年9月4日", "公开日期：2024年9月18日") == []


@pytest.mark.parametrize(
    "said",
    [
        "预算批复日期：2023年2月3日，预算公开日期：2023年2月20日。",
        "2023年9月公开了2022年度部门决算。",
        "2023年9月公开，2023年度决算于2024年9月公开。",
        "2023年12月印发关于公开2023年度部门决算的通知。",
        "项目批复时间：2023年5月4日",
        "公开方式：2023年起在网站公开",
    ],
)
def test_d508_spares_budgets_and_last_year_s_accounts(said: str) -> None:
    assert printed("D508", said) == []


@pytest.mark.parametrize(
    ("said", "where"),
    [
        (("决算批复日期：2024年9月13日", "公开时间：2024年9月2日"), "2024年9月2日"),
        (("决算于2024年8月17日经市财政局批复，于2024年8月3日在网站公开。",), "2024年8月3日"),
        (("项目2022年8月开工，工期120天，2022年4月28日通过竣工验收。",), "2022年4月28日"),
        (("5月18日发出中标通知书，2023年10月30日完工，10月12日通过竣工验收。",), "10月12日"),
        (("可研批复于2022年3月20日取得，2022年2月完成招标。",), "2022年2月"),
    ],
)
def test_d510_finds_stages_dated_in_the_wrong_order(said: tuple[str, ...], where: str) -> None:
    assert printed("D510", *said) == [where]


@pytest.mark.parametrize(
    "said",
    [
        "项目2022年8月开工，2022年12月28日通过竣工验收。",
        "决算于2024年8月17日经市财政局批复，8月30日在网站公开。",
        "2022年8月开工，2022年8月20日完成招标。",
    ],
)
def test_d510_passes_stages_in_their_order(said: str) -> None:
    assert printed("D510", said) == []


@pytest.mark.parametrize(
    "said",
    [
        "项目2022年8月开工，计划2022年4月底前通过竣工验收。",
        "一期2022年8月开工，二期2022年4月通过竣工验收。",
        "甲桥2022年8月开工，2022年12月完工，乙桥2021年3月开工，2022年4月完工。",
        "预算于2024年2月17日批复，上年决算于2023年8月30日公开。",
        "8月开工，4月28日通过竣工验收。",
    ],
    ids=["planned", "parts", "two matters", "last year", "no year"],
)
def test_d510_spares_stages_that_may_be_of_others(said: str) -> None:
    assert printed("D510", said) == []
