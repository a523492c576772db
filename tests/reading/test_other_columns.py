"""Columns that stand otherwise than forms have them: codes split in two columns, other words over
the columns of a form, money of any source."""

from pathlib import Path

import pytest

from juesuan.checks import Subject
from juesuan.reading import as_disclosure, read
from one_table import certain, read_text, told
from support.booklets import found

THREE = "30212|31013|30913|30231|30217"

SPLIT = """
科目编码 _ 科目名称 本年支出合计 基本支出 项目支出
{levels}_ _ 合计 860.40 700.30 160.10
201 _ 一般公共服务支出 700.30 600.20 100.10
37 _ 网信事务 700.30 600.20 100.10
_ 01 行政运行 600.20 600.20 _
_ 02 一般行政管理事务 100.10 _ 100.10
210 _ 卫生健康支出 160.10 100.10 60.00
11 _ 行政事业单位医疗 160.10 100.10 60.00
_ 01 行政单位医疗 160.10 100.10 60.00
"""


@pytest.mark.parametrize("levels", ["款 项 _ _ _ _\n", "类款 项 _ _ _ _\n", ""])
@pytest.mark.parametrize("title", ["支出决算表", "一般公共预算财政拨款支出决算表"])
def test_classes_that_stand_in_the_column_of_sections(
    tmp_path: Path, levels: str, title: str
) -> None:
    reading = read_text(tmp_path, SPLIT.format(levels=levels), title)
    rows = {one.row for one in reading.observations if one.certainty == 1}
    assert rows == {"total", "201", "20137", "2013701", "2013702", "210", "21011", "2101101"}


NAMED = """
科目编码 _ 科目名称 本年支出合计 基本支出 项目支出
款 项 _ _ _ _
_ _ 合计 905.60 705.60 200.00
_ _ 节能环保支出 805.60 605.60 200.00
01 _ 环境保护管理事务 605.60 605.60 _
_ 01 行政运行 605.60 605.60 _
03 _ 污染防治 200.00 _ 200.00
_ _ 住房保障支出 100.00 100.00 _
02 _ 住房改革支出 100.00 100.00 _
_ 01 住房公积金 100.00 100.00 _
"""


def test_sections_stand_below_a_class_by_its_name(tmp_path: Path) -> None:
    reading = read_text(tmp_path, NAMED, "一般公共预算财政拨款支出决算表")
    rows = {one.row for one in reading.observations if one.certainty == 1}
    codes = {"211", "21101", "2110101", "21103", "221", "22102", "2210201"}
    assert rows == {"total", *codes}


SECTIONS = """
类款 项 科目名称 合计 基本支出 项目支出
_ _ 合计 333.30 233.30 100.00
20113 _ 商贸事务 233.30 233.30 _
_ 01 行政运行 233.30 233.30 _
21602 _ 商业流通事务 100.00 _ 100.00
_ 99 其他商业流通事务支出 100.00 _ 100.00
"""


@pytest.mark.parametrize("title", ["支出决算表", "一般公共预算财政拨款支出决算表"])
def test_items_stand_beside_whole_codes_of_sections(tmp_path: Path, title: str) -> None:
    reading = read_text(tmp_path, SECTIONS, title)
    rows = {one.row for one in reading.observations if one.certainty == 1}
    assert rows == {"total", "20113", "2011301", "21602", "2160299"}


def test_what_stands_below_a_level_that_is_not_known_is_of_none(tmp_path: Path) -> None:
    text = SPLIT.format(levels="").replace("37 _ 网信", "7 _ 网信")
    rows = {one.row for one in read_text(tmp_path, text, "支出决算表").observations}
    assert rows & {"20101", "20102"} == set()


OTHER = """
科目编码 科目名称 {columns}
_ 合计 100.00 60.00 30.00 10.00
208 社会保障和就业支出 100.00 60.00 30.00 10.00
"""


@pytest.mark.parametrize(
    "columns",
    ["合计 市级 区级 街道", "合计 财政拨款 单位资金 其他资金", "合计 专项一 专项二 专项三"],
)
def test_columns_are_not_a_forms_for_their_order_alone(tmp_path: Path, columns: str) -> None:
    reading = read_text(tmp_path, OTHER.format(columns=columns), "支出决算表")
    assert all(one.certainty < 1 for one in reading.observations)
    assert "other_columns" in {one.key for one in reading.unread}


def test_columns_of_places_are_no_budget_and_account(tmp_path: Path) -> None:
    text = PLANNED.replace("计划数 决算数", "市本级 区级")
    reading = read_text(tmp_path, text, "一般公共预算财政拨款“三公”经费支出决算表")
    assert all(one.certainty < 1 for one in reading.observations)
    assert "other_columns" in {one.key for one in reading.unread}


def test_money_of_a_unit_is_what_the_columns_beside_it_leave(tmp_path: Path) -> None:
    text = OTHER.format(columns="合计 财政拨款 财政专户管理资金 单位资金")
    reading = read_text(tmp_path, text, "支出决算表")
    assert certain(reading, "30.00", "expenditure[fund=education_fee]")
    (whole, _, certainty), *_ = told(reading)["10.00"]
    funds = whole.terms[0][1].get("fund") or frozenset()
    assert {"superior", "other"} <= funds and not funds & {"general", "education_fee"}
    assert certainty == 1


def test_incomes_beside_fiscal_money_are_where_what_is_spent_comes_from(tmp_path: Path) -> None:
    text = OTHER.format(columns="合计 财政拨款 事业收入 其他收入")
    reading = read_text(tmp_path, text, "支出决算表")
    assert certain(reading, "30.00", "expenditure[fund=business|education_fee]")
    assert certain(reading, "10.00", "expenditure[fund=other]")


PLANNED = """
项目 计划数 决算数
“三公”经费合计 42.00 37.12
一、因公出国（境）费 2.00 1.10
二、公务用车购置及运行维护费 28.00 26.91
三、公务接待费 12.00 9.11
"""


@pytest.mark.parametrize("owner", ["某县林业和草原局2022年度部门决算", "某县林业和草原局"])
def test_the_unit_before_a_title_is_no_matter_of_its_table(tmp_path: Path, owner: str) -> None:
    title = f"{owner}一般公共预算财政拨款“三公”经费支出决算表"
    reading = read_text(tmp_path, PLANNED.replace("计划数", "预算数"), title)
    assert certain(reading, "12.00", "expenditure[stage=budget, fund=general, economic=30217]")
    assert certain(reading, "9.11", "expenditure[fund=general, economic=30217]")


ACROSS = """
预算数 _ _ _ _ _ 决算数 _ _ _ _ _
合计 因公出国费 公务用车费 _ _ 公务接待费 合计 因公出国费 公务用车费 _ _ 公务接待费
_ _ 小计 公务用车购置费 公务用车运行维护费 _ _ _ 小计 公务用车购置费 公务用车运行维护费 _
36.50 0.00 30.00 18.00 12.00 6.50 33.12 0.00 28.91 17.80 11.11 4.21
"""


def test_one_form_alone_does_not_tell_the_stage_of_its_budget(tmp_path: Path) -> None:
    """A set would say 全年预算数 by a note that this table does not print."""
    reading = read_text(tmp_path, ACROSS, "一般公共预算财政拨款“三公”经费支出决算表")
    assert certain(reading, "6.50", "expenditure[stage=budget, fund=general, economic=30217]")
    assert certain(reading, "4.21", "expenditure[fund=general, economic=30217]")


def test_what_was_planned_is_a_budget_of_no_stage(tmp_path: Path) -> None:
    reading = read_text(tmp_path, PLANNED, "一般公共预算财政拨款“三公”经费支出决算表")
    assert certain(reading, "12.00", "expenditure[stage=budget, fund=general, economic=30217]")
    assert certain(reading, "9.11", "expenditure[fund=general, economic=30217]")


CARS = """
项目 数量 单位
一、车辆合计 14 辆
1.机要通信用车 1 辆
2.{special} 9 辆
3.其他用车 4 辆
"""


def test_brackets_behind_a_thing_say_which_it_is(tmp_path: Path) -> None:
    text = CARS.format(special="特种专业技术用车(救护车)")
    reading = read_text(tmp_path, text, "国有资产占用情况表")
    assert certain(reading, "9", "count[item=vehicles.special]", "辆")


@pytest.mark.parametrize("special", ["特种专业技术用车(不含救护车)", "救护用车"])
def test_a_total_is_not_held_to_rows_of_which_one_is_not_known(
    tmp_path: Path, special: str
) -> None:
    """其他用车 stands for no more than it says there."""
    reading = read_text(tmp_path, CARS.format(special=special), "国有资产占用情况表")
    assert certain(reading, "4", "count[item=vehicles.other]", "辆")
    assert not found(Subject(disclosure=as_disclosure(reading), reading=reading), "K101")


def test_kinds_of_one_thing_in_brackets_divide_it(tmp_path: Path) -> None:
    text = CARS.format(special="特种专业技术用车(救护车) 5 辆\n3.特种专业技术用车(监测车)")
    reading = read_text(tmp_path, text, "国有资产占用情况表")
    assert "9" not in told(reading) and "5" not in told(reading)


NOTED = """
项目 年末数
一、车辆合计（辆） 11
（一）机要通信用车 1
（二）执法执勤用车 7
{note}
{head}（三）特种专业技术用车 2
（四）其他用车 1
二、单价100万元（含）以上设备（台/套） 3
"""


@pytest.mark.parametrize("note", ["注：特种专业技术用车为消防车。", "说明：另有1辆待报废。"])
@pytest.mark.parametrize("head", ["", "项目 年末数\n"])
def test_a_table_goes_on_below_a_note(tmp_path: Path, note: str, head: str) -> None:
    reading = read_text(tmp_path, NOTED.format(note=note, head=head), "国有资产占用情况表")
    assert certain(reading, "2", "count[item=vehicles.special]", "辆")
    assert certain(reading, "3", "count[item=equipment.over_1m]", "台/套")


SAID = """
项目 支出金额（万元） 相关统计数
一、“三公”经费 31.05 _
1.因公出国（境）费 0.00 团组0个、0人次
2.公务用车运行维护费 25.40 保有量9辆
3.公务接待费 5.65 接待52批次、436人次
二、会议费 3.20 召开会议6次、参会312人
三、培训费 12.75 组织培训9次、培训640人
"""


def test_words_behind_the_figures_are_no_labels(tmp_path: Path) -> None:
    title = "一般公共预算“三公”经费、会议费、培训费支出决算表"
    reading = read_text(tmp_path, SAID, title)
    assert certain(reading, "25.40", "expenditure[fund=general, economic=30231]")
    assert certain(reading, "3.20", "expenditure[fund=general, economic=30215]")


MATTERS = """
单位 机关运行经费 会议费 培训费
某局机关 60.10 2.10 3.10
某局监察大队 40.20 1.00 0.50
合计 100.30 3.10 3.60
"""


@pytest.mark.parametrize(("money", "fund"), [("", ""), ("一般公共预算财政拨款", "fund=general, ")])
def test_matters_of_one_title_are_each_of_their_own_money(
    tmp_path: Path, money: str, fund: str
) -> None:
    """机关运行经费 is of fiscal money by itself, 会议费 beside it is not."""
    reading = read_text(tmp_path, MATTERS, f"{money}机关运行经费、会议费和培训费情况表")
    assert certain(reading, "3.60", f"expenditure[{fund}economic=30216]")
    running = "nature=basic.public, unit_kind=admin|civil_managed"
    assert certain(reading, "100.30", f"expenditure[{fund or 'fund=fiscal, '}{running}]")


BASIC = """
经济分类科目编码 科目名称 人员经费 公用经费
_ 合计 60.00 40.00
301 工资福利支出 60.00 _
302 商品和服务支出 _ 40.00
"""


def test_two_amounts_beside_one_code_are_no_blocks(tmp_path: Path) -> None:
    reading = read_text(tmp_path, BASIC, "一般公共预算财政拨款基本支出决算表")
    assert certain(reading, "40.00", "expenditure[fund=general, nature=basic.public]")
    assert not certain(reading, "60.00", "expenditure[fund=general, nature=basic]")


BY_UNIT = """
单位名称 科目编码 科目名称 本年收入合计 财政拨款收入 其他收入
某局 _ 合计 1,942.50 1,800.10 142.40
某局（本级） _ {below} 1,310.20 1,300.10 10.10
_ 2010301 行政运行 1,310.20 1,300.10 10.10
某检测所 _ {below} 632.30 500.00 132.30
_ 2140199 其他公路水路运输支出 632.30 500.00 132.30
"""


def test_a_department_beside_its_total_is_the_whole(tmp_path: Path) -> None:
    reading = read_text(tmp_path, BY_UNIT.format(below="_"), "收入决算表")
    assert certain(reading, "1,942.50", "income") and certain(
        reading, "142.40", "income[fund=other]"
    )
    each = read_text(tmp_path, BY_UNIT.format(below="合计"), "收入决算表")
    assert not certain(each, "1,942.50", "income")


ASSETS = """
项目 数量 原值 净值
资产总额 — 5,120.40 3,310.20
（一）流动资产 — 820.40 820.40
（二）固定资产 — 3,900.00 2,189.80
1.房屋（平方米） 6,400.00 2,600.00 1,700.00
（三）无形资产 — 400.00 300.00
"""


def test_the_parts_of_all_assets_are_of_the_value_that_heads_their_column(tmp_path: Path) -> None:
    """资产总额 is net of some assets and gross of others; below 原值 it is gross of all."""
    reading = read_text(tmp_path, ASSETS, "国有资产占有使用情况表")
    assert certain(reading, "5,120.40", "asset_gross")
    assert certain(reading, "3,900.00", "asset_gross[item=fixed]")
    assert certain(reading, "2,189.80", "asset_net[item=fixed]")
    assert certain(reading, "300.00", "asset_net[item=intangible]")
    assert "3,310.20" not in told(reading)


BASE = """
三公经费 上年决算数 当年预算数 当年决算数
三公经费合计 31.20 30.00 26.85
1.公务用车购置和维护经费 22.10 21.00 19.95
其中：公车购置 0.00 0.00 0.00
公车运行维护 22.10 21.00 19.95
2.出国经费 0.10 0.20 0.30
3.公务接待 9.10 9.00 6.90
"""


def test_the_three_expenses_in_short(tmp_path: Path) -> None:
    reading = read_text(tmp_path, BASE, "“三公”经费情况表")
    assert certain(reading, "0.30", "expenditure[fund=fiscal, economic=30212]")
    assert certain(reading, "9.00", "expenditure[stage=budget, fund=fiscal, economic=30217]")
    assert certain(reading, "26.85", f"expenditure[fund=fiscal, economic={THREE}]")


def test_a_file_in_traditional_characters_is_read_and_told_as_such(tmp_path: Path) -> None:
    lines = ["戊縣第一中學2022年度單位決算", "財政撥款“三公”經費支出決算表", "單位：萬元"]
    rows = ["項目\t預算數\t決算數", "“三公”經費合計\t21.00\t18.35", "公務接待費\t21.00\t18.35"]
    path = tmp_path / "a.txt"
    path.write_text("\n".join([*lines, *rows]), "utf-8")
    reading = read(path)
    assert reading.unit == "戊县第一中学"
    assert certain(reading, "18.35", f"expenditure[fund=fiscal, economic={THREE}]")
    assert "traditional" in {one.key for one in reading.unread}
    simple = read_text(tmp_path, PLANNED, "“三公”经费支出决算表")
    assert "traditional" not in {one.key for one in simple.unread}


def test_years_may_be_in_wide_digits(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    rows = PLANNED.strip().replace(" ", "\t")
    path.write_text(f"某县水务局\n２０２２年度部门决算\n“三公”经费支出决算表\n{rows}\n", "utf-8")
    reading = read(path)
    assert (reading.year, reading.year_said, reading.unit) == (2022, True, "某县水务局")


BOUGHT = """
项目 采购预算 采购决算
货物 120.00 110.40
工程 60.00 58.20
合计 180.00 168.60
"""


def test_purchases_stand_beside_their_budget(tmp_path: Path) -> None:
    reading = read_text(tmp_path, BOUGHT, "政府采购情况表")
    assert certain(reading, "110.40", "procurement[item=goods]")
    assert certain(reading, "180.00", "procurement[stage=initial]")


BESIDE = """
项目 _ 本年支出合计 _ 基本支出 _ 项目支出 _ 上缴上级支出 _ 经营支出 _ 对附属单位补助支出 _
功能分类科目编码 科目名称 _ _ _ _ _ _ _ _ _ _ _ _
栏次 _ 1 _ 2 _ 3 _ 4 _ 5 _ 6 _
合计 _ _ 860.40 _ 700.30 _ 160.10 _ 0.00 _ 0.00 _ 0.00
201 一般公共服务支出 _ 700.30 _ 600.20 _ 100.10 _ 0.00 _ 0.00 _ 0.00
20137 网信事务 _ 700.30 _ 600.20 _ 100.10 _ 0.00 _ 0.00 _ 0.00
2013701 行政运行 _ 700.30 _ 600.20 _ 100.10 _ 0.00 _ 0.00 _ 0.00
210 卫生健康支出 _ 160.10 _ 100.10 _ 60.00 _ 0.00 _ 0.00 _ 0.00
21011 行政事业单位医疗 _ 160.10 _ 100.10 _ 60.00 _ 0.00 _ 0.00 _ 0.00
2101101 行政单位医疗 _ 160.10 _ 100.10 _ 60.00 _ 0.00 _ 0.00 _ 0.00
"""


def test_figures_that_stand_beside_the_numbers_of_their_columns(tmp_path: Path) -> None:
    """As in tables without lines, whose figures are set to the right and whose heads in the
    middle."""
    reading = read_text(tmp_path, BESIDE, "支出决算表")
    assert certain(reading, "600.20", "expenditure[function=201, nature=basic]")
    assert certain(reading, "60.00", "expenditure[function=210, nature=project]")
    assert all(one.certainty == 1 for one in reading.observations)
