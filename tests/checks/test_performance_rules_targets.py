"""Targets, results and reasons hold together, and are written so that they can be read."""

import pytest

from checks.performance_making import SOUND, changed, department, found, project
from juesuan.checks import Finding, message, severity_of


def one(code: str, text: str) -> list[Finding]:
    """What a rule finds in a sound table with this as its first indicator."""
    return found(code, project(indicators=changed(1, text)))


def of_department(code: str, *lines: str) -> list[Finding]:
    """What a rule finds in the department's table."""
    return found(code, departments=[department([f"产出|数量|{line}" for line in lines])])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("产出|数量|报道次数|4|2|27|1|20|20|", ["J201"]),
        ("产出|数量|报道次数|≥|2|次|1|20|10|经费不足", []),
        ("产出|数量|报道次数|≥|2|次|2|20|20|无", []),
        ("产出|时效|研讨时间|=|第三季度前||部分达成预期指标并具|20|20|", ["J201"]),
        ("产出|时效|开工时间|5|44469|232|44531|20|20|", ["J201"]),
        ("产出|数量|报道次数|1|2|27|1|20|20|", []),
    ],
)
def test_a_missed_target_with_full_points(text: str, codes: list[str]) -> None:
    assert [f.code for f in one("J201", text)] == codes


def test_a_missed_target_is_shown_with_its_figures() -> None:
    (finding,) = one("J201", "产出|数量|报道次数|≥|2|次|1|20|20|")
    assert finding.where[0].item == "报道次数" and finding.where[0].printed == "1"
    assert "报道次数（≥2 次 → 1, 20/20）" in message(finding)
    assert "报道次数" in message(finding, "en")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("产出|数量|示范作用|>=|90|%|100|20|18|无", ["J202"]),
        ("产出|数量|密码钥匙||≤200个||≤0个|20|0|未列此项", ["J202"]),
        ("产出|数量|新增数据量|>=|2|万条|30|20|18|无", []),
        ("产出|数量|培训人数|=|8|人|10|20|18|无", []),
        ("产出|时效|支付时间||及时||达成预期指标|20|12|审核未过", ["J202"]),
        ("产出|时效|支付时间||及时||达成预期指标|20|17|略迟", []),
        ("产出|成本|成本指标||未填报||达成预期指标|20|10|未设置", []),
    ],
)
def test_a_met_target_that_loses_points(text: str, codes: list[str]) -> None:
    assert [f.code for f in one("J202", text)] == codes


@pytest.mark.parametrize("reason", ["", "无", "无偏差", "无。", "—"])
def test_a_deviation_needs_a_reason(reason: str) -> None:
    (finding,) = one("J203", f"产出|数量|支付进度|=|100|%|83|20|15|{reason}")
    assert finding.where[0].item == "支付进度"


def test_a_deviation_with_a_reason_is_well() -> None:
    assert one("J203", "产出|数量|支付进度|=|100|%|83|20|15|企业申报较晚，来年提前通知") == []


def test_the_department_owes_reasons_as_well() -> None:
    (finding,) = of_department("J203", "产业税收|4|300万|元/年|部份完成|||")
    assert "产业税收" in message(finding)


@pytest.mark.parametrize(
    ("reason", "codes"),
    [
        ("改为编制前期规划", ["J204"]),
        ("不具备迁移条件", ["J204"]),
        ("待组织专家评审后才能达到", ["J204"]),
        ("未发生错误发布", []),
        ("无", []),
    ],
)
def test_full_points_against_the_words_of_the_reason(reason: str, codes: list[str]) -> None:
    text = f"产出|数量|可研报告数|≥|1|份|1|20|20|{reason}"
    assert [f.code for f in one("J204", text)] == codes


def test_a_reason_where_nothing_deviates() -> None:
    assert one("J205", "产出|数量|次数|≥|4|次|4|20|20|偏差原因：经费紧张；改进措施：早做预算")
    assert one("J205", "产出|数量|次数|≥|4|次|4|20|20|全部按期举办") == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("产出|数量|数据量|>=|2亿|条|30亿|20|20|无", ["J206"]),
        ("产出|数量|数据量|>=|2亿|条|30亿|20|20|新接入三个部门的数据", []),
        ("产出|数量|数据量|>=|2亿|条|3亿|20|20|无", []),
    ],
)
def test_a_target_far_exceeded(text: str, codes: list[str]) -> None:
    assert [f.code for f in one("J206", text)] == codes


def test_points_without_a_target() -> None:
    (finding,) = one("J207", "产出|成本|成本指标|||未填报|达成预期指标|20|10|未设置")
    assert "成本指标" in message(finding)
    assert one("J207", "产出|成本|成本控制|≤|10|万元|10|20|20|无") == []


def test_words_instead_of_values_are_told_from_three_on() -> None:
    lines = [f"使用单位{n}数量|3|{n}00家|个|完成|||" for n in (1, 2, 3)]
    (finding,) = of_department("J208", *lines)
    assert "3项" in message(finding)
    assert of_department("J208", *lines[:2]) == []


def test_actual_values_with_the_targets_operator_are_one_finding_of_the_document() -> None:
    lines = [f"产出|数量|驻场人数{n}||≥8人||≥8人|18|18|" for n in range(5)]
    (finding,) = found("J209", project("甲项目", lines), project("乙项目", lines))
    assert "2张表的10个" in message(finding)
    assert found("J209", project("甲项目", lines[:2])) == []


def test_codes_are_one_finding_a_table_with_all_that_occur() -> None:
    (finding,) = one("J501", "产出|数量|报告数量|4|2|20|2|20|20|")
    assert "指标性质 4，度量单位 20" in message(finding)
    assert one("J501", SOUND[0]) == []


def test_a_day_number_is_told_as_its_date() -> None:
    (finding,) = one("J502", "产出|时效|项目开工时间|5|44469|232|44531|20|18|招标较晚")
    assert "44469 = 2021-09-30；44531 = 2021-12-01" in message(finding)
    assert one("J502", "产出|数量|归集数据量|≥|44469|条|44531|20|20|无") == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("效益|社会效益|信息化安全|=|作用明显|%|作用明显|20|20|无", ["J503"]),
        ("效益|社会效益|信息化安全|=|作用明显||作用明显|20|20|无", []),
        ("效益|社会效益|民营经济增速|>=|GDP增速|%|GDP增速|20|20|无", []),
    ],
)
def test_a_percentage_of_words(text: str, codes: list[str]) -> None:
    assert [f.code for f in one("J503", text)] == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("效益|社会效益|资源共享率|3|≥90%|1|0.9|20|20|无", ["J504"]),
        ("满意度|服务对象满意度|使用单位满意度|4|0.95|%|完成|20|20|", ["J504"]),
        ("产出|质量|故障率|≤|0.5|%|0.2|20|20|无", []),
        ("产出|数量|会议占比|>=|1|%|1|20|20|无", []),
        ("产出|质量|增长率|>=|0.8|%|1.2|20|20|无", []),
    ],
)
def test_a_percentage_printed_as_a_ratio(text: str, codes: list[str]) -> None:
    assert [f.code for f in one("J504", text)] == codes


@pytest.mark.parametrize(
    ("target", "unit", "codes"),
    [
        ("857家", "个", ["J505"]), ("8000万", "万元", ["J505"]), ("365天", "个", ["J505"]),
        ("11个", "个", []), ("90万元", "万元", []), ("95%", "%", []), ("365天", "天", []),
        ("5年期", "12", []),
    ],
)  # fmt: skip
def test_units_that_contradict_one_another(target: str, unit: str, codes: list[str]) -> None:
    text = f"产出|数量|使用量|>=|{target}|{unit}|完成|20|20|"
    assert [f.code for f in one("J505", text)] == codes


def test_a_thousandfold_difference_is_a_difference_of_units() -> None:
    assert one("J506", "产出|数量|报告总字数|4|1|198|250000|20|20|")
    assert one("J506", "产出|数量|报告总字数|≥|200|字|250|20|20|") == []


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("产出|成本|项目合同款支付||=18714.47||=18714.47|20|20|", "warning"),
        ("产出|时效|项目资金支付时间||10||达成预期指标|20|20|", "info"),
        ("产出|数量|安全演练数(次)||=2||=2|20|20|", ""),
        ("产出|数量|安全演练数||=2次||=2次|20|20|", ""),
        ("产出|质量|设备完好率||100||100|20|20|", ""),
    ],
)
def test_a_number_without_a_unit(text: str, severity: str) -> None:
    assert [severity_of(f) for f in one("J507", text)] == [severity][: bool(severity)]


def test_a_magnitude_in_the_number_is_told_only_beside_a_unit() -> None:
    assert one("J508", "产出|数量|归集数据量|>=|2亿|条|2亿|20|20|无")
    assert one("J508", "产出|数量|归集数据量|>=|20000|万条|20000|20|20|无") == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("产出|数量|编印期数|≥|10|%|10|20|20|无", ["J509"]),
        ("效益|可持续影响|处置能力|=|有效提升|有效维护|有效提升|20|20|无", ["J509"]),
        ("效益|可持续影响|处置能力|=|有效提升|是/否|有效提升|20|20|无", []),
        ("产出|数量|编印期数|≥|10|期|10|20|20|无", []),
    ],
)
def test_a_unit_that_is_not_the_targets(text: str, codes: list[str]) -> None:
    assert [f.code for f in one("J509", text)] == codes


def test_a_year_or_words_are_no_target_of_a_number() -> None:
    assert one("J510", "产出|数量|监测范围|3|2021年|20|230|20|20|")
    assert one("J510", "效益|经济效益|节约财政资金|4|集约化建设政务外|8|903|20|20|")
    assert one("J510", "效益|经济效益|成本控制|<=|不超预算|%|不超预算|20|20|") == []


def test_an_indicator_without_a_name_is_told_by_its_level() -> None:
    (finding,) = one("J511", "满意度|服务对象满意度指标等||>=|90|%|100|20|20|无")
    assert finding.where[0].item == "服务对象满意度指标等"
    assert found("J511", project()) == []
