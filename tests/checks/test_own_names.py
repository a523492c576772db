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
        ("白河镇人民政府", "截至12月底，青石镇11个行政村全部完成整治。", "青石镇"),
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


REAL = ("二、情况说明", "桐乡市水利局本年收入合计4521.36万元。")


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("本决算经海盐县财政局批复后公开。", "海盐县财政局"),
        ("按照海盐县审计局年度工作安排开展自查。", "海盐县审计局"),
        ("自评结果报送海盐县财政局绩效科。", "海盐县财政局"),
        ("本单位是海盐县水利局所属事业单位。", "海盐县水利局"),
        ("下一步，海盐县水利局将强化预算执行。", "海盐县水利局"),
        ("负责编制海盐县水资源综合规划。", "海盐县水资源综合规划"),
        ("预算经海盐县第十七届人民代表大会审议通过。", "海盐县第十七届人民代表大会"),
        ("山塘整治实施地点为海盐县澉浦镇。", "海盐县"),
        ("系统归海盐县水利局所有。", "海盐县水利局"),
    ],
)
def test_d112_finds_what_is_left_of_another_real_place(said: str, printed: str) -> None:
    (finding,) = found("D112", "桐乡市水利局", *REAL, said)
    assert finding.where[0].printed == printed and finding.details["own"] == "桐乡市"
    assert found("D112", "桐乡市水利局", *REAL, said.replace("海盐县", "桐乡市")) == []
    # the city that it lies in; its bureau plans nothing in the other's place
    if not said.startswith("下一步"):
        assert found("D112", "桐乡市水利局", *REAL, said.replace("海盐县", "嘉兴市")) == []


@pytest.mark.parametrize(
    "said",
    [
        "河道治理二期由海盐县水利局主管，本局按比例出资320万元。",
        "支付海盐县人民法院诉讼费3.2万元。",
        "会议在海盐县政府综合楼召开，支出12万元。",
        "水文数据由海盐县气象局提供，服务费8万元。",
        "奖补标准参照海盐县政府现行办法执行。",
        "从海盐县水利局调入2人。",
        "海盐县财政局、平湖市财政局分别退回往来款。",
        "与海盐县水利局签订取水协议，供水收入86万元。",
        "按照海盐市民要求公开。",
    ],
)
def test_d112_spares_what_other_real_places_have_to_do_with_a_unit(said: str) -> None:
    assert found("D112", "桐乡市水利局", *REAL, said) == []


@pytest.mark.parametrize(
    ("unit", "said", "printed"),
    [
        ("商城县博物馆", "下一步，商城县文化馆将进一步优化展陈。", "商城县文化馆"),
        ("当涂县水利局", "经评价，当涂县农业农村局整体支出绩效得92分。", "当涂县农业农村局"),
        ("宾阳县融媒体中心", "经宾阳县文化馆党组会议审议通过，予以公开。", "宾阳县文化馆"),
        ("滕州市第一实验小学", "第二实验小学2023年度支出合计3215.47万元。", "第二实验小学"),
        ("雨花台区人民法院", "雨花台区人民检察院作为本决算编制单位。", "雨花台区人民检察院"),
        ("慈利县统计局", "县审计局将进一步完善内部控制。", "县审计局"),
    ],
)
def test_d112_finds_another_body_in_the_unit_s_role(unit: str, said: str, printed: str) -> None:
    (finding,) = found("D112", unit, f"{unit}本年收入合计100.00万元。", said)
    assert finding.where[0].printed == printed and finding.details["own"] == unit


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("商城县博物馆", "商城县文化旅游局将进一步加大补助力度。"),
        ("当涂县水利局", "县农业农村局配合开展自评。"),
        ("宜兴市卫生健康委员会", "宜兴市第二人民医院年末在职职工812人。"),
        ("雨花台区人民法院", "雨花台区人民检察院全年提起公诉案件598件。"),
        ("延津县财政局", "马庄乡人民政府支出较上年减少56.3万元。"),
    ],
)
def test_d112_spares_other_bodies_that_act_for_themselves(unit: str, said: str) -> None:
    assert found("D112", unit, f"{unit}本年收入合计100.00万元。", said) == []


def test_d112_finds_another_body_in_a_heading() -> None:
    own = ("地区妇幼保健院实有人数148人。", "地区妇幼保健院本年收入合计100.00万元。")
    subject = excerpt(own[0], "三、地区中心血站2023年度收支情况", own[1], title="部门决算说明")
    (finding,) = check(subject, selected(["D112"])).findings
    assert finding.where[0].printed == "地区中心血站"


def test_d112_finds_the_other_name_where_a_text_says_of_what_kind_the_unit_is() -> None:
    said = ("澄湾市第二中学为公办完全中学。", "澄湾市第三中学支出较上年增加210.30万元。")
    (finding,) = check(excerpt(*said, title="2021年度单位决算说明"), selected(["D112"])).findings
    assert finding.where[0].printed == "澄湾市第三中学"


@pytest.mark.parametrize(
    ("unit", "said", "variant"),
    [
        ("湘乡市交通运输局", "（二）负责全省道路运输企业的许可；", "scope"),
        ("重庆市武隆区交通局", "资金由省财政厅直接核拨。", "province"),
        ("尼勒克县林业和草原局", "完成率高于全省平均水平。", "province"),
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
        ("湘乡市统计局", "拟订全市统计规划并组织实施。"),  # no 乡
        ("重庆市武隆区交通局", "贵州省财政厅来访；外省政府借鉴；按国家、省、市规定。"),
        ("桐乡市统计局", "资金由省财政厅核拨。"),
        ("永修县自然资源局", "负责全省国土调查在我县的实施和管理。"),
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
