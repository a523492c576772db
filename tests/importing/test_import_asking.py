"""What a file does not say is asked for once, in a workbook that an accountant can fill in."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from importing.desk import book, rows_of, sheet
from juesuan.cli.app import app
from juesuan.importing import ImportRefusedError, plan_import, write_import, write_questions
from juesuan.ledger import BookError

HEAD = ("日期", "凭证号", "资金性质", "功能科目", "支出性质", "金额", "摘要")
FUND = "一般公共预算资金"
ROWS = (
    ("2023-01-05", "1", FUND, "2013701", "基本支出", "10", "支付1月物业费"),
    ("2023-02-05", "2", FUND, "2013701", "基本支出", "20", "支付2月物业费"),
    ("2023-02-06", "3", FUND, "2013701", "基本支出", "5", "付某事"),
)


def payments(folder: Path) -> Path:
    """A payment list without economic codes."""
    return sheet(folder / "支付明细.xlsx", [HEAD, *ROWS])


def answer(mapping: Path, **answers: str) -> None:
    """Fill in the mapping: the text of a question → its answer."""
    workbook = load_workbook(mapping)
    page = workbook.worksheets[0]
    heads = [cell.value for cell in page[1]]
    for row in page.iter_rows(min_row=2):
        text = str(row[heads.index("文件里写的")].value or "整个文件")
        if text in answers:
            row[heads.index("填写")].value = answers[text]
    workbook.save(mapping)


def test_questions_come_with_suggestions_the_most_frequent_first(tmp_path: Path) -> None:
    plan = plan_import(payments(tmp_path), book(tmp_path / "book"))
    told = [(q.ask, q.text, q.count, q.cents, q.suggestion) for q in plan.open]
    assert told == [
        ("income", "", 3, 3500, "是"),
        ("economic", "支付1月物业费", 2, 3000, "30209 物业管理费"),
        ("economic", "付某事", 1, 500, ""),
    ]


def test_answers_are_read_back_and_agreeing_takes_the_suggestion(tmp_path: Path) -> None:
    target = book(tmp_path / "book")
    plan = plan_import(payments(tmp_path), target)
    write_questions(plan.mapping)
    answer(plan.mapping.path, 整个文件="否", 支付1月物业费="同意", 付某事="办公费")
    plan = plan_import(tmp_path / "支付明细.xlsx", target)
    assert plan.ready
    assert [d.values["economic"] for d in plan.rows] == ["30209", "30209", "30201"]


def test_a_nature_is_suggested_by_what_is_usual_for_the_item(tmp_path: Path) -> None:
    """行政运行 is basic expenditure as a rule; nothing is suggested by a project's own name."""
    head = [name for name in HEAD if name != "支出性质"]
    rows = [[*row[:4], *row[5:]] for row in ROWS]
    rows[1][3] = "2013702"  # 一般行政管理事务
    plan = plan_import(sheet(tmp_path / "支付明细.xlsx", [head, *rows]), book(tmp_path / "book"))
    told = {q.text: q.suggestion for q in plan.open if q.ask == "nature"}
    assert told == {"2013701 行政运行": "基本支出", "2013702 一般行政管理事务": "项目支出"}


def test_a_book_that_cannot_be_read_takes_nothing(tmp_path: Path) -> None:
    folder = book(tmp_path / "book")
    (folder / "book.toml").write_text('year = "去年"', "utf-8")
    with pytest.raises(BookError):
        plan_import(payments(tmp_path), folder)


def test_a_question_read_back_counts_the_rows_once(tmp_path: Path) -> None:
    target = book(tmp_path / "book")
    plan = plan_import(payments(tmp_path), target)
    write_questions(plan.mapping)
    again = plan_import(tmp_path / "支付明细.xlsx", target)
    assert [(q.text, q.count, q.cents) for q in again.open] == [
        (q.text, q.count, q.cents) for q in plan.open
    ]


def test_an_answer_that_means_nothing_is_told_with_its_row(tmp_path: Path) -> None:
    target = book(tmp_path / "book")
    plan = plan_import(payments(tmp_path), target)
    write_questions(plan.mapping)
    answer(plan.mapping.path, 整个文件="否", 支付1月物业费="同意", 付某事="99999")
    (fault,) = plan_import(tmp_path / "支付明细.xlsx", target).faults
    assert (fault.place.file, fault.place.cell) == ("导入对照.xlsx", "H4")
    assert fault.key == "import.bad_answer"


def test_columns_with_names_of_their_own_are_told_with_their_cells(tmp_path: Path) -> None:
    file = sheet(tmp_path / "支付.xlsx", [["哪一天", *HEAD[1:5], "花了多少", HEAD[6]], *ROWS])
    with pytest.raises(ImportRefusedError) as refused:
        plan_import(file, book(tmp_path / "book"))
    said = refused.value.text("zh")
    assert "哪一天（A1格）" in said and "花了多少（F1格）" in said


def test_a_column_with_a_name_of_its_own_is_asked_for_and_remembered(tmp_path: Path) -> None:
    target = book(tmp_path / "book")
    file = sheet(tmp_path / "支付.xlsx", [[*HEAD[:5], "花了多少", HEAD[6]], *ROWS])
    with pytest.raises(ImportRefusedError) as refused:
        plan_import(file, target)
    assert refused.value.mapping is not None
    write_questions(refused.value.mapping)
    answer(refused.value.mapping.path, 花了多少="金额")
    plan = plan_import(file, target, suggested=True)
    assert [row.money["amount"] for row in plan.taken.rows] == [1000, 2000, 500]


def test_an_import_is_recorded_and_the_answers_stay(tmp_path: Path) -> None:
    target = book(tmp_path / "book")
    plan = plan_import(payments(tmp_path), target)
    write_questions(plan.mapping)
    answer(plan.mapping.path, 整个文件="否", 支付1月物业费="同意", 付某事="30201")
    write_import(plan_import(tmp_path / "支付明细.xlsx", target))
    again = plan_import(tmp_path / "支付明细.xlsx", target)
    (entry,) = again.mapping.record
    assert (entry["file"], entry["rows"], entry["sum"]) == ("支付明细.xlsx", "3", "35.00")
    assert entry["sha256"] == again.sha256
    assert len(again.mapping.answers) == 3


def invoke(*arguments: object) -> tuple[int, str]:
    """A command's exit status and all it says."""
    told = CliRunner().invoke(app, ["import", *map(str, arguments)])
    return told.exit_code, told.output


def test_the_command_asks_first_and_leaves_the_book_alone(tmp_path: Path) -> None:
    target = book(tmp_path / "book")
    status, said = invoke(payments(tmp_path), "--into", target)
    assert status == 1
    assert "物业管理费" in said and "导入对照.xlsx" in said
    assert sorted(path.name for path in target.iterdir()) == ["book.toml", "导入对照.xlsx"]


def test_a_dry_run_writes_nothing_at_all(tmp_path: Path) -> None:
    target = book(tmp_path / "book")
    invoke(payments(tmp_path), "--into", target, "--dry-run", "--lang", "en")
    assert [path.name for path in target.iterdir()] == ["book.toml"]


def test_without_a_terminal_it_writes_when_nothing_is_open(tmp_path: Path) -> None:
    target = book(tmp_path / "book")
    file = sheet(tmp_path / "a.xlsx", [HEAD, *ROWS[:2]])
    status, said = invoke(file, "--into", target, "--accept-suggestions", "--lang", "en")
    assert (status, "4 rows were written" in said) == (0, True)
    assert [row["金额"] for row in rows_of(target)] == ["10.00", "10.00", "20.00", "20.00"]
    assert invoke(file, "--into", target)[0] == 0
    assert len(rows_of(target)) == 4


def test_where_all_has_a_suggestion_the_option_that_takes_them_is_named(tmp_path: Path) -> None:
    (tmp_path / "all").mkdir()
    whole = sheet(tmp_path / "all" / "支付明细.xlsx", [(*HEAD, "经济科目"), (*ROWS[0], "30209")])
    for file, named in ((whole, True), (payments(tmp_path), False)):
        target = book(tmp_path / f"book-{named}")
        result = CliRunner().invoke(app, ["import", str(file), "--into", str(target)])
        assert ("--accept-suggestions" in result.output) == named, result.output
