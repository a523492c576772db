"""Texts of the trade and the facts they stand for."""

import pytest

from juesuan.facts import parse_selection, standard_space
from juesuan.lexicon import label_of, lexicon

WORDS = lexicon(2023)


def meant(text: str) -> list[object]:
    return [selection.canonical(WORDS.space) for selection in WORDS.read(text).readings]


def selected(*texts: str) -> list[object]:
    space = standard_space(2023)
    return [parse_selection(text, space).canonical(space) for text in texts]


@pytest.mark.parametrize(
    ("text", "selection"),
    [
        ("一、一般公共预算财政拨款收入", "income[fund=general]"),
        ("公共财政预算财政拨款收入", "income[fund=general]"),
        ("年初财政拨款结转和结余", "opening[fund=fiscal]"),
        ("年末政府性基金预算财政拨款结转和结余", "closing[fund=government_funds]"),
        ("本年收入合计（万元）", "income"),
        ("用事业基金弥补收支差额", "surplus_used"),
        ("项目支出结余", "[nature=project, carry=surplus]"),
        ("1. 因公出国(境)费", "expenditure[economic=30212]"),
        ("公务用车购置及运行维护费", "expenditure[economic=30913|31013|30231]"),
        ("其中：外事接待批次（个）", "count[item=batches.domestic.foreign_affairs]"),
        ("十四、资源勘探信息等支出", "[function=215]"),
        ("收入、支出", "inflow|outflow"),
    ],
)
def test_a_term_composed_of_terms(text: str, selection: str) -> None:
    assert meant(text) == selected(selection)
    assert WORDS.read(text).whole


def test_a_name_that_several_things_bear_is_ambiguous() -> None:
    assert meant("国有资本经营预算支出") == selected(
        "[function=223]", "expenditure[fund=state_capital]"
    )


def test_parts_that_contradict_leave_no_reading() -> None:
    assert WORDS.read("年初预算数与本单位各处室反复核对的决算数").readings == ()


def test_what_was_not_understood_is_told() -> None:
    meaning = WORDS.read("其中：基本建设类项目支出")
    assert (meaning.leftover, meaning.part, meaning.whole) == ("基本建设", True, False)
    assert 0 < meaning.share < 1


def test_a_title_says_what_document_it_is_not_the_stage() -> None:
    (reading,) = WORDS.title("一般公共预算财政拨款支出决算表").readings
    assert reading == parse_selection("expenditure[fund=general]", WORDS.space)


@pytest.mark.parametrize(
    ("text", "words", "level", "unit"),
    [
        ("（一）车辆数合计（辆）", "车辆数合计", 2, "辆"),
        ("二十三、其他支出", "其他支出", 1, ""),
        ("决算数（单位：万元）", "决算数", 0, "万元"),
        ("（二）通用设备（台，套）", "通用设备", 2, "台,套"),
        ("（2）国（境）外接待费", "国(境)外接待费", 4, ""),
        ("万元", "", 0, "万元"),
    ],
)
def test_a_label_taken_apart(text: str, words: str, level: int, unit: str) -> None:
    label = label_of(text)
    assert (label.words, label.level, label.unit) == (words, level, unit)
