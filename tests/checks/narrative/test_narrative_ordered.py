"""N521 and N522: ratios in words, orders and comparisons, held to the figures beside them."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support.excerpts import excerpt
from support.telling import found as found_in_forms

HEAD = "四、其他情况说明"
INCOME = ("二、收入决算情况说明", "本年收入合计100.00万元。")


def found(code: str, *parts: str) -> list[Finding]:
    """What a rule finds in a text on the work of a year."""
    return check(excerpt(*INCOME, HEAD, *parts), selected([code])).findings


RATIOS = [
    ("检测1500批次，是上年500批次的{}。", "4倍", "3倍"),
    ("服务对象由200户增加到800户，增长{}。", "4倍", "3倍"),
    ("设备总数80台，其中在用60台，占{}。", "三分之二", "四分之三"),
    ("受理申请500件，其中网上申请400件，占{}。", "七成", "八成"),
    ("资助学生600名，其中女生190名，占{}。", "五成", "31.67%"),
    ("床位240张，其中护理型80张，占全部床位的{}。", "一半", "33.33%"),
    ("投诉量由500件下降到300件，下降{}。", "一半", "40%"),
]


@pytest.mark.parametrize(("text", "said", "right"), RATIOS)
def test_n521_finds_a_ratio_that_the_two_figures_do_not_have(
    text: str, said: str, right: str
) -> None:
    (finding,) = found("N521", text.format(said))
    assert (finding.where[0].printed, finding.expected) == (said, right)
    assert right in message(finding)


@pytest.mark.parametrize(
    "text",
    [
        *(text.format(right) for text, _, right in RATIOS[:4]),
        "投诉量由500件下降到250件，下降一半。",
        "资助学生600名，其中女生298名，占比近五成。",
        "抽查120家，其中合格95家，占比约八成。",
        "床位240张，其中护理型123张，占一半。",
    ],
)
def test_n521_passes_a_ratio_that_they_have(text: str) -> None:
    assert found("N521", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "培训2400人次，服务群众800人次，接访量是上年的2倍。",
        "投入设备120台，改造旧设备45台，工作效率提高1倍。",
        "走访企业200家，其中规上企业45家，满意的占全部受访者的八成。",
        "建成站点12个，村居共9个，另有6个在建，占四分之三。",
    ],
)
def test_n521_spares_ratios_of_what_is_not_told(text: str) -> None:
    assert found("N521", text) == []


ORDERS = [
    (
        "甲项目得分96分，乙项目得分88分，丙项目得分92分，得分由高到低依次为{}。",
        "甲项目、乙项目、丙项目",
        "甲项目、丙项目、乙项目",
    ),
    (
        "各镇支出最多的是东镇（15.00万元），其次是{}。",
        "西镇（6.00万元）、南镇（9.00万元）",
        "东镇、南镇、西镇",
    ),
    ("东山街道救助85人，西河街道救助132人，人数最多的是{}。", "东山街道", "西河街道"),
    ("康复支出16.80万元，就业支出21.35万元，体育支出1.70万元，最少的是{}。", "康复", "体育"),
    ("收入增长8.20%，支出增长5.10%，支出增幅{}收入增幅。", "高于", "低于"),
    ("公用经费下降4.6%，人员经费下降1.9%，公用经费降幅{}人员经费降幅。", "小于", "大于"),
    ("合格率为92%，{}全市平均水平95%。", "高于", "低于"),
]


@pytest.mark.parametrize(("text", "said", "right"), ORDERS)
def test_n522_finds_an_order_that_the_figures_do_not_have(text: str, said: str, right: str) -> None:
    (finding,) = found("N522", text.format(said))
    assert finding.where[0].printed.startswith(said)
    assert right in finding.expected and right in message(finding)


@pytest.mark.parametrize(
    "text",
    [
        ORDERS[0][0].format("甲项目、丙项目、乙项目"),
        ORDERS[1][0].format("南镇（9.00万元）、西镇（6.00万元）"),
        *(text.format(right) for text, _, right in ORDERS[2:]),
        "按金额从低到高排列，分别为甲项目39.16万元、乙项目48.08万元、丙项目86.35万元。",
        "甲项目得分96分，乙项目得分96分，丙项目得分92分，由高到低依次为乙项目、甲项目、丙项目。",
    ],
)
def test_n522_passes_an_order_that_they_have(text: str) -> None:
    assert found("N522", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "东镇120户、西镇98户，其中东镇低保户最多的是小河村。",
        "甲项目得分96分，乙项目得分88分，得分由高到低依次为乙项目、甲项目、乙项目。",
        "各镇合计救助132人，其中东镇救助85人，人数最多的是东镇。",
        "公用经费执行率为92%，低于目标值95%，决算数大于预算数。",
        "基本支出增长3.10%，项目支出增长5.10%，支出增幅低于收入增幅。",
        "东镇收入120万元，西镇收入150万元，增幅最大的是东镇。",
        "东镇投诉20件，西镇投诉35件，办结最多的是东镇。",
        "车辆编制8辆，年末实有6辆，低于编制2辆。",
        "自评得分90分，低于全市平均2分。",
        "东镇救助85人、培训130人，西镇救助132人，救助人数最多的是东镇。",
    ],
)
def test_n522_spares_what_the_figures_do_not_tell(text: str) -> None:
    assert found("N522", text) == []


ORDERS = [
    "本年支出中，占比最高的是一般公共服务支出，其后依次为{}。",
    "按功能分类，一般公共服务支出占比最高，其后依次为{}。",
    "支出由多到少依次为一般公共服务支出、{}，其中一般公共服务支出最多。",
]


@pytest.mark.parametrize("order", ORDERS)
def test_n522_holds_an_order_of_classes_to_the_forms(order: str) -> None:
    head = "三、支出决算情况说明"
    (wrong,) = found_in_forms("N522", head, order.format("社会保障和就业支出、住房保障支出"))
    assert wrong.expected == "一般公共服务支出、住房保障支出、社会保障和就业支出"
    assert found_in_forms("N522", head, order.format("住房保障支出、社会保障和就业支出")) == []


CLASSES = (
    "支出决算表",
    "单位：万元",
    (
        ("科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"),
        ("", "合计", "500.00", "360.00", "140.00"),
        ("207", "文化旅游体育与传媒支出", "310.00", "200.00", "110.00"),
        ("208", "社会保障和就业支出", "95.00", "90.00", "5.00"),
        ("210", "卫生健康支出", "35.00", "35.00", "0.00"),
        ("221", "住房保障支出", "60.00", "35.00", "25.00"),
    ),
)
STATIONS = (
    "各站所支出情况表",
    "单位：万元",
    (
        ("站所", "本年支出", "增减幅度"),
        ("东闸站", "88.00", "-12.50%"),
        ("西闸站", "132.00", "-4.20%"),
        ("南闸站", "57.00", "-9.10%"),
        ("合计", "277.00", "-8.00%"),
    ),
)
ACROSS = (
    "公用经费情况",
    (
        ("项目", "办公费", "差旅费", "印刷费", "劳务费"),
        ("决算数（万元）", "18.40", "26.55", "9.30", "31.20"),
    ),
)
TOWNS = (
    "各镇补助情况",
    "单位：万元",
    (("镇", "2023年", "2022年"), ("东镇", "88.00", "52.00"), ("西镇", "520.00", "400.00")),
)
SPENDING = "三、支出决算情况说明"
SAFETY, HOUSING, HEALTH = "社会保障和就业支出", "住房保障支出", "卫生健康支出"
RANKS = [
    ("文化旅游体育与传媒支出最多，{}次之。", SAFETY, HOUSING),
    ("从功能看，文化旅游体育与传媒支出列第一位，{}列第二位。", SAFETY, HEALTH),
    ("主要用于文化旅游体育与传媒支出，其次是{}，再次是卫生健康支出。", SAFETY, ""),
    ("占比第二的是{}。", SAFETY, HOUSING),
    ("占比最大的是文化旅游体育与传媒支出，占比第二的是{}。", SAFETY, HOUSING),
    ("除文化旅游体育与传媒支出外，支出最多的是{}。", SAFETY, HEALTH),
    ("支出最少的是{}。", HEALTH, HOUSING),
    ("按金额从高到低，文化旅游体育与传媒支出、{}分列前二。", SAFETY, HOUSING),
    ("前两名依次为西闸站、{}。", "东闸站", "南闸站"),
    ("其中，下降幅度最大的是{}。", "东闸站", "南闸站"),
    ("各站中，支出最少的是{}。", "南闸站", "东闸站"),
    ("公用经费中支出最大的前三项依次是劳务费、{}。", "差旅费、办公费", "办公费、差旅费"),
    ("其中，增幅最大的是{}。", "东镇", "西镇"),
    ("增加额最大的是西镇，增幅最大的是{}。", "东镇", "西镇"),
    (
        "采购总额90万元，其中：政府采购货物支出12万元、政府采购工程支出38万元、政府采购服务支出40万元。"
        "三类中，{}支出占比最高。",
        "服务",
        "工程",
    ),
    (
        "专项96万元，具体为：堤防加固52万元、水质监测31万元、防汛演练13万元。"
        "其中金额最大的项目为{}，占54.17%。",
        "堤防加固",
        "水质监测",
    ),
]
"""A rank, the name that is due there by what is printed, and another."""


def ranked(text: str) -> list[Finding]:
    """What is found in a text below the two tables."""
    return check(
        excerpt(*CLASSES, *STATIONS, *ACROSS, *TOWNS, SPENDING, text), selected(["N522"])
    ).findings


@pytest.mark.parametrize(("text", "due", "other"), [case for case in RANKS if case[2]])
def test_n522_finds_a_rank_that_what_is_printed_does_not_give(
    text: str, due: str, other: str
) -> None:
    (finding,) = ranked(text.format(other))
    assert due in finding.expected and finding.expected in message(finding)


@pytest.mark.parametrize(("text", "due", "_other"), RANKS)
def test_n522_passes_a_rank_that_it_gives(text: str, due: str, _other: str) -> None:
    assert ranked(text.format(due)) == []


@pytest.mark.parametrize(
    "text",
    [
        "基本支出中，占比第二的是住房保障支出。",
        "增长最多的是住房保障支出。",
        "按立项先后，依次为南闸站、东闸站、西闸站。",
        "支出最大的为财政对城乡居民基本医疗保险基金的补助。",
        "按金额从小到大，住房保障支出、社会保障和就业支出列最后。",
        "主要用于文化旅游体育与传媒支出，其他为住房保障支出、卫生健康支出。",
    ],
)
def test_n522_spares_ranks_of_something_else(text: str) -> None:
    assert ranked(text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("资金量最大的两个项目是堤防加固、水质监测。", False),
        ("资金量最大的两个项目是水质监测、堤防加固。", False),  # in any order
        ("资金量最大的两个项目是堤防加固、防汛演练。", True),
        ("资金量最大的两个项目依次是水质监测、堤防加固。", True),
    ],
)
def test_n522_holds_the_most_of_a_list_to_it_in_any_order(text: str, wrong: bool) -> None:
    listed = "专项96万元，具体为：堤防加固52万元、水质监测31万元、防汛演练13万元。"
    assert bool(ranked(listed + text)) is wrong


def test_n521_spares_what_several_things_are_together() -> None:
    said = "科技研发补助占63%，创新平台建设占27%，两项合计占九成。"
    assert found("N521", said) == []
