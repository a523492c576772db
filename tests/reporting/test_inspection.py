"""Inspection sheets: their data, how rows are judged, and what is written."""

import json
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from msgspec.structs import replace
from typer.testing import CliRunner

from juesuan.checks import Checked, Subject, check
from juesuan.cli import app
from juesuan.reporting.composing import document_report
from juesuan.reporting.inspection import (
    SHEETS,
    Inspection,
    Judgement,
    inspection_of,
    inspections_json,
    load_sheet,
    write_inspection_word,
    write_inspection_workbook,
)
from juesuan.reporting.inspection.tables import about
from juesuan.reporting.settings import Settings
from juesuan.resources import DataError
from support.disclosures import printed_book
from support.reports import report, write_forms

NARRATIVE = (
    "第一部分 概况",
    "一、主要职责",
    "承担日常工作。",
    "二、机构设置情况",
    "纳入决算的单位1个。",
    "第二部分 2023年度部门决算情况说明",
    "一、收入决算情况说明",
    "某局2023年度收入合计149.00万元。",
    "二、政府采购情况说明",
    "政府采购货物支出1.00万元，工程支出0万元，服务支出0万元。",
    "三、国有资产占用情况说明",
    "共有车辆1辆。",
    "第三部分 名词解释",
    "一、基本支出",
    "指为保障机构正常运转发生的支出。",
)


def inspected(sheet: str = "thirty-two", narrative=NARRATIVE, **book) -> Inspection:
    subject: Subject = printed_book("yunnan-2023", narrative=narrative, **book)
    checked: Checked = check(subject)
    return inspection_of(
        checked, document_report(checked, "某局.txt", Settings()), load_sheet(sheet)
    )


@pytest.fixture(scope="module")
def booklet() -> Inspection:
    return inspected(cells={"03:2010301:1": "1,190,000.00"})


def row(inspection: Inspection, key: str) -> Judgement:
    return next(one for one in inspection.judgements if one.row.key == key)


def test_the_sheet_has_32_indicators_and_100_points_in_its_four_groups() -> None:
    sheet = load_sheet("thirty-two")
    points: Counter[str] = Counter()
    for one in sheet.row:
        points[one.group] += one.points
    assert points == {"timeliness": 10, "completeness": 35, "detail": 30, "form": 25}
    assert len(sheet.row) == len({one.key for one in sheet.row}) == 32 and sheet.points == 100


@pytest.mark.parametrize("name", SHEETS)
def test_every_row_says_its_source_and_is_judged_by_something(name: str) -> None:
    for one in load_sheet(name).row:
        assert one.source.strip() and one.title.zh.strip() and one.title.en.strip()
        assert bool(one.rules or one.says or one.reads) != one.outside
        assert bool(one.deduction) == bool(one.points)
        assert not one.says or (one.finds and one.passes)


def test_a_finding_says_no_with_its_place_and_costs_what_the_sheet_says(booklet) -> None:
    figures = row(booklet, "figures")
    assert figures.verdict == "no" and figures.deducted == min(3, figures.faults)
    assert any("1,190,000.00" in one.text and "03" in one.place for one in figures.evidence)
    assert figures.evidence[0].at


def test_the_points_of_a_sheet_are_judged_or_left_to_the_inspector(booklet) -> None:
    judged = sum(one.row.points for one in booklet.judgements if one.verdict != "open")
    assert 0 < judged < 100
    said = about(booklet, "en")
    assert str(judged) in said and str(100 - judged) in said


def test_what_the_text_says_is_shown_and_what_it_does_not_say_is_named(booklet) -> None:
    kinds = row(booklet, "purchase-kinds")
    assert kinds.verdict == "yes" and "政府采购货物支出1.00万元" in kinds.evidence[0].text
    cars = row(booklet, "cars")
    assert (cars.verdict, cars.deducted, cars.lacking) == ("no", 2, ("设备",))


def test_what_no_document_shows_is_left_to_the_inspector(booklet) -> None:
    for key in ("published-in-time", "portal", "kept"):
        judged = row(booklet, key)
        assert (judged.verdict, judged.deducted, judged.why) == ("open", 0, "outside")


def test_forms_alone_are_not_accused_of_lacking_chapters() -> None:
    forms = inspected(narrative=())
    for key in ("duties", "purchases", "glossary", "contents", "changes", "evaluations-whole"):
        assert row(forms, key).verdict == "open", key
    assert row(forms, "functions").verdict == "yes"
    assert row(forms, "functions").evidence[0].place == "2010301"


def test_points_judged_and_left_make_the_whole(booklet) -> None:
    left = sum(one.row.points for one in booklet.judgements if one.verdict == "open")
    assert booklet.judged + left == 100 and 0 < booklet.deducted <= booklet.judged
    assert sum(map(booklet.count, ("yes", "no", "open"))) == 32


def test_a_workbook_has_a_sheet_a_unit_an_overview_and_slots_of_the_inspector(
    booklet, tmp_path: Path
) -> None:
    path = tmp_path / "sheet.xlsx"
    other = replace(booklet, report=report(unit="乙局"))
    write_inspection_workbook([booklet, other], path)
    book = openpyxl.load_workbook(path)
    assert (
        book.sheetnames[0] == "总表" and len(book.sheetnames) == 3 and "乙局2023" in book.sheetnames
    )
    lines = list(book.worksheets[1].values)
    assert lines[0][-2:] == ("检查人意见", "备注（网址、截图）") and len(lines) >= 33
    assert lines[1][2:4] == ("决算批复后20日内公开", 5)
    assert book.worksheets[1].data_validations.dataValidation[0].formula1 == '"是,否,本处不能查"'


def test_a_word_document_and_json_say_the_same(booklet, tmp_path: Path) -> None:
    path = tmp_path / "sheet.docx"
    write_inspection_word([booklet], path)
    table = Document(str(path)).tables[0]
    assert len(table.rows) == 33
    (told,) = inspections_json([booklet], "en")["documents"]
    assert told["points"]["of"] == 100 and len(told["rows"]) == 32
    figures = next(one for one in told["rows"] if one["key"] == "figures")
    assert figures["verdict"] == "no" and figures["decision"] == "" == figures["remark"]
    assert json.dumps(told)


def test_a_yes_or_no_sheet_has_no_points(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    write_inspection_workbook([inspected("district", ())], path)
    heads = next(openpyxl.load_workbook(path).worksheets[0].values)
    assert "分值" not in heads and "扣分" not in heads and "判断" in heads


def test_a_sheet_of_ones_own_is_read_and_a_wrong_one_names_the_row(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    text = (
        'title = { zh = "表", en = "sheet" }\ngroups.g = { zh = "组", en = "group" }\n[[row]]\n'
        'key = "one"\ngroup = "g"\ntitle = { zh = "一", en = "one" }\nsource = "本市"\n'
    )
    file.write_text(text + 'rules = ["K101"]\n', encoding="utf-8")
    assert load_sheet(file).row[0].rules == ("K101",)
    for wrong in ('rules = ["K999"]', 'says = ["("]', 'says = ["甲"]\nfinds = ["乙"]'):
        file = tmp_path / f"{len(wrong)}.toml"
        file.write_text(f"{text}{wrong}\n", encoding="utf-8")
        with pytest.raises(DataError, match="one"):
            load_sheet(file)


@pytest.fixture(scope="module")
def ruled(tmp_path_factory: pytest.TempPathFactory) -> Inspection:
    """Rows judged by K103, which is checked, and by H201, which text files do not allow; the
    last two by what the text says besides."""
    file = tmp_path_factory.mktemp("sheet") / "own.toml"
    head = 'title = { zh = "表", en = "sheet" }\ngroups.g = { zh = "组", en = "group" }\n'
    says = 'says = ["货物支出"]\nfinds = ["货物支出"]\npasses = ["工程"]\n'
    rules = {"checked": ["K103"], "unchecked": ["H201"], "partly": ["K103", "H201"]}
    rows = [(key, codes, "") for key, codes in rules.items()]
    rows += [("said", ["K103"], says), ("said-partly", ["K103", "H201"], says)]
    parts = [
        f'[[row]]\nkey = "{key}"\ngroup = "g"\ntitle = {{ zh = "一", en = "one" }}\n'
        f'source = "本市"\nrules = {json.dumps(codes)}\n{more}'
        for key, codes, more in rows
    ]
    file.write_text(head + "".join(parts), encoding="utf-8")
    return inspected(str(file))


@pytest.mark.parametrize(
    ("key", "verdict", "why", "shown"),
    [
        ("checked", "yes", "no_findings", 0),
        ("partly", "yes", "no_findings_partly", 0),
        ("unchecked", "open", "rules_not_checked", 0),
        ("said", "yes", "", 1),
        ("said-partly", "yes", "", 1),
    ],
)
def test_a_row_whose_rules_find_nothing_says_whether_all_of_them_looked(
    ruled: Inspection, key: str, verdict: str, why: str, shown: int
) -> None:
    judged = row(ruled, key)
    assert (judged.verdict, judged.why, len(judged.evidence)) == (verdict, why, shown)


def test_the_command_writes_a_sheet_and_its_status_says_whether_all_is_kept(
    in_this_process: None, tmp_path: Path
) -> None:
    wrong = write_forms(tmp_path / "wrong.xlsx", {"03:2010301:1": 1190000})
    run = CliRunner().invoke(app, ["inspect", str(wrong), "-o", str(tmp_path / "sheet.xlsx")])
    assert run.exit_code == 1 and (tmp_path / "sheet.xlsx").is_file()
    shown = CliRunner().invoke(app, ["inspect", str(wrong), "--format", "json"])
    assert json.loads(shown.stdout)["documents"][0]["counts"]["no"] >= 1
    for bad in (["none.pdf"], [str(wrong), "--sheet", "none"], [str(wrong), "--format", "xlsx"]):
        assert CliRunner().invoke(app, ["inspect", *bad]).exit_code == 2


@pytest.mark.parametrize(
    ("headings", "judged"), [(3, ("open", "extract")), (4, ("no", "not_said"))]
)
def test_an_extract_is_not_accused_of_what_a_booklet_must_say(
    headings: int, judged: tuple[str, str]
) -> None:
    """Five headings, the part's own among them, make a booklet, as C207 has it."""
    said = [(f"{number}、情况说明", "无。") for number in "一二三四五"[:headings]]
    lines = [line for pair in said for line in pair]
    sheet = inspected(narrative=("第二部分 2023年度部门决算情况说明", *lines))
    cars = row(sheet, "cars")
    assert (cars.verdict, cars.why) == judged
