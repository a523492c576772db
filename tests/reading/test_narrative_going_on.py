"""What a narrative goes on with: comparisons that name the next item, names not understood."""

import pytest

from juesuan.reading.document import Document, Paragraph, Spot
from juesuan.reading.narrative import Mention, Sentence, read_narrative


def sentences(text: str) -> list[Sentence]:
    """The sentences of one paragraph."""
    document = Document("a", "text", [Paragraph(text, Spot(file="a", line=1))])
    return [s for section in read_narrative([document]).sections for s in section.sentences]


def mentions(text: str) -> list[Mention]:
    """What is said in one paragraph, years apart."""
    return [m for s in sentences(text) for m in s.mentions if m.kind != "year"]


def test_a_comparison_names_what_the_next_figure_is_said_of() -> None:
    text = "公务接待费5万元，公务用车运行维护费支出与预算持平，比去年增加1万元，增长20%。"
    assert [m.subject for m in mentions(text)] == [
        "公务接待费",
        "公务用车运行维护费支出",
        "公务用车运行维护费支出",
    ]


def test_a_comparison_goes_on_with_the_one_before() -> None:
    (sentence,) = sentences("因公出国支出决算比预算无增减变化，比去年无增减变化。")
    assert [claim.subject for claim in sentence.comparisons] == ["因公出国支出"] * 2


@pytest.mark.parametrize("said", ["未超过", "没有超过", "不大于"])
def test_not_exceeding_is_no_comparison(said: str) -> None:
    (sentence,) = sentences(f"公务接待费决算数{said}年初预算数。")
    assert sentence.comparisons == ()


def test_after_an_unknown_name_figures_are_not_sure_until_the_next_known_one() -> None:
    text = "公务接待费5万元，共投入3万元，比上年增加1万元；会议费2万元。"
    assert [(m.text, m.sure) for m in mentions(text)] == [
        ("5万元", True),
        ("3万元", False),
        ("1万元", False),
        ("2万元", True),
    ]


def test_a_total_of_final_accounts_is_the_final_account() -> None:
    (mention,) = mentions("“三公”经费支出决算总额为5.48万元。")
    assert (mention.subject, mention.role, mention.sure) == ("“三公”经费支出", "final", True)


def test_amounts_behind_a_reason_of_increase_are_reasons() -> None:
    found = mentions("会议费5万元，比上年增加1万元，增加原因主要是新增培训支出3万元。")
    assert [m.reason for m in found] == [False, False, True]


@pytest.mark.parametrize("years", ["2020、2021年度", "2020至2023年度"])
def test_years_side_by_side_are_years(years: str) -> None:
    document = Document("a", "text", [Paragraph(f"本套表用于{years}。", Spot(file="a", line=1))])
    assert read_narrative([document]).unread == []
