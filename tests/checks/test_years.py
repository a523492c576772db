"""This year's disclosure beside last year's."""

from juesuan.checks import Subject, check, message, selected
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
    object.__setattr__(subject.disclosure, "year", which)
    return subject


def test_an_opening_balance_unlike_last_years_closing_is_a_question() -> None:
    subject = year(2023, opening=10, closing=4)
    subject.previous = year(2022, opening=3, closing=12)
    (finding,) = check(subject, selected(["Y101"])).findings
    assert "100000.00元" in message(finding) and "120000.00元" in message(finding)
    assert "01:29:1" in {place.anchor for place in finding.where}


def test_balances_that_go_on_are_fine() -> None:
    subject = year(2023, opening=12, closing=4)
    subject.previous = year(2022, opening=3, closing=12)
    assert check(subject, selected(["Y101"])).findings == []


def test_a_disclosure_of_another_year_is_not_compared() -> None:
    subject = year(2023, opening=10, closing=4)
    subject.previous = year(2021, opening=3, closing=12)
    checked = check(subject, selected(["Y101"]))
    assert checked.findings == []
    assert [said.reason for said in checked.coverage.not_checked] == ["previous_other_year"]


def test_a_change_that_starts_from_another_figure_than_was_published() -> None:
    part = ["第三部分 2023年度部门决算情况说明", "三、支出决算情况说明"]
    text = "2023年度支出合计171.00万元，比上年增加{}万元。"
    for change, count in (("20.00", 1), ("0.00", 0)):
        subject = year(2023, narrative=[*part, text.format(change)])
        subject.previous = year(2022)
        findings = check(subject, selected(["Y102"])).findings
        assert len(findings) == count
        if findings:
            assert findings[0].expected == "0.00万元"
            assert "151.00万元" in message(findings[0])
