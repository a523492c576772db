"""Sentences that tell all of something: closed lists, sums, shares side by side, both years, units;
each as it should be, and with one figure, unit or word that contradicts the others."""

import pytest

from support.excerpts import accused

SPENT = "三、支出决算情况说明"
CARS = "五、“三公”经费支出情况说明"
OTHER = "九、其他情况"
BEGUN = "2023年度部门决算按规定公开，与2022年度口径一致。"

TOLD = [
    # lists closed by 其他, by 由……构成, by how many there are, and in brackets
    (
        SPENT,
        "农林水支出1860万元，其中：高标准农田960万元，农机补贴420万元，防疫[[310|301]]万元，其他170万元。",
        "N104",
        "310",
    ),
    (
        SPENT,
        "商品和服务支出318.60万元，主要由办公费88.60万元、差旅费120.00万元、委托业务费"
        "[[74.00|47.00]]万元、维修费36.00万元构成。",
        "N104",
        "74.00",
    ),
    (
        SPENT,
        "污染防治支出940万元，分三块：大气410万元，水体[[380|308]]万元，土壤150万元。",
        "N104",
        "380",
    ),
    (
        SPENT,
        "人员经费1330.00万元（工资福利支出[[1210.00|1120.00]]万元、对个人和家庭的补助120.00万元）。",
        "N104",
        "1210",
    ),
    # sums of what stands before
    (
        OTHER,
        "中央补助320万元、省级补助180万元、县级配套100万元，共到位资金[[600|660]]万元。",
        "N104",
        "600",
    ),
    (
        SPENT,
        "本年支出由基本支出705.20万元和项目支出294.80万元组成，合计[[1000.00|1010.00]]万元。",
        "N104",
        "1000",
    ),
    # shares of parts of any name, and of figures in the order of their names
    (
        OTHER,
        "对外宣传支出520万元，图册182万元（占35.0%）、展板130万元（占25.0%）、短片208万元（占"
        "[[40.0|48.0]]%）。",
        "N201",
        "40.0%",
    ),
    (
        SPENT,
        "本年支出1600万元。基本支出、项目支出分别为640万元、960万元，分别占本年支出的40.0%和"
        "[[60.0|50.0]]%。",
        "N201",
        "60.0%",
    ),
    # both years in one sentence
    (
        SPENT,
        "2023年支出合计912.30万元，2022年为[[845.60|854.60]]万元，同比多支出66.70万元，增幅7.89%。",
        "N302",
        "845.60",
    ),
    (
        SPENT,
        "上年支出[[640.25|604.25]]万元，本年支出598.10万元，减少42.15万元，降低6.58%。",
        "N302",
        "640.25",
    ),
    (
        CARS,
        "公务接待费[[3.01|3.10]]万元，上年为3.56万元，同比减少0.55万元，下降15.45%。",
        "N302",
        "3.01",
    ),
    (
        OTHER,
        "防汛物资储备支出118万元，上年该项支出[[96|69]]万元，增加22万元，增长22.92%。",
        "N302",
        "96",
    ),
    # equal or not
    (CARS, "公务接待费2.80万元，与上年[[2.80|2.30]]万元相比持平。", "N301", "0.50"),
    (CARS, "2023年度培训费5.60万元，2022年度培训费[[5.60|7.20]]万元，同比持平。", "N301", "1.60"),
    (
        SPENT,
        "行政运行支出年初预算45.00万元，支出决算41.80万元，决算数[[小于|等于]]年初预算数。",
        "N301",
        "小于",
    ),
    # units
    (
        "二、收入决算情况说明",
        "本年收入3426.50[[万元|元]]，其中财政拨款收入3300.00万元，其他收入126.50万元。",
        "N104",
        "3426.50万元",
    ),
    (OTHER, "收入总计43187.35万元（约4.32[[亿元|万元]]），支出总计43187.35万元。", "N103", "万元"),
    # a sentence that compares another year with last year
    (
        "四、财政拨款收支情况",
        "[[2023|2022]]年度财政拨款收、支总计均为1230万元。与2022年度相比，增加40万元，增长3.36%。",
        "D103",
        "2023",
    ),
]
NAMES = [sentence[:12] for _, sentence, _, _ in TOLD]


def _said(sentence: str, wrong: bool) -> str:
    for piece in sentence.split("[[")[1:]:
        choice = piece.partition("]]")[0]
        sentence = sentence.replace(f"[[{choice}]]", choice.split("|")[wrong])
    return sentence


@pytest.mark.parametrize(("heading", "sentence", "code", "right"), TOLD, ids=NAMES)
def test_what_a_sentence_tells_in_whole_is_held_together(
    heading: str, sentence: str, code: str, right: str
) -> None:
    assert accused("一、总体情况", BEGUN, heading, _said(sentence, wrong=False)) == []
    (found,) = accused("一、总体情况", BEGUN, heading, _said(sentence, wrong=True))
    assert found.code == code
    assert right in f"{found.expected}{found.details.get('ways', '')}"


@pytest.mark.parametrize(
    "sentence",
    [
        "农林水支出1860万元，其中：高标准农田960万元，其他农业支出420万元，防疫301万元等。",
        "收到中央补助320万元、省级补助180万元，全县共投入900万元。",
        "支出520万元，图册182万元，占35.0%，其中印刷91万元，占50.0%，设计45.5万元，占25.0%。",
        "货物、工程、服务分别为468.72万元、386.50万元和92.18万元，依次占49.51%、40.82%、9.74%。",
        "本年收入900万元，占92.00%。支出11.76万元，车辆9.60万元，接待2.16万元，占81.63%和18.37%。",
        "人员经费1330万元（其中工资福利支出1120万元、对个人和家庭的补助20万元）。",
        "2022年末固定资产比2022年初增加5万元，2023年支出12万元。",
        "公务接待费2.80万元，由2022年的3.00万元降至2.80万元，减少0.20万元。",
    ],
)
def test_open_lists_and_shares_of_parts_are_spared(sentence: str) -> None:
    assert accused("一、总体情况", BEGUN, "九、其他情况", sentence) == []
