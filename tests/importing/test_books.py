"""An import into a book of a folder or a workbook: all of it or nothing, and traced to its row."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from importing.desk import book, rows_of, sheet
from juesuan.forms import Cell, load_form_set
from juesuan.importing import ImportRefusedError, plan_import, target, write_import
from juesuan.ledger import read_book, write_template
from juesuan.publishing import build, open_built, trace

HEAD = ("日期", "凭证号", "资金性质", "功能科目", "经济科目", "支出性质", "金额", "摘要")
FUND = "一般公共预算资金"
ROWS = (
    ("2023-01-05", "1", FUND, "2013701", "30201", "基本支出", "10.01", "纸"),
    ("2023-02-05", "2", FUND, "2013701", "30201", "基本支出", "-0.01", "退"),
)


def payments(folder: Path) -> Path:
    """A payment list of two rows."""
    return sheet(folder / "支付明细.xlsx", [HEAD, *ROWS])


def workbook(folder: Path) -> Path:
    """An empty book from the template."""
    path = folder / "book.xlsx"
    write_template(path, load_form_set("yunnan-2023", 2023), 2023)
    filled = load_workbook(path)
    page = filled["账套"]
    named = next(row for row in page.iter_rows() if str(row[0].value).startswith("部门名称"))
    named[1].value = "示例市数字中心"
    filled.save(path)
    return path


def test_a_workbook_takes_rows_once_in_its_formats_and_keeps_its_lists_and_notes(
    tmp_path: Path,
) -> None:
    path = workbook(tmp_path)
    lists = len(load_workbook(path)["明细账"].data_validations.dataValidation)
    write_import(plan_import(payments(tmp_path), path, suggested=True))
    page = load_workbook(path)["明细账"]
    assert len(page.data_validations.dataValidation) == lists > 0
    assert page["A1"].comment is not None
    heads = {
        str(cell.value).split()[0].strip("*"): cell.column - 1 for cell in page[1] if cell.value
    }
    (row,) = [row for row in page.iter_rows(min_row=2) if row[heads["摘要"]].value == "纸"][:1]
    filled = [one[0].row for one in page.iter_rows() if any(cell.value for cell in one)]
    assert filled == list(range(1, len(filled) + 1))
    line, day, amount = (row[heads[name]] for name in ("分录号", "日期", "金额"))
    assert (line.value, line.number_format) == (1, "0")
    assert (str(day.value)[:10], day.number_format) == ("2023-01-05", "yyyy-mm-dd")
    assert (float(amount.value), amount.number_format) == (10.01, "#,##0.00")
    assert (tmp_path / "book-导入对照.xlsx").is_file()
    again = plan_import(payments(tmp_path), path)
    assert (again.known, again.rows) == (2, [])
    found = read_book(path).db.execute(
        "SELECT measure, sum(value) FROM facts GROUP BY 1 ORDER BY 1"
    )
    assert found.fetchall() == [("expenditure", 1000), ("income", 1000)]


def test_a_figure_is_explained_to_the_row_of_the_file(tmp_path: Path) -> None:
    project = ("2023-03-01", "3", FUND, "2013702", "30227", "项目支出", "7", "网", "网络专项")
    rows = [(*HEAD, "项目"), *((*row, "") for row in ROWS), project]
    file = sheet(tmp_path / "支付明细.xlsx", rows)
    write_import(plan_import(file, book(tmp_path / "book"), suggested=True))
    build(read_book(tmp_path / "book"), tmp_path / "out", "yunnan-2023")
    built = open_built(tmp_path / "out")
    form = built.disclosure.form("06")
    cell: Cell = next(c for c in form.sheet.cells if form.values.get(c.key) == 1000)
    told = [(row[2], row[3], row[4]) for row in trace(built, cell).rows]
    assert told == [
        ("1/1", "10.01 元", "纸 · 支付明细.xlsx Sheet1 第2行"),
        ("2/1", "-0.01 元", "退 · 支付明细.xlsx Sheet1 第3行"),
    ]
    form = built.disclosure.form("03")
    cell = next(c for c in form.sheet.cells if form.values.get(c.key) == 700)
    ((words, amount),) = trace(built, cell).facts
    assert (words.rpartition(" · ")[2], amount) == ("网络专项", "7.00 元")


def test_when_the_disk_fails_the_book_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = book(tmp_path / "book", entries="日期,凭证号,分录号,类型,资金性质,金额\n")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    plan = plan_import(payments(tmp_path), folder, suggested=True)

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(target.os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        write_import(plan)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_rows_of_a_book_may_be_shorter_than_its_heading(tmp_path: Path) -> None:
    """The last cells are left empty by hand."""
    head = "日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,金额,摘要,来源\n"
    said = "2023-01-01,手1,1,收入,其他收入,,,,5\n"
    folder = book(tmp_path / "book", entries=head + said)
    write_import(plan_import(payments(tmp_path), folder, suggested=True))
    first, *others = rows_of(folder)
    assert (first["金额"], first["来源"]) == ("5", "")
    assert len(others) == 2 and all(row["来源"] for row in others)


def test_a_book_that_somebody_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    folder = book(tmp_path / "book", entries="日期,凭证号,分录号,类型,资金性质,金额\n")
    plan = plan_import(payments(tmp_path), folder, suggested=True)
    changed = "日期,凭证号,分录号,类型,资金性质,金额\n2023-01-01,手,1,收入,其他收入,5\n"
    (folder / "entries.csv").write_text(changed, "utf-8")
    with pytest.raises(ImportRefusedError, match="changed"):
        write_import(plan)
    assert (folder / "entries.csv").read_text("utf-8") == changed


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_table_keeps_its_encoding_and_marks(tmp_path: Path, encoding: str) -> None:
    folder = book(tmp_path / "book")
    head = (
        "日期;凭证号;分录号;类型;资金性质;金额;摘要\r\n2023-03-01;手;1;收入;其他收入;5;“利息”\r\n"
    )
    (folder / "entries.csv").write_bytes(head.encode(encoding))
    write_import(plan_import(payments(tmp_path), folder, suggested=True))
    text = (folder / "entries.csv").read_bytes().decode(encoding)
    first, second, third, *_ = text.split("\r\n")
    assert first.startswith("日期;凭证号;分录号;类型;资金性质;金额;摘要;")
    assert second.startswith("2023-03-01;手;1;收入;其他收入;5;“利息”;")
    assert third.startswith("2023-01-05;1;1;支出;")
    assert first.count(";") == second.count(";") == third.count(";")


def test_a_book_in_wan_takes_exact_amounts(tmp_path: Path) -> None:
    folder = book(tmp_path / "book")
    told = (folder / "book.toml").read_text("utf-8").replace('money = "元"', 'money = "万元"')
    (folder / "book.toml").write_text(told, "utf-8")
    write_import(plan_import(payments(tmp_path), folder, suggested=True))
    assert [row["金额"] for row in rows_of(folder)][::2] == ["0.001001", "-0.000001"]
