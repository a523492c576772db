"""This year's disclosure beside last year's."""

from msgspec.structs import force_setattr

from juesuan.checks import Finding, Subject, check, message, selected, severity_of
from juesuan.facts import WAN as WAN_UNIT
from support.balanced import fact
from support.disclosures import facts, printed_book

WAN = 1_000_000
POINT = {"fund": "general", "function": "2010302", "nature": "project", "carry": "carryover"}


def year(which: int, *, opening: int = 0, closing: int = 0, **more: object) -> Subject:
    """The small unit's disclosure of a year with balances in 万元."""
    point = {key: value for key, value in POINT.items() if key != "carry"}
    rows = [row for row in facts() if row]
    if opening or closing:
        rows.append(fact("opening", opening * WAN, **POINT))
        rows.append(fact("closing", closing * WAN, **POINT))
        rows.append(fact("income", (closing - opening) * WAN, **point))
    subject = printed_book("yunnan-2023", rows=rows, **more)
    force_setattr(subject.disclosure, "year", which)
    return subject


# Y101.


def test_y101_finds_an_opening_balance_unlike_last_years_closing() -> None:
    subject = year(2023, opening=10, closing=4)
    subject.previous = year(2022, opening=3, closing=12)
    (finding,) = check(subject, selected(["Y101"])).findings
    assert severity_of(finding) == "info"
    assert "年初100,000.00元，上年公开的年末120,000.00元" in message(finding)
    assert "01:29:1" in {place.anchor for place in finding.where}


def test_y101_passes_balances_that_go_on() -> None:
    subject = year(2023, opening=12, closing=4)
    subject.previous = year(2022, opening=3, closing=12)
    assert check(subject, selected(["Y101"])).findings == []


def test_y101_spares_a_disclosure_of_another_year() -> None:
    subject = year(2023, opening=10, closing=4)
    subject.previous = year(2021, opening=3, closing=12)
    checked = check(subject, selected(["Y101"]))
    assert checked.findings == []
    assert [said.reason for said in checked.coverage.not_checked] == ["previous_other_year"]


def test_y101_spares_a_last_digit_of_last_years_unit() -> None:
    subject = year(2023, opening=12, closing=4)
    subject.previous = year(2022, opening=3, closing=12, money=WAN_UNIT)
    assert check(subject, selected(["Y101"])).findings == []


# Y102.


def compared(change: str, previous: int = 2022) -> list[Finding]:
    """What Y102 finds where the text says that expenditure of 171万元 is up by so much."""
    text = f"2023年度支出合计171.00万元，比上年增加{change}万元。"
    subject = year(
        2023, narrative=["第三部分 2023年度部门决算情况说明", "三、支出决算情况说明", text]
    )
    subject.previous = year(previous)
    return check(subject, selected(["Y102"])).findings


def test_y102_finds_a_change_from_another_figure_than_was_published() -> None:
    (finding,) = compared("20.00")
    assert finding.expected == "0.00万元" and finding.where[0].printed == "20.00万元"
    assert finding.where[1].form in {"01", "02", "03"}
    assert "即上年为151.00万元" in message(finding)


def test_y102_passes_a_change_from_the_published_figure() -> None:
    assert compared("0.00") == []


def test_y102_spares_a_disclosure_of_another_year() -> None:
    assert compared("20.00", previous=2021) == []
