"""book.toml: what a book must say of itself before its tables can be read."""

from __future__ import annotations

from pathlib import Path

from small_book import WriteBook, refusals, refused

from juesuan.ledger import read_book

INCOME = """
    资金性质,金额
    其他收入,100.00
"""


def test_a_full_description_is_read(book: WriteBook) -> None:
    path = book(
        """
        year = 2023
        unit = "示例市某局"
        money = "万元"
        print = "元"
        form_set = "yunnan-2023"
        zeros = ["05:*:1-3"]
        [[units]]
        code = "01"
        name = "局机关"
        kind = "行政"
        [[units]]
        code = "02"
        name = "信息中心"
        kind = "事业"
        """,
        income="单位,资金性质,金额\n01,其他收入,1\n",
    )
    said = read_book(path / "book.toml").description
    assert (said.year, said.unit, said.form_set) == (2023, "示例市某局", "yunnan-2023")
    assert said.print is not None
    assert (said.money.zh, said.print.zh) == ("万元", "元")
    assert [(u.code, u.name, u.kind) for u in said.units] == [
        ("01", "局机关", "admin"),
        ("02", "信息中心", "institution"),
    ]
    assert ("2010101", "2") in said.zeros["05"]


def test_without_units_the_department_is_the_one_unit(book: WriteBook) -> None:
    (unit,) = read_book(book(income=INCOME)).description.units
    assert (unit.code, unit.name, unit.kind) == ("01", "示例市数字中心", "admin")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path / "nowhere")
    assert problem.key == "no_book"
    assert str(tmp_path / "nowhere") in problem.text()


def test_a_file_that_is_no_book(tmp_path: Path) -> None:
    (tmp_path / "accounts.pdf").write_bytes(b"%PDF")
    assert refusals(tmp_path / "accounts.pdf") == [("not_a_book", "accounts.pdf", 0, "")]


def test_a_folder_without_book_toml(book: WriteBook) -> None:
    (problem,) = refused(book(None, income=INCOME))
    assert problem.key == "no_book_toml"
    assert "juesuan new" in problem.text()


def test_a_book_without_tables(book: WriteBook) -> None:
    (problem,) = refused(book())
    assert problem.key == "no_tables"


def test_broken_toml_names_the_line(book: WriteBook) -> None:
    (problem,) = refused(book('year = 2023\nunit = "没有写完\n', income=INCOME))
    assert (problem.key, problem.place.file) == ("not_toml", "book.toml")
    assert "line 2" in problem.text()


def test_book_toml_in_gbk_or_utf16_is_read(book: WriteBook) -> None:
    for encoding in ("gbk", "utf-16", "utf-8-sig"):
        path = book(None, income=INCOME)
        (path / "book.toml").write_text('year = 2023\nunit = "示例市某局"\n', encoding)
        assert read_book(path).description.unit == "示例市某局"


def test_book_toml_in_no_known_encoding(book: WriteBook) -> None:
    path = book(None, income=INCOME)
    (path / "book.toml").write_bytes(b'unit = "\xff\xff"\n')
    assert refusals(path) == [("encoding", "book.toml", 0, "")]


def test_missing_year_and_unit_are_both_told(book: WriteBook) -> None:
    problems = refused(book('money = "元"\n', income=INCOME))
    assert [(p.key, p.place.column) for p in problems] == [
        ("entry_missing", "year（年度）"),
        ("entry_missing", "unit（部门名称）"),
    ]
    assert "year = 2023" in problems[0].text()


def test_years_that_are_none(book: WriteBook) -> None:
    for year, shown in (("1823", "1823"), ('"2023"', "“2023”"), ("true", "True"), ("23.5", "23.5")):
        (problem,) = refused(book(f'year = {year}\nunit = "某局"\n', income=INCOME))
        assert (problem.key, problem.place.column) == ("bad_year", "year（年度）")
        assert f"现在是 {shown}" in problem.text()


def test_every_wrong_entry_is_told_at_once_and_the_tables_are_still_read(book: WriteBook) -> None:
    path = book(
        """
        year = 2023
        unit = "某局"
        money = "角"
        print = "分"
        formset = "yunnan-2023"
        zeros = ["05:*:1-3", "05", 7]
        [[units]]
        name = "无代码"
        [[units]]
        code = "01"
        kind = "企业"
        [[units]]
        code = "01"
        kind = "事业"
        type = "二级"
        """,
        income="""
            单位,资金性质,金额
            01,其它钱,1
        """,
    )
    problems = refused(path)
    assert [(p.key, p.place.file, p.place.column) for p in problems] == [
        ("unknown_entry", "book.toml", "formset（formset）"),
        ("bad_money", "book.toml", "money（金额单位）"),
        ("bad_money", "book.toml", "print（打印单位）"),
        ("bad_places", "book.toml", "zeros（填零）"),
        ("bad_places", "book.toml", "zeros（填零）"),
        ("entry_missing", "book.toml", "units[1]"),
        ("not_a_choice", "book.toml", "units[2]"),
        ("unknown_entry", "book.toml", "units[3]"),
        ("repeated_unit", "book.toml", "units[3]"),
        ("not_a_choice", "income.csv", "资金性质"),
    ]
    assert "form_set" in problems[0].text()
    assert "“角”" in problems[1].text()
    assert "“分”" in problems[2].text()
    assert "“05”" in problems[3].text()
    assert "“企业”" in problems[6].text()


def test_units_or_zeros_that_are_no_lists(book: WriteBook) -> None:
    toml = 'year = 2023\nunit = "某局"\nzeros = "05:*:1"\n[units]\ncode = "01"\nkind = "行政"\n'
    problems = refused(book(toml, income=INCOME))
    assert [(p.key, p.place.column) for p in problems] == [
        ("not_a_list", "zeros（填零）"),
        ("not_a_list", "units（units）"),
    ]
    assert "[[units]]" in problems[1].text()


def test_unknown_and_repeated_files(book: WriteBook) -> None:
    path = book(income=INCOME)
    (path / "明细账.csv").write_text("日期\n", "utf-8")
    (path / "INCOME.CSV").write_text("资金性质,金额\n其他收入,7\n", "utf-8")
    (path / "README.md").write_text("说明", "utf-8")
    problems = refused(path)
    assert [(p.key, p.place.file) for p in problems] == [
        ("repeated_table", "income.csv"),
        ("unknown_file", "明细账.csv"),
    ]
    assert "INCOME.CSV" in problems[0].text()
    assert "entries.csv" in problems[1].text()


def test_a_table_that_cannot_be_opened(book: WriteBook) -> None:
    path = book(income=INCOME)
    (path / "entries.csv").mkdir()
    assert refusals(path) == [("unreadable", "entries.csv", 0, "")]


def test_what_reading_tells_as_it_goes(book: WriteBook) -> None:
    stages: list[str] = []
    found = read_book(book(income=INCOME), stages.append)
    assert stages == ["opening", "loading", "typing", "checking", "posting"]
    assert list(found.seconds) == stages
    assert found.rows == {"income": 1}
