"""N307: what is said to be none beside amounts of it."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support.excerpts import excerpt

HEAD = "七、“三公”经费支出情况说明"
TOLD = (
    "2023年度项目支出113.33万元，公务接待费1.08万元，因公出国（境）费2.94万元。",
    "公务用车购置费18.00万元；政府采购支出总额58.75万元。",
    "政府性基金预算财政拨款支出12.00万元。",
    "年初结转和结余5.00万元，年末结转和结余3.00万元。",
)


def found(*said: str) -> list[Finding]:
    return check(excerpt(*said), selected(["N307"])).findings


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("本单位2023年度未发生公务接待费支出，原因是厉行节约。", "1.08万元"),
        ("综上，因公出国（境）未发生支出。", "2.94万元"),
        ("因公出国（境）费全年没有发生。", "2.94万元"),
        ("经费均用于日常运转，全年没有安排和发生项目支出。", "113.33万元"),
        ("本部门2023年度未发生政府采购支出，故不作说明。", "58.75万元"),
        ("2023年度没有使用政府性基金预算安排的支出。", "12.00万元"),
        ("本部门无政府性基金预算财政拨款收入和支出。", "12.00万元"),
        ("本单位上年无结转资金。", "5.00万元"),
        ("年末也未形成结转。", "3.00万元"),
        ("公务用车购置费未发生支出。", "18.00万元"),
        ("临江市水务局未发生因公出国（境）费和公务接待费。", "2.94万元"),
    ],
)
def test_n307_finds_none_of_what_is_told(said: str, amount: str) -> None:
    (finding,) = found(HEAD, *TOLD, said)
    assert finding.details["said"] == amount and amount in message(finding)


def test_n307_finds_it_under_the_heading_of_the_item() -> None:
    said = "本单位未发生公务接待费支出。全年接待12批次，支出1.08万元。"
    (finding,) = found("（二）公务接待费支出说明", said)
    assert finding.details["said"] == "1.08万元"


def test_n307_finds_cars_of_a_unit_without_cars() -> None:
    told = "公务用车运行维护费3.26万元，用于车辆燃料、维修和保险。"
    (finding,) = found(HEAD, told, "本单位无公务用车，不存在车辆运行费用。")
    assert finding.details["other"] == "公务用车运行维护费"


def test_n307_passes_what_is_not_told() -> None:
    none = "未发生公务接待费，无政府性基金收支，年初无结转，全年没有项目支出。"
    assert found(HEAD, "公务接待费0.00万元，基本支出90.00万元。", none) == []


@pytest.mark.parametrize(
    "said",
    [
        "比上年增加1.08万元，主要原因是上年未发生公务接待费。",
        "其中外事接待未发生支出，无国（境）外公务接待。",
        "下属单位未发生公务接待费。",
        "年初未安排公务接待费预算，没有公务接待费超支。",
        "2022年度没有项目支出，上半年未发生项目支出。",
        "年末无结余。",
        "国有资本经营预算财政拨款无项目支出。",
        "本年无其他收入来源不明的情况。",
    ],
)
def test_n307_spares_other_times_other_units_and_parts(said: str) -> None:
    assert found(HEAD, *TOLD, said) == []


@pytest.mark.parametrize(
    "said",
    ["全年无因公出国（境）活动。", "没有安排因公出国（境）团组。", "未组织因公出国（境）任务。"],
)
def test_n307_finds_none_of_what_the_money_is_for(said: str) -> None:
    assert len(found(HEAD, *TOLD, said)) == 1


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        # a thing that no topic knows, by its name
        (("本年度会议费1.80万元，召开会议3次。", "本单位无会议费支出，培训经费减少。"), "1.80万元"),
        # parts of nothing, in the sentence and on the next line
        (("因公出国（境）费支出0万元，全年未安排因公出国（境）团组，其中赴外考察团组支出4.80万元。",),
         "4.80万元"),
        (("本部门无政府性基金预算财政拨款支出。", "其中：用于征地补偿320.00万元。"), "320.00万元"),
        # what it was spent on, or came from
        (("培训费未发生。", "培训费主要用于聘请专家授课，支出3.60万元。"), "3.60万元"),
        (("事业收入无；其他收入无。", "其他收入主要是捐赠的助学资金66.15万元。"), "66.15万元"),
        # by what means it was paid
        (("无政府性基金预算收支。", "全年从政府性基金中支付工程款86.50万元。"), "86.50万元"),
        (("未发生政府采购支出。", "本年通过政府采购购置执法用车2辆。"), "2辆"),
        (("全年未发生公务接待。", "接待外省考察组6批次，支出0.92万元。"), "6批次"),
        # the row of a list
        (("没有单价100万元以上设备。", "单价100万元以上设备（台）|1"), "1"),
        # that it rose
        (("无年末结转和结余，较上年末的14.05万元增加7.32万元。",), "7.32万元"),
        # what must be left
        (("年末无结转结余。年初无结转和结余，本年收入520.00万元，本年支出498.00万元，未进行结余分配"
          "。",), "22.00万元"),
        # a label with nothing behind it, what its owner is called left out
        (("差旅费：本年无。", "其他交通费用3.20万元，差旅费6.75万元。"), "6.75万元"),
        (("本年度资本性支出为零。", "办公设备购置3.20万元，资本性支出共3.20万元。"), "3.20万元"),
        (("未开展政府购买服务。", "政府购买服务支出4.50万元。"), "4.50万元"),
        # people, by their name
        (("无离休人员，退休人员28人。", "离休人员1人的医疗费由财政保障。"), "1人"),
        # all is of another kind
        (("共有车辆6辆，均为执法执勤用车。", "购置机要通信用车1辆。"), "1辆"),
        (("本年收入全部为财政拨款收入100.00万元。", "其他收入2.40万元为利息。"), "2.40万元"),
        (("本年支出均为基本支出。", "项目支出36.00万元。"), "36.00万元"),
        # a device above the price
        (("没有购置100万元以上的大型设备。", "购入烘干设备1台，单价156.00万元。"), "156.00万元"),
        # what there can be none of
        (("本院不属于机关运行经费的统计范围，机关运行经费支出86.40万元。",), "86.40万元"),
    ],
)  # fmt: skip
def test_n307_finds_what_shows_that_there_was_some(said: tuple[str, ...], shown: str) -> None:
    assert {finding.details["said"] for finding in found("资产和经费情况", *said)} == {shown}


@pytest.mark.parametrize(
    "said",
    [
        "没有政府性基金预算财政拨款收入，使用上年结转的政府性基金安排支出12.00万元。",
        "未发生会议费支出；上年会议费支出2.10万元，减少2.10万元。",
        "全年未安排因公出国（境）团组，公务接待费0.80万元，其中外事接待0.20万元。",
        "未发生政府采购支出。办公设备由县里通过政府采购统一采购，价值3.20万元。",
        "年末无结转和结余，较上年减少15.20万元。",
        "没有单价50万元以上通用设备，单价100万元以上专用设备1台（套）。",
        "培训费预算2.00万元，全年未发生培训费支出。",
        "差旅费：本年无因公出国差旅。国内差旅费3.20万元。",
        "2022年无编外人员。编制内人员48人，劳务派遣人员6人。",
        "本年无退休人员。退休人员28人的养老金由社保发放。",
        "共有车辆6辆，均为执法执勤用车，购置执法执勤用车1辆。",
        "政府性基金预算财政拨款支出均为项目支出。一般公共预算财政拨款基本支出320.00万元。",
        "本年收入全部为财政拨款收入100.00万元，上年其他收入2.40万元。",
        "没有单价100万元以上设备，购置监测设备2台（套），单价8.60万元。",
        "年末结转和结余18.20万元，其中：无基本支出结转，项目支出结转18.20万元。",
        "年末无结转结余。年初无结转和结余，本年收入520.00万元，本年支出498.00万元，交回财政22.00万元，"
        "未进行结余分配。",
    ],
)
def test_n307_spares_other_years_others_who_pay_and_what_went_back(said: str) -> None:
    assert found("经费情况", said) == []
