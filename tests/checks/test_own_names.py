"""D112, D113: the unit's name turned round, another unit's in its place, another level."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support.excerpts import excerpt


def found(code: str, unit: str, *said: str) -> list[Finding]:
    """What a rule finds in an excerpt of a unit's booklet."""
    return check(excerpt(*said, title=f"{unit}2023年度部门决算说明"), selected([code])).findings


@pytest.mark.parametrize(
    ("unit", "said", "name"),
    [
        ("南江县公路养护中心", "二、人员情况：南江县渡口管理所编制36名。", "南江县渡口管理所"),
        ("南江市图书馆", "市博物馆内设采编部、借阅部2个部室。", "市博物馆"),
        ("南江县第五小学", "南江县第十五小学2023年度“三公”经费支出0元。", "南江县第十五小学"),
        ("白河镇人民政府", "截至2023年12月31日，青石镇2023年度共有车辆4辆。", "青石镇"),
        ("南江镇中心卫生院", "第三部分 南江镇卫生中心院决算情况说明", "南江镇卫生中心院"),
    ],
)
def test_d112_finds_another_name_where_the_own_should_be(unit: str, said: str, name: str) -> None:
    (finding,) = found("D112", unit, said, f"{unit}本年收入合计100.00万元。")
    assert finding.where[0].printed == name and unit in message(finding)


def test_d112_finds_the_second_of_two_names_of_one_unit() -> None:
    said = (
        "2023年度，南江市市场监督管理局机关运行经费支出12.60万元。",
        "本部门政府采购支出总额96.00万元。",
        "截至2023年12月31日，南江市卫生健康委员会共有车辆21辆。",
    )
    subject = excerpt(*said, title="部门决算情况说明")
    (finding,) = check(subject, selected(["D112"])).findings
    assert finding.where[0].printed == "南江市卫生健康委员会"


def test_d112_passes_the_unit_s_own_names() -> None:
    said = ("江州市第三中学现有教职工268人。", "江州三中2023年度收入总计4,286.30万元。")
    assert found("D112", "江州市第三中学", *said) == []


@pytest.mark.parametrize(
    "said",
    [
        # units below, partners, former ones, those that approve
        ("南江县河湖中心编制26名。", "南江县水保站编制12名。"),
        ("对口帮扶的红山镇卫生院现有职工36人。",),
        ("2023年3月，原南江县卫生监督所编制22名划入。",),
        ("县机构编制委员会核定编制36名。", "县财政局机关运行经费支出另行公开。"),
        # named elsewhere, too
        ("下属单位：南江县水保站。", "南江县水保站编制12名。"),
        # a piece of text that is no name
        ("培训返乡人员600人。", "参训返乡人员655人。"),
    ],
)
def test_d112_spares_others_that_are_rightly_named(said: tuple[str, ...]) -> None:
    own = "南江县水利局本年收入合计100.00万元。"
    assert found("D112", "南江县水利局", own, *said) == []


TOLD = ("对64所学校开展检查，列入南江县教育局预算。", "结果作为南江县教育局核定经费的依据。")


@pytest.mark.parametrize(
    "said",
    ["第三方机构由北江县教育局比选确定。", "自评报告报送北江县财政局。", "北江县图书馆|公益一类"],
)
def test_d112_finds_a_body_of_another_county(said: str) -> None:
    (finding,) = found("D112", "", *TOLD, said)
    assert finding.details["own"] == "南江县"
    assert found("D112", "", *TOLD, said.replace("北江", "南江")) == []


@pytest.mark.parametrize(
    "said",
    [
        "与北江县教育局结对帮扶，互派教师12名。",
        "向北江县教育局捐赠图书300册。",
        "北江县教育局来访，北江县财政局同行。",
        "高新园区管理委员会承担征地工作。",
        "南江市教育局核定编制12名。",
        "各县区教育局参加培训。",
    ],
)
def test_d112_spares_bodies_of_other_counties_that_are_rightly_named(said: str) -> None:
    assert found("D112", "", *TOLD, said) == []


@pytest.mark.parametrize(
    ("unit", "said", "variant"),
    [
        ("南江县水务局", "（一）拟订全市水利发展规划；", "scope"),
        ("南江县财政局", "（一）拟订财政发展规划，指导各市州财政工作；", "scope"),
        ("白河镇人民政府", "1.编制全县国民经济发展计划；", "scope"),
        ("南江县统计局", "根据《北江县财政局关于开展绩效自评的通知》，开展自评。", "notice"),
        ("南江市统计局", "根据《北江市财政局关于市级部门绩效自评的通知》开展自评。", "notice"),
        ("南江县档案馆", "市财政局批复本馆2023年度决算，县财政局批复后20日内公开。", "approved"),
    ],
)
def test_d113_finds_another_level_or_place(unit: str, said: str, variant: str) -> None:
    (finding,) = found("D113", unit, said)
    assert finding.variant == variant and finding.where[0].printed


def test_d113_passes_the_own_level() -> None:
    said = ("（一）拟订全县水利发展规划；", "县财政局批复我局2023年度决算。")
    assert found("D113", "南江县水务局", *said) == []


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("南江县水务局", "贯彻落实全省部署，参与全市统一行动，指导各乡镇水利工作。"),
        ("南江市统计局", "拟订全市统计规划，指导各县区统计工作。"),
        # the superior's document; one that is only looked at
        ("南江市民政局", "根据《北江市财政局关于做好决算公开的通知》，我局于9月公开。"),
        ("南江县统计局", "参照《北江县财政局关于开展绩效自评的通知》，开展自评。"),
        # money approved by another level
        ("南江县林场", "省财政厅批复改革补助32万元；县财政局批复我场2023年度决算。"),
    ],
)
def test_d113_spares_what_other_levels_rightly_do(unit: str, said: str) -> None:
    assert found("D113", unit, said) == []


def test_a_duty_of_another_organ_is_found_where_a_title_without_a_year_names_the_unit() -> None:
    said = ("（一）主要职能", "1.依法审判刑事案件；", "2.对刑事案件审查批准逮捕、提起公诉；")
    subject = excerpt(*said, "财政拨款收入9.00万元。", title="南江县人民法院部门决算公开")
    (finding,) = check(subject, selected(["D109"])).findings
    assert finding.variant == "duty"
