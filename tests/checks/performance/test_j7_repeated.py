"""J7, one sentence in two tables: its figures are the same."""

import pytest
from msgspec.structs import replace

from checks.performance.self_evaluation import department, found, places, project, task, value
from juesuan.checks import Finding, message

HERE = "全市统一的档案查询与借阅平台于2023年5月投入使用"


def both(here: str, there: str) -> list[Finding]:
    """What J706 finds where a department's result and a project's goal tell this."""
    return found("J706", project(target=there), departments=[department(goals=[("好。", here)])])


def test_j706_finds_the_same_words_with_other_figures() -> None:
    there = HERE.replace("2023年5月", "2021年3月")
    (one,) = both(HERE, f"{there}，全市使用。")
    assert places(one) == [("", HERE), ("", f"{there}，全市使用。")]
    assert f"说“{HERE}”" in message(one) and f"说“{there}”（共1处）" in message(one)


def test_j706_finds_nearly_the_same_words_where_one_figure_agrees() -> None:
    here = "建成全市统一的档案查询平台2个，注册用户3万人"
    (one,) = both(here.replace("，", ""), "建成全市统一档案查询平台2个注册用户5万人")
    assert "5万人" in message(one)


def test_j706_finds_each_clause_once_wherever_it_stands() -> None:
    there = HERE.replace("5月", "6月")
    goals = [department(aims=f"1.{HERE}。", goals=[(HERE, HERE)])]
    (one,) = found("J706", project(target=f"(2){there}。", actual=f"{there}。"), departments=goals)
    assert "共1处" in message(one)


def test_j706_finds_it_in_the_content_of_a_task() -> None:
    row = replace(task("甲", "9", "9", "", "9", ""), content=value(HERE))
    table = department(tasks=[row])
    there = HERE.replace("5月", "6月")
    (one,) = found("J706", project(actual=there), departments=[table])
    assert places(one) == [("", HERE), ("", there)]


def test_j706_passes_the_same_figures() -> None:
    assert both(HERE, f"{HERE}，全市使用。") == []


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("市级档案查询平台于2023年5月投用", "市级档案查询平台于2021年3月投用"),
        (HERE, "全市统一的电子公文交换与签批系统于2021年3月投入运行"),
        ("建成全市统一的档案查询平台2个注册用户3万人", "建成全市统一档案查询平台4个注册用户5万人"),
        (
            "建成全市统一的档案查询平台2个注册用户3万人",
            "建成全市各级部门档案借阅系统2个注册用户5万人",
        ),
    ],
    ids=["short", "other words", "no figure agrees", "words too far apart"],
)
def test_j706_spares_what_is_not_plainly_the_same_sentence(here: str, there: str) -> None:
    assert both(here, there) == []
