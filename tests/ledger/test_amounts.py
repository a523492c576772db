"""Amounts as people write them: read exactly, or refused with the text and the row."""

from __future__ import annotations

from small_book import WriteBook, places, refused

from juesuan.ledger import read_book

WAN = """
    year = 2023
    unit = "示例市数字中心"
    money = "万元"
"""


def test_amounts_that_are_read(book: WriteBook) -> None:
    path = book(
        income="""
            资金性质,备注,金额
            其他收入,100元,100
            其他收入,千分位,"15,433,353.26"
            其他收入,空格千分位,15 433 353.26
            其他收入,全角,１，２３４．５０
            其他收入,括号为负,(1234.56)
            其他收入,全角括号,（１２．３）
            其他收入,负字,负12.30
            其他收入,减号,-12.3
            其他收入,数学减号,−12.3
            其他收入,短横,–12.3
            其他收入,全角减号,－12.3
            其他收入,正号,+12.3
            其他收入,货币符号,¥12.30
            其他收入,负的货币,-￥12.30
            其他收入,没有整数,.5
            其他收入,小数点结尾,5.
            其他收入,多余的零,1.500000
            其他收入,前后空格,  7.00\u3000
            其他收入,前导零,007
            其他收入,最大,"999,999,999,999,999.99"
        """
    )
    rows = read_book(path).db.execute("SELECT note, amount FROM typed_income ORDER BY row")
    assert rows.fetchall() == [
        ("100元", 10000),
        ("千分位", 1543335326),
        ("空格千分位", 1543335326),
        ("全角", 123450),
        ("括号为负", -123456),
        ("全角括号", -1230),
        ("负字", -1230),
        ("减号", -1230),
        ("数学减号", -1230),
        ("短横", -1230),
        ("全角减号", -1230),
        ("正号", 1230),
        ("货币符号", 1230),
        ("负的货币", -1230),
        ("没有整数", 50),
        ("小数点结尾", 500),
        ("多余的零", 150),
        ("前后空格", 700),
        ("前导零", 700),
        ("最大", 99999999999999999),
    ]


def test_amounts_that_are_refused(book: WriteBook) -> None:
    path = book(
        income="""
            资金性质,金额
            其他收入,一百元
            其他收入,100元
            其他收入,1.5万
            其他收入,10²
            其他收入,①
            其他收入,1e5
            其他收入,1.17E+06
            其他收入,-
            其他收入,——
            其他收入,--5
            其他收入,-(5)
            其他收入,#DIV/0!
            其他收入,.
            其他收入,"1,23"
            其他收入,"12,34,567"
            其他收入,"1.234,56"
            其他收入,1 2
            其他收入,","
            其他收入,1.234
            其他收入,0.001
            其他收入,1000000000000000
            其他收入,"9,999,999,999,999,999,999,999,999"
        """
    )
    problems = refused(path)
    assert places(problems) == [
        *(("not_a_number", "income.csv", row, "金额") for row in range(2, 15)),
        *(("bad_separators", "income.csv", row, "金额") for row in range(15, 19)),
        ("not_a_number", "income.csv", 19, "金额"),
        *(("too_many_decimals", "income.csv", row, "金额") for row in (20, 21)),
        *(("too_large", "income.csv", row, "金额") for row in (22, 23)),
    ]
    assert "“一百元”不是金额" in problems[0].text()
    assert "“12,34,567”的千分位" in problems[14].text()
    assert "“1.234”不是整分：以元填列最多2位小数" in problems[18].text()
    assert "“1000000000000000”大得不像真的" in problems[20].text()


def test_one_text_in_many_rows_is_one_problem(book: WriteBook) -> None:
    rows = "".join(f"其他收入,{'1.005' if n % 2 else '1'}\n" for n in range(2, 30))
    (problem,) = refused(book(income=f"资金性质,金额\n{rows}".encode()))
    assert (problem.place.row, problem.rows, problem.count) == (3, (5, 7, 9, 11), 14)
    assert "共14处，另见第5、7、9、11行" in problem.text()


def test_ten_thousands_take_six_decimals(book: WriteBook) -> None:
    path = book(
        WAN,
        income="""
            资金性质,金额
            其他收入,1543.335326
            其他收入,"1,543.335326000"
            其他收入,-0.000001
            其他收入,99999999999.999999
        """,
    )
    rows = read_book(path).db.execute("SELECT amount FROM typed_income ORDER BY row").fetchall()
    assert rows == [(1543335326,), (1543335326,), (-1,), (99999999999999999,)]


def test_ten_thousands_with_more_decimals_or_too_large(book: WriteBook) -> None:
    path = book(
        WAN,
        income="""
            资金性质,金额
            其他收入,1543.3353261
            其他收入,100000000000
            其他收入,999999999999999
        """,
    )
    problems = refused(path)
    assert places(problems) == [
        ("too_many_decimals", "income.csv", 2, "金额"),
        ("too_large", "income.csv", 3, "金额"),
        ("too_large", "income.csv", 4, "金额"),
    ]
    assert "以万元填列最多6位小数" in problems[0].text()


def test_a_sum_too_large_to_hold(book: WriteBook) -> None:
    rows = "其他收入,999999999999999\n" * 120
    (problem,) = refused(book(income=f"资金性质,金额\n{rows}".encode()))
    assert problem.key == "too_large_sum"


def test_counts(book: WriteBook) -> None:
    path = book(
        statistics="""
            项目,数量
            公务用车保有量,"1,024"
            国内公务接待批次,２３
            国内公务接待人次,134.0
        """
    )
    rows = read_book(path).db.execute("SELECT amount FROM typed_statistics ORDER BY row")
    assert rows.fetchall() == [(1024,), (23,), (134,)]


def test_counts_that_are_refused(book: WriteBook) -> None:
    path = book(
        statistics="""
            项目,数量
            公务用车购置数,1.5
            公务用车保有量,两辆
            国内公务接待批次,-3
            国内公务接待人次,"1,2,3"
        """
    )
    problems = refused(path)
    assert places(problems) == [
        ("not_a_whole_number", "statistics.csv", 2, "数量"),
        ("not_a_whole_number", "statistics.csv", 3, "数量"),
        ("negative_count", "statistics.csv", 4, "数量"),
        ("bad_separators", "statistics.csv", 5, "数量"),
    ]
    assert "“-3”是负数" in problems[2].text()
