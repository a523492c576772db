"""CSV files as people make them: encodings, separators, headings, ragged and blank lines."""

from __future__ import annotations

import codecs

import pytest
from small_book import WriteBook, refusals, refused, text

from juesuan.ledger import read_book

INCOME = """
    资金性质,功能科目,支出性质,项目,金额
    其他收入,,,网络“安全”,100.25
    事业收入,,,,200.00
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_encodings_are_told_apart(book: WriteBook, encoding: str) -> None:
    path = book(income=text(INCOME).encode(encoding))
    rows = read_book(path).db.execute("SELECT project, amount FROM typed_income ORDER BY row")
    assert rows.fetchall() == [("网络“安全”", 10025), ("", 20000)]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\xff\xff\xff\xff", id="no text at all"),
        pytest.param(
            "资金性质,金额\n其他收入,1\n".encode() + b"\xff\x00\xff", id="bytes in between"
        ),
        pytest.param("fund,amount\nother,1\n".encode("utf-16-le"), id="UTF-16 without its mark"),
        pytest.param(codecs.BOM_UTF16_LE + b"a", id="UTF-16 cut short"),
    ],
)
def test_other_bytes_are_refused(book: WriteBook, content: bytes) -> None:
    (problem,) = refused(book(income=content))
    assert (problem.key, problem.place.file) == ("encoding", "income.csv")
    assert "CSV UTF-8" in problem.text()


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends(book: WriteBook, delimiter: str, ending: str) -> None:
    content = text(INCOME).replace(",", delimiter).replace("\n", ending)
    path = book(income=content.encode())
    found = read_book(path).db.execute("SELECT row, amount FROM typed_income ORDER BY row")
    assert found.fetchall() == [(2, 10025), (3, 20000)]


def test_headings_in_chinese_english_or_by_key_with_stars_and_blanks(book: WriteBook) -> None:
    path = book(
        income="""
            Fund*, 金 额 ,ＮＯＴＥ
            其他收入,100.00,利息
        """
    )
    found = read_book(path).db.execute("SELECT fund, amount, note FROM typed_income")
    assert found.fetchall() == [("other", 10000, "利息")]


def test_missing_unknown_and_repeated_headings_are_told_at_once(book: WriteBook) -> None:
    problems = refused(
        book(
            entries="""
                日期,凭证号,分录号,类型,资金来源,金额,金额
                2023-01-05,记-1,1,支出,其他收入,1,1
            """,
            income="""
                资金性质,金额,金额（元）
                其他收入,1,1
            """,
        )
    )
    assert [(p.key, p.place.file, p.place.row) for p in problems] == [
        ("unknown_heading", "entries.csv", 1),
        ("repeated_heading", "entries.csv", 1),
        ("missing_heading", "entries.csv", 1),
        ("unknown_heading", "income.csv", 1),
    ]
    assert "“资金来源”" in problems[0].text()
    assert "资金性质" in problems[0].text()  # the columns there are
    assert "缺少必需的列：资金性质" in problems[2].text()
    assert "“金额（元）”" in problems[3].text()


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", ",,,\n", ";;\n\n"])
def test_empty_files(book: WriteBook, content: str) -> None:
    (problem,) = refused(book(income=content.encode()))
    assert (problem.key, problem.place.file) == ("empty_file", "income.csv")
    assert "“收入”" in problem.text()


@pytest.mark.parametrize("content", ["资金性质,金额", "资金性质,金额\n", "资金性质,金额\n\n,\n"])
def test_a_heading_alone_is_an_empty_table(book: WriteBook, content: str) -> None:
    found = read_book(book(income=content.encode()))
    assert found.rows == {"income": 0}
    assert len(found.store) == 0


def test_blank_lines_are_passed_over_and_keep_row_numbers(book: WriteBook) -> None:
    path = book(
        income="""
            资金性质,金额

            其他收入,1
            ,
            其他收入,一元

            其他收入,两元
        """
    )
    assert refusals(path) == [
        ("not_a_number", "income.csv", 5, "金额"),
        ("not_a_number", "income.csv", 7, "金额"),
    ]


def test_lines_before_the_heading_may_be_blank(book: WriteBook) -> None:
    path = book(income=b"\n,\n" + "资金性质,金额\n其他收入,一元\n".encode())
    assert refusals(path) == [("not_a_number", "income.csv", 4, "金额")]


def test_rows_of_separators_alone_say_nothing(book: WriteBook) -> None:
    # Excel writes such rows where cells were once used
    path = book(
        income="""
            资金性质,金额,备注
            其他收入,100.00,
            ,,
            \u3000,,
            其他收入,一元,
        """
    )
    assert refusals(path) == [("not_a_number", "income.csv", 5, "金额")]


def test_ragged_lines_are_named_with_their_widths(book: WriteBook) -> None:
    problems = refused(
        book(
            income="""
                资金性质,功能科目,金额
                其他收入,,1,234.00
                其他收入,,1
                其他收入,2
                其他收入,,5,678.00
                其他收入,,3,,
            """
        )
    )
    assert [(p.key, p.place.row, p.rows, p.count) for p in problems] == [
        ("ragged", 2, (5,), 2),
        ("ragged", 4, (), 1),
    ]
    assert "有4个格，表头有3个" in problems[0].text()
    assert "有2个格，表头有3个" in problems[1].text()
    assert "另见第5行" in problems[0].text()


def test_values_without_a_heading_are_not_passed_over(book: WriteBook) -> None:
    path = book(
        income="""
            资金性质,,金额,
            其他收入,,1,
            其他收入,甲,2,
            ,,,
            其他收入,,3,乙
            ,,,丙
        """
    )
    problems = [p for p in refused(path) if p.key == "no_heading"]
    assert [(p.place.file, p.place.row, p.rows) for p in problems] == [("income.csv", 3, (5, 6))]


def test_a_line_break_in_quotes_does_not_shift_later_rows(book: WriteBook) -> None:
    path = book(
        income="""
            资金性质,备注,金额
            其他收入,"第一行
            第二行，""引号""
            第三行",1.00
            其他收入,,一元
            其他收入,,2.00
            其他收入,,两元
        """
    )
    assert refusals(path) == [
        ("not_a_number", "income.csv", 5, "金额"),
        ("not_a_number", "income.csv", 7, "金额"),
    ]


def test_a_line_break_in_quotes_reads_as_a_blank(book: WriteBook) -> None:
    for end in ("\n", "\r\n"):
        content = f'资金性质,项目,金额{end}其他收入,"数字{end}曲靖",1.00{end}其他收入,,2.00{end}'
        found = read_book(book(income=content.encode()))
        rows = found.db.execute("SELECT row, project, amount FROM typed_income ORDER BY row")
        assert rows.fetchall() == [(2, "数字 曲靖", 100), (4, "", 200)]


def test_a_line_break_in_the_heading(book: WriteBook) -> None:
    path = book(income='资金性质,"金\n额"\n其他收入,一元\n'.encode())
    assert refusals(path) == [("not_a_number", "income.csv", 3, "金 额")]


def test_quotes_that_do_not_pair_swallow_nothing(book: WriteBook) -> None:
    path = book(
        income="""
            资金性质,金额,备注
            其他收入,1.00,"数字曲靖"项目
            其他收入,一元,
            其他收入,2.00,"没有写完的备注
            其他收入,3.00,
        """
    )
    problems = refused(path)
    assert [(p.key, p.place.file, p.place.row, p.rows) for p in problems] == [
        ("bad_quotes", "income.csv", 2, (4,)),
        ("not_a_number", "income.csv", 3, ()),
    ]


def test_an_open_quote_in_a_long_file(book: WriteBook) -> None:
    rows = "其他收入,1.00,一笔收入\n" * 20_000
    (problem,) = refused(book(income=f'资金性质,金额,备注\n其他收入,1,"开\n{rows}'.encode()))
    assert (problem.key, problem.place.file, problem.place.row) == ("bad_quotes", "income.csv", 2)


def test_quotes_within_a_field_are_text(book: WriteBook) -> None:
    path = book(income='资金性质,金额,项目\n其他收入,1.00,建设"数字曲靖"项目\n'.encode())
    rows = read_book(path).db.execute("SELECT project FROM typed_income").fetchall()
    assert rows == [('建设"数字曲靖"项目',)]


def test_a_folder_name_with_pattern_signs(book: WriteBook) -> None:
    folder = book(income=INCOME)
    odd = folder.rename(folder.with_name("账套[2023] (终稿)*?"))
    assert read_book(odd).rows == {"income": 2}


def test_many_faults_of_many_files_at_once(book: WriteBook) -> None:
    path = book(
        entries="""
            日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,金额
            2023-02-30,记-1,1,支出,其他收入,2010101,30101,基本支出,1
            2023-01-05,,2,付款,其他收入,2010101,30101,基本支出,1
        """,
        income="""
            资金性质,金额
            其他收入,
        """,
        statistics="""
            项目,数量
            公务用车保有量,1.5
        """,
    )
    assert refusals(path) == [
        ("not_a_date", "entries.csv", 2, "日期"),
        ("not_a_choice", "entries.csv", 3, "类型"),
        ("missing_value", "entries.csv", 3, "凭证号"),
        ("missing_value", "income.csv", 2, "金额"),
        ("not_a_whole_number", "statistics.csv", 2, "数量"),
    ]
