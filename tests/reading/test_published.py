"""Real published booklets, read cell for cell; and what was built, read back."""

import csv
import json
from decimal import Decimal
from functools import cache
from pathlib import Path

import duckdb
import pytest

from juesuan.forms import available_form_sets
from juesuan.publishing import build, fill_book, write_reading
from juesuan.reading import Reading, read
from support.once import book_once, made_once
from support.printing import cells_of
from writing import write_disclosure

BOOKLETS = {
    "yuxi-internet-office-2021.txt": ("yunnan-2021", 2021, "玉溪市互联网信息办公室", "元"),
    "qujing-digital-economy-centre-2023.txt": (
        "yunnan-2023",
        2023,
        "曲靖市数字经济发展中心",
        "万元",
    ),
    "jincheng-big-data-bureau-2023.txt": ("shanxi-2023", 2023, "晋城市大数据应用局", "万元"),
    "putuo-social-work-2024.pdf": (
        "shanghai-2024",
        2024,
        "中共上海市普陀区委社会工作部",
        "万元",
    ),
}

Cells = dict[tuple[str, str, str], Decimal]


def cells(path: Path) -> Cells:
    with path.open(encoding="utf-8") as stream:
        return {
            (row["form"], row["row"], row["column"]): Decimal(row["value"])
            for row in csv.DictReader(stream)
        }


@cache
def told(path: Path) -> Reading:
    """What a file says, read once for all that is asked of it; nothing may change it."""
    return read(path)


@pytest.mark.parametrize("name", sorted(BOOKLETS))
def test_every_figure_of_a_real_booklet(name: str, truth: Path) -> None:
    reading = told(truth.parent / "disclosures" / name)
    found = {(o.form, o.row, o.column): Decimal(o.value) for o in reading.observations}
    assert found == cells(truth / f"{Path(name).stem}.cells.csv")
    said = (reading.form_set.id, reading.year, reading.unit, reading.money.zh)
    assert said == BOOKLETS[name]
    assert reading.missing() == []
    assert all(form.certainty == 1 for form in reading.forms)


def test_a_blank_template_has_forms_and_no_figures(truth: Path) -> None:
    reading = read(truth.parent / "disclosures" / "putuo-template-2024.pdf")
    assert reading.form_set.id == "shanghai-2024-24"
    assert len(reading.forms) == 9
    assert reading.observations == []


@pytest.mark.parametrize(
    ("name", "missing", "wrong"),
    [
        ("qujing-industry-bureau-2023.txt", [], ["20921"]),
        ("qujing-government-office-2024.txt", ["12"], ["20921"]),
    ],
)
def test_what_is_missing_or_misprinted_is_told(
    name: str, missing: list[str], wrong: list[str], truth: Path
) -> None:
    reading = read(truth.parent / "disclosures" / name)
    assert reading.missing() == missing
    assert [u.details["text"] for u in reading.unread if u.key == "wrong_code"] == wrong


def test_evidence_leads_to_the_printed_text(truth: Path) -> None:
    path = truth.parent / "disclosures" / "yuxi-internet-office-2021.txt"
    lines = path.read_text("utf-8").split("\n")
    for found in told(path).observations:
        field = lines[found.evidence.line - 1].split("\t")[found.evidence.field - 1]
        assert field == found.text


def test_evidence_in_a_pdf_is_a_page_and_a_box(truth: Path) -> None:
    for found in told(truth.parent / "disclosures" / "putuo-social-work-2024.pdf").observations:
        assert found.evidence.page > 0
        assert found.evidence.box is not None
        left, top, right, bottom = found.evidence.box
        assert left < right and top < bottom


BOOKS = ("qujing-digital-economy-centre-2023", "yuxi-internet-office-2021")


@pytest.mark.parametrize(
    ("form_set", "book", "suffix"),
    [
        (form_set, BOOKS[n % 2], ("xlsx", "html")[n // 2 % 2])
        for n, form_set in enumerate(available_form_sets())
    ],
)
def test_what_is_written_is_read_back_the_same(
    form_set: str, book: str, suffix: str, examples: Path, tmp_path: Path
) -> None:
    """Every set, two books, workbooks and pages by turns; random books go through all formats
    elsewhere. Sets that differ in a title alone are told apart by it."""
    disclosure = fill_book(book_once(examples / book), form_set)
    path = tmp_path / f"{disclosure.year}年度部门决算.{suffix}"
    reading = read(write_disclosure(disclosure, path))
    assert reading.form_set.id.removesuffix("-24") == form_set.removesuffix("-24")
    assert reading.year == disclosure.year
    assert {(o.form, o.row, o.column): o.value for o in reading.observations} == cells_of(
        disclosure
    )
    assert (reading.missing(), reading.unread) == ([], [])


def test_what_was_built_is_read_back_the_same(examples: Path, tmp_path: Path) -> None:
    book = book_once(examples / "yuxi-internet-office-2021")
    build(book, tmp_path / "out", "guangxi-2020")
    for written in ("forms.xlsx", "index.html"):
        reading = read(tmp_path / "out" / written)
        found = {(o.form, o.row, o.column): Decimal(o.value) for o in reading.observations}
        assert found == cells(tmp_path / "out" / "cells.csv"), written
        assert {u.key for u in reading.unread} <= {"year_assumed"}, written


def test_a_folder_of_files_is_one_disclosure(built_yuxi: Path, tmp_path: Path) -> None:
    """The forms in a workbook, the explanation in a text beside it."""
    folder = tmp_path / "booklet"
    folder.mkdir()
    (folder / "附件1 决算表.xlsx").write_bytes((built_yuxi / "forms.xlsx").read_bytes())
    (folder / "附件2 情况说明.txt").write_text("一、收入支出决算总体情况说明\n无。\n", "utf-8")
    reading = read(folder)
    assert [document.file for document in reading.documents] == [
        "附件1 决算表.xlsx",
        "附件2 情况说明.txt",
    ]
    assert len(reading.observations) == len(cells(built_yuxi / "cells.csv"))


@pytest.fixture(scope="module")
def small(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> None:
        build(book_once(examples / "qujing-digital-economy-centre-2023"), folder / "out")

    return made_once("built-to-be-read", make, tmp_path_factory) / "out"


def test_a_reading_as_csv(small: Path, tmp_path: Path) -> None:
    write_reading(told(small / "forms.xlsx"), tmp_path / "r.csv", "csv")
    assert cells(tmp_path / "r.csv") == cells(small / "cells.csv")
    head = (tmp_path / "r.csv").read_text("utf-8").splitlines()[0]
    assert head == "form,row,column,value,unit,evidence"


def test_a_reading_as_json(small: Path, tmp_path: Path) -> None:
    write_reading(told(small / "forms.xlsx"), tmp_path / "r.json", "json")
    data = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert (data["unit"], data["year"], data["form_set"], data["money_unit"]) == (
        "曲靖市数字经济发展中心",
        2023,
        "yunnan-2023",
        "万元",
    )
    (total,) = (c for c in data["forms"][0]["cells"] if (c["row"], c["column"]) == ("30", "1"))
    assert total["value"] == "3538.65"
    assert total["evidence"]["sheet"].startswith("01")
    assert data["not_understood"] == []


def test_json_tells_a_cell_printed_empty_from_one_that_is_not_there(tmp_path: Path) -> None:
    file = tmp_path / "2023.html"
    file.write_text(
        "<h1>示例市数字中心2023年度部门决算</h1><p>项目支出绩效自评表</p><table>"
        "<tr><td>项目名称</td><td colspan='3'>系统运行维护</td></tr>"
        "<tr><td>项目资金（万元）</td><td></td><td>全年预算数</td><td>全年执行数</td></tr>"
        "<tr><td></td><td>年度资金总额</td><td>10.00</td><td></td></tr>"
        "<tr><td>总分</td><td colspan='3'>100</td></tr></table>",
        "utf-8",
    )
    write_reading(read(file, "yunnan-2023"), tmp_path / "r.json", "json")
    written = json.loads((tmp_path / "r.json").read_text("utf-8"))
    (project,) = written["performance"]["projects"]
    (money,) = project["money"]
    assert {name: value["text"] for name, value in money["values"].items()} == {
        "full": "10.00",
        "executed": "",
    }


def test_a_reading_as_parquet(small: Path, tmp_path: Path) -> None:
    write_reading(told(small / "forms.xlsx"), tmp_path / "r.parquet", "parquet")
    (row,) = duckdb.sql(
        f"SELECT value, unit FROM '{tmp_path / 'r.parquet'}'"
        " WHERE form = '10' AND row = '16' AND \"column\" = '3'"
    ).fetchall()
    assert row == (Decimal(23), "个")


def test_a_reading_as_a_clean_workbook(small: Path, tmp_path: Path) -> None:
    """Read from a page, written as the official layout, read again: the same figures."""
    write_reading(read(small / "index.html"), tmp_path / "r.xlsx", "xlsx")
    again = read(tmp_path / "r.xlsx")
    found = {(o.form, o.row, o.column): Decimal(o.value) for o in again.observations}
    assert found == cells(small / "cells.csv")
