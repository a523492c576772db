"""Words that each fill a role (last year, this year, less, budget, rate) in whatever order: each
sentence as it should be, and with one figure or word that contradicts the others."""

import pytest

from juesuan.reading.narrative.leads import say
from support.excerpts import accused

INCOME = "二、收入决算情况说明"
SPENT = "三、支出决算情况说明"
GENERAL = "五、一般公共预算财政拨款支出决算情况说明"
CARS = "七、“三公”经费支出情况说明"
OFFICE = "八、机关运行经费支出情况说明"
ASSETS = "九、国有资产占有使用情况说明"
BEGUN = "2023年度部门决算按规定公开，与2022年度口径一致。"

TOLD = [
    # words around the item and the change that no fixed order has
    (
        INCOME,
        "2023年，经营收入实现120.00万元，同比净增20.00万元，增幅[[20.00|26.00]]%。",
        "N202",
        "20",
    ),
    (
        OFFICE,
        "机关运行经费支出63万元，比2022年增加3万元，增长比例为[[5.00|8.00]]%。",
        "N202",
        "5.00%",
    ),
    (
        OFFICE,
        "2023年机关运行经费63万元，2022年66万元，今年比去年少支出[[3|8]]万元。",
        "N302",
        "3.00",
    ),
    (SPENT, "上年支出合计80万元，本年支出合计92万元，两年相比增加[[12|21]]万元。", "N302", "12.00"),
    (SPENT, "项目支出92万元，在上年80万元的基础上增加[[12|21]]万元。", "N302", "12.00"),
    (SPENT, "本年支出合计92万元，上年同期为80万元，同比增支[[12|21]]万元。", "N302", "12.00"),
    (SPENT, "基本支出较预算80万元少支[[5|9]]万元，决算为75万元。", "N302", "5.00"),
    (
        INCOME,
        "其他收入92万元，较上年（2022年）增收12万元，增收[[15.00|51.00]]%。",
        "N202",
        "15.00%",
    ),
    # differences without direction, of the budget stated before
    (OFFICE, "机关运行经费全年预算80万元、实际支出75万元，相差[[5|9]]万元。", "N302", "5.00"),
    (
        SPENT,
        "项目支出预算80万元，决算76万元，预算与决算的差异率[[-5.00|-8.00]]%。",
        "N202",
        "5.00%",
    ),
    (CARS, "公务用车运行费支出75万元，比年初预算80万元节约[[5|9]]万元。", "N302", "5.00"),
    (GENERAL, "项目支出年初预算80万元，支出决算92万元，超年初预算[[12|21]]万元。", "N302", "12.00"),
    # 支出 alone goes on with the item before
    (SPENT, "基本支出预算80万元，实际支出92万元，超支[[12|21]]万元。", "N302", "12.00"),
    (
        GENERAL,
        "一般公共预算财政拨款支出92万元。与上年度相比，支出增加12万元，增幅达[[15.00|18.00]]%。",
        "N202",
        "15.00%",
    ),
    # directions behind the amount that they are compared with, or without it
    (CARS, "公务接待费75万元，与2022年度80万元相比[[减少|增加]]。", "N301", "减少"),
    (INCOME, "事业收入92万元，上年80万元，同比[[有所增长|有所下降]]。", "N301", "增加12.00万元"),
    # a rate before the change that names the base
    (SPENT, "项目支出92万元，增长[[15.00%|15.00‰]]，比上年增加12万元。", "N202", "15.00‰"),
    # the same once more in brackets; what there is at the beginning of the year
    (SPENT, "支出合计43187.35万元（4.32[[亿元|万元]]）。", "N103", "43187.35"),
    (ASSETS, "年末资产总额92万元，年初为80万元，增加[[12|21]]万元。", "N302", "12.00"),
    # wholes and parts
    (SPENT, "在本年支出80万元中，项目支出60万元，所占比重[[75.00|57.00]]%。", "N201", "75.00%"),
    (
        SPENT,
        "人员经费4645.71万元，具体为：工资福利支出594.57万元；对个人和家庭的补助[[4051.14|4851.14]]万元。",
        "N104",
        "4051.14",
    ),
    (CARS, "购置公务用车3辆，公务用车购置费60.00万元，均价[[20.00|26.00]]万元。", "N501", "20.00"),
    (
        "十、预算绩效情况说明",
        "评价项目共21个：结果为优的6个，结果为良的9个，其余[[6|2]]个为中，涉及资金9.50万元。",
        "N502",
        "",
    ),
    # names of what is worked out, of the whole around a share, of all that was spent
    (
        SPENT,
        "项目支出92万元，同2022年相比增长了[[15.00|18.00]]%，绝对额增加12万元。",
        "N202",
        "15.00",
    ),
    (SPENT, "项目支出60万元，在本年支出合计80万元中占比[[75.00|57.00]]%。", "N201", "75.00%"),
    (CARS, "公务接待102人次，人均接待费[[101.96|161.96]]元，总支出1.04万元。", "N501", "101.96"),
    (CARS, "公务接待费年初预算80万元，实际支出75万元，节约[[5|9]]万元。", "N302", "5.00"),
    (SPENT, "全年预算80万元，支出75万元，预算剩余[[5|9]]万元。", "N302", "5.00"),
    (GENERAL, "基本支出决算92万元，与预算80万元之间相差[[12|21]]万元。", "N302", "12.00"),
    # lists behind a colon, of what it mainly is and the rest
    (
        SPENT,
        "支出合计5003.61万元：基本支出2977.97万元、项目支出1608.71万元、经营支出[[416.93|616.93]]万元。",
        "N104",
        "416.93",
    ),
    (
        SPENT,
        "商品和服务支出4645.71万元，主要是办公费594.57万元、差旅费3480.40万元、其他[[570.74|507.74]]万元。",
        "N104",
        "570.74",
    ),
    (
        INCOME,
        "本年收入6994.99万元，财政拨款收入占本年收入的[[53.36|93.36]]%，金额为3732.59万元。",
        "N201",
        "53.36%",
    ),
    # a year within the name, an adverb before it, from one amount to the other
    (
        OFFICE,
        "机关运行经费2023年支出92万元，较上年增加12万元，增长[[15.00|18.00]]%。",
        "N202",
        "15.00",
    ),
    (OFFICE, "机关运行经费预算80万元，已支出60万元，支出进度达[[75.00|57.00]]%。", "N203", "75.00"),
    (SPENT, "支出总计由上年的92万元[[下降|上升]]至80万元。", "N301", "减少"),
    # a change right behind the budget; what was added to it in the year
    (GENERAL, "教育支出（类）支出92万元，年初预算80万元，增加了[[12|21]]万元。", "N302", "12.00"),
    (SPENT, "人员经费年初预算80万元，年中追加[[12|21]]万元，全年支出92万元。", "N302", "12.00"),
    # where money comes from; a reason that opens with 这是
    (
        "十、预算绩效情况说明",
        "项目总投资1428.04万元，资金来源：上级补助146.12万元，本级财政677.69万元，自筹[[604.23|640.23]]万元。",
        "N104",
        "604.23",
    ),
    (
        SPENT,
        "基本支出年初预算80万元，决算75万元，低于预算，这是由于[[部分项目未实施|新增项目、追加经费]]。",
        "N407",
        "",
    ),
]
NAMES = [sentence[:14] for _, sentence, _, _ in TOLD]


def _said(sentence: str, wrong: bool) -> str:
    for piece in sentence.split("[[")[1:]:
        choice = piece.partition("]]")[0]
        sentence = sentence.replace(f"[[{choice}]]", choice.split("|")[wrong])
    return sentence


@pytest.mark.parametrize(("heading", "sentence", "code", "right"), TOLD, ids=NAMES)
def test_roles_are_known_in_any_order(heading: str, sentence: str, code: str, right: str) -> None:
    assert accused("一、总体情况", BEGUN, heading, _said(sentence, wrong=False)) == []
    (found,) = accused("一、总体情况", BEGUN, heading, _said(sentence, wrong=True))
    assert found.code == code
    assert right in f"{found.expected}{found.details}"


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        (SPENT, "收入总计100万元，实际支出92万元，增加12万元，增长15.00%。"),
        (SPENT, "基本支出60万元，项目支出92万元。与上年相比，支出增加22万元，增长16.92%。"),
        (SPENT, "支出43187.35万元（36.50万元）。"),
        (OFFICE, "机关运行经费年初5万元，支出6万元，比年初增加1万元。"),
        (SPENT, "项目支出92万元，年初预算80万元，上年100万元，节约8万元。"),
        (SPENT, "项目支出年初预算80万元，支出决算92万元，增加10万元，增长12.20%。"),
        (INCOME, "上年结转5万元，当年收入12万元，比上年增加2万元，增长20.00%。"),
        (SPENT, "支出总计由上年的92万元增加至95万元，比年初预算减少3万元。"),
        (SPENT, "支出合计95.00万元：基本支出60.00万元、项目支出32.00万元等。"),
        (SPENT, "人员经费92万元，2022年度人员经费80万元，增加额为12万元。"),
        (ASSETS, "职工21人，其中：党员15人，女职工12人，资产9.50万元。"),
    ],
)
def test_what_is_not_surely_known_is_spared(heading: str, sentence: str) -> None:
    assert accused("一、总体情况", BEGUN, heading, sentence) == []


@pytest.mark.parametrize(
    ("lead", "kind", "role", "direction", "base", "rest"),
    [
        ("今年比去年少支出", "money", "change", "decrease", "去年", ""),
        ("事业收入实现", "money", "final", "none", "", "事业收入"),
        ("超年初预算", "money", "change", "increase", "年初预算", ""),
        ("增长比例为", "percent", "growth", "increase", "", ""),
        ("预决算差异幅度", "percent", "growth", "either", "预算", ""),
        ("公务接待费比上年", "money", "", "none", "", "公务接待费比上年"),
    ],
)
def test_words_are_read_one_by_one_where_their_order_does_not_tell(
    lead: str, kind: str, role: str, direction: str, base: str, rest: str
) -> None:
    said = say(lead, kind)
    assert (said.role or "final", said.direction, said.base, said.rest) == (
        role or "final",
        direction,
        base,
        rest,
    )
