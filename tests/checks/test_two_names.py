"""D114: one project under two names in a text on one project, or in a paragraph on one."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support.excerpts import excerpt

TITLE = "2023年度小学课后服务补助项目绩效自评报告"


def found(*said: str, title: str = "部门决算情况说明") -> list[Finding]:
    """What D114 finds in an excerpt with a title before it."""
    told = (title, *said) if title else said
    return check(excerpt(*told, title="2023年度部门决算说明"), selected(["D114"])).findings


@pytest.mark.parametrize(
    "said",
    [
        "经综合评定，幼儿园课后服务补助项目自评得分95.2分。",
        "2023年度幼儿园课后服务补助项目全年支出520万元。",
        "一是幼儿园课后服务补助项目资金拨付及时。",
        "幼儿园课后服务补助项目已全部完成。",
    ],
)
def test_d114_finds_another_name_for_the_project(said: str) -> None:
    (finding,) = found("小学课后服务补助项目由区教育局实施。", said, title=TITLE)
    assert finding.where[0].printed == "幼儿园课后服务补助"
    assert finding.expected == "小学课后服务补助" and finding.expected in message(finding)


def test_d114_finds_it_behind_a_label_and_in_a_paragraph() -> None:
    said = "森林病虫害防治项目自评得分94分。"
    (one,) = found("实施单位：某县林业局", said, title="项目名称：2023年度森林防火物资储备")
    (two,) = found(f"1.森林防火物资储备项目绩效自评综述：全年预算数55万元，完成100%，{said}")
    assert one.where[0].printed == two.where[0].printed == "森林病虫害防治"


def test_d114_passes_short_and_long_names_of_the_project() -> None:
    said = ("课后服务项目自评得分95分。", "校内小学课后服务补助资金工程已全部完成。")
    assert found(*said, title=TITLE) == []


@pytest.mark.parametrize(
    "said",
    [
        ("同期实施的幼儿园课后服务补助项目自评得分95分。",),
        ("幼儿园课后服务补助项目另行评价。",),
        # its own parts
        ("校园安保项目全年支出20万元。", "食堂改造项目全年支出30万元。"),
        # told of several times
        ("幼儿园课后服务补助项目全年支出5万元。", "本项目包括幼儿园课后服务补助。"),
        # no project of its own
        ("部门整体支出项目自评得分95分。",),
    ],
)
def test_d114_spares_other_projects_that_are_rightly_named(said: tuple[str, ...]) -> None:
    assert found(*said, title=TITLE) == []


def test_d114_spares_a_text_on_several_projects() -> None:
    said = ("小学课后服务补助项目自评得分95分。", "公租房维修工程已全部完成。")
    assert found(*said) == []
    assert found("项目名称：公租房维修", *said, title="项目名称：小学课后服务补助") == []
