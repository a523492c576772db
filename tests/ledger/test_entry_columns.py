"""Dates, codes and choices in the columns of a book."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest
from small_book import WriteBook, facts, places, refused, row_faults

from juesuan.facts import standard_space
from juesuan.ledger import Book, read_book, rules, typed
from juesuan.ledger import book as books
from juesuan.ledger.schema import sheets
from juesuan.ledger.source import size_of


def test_spellings_of_a_date(book: WriteBook) -> None:
    spellings = [
        "2023-06-30",
        "2023-6-30",
        "2023/6/30",
        "2023.06.30",
        "20230630",
        "2023年6月30日",
        "２０２３－０６－３０",
        "2023-06-30 00:00:00",
        "2023/6/30 9:05",
        "2023-06-30T12:30:15",
    ]
    rows = "".join(
        f"{date},记-1,{line},收入,其他收入,1\n" for line, date in enumerate(spellings, 1)
    )
    path = book(entries=f"日期,凭证号,分录号,类型,资金性质,金额\n{rows}".encode())
    dates = read_book(path).db.execute("SELECT date FROM typed_entries").fetchall()
    assert dates == [(datetime.date(2023, 6, 30),)] * len(spellings)


def test_dates_that_are_none_or_of_another_year(book: WriteBook) -> None:
    path = book(
        entries="""
            日期,凭证号,分录号,类型,资金性质,金额
            六月三十日,记-1,1,收入,其他收入,1
            2023-02-29,记-1,2,收入,其他收入,1
            2023-13-01,记-1,3,收入,其他收入,1
            2023611,记-1,4,收入,其他收入,1
            30/06/2023,记-1,5,收入,其他收入,1
            2023-06/30,记-1,6,收入,其他收入,1
            45107,记-1,7,收入,其他收入,1
            2022-12-31,记-1,8,收入,其他收入,1
            2024年1月1日,记-1,9,收入,其他收入,1
        """
    )
    problems = row_faults(path)
    assert places(problems) == [
        *(("not_a_date", "entries.csv", row, "日期") for row in range(2, 9)),
        ("date_out_of_year", "entries.csv", 9, "日期"),
        ("date_out_of_year", "entries.csv", 10, "日期"),
    ]
    assert "“2023611”不是日期。请写成 2023-06-30" in problems[3].text()
    assert "“2024年1月1日”不在2023年度内" in problems[8].text()


def test_spellings_of_a_code(book: WriteBook) -> None:
    path = book(
        entries="""
            日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,金额
            2023-01-05,记-1,1,支出,其他收入,2013704,30101,基本支出,1
            2023-01-05,记-1,2,支出,其他收入,201|37|04,301|01,基本支出,1
            2023-01-05,记-1,3,支出,其他收入,201 37 04,301 01,基本支出,1
            2023-01-05,记-1,4,支出,其他收入,２０１３７０４,３０１０１,基本支出,1
            2023-01-05,记-1,5,支出,其他收入,201-37-04,301.01,基本支出,1
            2023-01-05,记-1,6,收入,其他收入,2013704,,,5
        """
    )
    assert facts(path, "measure, function, economic, value") == [
        ("expenditure", "2013704", "30101", 500),
        ("income", "2013704", "", 500),
    ]


def test_unknown_codes_name_the_nearest(book: WriteBook) -> None:
    path = book(
        entries="""
            日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,金额
            2023-01-05,记-1,1,支出,一般公共预算财政拨款,2013794,30101,基本支出,1
            2023-01-05,记-1,2,支出,一般公共预算财政拨款,2013704,30110A,基本支出,1
            2023-01-05,记-1,3,支出,一般公共预算财政拨款,行政运行,30101,基本支出,1
        """
    )
    problems = row_faults(path)
    # a refused code is not also said to be missing
    assert places(problems) == [
        ("unknown_code", "entries.csv", 2, "功能科目"),
        ("unknown_code", "entries.csv", 4, "功能科目"),
        ("unknown_code", "entries.csv", 3, "经济科目"),
    ]
    assert "2013704" in problems[0].text()
    assert "相近的有：—" in problems[1].text()
    assert "30110 " in problems[2].text()
    assert all("自设科目" in problem.text() for problem in problems)


def test_codes_that_are_not_of_the_lowest_level(book: WriteBook) -> None:
    path = book(
        entries="""
            日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,金额
            2023-01-05,记-1,1,支出,其他收入,20137,30101,基本支出,1
            2023-01-05,记-1,2,支出,其他收入,2013701,302,基本支出,1
        """
    )
    problems = row_faults(path)
    assert places(problems) == [
        ("code_not_lowest", "entries.csv", 2, "功能科目"),
        ("code_not_lowest", "entries.csv", 3, "经济科目"),
    ]
    assert "2013701 行政运行" in problems[0].text()
    assert "30201 办公费" in problems[1].text()


@pytest.mark.parametrize(
    ("year", "code", "valid", "name"),
    [(2023, "39906", "–2022", "赠与"), (2021, "39909", "2023–", "经常性赠与")],
)
def test_codes_of_another_year(
    book: WriteBook, year: int, code: str, valid: str, name: str
) -> None:
    path = book(
        f'year = {year}\nunit = "某局"\n',
        entries=f"""
            日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,金额
            {year}-01-05,记-1,1,支出,其他收入,2013701,{code},项目支出,1
        """,
    )
    (problem,) = row_faults(path)
    assert places([problem]) == [("code_of_other_year", "entries.csv", 2, "经济科目")]
    assert f"科目 {code} 在{year}年度不适用（{valid} {name}）" in problem.text()


def test_own_codes_are_accepted_and_placed_below_their_parents(book: WriteBook) -> None:
    path = book(
        codes="""
            科目表,科目编码,科目名称
            功能,20137|88,本市专项
            经济,3022701,软件开发委托费
            经济,302|17|01,本市接待
        """,
        entries="""
            日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,金额
            2023-01-05,记-1,1,支出,其他收入,2013788,3022701,基本支出,3
            2023-01-05,记-1,2,支出,其他收入,2013788,3021701,基本支出,4
            2023-01-05,记-1,3,收入,其他收入,2013788,,,7
        """,
    )
    found = read_book(path)
    assert found.space.lineage("function", "2013788") == ("2013788", "20137", "201")
    assert found.space.lineage("economic", "3022701") == ("3022701", "30227", "302", "public")
    assert found.space.codes["function"].name("2013788") == "本市专项"
    rows = found.db.execute(
        "SELECT economic, nature, item, value FROM facts WHERE measure = 'expenditure' ORDER BY ALL"
    ).fetchall()
    assert rows == [
        ("3021701", "basic.public", "reception.domestic", 400),
        ("3022701", "basic.public", "", 300),
    ]


def test_once_a_code_is_divided_money_goes_below_it(book: WriteBook) -> None:
    path = book(
        codes="""
            科目表,科目编码,科目名称
            经济,3022701,软件开发委托费
        """,
        entries="""
            日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,金额
            2023-01-05,记-1,1,支出,其他收入,2013701,30227,基本支出,3
        """,
    )
    (problem,) = row_faults(path)
    assert places([problem]) == [("code_not_lowest", "entries.csv", 2, "经济科目")]
    assert "3022701 软件开发委托费" in problem.text()


def test_own_names_of_standard_codes(book: WriteBook) -> None:
    path = book(
        codes="科目表,科目编码,科目名称\n经济,30101,基本工资（含教龄）\n",
        entries="""
            日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,金额
            2023-01-05,记-1,1,支出,其他收入,2013701,30101,人员经费,3
            2023-01-05,记-1,2,收入,其他收入,,,,3
        """,
    )
    found = read_book(path)
    assert found.space.codes["economic"].name("30101") == "基本工资（含教龄）"
    assert found.space.lineage("economic", "30101") == ("30101", "301", "personnel")


def test_books_without_codes_of_their_own_share_the_years_dimensions(book: WriteBook) -> None:
    path = book(income="资金性质,金额\n其他收入,1\n")
    space = read_book(path).space
    assert read_book(path).space is space is standard_space(2023)


def test_own_codes_that_cannot_be_placed(book: WriteBook) -> None:
    problems = row_faults(
        book(
            codes="""
                科目表,科目编码,科目名称
                功能,A01,字母
                功能,2409901,没有这个类
                经济,99,太短
                资产,101,没有这张表
                功能,,没有编码
                功能,2013788,
                功能,2013789,甲
                功能,2013789,乙
            """
        )
    )
    assert places(problems) == [
        ("own_code", "codes.csv", 2, "科目编码"),
        ("own_code", "codes.csv", 3, "科目编码"),
        ("own_code", "codes.csv", 4, "科目编码"),
        ("not_a_choice", "codes.csv", 5, "科目表"),
        ("missing_value", "codes.csv", 6, "科目编码"),
        ("missing_value", "codes.csv", 7, "科目名称"),
        ("repeated", "codes.csv", 9, "科目表"),
    ]
    assert "自设科目 2409901" in problems[1].text()


def test_choices_in_every_spelling(book: WriteBook) -> None:
    path = book(
        income="""
            资金性质,功能科目,支出性质,金额
            一般公共预算财政拨款,2013701,基本支出,1
            一般公共预算,2013701,基本,2
            general,2013701,basic,4
            General Public Budget,2013701,basic expenditure,8
            一般 公共预算,2013701,　基本支出,16
        """
    )
    assert facts(path, "measure, fund, nature, value") == [
        ("closing", "general", "basic", 3100),  # what the year leaves over
        ("income", "general", "basic", 3100),
    ]


def test_choices_that_are_not_allowed_list_those_that_are(book: WriteBook) -> None:
    problems = row_faults(
        book(
            entries="""
                日期,凭证号,分录号,类型,资金性质,支出性质,金额
                2023-01-05,记-1,1,付款,其他收入,,1
                2023-01-05,记-1,2,收入,财政拨款,,1
                2023-01-05,记-1,3,收入,其他收入,人员支出,1
            """,
            budgets="阶段,资金性质,金额\n年中预算,其他收入,1\n",
            balances="时点,资金性质,结转结余,金额\n期初,其他收入,结存,1\n",
            assets="资产类别,原值\n固定资产,1\n",
            procurement="采购类别,金额\n软件,1\n",
        )
    )
    assert places(problems) == [
        ("not_a_choice", "assets.csv", 2, "资产类别"),
        ("not_a_choice", "balances.csv", 2, "时点"),
        ("not_a_choice", "balances.csv", 2, "结转结余"),
        ("not_a_choice", "budgets.csv", 2, "阶段"),
        ("not_a_choice", "entries.csv", 2, "类型"),
        ("not_a_choice", "entries.csv", 3, "资金性质"),
        ("not_a_choice", "entries.csv", 4, "支出性质"),
        ("not_a_choice", "procurement.csv", 2, "采购类别"),
    ]
    told = [problem.text() for problem in problems]
    assert "流动资产、房屋构筑物、车辆" in told[0]
    assert "可填：年初、年末" in told[1]
    assert "可填：结转、结余" in told[2]
    assert "可填：年初预算、预算调整" in told[3]
    assert "收入、收入退回、支出、支出收回" in told[4]
    assert "“财政拨款”" in told[5]
    assert "一般公共预算财政拨款、政府性基金预算财政拨款" in told[5]
    assert "基本支出、人员经费、公用经费" in told[6]
    assert "可填：货物、工程、服务" in told[7]


def test_a_large_table_is_understood_as_a_small_one(
    book: WriteBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Texts of a small one are gathered here, of a large one by the engine."""
    income = """
        资金性质,功能科目,项目,金额
        其他收入,,甲,１００.25
        其他收入, ,　乙,一百
        别的收入,,　,7.00
        　,,,
        其他收入,9999999,,一百
        ,,,1.00
        　,,,2.00
    """
    path = book(income=income)
    small = refused(path)
    monkeypatch.setattr(typed, "_SMALL", -1)
    assert refused(path) == small
    keys = {problem.key for problem in small}
    assert {"not_a_number", "not_a_choice", "unknown_code", "missing_value"} <= keys
    assert [p.rows for p in small if p.key == "not_a_number"] == [(6,)]


def planned(book: Book) -> bool:
    """Whether the engine of a book sees before it looks that no row can answer a question."""
    answer = book.db.execute("EXPLAIN FROM facts WHERE 1 = 2").fetchall()
    return "Empty Result" in str(answer) or "EMPTY_RESULT" in str(answer)


def threads(book: Book) -> int:
    (found,) = book.db.execute("SELECT current_setting('threads')").fetchall()
    return int(found[0])


def test_the_questions_of_a_little_book_are_not_planned(
    examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To plan them takes longer than to answer them; what is read is the same in either way."""
    path = examples / "yuxi-internet-office-2021"
    little = read_book(path)
    assert size_of(path) == size_of(path / "book.toml") > 10_000
    packed, none = tmp_path / "账套.XLSX", tmp_path / "none"
    packed.write_bytes(b"-" * 70)
    assert (size_of(packed), size_of(none), size_of(none / "book.toml")) == (350, 0, 0)
    monkeypatch.setattr(books, "_LITTLE", size_of(path) - 1)
    large = read_book(path)
    assert (planned(large), planned(little)) == (True, False)
    assert (threads(large) > 1, threads(little)) == (os.cpu_count() != 1, 1)
    for question in ("FROM facts ORDER BY ALL", "FROM typed_entries ORDER BY ALL"):
        told = little.db.execute(question).fetchall()
        assert told == large.db.execute(question).fetchall() != []
    assert (little.rows, little.notices) == (large.rows, large.notices)


def test_tables_of_headings_alone_are_asked_nothing_and_are_like_filled_ones(
    examples: Path, book: WriteBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A workbook has a sheet for everything, and most units leave most of them empty."""
    heads = {spec.key: f"{','.join(column.zh for column in spec.columns)}\n" for spec in sheets()}
    path = book(**{key: head.encode() for key, head in heads.items()})

    def types() -> dict[str, list[tuple[object, ...]]]:
        found = read_book(path)
        assert set(found.rows.values()) == {0} and len(found.rows) == len(heads)
        return {key: found.db.execute(f"DESCRIBE typed_{key}").fetchall() for key in heads}

    asked: list[str] = []
    broken = rules._broken
    monkeypatch.setattr(rules, "_broken", lambda *said: asked.append(said[2]) or broken(*said))
    alone = types()
    assert asked == []
    monkeypatch.setattr(typed, "_SMALL", -1)
    assert types() == alone
    read_book(examples / "yuxi-internet-office-2021")
    assert "fiscal_needs_function" in asked
