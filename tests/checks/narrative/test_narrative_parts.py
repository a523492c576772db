"""N510 to N512: counts in whole and in parts, names that a text lists, figures of a table."""

import pytest

from juesuan.checks import Finding, check, message, selected, severity_of
from support.excerpts import Rows, excerpt

HEAD = "四、其他情况说明"
INCOME = ("二、收入决算情况说明", "本年收入合计100.00万元。")


def found(code: str, *parts: str | Rows) -> list[Finding]:
    """What a rule finds in a text on meetings, staff or bodies."""
    return check(excerpt(*INCOME, HEAD, *parts), selected([code])).findings


MEETINGS = (
    "开支会议费4.49万元，召开会议{n}次，合计参会{p}人，其中：安全生产工作会1次，142人，1.95万元；"
    "防汛部署会1次，86人，1.10万元；防火调度会2次，63人，1.44万元。"
)


@pytest.mark.parametrize(
    ("text", "said", "right"),
    [
        (MEETINGS.format(n=4, p=281), "281人", "291人"),
        (MEETINGS.format(n=5, p=291), "5次", "4次"),
        ("实有人员33人，其中行政14人、事业17人。", "33人", "31人"),
        ("编制19名（行政编制14名、事业编制4名）。", "19名", "18名"),
        ("年末在职46人，退休21人，总人数76人。", "76人", "67人"),
        ("人员情况：核定行政编制24名、事业编制37名，合计71名。", "71名", "61名"),
        ("接待2批次9人，其中接待检查1批次6人，接待考察1批次5人。", "9人", "11人"),
        (
            "接待4批次，31人次（不包括陪同人员），共计支出0.27万元，具体包括：检查组1批次12人次，"
            "0.11万元；考察组2批次19人次，0.16万元。",
            "4批次",
            "3批次",
        ),
        (
            "实有412人，其中在职人员368人，退休44人。在职人员中，行政编制274人，事业编制104人。",
            "368人",
            "378人",
        ),
        (
            "在职人员368人，退休44人。在职人员中，行政编制274人，事业编制104人。",
            "368人",
            "378人",
        ),
        (
            "召开会议4次，参会320人次。其中：工作会80人次、现场会90人次、推进会70人次、部署会60人次。",
            "320人次",
            "300人次",
        ),
        (
            "实施项目12个，完成投资8650.00万元。其中：灌区3个，完成投资3120.00万元；河道4个，完成投资"
            "4180.00万元；泵站5个，完成投资1530.00万元。",
            "8650.00万元",
            "8830.00万元",
        ),
        (
            "年末结转145.50万元，结转事项为：基本支出12.60万元，项目支出123.90万元。",
            "145.50万元",
            "136.50万元",
        ),
        (
            "房屋面积46,820.50平方米，其中：办公用房3,260.00平方米，业务用房41,280.50平方米，"
            "其他2,820.00平方米。",
            "46,820.50平方米",
            "47360.50平方米",
        ),
        (
            "占用房屋5,860.00平方米，其中：办公用房2,150.00平方米，业务用房2,480.00平方米，其他用房"
            "1,320.00平方米。",
            "5,860.00平方米",
            "5950.00平方米",
        ),
        (
            "在职职工565人，其中在编428人、编外聘用137人。在编人员中，专业技术人员386人，管理人员42人，"
            "工勤人员18人。",
            "428人",
            "446人",
        ),
        (
            "上年结转和结余79.55万元，其中财政拨款结转57.50万元，非财政拨款结转4.05万元。",
            "79.55万元",
            "61.55万元",
        ),
        ("整改问题36个，其中已完成整改20个、未完成整改12个。", "36个", "32个"),
        ("共有预算单位2个，包括局本级和2个下属单位。", "2个", "3个"),
    ],
)
def test_n510_finds_a_whole_that_its_parts_do_not_make(text: str, said: str, right: str) -> None:
    (finding,) = found("N510", text)
    assert (finding.details["said"], finding.details["sum"]) == (said, right)
    assert right in message(finding)


def test_n510_is_an_error_where_other_figures_of_the_list_come_out() -> None:
    sure, alone = found("N510", MEETINGS.format(n=4, p=281), "实有33人，其中行政14人、事业17人。")
    assert (severity_of(sure), severity_of(alone)) == ("error", "warning")


@pytest.mark.parametrize(
    "text",
    [
        MEETINGS.format(n=4, p=291),
        "实有人员31人，其中行政14人、事业17人。",
        "在编428人。在编人员中，专业技术人员368人，管理人员42人，工勤人员18人。",
        "在职46人，退休21人，总人数67人。",
        "实有412人，其中在职人员368人，退休44人。在职人员中，行政编制264人，事业编制104人。",
        "由局本级和6家下属单位组成。其中：行政单位1家、参照公务员法管理的1家、事业单位5家。",
        "共有预算单位3个，包括局本级和2个下属单位。",
        "整改问题32个，其中已完成整改20个、未完成整改12个。",
        "召开会议4次，参会300人次。其中：工作会80人次、现场会90人次、推进会70人次、部署会60人次。",
        "年末实有人数38人，其中在职人员25人，离休人员1人；年末其他人员12人；年末学生人数842人。",
    ],
)
def test_n510_passes_wholes_of_their_parts(text: str) -> None:
    assert found("N510", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "职工62人，其中高级职称9人、中级职称20人。",
        "在职30人（其中男20人、女10人），退休5人。",
        "实有人员31人，其中行政14人、事业17人，比上年增加2人。",
        "接待20批次160人次，其中外事接待2批次10人次。",
        "共有车辆5辆，单价50万元以上设备3台，其中专用设备1台。",
        "共有车辆3辆，主要是报废1辆。其中：机要通信用车2辆、其他用车1辆。",
        "实有30人，其中女12人；退休25人，遗属8人。",
        "召开会议4次，参会320人次。其中：工作会80人次、现场会90人次。",
        "项目支出145.50万元，其中：河道维修12.60万元，设备购置123.90万元。",
        "接待20批次，其中外事接待2批次、非接触式活动10批次。",
        "实有人员53人，其中财政供养在职人员53人，离退休人员13人。",
        "结转79.55万元，其中财政拨款结转57.50万元，非财政拨款结余4.05万元。",
    ],
)
def test_n510_spares_lists_of_some(text: str) -> None:
    assert found("N510", text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("内设4个机构，分别为：办公室、财务科、业务科。", 3),
        ("纳入决算编制范围的单位共3家，分别是：1.某县水文站；2.某县供水站。", 2),
        ("内设办公室、规划股、建管股、防汛股3个机构。", 4),
        ("内设办公室、规划股、建管股、防汛股等3个机构。", 4),
        ("内设办公室、辅导部、非遗部、后勤部共3个部室，核定编制22名。", 4),
        ("内设办公室、陈列部、安保部2个部。", 3),
        ("内设机构包括：办公室、规划股、建管股、防汛股，共计5个股室。", 4),
        ("单位共6家，其中行政单位1家、事业单位5家，具体为：1.甲局（本级）；2.乙站；3.丙站。", 3),
    ],
)
def test_n511_finds_another_number_of_names(text: str, number: int) -> None:
    (finding,) = found("N511", text)
    assert finding.details["number"] == number


@pytest.mark.parametrize(("many", "findings"), [("3", 1), ("2", 0), ("两", 0)])
def test_n511_finds_projects_with_their_amounts_in_lines_below(many: str, findings: int) -> None:
    lines = ("1.法律援助补贴 6.00万元", "2.社区矫正经费 8.50万元")
    said = f"对{many}个项目开展了绩效自评，涉及资金14.50万元，具体为："
    assert len(found("N511", said, *lines)) == findings


def test_n511_finds_a_name_that_is_listed_twice() -> None:
    (finding,) = found("N511", "内设4个科室，分别为：办公室、财务科、业务科、财务科。")
    assert "名单里“财务科”列了两次" in message(finding)


def test_n511_finds_lines_that_are_too_many() -> None:
    (finding,) = found("N511", "二级预算单位共2个，分别是：", "1.水文站", "2.供水站", "3.灌溉站")
    assert finding.details["number"] == 3


@pytest.mark.parametrize(
    "text",
    [
        "内设3个机构，分别为：办公室、财务科、业务科。",
        "内设办公室、建设与运行管理科、农村水利科3个科室。",
        "内设办公室、辅导部、后勤部共3个部室，核定编制22名。",
        "单位共3家，其中二级预算单位2家，具体为：1.某县水务局（本级）；2.水文站；3.供水站。",
    ],
)
def test_n511_passes_lists_of_all(text: str) -> None:
    assert found("N511", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "内设4个机构，分别为：办公室、财务科、业务科等。",
        "内设4个科室，分别负责公文处理、财务管理。",
        "下设2个机构，主要包括：负责日常运转、组织宣传、开展培训。",
        "内设办公室、规划科、财务科等8个科室。",
        "内设办公室、辅导部、后勤部等6个部室。",
    ],
)
def test_n511_spares_what_is_no_whole_list(text: str) -> None:
    assert found("N511", text) == []


STAFF: Rows = (
    ("人员类别", "编制数", "实有数"),
    ("行政人员", "15", "14"),
    ("事业人员", "19", "17"),
    ("工勤人员", "2", "2"),
    ("合计", "36", "33"),
)


def test_n512_finds_a_count_that_the_table_prints_otherwise() -> None:
    (finding,) = found("N512", "年末实有人员38人。", STAFF)
    assert (finding.details["said"], finding.details["printed"]) == ("38人", "33")


@pytest.mark.parametrize("said", ["院内实有卫生技术人员71人。", "比上年末实有41人减少8人。"])
def test_n512_spares_counts_of_a_part_and_of_another_year(said: str) -> None:
    assert found("N512", said, STAFF) == []


def test_n512_passes_the_table_s_count() -> None:
    assert found("N512", "编制36名，年末实有人员33人，实有行政人员14人。", STAFF) == []


EVENTS = (
    ("活动", "期数（期）", "参加人次（人次）", "费用（万元）"),
    ("业务培训", "14", "980", "21.00"),
    ("普法讲座", "9", "1350", "3.60"),
)
FORM = (
    ("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
    ("合计", "合计", "1.00", "0.00", "1.00"),
    ("223", "国有资本经营预算支出", "1.00", "0.00", "1.00"),
)
BESIDE: tuple[str | Rows, ...] = ("国有资本经营预算财政拨款支出决算表", "单位：万元", FORM, EVENTS)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("全年业务培训{}期。", "14", "41"),
        ("业务培训14期，参训{}人次。", "980", "890"),
        ("开展普法讲座，听众{}人次。", "1350", "1530"),
    ],
)
def test_n512_finds_a_count_of_a_row_and_passes_it(text: str, right: str, wrong: str) -> None:
    assert found("N512", *BESIDE, text.format(right)) == []
    (finding,) = found("N512", *BESIDE, text.format(wrong))
    assert finding.details["printed"] == right


SIDE = (
    ("召开会议次数（个）", "6", "参加会议人次（人）", "312"),
    ("组织培训次数（个）", "9", "", ""),
)
COUNTED: tuple[str | Rows, ...] = (*BESIDE[:3], "相关统计数", SIDE)


def test_n512_finds_a_count_right_of_its_name_and_passes_it() -> None:
    said = "全年召开会议{}个，参加会议312人。"
    assert found("N512", *COUNTED, said.format("6")) == []
    (finding,) = found("N512", *COUNTED, said.format("8"))
    assert (finding.details["said"], finding.details["printed"]) == ("8个", "6")


@pytest.mark.parametrize(
    ("said", "printed"), [("召开会议8次", "6"), ("参加会议321人次", "312"), ("举办培训6期", "9")]
)
def test_n512_finds_a_count_under_another_verb_and_unit(said: str, printed: str) -> None:
    (finding,) = found("N512", *COUNTED, f"全年{said}。")
    assert finding.details["printed"] == printed


NAMED = (
    ("项目", "统计数"),
    ("接访批次", "68"),
    ("参加培训人数", "720"),
)
"""Names that end in their unit; none stands in brackets."""


@pytest.mark.parametrize(
    ("said", "right", "wrong"),
    [
        ("全年参加培训{}人次。", "720", "702"),
        ("接访{}批次。", "68", "86"),
    ],
)
def test_n512_finds_a_count_of_a_name_that_holds_its_unit(
    said: str, right: str, wrong: str
) -> None:
    (finding,) = found("N512", "有关统计数", NAMED, said.format(wrong))
    assert finding.details["printed"] == right
    assert found("N512", "有关统计数", NAMED, said.format(right)) == []


@pytest.mark.parametrize("said", ["上年召开会议8个。", "召开会议8小时。", "召开专题研究会8个。"])
def test_n512_spares_counts_that_no_cell_names(said: str) -> None:
    assert found("N512", *COUNTED, said) == []


@pytest.mark.parametrize(
    "text",
    [
        "上年业务培训15期。",
        "全年接待来访36期、800人次。",  # no row
        "业务培训和普法讲座参加2330人次。",  # two rows
        "业务培训支出21.00万元，购书30册。",  # no column
    ],
)
def test_n512_spares_counts_that_no_row_has(text: str) -> None:
    assert found("N512", *BESIDE, text) == []


def test_n512_takes_the_name_of_its_own_clause_and_leaves_the_rest_out() -> None:
    text = "业务培训14期、980人次，普法讲座{}人次，其余业务活动730人次。"
    assert found("N512", *BESIDE, text.format(1350)) == []
    (finding,) = found("N512", *BESIDE, text.format(1530))
    assert finding.details["printed"] == "1350"


VISITS: Rows = (
    ("类别", "批次", "人次", "金额"),
    ("国内公务接待", "28", "196", "1.57"),
    ("其中：市级", "5", "41", "0.35"),
    ("外事接待", "3", "12", "0.90"),
    ("合计", "31", "208", "2.47"),
)
CARS: Rows = (
    ("统计项目", "计量单位", "统计数"),
    ("公务用车保有量", "辆", "11"),
    ("其中：执法执勤用车", "辆", "7"),
    ("其中：特种专业技术用车", "辆", "1"),
    ("其中：其他用车", "辆", "3"),
)


@pytest.mark.parametrize(
    ("said", "right", "wrong"),
    [
        # the row is that of the sentence's other figures, whatever it is called
        ("全年共接待31批次、{}人次，开支2.47万元。", "208", "280"),
        ("全年共接待31批次、208人次，开支{}万元。", "2.47", "2.74"),
        # by the name said last, over clauses that only say what is counted
        ("国内公务接待28批次、{}人次；外事接待3批次、12人次。", "196", "169"),
        ("国内公务接待28批次、196人次；外事接待3批次，来访{}人。", "12", "21"),
        # the row's other figures stand in the sentences before
        ("公务接待费2.47万元。全年接待{}批次、208人次，省外0批次。", "31", "13"),
        # a sum of all, beside rows that are the table's
        ("国内公务接待28批次；外事接待3批次。累计来访{}人次。", "208", "280"),
    ],
)
def test_n512_finds_a_figure_by_its_row(said: str, right: str, wrong: str) -> None:
    assert found("N512", "公务接待情况统计", VISITS, said.format(right)) == []
    (finding,) = found("N512", "公务接待情况统计", VISITS, said.format(wrong))
    assert (finding.details["printed"], severity_of(finding)) == (right, "error")


HELD: Rows = (
    ("车辆类别", "实有数", "其中：财政拨款开支"),
    ("应急保障用车", "3", "3"),
    ("其他用车", "2", "0"),
    ("合计", "5", "3"),
)
OF_WHICH: Rows = (
    ("项目", "数量"),
    ("信访接待批次", "41"),
    ("其中：领导信访接待批次", "38"),
    ("网上信访接待批次", "3"),
)


def test_n512_takes_the_column_that_is_named_and_the_row_of_which() -> None:
    said = "共有车辆5辆，其中应急保障用车3辆、其他用车{}辆（不在财政拨款开支范围）。"
    assert found("N512", "用车统计", HELD, said.format(2)) == []
    assert found("N512", "接待统计", OF_WHICH, "全年领导信访接待38批次。") == []
    (finding,) = found("N512", "接待统计", OF_WHICH, "全年领导信访接待83批次。")
    assert finding.details["printed"] == "38"


def test_n512_spares_columns_of_units() -> None:
    rows = (("指标", "临江市水务局"), ("执行率", "98"), ("合计", "100"))
    assert found("N512", "评价结果", rows, "参加评价的单位为临江市水务局共1个。") == []


def test_n512_finds_two_counts_that_changed_places() -> None:
    said = "共有车辆11辆，其中执法执勤用车7辆、特种专业技术用车{}辆、其他用车{}辆。"
    assert found("N512", "用车统计", CARS, said.format(1, 3)) == []
    swapped = found("N512", "用车统计", CARS, said.format(3, 1))
    assert {one.details["said"]: one.details["printed"] for one in swapped} == {
        "3辆": "1",
        "1辆": "3",
    }


@pytest.mark.parametrize(
    "said",
    [
        "国内公务接待28批次、外事接待3批次，两项共31批次、208人次。",
        "市级、外事接待共8批次。",  # two rows together
        "国内公务接待28批次、196人次，省外来访0批次、0人次。",
        "接待费1.57万元用于国内公务接待28批次，较预算节约5批次。",
        "国内公务接待28批次。年内另行安排国内公务接待6批次。",  # the cell is told elsewhere
    ],
)
def test_n512_spares_what_is_of_several_rows_or_of_none(said: str) -> None:
    assert found("N512", "公务接待情况统计", VISITS, said) == []


def test_n512_spares_counts_of_other_things() -> None:
    assert found("N512", "离退休人员12人，年末公务用车3辆，上年实有人员35人。", STAFF) == []


def test_n510_passes_a_whole_of_one_kind_before_others_that_are_told_beside_it() -> None:
    said = "年末实有人数487人，其中在职人员{}人；离退休人员203人。"
    assert found("N510", said.format(487)) == []
    assert found("N510", said.format(284)) == []  # with those that have retired
    assert len(found("N510", said.format(480))) == 1
