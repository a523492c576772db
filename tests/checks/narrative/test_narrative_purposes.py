"""N411 and N412: purposes that only another item can have, or that were copied from one."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support.excerpts import excerpt

HEAD = "六、支出决算具体情况"


def found(code: str, *said: str) -> list[Finding]:
    return check(excerpt(*said), selected([code])).findings


@pytest.mark.parametrize(
    ("item", "use"),
    [
        ("差旅费支出", "召开全市统计工作会议"),
        ("培训费", "接待上级检查组和兄弟单位考察交流"),
        ("会议费支出", "购买汽油、车辆保险"),
        ("公务接待费", "车辆燃油、维修"),
        ("行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）", "缴纳基本医疗保险"),
        ("行政事业单位医疗（款）事业单位医疗（项）：", "缴存住房公积金"),
        ("住房改革支出（款）住房公积金（项）", "缴纳基本养老保险费"),
    ],
)
def test_n411_finds_a_purpose_that_only_another_item_has(item: str, use: str) -> None:
    (finding,) = found("N411", HEAD, f"{item}4.50万元，主要用于{use}，比上年增加0.60万元。")
    assert finding.details["use"] == use and use in message(finding)


def test_n411_finds_it_in_the_next_sentence() -> None:
    assert found("N411", HEAD, "差旅费支出4.50万元。主要用于召开全市统计工作会议。")


@pytest.mark.parametrize(
    ("item", "use"),
    [
        ("差旅费", "赴外地参加会议、培训和下乡督查的交通住宿"),
        ("培训费", "赴省参加培训班的食宿和交通"),
        ("会议费", "召开全县会议的场地租用和参会人员用车、用餐"),
        ("公务接待费", "接待上级检查组"),
        ("住房改革支出（款）住房公积金（项）", "缴存住房公积金"),
    ],
)
def test_n411_passes_an_items_own_purpose(item: str, use: str) -> None:
    assert found("N411", HEAD, f"{item}4.50万元，主要用于{use}。") == []


@pytest.mark.parametrize(
    "said",
    [
        "差旅费4.50万元，主要用于日常工作。",
        "其他商品和服务支出4.50万元，主要用于召开会议、接待。",
        "上年差旅费4.50万元，主要用于召开会议。",
        "差旅费预算4.50万元。会议费2.00万元，主要用于召开会议。",
    ],
)
def test_n411_spares_general_words_and_items_of_many_uses(said: str) -> None:
    assert found("N411", HEAD, said) == []


MUSEUM = "文物（款）博物馆（项）支出214.60万元，主要用于博物馆免费开放、展陈更新。"


def test_n412_finds_a_purpose_copied_from_the_item_it_names() -> None:
    copied = "抚恤（款）伤残抚恤（项）支出18.90万元，主要用于博物馆免费开放、展陈更新。"
    (finding,) = found("N412", HEAD, MUSEUM, copied)
    assert finding.details["name"] == "伤残抚恤" and finding.details["other"] == "博物馆"


def test_n412_passes_purposes_of_their_own() -> None:
    own = "抚恤（款）死亡抚恤（项）支出18.90万元，主要用于发放一次性抚恤金。"
    assert found("N412", HEAD, MUSEUM, own) == []


@pytest.mark.parametrize(
    "said",
    [
        "行政运行（项）支出18.90万元，主要用于人员工资和日常运转。"
        "事业运行（项）支出8.90万元，主要用于人员工资和日常运转。",
        "博物馆（项）支出18.90万元，主要用于博物馆免费开放、展陈更新。"
        "纪念馆、博物馆补助8.00万元，主要用于博物馆免费开放、展陈更新。",
    ],
)
def test_n412_spares_what_is_told_of_items_alike(said: str) -> None:
    assert found("N412", HEAD, said) == []
