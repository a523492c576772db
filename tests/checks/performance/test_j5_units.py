"""J5, units: there, the target's own, and written once."""

import pytest

from checks.performance.self_evaluation import changed, found, places, project
from juesuan.checks import Finding, message, severity_of


def of_first(code: str, text: str) -> list[Finding]:
    """What a rule finds in a sound table with this as its first indicator."""
    return found(code, project(indicators=changed(1, text)))


def used(target: str, unit: str) -> list[Finding]:
    """What J505 finds where target and unit column are these."""
    return of_first("J505", f"产出|数量|使用量|>=|{target}|{unit}|完成|20|20|")


@pytest.mark.parametrize(
    ("target", "unit"),
    [("857家", "个"), ("8000万", "万元"), ("365天", "个"), ("5天", "米"), ("3个", "万元")],
)
def test_j505_finds_units_that_contradict_one_another(target: str, unit: str) -> None:
    (one,) = used(target, unit)
    assert places(one) == [("使用量", "完成")] and f"{target} {unit}" in message(one)


@pytest.mark.parametrize(
    ("target", "unit"), [("11个", "个"), ("90万元", "万元"), ("95%", "%"), ("365天", "天")]
)
def test_j505_passes_a_unit_written_twice(target: str, unit: str) -> None:
    assert used(target, unit) == []


@pytest.mark.parametrize(
    ("target", "unit"),
    [("5年期", "12"), ("3人", "人次"), ("24小时", "天"), ("8000万", "元"), ("较多", "个")],
)
def test_j505_spares_units_of_one_kind_and_codes(target: str, unit: str) -> None:
    assert used(target, unit) == []


@pytest.mark.parametrize(
    ("target", "actual"), [("1", "250000"), ("250", "250000"), ("250000", "1")]
)
def test_j506_finds_a_thousandfold_difference(target: str, actual: str) -> None:
    (one,) = of_first("J506", f"产出|数量|报告总字数|4|{target}|198|{actual}|20|20|")
    assert places(one) == [("报告总字数", actual)]


@pytest.mark.parametrize(
    ("target", "actual"), [("≥60%", "62个"), ("6座", "6%"), ("≤480万元/人", "480元/人")]
)
def test_j506_finds_a_share_of_a_count_and_one_number_in_two_units(
    target: str, actual: str
) -> None:
    (one,) = of_first("J506", f"产出|数量|安装探头||{target}||{actual}|20|20|")
    assert places(one) == [("安装探头", actual)]


def test_j506_passes_all_of_a_count() -> None:
    assert of_first("J506", "产出|数量|安装探头||60个||100%|20|20|") == []


def test_j506_passes_values_near_their_target() -> None:
    assert of_first("J506", "产出|数量|报告总字数|≥|200|字|250|20|20|") == []


@pytest.mark.parametrize(
    "text",
    [
        "产出|数量|报告总字数|≥|251|字|250000|20|20|",
        "产出|数量|报告总字数|≥|200|字|0|20|20|",
        "产出|时效|工期|≤|180天||6个月|20|20|",
        "产出|数量|数据量|≥|1.5万条||16000|20|20|",
        "产出|质量|合格率|≥|90|%|0.009|20|20|",
    ],
    ids=["less", "nothing done", "days and months", "written out in full", "a ratio"],
)
def test_j506_spares_differences_of_another_kind(text: str) -> None:
    assert of_first("J506", text) == []


def test_j507_finds_sums_of_money_without_a_unit_and_warns() -> None:
    (one,) = of_first("J507", "产出|成本|项目合同款支付||=18714.47||=18714.47|20|20|")
    assert severity_of(one) == "warning" and places(one) == [("项目合同款支付", "=18714.47")]


@pytest.mark.parametrize(
    "text",
    ["产出|时效|项目资金支付时间||10||达成预期指标|20|20|", "产出|成本|设备台数||10||10|20|20|"],
)
def test_j507_finds_other_numbers_without_a_unit(text: str) -> None:
    (one,) = of_first("J507", text)
    assert severity_of(one) == "info" and one.where[0].item == text.split("|")[2]


def test_j507_finds_money_first_where_other_numbers_lack_it_too() -> None:
    lines = changed(1, "产出|成本|合同款支付||=18714||=18714|20|20|")
    lines[1] = "产出|数量|设备台数||10||10|20|20|"
    (one,) = found("J507", project(indicators=lines))
    assert [item for item, _ in places(one)] == ["合同款支付"]


def test_j507_passes_a_unit_in_the_cell_or_its_column() -> None:
    assert of_first("J507", "产出|数量|安全演练数||=2次||=2次|20|20|") == []
    assert of_first("J507", "产出|数量|安全演练数|=|2|次|2|20|20|") == []


@pytest.mark.parametrize("name", ["安全演练数(次)", "安全演练数（次）", "设备完好率", "学员满意度"])
def test_j507_spares_names_that_tell_the_unit(name: str) -> None:
    assert of_first("J507", f"产出|数量|{name}||=2||=2|20|20|") == []


def test_j507_spares_a_magnitude_which_stands_for_it() -> None:
    assert of_first("J507", "产出|数量|归集数据量|>=|2亿||2亿|20|20|无") == []


@pytest.mark.parametrize("target", ["2亿", "3万"])
def test_j508_finds_a_magnitude_in_the_number(target: str) -> None:
    (one,) = of_first("J508", f"产出|数量|归集数据量|>=|{target}|条|{target}|20|20|无")
    assert places(one) == [("归集数据量", target)] and f"{target} 条" in message(one)


def test_j508_passes_a_magnitude_in_the_unit() -> None:
    assert of_first("J508", "产出|数量|归集数据量|>=|20000|万条|20000|20|20|无") == []


@pytest.mark.parametrize(("target", "unit"), [("2亿", ""), ("2亿条", "条"), ("8000万", "万元")])
def test_j508_spares_magnitudes_of_other_rules(target: str, unit: str) -> None:
    assert of_first("J508", f"产出|数量|归集数据量|>=|{target}|{unit}|2亿|20|20|无") == []


def test_j509_finds_a_count_in_percent() -> None:
    (one,) = of_first("J509", "产出|数量|编印期数|≥|10|%|10|20|20|无")
    assert places(one) == [("编印期数", "10")] and "≥10 %" in message(one)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("宣传稿件及时率", "天"),
        ("贴息企业数量", "次"),
        ("报送信息期数", "条"),
        ("培训人数", "期"),
        ("服务人次", "小时"),
        ("栽植株数", "亩"),
        ("修复道路长度", "户"),
        ("造林面积", "公里"),
        ("垃圾清运量", "次"),
    ],
)
def test_j509_finds_a_unit_in_which_a_thing_is_never_counted(name: str, unit: str) -> None:
    (one,) = of_first("J509", f"产出|数量|{name}|≥|10|{unit}|10|20|20|无")
    assert places(one) == [(name, "10")]


def test_j509_finds_a_value_in_another_kind_of_unit_than_its_target() -> None:
    (one,) = of_first("J509", "产出|时效|上架及时性||到馆后15日内||平均13万元|20|20|无")
    assert places(one) == [("上架及时性", "平均13万元")]
    assert of_first("J509", "产出|时效|上架及时性||到馆后15日内||平均13日|20|20|无") == []
    assert of_first("J509", "产出|时效|上架及时性||到馆后3个月||平均80天|20|20|无") == []


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [
        ("绿化补植面积", "≥450人", "462平方米"),
        ("补助资金", "≥450万元", "462户"),
        ("新购图书册数", "≥3000%", "3126册"),
    ],
)
def test_j509_finds_persons_where_an_area_is_told_and_counts_in_percent(
    name: str, target: str, actual: str
) -> None:
    (one,) = of_first("J509", f"产出|数量|{name}||{target}||{actual}|20|20|无")
    assert places(one) == [(name, actual)]


def test_j509_spares_counts_of_a_share_and_times_of_persons() -> None:
    assert of_first("J509", "产出|质量|培训覆盖||≥95%||462人|20|20|无") == []
    assert of_first("J509", "产出|数量|培训人数||≥450人||462人次|20|20|无") == []


def test_j509_finds_a_share_where_a_time_was_aimed_at() -> None:
    (one,) = of_first("J509", "产出|时效|平均办理时间||≤45天||42%|20|20|无")
    assert places(one) == [("平均办理时间", "42%")]
    assert of_first("J509", "产出|时效|平均办理时间||≤45天||100%|20|20|无") == []


def test_j509_finds_other_words_as_the_unit_of_words() -> None:
    (one,) = of_first("J509", "效益|可持续影响|处置能力|=|有效提升|有效维护|有效提升|20|20|无")
    assert places(one) == [("处置能力", "有效提升")] and "有效提升 有效维护" in message(one)


def test_j509_passes_the_targets_own_unit() -> None:
    assert of_first("J509", "产出|数量|编印期数|≥|10|期|10|20|20|无") == []


@pytest.mark.parametrize(
    "text",
    [
        "产出|数量|走访企业次数|≥|10|次|10|20|20|无",
        "产出|数量|服务人次|≥|10|万人次|10|20|20|无",
        "产出|数量|养护里程|≥|10|公里|10|20|20|无",
        "产出|数量|造林面积|≥|10|万亩|10|20|20|无",
        "产出|数量|垃圾清运量|≥|10|吨|10|20|20|无",
        "产出|时效|平均响应时间|≤|10|天|10|20|20|无",
        "效益|可持续影响|处置能力|=|有效提升|是/否|有效提升|20|20|无",
        "效益|可持续影响|处置能力|=|有效提升|有效提升|有效提升|20|20|无",
        "效益|可持续影响|处置能力|=|有效提升|显著性|有效提升|20|20|无",
        "效益|可持续影响|处置能力|=|有效提升|有效或无效/无|有效提升|20|20|无",
        "效益|可持续影响|处置能力|=|有效提升|有效维护|有所提升|20|20|无",
        "产出|数量|编印期数|≥|10%|%|10%|20|20|无",
        "产出|数量|编印达标率|≥|10|%|10|20|20|无",
    ],
)
def test_j509_spares_what_may_be_a_unit(text: str) -> None:
    assert of_first("J509", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "产出|时效|项目完工时间||2023年11月底前||98%|20|20|无",
        "产出|时效|资金拨付及时率||100%||36.5万元|20|20|无",
        "产出|数量|补栽苗木||≥5000株||5120亩|20|20|无",
        "产出|数量|巡查河道长度（次）||126||131|20|20|无",
    ],
)
def test_j509_finds_values_of_another_kind(text: str) -> None:
    (one,) = of_first("J509", text)
    assert places(one)[0][0] == text.split("|")[2]


@pytest.mark.parametrize(
    "text",
    [
        "产出|时效|项目完工时间||2023年11月底前||100%|20|20|无",
        "产出|数量|培训班（期）||12||13|20|20|无",
        "产出|数量|补助标准（元/人）||500||500|20|20|无",
    ],
)
def test_j509_spares_all_of_it_and_units_in_names(text: str) -> None:
    assert of_first("J509", text) == []
