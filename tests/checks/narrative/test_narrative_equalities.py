"""Words of equality, multiples and ratios, amounts in two units, what is left and how it moved:
N116, N302, N520, N521."""

import pytest

from juesuan.checks import check, message, selected
from support.excerpts import accused, excerpt

HEAD = "三、收支情况说明"


def found(code: str, *said: str) -> list[str]:
    """What a rule tells of an excerpt."""
    return [message(one) for one in check(excerpt(HEAD, *said), selected([code])).findings]


@pytest.mark.parametrize(
    "said",
    [
        "公务用车运行维护费5.92万元，与上年持平（2022年该项支出为{}万元）。",
        "2023年财政拨款支出5.92万元，2022年为{}万元，两年持平。",
        "会议费2023年支出5.92万元，2022年支出{}万元，前后两年没有变化。",
        "年末在职人员5.92万人，与上年末的{}万人相同。",
    ],
)
def test_n116_finds_two_years_called_level(said: str) -> None:
    if "万人" in said:
        said = said.replace("5.92万人", "58人").replace("万人", "人")
        assert found("N116", said.format("58")) == []
        assert len(found("N116", said.format("61"))) == 1
        return
    assert found("N116", said.format("5.92")) == []
    (told,) = found("N116", said.format("6.40"))
    assert "5.92万元" in told and "6.40万元" in told


@pytest.mark.parametrize(
    "said",
    [
        "公务用车运行维护费5.92万元，与上年基本持平（2022年该项支出为5.95万元）。",
        "本年收入52.30万元，上年48.10万元；年末结余12.00万元，与上年持平。",
        "公务接待费支出1.10万元，上年支出1.30万元，接待批次与上年持平。",
        "口径与上年一致。本年支出82.10万元，上年支出79.50万元。",
    ],
)
def test_n116_spares_about_the_same_and_other_things(said: str) -> None:
    assert found("N116", said) == []


@pytest.mark.parametrize(
    ("said", "right", "wrong"),
    [
        ("收入实现翻番，由上年的64.00万元增加到{}万元，增加34.00万元。", "128.00", "98.00"),
        ("接种人次翻了一番，从2021年的3200人次提高到{}人次。", "6410", "5100"),
        ("公务接待费支出3.20万元，上年支出{}万元，经费减半。", "6.50", "4.60"),
        ("维修预算118.00万元，中标价{}万元，相当于预算的七折。", "82.60", "94.40"),
        ("基本支出{}万元，项目支出60.00万元，两者之比为6:4。", "90.00", "40.00"),
        ("在编人员{}人，编外人员40人，在编与编外之比为3:1。", "120", "80"),
        ("培训费支出{}万元，比上年增加6.30万元，增长3倍。", "8.40", "9.45"),
    ],
)
def test_n521_finds_words_of_multiples_and_ratios(said: str, right: str, wrong: str) -> None:
    assert found("N521", said.format(right)) == []
    assert len(found("N521", said.format(wrong))) == 1


@pytest.mark.parametrize(
    "said",
    [
        "在校学生1200人，专任教师100人，师生比例为1:12。",
        "上午8:30开放，资金配套比例为6:4。",
        "接种翻了一番，从3200人次提高到6410人次，收入由12.00万元增加到13.00万元。",
    ],
)
def test_n521_spares_ratios_of_others(said: str) -> None:
    assert found("N521", said) == []


@pytest.mark.parametrize(
    ("said", "right", "wrong"),
    [
        (("比上年减少39,500元，折合{}万元。",), "3.95", "3.59"),
        (("收到补助860.00万元。", "其中，物资支付371.20万元，诊室支付241.15万元，累计612.35万元。",
          "剩余{}万元结转下年使用。"), "247.65", "257.65"),
        (("年初预算2,450.00万元，决算2,597.00万元。", "差额为{}万元。"), "147.00", "174.00"),
    ],
)  # fmt: skip
def test_n520_finds_other_units_rests_and_gaps(
    said: tuple[str, ...], right: str, wrong: str
) -> None:
    assert accused(HEAD, *(line.format(right) for line in said)) == []
    (told,) = found("N520", *(line.format(wrong) for line in said))
    assert right in told


def test_n520_spares_what_is_left_of_something_else() -> None:
    said = ("银行存款余额为124.56万元。", "全年支出1,258.30万元，公用经费126.56万元。")
    assert found("N520", *said) == []
    more = "补助318.60万元，上年结余12.00万元，已支付258.39万元，剩余72.21万元。"
    assert found("N520", more) == []


OPENING, CLOSING = "年初结转和结余274.26万元。", "年末结转和结余305.30万元"


@pytest.mark.parametrize("since", ["较年初", "较上年"])
def test_n302_finds_how_what_is_left_moved(since: str) -> None:
    assert accused(HEAD, OPENING, f"{CLOSING}，{since}增加31.04万元。") == []
    for wrong in ("减少31.04", "增加31.14"):
        (told,) = found("N302", OPENING, f"{CLOSING}，{since}{wrong}万元。")
        assert "增加31.04万元" in told


def test_n302_spares_openings_that_were_adjusted_and_parts() -> None:
    assert found("N302", OPENING, f"{CLOSING}，较上年增加52.75万元。") == []
    assert found("N302", OPENING, f"{CLOSING}。项目结转较年初减少10.00万元。") == []
