"""Lists over several lines, whatever marks their lines end with, and sums told behind them: N104,
N201, N510."""

import pytest

from juesuan.checks import Finding, check, selected
from support.excerpts import excerpt


def found(*said: str) -> list[Finding]:
    return check(excerpt(*said), selected(["N104", "N201", "N510"])).findings


def codes(*said: str) -> list[str]:
    return [one.code for one in found(*said)]


COURSES = (
    "全年举办培训班{}期，支出培训费23.56万元。",
    "——职业指导员能力提升班2期，9.80万元",
    "——业务经办系统操作班2期，7.36万元",
    "——创业导师研修班2期，6.40万元",
)
MEETINGS = (
    "全年共召开会议4次,参会{}人次,支出会议费9.42万元。具体如下:",
    "全委会议1次,120人,2.86万元;",
    "表彰大会1次,210人,4.31万元;",
    "推进会2次,共165人次,2.25万元。",
)
INCOME = (
    "本年收入3066.45万元,包括四块:",
    "财政补助1861.20万元,占60.70%;",
    "供血收入1147.80万元,占37.43%;",
    "上级补助25.00万元,占0.82%;",
    "利息等收入{}万元,占1.06%。",
)
USES = (
    "农林水支出{}万元。这部分资金一是用于村级运转补助168.30万元；二是用于耕地地力补贴97.42万元；"
    "三是用于小型水利维修58.96万元；四是用于公益性岗位补贴78.00万元。",
)
PLANNED = (
    "纳入绩效目标管理的项目3个，预算资金合计{}万元，分别是：",
    "公共卫生补助520.00万元；",
    "乡村医生补贴146.50万元；",
    "信息化建设87.20万元。",
)
CLASSES = (
    "从功能分类看，教育支出46.20万元，科学技术支出380.55万元，住房保障支出41.66万元。",
    "三类支出相加为{}万元，其中科学技术支出是主要部分。",
)


@pytest.mark.parametrize(
    ("lines", "true", "wrong", "code"),
    [
        (COURSES, "6", "5", "N510"),
        (MEETINGS, "495", "485", "N510"),
        (INCOME, "32.45", "42.45", "N201"),
        (USES, "402.68", "412.68", "N104"),
        (PLANNED, "753.70", "763.70", "N104"),
        (CLASSES, "468.41", "478.41", "N104"),
    ],
)
def test_a_list_over_lines_is_held_to_its_whole(
    lines: tuple[str, ...], true: str, wrong: str, code: str
) -> None:
    assert codes(*(line.format(true) for line in lines)) == []
    assert code in codes(*(line.format(wrong) for line in lines))


def test_halfwidth_marks_end_a_line_like_others() -> None:
    said = ["基本支出{}万元，其中：", "人员经费80.00万元；", "公用经费10.00万元。"]
    half = [line.replace("；", ";").replace("：", ":") for line in said]
    for lines in (said, half):
        assert codes(*(line.format("90.00") for line in lines)) == []
        assert codes(*(line.format("91.00") for line in lines)) == ["N104"]


@pytest.mark.parametrize(
    "lines",
    [
        ("项目3个，预算资金合计700.00万元，主要是：", "甲项目500.00万元；", "乙项目120.00万元。"),
        ("支出会议费9.42万元。", "会议费主要用于：", "年会1次，120人，2.86万元。"),
        ("支出90.00万元。", "——会议1次，20人", "以上支出均已核定。"),
        ("三类支出相加为478.41万元。",),
        ("接待12批次，96人次。其中：国内来访10批次，工作人员8人。",),
    ],
)
def test_what_leaves_parts_out_is_held_to_nothing(lines: tuple[str, ...]) -> None:
    assert codes(*lines) == []


ITEMS = (
    "全年支出合计{}万元，{}",
    "（1）人员支出3100.00万元；",
    "（2）商品和服务支出1650.00万元，主要用于日常运转；",
    "（3）资本性支出470.00万元。",
)


@pytest.mark.parametrize("leads", ["按用途划分：", "由以下三项构成：", "包括：", "具体如下："])
def test_n104_holds_numbered_items_to_what_leads_to_them(leads: str) -> None:
    assert codes("二、支出情况", *(line.format("5220.00", leads) for line in ITEMS)) == []
    assert codes("二、支出情况", *(line.format("5230.00", leads) for line in ITEMS)) == ["N104"]


@pytest.mark.parametrize("leads", ["其中主要项目：", "重点做了以下工作：", ""])
def test_n104_spares_numbered_items_that_are_not_all(leads: str) -> None:
    assert codes("二、支出情况", *(line.format("9999.00", leads) for line in ITEMS)) == []


THREE = (
    "“三公”经费支出合计{}万元，其中公务用车运行维护费15.20万元，公务接待费3.40万元。与上年相比，"
    "“三公”经费减少{}万元，其中公务用车运行维护费减少1.00万元，公务接待费减少0.50万元。"
)


def test_n104_holds_changes_to_those_of_the_parts_that_make_the_whole() -> None:
    assert codes("七、“三公”经费支出情况", THREE.format("18.60", "1.50")) == []
    assert codes("七、“三公”经费支出情况", THREE.format("18.60", "1.40")) == ["N104"]
    assert "N104" not in codes("七、“三公”经费支出情况", THREE.format("28.60", "1.40"))
    fell_to_nothing = THREE.format("18.60", "2.90")  # trips, which are not told of
    assert "N104" not in codes("七、“三公”经费支出情况", fell_to_nothing)


def test_n510_holds_rooms_to_all_of_them_only_where_the_rest_is_told() -> None:
    head = "（三）国有资产占用情况"
    rooms = "共有房屋26300平方米，其中：教学用房18200平方米，办公用房3100平方米"
    assert codes(head, f"{rooms}。") == []
    assert codes(head, f"{rooms}，其他用房5000平方米。") == []
    assert codes(head, f"{rooms}，其他用房5500平方米。") == ["N510"]
