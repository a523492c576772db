"""A new book begun from last year: openings, figures and words, and what is asked for."""

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook
from typer.testing import CliRunner

from juesuan.cli.app import app
from juesuan.facts import YUAN, FactStore, Space
from juesuan.forms import DeterminedFacts
from juesuan.ledger import answers_of, read_book
from juesuan.starting import begin, last_year, open_last_year, openings
from support.balanced import fact, filled
from support.disclosures import WAN, facts
from support.printing import write_text

LEFT = {"fund": "general", "function": "2010302", "nature": "project"}


def left_over() -> list[tuple[Any, ...]]:
    """The small unit with 3 万元 of its project and 2 万元 of other money left."""
    return [
        *facts(),
        fact("opening", 3 * WAN, carry="carryover", **LEFT),
        fact("closing", 3 * WAN, carry="carryover", **LEFT),
        fact("income", 2 * WAN, fund="other"),
        fact("closing", 2 * WAN, fund="other", carry="surplus"),
    ]


def started(source: Path, target: Path, *options: str) -> str:
    """What ``juesuan start`` says; it must go well."""
    result = CliRunner().invoke(app, ["start", str(source), "-o", str(target), *options])
    assert result.exit_code == 0, result.output
    return result.output


def rows(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    """The filled rows of a sheet, below its heading, without empty cells at the end."""
    page = load_workbook(path)[sheet].iter_rows(min_row=2, values_only=True)
    return [tuple(row) for row in page if any(row)]


@pytest.fixture(scope="module")
def booklet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("last") / "2023.txt"
    return write_text(filled(left_over(), "yunnan-2023"), path)


def test_a_booklet_says_whose_and_which_year_it_is_and_what_its_forms_determine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(last_year, "apart", lambda work, path, progress: work(progress))
    disclosure = filled(left_over(), "yunnan-2023")
    flows = replace(disclosure, forms=disclosure.forms[:1])
    last = open_last_year(write_text(flows, tmp_path / "last.txt"), "yunnan-2023")
    assert (last.year, last.form_set, last.region, last.money) == (
        *(2023, "yunnan-2023", "云南省", YUAN),
    )
    assert (last.book, last.whole) == (None, False)
    assert [form.form.no for form in last.disclosure.forms if form.values] == ["01"]


@pytest.mark.parametrize(
    ("manifest", "of_a_book"),
    [
        ('{"book": {"entries": 12}}', True),
        ('{"book": {"kind": "forms"}}', False),
        ('{"book": null}', False),
        ("{}", False),
        ("no json", False),
        (None, False),
    ],
)
def test_a_published_folder_says_whether_it_was_built_from_a_book(
    tmp_path: Path, manifest: str | None, of_a_book: bool
) -> None:
    if manifest is not None:
        (tmp_path / "manifest.json").write_text(manifest, "utf-8")
    assert last_year._of_a_book(tmp_path) is of_a_book


@pytest.fixture(scope="module")
def begun(booklet: Path) -> tuple[Path, str]:
    """The new book of the year after the booklet's, and what was said."""
    target = booklet.with_name("2024.xlsx")
    return target, started(booklet, target, "--name", "示例市数字中心")


def test_what_was_left_is_what_the_year_begins_with(begun: tuple[Path, str]) -> None:
    book, said = begun
    assert [row[:8] for row in rows(book, "结转结余")] == [
        ("年初", None, "一般公共预算财政拨款", "2010302", "项目支出", "结转", None, 30_000),
        ("年初", None, "非财政拨款资金", None, None, None, None, 20_000),
    ]
    assert "年初共 50,000.00 元" in said


def test_the_new_book_is_read_and_holds_last_years_figures(begun: tuple[Path, str]) -> None:
    book = read_book(begun[0])
    told = book.description
    assert (told.year, told.unit, told.form_set) == (2024, "示例市数字中心", "yunnan-2024")
    spent = [row for row in rows(begun[0], "上年数") if row[:2] == ("03", "total")]
    assert (spent[0][2], spent[0][3]) == ("2", 1_310_000)


def test_what_the_next_step_is_stands_at_the_end(begun: tuple[Path, str]) -> None:
    assert f"juesuan build {begun[0]} -o" in begun[1]
    assert "“单位”页：请核对单位类型" in begun[1]


def test_what_the_forms_do_not_divide_is_asked_for_by_its_row(tmp_path: Path) -> None:
    """Shanghai's forms print what is left of fiscal money in one figure."""
    last = write_text(filled(left_over(), "shanghai-2024"), tmp_path / "last.txt")
    said = started(last, tmp_path / "next.xlsx", "--year", "2024", "--name", "示例中心")
    fiscal, other = rows(tmp_path / "next.xlsx", "结转结余")
    assert fiscal[2:5] == ("一般公共预算财政拨款", None, None) and fiscal[7] == 30_000
    assert other[2] == "非财政拨款资金" and other[7] == 20_000
    assert "“结转结余”第2行：一般公共预算财政拨款年初 30,000.00 元" in said
    assert "没有分到功能科目、支出性质" in said


def test_whole_facts_tell_openings_by_project_and_unit() -> None:
    store = FactStore(Space(2023))
    store.add([fact("closing", 7, carry="surplus", project="甲", **LEFT)])
    (found,) = openings(store) or ()
    assert (found.project, found.unit, found.carry, found.value) == ("甲", "01", "surplus", 7)
    assert not found.open


def test_nothing_left_is_no_row_and_not_unknown() -> None:
    store = DeterminedFacts(filled(facts(), "yunnan-2023"), Space(2023))
    assert openings(store) == []


def test_a_book_goes_on_with_its_words_and_without_its_results(
    examples: Path, tmp_path: Path
) -> None:
    last = open_last_year(examples / "yuxi-internet-office-2021")
    begun = begin(last, tmp_path / "next.xlsx")
    filling = begun.filling
    assert (begun.year, filling.head["year"]) == (2022, "2022")
    assert filling.head["previous"].endswith("yuxi-internet-office-2021")
    assert begun.came["texts"] > 20 and begun.came["indicators"] == 32
    assert all("actual" not in row and "score" not in row for row in filling.rows["indicators"])
    assert any(message.key == "start.dated" for message in begun.open)


def test_a_folder_that_build_wrote_is_taken_to_the_cent(built_yuxi: Path, tmp_path: Path) -> None:
    said = started(built_yuxi, tmp_path / "next.xlsx")
    assert "玉溪市互联网信息办公室" in said
    (left,) = rows(tmp_path / "next.xlsx", "结转结余")
    assert (left[2], left[7]) == ("非财政拨款资金", 830)
    assert any("主要职能" in row for row in rows(tmp_path / "next.xlsx", "文字"))


def test_last_years_reasons_stand_beside_those_to_be_given(examples: Path, tmp_path: Path) -> None:
    """As wordings to look at, never as this year's reasons."""
    started(examples / "putuo-social-work-2024", tmp_path / "next.xlsx")
    found = answers_of(tmp_path / "next.xlsx")
    assert found.rows and all(row.last and not row.text for row in found.rows)
    book = read_book(tmp_path / "next.xlsx")
    assert book.db.execute("SELECT count(*) FROM typed_reasons").fetchone() == (0,)
