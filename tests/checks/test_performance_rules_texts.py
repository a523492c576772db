"""Years, completion and texts of the performance tables."""

from dataclasses import replace

import pytest

from checks.performance_making import SOUND, changed, department, found, project, value
from juesuan.checks import Finding, message
from juesuan.reading.performance import YearlyGoal

PLAN = "产出|数量|规划编制数量|≥|1|份|1|20|20|无"


def told(code: str, *sections: tuple[str, str], **more) -> list[Finding]:
    """What a rule finds in a sound project with these sections of analysis."""
    return found(code, project(analysis=sections, **more))


def test_a_later_years_result_cannot_be_reached() -> None:
    later = changed(1, "效益|经济效益|园区2025年开园产值|≥|100|万元|100|20|20|无")
    (one,) = found("J601", project(indicators=later))
    assert one.where[0].item == "园区2025年开园产值"
    now = changed(1, "效益|经济效益|园区2023年产值|≥|100|万元|100|20|20|无")
    assert found("J601", project(indicators=now)) == []


@pytest.mark.parametrize(
    ("actual", "codes"),
    [
        ("规划已于2024年4月11日完成印发。", ["J602"]),
        ("截止2024年3月底，馆内已接待900人次。", ["J602"]),
        ("规划已于2023年4月完成印发。", []),
        ("项目将于2024年6月底完成。", []),
        ("服务期限从2023年2月1日至2026年1月31日。", []),
        ("列入2024年重点任务清单。", []),
    ],
)
def test_results_belong_to_the_year(actual: str, codes: list[str]) -> None:
    assert [f.code for f in found("J602", project(actual=actual))] == codes


def test_a_later_result_without_full_points_is_told_honestly() -> None:
    low = [line.replace("|20|20|", "|20|5|").replace("|30|30|", "|30|9|") for line in SOUND]
    low = [line.replace("|10|10|", "|10|3|") for line in low]
    assert found("J602", project(indicators=low, actual="规划已于2024年4月完成印发。")) == []


@pytest.mark.parametrize(
    ("target", "codes"),
    [
        ("根据总体方案，在2021年要分批更换设备。", ["J603"]),
        ("新的标准从2014年9月1日起执行。", []),
        ("在2023年内完成编制。", []),
        ("2021年已建成平台，2023年要扩展功能。", []),
    ],
)
def test_the_goal_is_this_years(target: str, codes: list[str]) -> None:
    assert [f.code for f in found("J603", project(target=target))] == codes


TEAM = ["产出|数量|专家智库团队人数||=12人||=12人|90|90|"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("2022年2月完成专家团队组建，专家人数12人。", ["J604"]),
        ("2023年2月完成专家团队组建，专家人数12人。", []),
        ("2022年2月召开12人的座谈会。", []),
    ],
)
def test_an_earlier_years_result_scores_no_more(text: str, codes: list[str]) -> None:
    table = project(indicators=TEAM, analysis=[("产出情况", text)])
    assert [f.code for f in found("J604", table)] == codes


ACCEPTED = "产出|质量|成果验收合格率|≥|100|%|100|20|20|无"


@pytest.mark.parametrize(
    ("actual", "line", "codes"),
    [
        ("报告已编制完成，待最终验收。", ACCEPTED, ["J605"]),
        ("报告已编制完成，并通过验收。", ACCEPTED, []),
        ("各规划已完成初稿编制。", ACCEPTED, ["J605"]),
        ("已完成技术方案初稿。", "产出|数量|完成方案设计|=|1|个|1|20|20|", ["J605"]),
        ("已完成技术方案初稿。", "产出|数量|开展调研次数|=|1|次|1|20|20|", []),
        ("报告待最终验收。", "产出|数量|开展调研次数|=|1|次|1|20|20|", []),
        ("报告待最终验收。", "产出|质量|验收通过率|=|100|%|40|20|8|尚未验收", []),
    ],
)
def test_what_is_not_accepted_yet_has_no_rate_of_acceptance(actual, line, codes) -> None:
    table = project(indicators=changed(2, line), actual=actual)
    assert [f.code for f in found("J605", table)] == codes


def test_a_project_added_late_has_no_initial_budget() -> None:
    other = "本项目于2023年12月底新增，用于支付运维费。"
    (one,) = found("J606", project(other=other))
    assert one.where[0].printed == "10"
    elsewhere = "本项目支付未成功，12月底新增项目“乙项目”支付。"
    assert found("J606", project(other=elsewhere)) == []


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("2022年度项目支出绩效自评表", ["J607"]),
        ("信息化项目支出绩效自评表(2022年度)", ["J607"]),
        ("2023年度项目支出绩效自评表", []),
        ("2022年结转资金项目支出绩效自评表(2023年度)", []),
        ("项目支出绩效自评表", []),
    ],
)
def test_a_table_is_of_the_accounts_year(title: str, codes: list[str]) -> None:
    table = replace(project(), title=title)
    assert [f.code for f in found("J607", table)] == codes


def test_the_departments_goals_are_of_the_accounts_year() -> None:
    def goals(*years: str):
        yearly = tuple(YearlyGoal(value(year), value("目标"), value("完成")) for year in years)
        return [replace(department(), yearly_goals=yearly)]

    assert found("J607", departments=goals("2023", "2024")) == []
    (one,) = found("J607", departments=goals("预算年度(2022年)"))
    assert one.variant == "goals" and "2022年" in message(one)


LONG = (
    "一是完善云平台，为各部门提供稳定的云资源服务；二是整合视频会议系统，保障各级会议安全顺利召开"
)


@pytest.mark.parametrize(
    ("target", "actual", "codes"),
    [
        ("准确及时发放六名选调生补助", "准确及时发放六名选调生补助", ["J701"]),
        (f"{LONG}；三是归集数据。", f"{LONG}。", ["J701"]),
        ("发放补助", "已完成发放补助，共六名。", []),
        (LONG, f"{LONG}。全年服务三十六个部门，保障会议五次，归集数据三十亿条，满意度较高。", []),
        ("无", "无", []),
    ],
)
def test_a_result_is_no_copy_of_the_goal(target: str, actual: str, codes: list[str]) -> None:
    table = project(target=target, actual=actual)
    assert [f.code for f in found("J701", table)] == codes


def test_the_departments_goals_are_looked_at_as_well() -> None:
    assert found("J701", departments=[department(goals=[(f"{LONG}。完。", LONG)])])


def test_an_indicator_that_stands_twice_scores_twice() -> None:
    twice = changed(4, "效益|社会效益|开展培训次数|≥|4|次|4|30|30|无")
    (one,) = found("J702", project(indicators=twice))
    assert len(one.where) == 2
    other = changed(4, "效益|社会效益|开展培训次数|≥|6|次|6|30|30|无")
    assert found("J702", project(indicators=other)) == []


def test_two_numbered_goals_of_the_same_words() -> None:
    goals = (
        "1.升级改造全市视频会议系统，保障会议顺利召开。2.归集数据，开放共享平台建设与应用。"
        "3.升级改造全市视频会议系统，保障会议顺利召开。"
    )
    (one,) = found("J703", departments=[department(aims=goals)])
    assert (one.details["one"], one.details["other"]) == ("1", "3")
    assert found("J703", departments=[department(aims=goals.split("3.")[0])]) == []


WELL = (
    "每月由分管领导带队走访培训点，当面听取学员和用人单位的意见，按月调整课程安排并在年末统一考核"
)


def test_measures_are_no_copy_of_achievements() -> None:
    good, bad = ("主要经验做法", f"{WELL}。"), ("下一步改进措施及管理建议", f"一、{WELL}。")
    (one,) = told("J704", good, bad)
    assert "下一步改进措施" in message(one)
    assert told("J704", good, ("下一步改进措施及管理建议", "加强培训，细化指标。")) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("学员满意度达到85%。", ["J705"]),
        ("学员的满意度为85%。", ["J705"]),
        ("学员满意度达到95%。", []),
        ("学员满意度由80%提升至95%。", []),
        ("全年培训合格率达到93%。", ["J705"]),
        ("家具采购合格率为100%。", []),
        ("同类项目平均使用率70%。", []),
    ],
)
def test_percentages_told_are_those_reported(text: str, codes: list[str]) -> None:
    assert [f.code for f in told("J705", ("满意度情况", text))] == codes


def test_one_sentence_has_one_set_of_figures() -> None:
    here = [("保障会议。", "全市统一的档案查询与借阅平台于2023年5月投入使用")]
    there = project(target="全市统一的档案查询与借阅平台于2021年3月投入使用，全市使用。")
    (one,) = found("J706", there, departments=[department(goals=here)])
    assert "2023年5月" in message(one) and "2021年3月" in message(one)
    same = project(target="全市统一的档案查询与借阅平台于2023年5月投入使用，全市使用。")
    assert found("J706", same, departments=[department(goals=here)]) == []


def test_satisfaction_without_a_source_is_one_word_on_the_document() -> None:
    bare = changed(5, "满意度|服务对象满意度|学员满意度|≥|90|%|95|10|10|无")
    (one,) = found("J707", project("甲", bare), project("乙", bare))
    assert one.details["tables"] == 2
    assert found("J707", project()) == []


def test_the_conclusion_counts_the_targets_of_the_table() -> None:
    lines = ["产出|数量|次数|≥|4|次|5|||", "产出|数量|期数|≥|4|期|1|||经费不足"]
    text = "共绩效目标{}个，完成{}个，未完成{}个。"
    sound = {"departments": [department(lines)]}
    assert found("J708", conclusion=text.format(2, 1, 1), **sound) == []
    (one,) = found("J708", conclusion=text.format(2, 2, 0), **sound)
    assert "2/1/1" in message(one)


@pytest.mark.parametrize(
    ("line", "text", "codes"),
    [
        ("人员聘用数||=70人||=70人", "由其提供30名服务人员。", ["J709"]),
        ("人员聘用数||=70人||=70人", "由其提供70名服务人员。", []),
        ("驻场人数||≥8人||≥8人", "驻场人员5名，后台3名。", ["J709"]),
        ("运维人员数量||>5人||>5人", "全年委派6名服务人员。", []),
        ("办公家具购置种类||=3种||=3种", "完成两类共计31套家具的购置。", ["J709"]),
        ("办公家具购置种类||=3种||=3种", "完成三类共计31套家具的购置。", []),
    ],
)
def test_persons_and_kinds_told_are_those_reported(line, text, codes) -> None:
    table = project(indicators=changed(1, f"产出|数量|{line}|20|20|"), analysis=[("产出", text)])
    assert [f.code for f in found("J709", table)] == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("于2023年10月征求意见，并于2023年6月完成终稿。", ["J710"]),
        ("于2023年3月征求意见，并于2023年6月完成终稿。", []),
        ("甲系统于2023年10月启动。乙系统并于2023年6月完成。", []),
    ],
)
def test_what_is_begun_ends_later(text: str, codes: list[str]) -> None:
    assert [f.code for f in told("J710", ("产出情况", text))] == codes
