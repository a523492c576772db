"""The author's own words in a booklet go on: reasons to their comparisons, uses to their items."""

from pathlib import Path

import pytest

from juesuan.checks import Subject
from juesuan.narrative import AuthorWords
from juesuan.publishing import given, given_reasons, given_texts, given_words
from juesuan.reading import read
from support.balanced import filled
from support.disclosures import facts, printed_book
from support.printing import write_text

NARRATIVE = """第三部分 2023年度部门决算情况说明
一、收入支出决算总体情况说明
2023年度收入总计50.00万元，支出总计50.00万元。与上年相比，收、支总计各增加5.00万元，增长11.11%，{lead}新增办公楼维修项目。
二、一般公共预算财政拨款支出决算情况说明
1.一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）年初预算30.00万元，支出决算32.00万元，完成年初预算的106.67%，{lead}年中追加人员经费。主要用于在职人员工资和日常公用支出。
三、“三公”经费支出决算情况说明
公务接待费支出决算为1.00万元，完成预算的50.00%，决算数小于预算数的主要原因是压减陪餐人数，与上年相比减少0.20万元，下降16.67%，减少的主要原因是来访批次减少。
"""


@pytest.fixture(scope="module", params=["主要原因是：", "主要是由于", "原因系", "增加的主要原因是"])
def words(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AuthorWords:
    path = write_text(filled(facts(), "yunnan-2023"), tmp_path_factory.mktemp("words") / "2023.txt")
    text = path.read_text("utf-8") + "\n" + NARRATIVE.format(lead=request.param)
    path.write_text(text, "utf-8")
    return given_words(Subject.of(read(path)))


def test_a_reason_belongs_to_the_comparison_before_it(words: AuthorWords) -> None:
    assert words.reasons["overall", "", "last_year"] == "新增办公楼维修项目"
    assert words.reasons["function", "2010301", "initial"] == "年中追加人员经费"


def test_two_reasons_of_one_sentence_are_kept_apart(words: AuthorWords) -> None:
    assert words.reasons["receptions", "", "initial"] == "压减陪餐人数"
    assert words.reasons["receptions", "", "last_year"] == "来访批次减少"


def test_a_use_belongs_to_its_item(words: AuthorWords) -> None:
    assert words.texts["use", "2010301"] == ("在职人员工资和日常公用支出",)


def test_what_is_answered_comes_before_what_the_booklet_says(words: AuthorWords) -> None:
    key = ("overall", "", "last_year")
    said = AuthorWords(reasons={key: "机构合并"}).over(words)
    assert said.reasons[key] == "机构合并"
    assert said.texts == words.texts


def test_a_text_without_reasons_gives_none(tmp_path: Path) -> None:
    path = write_text(filled(facts(), "yunnan-2023"), tmp_path / "2023.txt")
    path.write_text(path.read_text("utf-8") + "\n一、总体情况\n收支总计50.00万元。\n", "utf-8")
    assert not list(given_reasons(Subject.of(read(path))))


COMPARED = (
    "三、“三公”经费支出决算情况说明",
    "主要原因是厉行节约。公务用车运行维护费支出决算数小于预算数，主要原因是出车减少。"
    "公务接待费支出决算数大于预算数，主要原因是来访增加。",
)


def test_a_reason_belongs_to_what_words_compare_in_its_own_sentence() -> None:
    found = {one.about: one.text for one in given_reasons(printed_book(narrative=COMPARED))}
    assert found == {"cars_run": "出车减少", "receptions": "来访增加"}


def test_duties_come_with_the_items_below_them_and_their_numbers() -> None:
    said = (
        *("第一部分 概况", "一、主要职责", "主要职责是：", "（一）贯彻方针政策。"),
        *("1．拟订规划。", "（二）承办其他事项。", "二、机构设置", "内设机构3个。"),
        *("第二部分 情况说明", "一、主要职责说明", "另有说明。"),
    )
    found = list(given_texts(printed_book(narrative=said)))
    assert [(one.place, one.code, one.text.rstrip("。")) for one in found] == [
        *(("duties", "", text) for text in ("主要职责是：", "（一）贯彻方针政策")),
        *(("duties", "", text) for text in ("1．拟订规划", "（二）承办其他事项")),
        ("organisation", "", "内设机构3个"),
    ]


def test_what_a_build_was_made_of_is_known_by_names_and_content(tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    (folder / "below").mkdir(parents=True)
    file = folder / "below" / "a.txt"
    file.write_text("甲", "utf-8")
    alone = given._digest(file)
    assert given._digest(folder) == alone != given._digest(tmp_path / "none")
    (folder / "b.txt").write_text("甲", "utf-8")
    both = given._digest(folder)
    file.write_text("乙", "utf-8")
    assert len({alone, both, given._digest(folder), given._digest(file)}) == 4
