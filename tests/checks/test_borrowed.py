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


def borrowed_by(title: str, *said: str) -> list[Finding]:
    """What D108 finds in a text with a title of its own."""
    return check(excerpt("二、收入说明", *said, title=title), selected(["D108"])).findings


@pytest.mark.parametrize(
    ("title", "said", "printed"),
    [
        (
            "会宁县农业农村局2022年度部门决算",
            "我市8.6万人口纳入监测，县财政安排资金，全县增收12%。",
            "我市",
        ),
        (
            "绩效自评情况",
            "我县司法局按县财政局通知自评，我市将把结果作为县级部门预算的依据。",
            "我市",
        ),
        (
            "东巩镇财政所2023年度单位决算",
            "为保障我县运转，镇财政所、镇人民政府安排支出210万元。",
            "我县",
        ),
        ("三门县人民医院2023年度单位决算", "我校医疗收入2.35亿元。", "我校"),
        ("某县实验小学2023年度单位决算", "我园对食堂进行了改造。", "我园"),
        ("自评情况", "中心门诊量21万人次，某镇里卫生服务中心预算执行率98%，我校预算不细。", "我校"),
    ],
)
def test_d108_finds_what_people_of_another_kind_or_level_say(
    title: str, said: str, printed: str
) -> None:
    (finding,) = borrowed_by(title, said, "财政拨款收入9.00万元。")
    assert finding.where[0].printed == printed


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("会宁县农业农村局2022年度部门决算", "市农业农村局对我市三县两区考核，县财政安排资金。"),
        (
            "玉山镇人民政府2023年度部门决算",
            "我市居全国百强县首位。我镇支出9.2亿元，镇人民政府有车6辆。",
        ),
        ("夏邑县人民医院2022年度决算", "我院为医学院附属医院，我校实习生由医学院统一管理。"),
        ("某县实验小学2023年度单位决算", "附设幼儿园1所，我园由小学统一管理。"),
    ],
)
def test_d108_spares_the_words_of_those_above_or_beside(title: str, said: str) -> None:
    assert borrowed_by(title, said, "财政拨款收入9.00万元。") == []


def test_d108_spares_what_the_place_that_a_text_names_calls_itself() -> None:
    """Whose accounts they are, no title says; the district above is told more often."""
    title = "2020年“三公”经费决算情况"
    above = "按照市政府、区政府的要求公布。全区过紧日子，区财政局审核，区政府批准，我区从严管理。"
    told = "公务接待费减少，主要是我乡按全区要求规范接待。"
    assert [f.details["said"] for f in borrowed_by(title, above, told)] == ["我乡"]
    assert borrowed_by(title, above, "武陵山乡年末有车辆6辆。", told) == []
