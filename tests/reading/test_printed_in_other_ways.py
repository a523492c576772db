"""Ways of printing forms that no form set has, each read by its words: every figure with what it
means, in the unit printed for it."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from juesuan.reading import read
from one_table import certain, read_text, told

TRIPS, CARS = "economic=30212", "economic=31013|30913|30231"
RECEPTIONS = "economic=30217"


MIXED = """
项目 年初预算数（万元） 决算数（元）
“三公”经费合计 42.00 371,200.55
一、因公出国（境）费 2.00 11,000.00
二、公务用车购置及运行维护费 28.00 269,100.25
三、公务接待费 12.00 91,100.30
"""


def test_columns_are_in_the_unit_that_their_head_prints(tmp_path: Path) -> None:
    title = "一般公共预算财政拨款“三公”经费支出决算表"
    reading = read_text(tmp_path, MIXED, title, "公开07表")
    trips = f"expenditure[fund=general, {TRIPS}]"
    assert certain(reading, "11,000.00", trips, "元")
    assert certain(reading, "2.00", f"expenditure[stage=initial, fund=general, {TRIPS}]")


UNITS = """
序号 项目 计量单位 本年数
1 机关运行经费 万元 86.40
2 政府采购支出 元 412,300.00
3 公务用车保有量 辆 6
4 会议费 万元 2.40
"""


def test_rows_are_in_the_unit_that_stands_beside_them(tmp_path: Path) -> None:
    reading = read_text(tmp_path, UNITS, "其他重要事项统计表", "公开11表")
    assert certain(reading, "412,300.00", "procurement", "元")
    assert certain(reading, "2.40", "expenditure[economic=30215]")


def test_a_unit_above_a_column_that_accounts_are_not_in_is_told(tmp_path: Path) -> None:
    title = "一般公共预算财政拨款“三公”经费支出决算表"
    reading = read_text(tmp_path, MIXED.replace("（元）", "（千元）"), title, "公开07表")
    assert "other_unit" in {one.key for one in reading.unread}
    assert all(one.certainty < 1 for one in reading.observations)


def test_the_total_below_spending_by_function_is_all_that_goes_out(tmp_path: Path) -> None:
    text = """
    收入 _ 支出（按功能分类） _ 支出（按性质） _
    项目 决算数 项目 决算数 项目 决算数
    一、财政拨款收入 905.10 一、教育支出 850.30 一、基本支出 700.30
    二、其他收入 25.40 二、住房保障支出 70.10 二、项目支出 220.10
    本年收入合计 930.50 本年支出合计 920.40 本年支出合计 920.40
    年初结转和结余 6.00 年末结转和结余 16.10
    总计 936.50 总计 936.50
    """
    reading = read_text(tmp_path, text)
    assert certain(reading, "936.50", "inflow") and certain(reading, "936.50", "outflow")


def test_the_total_below_a_heading_of_spending_is_all_that_goes_out(tmp_path: Path) -> None:
    text = """
    收入 _ _
    项目 行次 决算数
    一、财政拨款收入 1 905.10
    二、其他收入 2 25.40
    本年收入合计 3 930.50
    年初结转和结余 4 6.00
    总计 5 936.50
    支出 _ _
    项目 行次 决算数
    一、教育支出 6 850.30
    二、住房保障支出 7 70.10
    本年支出合计 8 920.40
    结余分配 9 1.00
    年末结转和结余 10 15.10
    总计 11 936.50
    """
    reading = read_text(tmp_path, text)
    assert certain(reading, "936.50", "outflow")
    assert certain(reading, "850.30", "expenditure[function=205]")


def test_an_asset_below_the_sum_of_all_is_counted_once(tmp_path: Path) -> None:
    text = """
    项目 数量 价值（万元）
    资产总额 — 5,120.30
    一、流动资产 — 820.10
    二、固定资产（原值） — 4,300.20
    其中：1.房屋（平方米） 3,200.00 3,100.10
    2.车辆（台、辆） 14 310.20
    """
    reading = read_text(tmp_path, text, "国有资产占有使用情况表", "公开10表")
    assert certain(reading, "4,300.20", "asset_gross[item=fixed]")
    assert certain(reading, "310.20", "asset_gross[item=fixed.vehicles]")


WITHOUT_NUMBER = """
收入 _ _ 支出 _ _
项目 行次 决算数 项目 行次 决算数
一、财政拨款收入 1 712.30 一、农林水支出 6 690.10
二、上级补助收入 2 12.00 二、卫生健康支出 7 22.20
三、其他收入 3 1.10 三、住房保障支出 8 12.00
本年收入合计 4 725.40 本年支出合计 9 724.30
年初结转和结余 5 0.60 年末结转和结余 10 1.70
总计 _ 726.00 总计 _ 726.00
"""


def test_totals_that_are_left_out_of_the_count_of_rows_are_read(tmp_path: Path) -> None:
    reading = read_text(tmp_path, WITHOUT_NUMBER)
    assert certain(reading, "726.00", "inflow") and certain(reading, "726.00", "outflow")
    assert certain(reading, "690.10", "expenditure[function=213]")
    assert not reading.unread


CLASSLESS = """
项目 _ _ 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出
款 项 科目名称
栏次 _ _ 1 2 3 4 5 6
合计 _ _ 1,504.81 1,100.30 404.51
208社会保障和就业支出 _ _ 204.30 204.30
05 _ 行政事业单位养老支出 204.30 204.30
_ 05 机关事业单位基本养老保险缴费支出 150.20 150.20
_ 06 机关事业单位职业年金缴费支出 54.10 54.10
213农林水支出 _ _ 1,300.51 896.00 404.51
02 _ 林业和草原 1,300.51 896.00 404.51
_ 01 行政运行 896.00 896.00
_ 05 森林资源培育 404.51 _ 404.51
"""


def test_codes_of_two_levels_go_with_the_class_in_a_line_of_its_own(tmp_path: Path) -> None:
    reading = read_text(tmp_path, CLASSLESS, "支出决算表")
    assert certain(reading, "150.20", "expenditure[function=2080505]")
    assert certain(reading, "404.51", "expenditure[function=2130205, nature=project]")
    assert not reading.unread


def test_codes_below_a_class_without_its_code_are_of_no_class_before(tmp_path: Path) -> None:
    text = CLASSLESS.replace("213农林水支出", "农林水支出")
    found = told(read_text(tmp_path, text, "支出决算表"))
    wrong = {"2080201", "2080205", "20802"}
    regions = [r for many in found.values() for s, *_ in many for _, r in s.terms]
    assert not any((region.get("function") or set()) & wrong for region in regions)


BOUGHT = """
项目 采购金额（元） _ _ _ 授予中小企业金额（元）
_ 总计 财政性资金 _ 其他资金 _
_ _ 一般公共预算 政府性基金预算 _ _
总计 8,413.50 7,200.00 800.00 413.50 5,100.00
货物 3,213.50 3,000.00 _ 213.50 2,000.00
服务 5,200.00 4,200.00 800.00 200.00 3,100.00
"""


def test_other_money_is_all_that_no_column_beside_is_of(tmp_path: Path) -> None:
    reading = read_text(tmp_path, BOUGHT, "政府采购支出决算表", "公开12表")
    assert certain(reading, "413.50", "procurement[fund=nonfiscal]", "元")
    assert certain(reading, "2,000.00", "procurement_sme[item=goods]", "元")
    alone = BOUGHT.replace("财政性资金", "采购一").replace("一般公共预算", "采购二")
    reading = read_text(tmp_path, alone.replace("政府性基金预算", "采购三"), "政府采购支出决算表")
    assert "413.50" not in told(reading)


ECONOMIC = """
科目编码 科目名称 决算数 上年数 核对
合计 _ 69.00 66.00 0.00
301 工资福利支出 60.00 58.00 0.00
30101 基本工资 60.00 58.00 0.00
302 商品和服务支出 9.00 8.00 0.00
30201 办公费 9.00 8.00 0.00
"""


def test_a_total_of_economic_classes_has_last_years_beside_it(tmp_path: Path) -> None:
    reading = read_text(tmp_path, ECONOMIC, "一般公共预算财政拨款基本支出决算表")
    assert certain(reading, "69.00", "expenditure[fund=general, nature=basic]")
    assert "66.00" not in told(reading)


COMES_IN = """
项目 行次 金额
一、财政拨款收入 1 6,120.30
二、其他收入 2 310.20
本年收入合计 3 6,430.50
年初结转和结余 4 20.00
{total} 5 6,450.50
"""


@pytest.mark.parametrize("total", ["收入总计", "总计"])
def test_a_total_below_the_opening_balance_adds_it_whatever_the_title(
    tmp_path: Path, total: str
) -> None:
    reading = read_text(tmp_path, COMES_IN.format(total=total), "收入决算总表", "单位：万元")
    assert certain(reading, "6,450.50", "inflow")
    assert certain(reading, "6,430.50", "income")


def test_a_total_of_income_alone_is_income(tmp_path: Path) -> None:
    text = COMES_IN.format(total="收入总计").replace("年初结转和结余 4 20.00\n", "")
    reading = read_text(tmp_path, text.replace("6,450.50", "6,430.60"), "收入决算总表")
    assert certain(reading, "6,430.60", "income")


def test_amounts_with_signs_of_money_blanks_and_brackets_are_read(tmp_path: Path) -> None:
    lines = [
        "示例县水务站2022年度单位决算",
        "收入决算总表",
        "单位：元",
        "项目               行次   金额",
        "一、财政拨款收入      1  ￥6 120 400.30",
        "二、事业收入          2  ￥310 200.00",
        "三、其他收入          3  ￥(1 500.20)",
        "本年收入合计          4  ￥6 429 100.10",
    ]
    path = tmp_path / "forms.txt"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    reading = read(path)
    values = {one.row: (one.value, one.certainty) for one in reading.observations}
    assert values["3"] == ("-1500.20", 1.0) and values["4"] == ("6429100.10", 1.0)


TWO_STAGES = """
年初预算数 _ _ _ _ _
合计 因公出国（境）费 公务用车购置及运行费 _ _ 公务接待费
_ _ 小计 公务用车购置费 公务用车运行费 _
1 2 3 4 5 6
61.00 3.00 50.00 20.00 30.00 8.00
决算数 _ _ _ _ _
合计 因公出国（境）费 公务用车购置及运行费 _ _ 公务接待费
_ _ 小计 公务用车购置费 公务用车运行费 _
7 8 9 10 11 12
52.70 2.40 45.10 19.90 25.20 5.20
"""
THREE_PUBLIC = "一般公共预算财政拨款“三公”经费支出决算表"


def test_the_same_columns_of_another_stage_below_are_those_of_that_stage(tmp_path: Path) -> None:
    reading = read_text(tmp_path, TWO_STAGES, THREE_PUBLIC)
    assert certain(reading, "2.40", f"expenditure[fund=general, {TRIPS}]")
    assert certain(reading, "3.00", f"expenditure[stage=initial, fund=general, {TRIPS}]")
    assert certain(reading, "45.10", f"expenditure[fund=general, {CARS}]")


COUNTED = """
“三公”经费合计 因公出国（境）费 公务用车购置及运行维护费 公务接待费
58.36 6.20 41.75 10.41
相关统计数
项目 统计数 项目 统计数
因公出国（境）团组数（个） 2 公务用车购置数（辆） 1
国内公务接待批次（个） 74 国内公务接待人次（人） 615
"""


def test_counts_under_a_head_of_their_own_are_a_table_of_their_own(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    lines = ["示例县水务站2022年度单位决算", THREE_PUBLIC, "单位：万元", *COUNTED.split("\n")]
    for line in lines:
        sheet.append(["" if cell == "_" else cell for cell in line.split()])
    book.save(tmp_path / "forms.xlsx")
    reading = read(tmp_path / "forms.xlsx")
    assert certain(reading, "6.20", f"expenditure[fund=general, {TRIPS}]")
    assert certain(reading, "10.41", f"expenditure[fund=general, {RECEPTIONS}]")
    found = {text: cells[0] for text, cells in told(reading).items()}
    assert found["615"][1] == "人" and found["2"][1] == "个"


def test_amounts_of_a_part_of_the_year_are_none_of_the_years(tmp_path: Path) -> None:
    text = """
    科目编码 科目名称 全年合计 一季度 二季度 下半年
    合计 _ 860.40 180.10 210.20 470.10
    204 公共安全支出 700.30 150.10 170.10 380.10
    20406 司法 700.30 150.10 170.10 380.10
    210 卫生健康支出 160.10 30.00 40.10 90.00
    21011 行政事业单位医疗 160.10 30.00 40.10 90.00
    """
    reading = read_text(tmp_path, text, "一般公共预算财政拨款支出决算表")
    assert certain(reading, "700.30", "expenditure[fund=general, function=204]")
    assert not {"180.10", "170.10", "90.00"} & told(reading).keys()
    heads = {one.details["head"] for one in reading.unread if one.key == "column_aside"}
    assert heads == {"一季度", "二季度", "下半年"}


def test_columns_that_merged_cells_cover_in_every_row_are_none(tmp_path: Path) -> None:
    rows = [["项目", "", "统计数", ""], ["公务用车保有量（辆）", "", "9", ""]]
    rows += [["国内公务接待批次（个）", "", "74", ""], ["国内公务接待人次（人）", "", "615", ""]]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for number, row in enumerate([["2022年度单位决算"], ["“三公”经费相关统计数"], *rows], 1):
        sheet.append(row)
        if number > 2:
            sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=2)
            sheet.merge_cells(start_row=number, end_row=number, start_column=3, end_column=4)
    book.save(tmp_path / "forms.xlsx")
    assert {"9", "74", "615"} <= told(read(tmp_path / "forms.xlsx")).keys()


FIXED_ASSETS = """
资产项目 计量单位 数量 原值 累计折旧 净值
一、车辆 辆 11 230.40 120.20 110.20
二、通用设备 台 320 180.60 90.30 90.30
合计 _ _ 411.00 210.50 200.50
"""


def test_a_number_of_cars_is_none_of_the_values_that_the_title_speaks_of(tmp_path: Path) -> None:
    reading = read_text(tmp_path, FIXED_ASSETS, "固定资产情况表", "金额单位：万元")
    assert certain(reading, "11", "count[item=vehicles]", "辆")
    assert certain(reading, "110.20", "asset_net[item=fixed.vehicles]")


PROJECTS = """
序号 项目名称 功能科目编码 年初预算数 全年预算数 决算数 结转
1 乡村道路养护 2140106 300.00 320.00 318.20 1.80
2 应急抢险 2140106 100.00 100.00 80.10 19.90
合计 _ _ 400.00 420.00 398.30 21.70
"""


def test_a_total_of_projects_stands_beside_running_numbers(tmp_path: Path) -> None:
    reading = read_text(tmp_path, PROJECTS, "项目支出决算表", "单位：万元")
    ((meant, unit, certainty),) = told(reading)["398.30"]
    assert {name for _, region in meant.terms for name, _ in region.parts} >= {"object", "nature"}
    assert (unit, certainty) == ("万元", 1.0)


def test_what_projects_carry_over_was_not_spent(tmp_path: Path) -> None:
    reading = read_text(tmp_path, PROJECTS, "项目支出决算表", "单位：万元")
    assert not {"1.80", "19.90", "21.70"} & told(reading).keys()
    assert {"no_meaning"} == {one.key for one in reading.unread}


def test_a_share_of_three_public_expenses_is_no_column_of_amounts(tmp_path: Path) -> None:
    text = """
    项目 本年预算数 本年决算数 占三公总额比例
    “三公”经费合计 400.00 282.10 100.00%
    因公出国（境）费 50.00 0.00 0.00%
    公务接待费 100.00 41.00 14.53%
    公务用车购置及运行维护费 250.00 241.10 85.47%
    """
    reading = read_text(tmp_path, text, "财政拨款“三公”经费支出决算表")
    assert certain(reading, "241.10", f"expenditure[fund=fiscal, {CARS}]")
    assert not reading.unread


def test_a_total_is_of_its_side_where_no_head_says_which(tmp_path: Path) -> None:
    text = """
    收入项目 决算数 支出项目 决算数
    一、财政拨款收入 900.00 一、卫生健康支出 920.10
    二、事业收入 70.00 二、住房保障支出 20.00
    本年收入合计 970.00 本年支出合计 940.10
    年初结转和结余 3.00 结余分配 5.00
    _ _ 年末结转和结余 27.90
    总计 973.00 总计 973.00
    """
    reading = read_text(tmp_path, text)
    assert certain(reading, "973.00", "inflow") and certain(reading, "973.00", "outflow")


def test_other_below_income_is_other_income_and_below_spending_is_not_known(
    tmp_path: Path,
) -> None:
    text = """
    编码 名称 本年收入 _ _ 本年支出 _ _
    _ _ 小计 财政拨款 其他 小计 基本支出 项目支出
    合计 _ 300.00 290.00 10.00 295.00 200.00 95.00
    213 农林水支出 300.00 290.00 10.00 295.00 200.00 95.00
    21302 林业和草原 300.00 290.00 10.00 295.00 200.00 95.00
    """
    reading = read_text(tmp_path, text, "收入支出决算表")
    assert certain(reading, "10.00", "income[fund=other]")
    reading = read_text(tmp_path, text.replace("项目支出", "其他"), "收入支出决算表")
    assert "95.00" not in told(reading)


def test_units_below_the_word_unit_alone_are_listed(tmp_path: Path) -> None:
    text = """
    单位 机关运行经费 会议费 培训费
    示例局机关 60.10 2.10 3.20
    示例监察大队 40.20 1.00 0.50
    合计 100.30 3.10 3.70
    """
    reading = read_text(tmp_path, text, "机关运行经费、会议费和培训费情况表", "单位：万元")
    ((meant, _, certainty),) = told(reading)["100.30"]
    names = [{name for name, _ in region.parts} for _, region in meant.terms]
    assert certainty == 1.0 and not any("object" in said for said in names)
    ((meant, *_),) = told(reading)["40.20"]
    assert any("object" in {name for name, _ in region.parts} for _, region in meant.terms)


def test_kinds_of_goods_and_numbers_of_purchases_have_more_names(tmp_path: Path) -> None:
    text = """
    项目 采购计划数 实际采购数 其中：授予中小企业
    货物类 1,400.00 1,310.50 1,100.00
    工程类 1,000.00 990.00 900.00
    服务类 1,000.00 910.00 800.00
    """
    reading = read_text(tmp_path, text, "政府采购情况表", "单位：万元")
    assert certain(reading, "1,310.50", "procurement[item=goods]")
    assert certain(reading, "1,400.00", "procurement[stage=initial, item=goods]")
    assert certain(reading, "800.00", "procurement_sme[item=services]")


VERTICAL = """
项目 行次 决算数
收入 _ _
一、财政拨款收入 1 500.00
二、事业收入 2 60.00
本年收入合计 3 560.00
年初结转和结余 4 5.00
收入总计 5 565.00
支出 _ _
一、卫生健康支出 6 540.00
二、住房保障支出 7 15.00
本年支出合计 8 555.00
年末结转和结余 9 10.00
支出总计 10 565.00
"""


def test_all_that_comes_in_is_more_than_the_heading_above_says(tmp_path: Path) -> None:
    reading = read_text(tmp_path, VERTICAL)
    assert certain(reading, "565.00", "inflow") and certain(reading, "565.00", "outflow")


def test_a_subtotal_above_the_opening_balance_is_what_came_in_by_itself(tmp_path: Path) -> None:
    text = """
    收入 _ 支出 _
    项目 金额 项目 金额
    财政拨款收入 500.00 卫生健康支出 540.00
    事业收入 60.00 住房保障支出 15.00
    小计 560.00 小计 555.00
    年初结转和结余 5.00 年末结转和结余 10.00
    合计 565.00 合计 565.00
    """
    reading = read_text(tmp_path, text)
    assert certain(reading, "560.00", "income") and certain(reading, "555.00", "expenditure")
    assert certain(reading, "540.00", "expenditure[function=210]")
    assert certain(reading, "565.00", "inflow") and certain(reading, "565.00", "outflow")


def test_nothing_is_both_what_comes_in_and_what_goes_out(tmp_path: Path) -> None:
    text = """
    项目 决算数
    财政拨款收入 500.00
    本年收入 500.00
    基本支出 400.00
    项目支出 95.00
    本年支出 495.00
    合计 995.00
    """
    found = told(read_text(tmp_path, text))
    assert "995.00" not in found
    ((meant, *_),) = found["400.00"]
    assert {region.get("measure") for _, region in meant.terms} == {frozenset({"expenditure"})}


def test_other_columns_of_the_same_rows_below_stand_beside_the_first(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (
        "示例县水务站2022年度单位决算",
        "政府性基金预算财政拨款收入支出决算表",
        "单位：万元",
        "科目编码 科目名称 本年收入 年初结转和结余",
        "_ 合计 88.00 2.00",
        "212 城乡社区支出 88.00 2.00",
        "科目编码 科目名称 本年支出 年末结转和结余",
        "_ 合计 85.00 5.00",
        "212 城乡社区支出 85.00 5.00",
    ):
        sheet.append(["" if cell == "_" else cell for cell in line.split()])
    book.save(tmp_path / "forms.xlsx")
    reading = read(tmp_path / "forms.xlsx")
    assert certain(reading, "85.00", "expenditure[fund=government_funds, function=212]")
    assert certain(reading, "2.00", "opening[fund=government_funds]")


def test_a_total_under_the_same_head_once_more_is_of_another_form(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    head = "科目编码 科目名称 本年支出合计 基本支出 项目支出"
    lines = ["示例县水务站2022年度单位决算", "支出决算表", "单位：万元", head]
    lines += ["_ 合计 100.00 80.00 20.00", "205 教育支出 100.00 80.00 20.00"]
    lines += ["20502 普通教育 100.00 80.00 20.00", head, "_ 合计 60.00 50.00 10.00"]
    lines += ["205 教育支出 60.00 50.00 10.00", "20503 职业教育 60.00 50.00 10.00"]
    for line in lines:
        sheet.append(["" if cell == "_" else cell for cell in line.split()])
    book.save(tmp_path / "forms.xlsx")
    reading = read(tmp_path / "forms.xlsx")
    assert certain(reading, "100.00", "expenditure[function=20502]")
    assert not {"60.00", "50.00"} & {one.text for one in reading.observations if one.certainty == 1}
