"""Figures that others of a text give: from one amount to the next, net values, worth of things,
shares in words beside percentages, averages told below their list: N202, N302, N507, N510, N520,
N521."""

import pytest

from juesuan.checks import Finding, check, selected
from support.excerpts import excerpt

CODES = ["N202", "N301", "N302", "N507", "N510", "N520", "N521"]


def found(*said: str) -> list[Finding]:
    return check(excerpt(*said), selected(CODES)).findings


def codes(*said: str) -> list[str]:
    return [one.code for one in found(*said)]


@pytest.mark.parametrize(
    ("said", "true", "wrong"),
    [
        ("公务接待费由12.70万元降至9.70万元，减少{}万元。", "3.00", "2.00"),
        ("接待人次从上年的40人增加到52人，增加{}人。", "12", "22"),
        ("项目支出由200.00万元增加到250.00万元，同比增长{}%。", "25.00", "20.00"),
        ("水费从3.00万元调整为2.40万元，较上年减少{}万元。", "0.60", "0.40"),
    ],
)
def test_n520_finds_and_passes_what_something_moved_by(said: str, true: str, wrong: str) -> None:
    assert codes(said.format(true)) == []
    (finding,) = found(said.format(wrong))
    assert finding.expected.startswith(true)


def test_n520_finds_the_direction_of_a_move() -> None:
    (finding,) = found("公务接待费由12.70万元降至9.70万元，增加3.00万元。")
    assert finding.expected.startswith("减少")


@pytest.mark.parametrize(
    ("said", "true", "wrong"),
    [
        ("固定资产原值13286.54万元，累计折旧6047.19万元，账面净值{}万元。", "7239.35", "7329.35"),
        ("资产总额68452.30万元，负债21904.74万元，净资产{}万元。", "46547.56", "46457.56"),
    ],
)
def test_n520_finds_and_passes_net_values(said: str, true: str, wrong: str) -> None:
    assert codes(said.format(true)) == []
    assert [one.expected for one in found(said.format(wrong))] == [f"{true}万元"]


@pytest.mark.parametrize(
    "said",
    [
        "由于任务增加，培训费由各科室承担，共3.00万元，比上年减少1.00万元。",
        "固定资产原值90.00万元，累计折旧40.00万元，年初净值52.00万元。",
        "资产总额90.00万元，其中固定资产40.00万元，净资产30.00万元。",
        "公务接待费由12.70万元降至9.70万元，占“三公”经费的30.00%。",
    ],
)
def test_n520_spares_what_is_no_difference_of_the_two(said: str) -> None:
    assert codes(said) == []


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("支出总额2846.30万元，基本支出1309.30万元，占全部支出的46.00%，超过五成。", True),
        ("支出总额100.00万元，项目支出62.00万元，占62.00%，不足六成。", True),
        ("支出总额100.00万元，项目支出25.00万元，占25.00%，即三分之一。", True),
        ("支出总额2846.30万元，基本支出1480.00万元，占全部支出的52.00%，超过五成。", False),
        ("支出总额100.00万元，项目支出25.00万元，占25.00%，即四分之一。", False),
    ],
)
def test_n521_holds_a_share_in_words_to_the_percentage_before_it(said: str, right: bool) -> None:
    assert ("N521" in codes(said)) is right


def test_n510_finds_and_passes_what_things_are_worth() -> None:
    head = "（二）国有资产占用情况"
    said = (
        "车辆12辆，价值{}万元，其中：一般公务用车4辆，价值76.80万元；执法执勤用车3辆，"
        "价值59.70万元；特种专业技术用车5辆，价值141.90万元。单位价值50万元以上设备0台。"
    )
    assert codes(head, said.format("278.40")) == []
    assert codes(head, said.format("268.40")) == ["N510"]


def test_n507_finds_and_passes_an_average_below_its_list() -> None:
    scores = "5个项目得分分别为：甲96.0分、乙92.5分、丙89.0分、丁94.5分、戊88.0分。"
    assert codes(scores, "平均得分92分，最高96.0分，最低88.0分。") == []
    assert codes(scores, "平均得分93分，最高96.0分，最低88.0分。") == ["N507"]
    assert codes("下设单位得分分别为96.0分、92.5分。", "全部8个项目平均得分93分。") == []


@pytest.mark.parametrize(
    ("last", "move", "code"),
    [
        ("上年为163.24万元。", "与上年相比{}31.62万元，主要是系统升级。", "N302"),
        ("2022年为163.24万元。", "同比{}31.62万元。", "N302"),
        ("", "较上年{}31.62万元。上年政府采购支出总额为163.24万元。", "N302"),
    ],
)
def test_n302_takes_last_year_from_the_sentence_before(last: str, move: str, code: str) -> None:
    said = f"政府采购支出总额194.86万元，{last}"
    assert codes(said, move.format("增加")) == []
    assert codes(said, move.format("减少")) == [code]


USED = "截至年底，堤防加固使用643.50万元，山塘清淤支出218.70万元，监测站更新使用156.20万元，"


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ("2023年省级共下达修复资金1280.00万元。", "剩余{}万元按程序结转。"),
        ("全年到位专项资金1280.00万元。", "余下{}万元。"),
        ("年内收到上级补助1280.00万元。", "尚未支付{}万元。"),
        ("专项资金共安排1280.00万元。", "尚剩余资金{}万元。"),
    ],
)
def test_n520_finds_and_passes_what_is_left_of_what_was_given(given: str, left: str) -> None:
    assert codes(given, USED + left.format("261.60")) == []
    assert codes(given, USED + left.format("271.60")) == ["N520"]


def test_n520_spares_what_is_left_beside_other_amounts() -> None:
    given = "2023年省级共下达修复资金1280.00万元，其中县级配套200.00万元。"
    assert codes(given, USED + "剩余271.90万元。") == []  # more than a slip


def test_n301_passes_about_the_same_beside_a_change_of_almost_nothing() -> None:
    said = "本年支出总计12046318.27元，上年12046300.00元，增加{}元，总体与上年基本持平。"
    assert codes(said.format("18.27")) == []
    much = "本年支出总计90.00万元，上年70.00万元，增加20.00万元，总体与上年基本持平。"
    assert codes(much) == ["N301"]


def test_a_bound_of_a_rate_is_no_rate() -> None:
    said = "本年支出总计90.00万元，比上年增加1.00万元，增幅{}5%。"
    assert codes(said.format("不足")) == [] and codes(said.format("")) == ["N202"]


def test_n302_takes_same_scope_for_the_item_itself() -> None:
    said = "机关运行经费支出74.18万元。上年同口径支出为80.65万元，本年较上年{}6.47万元。"
    assert codes("机关运行经费支出情况", said.format("减少")) == []
    assert codes("机关运行经费支出情况", said.format("增加")) == ["N302"]
