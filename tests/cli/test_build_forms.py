"""``juesuan build FORMS``: given forms are published, or refused with their faults."""

from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from juesuan.cli.app import app
from juesuan.publishing import write_workbook
from support.balanced import filled
from support.disclosures import facts


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("given") / "forms.xlsx"
    write_workbook(filled(facts(), "yunnan-2023"), path)
    return path


@pytest.fixture(scope="module")
def built(forms: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is built of them; nothing may change it."""
    out = tmp_path_factory.mktemp("built") / "out"
    status, said = run("build", forms, "-o", out, "--year", 2023)
    assert status == 0, said
    return out


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    return result.exit_code, result.output


def spoiled(forms: Path, folder: Path) -> Path:
    """The forms with the total of form 03 raised by one."""
    book = openpyxl.load_workbook(forms)
    sheet = book[next(name for name in book.sheetnames if name.startswith("03"))]
    cell = next(c for row in sheet.iter_rows() for c in row if isinstance(c.value, int | float))
    cell.value = float(cell.value) + 1
    book.save(folder / "wrong.xlsx")
    return folder / "wrong.xlsx"


def test_forms_are_published_and_explained_to_their_cell(built: Path) -> None:
    status, said = run("explain", built, "03:2010302:3")
    assert status == 0
    assert "forms.xlsx" in said and "400,000.00" in said


def test_broken_identities_refuse_the_build_until_they_are_explained(
    forms: Path, tmp_path: Path
) -> None:
    wrong, out = spoiled(forms, tmp_path), tmp_path / "out"
    status, said = run("build", wrong, "-o", out, "--year", 2023)
    assert status == 1 and "K" in said and not out.exists()
    status, said = run("build", wrong, "-o", out, "--year", 2023, "--accept", "软件取整所致")
    assert status == 0, said
    assert "软件取整所致" in (out / "index.html").read_text("utf-8")


def test_one_file_of_explanations_serves_check_and_build(forms: Path, tmp_path: Path) -> None:
    """What ``check --write-baseline`` lists, filled in, is read by ``build`` and ``check``."""
    wrong, file = spoiled(forms, tmp_path), tmp_path / "说明.toml"
    run("check", wrong, "--select", "K", "--year", 2023, "--write-baseline", file)
    written = file.read_text("utf-8").replace('who = ""', 'who = "会计"')
    file.write_text(written.replace('why = ""', 'why = "软件取整所致"'), "utf-8")
    build = ("build", wrong, "-o", tmp_path / "out", "--year", 2023, "--accept", file)
    status, said = run(*build)
    assert status == 0, said
    assert "软件取整所致" in (tmp_path / "out" / "index.html").read_text("utf-8")
    said = run("check", wrong, "--select", "K", "--year", 2023, "--accept", file)[1]
    assert "软件取整所致" in "".join(said.split())


def test_a_book_takes_no_explanation(examples: Path, tmp_path: Path) -> None:
    book = examples / "yuxi-internet-office-2021"
    assert run("build", book, "-o", tmp_path / "out", "--accept", "x")[0] == 2


def test_a_year_that_nobody_says_is_asked_for(forms: Path, tmp_path: Path) -> None:
    """A booklet with a year that was only assumed would be wrong on its cover."""
    book = openpyxl.load_workbook(forms)
    book.properties.title = None
    book.save(tmp_path / "untitled.xlsx")
    status, said = run("build", tmp_path / "untitled.xlsx", "-o", tmp_path / "out")
    assert status == 2 and "--year 2023" in said and not (tmp_path / "out").exists()


def test_what_is_answered_beside_forms_is_printed(forms: Path, built: Path, tmp_path: Path) -> None:
    file = forms.with_name("forms-待填.xlsx")
    book = openpyxl.load_workbook(file)
    page = book.worksheets[0]
    row = next(row for row in page.iter_rows() if row[1].value == "主要职能")
    row[5].value = "负责示例事务。"
    book.save(file)
    assert run("build", forms, "-o", tmp_path / "out", "--year", 2023)[0] == 0
    assert "负责示例事务。" in (tmp_path / "out" / "index.html").read_text("utf-8")


def test_years_of_a_book_and_of_forms_stand_side_by_side(
    built: Path, examples: Path, tmp_path: Path
) -> None:
    example = examples / "qujing-government-office-2024"
    status, said = run("years", built, example, "-o", tmp_path / "years.html")
    assert status == 0, said
    page = (tmp_path / "years.html").read_text("utf-8")
    assert ">本年支出</th><td>1,710,000.00</td><td>" in page
    assert "单位名称不同" in said
    assert run("years", example, "-o", tmp_path / "one.html")[0] == 2
    twice = run("years", example, example, "-o", tmp_path / "one.html")
    assert twice[0] == 2 and "已经有了" in twice[1]
