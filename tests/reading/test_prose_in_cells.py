"""Paragraphs that stand in the cells of a sheet, or in a frame, are narrative and no table."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from juesuan.checks import Subject, check, selected
from juesuan.reading import Document, Grid, Paragraph, Reading, Spot, as_disclosure, read
from juesuan.reading.document import GridText
from juesuan.reading.recognise.prose import prose_apart

TEXTS = [
    "2020年度部门决算情况说明",
    "一、收入决算情况说明",
    "本年收入合计90.00万元，其中：财政拨款收入90.00万元，占100.00%。",
    "二、政府采购支出情况说明",
    "政府采购支出总额9.00万元，其中：货物支出4.00万元、工程支出0.00万元、服务支出5.00万元。",
]
TABLE = [
    ["收入决算表"],
    ["项目", "", "本年收入合计", "财政拨款收入", "其他收入"],
    ["科目编码", "科目名称"],
    ["合计", "", "90.00", "90.00", "0.00"],
    ["213", "农林水支出", "90.00", "90.00", "0.00"],
]


def sheets(tmp_path: Path, *rows_of: list[list[str]]) -> Reading:
    book = Workbook()
    for number, rows in enumerate(rows_of):
        sheet = book.create_sheet(f"情况说明{number}")
        for row in rows:
            sheet.append(row)
    path = tmp_path / "示例县水务站2020年度部门决算.xlsx"
    book.save(path)
    return read(path)


def headings(reading: Reading) -> list[str]:
    return [section.title for section in reading.narrative.sections if section.number]


def test_a_sheet_of_paragraphs_is_narrative_with_the_cell_of_each(tmp_path: Path) -> None:
    reading = sheets(tmp_path, [[text] for text in TEXTS])
    assert headings(reading) == ["收入决算情况说明", "政府采购支出情况说明"]
    spots = [
        s.spot.cell for part in reading.narrative.sections for s in part.sentences if s.mentions
    ]
    assert spots[-2:] == ["A3", "A5"]


def test_a_frame_of_one_paragraph_is_a_paragraph() -> None:
    spot = Spot(file="a.docx", table=1, row=1, column=1)
    framed = Document("a.docx", "docx", [Grid(((GridText(TEXTS[2], spot),),), spot)])
    assert prose_apart(framed).parts == [Paragraph(TEXTS[2], spot)]


@pytest.mark.parametrize("text", ["某局二〇二〇年度部门决算公开情况说明及附表目录", "无。"])
def test_a_long_title_and_a_short_remark_alone_are_no_paragraphs(text: str) -> None:
    spot = Spot(file="a.docx", table=1, row=1, column=1)
    grid = Grid(((GridText(text, spot),),), spot)
    assert prose_apart(Document("a.docx", "docx", [grid])).parts == [grid]


def test_a_table_below_the_paragraphs_of_its_sheet_is_a_table(tmp_path: Path) -> None:
    reading = sheets(tmp_path, [[text] for text in TEXTS] + TABLE)
    assert headings(reading) == ["收入决算情况说明", "政府采购支出情况说明"]
    assert [form.form.key for form in reading.forms] == ["income"]
    assert {one.value for one in reading.observations} == {"90.00", "0.00"}


def test_lines_above_a_table_that_are_no_sentences_stay_its_own(tmp_path: Path) -> None:
    above = [["收入决算表"], ["部门：示例县水务站"], ["单位：万元"]]
    reading = sheets(tmp_path, [*above, *TABLE[1:]])
    assert [form.form.key for form in reading.forms] == ["income"]
    assert (reading.unit, reading.money.zh) == ("示例县水务站", "万元")


def test_what_is_quoted_stands_where_the_finding_is(tmp_path: Path) -> None:
    wrong = [text.replace("总额9.00", "总额19.00") for text in TEXTS]
    reading = sheets(tmp_path, [[text] for text in wrong])
    subject = Subject(disclosure=as_disclosure(reading), reading=reading)
    (finding,) = check(subject, selected(["N104"])).findings
    assert finding.where[0].quote == wrong[-1]


NOTES = [
    ["注：1.本表反映部门本年度取得的各项收入情况。"],
    ["2.本表金额转换为万元时，因四舍五入可能存在尾差。"],
]
BELOW = {
    "below a part": [["第三部分 2020年度部门决算情况说明"], *([text] for text in TEXTS[1:])],
    "below a title": [[text] for text in TEXTS],
    "from its first chapter": [[text] for text in TEXTS[1:]],
    "in another column": [[None, text] for text in TEXTS],
    "several in a cell": [["\n".join(TEXTS)]],
    "with blank rows": [row for text in TEXTS for row in ([text], [])],
    "chapters in sentences": [
        ["一、收入决算情况说明。" + TEXTS[2]],
        ["二、政府采购支出情况说明。" + TEXTS[4]],
    ],
}


def told(reading: Reading) -> list[tuple[str, list[str]]]:
    """The sections that say anything: title and sentences."""
    found = ((s.title, [one.text for one in s.sentences]) for s in reading.narrative.sections)
    return [(title, sentences) for title, sentences in found if sentences]


@pytest.mark.parametrize("below", BELOW.values(), ids=BELOW)
def test_a_narrative_below_the_notes_of_a_table_is_no_note(
    tmp_path: Path, below: list[list[str]]
) -> None:
    alone = sheets(tmp_path, below)
    reading = sheets(tmp_path, [*TABLE, *NOTES, [], *below])
    assert told(reading) == told(alone)
    assert [text for _, sentences in told(reading) for text in sentences]
    assert [form.form.key for form in reading.forms] == ["income"]


def test_a_narrative_between_two_tables_parts_them(tmp_path: Path) -> None:
    spent = [["支出决算表"], ["项目", "", "本年支出合计", "基本支出", "项目支出"], *TABLE[2:]]
    reading = sheets(tmp_path, [*TABLE, *NOTES, *BELOW["below a part"], *spent])
    assert [form.form.key for form in reading.forms] == ["income", "expenditure"]
    assert [title for title, sentences in told(reading)] == headings(reading)[1:]


def test_rows_of_one_text_within_and_below_a_table_stay_its_own(tmp_path: Path) -> None:
    empty = [["一、一般公共预算财政拨款收入"], ["二、政府性基金收入"]]
    reading = sheets(tmp_path, [*TABLE, *empty, *NOTES])
    assert told(reading) == []


NUMBERED = [
    ["一、", "收入决算情况说明"],
    ["（一）", TEXTS[2]],
    ["二、", "政府采购支出情况说明"],
    [None, TEXTS[4][:22], TEXTS[4][22:]],
]
AT_ONCE = [
    ["一、收入决算情况说明"],
    ["（一）" + TEXTS[2]],
    ["二、政府采购支出情况说明"],
    [TEXTS[4]],
]


@pytest.mark.parametrize("above", [[], [*TABLE, *NOTES]], ids=["alone", "below a table"])
def test_a_paragraph_parted_over_the_cells_of_its_row_is_one(
    tmp_path: Path, above: list[list[str]]
) -> None:
    assert told(sheets(tmp_path, [*above, *NUMBERED])) == told(sheets(tmp_path, AT_ONCE))


SCORES = [
    ["项目支出绩效自评表"],
    ["项目名称", "", "农村供水项目"],
    [
        "年度总体目标",
        "",
        "完成全县各乡镇的管网维修和水质检测，",
        "已完成各乡镇的管网维修和检测工作。",
    ],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["产出指标", "数量指标", "维修管网", "=5公里", "5公里", "90", "90"],
    ["总分", "", "", "", "", "100", "100"],
]


@pytest.mark.parametrize("way", ["right", "left", "right and close", "left and close"])
def test_a_narrative_beside_the_tables_of_a_sheet_is_narrative(tmp_path: Path, way: str) -> None:
    texts = [["第三部分 决算情况说明"], *([text] for text in TEXTS[1:])]
    tables = [*TABLE, *NOTES]
    gap = [] if way.endswith("close") else [None]
    rows = [
        [*row, *[None] * (5 - len(row)), *gap, *text] if way.startswith("right")
        else [*(text or [None]), *gap, *row]
        for row, text in zip(tables, [[], *texts, *[[]] * 9], strict=False)
    ]  # fmt: skip
    reading = sheets(tmp_path, rows)
    assert told(reading) == told(sheets(tmp_path, texts))
    assert [form.form.key for form in reading.forms] == ["income"]
    assert len(reading.observations) == len(sheets(tmp_path, tables).observations)


def test_an_evaluation_below_a_narrative_beside_a_table_is_one(tmp_path: Path) -> None:
    beside = [["第三部分 决算情况说明"], *([text] for text in TEXTS[1:]), *SCORES]
    forms = [*TABLE, *NOTES, *[[]] * 9]
    rows = [
        [*row, *[None] * (6 - len(row)), *text] for row, text in zip(forms, beside, strict=False)
    ]
    reading = sheets(tmp_path, rows)
    assert told(reading) == told(sheets(tmp_path, beside[:5]))
    assert [form.form.key for form in reading.forms] == ["income"]
    assert len(reading.performance.projects) == 1


@pytest.mark.parametrize(
    "note",
    ["一、本表反映部门本年度收入决算情况的全部内容。", "2、本表反映部门本年度收入决算情况。"],
)
def test_a_numbered_note_opens_no_narrative(tmp_path: Path, note: str) -> None:
    assert told(sheets(tmp_path, [*TABLE, ["注："], [note]])) == []


def test_columns_of_a_table_that_hold_sentences_stay_its_own(tmp_path: Path) -> None:
    head = [*TABLE[1], None, "收入决算情况说明"]
    rows = [TABLE[0], head, *([*row, None, TEXTS[2]] for row in TABLE[2:])]
    reading = sheets(tmp_path, rows)
    assert told(reading) == []


def test_the_cover_of_a_narrative_is_no_line_of_the_table_above_it(tmp_path: Path) -> None:
    assets = [
        ["国有资产占用情况表"],
        ["部门：示例县水务站 2020年度 金额单位：万元"],
        ["项目", "资产原值（万元）", "车辆（辆）", "", "单价50万元以上通用设备（台、套）"],
        ["", "", "合计", "其他用车"],
        ["决算数", "846.35", "1", "1", "2"],
        ["注：截至2020年12月31日。"],
    ]
    below = [
        ["示例县水务站2020年度部门决算"],
        ["第一部分 部门概况"],
        ["本站负责全县的农村供水和水质检测工作，共有2个科室。"],
    ]
    reading = sheets(tmp_path, [*TABLE, *assets, *below])
    forms = {form.no for form in sheets(tmp_path, [*TABLE, *assets]).forms}
    assert {form.no for form in reading.forms} == forms
    assert len(forms) == 2


def test_a_short_last_paragraph_is_one(tmp_path: Path) -> None:
    below = [*BELOW["below a part"], ["第四部分 名词解释"], ["基建：指基本建设。"]]
    reading = sheets(tmp_path, [*TABLE, *below])
    assert [section.title for section in reading.narrative.sections][-1] == "名词解释"
    cell = sheets(tmp_path, [*TABLE, ["\n".join(["示例县", *(row[0] for row in below)])]])
    assert [section.title for section in cell.narrative.sections][-1] == "名词解释"


def test_a_cover_above_the_part_of_the_forms_is_no_title_of_the_first(tmp_path: Path) -> None:
    cover = [
        ["示例县水务站2020年度部门决算"],
        ["公开时间：2021年9月"],
        ["第二部分 2020年度部门决算表"],
    ]
    titles = [TABLE[0], ["表01"], ["编制单位：示例县水务站　单位：万元"]]
    reading = sheets(tmp_path, [*cover, *titles, *TABLE[1:]])
    subject = Subject(disclosure=as_disclosure(reading), reading=reading)
    assert check(subject, selected(["D104"])).findings == []
    assert [form.form.key for form in reading.forms] == ["income"]
