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


def test_n510_finds_a_count_one_slip_away_from_its_parts() -> None:
    beds = "实际开放床位{}张，其中综合院区520张、感染院区152张。"
    assert codes("（三）床位情况", beds.format("652")) == ["N510"]
    assert codes("（三）床位情况", beds.format("672")) == []
    assert codes("（三）床位情况", beds.format("772")) == [], "others may be left out"


def test_n510_holds_staff_in_all_their_kinds_to_the_number_right_before() -> None:
    staff = "编制数21人，实有人数{}人，其中：在职19人，减少1人；退休26人，增加2人；离休0人。"
    assert codes("（三）人员情况", staff.format("46")) == ["N510"]
    assert codes("（三）人员情况", staff.format("45")) == []


FOUR = (
    "2024年项目支出合计{}万元，包括：经济普查168.00万元，住户调查86.00万元，统计站能力提升38.00万元，"
    "年鉴编印12.00万元。",
    "上述{}个项目均已完成，资金执行率100%。",
)


def test_n104_holds_a_list_to_its_total_where_words_behind_count_it() -> None:
    head, behind = FOUR
    assert codes("二、项目支出", head.format("312.00"), behind.format(4)) == ["N104"]
    assert codes("二、项目支出", head.format("304.00"), behind.format(4)) == []
    assert codes("二、项目支出", head.format("312.00"), behind.format(6)) == []


def test_n104_takes_no_list_for_a_shorter_one_that_a_slip_would_make_right() -> None:
    head, _ = FOUR
    assert codes("二、项目支出", head.format("312.00")) == []  # 168+86+58 would be


def test_n104_spares_a_list_whose_own_sum_is_told_behind() -> None:
    sums = "上述3个项目合计1,845.00万元，占项目支出的81.45%。"
    listed = "林地管护1,187.00万元，防火物资402.16万元，退耕补助255.84万元"
    head = f"项目支出2,265.30万元，其中主要有：{listed}。"
    assert codes("二、项目支出", head, sums) == []


VISITED = (
    "公务接待费支出2.88万元，比上年减少0.72万元。国内公务接待38批次，286人次，共计支出{}万元。"
)


def test_n103_takes_what_visits_came_to_for_the_cost_of_receptions() -> None:
    def repeated(amount: str) -> list[str]:
        said = excerpt("七、“三公”经费支出情况", VISITED.format(amount))
        return [one.code for one in check(said, selected(["N103"])).findings]

    assert repeated("2.98") == ["N103"]
    assert repeated("2.88") == []
    abroad = "2.58万元；外事接待1批次、4人次，支出0.30"
    assert repeated(abroad) == [], "of two kinds that make the cost"
