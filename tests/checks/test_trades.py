"""D109: a purpose of another trade in the booklet of a unit that has one."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support.excerpts import excerpt

HEAD = "八、其他重要事项的情况说明"


def found(unit: str, *said: str) -> list[Finding]:
    """What D109 finds in an excerpt of a unit's booklet."""
    told = ("二、收入决算情况说明", "本年收入合计100.00万元。", HEAD, *said)
    subject = excerpt(*told, title=f"{unit}2023年度部门决算")
    return check(subject, selected(["D109"])).findings


@pytest.mark.parametrize(
    ("unit", "said", "trade"),
    [
        ("南江县林业局", "行政运行9万元，主要用于人民法庭运转、法官下乡审判。", "法院"),
        ("南江县第二中学", "校舍建设90万元，用于购置彩超、CT机等设备。", "卫生"),
        ("南江县档案馆", "公务接待费1万元，主要是特种设备检查、食品抽检的来访。", "市场监管"),
    ],
)
def test_d109_finds_a_purpose_of_another_trade(unit: str, said: str, trade: str) -> None:
    (finding,) = found(unit, said)
    assert trade in message(finding) and unit in message(finding)


@pytest.mark.parametrize(
    ("unit", "said", "trade"),
    [
        ("南江县人民法院", "3.对刑事案件依法审查批准逮捕、提起公诉；", "检察院"),
        ("南江县公安局", "（二）负责审查起诉工作；", "检察院"),
        ("南江县人民检察院", "1.依法审判第一审刑事、民事、行政案件；", "法院"),
    ],
)
def test_d109_finds_the_duty_of_another_organ(unit: str, said: str, trade: str) -> None:
    (finding,) = found(unit, said)
    assert finding.variant == "duty" and trade in message(finding)


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("南江县人民法院", "1.依法审判由本院管辖的第一审刑事、民事、行政案件；"),
        ("南江县人民法院", "2.依法审判检察机关提起公诉的案件；"),
        ("南江县人民检察院", "对刑事案件依法审查批准逮捕、提起公诉；"),
        ("南江县公安局", "配合人民检察院审查批准逮捕、提起公诉。"),
    ],
)
def test_d109_spares_a_duty_of_its_own_or_help(unit: str, said: str) -> None:
    assert found(unit, said) == []


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("南江县林业局", ["行政运行9万元，主要用于护林、造林。"]),
        ("南江县人民医院", ["药品支出9万元，主要用于门诊药品、住院药品。"]),
    ],
)
def test_d109_passes_a_unit_s_own_business(unit: str, said: list[str]) -> None:
    assert found(unit, *said) == []


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        # one word is no evidence; nor what the unit tells elsewhere, too
        ("南江县林业局", ["行政运行9万元，主要用于法官学院培训。"]),
        ("南江县林业局", ["用于人民法庭、法官。", "涉林案件由人民法庭审判。"]),
        # beside its own business, or near to it; no purpose
        ("南江县林业局", ["用于造林苗木和校舍、教师宿舍周边绿化。"]),
        ("南江县林业局", ["用于河道堤防绿化。"]),
        ("南江县林业局", ["人民法庭有法官9人。"]),
        # units of no trade
        ("南江县人民政府办公室", ["主要用于人民法庭运转、法官下乡。"]),
    ],
)
def test_d109_spares_what_may_be_its_own(unit: str, said: list[str]) -> None:
    assert found(unit, *said) == []
