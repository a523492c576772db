"""J2, how far targets were met: in percent of the target, or by yes and no."""

import pytest
from msgspec.structs import replace

from checks.performance.self_evaluation import changed, found, places, project, value
from juesuan.checks import Finding, check, message, selected
from support.excerpts import excerpt


def of_share(text: str, share: str) -> list[Finding]:
    """What J213 finds in a table whose first indicator prints a share."""
    table = project(indicators=changed(1, f"产出|数量|{text}"))
    first = replace(table.indicators[0], completion=value(share))
    return found("J213", replace(table, indicators=(first, *table.indicators[1:])))


def test_j213_finds_a_share_that_the_values_do_not_give() -> None:
    (one,) = of_share("优良路率||75|%|72|10|9.6|水毁路段修复滞后", "69%")
    assert (one.variant, one.expected, places(one)) == ("", "96%", [("优良路率", "69%")])
    assert "完成比例应为96%，印作69%" in message(one)


def test_j213_finds_a_share_beyond_all_with_its_digits_turned() -> None:
    (one,) = of_share("修补坑槽面积|≥|9200|平方米|9568|15|15|无", "140%")
    assert one.expected == "104%"


def test_j213_finds_the_value_where_share_and_score_agree() -> None:
    (one,) = of_share("办事群众满意度|≥|95|%|97.1|10|9.8|窗口排队时间较长", "98%")
    assert (one.variant, one.expected, places(one)) == (
        "actual",
        "93.1",
        [("办事群众满意度", "97.1")],
    )


@pytest.mark.parametrize("share", ["96%", "96.0", "96.00%"])
def test_j213_passes_a_share_that_the_values_give(share: str) -> None:
    assert of_share("优良路率||75|%|72|10|9.6|水毁路段修复滞后", share) == []


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("修补坑槽面积|≥|9200|平方米|9568|15|15|无", "100%"),
        ("修补坑槽面积|≥|9200|平方米|9568|15|15|无", "—"),
        ("办理时限|≤|3|工作日|2.4|10|10|无", "100%"),
        ("办理时限|≤|3|工作日|2.4|10|10|无", "120%"),
        ("办理时限|≤|3|工作日|2.4|10|10|无", "125%"),
        ("完成时间||10月31日前||10月20日|10|10|无", "90%"),
        ("成果||报批||形成报批稿|10|8|批复较晚", "80%"),
        ("变动率|≤|0|%|-6.4|10|10|无", "100%"),
    ],
    ids=["no more than all", "none", "met", "below", "inverse", "date", "words", "of nothing"],
)
def test_j213_spares_other_ways_to_tell_a_share(text: str, share: str) -> None:
    assert of_share(text, share) == []


def called(text: str, met: str) -> list[Finding]:
    """What J215 finds in a table whose first indicator is called met, or not."""
    table = project(indicators=changed(1, f"产出|数量|{text}"))
    first = replace(table.indicators[0], met=value(met))
    return found("J215", replace(table, indicators=(first, *table.indicators[1:])))


MISSED, MET = "检查单位|≥|360|家|342|10|9.5|任务延后", "检查单位|≥|360|家|366|10|10|无"


@pytest.mark.parametrize(("text", "said"), [(MISSED, "是"), (MISSED, "已完成"), (MET, "否")])
def test_j215_finds_a_target_called_met_or_missed_against_its_values(text: str, said: str) -> None:
    (one,) = called(text, said)
    assert places(one)[0] == ("检查单位", said)
    assert f"却写“{said}”" in message(one)


@pytest.mark.parametrize(("text", "said"), [(MISSED, "否"), (MET, "是"), (MET, "√")])
def test_j215_passes_what_the_values_say(text: str, said: str) -> None:
    assert called(text, said) == []


def test_j215_spares_what_cannot_be_compared_or_is_not_told() -> None:
    assert called("群众反映||良好||较好|10|10|无", "否") == called(MISSED, "") == []


def without_points(target: str, actual: str, said: str) -> list[Finding]:
    """What J215 finds in a table without points, one row of which is given."""
    table = (
        ("指标", "目标值", "实际完成值", "是否达到目标"),
        ("体检人数", "≥15000人次", "15208人次", "是"),
        ("建档率", "≥90%", "88.4%", "否"),
        ("管网指标", target, actual, said),
    )
    spent = ("三、支出决算情况说明", "本年支出合计100.00万元。")
    parts = (*spent, "四、绩效目标实现情况", "2023年度各项指标如下：", table)
    return check(excerpt(*parts), selected(["J215"])).findings


@pytest.mark.parametrize(
    ("target", "actual", "said", "other"),
    [
        ("≤2%", "2.4%", "是", "否"),
        ("≥46公里", "52公里", "否", "是"),
        ("2023年10月31日前", "2023年11月20日", "已完成", "未完成"),
        ("8处", "7处", "是", "否"),
    ],
)
def test_j215_finds_it_in_a_table_without_points(
    target: str, actual: str, said: str, other: str
) -> None:
    (finding,) = without_points(target, actual, said)
    assert said in message(finding) and finding.where[0].item == "管网指标"
    assert without_points(target, actual, other) == []


def test_j215_spares_a_table_without_points_where_more_was_done_than_its_bare_target() -> None:
    assert without_points("8处", "9处", "是") == []
    assert without_points("较上年下降10%以上", "较上年下降6.3%", "是") == []
