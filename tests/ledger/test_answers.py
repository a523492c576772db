"""What is asked for goes into one file (待填) and comes back from it."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from small_book import WriteBook
from typer.testing import CliRunner

from juesuan.cli.app import app
from juesuan.ledger import (
    Asked,
    BookError,
    answer_rows,
    answers_beside,
    answers_of,
    read_book,
    write_answers,
)

ENTRIES = """
    日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,金额
    2023-01-05,1,1,收入,一般公共预算财政拨款,2010301,,基本支出,500
    2023-01-06,1,2,支出,一般公共预算财政拨款,2010301,30201,基本支出,500
"""
DUTIES = Asked(
    key="text",
    table="texts",
    names=("主要职能",),
    details={"place": "主要职能"},
    row={"place": "duties", "code": ""},
    column="text",
    hint="无",
)


def texts(path: Path) -> list[tuple[str, str]]:
    book = read_book(path)
    return book.db.execute("SELECT place, text FROM typed_texts ORDER BY ALL").fetchall()


def answer(file: Path, row: int, text: str) -> None:
    """Write into the column that is the author's."""
    book = load_workbook(file)
    page = book.worksheets[0]
    column = next(cell.column for cell in page[1] if cell.value == "请填在这里")
    page.cell(row, column).value = text
    book.save(file)


@pytest.fixture
def book(book: WriteBook) -> Path:
    return book(entries=ENTRIES)


COUNT = Asked(
    key="count",
    table="statistics",
    names=("国内公务接待批次",),
    details={"item": "国内公务接待批次"},
    row={"item": "batches.domestic"},
    column="amount",
)


def test_a_count_is_answered_in_the_file_unless_the_book_has_it(book: Path) -> None:
    file = answers_beside(book)
    write_answers(file, answer_rows(answers_of(book), [COUNT]))
    counted = "SELECT value FROM facts WHERE measure = 'count'"
    answer(file, 2, "1,026")
    assert read_book(book).db.execute(counted).fetchall() == [(1026,)]
    answer(file, 2, "26.5")
    with pytest.raises(BookError, match=r"26\.5"):
        read_book(book)
    answer(file, 2, "7")
    (book / "statistics.csv").write_text("项目,数量\n国内公务接待批次,26\n", "utf-8")
    assert read_book(book).db.execute(counted).fetchall() == [(26,)]


def test_an_answer_is_the_books_text_where_the_book_says_none(book: Path) -> None:
    file = answers_beside(book)
    write_answers(file, answer_rows(answers_of(book), [DUTIES]))
    assert texts(book) == []
    answer(file, 2, "负责示例。")
    assert texts(book) == [("duties", "负责示例。")]
    (book / "texts.csv").write_text("位置,文字\n主要职能,账里写的。\n", "utf-8")
    assert texts(book) == [("duties", "账里写的。")]


def test_answers_stay_when_the_file_is_written_again(book: Path) -> None:
    file = answers_beside(book)
    write_answers(file, answer_rows(answers_of(book), [DUTIES]))
    answer(file, 2, "负责示例。")
    other = Asked(key="last_year", table="last_year")
    (row,) = answer_rows(answers_of(book), [other])
    assert (row.text, row.row) == ("负责示例。", {"place": "duties", "code": ""})
    assert answers_of(book).hold([row])


def test_a_file_stands_in_the_folder_of_a_book_and_beside_a_workbook(
    book: Path, tmp_path: Path
) -> None:
    assert answers_beside(book) == book / "待填.xlsx"
    assert answers_beside(book / "book.toml") == book / "待填.xlsx"
    assert answers_beside(tmp_path / "账.xlsx") == tmp_path / "账-待填.xlsx"
    assert answers_beside(tmp_path) == tmp_path.with_name(f"{tmp_path.name}-待填.xlsx")


def test_a_score_that_is_none_is_told_with_its_row(book: Path) -> None:
    asked = Asked(
        key="performance_score",
        table="indicators",
        names=("维护线路",),
        details={"indicator": "维护线路", "project": "网络", "weight": 5},
        row={"project": "网络", "name": "维护线路"},
        column="score",
    )
    file = answers_beside(book)
    write_answers(file, answer_rows(answers_of(book), [asked]))
    answer(file, 2, "优")
    with pytest.raises(BookError) as caught:
        read_book(book)
    (problem,) = caught.value.problems
    assert (problem.place.sheet, problem.place.row, problem.key) == ("待填", 2, "answer_not_points")


def test_headings_that_were_changed_are_told(book: Path) -> None:
    file = answers_beside(book)
    write_answers(file, answer_rows(answers_of(book), [DUTIES]))
    changed = load_workbook(file)
    changed.worksheets[0]["F1"] = "备注"
    changed.save(file)
    with pytest.raises(BookError, match="headings were changed"):
        read_book(book)


def test_a_build_writes_the_file_and_a_second_one_reads_it(book: Path) -> None:
    runner, out = CliRunner(), book.parent / "out"
    command = ["build", str(book), "-o", str(out), "--form-set", "yunnan-2023"]
    first = runner.invoke(app, command)
    assert first.exit_code == 0, first.output
    assert "待填.xlsx" in first.output and "csv" not in first.output
    rows = answers_of(book).rows
    number = next(each.number for each in rows if each.row.get("place") == "duties")
    answer(answers_beside(book), number, "负责示例事务。")
    second = runner.invoke(app, command)
    assert second.exit_code == 0, second.output
    assert "负责示例事务。" in (out / "index.html").read_text("utf-8")
    assert len(answers_of(book).rows) == len(rows)
