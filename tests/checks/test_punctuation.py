"""Rules on punctuation."""

import pytest

from juesuan.checks import message
from support.booklets import booklet, found

HEAD = "九、财政拨款“三公”经费支出决算情况说明"
SOUND = "公务接待费支出决算为0.70万元，主要用于接待上级检查。"


def told(*lines: str):
    """A booklet with these paragraphs in its ninth chapter."""
    return booklet(narrative=[HEAD, *lines])


# D301.


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("支出100万元，。", "100万元，。"),
        ("支出100万元。。", "100万元。。"),
        ("包括：：办公费。", "包括：：办公"),
    ],
)
def test_d301_finds_marks_that_cannot_stand_together(text: str, around: str) -> None:
    (finding,) = found(told(text), "D301")
    assert finding.where[0].section == "九" and around in finding.where[0].printed


def test_d301_passes_a_sound_sentence() -> None:
    assert found(told(SOUND), "D301") == []


@pytest.mark.parametrize("text", ["包括办公费等。。。", "支出1,000万元，收入500万元。"])
def test_d301_spares_dots_and_separators(text: str) -> None:
    assert found(told(text), "D301") == []


# D302.


@pytest.mark.parametrize(
    ("text", "pair"),
    [("公务用车运行维护费（含燃料费、维修费。", "（）"), ("根据《办法有关规定。", "《》")],
)
def test_d302_finds_brackets_that_do_not_close(text: str, pair: str) -> None:
    (finding,) = found(told(SOUND, text), "D302")
    assert finding.details["pair"] == pair and finding.where[0].section == "九"
    assert finding.where[0].printed == text and text in message(finding)


def test_d302_passes_brackets_that_close() -> None:
    assert found(told("公务用车运行维护费（含燃料费、维修费）。"), "D302") == []


@pytest.mark.parametrize(
    "lines",
    [
        ["包括：1）办公费；2）印刷费（含装订）。"],
        ["车辆费用（含燃料费、", "维修费）。"],
        ['称为"三公”经费。'],
    ],
    ids=["numbers of a list", "over two paragraphs", "straight quotes"],
)
def test_d302_spares_lists_and_brackets_over_paragraphs(lines: list[str]) -> None:
    assert found(told(*lines), "D302") == []


# D303.


@pytest.mark.parametrize("mark", ["；", "，", "、"])
def test_d303_finds_a_section_that_ends_within_a_sentence(mark: str) -> None:
    lines = ["五、支出决算情况说明", f"教育支出10万元；住房保障支出9万元{mark}", HEAD, SOUND]
    (finding,) = found(booklet(narrative=lines), "D303")
    assert (finding.where[0].section, finding.where[0].printed) == ("五", mark)
    assert f"住房保障支出9万元{mark}" in message(finding)


def test_d303_passes_a_section_that_ends() -> None:
    lines = ["五、支出决算情况说明", "住房保障支出9万元。", HEAD, SOUND]
    assert found(booklet(narrative=lines), "D303") == []


def test_d303_spares_the_items_of_a_list() -> None:
    items = ["（一）拟订本行业规划并组织实施；", "（二）承办其他事项。"]
    lines = ["一、主要职责", *items, HEAD, SOUND]
    assert found(booklet(narrative=lines), "D303") == []


def test_d303_spares_the_last_section_before_tables() -> None:
    assert found(told("住房保障支出9万元；"), "D303") == []


# D304.


def test_d304_finds_a_sentence_that_runs_on() -> None:
    (finding,) = found(told("公务接待费0.7万元其中：国内接待费0.7万元。"), "D304")
    assert finding.where[0].section == "九"
    assert "0.7万元其中" in message(finding)


def test_d304_passes_a_mark_between() -> None:
    assert found(told("公务接待费0.7万元，其中：国内接待费0.7万元。"), "D304") == []


def test_d304_spares_words_that_go_on_after_no_figure() -> None:
    assert found(told("公务接待费其中：国内接待费0.7万元。"), "D304") == []
