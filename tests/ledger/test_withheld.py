"""What a book marks as not to be published stands in no fact."""

from pathlib import Path

import pytest
from small_book import WriteBook, places, refused

from juesuan.ledger import read_book

ENTRIES = """
    日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,项目,金额
    2023-06-30,记-1,1,支出,一般公共预算财政拨款,2010301,30101,基本支出,,100
    2023-06-30,记-1,2,支出,一般公共预算财政拨款,2010302,30227,项目支出,某工程,200
    2023-06-30,记-1,3,支出,一般公共预算财政拨款,2080505,30108,基本支出,,50
"""
INCOME = """
    资金性质,功能科目,支出性质,项目,金额
    一般公共预算财政拨款,2010301,基本支出,,100
    一般公共预算财政拨款,2010302,项目支出,某工程,200
    一般公共预算财政拨款,2080505,基本支出,,50
"""


def spending(path: Path) -> list[tuple[str, str, int]]:
    rows = read_book(path).db.execute(
        "SELECT function, project, CAST(sum(value) AS BIGINT) FROM facts"
        " WHERE measure = 'expenditure' GROUP BY ALL ORDER BY ALL"
    )
    return rows.fetchall()


@pytest.mark.parametrize(
    ("withheld", "expected"),
    [
        (
            "功能科目,2010302",
            [("20103", "某工程", 200_00), ("2010301", "", 100_00), ("2080505", "", 50_00)],
        ),
        (
            "功能科目,20103",
            [("201", "", 100_00), ("201", "某工程", 200_00), ("2080505", "", 50_00)],
        ),
        (
            "功能科目,20103\n功能科目,2010302",
            [("201", "", 100_00), ("201", "某工程", 200_00), ("2080505", "", 50_00)],
        ),
        ("项目,某工程", [("2010301", "", 100_00), ("2010302", "", 200_00), ("2080505", "", 50_00)]),
        (
            "姓名,张三",
            [("2010301", "", 100_00), ("2010302", "某工程", 200_00), ("2080505", "", 50_00)],
        ),
    ],
)
def test_facts_move_to_the_code_above(
    book: WriteBook, withheld: str, expected: list[tuple[str, str, int]]
) -> None:
    path = book(entries=ENTRIES, income=INCOME, withheld=f"类别,名称\n{withheld}")
    assert spending(path) == expected


def test_a_class_or_an_unknown_code_cannot_be_withheld(book: WriteBook) -> None:
    path = book(
        entries=ENTRIES, income=INCOME, withheld="类别,名称\n功能科目,201\n功能科目,2010399x"
    )
    assert places(refused(path)) == [
        ("withheld_code", "withheld.csv", 2, "名称"),
        ("withheld_code", "withheld.csv", 3, "名称"),
    ]


def test_names_are_made_unreadable_in_texts(book: WriteBook) -> None:
    path = book(entries=ENTRIES, income=INCOME, withheld="类别,名称\n姓名,张三\n项目,某工程")
    withheld = read_book(path).withheld
    assert withheld.text("张三负责某工程。") == "×××负责×××。"
    assert withheld.text("没有提到。") == "没有提到。"
