"""J5, words: where a number or a name is due."""

import pytest

from checks.performance.self_evaluation import SOUND, changed, found, places, project
from juesuan.checks import Finding, message


def of_first(code: str, text: str) -> list[Finding]:
    """What a rule finds in a sound table with this as its first indicator."""
    return found(code, project(indicators=changed(1, text)))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("产出|数量|监测范围|3|2021年|20|230|20|20|", "230"),
        ("效益|经济效益|节约财政资金|4|集约化建设政务外|8|903|20|20|", "903"),
        ("效益|经济效益|节约财政资金|>|集约化建设|元|完成|20|20|", "完成"),
    ],
)
def test_j510_finds_words_or_a_year_as_the_target_of_a_number(text: str, printed: str) -> None:
    (one,) = of_first("J510", text)
    assert places(one) == [(text.split("|")[2], printed)]
    assert text.split("|")[4] in message(one)


@pytest.mark.parametrize("target", ["2300户", "146万元"])
def test_j510_finds_a_date_as_the_result_of_a_number(target: str) -> None:
    line = f"产出|数量|购置设备|≤|{target}||2023年12月31日|20|20|"
    (one,) = of_first("J510", line)
    assert places(one) == [("购置设备", "2023年12月31日")]


def test_j510_passes_a_date_for_some_days() -> None:
    assert of_first("J510", "产出|时效|完工时间|≤|90天||2023年12月1日|20|20|") == []


@pytest.mark.parametrize(("name", "printed"), [("新建公厕座数", "6座"), ("完工时间", "98.5万元")])
def test_j510_finds_a_count_or_money_where_a_date_is_due(name: str, printed: str) -> None:
    (one,) = of_first("J510", f"产出|数量|{name}||2021年11月30日||{printed}|20|20|")
    assert places(one) == [(name, printed)]


@pytest.mark.parametrize("printed", ["100%", "11月", "2021年11月28日", "10天"])
def test_j510_spares_what_may_answer_a_date(printed: str) -> None:
    assert of_first("J510", f"产出|时效|完工时间||2021年11月底前||{printed}|20|20|") == []


def test_j510_passes_a_number() -> None:
    assert of_first("J510", "产出|数量|监测范围|≥|230|个|230|20|20|") == []


@pytest.mark.parametrize(
    "text",
    [
        "效益|经济效益|成本控制|<=|不超预算|%|10|20|20|无",
        "效益|经济效益|节约资金|=|集约化建设|元|903|20|20|",
        "效益|经济效益|节约资金|≥|集约化建设2期|元|903|20|20|",
        "效益|经济效益|节约资金|≥|集约化建设|元|效果明显|20|20|",
        "产出|时效|完成时间|≤|2021年底|年|230|20|20|",
    ],
    ids=["a figure named", "no bound", "a number in it", "words answered", "a date"],
)
def test_j510_spares_targets_that_can_be_compared(text: str) -> None:
    assert of_first("J510", text) == []


NAMELESS = "满意度|服务对象满意度指标等||>=|90|%|100|20|20|无"


def test_j511_finds_an_indicator_without_a_name_by_its_level() -> None:
    (one,) = of_first("J511", NAMELESS)
    assert places(one) == [("服务对象满意度指标等", "100")]


def test_j511_passes_indicators_with_names() -> None:
    assert found("J511", project()) == []


@pytest.mark.parametrize("number", [1, 2])
def test_j511_finds_few_and_spares_tables_that_name_none(number: int) -> None:
    few = project(indicators=[*[NAMELESS] * number, *SOUND[: number + 1]])
    half = project(indicators=[*[NAMELESS] * number, *SOUND[:number]])
    assert len(found("J511", few)) == 1 and found("J511", half) == []


def test_j511_spares_rows_without_a_target_or_a_value() -> None:
    for text in ("满意度|满意度||>=||%|100|20|20|无", "满意度|满意度||>=|90|%||20|20|无"):
        assert of_first("J511", text) == []
