"""K113, K114: sums and rates that a table keeps, whatever the table is."""

from pathlib import Path

import pytest

from juesuan.checks import Finding, Subject, check, message, selected
from juesuan.reading import as_disclosure, read

FORM = """支出决算表
公开03表\t2023年度\t单位：万元
科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出
201\t一般公共服务支出\t80.00\t60.00\t20.00
208\t社会保障和就业支出\t12.00\t12.00\t0.00
\t合计\t92.00\t72.00\t20.00

"""

BALANCES = """项目收支明细
单位：万元
项目\t上年结余\t本年收入\t本年支出\t年末结余
渠道维修\t12.30\t210.55\t205.40\t17.45
泵站改造\t0.00\t388.20\t371.06\t{closing}
水质化验\t5.61\t74.28\t70.03\t9.86
河堤加固\t31.07\t902.44\t915.18\t18.33
{total}"""

TOTAL = "合计\t48.98\t1575.47\t1561.67\t62.78\n"

SUBTOTALS = """设备购置明细
单位：万元
内容\t数量\t金额
台式机\t12\t{first}
打印机\t5\t1.35
小计\t17\t7.95
服务器\t2\t16.20
交换机\t4\t3.48
小计\t6\t{second}
总计\t23\t{whole}
"""

PEOPLE = """人员情况
类别\t男\t女\t人数
公务员\t14\t9\t23
参公人员\t6\t8\t14
事业人员\t17\t21\t38
工勤人员\t3\t1\t{workers}
合计\t40\t39\t79
"""


def found(folder: Path, text: str, code: str = "K113") -> list[Finding]:
    path = folder / "某县水务局2023年度部门决算公开.txt"
    path.write_text(FORM + text, "utf-8")
    reading = read(path)
    subject = Subject(disclosure=as_disclosure(reading), reading=reading)
    return check(subject, selected([code])).findings


def test_k113_finds_the_figure_of_a_row_and_a_total(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, BALANCES.format(closing="71.14", total=TOTAL))
    assert (finding.where[0].printed, finding.expected) == ("71.14", "17.14")
    assert "年末结余71.14＝上年结余0.00＋本年收入388.20－本年支出371.06" in message(finding)


def test_k113_finds_a_row_and_says_what_its_balance_would_be(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, BALANCES.format(closing="71.14", total=""))
    assert (finding.details["right"], finding.expected) == ("17.14", "")


@pytest.mark.parametrize(
    ("figures", "wrong"),
    [
        (("6.60", "19.86", "27.63"), "19.86"),
        (("6.60", "19.68", "72.63"), "72.63"),
        (("6.06", "19.68", "27.63"), "7.95"),
    ],
)
def test_k113_finds_totals_of_totals(
    tmp_path: Path, figures: tuple[str, str, str], wrong: str
) -> None:
    first, second, whole = figures
    (finding,) = found(tmp_path, SUBTOTALS.format(first=first, second=second, whole=whole))
    assert finding.where[0].printed == wrong


def test_k113_finds_a_wrong_count(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, PEOPLE.format(workers="5"))
    assert (finding.where[0].printed, finding.expected) == ("5", "4")


SERVICES = """政府购买服务决算公开情况表
单位：万元
序号\t功能科目编码\t功能科目名称\t项目名称\t决算金额
1\t2070109\t群众文化\t文化活动承办\t264.00
2\t2070109\t群众文化\t文化馆运营\t318.50
3\t2070104\t图书馆\t图书编目与流转\t{moved}
4\t2070114\t文化和旅游管理事务\t产业方案编制\t48.60
\t\t\t合计\t754.85
"""


def test_k113_finds_the_total_of_a_table_that_was_read_as_a_form(tmp_path: Path) -> None:
    assert found(tmp_path, SERVICES.format(moved="123.75")) == []
    (finding,) = found(tmp_path, SERVICES.format(moved="123.57"))
    assert (finding.where[0].printed, finding.details["right"]) == ("754.85", "754.67")


ASSETS = """国有资产使用情况表
单位：元
项目\t资产总额\t流动资产\t固定资产小计\t房屋构筑物\t单价200万以上大型设备\t其他固定资产\t无形资产
合计\t5580.17\t843.67\t{fixed}\t1326.50\t624.00\t317.00\t2469.00
注：1.资产总额＝流动资产＋固定资产＋无形资产；
2.固定资产＝房屋构筑物＋单价200万元以上大型设备＋其他固定资产。
"""


def test_k113_holds_figures_to_what_the_table_s_notes_state(tmp_path: Path) -> None:
    assert found(tmp_path, ASSETS.format(fixed="2267.50")) == []
    (finding,) = found(tmp_path, ASSETS.format(fixed="2258.50"))
    assert (finding.where[0].printed, finding.expected) == ("2258.50", "2267.50")
    assert "表注说的资产总额5580.17＝流动资产843.67" in message(finding)


@pytest.mark.parametrize(
    "text",
    [
        BALANCES.format(closing="17.14", total=TOTAL),
        BALANCES.format(closing="17.14", total=""),
        SUBTOTALS.format(first="6.60", second="19.68", whole="27.63"),
        PEOPLE.format(workers="4"),
    ],
)
def test_k113_passes_tables_that_come_out(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


@pytest.mark.parametrize(
    "text",
    [
        # one more column explains the row that seems to miss
        "资金变动\n单位：万元\n项目\t期初\t收入\t支出\t上缴\t期末\n"
        "甲\t1.20\t33.40\t30.10\t0.00\t4.50\n乙\t2.75\t41.38\t40.02\t1.11\t3.00\n"
        "丙\t6.61\t52.19\t50.77\t0.00\t8.03\n丁\t3.30\t27.46\t25.16\t0.00\t5.60\n",
        # several rows miss: no such sum is meant
        "资金变动\n单位：万元\n项目\t期初\t收入\t支出\t期末\n"
        "甲\t1.20\t33.40\t30.10\t4.50\n乙\t2.75\t41.38\t40.02\t3.00\n"
        "丙\t6.61\t52.19\t50.77\t7.03\n丁\t3.30\t27.46\t25.16\t5.60\n戊\t4.10\t61.85\t60.95\t5.00\n",
        # last digits, rounded each by itself
        "项目收支\n单位：万元\n项目\t期初\t收入\t支出\t期末\n"
        "甲\t1.20\t33.40\t30.10\t4.50\n乙\t2.75\t41.38\t40.02\t4.12\n"
        "丙\t6.61\t52.19\t50.77\t8.03\n丁\t3.30\t27.46\t25.16\t5.60\n",
        # classes, sections and items are counted once
        "支出明细\n单位：万元\n内容\t金额\n办公\t30.00\n印刷\t10.00\n水电\t20.00\n维修\t8.00\n总计\t30.00\n",
        # rates and points are not added up
        "项目得分\n项目\t执行数\t完成率\n甲\t12.00\t98.50\n乙\t13.00\t97.50\n丙\t14.00\t96.50\n合计\t39.00\t97.44\n",
    ],
)
def test_k113_spares_what_is_no_sum(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


COUNTS = """资产情况
单位\t车辆合计\t其他用车\t通用设备\t专用设备
局机关\t2\t1\t0\t0
甲校\t3\t1\t2\t2
乙校\t2\t2\t1\t3
丙校\t4\t1\t3\t2
丁校\t2\t1\t1\t2
戊校\t5\t1\t2\t4
"""


def test_k113_spares_small_counts_that_come_out_by_chance(tmp_path: Path) -> None:
    """专用设备 is 合计 + 其他用车 - 通用设备 for all units but one: nobody means that."""
    assert found(tmp_path, COUNTS) == []


def test_k113_finds_a_first_row_whose_numbers_count_on(tmp_path: Path) -> None:
    """工勤人员 1, 2, 3 is a row of the table, and no line that numbers its columns."""
    rows = PEOPLE.format(workers=4).replace("公务员\t14\t9\t23", "公务员\t1\t2\t3")
    rows = rows.replace("40\t39\t79", "27\t32\t69")
    (wrong,) = found(tmp_path, rows)
    assert wrong.expected == "59"


def test_k113_adds_up_a_table_over_pages_under_its_head(tmp_path: Path) -> None:
    head, *rows = PEOPLE.format(workers=4).splitlines()[1:]
    first, second = [head, *rows[:2]], [head, *rows[2:]]
    text = "人员情况\n" + "\n".join(first) + "\n\n- 2 -\n\n" + "\n".join(second) + "\n"
    assert found(tmp_path, text) == []
    (wrong,) = found(tmp_path, text.replace("79", "97"))
    assert (wrong.where[0].printed, wrong.expected) == ("97", "79")


RATES = """项目执行情况
单位：万元
项目\t预算数\t执行数\t{head}
渠道维修\t310.00\t279.00\t{first}
泵站改造\t150.00\t142.50\t{second}
水质化验\t30.00\t31.20\t{third}
"""
WAYS = [
    ("执行率", ("90.00%", "95.00%", "104.00%"), "96.00%"),
    ("差异率（%）", ("-10.00", "-5.00", "4.00"), "5.00"),
    ("偏差率", ("10.00%", "5.00%", "4.00%"), "15.00%"),
]


def rates(folder: Path, head: str, first: str, second: str, third: str) -> list[Finding]:
    """What K114 finds in a table with these rates under a head."""
    text = RATES.format(head=head, first=first, second=second, third=third)
    return found(folder, text, "K114")


@pytest.mark.parametrize(("head", "right", "wrong"), WAYS)
def test_k114_finds_a_rate_that_the_other_rows_make_of_two_columns(
    tmp_path: Path, head: str, right: tuple[str, str, str], wrong: str
) -> None:
    first, second, third = right
    (finding,) = rates(tmp_path, head, first, wrong, third)
    assert finding.expected == second and "泵站改造" in message(finding)


@pytest.mark.parametrize(("head", "right", "_wrong"), WAYS)
def test_k114_passes_rates_that_all_come_out(
    tmp_path: Path, head: str, right: tuple[str, str, str], _wrong: str
) -> None:
    assert rates(tmp_path, head, *right) == []


def test_k114_spares_rates_of_other_things(tmp_path: Path) -> None:
    """What no two columns give in most rows is no rate of theirs."""
    assert rates(tmp_path, "满意度", "92.00%", "95.00%", "97.10%") == []


def test_k101_adds_up_no_rows_of_which_one_is_not_known(tmp_path: Path) -> None:
    """A total is the sum of the rows that the words tell only where they tell them all."""
    path = tmp_path / "某市司法局2023年度部门决算.txt"
    rows = "科目\t2023年\n公证仲裁协会\t884,120.00\n普法宣传\t684,117.00\n合计\t1,568,237.00\n"
    path.write_text(f"支出明细表\n单位：元\n{rows}本年支出合计1,568,237.00元。\n", "utf-8")
    reading = read(path)
    subject = Subject(disclosure=as_disclosure(reading), reading=reading)
    assert check(subject, selected(["K101"])).findings == []


SHARES = """支出构成
科目\t金额（万元）\t占比
公共安全支出\t8432.60\t84.33%
社会保障和就业支出\t712.40\t7.12%
卫生健康支出\t348.00\t{}
住房保障支出\t507.00\t{}
合计\t10000.00\t100.00%
"""


def test_k114_finds_shares_that_stand_in_each_others_place(tmp_path: Path) -> None:
    wrong = found(tmp_path, SHARES.format("5.07%", "3.48%"), "K114")
    assert sorted(one.expected for one in wrong) == ["3.48%", "5.07%"]


def test_k114_passes_shares_of_the_total_below(tmp_path: Path) -> None:
    assert found(tmp_path, SHARES.format("3.48%", "5.07%"), "K114") == []


COSTS = """“三公”经费情况表（万元）
项目|预算数|决算数|决算为预算的%
因公出国（境）费|12.00|8.94|74.50
公务用车运行维护费|30.00|27.35|91.17
公务接待费|15.00|{}|{}
合计|57.00|42.42|74.42
"""


def test_k114_holds_a_column_that_a_form_does_not_have_to_those_it_has(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, COSTS.format("6.13", "59.13"), "K114")
    assert finding.expected == "40.87"
    assert found(tmp_path, COSTS.format("6.13", "40.87"), "K114") == []
