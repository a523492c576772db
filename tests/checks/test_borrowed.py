"""D108: words of another unit, or of another place, in the text of a unit's booklet."""

import pytest

from juesuan.checks import Finding, check, message, selected, severity_of
from support.excerpts import excerpt

HEAD = "八、其他重要事项的情况说明"
UNIT = "临江市水务局"
"""The unit of the excerpts."""


def found(*said: str) -> list[Finding]:
    """What D108 finds in an excerpt of the unit's booklet."""
    told = ("二、收入决算情况说明", "本年收入合计100.00万元。", HEAD, *said)
    return check(excerpt(*told), selected(["D108"])).findings


@pytest.mark.parametrize(
    ("said", "printed", "variant"),
    [
        ("公务用车运行维护费1万元，主要用于通江市水务局防汛抗旱所需车辆。", "通江市水务局", "unit"),
        ("改造了同辉市水务局的水位监测站。", "同辉市水务局", "unit"),
        ("主要用于保障我院审判执行工作。", "我院", "self"),
        ("我校严格执行资产管理制度。", "我校", "self"),
        ("用于本馆在职职工工资。", "本馆", "self"),
        ("主要用于我厅办公费、差旅费。", "我厅", "self"),
    ],
)
def test_d108_finds_words_of_another_unit(said: str, printed: str, variant: str) -> None:
    (finding,) = found(said)
    assert (finding.where[0].printed, finding.variant) == (printed, variant)
    assert printed in message(finding) and UNIT in message(finding)


def test_d108_finds_another_place_beside_its_own() -> None:
    said = "本年支出合计3万元，用于石桥镇集镇环卫，柳坪镇没有增加。"
    subject = excerpt("三、支出决算情况说明", said, title="柳坪镇人民政府2023年度部门决算")
    (finding,) = check(subject, selected(["D108"])).findings
    assert (finding.variant, finding.expected) == ("place", "柳坪镇")
    assert severity_of(finding) == "info"  # where a name begins is a guess


@pytest.mark.parametrize(
    "said",
    [
        "主要用于临江市水务局防汛抗旱所需车辆。",
        "主要用于保障我局机关运转。",
        "为全市河道提供管护，服务本市群众。",
    ],
)
def test_d108_passes_what_a_unit_says_of_itself(said: str) -> None:
    assert found(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "用于赴通江市水务局考察学习。",
        "用于对口帮扶通江市的项目。",
        "用于支援同辉市、通江市的防汛工作。",
        "为沿河镇水利站购置设备。",
        "用于委托市水利设计院编制方案。",
        "用于赴国内城市考察的支出。",
        "用于原县水利机械厂退休人员社会化管理补助。",
        "用于分配市级资金，服务城镇居民。",
        "委托省水利科学研究院编制方案，该院按期完成。",
        "临江市与通江市交界，用于通江市方向河段的疏浚。",
    ],
)
def test_d108_spares_other_units_and_places_rightly_named(said: str) -> None:
    assert found(said) == []
