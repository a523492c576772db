"""Heads, titles, notes and codes of printed tables, each by the least that shows it."""

import pytest

from juesuan.facts import Region, standard_space
from juesuan.lexicon import lexicon, understand
from juesuan.lexicon.head import head_of
from juesuan.lexicon.meaning import both
from juesuan.lexicon.performance import words
from juesuan.lexicon.titles import said_around
from juesuan.reading.recognise.tables import department_of

WORDS = lexicon(2023)
SPACE = standard_space(2023)
NOTE = "注：预算数为全年预算数，反映按规定程序调整后的预算数。"


def region(**parts: str) -> Region:
    return Region.of({name: frozenset(nodes.split()) for name, nodes in parts.items()})


def test_the_nearest_title_counts_and_a_number_is_none() -> None:
    said = said_around(["收入决算表", "支出决算表", "公开03表", "单位：万元"], [], WORDS)
    assert (said.title, said.unit) == ("支出决算表", "万元")


def test_notes_go_on_until_a_line_that_is_no_sentence() -> None:
    assert [word for word, _ in said_around([], [NOTE], WORDS).defined] == ["预算数"]
    assert said_around([], ["支出决算表", NOTE], WORDS).defined == ()


def test_a_line_of_column_numbers_belongs_to_the_head_and_the_total_does_not() -> None:
    rows = [["项目", "决算数"], ["栏次", "1"], ["合计", ""], ["工资", "3.00"]]
    head = head_of(rows, WORDS)
    assert (head.first, head.last, head.numbers) == (0, 2, {1: 1})


@pytest.mark.parametrize("first", [["合计", ""], ["一、一般公共服务支出", "二、外交支出"]])
def test_a_row_of_words_alone_is_no_head_where_it_is_a_total_or_numbered(first: list[str]) -> None:
    assert head_of([first, ["工资", "3.00"]], WORDS).last == 0


def test_above_the_head_stand_titles_numbers_and_units() -> None:
    rows = [["支出决算表", ""], ["公开03表", "单位：万元"], ["项目", "决算数"], ["工资", "3.00"]]
    head = head_of(rows, WORDS)
    assert (head.first, head.last) == (2, 3)
    assert head.above == ("支出决算表", "公开03表", "单位：万元")


def codes(*rows: str) -> list[str]:
    """The codes of the rows below a head with 类, 款, 项 and a name."""
    table = [["类", "款", "项", "科目名称", "本年支出合计"]]
    table += [row.split("|") for row in rows]
    return [row.code for lines in understand(table, WORDS, ["支出决算表"]).lines for row in lines]


def test_a_code_in_three_columns_is_put_together() -> None:
    assert codes("201|37|01|行政运行|5.00") == ["2013701"]


def test_a_level_alone_goes_on_with_the_code_above() -> None:
    assert codes("201|||一般公共服务支出|5.00", "|37||网信事务|5.00", "||01|行政运行|5.00") == [
        "201",
        "20137",
        "2013701",
    ]


def test_to_a_whole_code_nothing_is_added() -> None:
    assert codes("2013701|01||行政运行|5.00") == ["2013701"]


def test_what_two_texts_select_is_what_lies_in_both() -> None:
    one = region(measure="income", fund="general")
    assert both(one, region(fund="general", nature="project"), SPACE) == region(
        measure="income", fund="general", nature="project"
    )
    assert both(one, region(measure="expenditure"), SPACE) is None


def test_side_by_side_two_texts_join_in_one_respect_and_in_no_more() -> None:
    """收入和支出 are both; 一般公共预算收入和政府性基金支出 are no one thing."""
    one = region(measure="income", fund="general")
    joined = both(one, region(measure="expenditure"), SPACE, joined=True)
    assert joined == region(measure="income expenditure", fund="general")
    other = region(measure="expenditure", fund="government_funds")
    assert both(one, other, SPACE, joined=True) is None


def test_a_paragraph_that_ends_like_a_title_is_none() -> None:
    title = "项目支出绩效自评表"
    assert words().title_kind("示例市数字中心智慧城市平台建设" + title) == "project"
    assert words().title_kind("按要求逐项核对资金与产出的完成情况，" * 5 + title) == ""


@pytest.mark.parametrize(
    "line",
    [
        "单位：期、人次",
        "单位：分、万元",
        "单位：人、份、%",
        "单位：辆",
        "单位：万元（节约以正数表示）",
    ],
)
def test_units_of_counts_are_no_department(line: str) -> None:
    assert department_of(line) == ""
