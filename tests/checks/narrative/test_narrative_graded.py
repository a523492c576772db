"""N506 to N508: grades, scores and coverage of evaluated projects, as the text counts them."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support.excerpts import excerpt

HEAD = "八、预算绩效情况说明"
INCOME = ("二、收入决算情况说明", "本年收入合计100.00万元。")


def found(code: str, *paragraphs: str) -> list[Finding]:
    """What a rule finds in a text on evaluations."""
    return check(excerpt(*INCOME, HEAD, *paragraphs), selected([code])).findings


@pytest.mark.parametrize(
    ("said", "way"),
    [
        (
            "共涉及项目26个，资金14.20亿元。其中，自评为“优”的19个，“良”的4个，“中”的1个。",
            "26个→24个",
        ),
        ("组织对12个项目开展自评，其中评价等级为优的9个、良的3个、中的1个。", "3个→2个"),
        ("本部门共对16个项目进行了绩效自评，其中：优10个，良4个，中1个，差0个。", "16个→15个"),
        ("全区参评单位32家，评为优等次的11家，良等次的18家，中等次的5家。", "5家→3家"),
    ],
)
def test_n506_finds_grades_that_are_not_all_projects(said: str, way: str) -> None:
    (finding,) = found("N506", said)
    assert way in finding.details["ways"] and way in message(finding)


def test_n506_finds_the_grade_whose_share_tells() -> None:
    (finding,) = found(
        "N506",
        "共涉及项目20个，评价结果为优的项目17个，占85.00%；良的项目2个，占15.00%。",
    )
    assert (finding.where[0].printed, finding.expected) == ("2个", "3个")


LISTED = (
    ("序号", "项目名称", "全年预算数", "全年执行数", "自评得分", "自评等级"),
    ("1", "渠道清淤", "120.00", "114.00", "95.5", "优"),
    ("2", "泵站检修", "80.00", "80.00", "98", "优"),
    ("3", "水质监测", "60.00", "51.00", "84", "良"),
)


def test_n506_finds_counts_before_their_grades_that_the_list_does_not_have() -> None:
    told = "对3个项目开展自评，从自评结果看，{}个项目等级为“优”，{}个项目等级为“良”。"
    title = "项目支出绩效自评结果汇总表"

    def wrong(good: int, fair: int) -> list[Finding]:
        subject = excerpt(*INCOME, HEAD, told.format(good, fair), title, LISTED)
        return check(subject, selected(["N506"])).findings

    (finding,) = wrong(1, 2)
    assert finding.details["listed"] == ["优2", "良1"]
    assert wrong(2, 1) == []


def test_n506_finds_grades_that_the_list_does_not_have() -> None:
    told = "组织对3个项目开展自评，结果为“优”的1个，“良”的2个。"
    title = "项目支出绩效自评结果汇总表"
    (finding,) = check(excerpt(*INCOME, HEAD, told, title, LISTED), selected(["N506"])).findings
    assert finding.details["listed"] == ["优2", "良1"]
    other = (tuple(cell.replace("自评等级", "绩效评级") for cell in LISTED[0]), *LISTED[1:])
    assert check(excerpt(*INCOME, HEAD, told, title, other), selected(["N506"])).findings
    right = told.replace("1个", "二个").replace("2个", "1个").replace("二个", "2个")
    assert check(excerpt(*INCOME, HEAD, right, title, LISTED), selected(["N506"])).findings == []


def test_n506_finds_the_one_grade_that_a_note_in_the_table_counts_otherwise() -> None:
    """The last row of the table is a sentence; all projects it counts rightly."""
    title = "项目支出绩效自评结果汇总表"
    note = "说明：纳入自评的项目共3个，等级为优的2个、良的{}个。"
    wide = ("", "", "", "", "")

    def told(number: str) -> list[Finding]:
        table = (*LISTED, (note.format(number), *wide))
        return check(excerpt(*INCOME, HEAD, title, table), selected(["N506"])).findings

    (finding,) = told("2")
    assert (finding.expected, finding.details["listed"]) == ("1个", ["优2", "良1"])
    assert told("1") == []


def test_n506_holds_grades_to_the_projects_listed_below() -> None:
    items = (
        "1.甲项目，预算30.00万元，得分95.0分，等级优；",
        "2.乙项目，预算18.00万元，得分86.0分，等级良；",
        "3.丙项目，预算20.00万元，得分81.5分，等级良。",
    )
    said = "自评项目3个，评定等级为优的{}个、良的{}个。"
    for best, good, wrong in ((1, 2, False), (2, 1, True)):
        subject = excerpt(*INCOME, HEAD, said.format(best, good), "各项目情况：", *items)
        assert bool(check(subject, selected(["N506"])).findings) is wrong


def test_n506_takes_no_projects_of_another_list_further_on() -> None:
    said = "自评项目2个，评定等级为优的1个、良的1个。"
    items = ("1.甲项目，得分95.0分，等级优；", "2.乙项目，得分96.0分，等级优。")
    between = ("另外安排专项经费9.00万元。", "重点评价的项目：")
    for beside, wrong in (((), True), (between, False)):
        subject = excerpt(*INCOME, HEAD, said, *beside, *items)
        assert bool(check(subject, selected(["N506"])).findings) is wrong


def in_list(*paragraphs: str) -> list[Finding]:
    """What is found in a text with the list of three projects below it."""
    title = "项目支出绩效自评结果汇总表"
    subject = excerpt(*INCOME, HEAD, *paragraphs, title, LISTED)
    return check(subject, selected(["N506"])).findings


ALIKE = "对3个项目开展自评，全部为“{}”。"
SPANS = "其中得分90分以上的{}个，80—90分的{}个，80分以下的0个。"
ONE_SHORT = "从等级看，优2个，良{}个。"


def test_n506_holds_one_grade_of_all_to_the_list() -> None:
    (finding,) = in_list(ALIKE.format("优"))
    assert (finding.details["said"], finding.details["listed"]) == (["优3个"], ["优2", "良1"])
    alike = (LISTED[0], *(tuple("优" if cell == "良" else cell for cell in r) for r in LISTED[1:]))
    for grade in ("优", "优秀"):
        said = ALIKE.format(grade)
        subject = excerpt(*INCOME, HEAD, said, "项目支出绩效自评结果汇总表", alike)
        assert check(subject, selected(["N506"])).findings == []


def test_n506_holds_spans_of_points_to_the_scores_of_the_list() -> None:
    (finding,) = in_list(SPANS.format(1, 2))
    assert finding.details["listed"] == ["90分以上2", "80—90分1", "80分以下0"]
    assert in_list(SPANS.format(2, 1)) == []


ENDS = (
    ("项目名称", "自评得分"),
    ("渠道清淤", "95.5"),
    ("泵站检修", "89"),
    ("水质监测", "89.5"),
    ("防汛演练", "80"),
)


@pytest.mark.parametrize("span", ["80—89分", "80分至89.99分", "80分（含）—90分"])
def test_n506_counts_a_span_up_to_the_next(span: str) -> None:
    title = "项目支出绩效自评结果汇总表"

    def told(number: int, table: tuple[tuple[str, ...], ...] = ENDS) -> list[Finding]:
        said = f"对4个项目开展自评，90分以上的{4 - number}个，{span}的{number}个。"
        subject = excerpt(*INCOME, HEAD, said, title, table)
        return check(subject, selected(["N506"])).findings

    assert told(3) == []
    (finding,) = told(2)
    assert finding.details["listed"] == ["90分以上1", f"{span}3"]


def test_n506_spares_a_score_on_the_end_of_two_spans() -> None:
    table = (*ENDS[:-1], ("防汛演练", "90"))
    for above in (1, 2):
        said = f"对4个项目开展自评，90分以上的{above}个，80—90分的{4 - above}个。"
        subject = excerpt(*INCOME, HEAD, said, "项目支出绩效自评结果汇总表", table)
        assert check(subject, selected(["N506"])).findings == []


def test_n506_finds_one_count_where_all_grades_of_the_list_are_counted() -> None:
    (finding,) = in_list(ONE_SHORT.format(2))
    assert finding.expected == "1个"
    assert in_list(ONE_SHORT.format(1)) == []


RUNS = (
    "对4个项目开展自评，优秀{}个，良好{}个。其中，渠道清淤95分、泵站检修91分、水质监测93分，均为优秀；"
    "防汛演练84分，为良好。"
)


def test_n506_holds_grades_to_the_projects_that_the_paragraph_lists() -> None:
    (finding,) = found("N506", RUNS.format(2, 2))
    assert finding.details["listed"] == ["优3", "良1"]
    assert found("N506", RUNS.format(3, 1)) == []


def test_n506_takes_the_number_of_all_from_the_paragraph_before() -> None:
    assert found("N506", "本单位对6个项目开展自评。", "从等级看，优3个，良2个。")
    assert found("N506", "本单位对5个项目开展自评。", "从等级看，优3个，良2个。") == []
    before = ("本单位对6个项目开展自评。", "另对2个项目开展部门评价。")
    assert found("N506", *before, "从等级看，优3个，良2个。") == []


def test_n506_passes_grades_of_all_projects() -> None:
    assert found("N506", "10个项目中，90分以上的6个，80—90分的3个，80分以下的1个。") == []
    assert found("N506", "项目24个，其中优19个、良4个、中1个。") == []
    assert found("N506", "共有项目25个，其中纳入自评24个；优19个，良4个，中1个。") == []


@pytest.mark.parametrize(
    "said",
    [
        "对30个项目开展自评，其中优20个。对2个重点项目开展部门评价，结果均为良。",
        "自评项目10个，优6个、良3个，另有1个项目因跨年未评定等级。",
        "对16个项目开展自评，其中一般公共预算项目14个、政府性基金项目2个；优15个、良1个。",
        "共有车辆5辆，其中优3辆，良1辆。",
    ],
)
def test_n506_spares_one_grade_and_open_lists(said: str) -> None:
    assert found("N506", said) == []


@pytest.mark.parametrize(
    ("said", "right"),
    [
        (
            "3个项目自评：培训得分96.5分，设备得分93.0分，维修得分98.5分，平均得分99.00分。",
            "96.00分",
        ),
        (
            "对4个项目开展自评，得分分别为95.20分、97.60分、96.40分、98.00分，平均98.60分。",
            "96.80分",
        ),
        ("项目支出共2个，自评平均得分97.42分，分别为：甲项目得98.5分；乙项目得93.2分。", "95.85分"),
        ("2个项目得分96.56分、93.00分，平均得分94.76分。", "94.78分"),
    ],
)
def test_n507_finds_an_average_that_the_scores_do_not_have(said: str, right: str) -> None:
    (finding,) = found("N507", said)
    assert finding.expected == right


@pytest.mark.parametrize(("mean", "right"), [("92.0", "91.0分"), ("91.0", "")])
def test_n507_counts_the_scores_in_words(mean: str, right: str) -> None:
    scores = "甲项目得分92分；乙项目得分88分；丙项目得分95分；丁项目得分89分。"
    findings = found("N507", scores, f"四个项目平均得分{mean}分。")
    assert [one.expected for one in findings] == [right] * bool(right)
    assert found("N507", scores, f"五个项目平均得分{mean}分。") == []


def test_n507_passes_the_average_of_the_scores() -> None:
    assert found("N507", "2个项目得分96.5分、93.0分，平均得分94.75分。") == []
    assert found("N507", "2个项目得分96.55分、93.00分，平均得分94.78分。") == []
    # one last digit less: the scores were rounded, too
    assert found("N507", "2个项目得分96.56分、93.00分，平均得分94.77分。") == []


@pytest.mark.parametrize(
    "said",
    [
        "对8个项目开展自评，平均得分94分，其中甲项目96分、乙项目98分。",
        "2个项目自评满分100分，得分均在90分以上，平均得分94分。",
        "2个项目得分96分、90分，按资金加权平均得分95分。",
    ],
)
def test_n507_spares_scores_of_some_and_other_points(said: str) -> None:
    assert found("N507", said) == []


def test_n508_finds_a_rate_of_coverage_that_is_not_that_of_its_projects() -> None:
    (finding,) = found("N508", "应开展自评项目40个，实际完成自评38个，自评覆盖率59%。")
    assert finding.expected == "95%"
    (finding,) = found("N508", "共有项目26个，开展自评的项目24个，自评覆盖率100%。")
    assert (finding.expected, finding.variant) == ("", "whole")
    assert "26个中的24个" in message(finding)


def test_n508_passes_the_rate_of_its_projects() -> None:
    assert found("N508", "共有项目25个，其中纳入自评24个，覆盖率96%。") == []


def test_n508_spares_one_number_and_other_rates() -> None:
    assert found("N508", "对25个项目开展自评，自评覆盖率100%。") == []
    assert found("N508", "项目26个，自评24个，资金占项目支出的100%。") == []


def test_n507_spares_the_ends_of_spans_beside_an_average() -> None:
    table = (("项目", "自评得分"), ("甲项目", "86.40"), ("乙项目", "92.10"))
    said = (
        "两个项目平均得分89.25分。按90分（含）以上为优、80分（含）至90分为良的标准，优1个，良1个。"
    )
    assert check(excerpt("八、绩效情况", table, said), selected(["N507"])).findings == []
