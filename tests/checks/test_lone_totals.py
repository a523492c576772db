"""K113 where nothing but a slip, or a figure elsewhere, bears out the sum of a small table."""

from pathlib import Path

import pytest

from juesuan.checks import Finding, Subject, check, message, selected
from juesuan.reading import NotADisclosureError, as_disclosure, read


def found(folder: Path, text: str) -> list[Finding]:
    path = folder / "a.txt"
    path.write_text(text, "utf-8")
    reading = read(path)
    subject = Subject(disclosure=as_disclosure(reading), reading=reading)
    return check(subject, selected(["K113"])).findings


TWO = """某县文化馆2021年支出决算\t单位：元
支出性质\t年初预算\t决算
基本支出\t1,862,300.00\t1,904,581.36
项目支出\t520,000.00\t498,730.00
合计\t2,382,300.00\t{total}
"""


def test_k113_finds_two_digits_turned_in_a_total_of_two_rows(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, TWO.format(total="2,430,311.36"))
    assert finding.details["right"] == "2,403,311.36"


@pytest.mark.parametrize("total", ["2,403,311.36", "2,903,847.21"])
def test_k113_spares_a_total_of_two_rows_that_no_slip_explains(tmp_path: Path, total: str) -> None:
    text = TWO.format(total=total).replace("\t1,862,300.00", "").replace("\t2,382,300.00", "")
    assert found(tmp_path, text.replace("\t520,000.00", "").replace("\t年初预算", "")) == []


LEVELS = """某市图书馆2023年度支出情况（万元）
项目|决算数
一、基本支出|902.16
人员经费|811.40
公用经费|90.76
二、项目支出|233.50
图书购置|{books}
设备维护|83.50
支出合计|{total}
"""


@pytest.mark.parametrize(
    ("books", "total", "said"),
    [
        ("150.00", "1,153.66", "支出合计1,153.66＝一、基本支出902.16＋二、项目支出233.50"),
        ("105.00", "1,135.66", ""),
        ("150.00", "1,135.66", ""),
    ],
)
def test_k113_adds_up_rows_of_one_level(tmp_path: Path, books: str, total: str, said: str) -> None:
    told = [
        message(finding) for finding in found(tmp_path, LEVELS.format(books=books, total=total))
    ]
    assert len(told) == bool(said) and said in "".join(told)


CODES = """科目编码\t科目名称\t2020年决算数（元）
205\t教育支出\t12,684,310.55
20502\t普通教育\t12,684,310.55
2050202\t小学教育\t7,915,204.20
2050203\t初中教育\t{item}
208\t社会保障和就业支出\t1,025,660.00
\t合计\t13,709,970.55
"""


def test_k113_finds_the_item_that_its_section_adds_up(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, CODES.format(item="4,796,106.35"))
    assert finding.expected == "4,769,106.35"


def test_k113_spares_sections_of_which_not_all_items_are_printed(tmp_path: Path) -> None:
    assert found(tmp_path, CODES.format(item="1,250,000.00")) == []


WITHIN = """某区档案馆2023年支出（单位：万元）
基本支出|438.41
其中：人员经费|390.20
公用经费|48.21
项目支出|112.00
合计|{total}
"""


@pytest.mark.parametrize(("total", "right"), [("505.41", "550.41"), ("550.41", "")])
def test_k113_passes_over_what_is_within_another_row(
    tmp_path: Path, total: str, right: str
) -> None:
    told = found(tmp_path, WITHIN.format(total=total))
    assert [finding.expected for finding in told] == ([right] if right else [])


SAID = """2022年度培训费支出（单位：元）
班次|金额
春季班|31,248.00
秋季班|{autumn}
合计|64,173.00
全年培训费32,925.00元用于秋季班。
"""


def test_k113_takes_the_figure_that_the_text_says(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, SAID.format(autumn="23,592.00"))
    assert (finding.where[0].printed, finding.expected) == ("23,592.00", "32,925.00")


ACROSS = """县疾控中心2022年度车辆运行费明细（元）
车号\t燃油费\t维修费\t保险费\t小计
甲1201\t12,450.00\t3,860.00\t2,915.40\t19,225.40
甲1202\t10,382.50\t5,120.00\t2,915.40\t{last}
"""


def test_k113_finds_the_sum_of_a_row_of_two(tmp_path: Path) -> None:
    assert found(tmp_path, ACROSS.format(last="18,417.90")) == []
    (finding,) = found(tmp_path, ACROSS.format(last="18,471.90"))
    assert finding.details["right"] == "18,417.90"


def test_k113_finds_the_total_of_a_column_of_a_list_that_no_other_rule_holds(
    tmp_path: Path,
) -> None:
    text = "自评汇总（单位：元）\n项目\t预算\t支出\t得分\n登记\t600,000\t582,000\t96\n"
    text += "监测\t900,000\t900,000\t98\n调查\t1,500,000\t1,425,000\t94\n"
    (finding,) = found(tmp_path, text + "合计\t3,000,000\t2,970,000\t平均96\n")
    assert finding.details["right"] == "2,907,000"


def test_a_company_s_tables_are_still_refused(tmp_path: Path) -> None:
    text = "收支明细（单位：万元）\n项目|金额\n销售|31.24\n退货|8.77\n合计|40.01\n"
    with pytest.raises(NotADisclosureError):
        found(tmp_path, text)
    assert found(tmp_path, text.replace("销售", "取暖费")) == []


LINES = """县广播电视台2021年公用经费明细
30201 办公费 48,215.00
30205 水费 6,120.30
30206 电费 {power}
30211 差旅费 33,480.00
合计 109,720.00
"""


@pytest.mark.parametrize(("power", "told"), [("21,904.70", 0), ("21,094.70", 1)])
def test_k113_adds_up_lines_of_a_name_and_an_amount(tmp_path: Path, power: str, told: int) -> None:
    assert len(found(tmp_path, LINES.format(power=power))) == told


def test_k113_spares_lines_below_one_that_may_be_another_of_their_rows(tmp_path: Path) -> None:
    text = LINES.format(power="21,094.70")
    assert found(tmp_path, text.replace("公用经费明细", "支出 81,0000.00 元，另有")) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "培训费执行（林场）\n季度 | 计划（元） | 实支（元）\n上半年 | 30,000 | 28,205\n"
            "下半年 | 35,000 | 34,990\n全年 | 65,000 | 63,159\n",
            "63,195",
        ),
        (
            "资金来源（单位：元）\n中央资金：1,500,000.00\n省级资金：860,000.00\n"
            "市县配套：340,000.00\n资金总额：2,780,000.00\n",
            "2,700,000.00",
        ),
        (
            "205 教育支出 1,862.44\n20502 普通教育 1,862.44\n2050204 高中教育 1,826.44\n"
            "208 社会保障和就业支出 201.37\n合计 2,063.81\n",
            "1,826.44",
        ),
        (
            "人员情况表\n类别\t编制数\t实有数\n参公管理人员\t24\t22\n工勤人员\t4\t3\n合计\t28\t27\n",
            "25",
        ),
    ],
    ids=["a year of halves", "a total amount", "an only item", "counts"],
)
def test_k113_finds_totals_that_are_called_otherwise(tmp_path: Path, text: str, right: str) -> None:
    (finding,) = found(tmp_path, text)
    assert finding.details["right"] == right
    assert "0行" not in message(finding)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "车辆构成（2020年末）\n类别\t数量\t原值\n执法执勤用车\t8辆\t168.42万元\n"
            "应急保障用车\t3辆\t71.35万元\n其他用车\t2辆\t40.16万元\n合计\t13辆\t297.93万元\n",
            "279.93",
        ),
        (
            "部门整体支出表\n项目支出\t全年预算数 540.00\t全年执行数 521.00\n"
            "甲项目\t全年预算数 200.00\t全年执行数 195.00\t得分 97.5\n"
            "乙项目\t全年预算数 140.00\t全年执行数 136.00\t得分 96\n"
            "丙项目\t全年预算数 200.00\t全年执行数 170.00\t得分 93\n",
            "501.00",
        ),
    ],
    ids=["units in cells", "heads in cells, a total by another column"],
)
def test_k113_reads_numbers_with_their_units_or_heads(
    tmp_path: Path, text: str, right: str
) -> None:
    (finding,) = found(tmp_path, text)
    assert finding.details["right"] == right


def test_k113_spares_months_and_columns_of_several_units(tmp_path: Path) -> None:
    text = "支出（元）\n月份\t数量\t支出\n1月\t3吨\t312.00\n2月\t4台\t415.00\n11月\t5吨\t598.00\n"
    assert found(tmp_path, text + "合计\t21吨\t1,325.00\n") == []


@pytest.mark.parametrize(
    "rows",
    [
        "基本支出|900.40\n　公用经费|90.15\n项目支出|200.30\n",
        "基本支出|900.40\n　公用经费|90.15\n项目支出|200.30\n　购书|50.20\n",
    ],
)
def test_k113_spares_rows_that_are_within_others_without_a_mark(tmp_path: Path, rows: str) -> None:
    text = "图书馆2022年支出（万元）\n项目|金额\n{}合计|{}\n"
    assert found(tmp_path, text.format(rows, "1,100.70")) == []
    assert len(found(tmp_path, text.format("基本支出|900.40\n项目支出|200.30\n", "1,010.70"))) == 1


def test_k113_spares_a_table_that_says_to_show_a_part(tmp_path: Path) -> None:
    text = "项目支出明细（{}单位：元）\n项目|金额\n修缮|31,248.00\n设备|32,925.00\n合计|64,713.00\n"
    assert found(tmp_path, text.format("节选，")) == []
    assert len(found(tmp_path, text.format(""))) == 1


def test_k113_spares_numbers_of_rows_of_which_some_are_left_out(tmp_path: Path) -> None:
    text = "采购情况（元）\n项目\t栏\t金额\n采购支出合计\t15\t42,310.50\n货物支出\t16\t12,100.50\n"
    text += "工程支出\t17\t20,110.00\n服务支出\t18\t10,100.00\n维护支出\t25\t0.00\n"
    assert found(tmp_path, text) == []


def test_k113_finds_a_class_behind_its_items(tmp_path: Path) -> None:
    text = "科目代码|科目|金额（元）\n30201|办公费|62,400.00\n30207|邮电费|18,250.00\n"
    text += "30211|差旅费|47,960.00\n302|商品和服务支出|{}\n"
    assert found(tmp_path, text.format("128,610.00")) == []
    (finding,) = found(tmp_path, text.format("126,810.00"))
    assert finding.expected == "128,610.00"
