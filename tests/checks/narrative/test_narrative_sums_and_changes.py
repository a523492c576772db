"""N520, N103: sums of several things and of the rest, their shares, and changes, by what a list of
the text or a table prints for the names."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support.excerpts import excerpt

CLASSES = (
    "专项支出构成",
    "单位：万元",
    (
        ("项目", "金额"),
        ("堤防加固", "402.60"),
        ("水质监测", "88.10"),
        ("防汛演练", "31.45"),
        ("其他支出", "12.85"),
        ("合计", "535.00"),
    ),
)
YEARS = (
    "经费增减情况",
    "单位：万元",
    (
        ("项目", "2023年", "2022年"),
        ("办公费", "22.10", "19.80"),
        ("差旅费", "18.60", "22.40"),
        ("维修费", "9.40", "7.00"),
    ),
)
HEAD = "四、其他情况说明"


def found(*parts: object) -> list[Finding]:
    """What N520 finds in a text below its tables."""
    return check(excerpt(*parts), selected(["N520"])).findings  # type: ignore[arg-type]


SHARES = [
    ("水质监测、防汛演练两项合计占{}。", "22.35%", "24.35%"),
    ("堤防加固、水质监测合计490.70万元，占专项支出的{}。", "91.72%", "75.25%"),
    ("防汛演练和堤防加固占比之和为{}。", "81.13%", "91.13%"),
    ("堤防加固占75.25%，其余三项合计占{}。", "24.75%", "42.75%"),
    ("其他支出占{}。", "2.40%", "4.20%"),
    ("前两项合计占{}。", "91.72%", "81.13%"),
    ("后两项合计占{}。", "8.28%", "18.28%"),
    ("堤防加固占75.25%；其余（水质监测、防汛演练、其他支出）合计{}万元。", "132.40", "123.40"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), SHARES)
def test_n520_holds_the_share_of_several_and_of_the_rest_to_a_table(
    text: str, right: str, wrong: str
) -> None:
    (finding,) = found(HEAD, text.format(wrong), *CLASSES)
    assert right in finding.expected and right in message(finding)
    assert found(HEAD, text.format(right), *CLASSES) == []


LISTED = [
    (
        "本年支出350.00万元，其中文化支出213.30万元、旅游支出104.40万元，其余为广播支出32.30万元，占{}。",
        "9.2%",
        "11.2%",
    ),
    (
        "收入合计1,910.00万元，其中：财政拨款收入1,560.00万元，占81.68%；其余事业收入220.00万元、"
        "经营收入41.00万元、租金收入89.00万元合计350.00万元，占总收入的{}。",
        "18.32%",
        "17.28%",
    ),
    (
        "公用支出120.00万元。办公费、印刷费、差旅费分别为72.00万元、33.00万元、15.00万元，"
        "其中差旅费及办公费占比之和为{}。",
        "72.50%",
        "75.20%",
    ),
]


@pytest.mark.parametrize(("text", "right", "wrong"), LISTED)
def test_n520_holds_the_share_of_several_to_a_list_of_the_text(
    text: str, right: str, wrong: str
) -> None:
    (finding,) = found(HEAD, text.format(wrong))
    assert finding.expected == right
    assert found(HEAD, text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "专项支出535.00万元，占全部支出的44.51%。",
        "堤防加固、水质监测两项合计占年初预算的98.10%。",
        "其他收入16.00万元，占总收入的0.46%。",
        "其他支出占比不足5%。",
        "其余各镇合计占61.20%。",
    ],
)
def test_n520_spares_shares_of_what_is_not_listed(text: str) -> None:
    assert found(HEAD, text, *CLASSES) == []


CHANGES = [
    ("较上年净增加{}万元，其中：甲项支出增加46.30万元，乙项支出减少18.40万元。", "27.90", "64.70"),
    ("支出较上年净减少{}万元。一是房租减少9.50万元；二是印刷费增加2.10万元。", "7.40", "11.60"),
    ("较上年末净增加{}人，其中：调入9人，新招录6人，退休11人，调出2人。", "2", "4"),
    ("净减少{}人：在职人员减少3人（退休5人、新招录2人），聘用人员增加2人。", "1", "3"),
    (
        "设备增加86.40万元，其中新购18.20万元、调入68.20万元；处置31.50万元，净增加{}万元。",
        "54.90",
        "54.10",
    ),
    ("年初车辆46辆，购置5辆，报废8辆，调拨给其他单位2辆，净减少{}辆。", "5", "3"),
    (
        "年初结转资金62.80万元；因收支相抵，结转资金净减少5.20万元，年末结转资金{}万元。",
        "57.60",
        "58.60",
    ),
]


@pytest.mark.parametrize(("text", "right", "wrong"), CHANGES)
def test_n520_holds_a_net_change_to_what_rose_and_fell(text: str, right: str, wrong: str) -> None:
    (finding,) = found(HEAD, text.format(wrong))
    assert right in finding.expected
    assert found(HEAD, text.format(right)) == []


def test_n520_takes_an_open_list_of_changes_for_a_slip_of_one_digit_only() -> None:
    said = "支出净增加{}万元，主要是人员支出增加80.00万元，房租减少12.50万元等。"
    assert found(HEAD, said.format("93.40")) == []
    assert found(HEAD, said.format("61.50"))


def test_n520_spares_the_net_change_of_some_of_them() -> None:
    said = (
        "甲项增加29.32万元，乙项减少65.16万元，丙项增加94.98万元，净增加59.14万元，其中仅前两项即"
    )
    assert found(HEAD, said + "净减少35.84万元。") == []


OF_YEARS = [
    ("主要是：办公费增加2.30万元，维修费增加{}万元。", "2.40", "4.20"),
    ("差旅费减少{}万元。", "3.80", "8.30"),
    ("维修费增长{}%。", "34.29", "43.29"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), OF_YEARS)
def test_n520_holds_a_change_to_a_table_of_two_years(text: str, right: str, wrong: str) -> None:
    (finding,) = found(HEAD, text.format(wrong), *YEARS)
    assert right in finding.expected
    assert found(HEAD, text.format(right), *YEARS) == []


def test_n520_tells_the_direction_that_a_table_of_two_years_shows() -> None:
    (finding,) = found(HEAD, "差旅费增加3.80万元。", *YEARS)
    assert (finding.details["said"], finding.expected) == ("增加3.80万元", "减少3.80万元")
    assert found(HEAD, "差旅费比年初预算增加1.20万元。", *YEARS) == []


def test_n103_spares_what_two_kinds_come_to() -> None:
    text = (
        "国内公务接待37批次、266人次，支出2.94万元；外事接待5批次、31人次，支出0.68万元。"
        "全年公务接待费合计3.62万元，共{}批次、297人次。"
    )
    said = [check(excerpt(HEAD, text.format(n)), selected(["N103"])).findings for n in (42, 43)]
    assert [len(found) for found in said] == [0, 1]


def test_n103_takes_the_amounts_behind_a_list_for_those_of_the_whole() -> None:
    listed = (
        "支出主要用于：社会保障和就业支出232.75万元；卫生健康支出93.95万元；住房保障支出152.40万元。"
        "年初预算为7284.10万元，支出决算为479.10万元。"
    )
    own = "住房保障支出年初预算为{}万元，支出决算为152.40万元。"
    told = (HEAD, listed, own.format("150.10"))
    assert check(excerpt(*told), selected(["N103"])).findings == []
    twice = (HEAD, own.format("150.10"), own.format("160.10"))
    assert check(excerpt(*twice), selected(["N103"])).findings
