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


PROSE = (
    "2023年度一般公共预算财政拨款支出年初预算为1,073,600.00元，决算为1,053,749.67元，完成年初预算的98.15%。"
    "主要用于职工基本医疗保险和公务员医疗补助缴费，决算数小于年初预算数的主要原因是调出人员较多，单位缴费减少。"
    "节能环保支出年初预算为400,000.00元，决算数为2,500,700.00元，占一般公共预算财政拨款总支出的7.23%。"
    "农林水支出年初预算为19,520,000.00元，决算数为26,292,902.56元，主要用于森林防火和退耕还林现金补助。"
)


@pytest.mark.parametrize("length", [38, 44])
def test_lines_of_as_many_characters_were_wrapped(length: int) -> None:
    text = PROSE * 3
    lines = [text[n : n + length] for n in range(0, len(text), length)]
    parts = [Paragraph(line, Spot(file="a", line=n)) for n, line in enumerate(lines, 1)]
    parts.append(Paragraph("注：" + "本表反映本年度收支情况。" * 9, Spot(file="a", line=99)))
    found = read_narrative([Document("a", "text", list(parts))]).sections
    told = [m.text for s in found for one in s.sentences for m in one.mentions if m.kind != "year"]
    assert told == [m.text for m in mentions(text)]


def test_a_line_that_stops_within_a_sentence_goes_on_though_it_is_short() -> None:
    """The next figure did not fit and was taken over whole."""
    full = [PROSE[n : n + 44] for n in range(0, 176, 44)]
    head = "公务接待费支出年初预算为26,000.00元，决算为22,500.00元，占总支出决算的"
    lines = [*full, *full, "以上支出均经批准。", head, "10.60%，完成年初预算的86.54%。"]
    parts = [Paragraph(line, Spot(file="a", line=n)) for n, line in enumerate(lines, 1)]
    found = read_narrative([Document("a", "text", list(parts))]).sections
    (share,) = [m for s in found for one in s.sentences for m in one.mentions if m.text == "10.60%"]
    assert (share.subject, share.base) == ("公务接待费支出", "总支出决算")


@pytest.mark.parametrize(
    "item",
    [
        "◆社会保障和就业支出—社会福利—儿童福利（2081001）",
        "7.2240104 灾害风险防治",
        "2240104灾害风险防治",
    ],
)
def test_an_item_with_its_code_is_named_by_it(item: str) -> None:
    """Whether the code stands before its name, behind it, or behind the number of the item."""
    text = f"行政运行支出5万元。{item}：年初预算9万元，支出决算8万元。"
    _, budget, final = mentions(text)
    assert (budget.role, final.role) == ("initial_budget", "final")
    assert budget.subject == final.subject != "行政运行支出"
    assert item[-4:-1] in final.subject and final.sure
