"""N407: reasons held to the changes that they explain."""

import pytest

from juesuan.checks import message
from support.telling import found

OFFICE = "八、机关运行经费支出情况说明"
MORE = "机关运行经费支出9万元，比上年增加1万元，增长12.5%，主要原因是{}。"
LESS = "机关运行经费年初预算10万元，支出决算为9万元，决算数小于预算数的主要原因是{}。"
MORE_TASKS, FEWER = "维修任务较上年增加", "培训期数比2022年减少"
UP = [
    "新增人员",
    "新实施三个项目",
    "年中追加经费",
    "物价上涨，办公用品增加",
    "工会经费提高标准",
    MORE_TASKS,
]
DOWN = ["压减会议费、差旅费", "厉行节约", "人员调出", "部分活动未开展", "落实过紧日子要求", FEWER]


@pytest.mark.parametrize(
    ("said", "reason"), [(MORE, r) for r in DOWN] + [(LESS, r) for r in UP], ids=str
)
def test_n407_finds_a_reason_for_the_opposite(said: str, reason: str) -> None:
    (finding,) = found("N407", OFFICE, said.format(reason))
    assert finding.details["reason"] == reason
    assert "机关运行经费" in message(finding)


@pytest.mark.parametrize(
    ("said", "reason"), [(MORE, r) for r in UP] + [(LESS, r) for r in DOWN], ids=str
)
def test_n407_passes_a_reason_for_the_change(said: str, reason: str) -> None:
    assert found("N407", OFFICE, said.format(reason)) == []


def test_n407_finds_it_in_the_sentence_after_the_change() -> None:
    said = "机关运行经费支出9万元，比上年减少1万元，下降10%。减少的主要原因是人员增加。"
    assert len(found("N407", OFFICE, said)) == 1


@pytest.mark.parametrize(
    "said",
    [
        MORE.format("上年压减支出较多"),
        MORE.format("人员减少，同时办公用品增加"),
        MORE.format("退休人员减少"),
        "机关运行经费支出9万元，比上年增加1万元，下降12.5%，主要原因是厉行节约。",
        "年末结转和结余9万元，比上年增加1万元，主要原因是压减支出。",
        "机关运行经费9万元，比预算减少1万元，主要是厉行节约，比上年增加1万元，主要是新增人员。",
    ],
    ids=["last year", "both", "pensions", "contradiction", "a balance", "one reason each"],
)
def test_n407_spares_what_may_be_either(said: str) -> None:
    assert found("N407", OFFICE, said) == []


def test_n407_spares_a_reason_that_says_which_of_two_changes_it_is_of() -> None:
    said = (
        "机关运行经费支出9万元，与年初预算相比增加1万元，增长12.50%；与上年决算相比减少1万元，"
        "下降10.00%，变动原因：年中追加维修经费，{}；上年一次性采购完成，较上年决算减少。"
    )
    assert found("N407", OFFICE, said.format("较年初预算增加")) == []
    assert len(found("N407", OFFICE, said.format("较上年决算增加"))) == 1


ITEMS = (
    "（二）一般公共预算财政拨款支出决算具体情况",
    "1.文化旅游体育与传媒支出（类）文化和旅游（款）图书馆（项）年初预算6万元，支出决算8万元，"
    "完成年初预算的133.33%，决算数大于年初预算数的主要原因是追加公共图书馆新增图书购置经费。",
)
BENEFITS = (
    "2.社会保障和就业支出（类）抚恤（款）死亡抚恤（项）年初预算2万元，支出决算3万元，"
    "完成年初预算的150%，决算数大于年初预算数的主要原因是{}。"
)


def test_n408_finds_a_reason_of_the_item_that_it_names() -> None:
    copied = BENEFITS.format("追加公共图书馆新增图书购置经费")
    (finding,) = found("N408", *ITEMS, copied)
    assert "死亡抚恤" in finding.details["name"] and "图书馆" in finding.details["other"]


def test_n408_passes_reasons_of_their_own() -> None:
    assert found("N408", *ITEMS, BENEFITS.format("一次性抚恤金据实追加发放到位")) == []


def test_n408_spares_reasons_that_name_no_item_or_both() -> None:
    whole = ITEMS[1].split("追加")[1]
    total = "一般公共预算财政拨款支出年初预算6万元，支出决算8万元，完成年初预算的133.33%，"
    total += f"决算数大于年初预算数的主要原因是追加{whole}"
    assert found("N408", ITEMS[0], total, ITEMS[1]) == []
    stock = "年中人员增加和追加经费所以支出增加"
    first = ITEMS[1].replace("追加公共图书馆新增图书购置经费", stock)
    assert found("N408", ITEMS[0], first, BENEFITS.format(stock)) == []


@pytest.mark.parametrize(
    "reason",
    [
        "主要原因是2032年新增专项经费",
        "增加的主要原因：2025年人员调入",
        "主要系2024年度接待批次增加",
        "主要原因是外业调查于2024年基本结束",
        "原因是本年（2022年）补发工资",
        "系当年（2021年）新增车辆所致",
    ],
)
def test_n409_finds_a_reason_of_another_year(reason: str) -> None:
    (finding,) = found("N409", "三、支出决算情况说明", f"支出比上年增加5万元，{reason}。")
    assert finding.expected == "2023"


@pytest.mark.parametrize("reason", ["2023年新增专项经费", "本年（2023年）补发工资"])
def test_n409_passes_a_reason_of_the_year(reason: str) -> None:
    said = f"支出比上年增加5万元，主要原因是{reason}。"
    assert found("N409", "三、支出决算情况说明", said) == []


@pytest.mark.parametrize(
    "reason",
    [
        "2024年预算提前下达",
        "2024年初支付尾款",
        "工程预计于2024年完工",
        "2022年结余资金本年支出",
        "2024年将换届，筹备经费增加",
        "上年（2022年）未安排",
        "2021至2025年规划编制",
    ],
)
def test_n409_spares_what_is_to_come_and_years_before(reason: str) -> None:
    said = f"支出比上年增加5万元，主要原因是{reason}。"
    assert found("N409", "三、支出决算情况说明", said) == []


@pytest.mark.parametrize(
    "said",
    [
        "机关运行经费支出9万元，比上年减少1万元。机关运行经费减少的主要原因是新增人员。",
        "机关运行经费支出9万元，比上年减少1万元，下降10%。经费减少的主要原因是年中追加维修经费。",
    ],
)
def test_n407_finds_it_where_the_reason_names_the_item_again(said: str) -> None:
    assert len(found("N407", OFFICE, said)) == 1


def test_n407_spares_a_reason_that_names_another_item() -> None:
    said = "机关运行经费支出9万元，比上年减少1万元。水费增加的主要原因是新增人员。"
    assert found("N407", OFFICE, said) == []


FUND = (
    "住房保障支出（类）住房改革支出（款）住房公积金（项）年初预算8万元，支出决算{}万元，"
    "决算数{}于年初预算数的主要原因是{}。"
)


@pytest.mark.parametrize(
    "reason",
    ["年内退休人员较多，住房公积金相应减少", "人员调出，单位缴存的公积金随之减少"],
)
def test_n407_finds_what_a_reason_says_to_follow_for_the_item(reason: str) -> None:
    assert len(found("N407", ITEMS[0], FUND.format(9, "大", reason))) == 1
    assert found("N407", ITEMS[0], FUND.format(7, "小", reason)) == []


def test_n407_spares_what_follows_for_another_item() -> None:
    reason = "人员退休，退休人员补助相应增加"
    assert found("N407", ITEMS[0], FUND.format(7, "小", reason)) == []


THREE = "七、“三公”经费支出情况说明"
LESS_FOR = "{}支出2万元，比上年减少1万元，减少的主要原因是{}。"


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("公务接待费", "车辆更新后维修次数和燃油消耗下降"),
        ("公务接待费", "年内报废老旧车型2台"),
        ("公务用车运行维护费", "来访批次减少"),
        ("因公出国（境）费", "来宾用餐人数下降"),
        ("公务接待费", "学员课时缩短"),
    ],
)
def test_n410_finds_a_reason_of_another_matter(item: str, reason: str) -> None:
    (finding,) = found("N410", THREE, LESS_FOR.format(item, reason))
    assert finding.details["reason"] == reason and item in message(finding)


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("公务接待费", "上级检查批次减少"),
        ("公务用车运行维护费", "燃油价格下降"),
        ("因公出国（境）费", "出国团组减少"),
    ],
)
def test_n410_passes_a_reason_of_its_own_matter(item: str, reason: str) -> None:
    assert found("N410", THREE, LESS_FOR.format(item, reason)) == []


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("公务接待费", "厉行节约"),
        ("公务接待费", "视频会议增多"),
        ("公务用车运行维护费", "接待来访用车减少"),
        ("公务接待费", "压减支出"),
        ("机关运行经费", "车辆维修减少"),
    ],
)
def test_n410_spares_what_may_be_of_both_and_other_items(item: str, reason: str) -> None:
    assert found("N410", THREE, LESS_FOR.format(item, reason)) == []


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        # who left costs less where another clause says so
        ("增加1万元，增长12.50%", "退休4人，人员经费减少"),
        ("增加1万元，增长12.50%", "年内退休3人、在职人员减少"),
        # what money did, and what that is said to have caused
        ("减少1万元，下降10.00%", "上级专项拨款增加46万元，使本年支出减少"),
        # nothing changed
        ("增加1万元，增长12.50%", "各项支出与上年一致，未发生变动"),
        # of much where nothing changed
        ("与上年持平", "压减取暖及物业支出2.60万元"),
    ],
)
def test_n407_finds_what_cannot_be_the_reason(told: str, reason: str) -> None:
    joined = told if told.startswith("与") else f"比上年{told}"
    (finding,) = found("N407", OFFICE, f"机关运行经费支出9万元，{joined}，主要原因是{reason}。")
    assert finding.details["reason"] == reason


@pytest.mark.parametrize(
    "said",
    [
        "基本支出9万元，比上年增加1万元，主要原因是退休3人，发放一次性退休补贴。",
        "死亡抚恤9万元，比上年增加1万元，主要原因是去世1人，退休人员减少。",
        "机关运行经费9万元，比上年减少1万元，主要原因是新能源车辆增加，使燃油费支出减少。",
        "机关运行经费9万元，比上年增加1万元，主要原因是新增物业费，其他支出与上年一致。",
        "机关运行经费9万元，比上年减少1万元，主要原因是各项支出与上年基本一致。",
        "机关运行经费9万元，与上年持平，主要原因是严格控制支出，厉行节约。",
        "机关运行经费9万元，与上年持平，主要原因是线上会议节约1万元，新增物业费1万元。",
        # of either of two opposite changes
        "机关运行经费9万元，比上年增加1万元。完成年初预算的90.00%。主要原因是年中追加了经费。",
    ],
)
def test_n407_spares_who_left_what_is_level_and_either_of_two(said: str) -> None:
    assert found("N407", OFFICE, said) == []


def test_n407_finds_the_same_reason_for_the_opposite_in_the_next_line() -> None:
    said = "人员经费33万元，比上年增加3万元，主要原因是新招录5名。公用经费9万元，比上年减少1万元"
    (finding,) = found("N407", OFFICE, said + "，也是由于新招录5名。")
    assert finding.details["name"] == "公用经费"


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("培训费", "公务用车更新后保险费提高"),
        ("差旅费", "接待来宾用餐增加"),
        ("事业收入", "在职人员工资和津补贴支出增加"),
        ("本年收入合计", "绩效和项目尾款支付增多，导致支出增加"),
    ],
)
def test_n410_finds_the_matter_of_other_costs_and_of_the_other_side(item: str, reason: str) -> None:
    said = f"{item}9万元，比上年增加1万元，主要原因是{reason}。"
    assert [one.details["reason"] for one in found("N410", OFFICE, said)] == [reason]
    assert found("N410", OFFICE, said.replace(reason, "上级追加补助")) == []
