"""Rules on the contents page and the chapters."""

from juesuan.checks import message, severity_of
from support.booklets import booklet, found

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


def test_a_line_listed_twice_within_a_part_is_told() -> None:
    contents = [*CONTENTS[:2], "一、主要职责", *CONTENTS[3:]]
    (finding,) = found(whole(contents), "C201")
    assert [where.printed for where in finding.where] == ["一、主要职责", "一、主要职责"]


def test_one_number_in_two_parts_is_no_repetition() -> None:
    assert found(whole(), "C201") == []


def test_a_listed_chapter_that_the_text_lacks_is_told() -> None:
    (finding,) = found(whole([*CONTENTS[:-1], "四、国有资产占用情况", "第四部分 名词解释"]), "C202")
    assert finding.where[0].item == "四、国有资产占用情况"


def test_tables_listed_by_their_own_numbers_are_found_by_title() -> None:
    tables = ["表一：收入支出决算总表", "表二：收入决算表"]
    assert found(whole([*CONTENTS[:4], *tables, *CONTENTS[4:]]), "C2") == []


def test_the_contents_may_set_a_colon_where_the_heading_has_none() -> None:
    contents = [line.replace("部分 ", "部分：") for line in CONTENTS]
    assert found(whole(contents), "C2", "C3") == []


def test_an_annex_may_be_another_file() -> None:
    assert found(whole([*CONTENTS, "第五部分 附件"]), "C202") == []


def test_a_section_printed_twice_in_the_same_words_is_told_at_its_top() -> None:
    front = [*CHAPTERS[:3], "一、主要职责", DUTY, CHAPTERS[-1]]
    (finding,) = found(whole(front=front), "C203")
    assert [where.item for where in finding.where] == ["主要职责", "主要职责"]


def test_short_sections_may_be_alike() -> None:
    text = [*TEXT[:1], "一、收入决算情况说明", "无。", "二、收入决算情况说明", "无。", *TEXT[-2:]]
    assert found(whole(text=text), "C203") == []


def test_a_heading_that_differs_from_the_contents_is_told_in_both_words() -> None:
    text = [line.replace("支出决算情况说明", "支出决算的情况说明") for line in TEXT]
    (finding,) = found(whole(text=text), "C204")
    assert finding.expected == "支出决算的情况说明"
    assert finding.where[0].item == "三、支出决算情况说明"


def test_pages_of_the_contents_run_forward() -> None:
    pages = [3, 3, 4, 5, 12, 12, 11, 13, 15]
    contents = [f"{line}……{page}" for line, page in zip(CONTENTS, pages, strict=True)]
    (finding,) = found(whole(contents), "C205")
    assert "第11页" in message(finding)
    assert found(whole([f"{line}……{3 + n}" for n, line in enumerate(CONTENTS)]), "C205") == []


def test_a_cover_of_a_unit_over_a_departments_forms_is_told() -> None:
    front = ["某局", "2023年度单位决算公开", "目 录", *CONTENTS, *CHAPTERS]
    (finding,) = found(booklet(front=front, narrative=TEXT), "C206")
    assert "单位决算" in message(finding) and "部门决算" in message(finding)


def test_a_booklet_without_its_organisation_is_told() -> None:
    front = [*CHAPTERS[:3], CHAPTERS[-1]]
    (finding,) = found(whole(CONTENTS[:2] + CONTENTS[3:], front=front), "C207")
    assert "机构设置" in message(finding) and "organisation" in message(finding, "en")


def test_the_organisation_may_be_told_in_a_sentence() -> None:
    front = [*CHAPTERS[:3], "本局内设机构有办公室、业务科。", CHAPTERS[-1]]
    assert found(whole(CONTENTS[:2] + CONTENTS[3:], front=front), "C207") == []


def test_a_part_without_its_number_is_a_light_matter_and_a_missing_one_is_not() -> None:
    front = [*CHAPTERS[:-1], "2023年度部门决算表"]
    (bald,) = found(whole(front=front), "C208")
    assert (severity_of(bald), bald.where[0].section) == ("info", "第二部分")
    (missing,) = found(
        booklet(front=["某局2023年度部门决算", *CHAPTERS[1:]], narrative=TEXT), "C208"
    )
    assert (severity_of(missing), missing.where[0].section) == ("warning", "第一部分")
