"""Rules on the contents page and the chapters."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from openpyxl import Workbook

from juesuan.checks import Subject, message, severity_of
from juesuan.checks.subject.contents import entries
from juesuan.checks.subject.excerpts import begins_late, is_excerpt
from juesuan.reading import Paragraph, read
from support import telling
from support.booklets import booklet, found
from support.printing import grid

DUTY = (
    "（一）贯彻执行国家法律法规和方针政策，拟订全市本行业的发展规划并组织实施，负责行业管理工作。"
)
CHAPTERS = [
    "第一部分 部门概况",
    "一、主要职责",
    DUTY,
    "二、机构设置",
    "纳入本部门决算编制范围的单位共1个。",
    "第二部分 2023年度部门决算表",
]
TEXT = [
    "第三部分 2023年度部门决算情况说明",
    "一、收入支出决算总体情况说明",
    "收入支出基本平衡。",
    "二、收入决算情况说明",
    "收入情况良好。",
    "三、支出决算情况说明",
    "支出情况良好。",
    "第四部分 名词解释",
    "一、基本支出：指为保障机构正常运转而发生的支出。",
]


def listed(*lines: str) -> list[str]:
    """A cover and a contents page of these lines."""
    return ["某局", "2023年度部门决算", "目 录", *lines]


CONTENTS = [
    "第一部分 部门概况",
    "一、主要职责",
    "二、机构设置",
    "第二部分 2023年度部门决算表",
    "第三部分 2023年度部门决算情况说明",
    "一、收入支出决算总体情况说明",
    "二、收入决算情况说明",
    "三、支出决算情况说明",
    "第四部分 名词解释",
]


def whole(
    contents: list[str] = CONTENTS, front: list[str] = CHAPTERS, text: list[str] = TEXT, **more
):
    return booklet(front=[*listed(*contents), *front], narrative=text, **more)


def test_a_whole_booklet_gives_nothing() -> None:
    assert [message(finding) for finding in found(whole(), "C", "D", "H")] == []


def test_paragraphs_that_know_no_line_are_told_apart_all_the_same() -> None:
    assert [message(finding) for finding in found(whole(lined=False), "C", "D", "H")] == []
    text = [line.replace("收入情况良好。", "收入情况良好；") for line in TEXT]
    (finding,) = found(whole(text=text, lined=False), "C", "D", "H")
    assert (finding.code, finding.where[0].section) == ("D303", "二")


def test_a_contents_page_whose_pages_are_not_counted_yet_is_read() -> None:
    contents = [f"{line}\t–" for line in CONTENTS]
    assert found(whole(contents, lined=False), "C2") == []


def test_a_file_with_forms_only_is_accused_of_no_missing_chapter() -> None:
    assert found(booklet(), "C2") == []


def test_contents_in_a_table_are_lines_with_their_pages() -> None:
    subject = booklet(narrative=TEXT)
    assert subject.reading is not None
    (document,) = subject.reading.documents
    table = grid([["第一部分 部门概况", "1"], ["一、主要职责", "", "2"], ["", ""], ["附件"]])
    document.parts[:0] = [Paragraph("目 录", table.spot), table]
    assert [(one.part, one.number, one.title, one.page) for one in entries(subject)] == [
        ("", "第一部分", "部门概况", 1),
        ("第一部分", "一、", "主要职责", 2),
        ("第一部分", "", "附件", 0),
    ]


# C201.


def test_c201_finds_a_line_listed_twice_within_a_part() -> None:
    contents = [*CONTENTS[:2], "一、主要职责", *CONTENTS[3:]]
    (finding,) = found(whole(contents), "C201")
    assert [where.printed for where in finding.where] == ["一、主要职责", "一、主要职责"]
    assert finding.where[0].part == "contents"
    assert "列了2次" in message(finding)


def test_c201_passes_contents_that_list_each_chapter_once() -> None:
    assert found(whole(), "C201") == []


def test_c201_spares_one_line_in_two_parts() -> None:
    """收入支出决算 may be a form in part two and a chapter in part three."""
    contents = [*CONTENTS[:4], "一、收入支出决算总体情况说明", *CONTENTS[4:]]
    assert found(whole(contents), "C201") == []


# C202.


def test_c202_finds_a_listed_chapter_that_the_text_lacks() -> None:
    (finding,) = found(whole([*CONTENTS[:-1], "四、国有资产占用情况", "第四部分 名词解释"]), "C202")
    assert finding.where[0].item == "四、国有资产占用情况"
    assert "“四、国有资产占用情况”" in message(finding)


def test_c202_finds_a_chapter_whose_title_holds_that_of_another() -> None:
    (finding,) = found(whole([*CONTENTS[:-1], "四、机关运行经费支出决算情况说明"]), "C202")
    assert finding.where[0].item == "四、机关运行经费支出决算情况说明"


def test_c202_finds_a_chapter_whose_title_is_nearly_that_of_a_form() -> None:
    title = "四、国有资本经营预算财政拨款支出决算情况"
    assert [f.where[0].item for f in found(whole([*CONTENTS[:-1], title]), "C202")] == [title]
    assert found(whole([*CONTENTS[:-1], title]), "C204") == []


def test_c202_tells_alone_of_a_chapter_that_the_contents_list() -> None:
    lacking = whole(text=TEXT[: TEXT.index("第四部分 名词解释")])
    assert [finding.code for finding in found(lacking, "C2")] == ["C202"]


def test_c202_spares_a_page_of_contents_alone(tmp_path: Path) -> None:
    text = "某局2022年度部门决算公开说明\n目录\n第一部分 概况\n第二部分 2022年度部门决算表\n"
    text += "第三部分 2022年度部门决算情况说明\n第四部分 名词解释\n"
    (path := tmp_path / "a.txt").write_text(text, "utf-8")
    assert found(Subject.of(read(path), [path]), "C202") == []


def test_c202_passes_contents_that_the_text_has() -> None:
    assert found(whole(), "C202") == []


@pytest.mark.parametrize("annex", ["第五部分 附件", "第五部分 附表（公开报表）"])
def test_c202_spares_an_annex_in_another_file(annex: str) -> None:
    assert found(whole([*CONTENTS, annex]), "C202") == []


def test_c202_spares_forms_listed_by_numbers_of_their_own() -> None:
    tables = ["表一：收入支出决算总表", "表二：收入决算表"]
    assert found(whole([*CONTENTS[:4], *tables, *CONTENTS[4:]]), "C2") == []


@pytest.mark.parametrize("title", ["一、收入决算表", "一、《收入决算表》"])
def test_c202_spares_forms_listed_in_marks_of_titles(title: str) -> None:
    contents = [*CONTENTS[:4], title, *CONTENTS[4:]]
    assert found(whole(contents, [*CHAPTERS, "收入决算表"]), "C202") == []


def test_c202_and_c208_take_the_sheets_of_a_workbook_for_the_part_of_the_forms(
    tmp_path: Path,
) -> None:
    book = Workbook()
    text = book.active
    text.title = "概况"
    lines = ["某市水务局2022年度部门决算", "目录", "第一部分 概况", "第二部分 2022年部门决算表"]
    lines += ["第三部分 情况说明", "第一部分 概况", "一、主要职责", "负责全市供水。"]
    for line in lines:
        text.append([line])
    form = book.create_sheet("收入决算表")
    for row in (
        ["收入决算表"],
        ["单位：万元"],
        ["项目", "", "本年收入合计", "财政拨款收入"],
        ["功能分类科目编码", "科目名称", "", ""],
        ["栏次", "", 1, 2],
        ["合计", "", 90.5, 90.5],
        ["213", "农林水支出", 90.5, 90.5],
    ):
        form.append(row)
    told = book.create_sheet("情况说明")
    for line in ("第三部分 情况说明", "一、收入决算情况说明", "本年收入合计90.50万元。"):
        told.append([line])
    book.save(path := tmp_path / "a.xlsx")
    subject = Subject.of(read(path), [path])
    assert subject.reading is not None and subject.reading.forms
    assert found(subject, "C2") == []


def test_c202_spares_a_colon_that_the_heading_does_not_have() -> None:
    contents = [line.replace("部分 ", "部分：") for line in CONTENTS]
    assert found(whole(contents), "C2", "C3") == []


# C203.


def test_c203_finds_a_section_printed_twice_at_its_top() -> None:
    front = [*CHAPTERS[:3], "一、主要职责", DUTY, CHAPTERS[-1]]
    (finding,) = found(whole(front=front), "C203")
    assert [(where.section, where.item) for where in finding.where] == [("一", "主要职责")] * 2
    assert "印了2次" in message(finding)


def test_c203_passes_sections_printed_once() -> None:
    assert found(whole(), "C203") == []


def test_c203_spares_short_sections_of_one_heading() -> None:
    text = [*TEXT[:1], "一、收入决算情况说明", "无。", "二、收入决算情况说明", "无。", *TEXT[-2:]]
    assert found(whole(text=text), "C203") == []


def test_c203_spares_long_sections_that_differ_in_a_word() -> None:
    front = [*CHAPTERS[:3], "一、主要职责", DUTY.replace("全市", "全县"), CHAPTERS[-1]]
    assert found(whole(front=front), "C203") == []


# C204.


def test_c204_finds_a_heading_that_differs_from_the_contents_in_both_words() -> None:
    text = [line.replace("支出决算情况说明", "支出决算的情况说明") for line in TEXT]
    (finding,) = found(whole(text=text), "C204")
    assert finding.expected == "支出决算的情况说明"
    assert (finding.where[0].part, finding.where[0].item) == ("contents", "三、支出决算情况说明")
    assert finding.where[1].section == "三"


def test_c204_passes_headings_in_the_words_of_the_contents() -> None:
    assert found(whole(), "C204") == []


def test_c204_spares_the_year_and_the_unit_before_a_heading() -> None:
    contents = [line.replace("2023年度部门决算表", "某局2023年部门决算表") for line in CONTENTS]
    assert found(whole(contents), "C204") == []


# C205.


def test_c205_finds_pages_that_run_backwards() -> None:
    pages = [3, 3, 4, 5, 12, 12, 11, 13, 15]
    contents = [f"{line}……{page}" for line, page in zip(CONTENTS, pages, strict=True)]
    (finding,) = found(whole(contents), "C205")
    assert finding.where[0].item == "二、收入决算情况说明"
    assert "第12页" in message(finding) and "第11页" in message(finding)


def test_c205_passes_pages_that_rise() -> None:
    assert found(whole([f"{line}……{3 + n}" for n, line in enumerate(CONTENTS)]), "C205") == []


def test_c205_spares_lines_without_a_page_between() -> None:
    pages = ["……3", "", "……4", "", "……5", "", "", "……7", "……9"]
    contents = [f"{line}{page}" for line, page in zip(CONTENTS, pages, strict=True)]
    assert found(whole(contents), "C205") == []


# C206.


def covered(title: str) -> Subject:
    """The whole booklet under a cover of this title."""
    return booklet(front=["某局", title, "目 录", *CONTENTS, *CHAPTERS], narrative=TEXT)


def test_c206_finds_a_cover_of_a_unit_over_a_departments_forms() -> None:
    (finding,) = found(covered("2023年度单位决算公开"), "C206")
    assert [where.part for where in finding.where] == ["cover", "contents"]
    assert "封面写“2023年度单位决算公开”" in message(finding)
    assert "第二部分 2023年度部门决算表" not in message(finding)
    assert "2023年度部门决算表" in message(finding)


def test_c206_passes_a_cover_of_the_department() -> None:
    assert found(covered("2023年度部门决算公开"), "C206") == []


def test_c206_spares_a_cover_that_names_both_and_one_that_names_neither() -> None:
    assert found(covered("2023年度部门决算（含单位决算）公开"), "C206") == []
    assert found(covered("2023年度决算公开"), "C206") == []


# C207.


def test_c207_finds_a_booklet_without_its_organisation() -> None:
    front = [*CHAPTERS[:3], CHAPTERS[-1]]
    (finding,) = found(whole(CONTENTS[:2] + CONTENTS[3:], front=front), "C207")
    assert finding.variant == "organisation" and finding.where[0].section == "第一部分"
    assert "机构设置" in message(finding) and "organisation" in message(finding, "en")


def test_c207_finds_a_booklet_without_its_glossary() -> None:
    (finding,) = found(whole(CONTENTS[:-1], text=TEXT[:-2]), "C207")
    assert (finding.variant, finding.where[0].section) == ("glossary", "第四部分")


def test_c207_passes_a_booklet_with_all_chapters() -> None:
    assert found(whole(), "C207") == []


def test_c207_spares_an_organisation_told_in_a_sentence() -> None:
    front = [*CHAPTERS[:3], "本局内设机构有办公室、业务科。", CHAPTERS[-1]]
    assert found(whole(CONTENTS[:2] + CONTENTS[3:], front=front), "C207") == []


def test_c207_spares_a_file_of_forms_with_few_headings() -> None:
    assert found(booklet(narrative=TEXT[:3]), "C207") == []


# C208.


def test_c208_finds_a_part_that_lacks_its_number_lightly() -> None:
    front = [*CHAPTERS[:-1], "2023年度部门决算表"]
    (bald,) = found(whole(front=front), "C208")
    assert (severity_of(bald), bald.where[0].section) == ("info", "第二部分")
    assert "“2023年度部门决算表”前缺“第二部分”" in message(bald)


def test_c208_finds_a_part_that_is_missing() -> None:
    front = ["某局2023年度部门决算", *CHAPTERS[1:]]
    (missing,) = found(booklet(front=front, narrative=TEXT), "C208")
    assert (severity_of(missing), missing.where[0].section) == ("warning", "第一部分")
    assert missing.variant == "missing"


def test_c208_spares_an_excerpt_that_begins_with_a_later_part() -> None:
    """第二部分、第三部分 alone: the first was left out, and with it what should be there."""
    excerpt = booklet(front=["某局2023年度部门决算", CHAPTERS[-1]], narrative=TEXT[:-2])
    assert begins_late(excerpt)
    assert found(excerpt, "C207", "C208", "C209") == []


@pytest.mark.parametrize(("first", "late"), [("一、", False), ("三、", True)])
def test_the_first_number_of_a_document_tells_an_excerpt(first: str, late: bool) -> None:
    chapter = first + "2023年度部门决算情况说明"
    subject = booklet(narrative=[chapter, "（一）收入支出决算总体情况", "收入平稳。"])
    assert begins_late(subject) is late


def test_c208_passes_parts_in_order() -> None:
    assert found(whole(), "C208") == []


def test_c208_spares_a_booklet_without_parts() -> None:
    assert found(booklet(narrative=TEXT[1:7]), "C208") == []


# C209.

MATTERS = [
    "一、收入支出决算总体情况说明",
    "二、收入决算情况说明",
    "三、支出决算情况说明",
    "四、财政拨款收入支出决算总体情况说明",
    "五、政府性基金预算财政拨款支出决算情况说明",
    "六、国有资本经营预算财政拨款支出决算情况说明",
    "七、“三公”经费支出决算情况说明",
    "八、机关运行经费支出情况说明",
    "九、政府采购支出情况说明",
    "十、国有资产占用情况说明",
    "十一、预算绩效情况说明",
]


def of_matters(*headings: str) -> list[str]:
    """What C209 misses in a text with these headings, and a sentence below each."""
    said = [line for heading in headings for line in (heading, "情况良好。")]
    return [finding.where[0].item for finding in telling.found("C209", *said)]


def test_c209_finds_a_matter_of_which_the_text_says_nothing() -> None:
    assert of_matters(*MATTERS[:5], *MATTERS[6:]) == ["国有资本经营预算财政拨款支出情况"]
    income = "12、国有资本经营预算财政拨款收入"  # its income is not its expenditure
    assert of_matters(*MATTERS[:5], *MATTERS[6:], income) == ["国有资本经营预算财政拨款支出情况"]


DETAILS = [
    ("九、政府采购支出情况说明", "政府采购支出总额3.00万元{}。", "，其中：货物支出3.00万元",
     "政府采购货物、工程、服务各多少"),
    ("九、政府采购支出情况说明", "政府采购支出总额3.00万元{}。", "，授予中小企业合同金额3.00万元",
     "授予中小企业的采购金额及占比"),
    ("七、“三公”经费支出决算情况说明", "公务用车运行维护费支出3.00万元{}。", "，保有量2辆",
     "公务用车购置数和保有量"),
    ("七、“三公”经费支出决算情况说明", "公务接待费支出1.00万元{}。", "，接待3批次20人次",
     "公务接待的批次和人次"),
    ("七、“三公”经费支出决算情况说明", "因公出国（境）费支出1.00万元{}。", "，团组1个、2人次",
     "因公出国（境）团组数和人数"),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "said", "detail", "title"), DETAILS, ids=lambda d: d[:12])
def test_c209_finds_what_was_spent_without_its_details(heading, said, detail, title) -> None:
    place = MATTERS.index(heading) + 1
    with_it = [*MATTERS[:place], said.format(detail), *MATTERS[place:]]
    assert title not in of_matters(*with_it)
    assert title in of_matters(*MATTERS[:place], said.format(""), *MATTERS[place:])
    nothing = said.format("").replace("3.00", "0.00").replace("1.00", "0.00")
    assert title not in of_matters(*MATTERS[:place], nothing, *MATTERS[place:])


def test_c209_only_asks_where_the_part_of_the_forms_says_that_there_is_none() -> None:
    forms = ["第二部分 2023年度部门决算表", "其中国有资本经营预算财政拨款支出决算表为空表。"]
    said = [line for matter in (*MATTERS[:5], *MATTERS[6:]) for line in (matter, "情况良好。")]
    (finding,) = telling.found("C209", *said, *forms)
    assert (finding.where[0].item, severity_of(finding)) == (
        "国有资本经营预算财政拨款支出情况",
        "info",
    )


def test_c209_only_asks_where_a_form_says_below_it_that_there_is_none() -> None:
    said = [line for matter in (*MATTERS[:5], *MATTERS[6:]) for line in (matter, "情况良好。")]
    told = telling.told(*said)
    assert told.reading is not None
    note = ["注：本部门没有国有资本经营预算财政拨款支出，本表为空。"]
    forms = [
        replace(
            form, table=replace(form.table, after=note if "国有资本" in form.form.title else [])
        )
        for form in told.reading.forms
    ]
    noted = Subject(disclosure=told.disclosure, reading=replace(told.reading, forms=forms))
    (finding,) = telling.findings(noted, "C209")
    assert severity_of(finding) == "info"


def test_c209_passes_a_text_of_all_matters() -> None:
    assert of_matters(*MATTERS) == []


@pytest.mark.parametrize(
    ("left", "excerpt"),
    [(range(4, 7), True), (range(3, 5), True), (range(3, 4), False), (range(11, 13), False)],
)
def test_c209_spares_forms_whose_numbers_leave_out_several(left: range, excerpt: bool) -> None:
    told = telling.told("情况良好。")
    assert told.reading is not None
    gone = {f"{number:02d}" for number in (*left, *range(9, 13))}
    forms = [form for form in told.reading.forms if form.no not in gone]
    kept = tuple(form for form in told.disclosure.forms if form.form.no not in gone)
    sets = replace(told.disclosure.form_set, forms=tuple(form.form for form in kept))
    disclosure = replace(told.disclosure, forms=kept, form_set=sets)
    some = Subject(disclosure=disclosure, reading=replace(told.reading, forms=forms))
    assert is_excerpt(some) is excerpt


def test_c209_spares_an_excerpt_of_few_headings() -> None:
    assert of_matters(*MATTERS[:5]) == []
