"""Tables that print more than any set's form of the same kind are forms of their own: every row
is read by its words, and a total is held against its parts."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from juesuan.checks import Subject, check, message, selected
from juesuan.reading import Reading, as_disclosure, read

ABOVE = [["公开10表", "", ""], ["部门：示例县水务站", "2020年度", "单位：万元"]]

STATISTICS = [
    ["部门决算相关信息统计表", "", ""],
    *ABOVE,
    ["项目", "行次", "统计数"],
    ["栏次", "", "1"],
    ["一、“三公”经费支出", "1", "—"],
    ["（一）支出合计", "2", "12.50"],
    ["1．因公出国（境）费", "3", "0.00"],
    ["2．公务用车购置及运行维护费", "4", "9.30"],
    ["（1）公务用车购置费", "5", "0.00"],
    ["（2）公务用车运行维护费", "6", "9.30"],
    ["3．公务接待费", "7", "3.20"],
    ["（二）相关统计数", "8", "—"],
    ["1．公务用车保有量（辆）", "9", "3"],
    ["2．国内公务接待批次（个）", "10", "21"],
    ["二、机关运行经费", "11", "40.00"],
    ["三、国有资产占用情况", "12", "—"],
    ["（一）车辆数合计（辆）", "13", "3"],
    ["1．机要通信用车", "14", "1"],
    ["2．其他用车", "15", "2"],
    ["（二）单价50万元（含）以上通用设备（台，套）", "16", "4"],
]

FUNDS = ["总计", "一般公共预算", "政府性基金预算", "非财政性资金"]
PURCHASES = [
    ["政府采购情况表"],
    ["部门：示例县水务站", "2020年度", "单位：万元"],
    ["项目", "采购计划金额", "", "", "", "实际采购金额"],
    ["", *FUNDS, *FUNDS],
    ["合计", "30.00", "28.00", "0.00", "2.00", "29.50", "27.60", "0.00", "1.90"],
    ["货物", "10.00", "8.00", "0.00", "2.00", "9.90", "8.00", "0.00", "1.90"],
    ["工程", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00"],
    ["服务", "20.00", "20.00", "0.00", "0.00", "19.60", "19.60", "0.00", "0.00"],
]


def reading_of(tmp_path: Path, rows: list[list[str]]) -> Reading:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "10表"
    for row in rows:
        sheet.append(row)
    book.save(tmp_path / "2020年度部门决算公开.xlsx")
    return read(tmp_path / "2020年度部门决算公开.xlsx")


def test_statistics_from_money_to_cars_are_one_form_with_all_its_rows(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, STATISTICS)
    printed = {one.row: (one.value, one.unit) for one in reading.observations}
    assert printed["2"] == ("12.50", "万元") and printed["11"] == ("40.00", "万元")
    assert printed["13"] == ("3", "辆") and printed["15"] == ("2", "辆")
    assert printed["16"][0] == "4" and not reading.unread


HEADED = [
    ["项目", "行次", "统计数"],
    ["一、“三公”经费支出", "1", "{}"],
    ["（一）支出合计", "2", "10.41"],
    ["1.公务用车购置及运行维护费", "3", "9.68"],
    ["2.公务接待费", "4", "0.73"],
]


@pytest.mark.parametrize(("printed", "code"), [("", ""), ("10.14", "K102")])
def test_a_heading_above_the_row_that_has_its_sum_may_be_blank(
    tmp_path: Path, printed: str, code: str
) -> None:
    lines = ("".join(f"<td>{text.format(printed)}</td>" for text in row) for row in HEADED)
    table = "".join(f"<tr>{line}</tr>" for line in lines)
    above = "<p>部门决算公开相关信息统计表</p><p>部门：示例县水务站 单位：万元</p>"
    page = f"{above}<table>{table}</table>"
    path = tmp_path / "2020年度部门决算公开.html"
    path.write_text(f"<html><body>{page}</body></html>", "utf-8")
    subject = Subject(disclosure=as_disclosure(read(path)))
    checked = check(subject, selected(["K101", "K102", "K105"]))
    found = {finding.code for finding in checked.findings}
    assert found == ({code} if code else set())


def test_what_was_planned_and_bought_adds_up_over_kinds(tmp_path: Path) -> None:
    rows = [list(row) for row in PURCHASES]
    whole = Subject(disclosure=as_disclosure(reading_of(tmp_path, rows)))
    assert not check(whole, selected(["K101"])).findings
    rows[4][8] = "1.70"
    slipped = Subject(disclosure=as_disclosure(reading_of(tmp_path, rows)))
    (finding,) = check(slipped, selected(["K101"])).findings
    assert "10表“合计”第8栏1.70与其分项之和差-0.20" in message(finding)


def test_lines_above_a_table_may_be_set_as_a_table(tmp_path: Path) -> None:
    caption = "<table><tr><td>部门：示例县水务站</td><td>公开10表<br>单位：万元</td></tr></table>"
    body = "".join(
        "<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in STATISTICS[3:]
    )
    page = f"<p>部门决算相关信息统计表</p>{caption}<table>{body}</table>"
    path = tmp_path / "2020年度部门决算公开.html"
    path.write_text(f"<html><body>{page}</body></html>", "utf-8")
    reading = read(path)
    (form,) = reading.form_set.forms
    assert (form.no, form.title) == ("10", "部门决算相关信息统计表")
    assert {one.unit for one in reading.observations if one.row in {"2", "11"}} == {"万元"}


def test_a_table_of_counts_needs_no_money_unit(tmp_path: Path) -> None:
    title, head = ["国有资产占用情况表"], ["项目", "统计数"]
    cars = [
        ["公务用车保有量（辆）", "3"],
        ["国内公务接待批次（个）", "21"],
        ["国内公务接待人次（人）", "90"],
    ]
    spent = [["公务接待费", "3.20"]]
    found = [
        check(Subject(disclosure=as_disclosure(one), reading=one), selected(["D104"])).findings
        for one in (reading_of(tmp_path, [title, head, *rows]) for rows in (cars, cars + spent))
    ]
    assert [len(findings) for findings in found] == [0, 1]


def test_codes_split_over_columns_whose_zeros_a_spreadsheet_dropped(tmp_path: Path) -> None:
    rows = [
        ["一般公共预算财政拨款支出决算表"],
        ["部门：示例县博物馆  2020年度  单位：万元"],
        ["支出功能分类科目编码", None, None, "科目名称", "合计", "基本支出", "项目支出"],
        ["类", "款", "项", None, None, None, None],
        [None, None, None, "合计", 20.5, 12.5, 8],
        [207, None, None, "文化旅游体育与传媒支出", 20.5, 12.5, 8],
        [207, 2, None, "文物", 20.5, 12.5, 8],
        [207, 2, 5, "博物馆", 20.5, 12.5, 8],
    ]
    reading = reading_of(tmp_path, rows)  # type: ignore[arg-type]
    found = {one.row: one.value for one in reading.observations if one.column == "1"}
    assert found == dict.fromkeys(["total", "207", "20702", "2070205"], "20.5")


PURCHASED = [
    ["2022年度政府采购情况表"],
    ["公开10表", "单位：万元"],
    ["项目", "行次", "金额", "占比（%）"],
    ["栏次", "", "1", "2"],
    ["政府采购支出总额", "1", "200.00", "100.00"],
    ["其中：政府采购货物支出", "2", "20.00", "10.00"],
    ["政府采购工程支出", "3", "30.00", "15.00"],
    ["政府采购服务支出", "4", "150.00", "75.00"],
]


def test_a_numbered_column_of_shares_is_no_column_of_amounts(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, PURCHASED)
    assert [one.value for one in reading.observations] == ["200.00", "20.00", "30.00", "150.00"]
    assert {one.certainty for one in reading.observations} == {1}
    (form,) = reading.forms
    assert form.form.title == "2022年度政府采购情况表" and not reading.unread


EXPENSES = [
    ["一般公共预算“三公”经费及机关运行经费支出决算表"],
    ["部门：示例县档案馆", "2019年度", "单位：万元"],
    ["“三公”经费", "", "", "", "", "机关运行经费决算数"],
    ["合计", "公务用车购置及运行费", "", "", "公务接待费", ""],
    ["", "小计", "购置费", "运行费", "", ""],
    ["10.43", "9.49", "5.00", "4.49", "0.94", "98.76"],
]


def test_a_head_says_half_of_what_stands_above_it_and_a_title_joins_two_matters(
    tmp_path: Path,
) -> None:
    rows = [list(row) for row in EXPENSES]
    reading = reading_of(tmp_path, rows)
    assert len(reading.observations) == 6 and not reading.unread
    assert not check(Subject(disclosure=as_disclosure(reading)), selected(["K101"])).findings
    rows[5][3] = "4.94"
    slipped = Subject(disclosure=as_disclosure(reading_of(tmp_path, rows)))
    assert [one.code for one in check(slipped, selected(["K101"])).findings] == ["K101"]


ASSETS = [
    ["国有资产使用情况表"],
    ["公开14表", "2022年度", "单位：万元"],
    ["项目", "行次", "资产总额", "流动资产", "固定资产", "", "", "无形资产"],
    ["", "", "", "", "小计", "房屋构筑物", "车辆", ""],
    ["栏次", "", "1", "2", "3", "4", "5", "6"],
    ["合计", "1", "160.50", "50.00", "100.00", "80.00", "20.00", "10.50"],
]


def test_a_single_row_of_unlike_sums_is_read_column_by_column(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, ASSETS)
    assert len(reading.observations) == 6 and not reading.unread


CARS = "（一）车辆数合计（辆）"
FIRMS = [
    "（一）政府采购支出合计",
    "（二）政府采购授予中小企业合同金额",
    "其中：授予小微企业合同金额",
]


def held(tmp_path: Path, *changed: tuple[str, str]) -> list[str]:
    """What is told of sums and parts in the statistics with purchases below, some changed."""
    rows = [
        *STATISTICS,
        ["三、政府采购支出信息", "17", "—"],
        [FIRMS[0], "18", "30.00"],
        [FIRMS[1], "19", "21.00"],
        [FIRMS[2], "20", "12.00"],
    ]
    new = dict(changed)
    rows = [[*row[:2], new.get(row[0], row[2])] if len(row) == 3 else row for row in rows]
    subject = Subject(disclosure=as_disclosure(reading_of(tmp_path, rows)))
    return [message(one) for one in check(subject, selected(["K101", "K104"])).findings]


def test_other_cars_are_all_that_a_table_does_not_list(tmp_path: Path) -> None:
    """Eight kinds of cars there are; two are printed, and their sum is the total."""
    assert held(tmp_path) == []
    (told,) = held(tmp_path, (CARS, "4"))
    assert "“（一）车辆数合计（辆）”第1栏4与其分项之和差1" in told


PLANNED = [
    ["“三公”经费、行政参公单位机关运行经费情况表", "", "", ""],
    ["公开12表", "", "", ""],
    ["部门：示例县林场 2023年度 金额单位：万元", "", "", ""],
    ["项目", "行次", "预算数", "决算数"],
    ["一、“三公”经费支出", "1", "—", "—"],
    ["（一）支出合计", "2", "{}", "6.80"],
    ["1．因公出国（境）费", "3", "0", "0"],
    ["2．公务用车购置及运行维护费", "4", "6.00", "5.10"],
    ["（1）公务用车购置费", "5", "0", "0"],
    ["（2）公务用车运行维护费", "6", "6.00", "5.10"],
    ["3．公务接待费", "7", "2.50", "1.70"],
    ["（1）国内接待费", "8", "—", "1.70"],
    ["其中：外事接待费", "9", "—", "0"],
    ["（2）国（境）外接待费", "10", "—", "0"],
    ["（二）相关统计数", "11", "—", "—"],
    ["1．国内公务接待批次（个）", "12", "—", "12"],
    ["二、机关运行经费", "13", "—", "33.10"],
    ["（一）行政单位", "14", "—", "33.10"],
]


@pytest.mark.parametrize(("printed", "told"), [("8.50", []), ("5.80", ["8.50"])])
def test_a_heading_with_dashes_leaves_its_sum_to_the_row_below(
    tmp_path: Path, printed: str, told: list[str]
) -> None:
    rows = [[text.format(printed) for text in row] for row in PLANNED]
    subject = Subject.of(reading_of(tmp_path, rows), ())
    assert [one.expected for one in check(subject, selected(["K101"])).findings] == told


def test_contracts_with_small_firms_are_no_more_than_those_they_are_a_part_of(
    tmp_path: Path,
) -> None:
    (told,) = held(tmp_path, (FIRMS[2], "21.50"))
    assert "“其中：授予小微企业合同金额”第1栏21.50" in told and FIRMS[1] in told


def test_a_heading_without_a_figure_claims_nothing_of_the_rows_below_it(tmp_path: Path) -> None:
    rows = [
        ["机构运行经费支出、国有资产占用情况及政府采购支出信息表", "", ""],
        ["公开11表", "", ""],
        ["部门：示例县水务站", "2023年度", "单位：万元"],
        ["项目", "行次", "统计数"],
        ["栏次", "", "1"],
        ["一、机关运行经费", "1", ""],
        ["（一）行政单位", "2", "40.00"],
        ["（二）参照公务员法管理事业单位", "3", ""],
        ["二、国有资产占用情况", "4", ""],
        ["（一）车辆数合计（辆）", "5", "3"],
        ["1. 机要通信用车", "8", "3"],
        ["（二）单价100万元（含）以上设备（不含车辆）", "14", "4"],
    ]
    subject = Subject(disclosure=as_disclosure(reading_of(tmp_path, rows)))
    assert subject.cells and not check(subject, selected(["K101", "K105"])).findings


TOTALS = [
    ["收入支出决算总表", "", "", "", "", ""],
    ["公开01表", "", "", "", "", ""],
    ["部门：示例县水务站 2021年度 金额单位：万元", "", "", "", "", ""],
    ["收入", "", "", "支出", "", ""],
    ["项目", "行次", "决算数", "项目", "行次", "决算数"],
    ["一、一般公共预算财政拨款收入", "1", "70.00", "八、社会保障和就业支出", "31", "8.40"],
    ["八、其他收入", "2", "3.00", "十三、农林水支出", "32", "{}"],
    ["", "3", "", "十九、住房保障支出", "33", "5.10"],
    ["本年收入合计", "27", "73.00", "本年支出合计", "57", "73.00"],
    ["使用非财政拨款结余", "28", "", "结余分配", "58", ""],
    ["年初结转和结余", "29", "2.00", "年末结转和结余", "59", "2.00"],
    ["总计", "30", "75.00", "总计", "60", "75.00"],
]


@pytest.mark.parametrize(("printed", "told"), [("59.50", 0), ("95.50", 1)])
def test_of_classes_a_form_that_prints_those_with_figures_lists_all(
    tmp_path: Path, printed: str, told: int
) -> None:
    rows = [[text.format(printed) for text in row] for row in TOTALS]
    subject = Subject(disclosure=as_disclosure(reading_of(tmp_path, rows)))
    found = [message(one) for one in check(subject, selected(["K101"])).findings]
    assert len(found) == told
    assert all("“本年支出合计”" in text or "59.50" in text for text in found)


RETURNED = [
    ["财政拨款收入支出决算表"],
    ["部门：示例县水务站", "2023年度", "单位：万元"],
    ["编码", "名称", "年初结转和结余", "本年收入", "本年支出", "交回财政资金", "年末结转和结余"],
    ["", "合计", "10.00", "100.00", "95.00", "5.00", "10.00"],
    ["2080505", "基本养老保险缴费支出", "4.00", "40.00", "40.00", "0.00", "4.00"],
    ["2130312", "水质监测", "6.00", "60.00", "55.00", "5.00", "6.00"],
]


def test_money_given_back_is_told_and_its_rows_are_held_to_no_balance(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, RETURNED)
    (form,) = as_disclosure(reading).forms
    told = {s.text: s.column for s in form.form.header}
    assert told["年末结转和结余"] == len(form.form.sides[0].body) - 1
    found = {(o.row, o.column): (o.value, o.certainty) for o in reading.observations}
    assert found["2080505", "4"] == ("4.00", 1.0)
    assert found["2130312", "3"] == ("55.00", 0.5)
    heads = [u.details["head"] for u in reading.unread if u.key == "column_aside"]
    assert heads == ["交回财政资金"]
    assert not [f for f in check(Subject.of(reading)).findings if f.code == "K103"]


CLASSES = [
    ["收入支出决算总表", "", "", ""],
    ["部门：示例县水务站", "", "2020年度", "单位：万元"],
    ["收入", "", "支出", ""],
    ["项目", "决算数", "项目", "决算数"],
    ["一、一般公共预算财政拨款收入", "90.00", "一、社会保障和就业支出", "10.00"],
    ["二、其他收入", "6.00", "二、农林水支出", "80.00"],
    ["", "", "三、住房保障支出", "5.00"],
    ["本年收入合计", "96.00", "本年支出合计", "95.00"],
    ["使用非财政拨款结余", "0.00", "结余分配", "0.00"],
    ["年初结转和结余", "2.00", "年末结转和结余", "3.00"],
    ["合计", "98.00", "合计", "98.00"],
]


def test_classes_numbered_anew_are_as_certain_as_those_of_the_list(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, CLASSES)
    assert {one.certainty for one in reading.observations} == {1.0}
    assert len(reading.observations) == 13 and not reading.unread


def test_a_wrong_total_of_classes_numbered_anew_is_found(tmp_path: Path) -> None:
    rows = [["8.00" if text == "3.00" else text for text in row] for row in CLASSES]
    subject = Subject(
        disclosure=as_disclosure(reading := reading_of(tmp_path, rows)), reading=reading
    )
    (finding,) = check(subject, selected(["K101"])).findings
    assert finding.expected == "3.00"


ECONOMIC = [
    ["一般公共预算财政拨款基本支出决算表", "", ""],
    ["部门：示例县水务站", "2020年度", "单位：万元"],
    ["经济分类科目编码", "科目名称", "决算数"],
    ["301", "工资福利支出", "60.00"],
    ["30101", "基本工资", "60.00"],
    ["302", "商品和服务支出", "9.00"],
    ["30201", "办公费", "9.00"],
    ["303", "对个人和家庭的补助", "4.00"],
    ["30305", "生活补助", "4.00"],
]


@pytest.mark.parametrize(("amount", "count"), [("64.00", 0), ("46.00", 1)])
def test_persons_are_the_classes_listed_where_no_row_is_theirs(
    tmp_path: Path, amount: str, count: int
) -> None:
    text = f"一般公共预算财政拨款基本支出中，人员经费{amount}万元、公用经费9.00万元。"
    book = Workbook()
    forms, words = book.active, book.create_sheet("情况说明")
    assert forms is not None
    for row in ECONOMIC:
        forms.append(row)
    words.append(["六、一般公共预算财政拨款基本支出决算情况说明"])
    words.append([text])
    book.save(tmp_path / "2020年度部门决算公开.xlsx")
    reading = read(tmp_path / "2020年度部门决算公开.xlsx")
    subject = Subject(disclosure=as_disclosure(reading), reading=reading)
    found = check(subject, selected(["N101"])).findings
    assert [finding.expected for finding in found] == ["64.00万元"] * count
