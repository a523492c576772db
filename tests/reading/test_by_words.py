"""Tables that no form set lays out so: read by their words, as forms of their own."""

import re
from pathlib import Path

import pytest
from openpyxl import Workbook

from juesuan.checks import check_identities
from juesuan.facts import standard_space
from juesuan.forms import find_identities
from juesuan.reading import NotADisclosureError, Reading, as_disclosure, read

UNKNOWN = "未收录的套表，按财政部统一表样读取"


def text(tmp_path: Path, *tables: str, above: str = "甲县乙局2021年度部门决算") -> Reading:
    """The reading of a text file; bars in the tables stand for tabs."""
    lines = [above, *tables]
    path = tmp_path / "a.txt"
    path.write_text("\n\n".join(lines).replace("|", "\t"), "utf-8")
    return read(path)


def figures(reading: Reading, form: str) -> dict[tuple[str, str], str]:
    return {(o.row, o.column): o.value for o in reading.observations if o.form == form}


def broken(reading: Reading) -> list[str]:
    disclosure = as_disclosure(reading)
    sheets = [form.sheet for form in disclosure.forms]
    identities = find_identities(sheets, standard_space(reading.year))
    residuals = check_identities(disclosure, identities)
    return [str(residual.identity) for residual in residuals if not residual.holds]


ITEMS = """一般公共预算财政拨款“三公”经费支出决算表
公开07表
部门：甲县乙局
金额单位：万元
项 目|预算数|决算数
合 计|246|160.00
因公出国（境）费|0|0
公务接待费|1|4.00
公务用车购置及运行维护费|245|156.00
其中：公务用车运行维护费|165|{running}
公务用车购置费|80|70.00"""


def test_items_in_rows_keep_their_own_rows_and_columns(tmp_path: Path) -> None:
    reading = text(tmp_path, ITEMS.format(running="86.00").replace("决算数", "支出决算数"))
    assert figures(reading, "07")["合计", "2"] == "160.00"
    assert figures(reading, "07")["其中：公务用车运行维护费", "1"] == "165"
    assert len(reading.observations) == 12
    assert broken(reading) == []


def test_identities_hold_a_table_of_its_own_to_its_sums(tmp_path: Path) -> None:
    assert broken(text(tmp_path, ITEMS.format(running="96.00"))) == [
        "07:公务用车购置及运行维护费:2 = 07:其中：公务用车运行维护费:2 + 07:公务用车购置费:2"
    ]


STRANGE = """{title}
公开{number}表
金额单位：万元
资金来源|本年支出合计|其中：人员经费
合计|3.00|2.00
一般公共预算|3.00|2.00
政府性基金||"""


def test_a_set_that_is_not_known_is_called_so(tmp_path: Path) -> None:
    forms = [("支出情况表", "21"), ("支出明细情况表", "22")]
    tables = [STRANGE.format(title=title, number=number) for title, number in forms]
    reading = text(tmp_path, *tables)
    assert reading.form_set.name == UNKNOWN
    assert [(form.no, form.form.title) for form in reading.forms] == [
        ("21", "支出情况表"),
        ("22", "支出明细情况表"),
    ]
    assert figures(reading, "21")["一般公共预算", "2"] == "2.00"


BY_UNIT = """收入决算表（按单位列示）
公开02表
金额单位：万元
单位名称|本年收入合计|财政拨款收入|其他收入
合计|11.00|10.00|1.00
甲县乙局|11.00|10.00|1.00"""


def test_rows_are_of_the_units_that_they_name(tmp_path: Path) -> None:
    reading = text(tmp_path, BY_UNIT)
    assert figures(reading, "02") == {
        (row, column): value
        for row in ("合计", "甲县乙局")
        for column, value in (("1", "11.00"), ("2", "10.00"), ("3", "1.00"))
    }
    assert reading.unread == []


PROJECTS = """项目支出决算表
公开11表
金额单位：万元
项目|||年初结转和结余|本年收入|本年支出|年末结转和结余
功能分类科目编码|项目名称|项目代码||||
栏次|||1|2|3|4
合计||||200.00|200.00|
2010302|专项工作经费|001||200.00|200.00|"""


def test_a_project_code_is_no_amount(tmp_path: Path) -> None:
    reading = text(tmp_path, PROJECTS)
    assert figures(reading, "11") == {
        ("合计", "2"): "200.00",
        ("合计", "3"): "200.00",
        ("专项工作经费", "2"): "200.00",
        ("专项工作经费", "3"): "200.00",
    }
    assert broken(reading) == []


TEXT = """三、2021年度单位决算情况说明
（一）收入支出决算总体情况说明
2021年度收入总计500.00万元，支出总计500.00万元。"""


def test_a_narrative_alone_is_read(tmp_path: Path) -> None:
    reading = text(tmp_path, TEXT, above="甲县乙局2021年度单位决算")
    assert reading.observations == []
    assert reading.missing() == []
    mentions = [mention.text for _, _, mention in reading.narrative.mentions()]
    assert [text for text in mentions if "500" in text] == ["500.00万元", "500.00万元"]


def test_the_year_of_a_title_without_du(tmp_path: Path) -> None:
    reading = text(tmp_path, ITEMS, above="甲县乙局2019年部门决算")
    assert reading.year == 2019


SPACES = """收入支出决算总表
公开01表
收入 支出
一、一般公共预算财政拨款收入 1 441.00 一、一般公共服务支出 29 423.65
二、政府性基金预算财政拨款收入 2 0.00 二、外交支出 30 0.00
三、上级补助收入 3 10.00 三、国防支出 31 0.00
四、事业收入 4 0.00 四、公共安全支出 32 0.00
五、经营收入 5 0.00 五、教育支出 33 0.00"""


def test_cells_parted_by_single_blanks_are_not_read_at_a_guess(tmp_path: Path) -> None:
    with pytest.raises(NotADisclosureError) as caught:
        text(tmp_path, SPACES)
    assert (caught.value.key, caught.value.details["line"]) == ("cells_by_spaces", 4)


OPERATION = """机构运行信息表
公开09表
部门：甲县乙局
金额单位：万元
项 目|预算数|决算数
（一）“三公”经费支出合计|15.50|13.44
1.因公出国（境）费|0.00|0.00
2.公务用车购置及运行维护费|14.00|12.60
3.公务接待费|1.50|0.84
（二）公务用车保有量（辆）|—|7
（三）国内公务接待人次（人）|—|98"""


def test_rows_of_their_own_form_that_count_are_no_money(tmp_path: Path) -> None:
    units = {o.row: o.unit for o in text(tmp_path, OPERATION).observations}
    assert units["（二）公务用车保有量（辆）"] == "辆"
    assert units["（三）国内公务接待人次（人）"] == "人"
    assert units["3.公务接待费"] == "万元"


ASSETS = """国有资产占用情况表
公开10表
部门：甲县乙局
单位：辆、台（套）
项目|车辆数合计（辆）|主要领导干部用车|执法执勤用车|其他用车|单价50万元（含）以上通用设备（台、套）
栏次|1|2|3|4|5
{label}|15|2|12|1|3"""


@pytest.mark.parametrize("label", ["数量", "实有数", "合计"])
def test_a_row_of_nothing_but_figures_is_what_the_heads_say(tmp_path: Path, label: str) -> None:
    reading = text(tmp_path, ASSETS.format(label=label))
    assert [o.value for o in reading.observations] == ["15", "2", "12", "1", "3"]
    assert {o.unit for o in reading.observations} == {"个", "辆"}
    assert reading.forms[0].table.department == "甲县乙局"


def test_a_row_with_a_label_that_says_nothing_stays_untold(tmp_path: Path) -> None:
    reading = text(tmp_path, ASSETS.format(label="某某"), ITEMS.format(running="86.00"))
    assert {o.form for o in reading.observations} == {"07"}
    assert [u.key for u in reading.unread] == ["table_not_read"]


NAMES = """支出决算表
公开03表
金额单位：万元
科目名称|本年支出合计|基本支出|项目支出
合计|40.00|25.00|15.00
一般公共服务支出{201}|30.00|20.00|10.00
财政事务{20106}|30.00|20.00|10.00
行政运行{2010601}|20.00|20.00|
一般行政管理事务{2010602}|10.00||10.00
社会保障和就业支出{208}|10.00|5.00|5.00"""


@pytest.mark.parametrize("behind", ["", "（{}）"])
def test_rows_by_name_have_the_codes_that_go_on_below_the_line_before(
    tmp_path: Path, behind: str
) -> None:
    codes = {code: behind.format(code) for code in ("201", "20106", "2010601", "2010602", "208")}
    printed = re.sub(r"\{(\d+)\}", lambda found: codes[found[1]], NAMES)
    found = figures(text(tmp_path, printed), "03")
    assert found["2010601", "1"] == "20.00"
    assert found["2010602", "3"] == "10.00"
    assert found["208", "2"] == "5.00"


BLOCKS = """一般公共预算财政拨款基本支出决算表
公开06表
金额单位：万元
人员经费|||公用经费||
科目编码|科目名称|金额|科目编码|科目名称|金额
301|工资福利支出|30.00|302|商品和服务支出|10.00
30101|基本工资|30.00|30201|办公费|10.00
人员经费合计||30.00|公用经费合计||10.00
合计|||||40.00"""


def test_a_line_that_adds_all_blocks_is_read_and_held(tmp_path: Path) -> None:
    assert figures(text(tmp_path, BLOCKS), "06")["合计", "1"] == "40.00"
    wrong = text(tmp_path, BLOCKS.replace("|40.00", "|41.00"))
    assert broken(wrong) != []


PURCHASES = """序号|采购类别|采购金额|占比
1|货物|40.00|40.00%
2|工程|30.00|30.00%
3|服务|30.00|30.00%
合计||{total}|100.00%"""


def test_a_small_table_of_purchases_among_sentences_is_read_and_held(tmp_path: Path) -> None:
    said = ["十、政府采购支出情况说明", "本部门政府采购情况见下表。", "金额单位：万元"]
    right = text(tmp_path, ITEMS.format(running="86.00"), *said, PURCHASES.format(total="100.00"))
    (form,) = {o.form for o in right.observations} - {"07"}
    assert figures(right, form)["工程", "1"] == "30.00"
    assert figures(right, form)["合计", "1"] == "100.00"
    assert broken(right) == []
    wrong = text(tmp_path, ITEMS.format(running="86.00"), *said, PURCHASES.format(total="101.00"))
    assert broken(wrong) != []


def test_a_sheet_with_a_number_of_its_own_does_not_go_on_with_the_one_before(
    tmp_path: Path,
) -> None:
    spent = """一般公共预算支出决算表
公开07表
部门：甲县乙局|||金额单位：万元
项目||本年支出
功能分类科目编码|功能分类科目名称|合计|基本支出|项目支出
栏次||1|2|3
合计||2976.00|2946.00|30.00
205|教育支出|2976.00|2946.00|30.00
20502|普通教育|2976.00|2946.00|30.00
2050202|小学教育|2976.00|2946.00|30.00"""
    basic = """一般公共预算基本支出决算表
公开08表
部门：甲县乙局|||金额单位：万元
支出经济分类科目||本年支出
科目编码|科目名称|合计|人员经费|公用经费
合计||2946.00|2936.00|10.00
301|工资福利支出|2936.00|2936.00|
30101|基本工资|2936.00|2936.00|
302|商品和服务支出|10.00||10.00
30201|办公费|6.00||6.00
30202|印刷费|4.00||4.00"""
    book = Workbook()
    three = """一般公共预算财政拨款“三公”经费支出决算表
公开09表
部门：甲县乙局|||||金额单位：万元
项目|合计|因公出国（境）费|公务用车购置及运行维护费|||公务接待费
|||小计|公务用车购置费|公务用车运行维护费|
预算数|246|0|245|80|165|1
决算数|160.00|0|156.00|70.00|86.00|4.00"""
    for table in (spent, basic, three):
        sheet = book.create_sheet()
        for line in table.split("\n"):
            sheet.append(line.split("|"))
    book.remove(book.worksheets[0])
    book.save(tmp_path / "2021年度.xlsx")
    reading = read(tmp_path / "2021年度.xlsx")
    assert figures(reading, "07")["205", "2"] == "2946.00"
    assert figures(reading, "08")["30201", "3"] == "6.00"
    assert {form.no for form in reading.forms} == {"07", "08", "09"}


def test_a_part_named_like_a_title_does_not_hide_the_unit(tmp_path: Path) -> None:
    parts = "第二部分2021年度单位决算表", "第三部分2021年度单位决算情况说明"
    above = "\n".join(["2021年度甲县档案馆单位决算", *parts])
    assert text(tmp_path, TEXT, above=above).unit == "甲县档案馆"


def test_a_title_that_one_region_alone_has_says_whose_money_its_notes_do(tmp_path: Path) -> None:
    """Yunnan's form of 2021 in an order of columns that no set has, without its notes."""
    table = """“三公”经费、行政参公单位机关运行经费情况表
公开09表
编制单位：某局
金额单位：元
项目|行次|决算统计数|预算数
一、“三公”经费支出|1|—|—
（一）支出合计|2|40,000.00|50,000.00
1. 因公出国（境）费|3||
2. 公务用车购置及运行维护费|4|30,000.00|30,000.00
3. 公务接待费|7|10,000.00|20,000.00"""
    reading = text(tmp_path, table)
    (form,) = as_disclosure(reading).forms
    funds = {
        str(region.get("fund"))
        for cell in form.sheet.cells
        for _, region in cell.selection.terms
        if cell.key in form.values
    }
    assert funds == {"frozenset({'general'})"}
    assert figures(reading, "09")["2", "1"] == "40000.00"


def test_blank_columns_between_all_others_are_no_columns(tmp_path: Path) -> None:
    table = """支出决算表
公开03表
部门：某局
金额单位：元
科目编码||科目名称||本年支出合计||基本支出||项目支出
合计||||100.00||60.00||40.00
205||教育支出||100.00||60.00||40.00
20502||普通教育||100.00||60.00||40.00"""
    reading = text(tmp_path, table)
    measured = {("1", "100.00"), ("2", "60.00"), ("3", "40.00")}
    rows = ("total", "205", "20502")
    assert {(o.row, o.column, o.value) for o in reading.observations} == {
        (row, column, value) for row in rows for column, value in measured
    }
    (form,) = as_disclosure(reading).forms
    natures = [
        {str(region.get("nature")) for _, region in cell.selection.terms}
        for cell in form.sheet.cells
        if cell.key.column == "3"
    ]
    assert natures[0] == {"frozenset({'project'})"}


def test_a_column_that_is_blank_on_the_second_page_stays(tmp_path: Path) -> None:
    """A part without its head may have nothing in a column that the first part fills."""
    table = """支出决算表
公开03表
部门：某局
金额单位：元
科目编码|科目名称|本年支出合计|基本支出|项目支出
合计||150.00|60.00|90.00
205|教育支出|100.00|60.00|40.00

续表

208|社会保障和就业支出|50.00||50.00
20805|行政事业单位养老支出|50.00||50.00"""
    found = figures(text(tmp_path, table), "03")
    assert found["208", "3"] == "50.00"
    assert ("208", "2") not in found


def test_the_total_of_a_list_of_economic_classes_is_a_fact(tmp_path: Path) -> None:
    rows = "合计||8.77\n301|工资福利支出|7.54\n30101|基本工资|7.54\n302|商品和服务支出|1.23"
    title = "一般公共预算财政拨款基本支出决算表\n科目编码|科目名称|决算数"
    (form,) = as_disclosure(text(tmp_path, f"{title}\n{rows}")).forms
    told = {
        cell.key.row: str(cell.selection) for cell in form.sheet.cells if cell.key in form.values
    }
    assert set(told) == {"合计", "301", "30101", "302"}
    assert "basic" in told["合计"]


def test_a_budget_of_which_stage_nothing_says_is_compared_with_none(tmp_path: Path) -> None:
    """A layout of no set, and one of another region's set: neither tells 年初 or 全年."""
    rows = "“三公”经费合计|12.00|11.00\n公务接待费|2.00|1.50\n公务用车运行维护费|10.00|9.50"
    reading = text(tmp_path, f"“三公”经费支出情况表\n项目|2021年预算数|2021年决算数\n{rows}")
    stages = {
        cell.key.column: {str(set(region.get("stage") or ())) for _, region in cell.selection.terms}
        for form in as_disclosure(reading).forms
        for cell in form.sheet.cells
        if cell.key in form.values
    }
    assert stages == {"1": {"{'budget'}"}, "2": {"{'final'}"}}
