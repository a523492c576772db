"""Days that stand in columns of their own: the year beside month and day, or above the heading."""

from pathlib import Path

import pytest

from importing.desk import book, sheet
from juesuan.importing import Plan, plan_import

HEAD = ("日期", "月", "日", "凭证号", "资金性质", "功能科目", "经济科目", "支出性质", "金额")
REST = ("1", "一般公共预算资金", "2013701", "30201", "基本支出", 20)


def planned(tmp_path: Path, *day: object, title: str = "") -> Plan:
    """The plan for a list of one payment on this day."""
    rows = [*([[title]] if title else []), HEAD, (*day, *REST)]
    file = sheet(tmp_path / "支付明细.xlsx", rows)
    return plan_import(file, book(tmp_path / "book"), suggested=True)


@pytest.mark.parametrize(
    ("day", "title", "date"),
    [
        (("2023", 3, 9), "", "2023-03-09"),
        (("2023年", 12, 31), "", "2023-12-31"),
        (("", 3, 9), "", "2023-03-09"),
        (("", 3, ""), "", "2023-03-31"),
        (("", 3, 9), "2023年度", "2023-03-09"),
        (("23", 3, 9), "", "2023-03-09"),
    ],
)
def test_month_and_day_are_of_the_year_beside_them_or_of_the_book(
    tmp_path: Path, day: tuple[object, ...], title: str, date: str
) -> None:
    plan = planned(tmp_path, *day, title=title)
    assert {draft.values["date"] for draft in plan.rows} == {date}
    assert plan.faults == []


@pytest.mark.parametrize(
    ("day", "title", "text"),
    [(("2022", 3, 9), "", "2022-3-9"), (("", 3, 9), "2022年度支付明细", "2022-3-9")],
)
def test_a_year_that_is_not_the_books_is_told_as_it_was_put_together(
    tmp_path: Path, day: tuple[object, ...], title: str, text: str
) -> None:
    (fault,) = planned(tmp_path, *day, title=title).faults
    assert (fault.key, fault.details["text"]) == ("import.date_out_of_year", text)
