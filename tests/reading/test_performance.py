"""Performance self-evaluation tables: each layout, the damages of real booklets, and booklets."""

from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from juesuan.reading import Document, Grid, Paragraph, Spot, read_documents
from juesuan.reading.document import GridText
from juesuan.reading.formats.text import read_text
from juesuan.reading.performance import (
    Indicator,
    Performance,
    ProjectTable,
    Value,
    read_performance,
)
from juesuan.reading.recognise.forms import tables_of


def read(text: str) -> Performance:
    """Read a text: rows have bars between cells, an empty line ends a table."""
    document = Document("booklet.txt", "text")
    rows: list[tuple[GridText | None, ...]] = []
    for number, line in enumerate([*dedent(text).strip().split("\n"), ""], 1):
        spot = Spot(file="booklet.txt", line=number)
        if "|" in line:
            cells = [cell.strip() for cell in line.split("|")]
            rows.append(
                tuple(
                    GridText(cell, Spot(file="booklet.txt", line=number, field=field))
                    for field, cell in enumerate(cells, 1)
                )
            )
            continue
        if rows:
            document.parts.append(Grid(tuple(rows), rows[0][0].spot if rows[0][0] else spot))
            rows = []
        if line.strip():
            document.parts.append(Paragraph(line.strip(), spot))
    return read_performance(tables_of([document]))


def project(text: str) -> ProjectTable:
    (found,) = read(text).projects
    return found


def keys(performance: Performance) -> list[tuple[str, object]]:
    """What was not understood, with the text or part concerned."""
    return [(k, d.get("level") or d.get("part") or d["text"]) for k, _, d in performance.unread]


def printed(indicator: Indicator, *names: str) -> list[str]:
    return [getattr(indicator, name).text for name in names]


VALUES = ("level1", "level2", "level3", "operator", "target", "unit", "actual", "weight", "score")

YUNNAN_2021 = """
    2021年度项目支出绩效自评表
    公开12表
    金额单位：万元

    项目名称||城市网络专项|||||||
    主管部门||示例市网信办|||实施单位||示例市网络中心||
    项目资金 (万元)||年初预算数|全年预算数|全年执行数|分值|执行率|得分||
    |年度资金总额|600.00|600.00|500.00|10.00|83.33|8.33||
    |其中：当年财政拨款|600.00|600.00|500.00||83.33|||
    |上年结转资金||||||||
    |其他资金||||||||
    年度 总体 目标|预期目标|||实际完成情况|||||
    |<p>建成平台。</p>|||<p>已建成。</p>|||||
    项目支出绩效指标表|||||||||
    绩效指标|||年度指标值|||实际完成值|分值|得分|偏差原因分析及改进措施
    一级指标|二级指标|三级指标|指标性质|指标值|度量单位||||
    |||||||90.00|88.00|
    产出指标|数量指标|平台数量|3|1个|20|1|60.00|60.00|无
    效益指标|社会效益指标|共享率|4|≥90%|1|0.8|30.00|28.00|正在接入
    其他需要说明的事项||年末拨款。|||||||
    总分|||||||总分值|总得分|自评等级
    |||||||100.00|96.33|优
    备注：1.其他资金：请注明资金来源。|||||||||
"""

YUNNAN_2023 = """
    附表15-2

    2023年度项目支出绩效自评表|||||||||
    项目名称|工业培训经费||||||||
    主管部门|示例市工信局||||实施单位|示例市工信局|||
    项目资金(万元)||年初预算数|全年预算数|全年执行数|分值|执行率|得分|备注|
    |年度资金总额|50.00|17.79|17.79|7.00|100.00%|7.00|自有资金|
    |其中:当年财政拨款||||||||
    |上年结转资金||||||||
    |其他资金|50.00|17.79|17.79|—|100.00%|—||
    年度总体目|预期目标||||实际完成情况||||
    |办三期培训||||办了一期||||
    绩效指标|||年度指标值|||实际完成值|分值|得分|偏差原因分析及改进措施
    一级指标|二级指标|三级指标|指标性质|指标值|度量单位||||
    产出指标|数量指标|培训期数|>=|3|期|1|60.00|20.00|只批准一期
    |数量指标|培训人次|>=|180|人次|50|20.00|5.00|只批准一期
    满意度指标|服务对象满意度指标等|学员满意度|>=|90|%|95|10.00|10.00|无
    其他需要说明事项|||无||||||
    总分|||||||100|42.00|差

    备注：
    - 涉密信息按保密规定不公开。
"""

YUNNAN_2024 = """
    2024年度项目支出绩效自评表

    项目名称|机关专项经费||||||||
    主管部门|示例市政府办|||实施单位|示例市政府办（本级）||||
    项目资金||年初预算数|全年预算数|全年执行数|分值|执行率|得分||
    |年度资金总额|900,000.00|376,059.00|376,059.00|10|100.00%|10||
    |其中：当年财政拨款|900,000.00|376,059.00|376,059.00|—|—|—||
    |上年结转资金||||—|—|—||
    |非财政拨款||||—|—|—||
    预期目标||||||实际完成情况|||
    年度总体目标|做好服务|||||完成|||
    绩效指标|||年度指标值|||指标完成情况|||
    一级指标|二级指标|三级指标|指标性质|指标值|度量单位|实际完成值|分值|得分|偏差原因分析及改进措施
    产出指标|数量指标|劳务人数|>=|30|人|30|50.00|50.00|无偏差
    |质量指标|合格率|=|100|%|100|20.00|20.00|无偏差
    满意度指标|服务对象满意度|满意度|>=|90|%|90|20.00|20.00|无偏差
    其他需要说明的事项||无|||||||
    总分|100||||||100|优|
"""

SHANXI_2023 = """
    城市云平台运维费项目支出绩效自评表
    (2023年度)

    项目名称||城市云平台运维费|||||||
    主管部门及代码||102-示例市大数据局||||预算单位|102001-示例市大数据局||
    项目资金预算安排及执行进度 (万元)||年初预算数||全年预算数|全年执行数|结转结余|执行率|得分|
    ||目标申报数|预算编制数||||||
    |资金总额:|400|400|317.025|317.025|0|100|10|
    |市县区财政资金|400|400|317.025|317.025|0|100.00|10.00|
    项目年度 绩效目标|年度目标||||实际完成情况||||
    |改造外网||||完成改造||||
    绩效指标|一级指标|二级指标|三级指标|年初指标值|调整后指标值|实际完成值|分值|得分|偏差原因分析及改进措施
    |产出指标|数量指标|驻场人数|≥8人|≥9人|≥8人|30|30|
    ||成本指标|成本指标||未填报|达成预期指标|10|5|未设置指标值
    |满意度指标|服务对象满意度指标|使用人满意度(%)|≥90%|≥90%|≥90%|50|50|
    总分||||||||95|优
    项目绩效分析|自评结果分析|项目实施和预算执行情况|按要求完成。|||||||
    ||产出情况|有人驻场。|||||||
    |主要经验做法|合同写明服务。||||||||
"""


def test_the_layout_with_codes_and_printed_sums() -> None:
    table = project(YUNNAN_2021)
    assert (table.layout, table.number, table.money_unit) == ("yunnan-2021", "公开12表", "万元")
    assert table.title == "2021年度项目支出绩效自评表"
    assert table.name.text == "城市网络专项"
    assert table.main_body.text == "示例市网信办"
    assert table.implementing_unit.text == "示例市网络中心"
    assert [row.label for row in table.money] == [
        "年度资金总额",
        "其中：当年财政拨款",
        "上年结转资金",
        "其他资金",
    ]
    total = table.money[0]
    roles = ("initial", "full", "executed", "weight", "rate", "score")
    assert [total[role].text for role in roles] == [
        "600.00",
        "600.00",
        "500.00",
        "10.00",
        "83.33",
        "8.33",
    ]
    assert table.target.text == "<p>建成平台。</p>"
    assert table.actual.text == "<p>已建成。</p>"
    assert printed(table.indicators[0], *VALUES) == [
        "产出指标",
        "数量指标",
        "平台数量",
        "3",
        "1个",
        "20",
        "1",
        "60.00",
        "60.00",
    ]
    assert table.indicators[1].reason.text == "正在接入"
    assert (table.subtotal.text, table.subtotal_score.text) == ("90.00", "88.00")
    assert (table.total.text, table.score.text, table.grade.text) == ("100.00", "96.33", "优")
    assert table.other_matters.text == "年末拨款。"
    assert read(YUNNAN_2021).unread == []


def test_the_layout_with_the_title_in_the_table() -> None:
    table = project(YUNNAN_2023)
    assert (table.layout, table.number) == ("yunnan-2023", "附表15-2")
    assert table.title == "2023年度项目支出绩效自评表"
    assert table.money[0]["remark"].text == "自有资金"
    assert table.money[3]["weight"].text == "—"
    assert [i.level1.text for i in table.indicators] == ["产出指标", "产出指标", "满意度指标"]
    assert [i.level1.carried for i in table.indicators] == [False, True, False]
    assert (table.total.text, table.score.text, table.grade.text) == ("100", "42.00", "差")
    assert read(YUNNAN_2023).unread == []


def test_the_layout_with_a_wide_total_and_no_unit() -> None:
    table = project(YUNNAN_2024)
    assert (table.layout, table.money_unit) == ("yunnan-2024", "")
    assert (table.target.text, table.actual.text) == ("做好服务", "完成")
    assert [row.label for row in table.money][-1] == "非财政拨款"
    assert (table.total.text, table.score.text, table.grade.text) == ("100", "100", "优")
    assert read(YUNNAN_2024).unread == []


def test_the_layout_of_shanxi() -> None:
    table = project(SHANXI_2023)
    assert (table.layout, table.money_unit) == ("shanxi-2023", "万元")
    assert table.money[0].label == "资金总额:"
    assert {role: value.text for role, value in table.money[1].values.items()} == {
        "declared": "400",
        "initial": "400",
        "full": "317.025",
        "executed": "317.025",
        "left": "0",
        "rate": "100.00",
        "score": "10.00",
    }
    first, cost, _ = table.indicators
    assert printed(first, "target", "adjusted", "actual") == ["≥8人", "≥9人", "≥8人"]
    assert printed(cost, "level1", "level2", "level3", "target", "adjusted", "score") == [
        "产出指标",
        "成本指标",
        "成本指标",
        "",
        "未填报",
        "5",
    ]
    assert (table.total, table.score.text, table.grade.text) == (Value(), "95", "优")
    assert [[v.text for v in s.path] for s in table.analysis] == [
        ["项目绩效分析", "自评结果分析", "项目实施和预算执行情况"],
        ["项目绩效分析", "自评结果分析", "产出情况"],
        ["项目绩效分析", "主要经验做法"],
    ]
    assert table.analysis[1].text.text == "有人驻场。"
    assert read(SHANXI_2023).unread == []


def test_every_value_has_its_place() -> None:
    table = project(YUNNAN_2021)
    assert table.name.spot == Spot(file="booklet.txt", line=5, field=3)
    assert table.money[0]["executed"].spot == Spot(file="booklet.txt", line=8, field=5)
    assert table.indicators[1].level3.spot == Spot(file="booklet.txt", line=19, field=3)
    assert table.grade.spot == Spot(file="booklet.txt", line=22, field=10)


def test_an_empty_cell_is_not_a_missing_one() -> None:
    total = project(YUNNAN_2021).money[2]
    assert not total["executed"] and total["executed"].spot.field == 5
    assert not total["declared"] and total["declared"].spot == Spot()


# The damages of real booklets.


def damaged(layout: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in layout, old
        layout = layout.replace(old, new, 1)
    return layout


def same_values(table: ProjectTable, whole: ProjectTable) -> bool:
    """Whether two tables print the same indicators, money and sums."""

    def indicators(t: ProjectTable) -> list[list[str]]:
        return [printed(i, *VALUES, "adjusted", "reason") for i in t.indicators]

    def money(t: ProjectTable) -> list[object]:
        return [(m.label, {k: v.text for k, v in m.values.items() if v}) for m in t.money]

    def texts(t: ProjectTable) -> list[str]:
        values = (t.name, t.target, t.actual, t.total, t.score, t.grade, t.subtotal)
        return [value.text for value in values]

    return (indicators(table), money(table), texts(table)) == (
        indicators(whole),
        money(whole),
        texts(whole),
    )


def test_an_indicator_row_shifted_by_a_lost_cell() -> None:
    text = damaged(SHANXI_2023, ("||成本指标|成本指标||", "|成本指标|成本指标||"))
    table = project(text)
    assert same_values(table, project(SHANXI_2023))
    assert [i.shifted for i in table.indicators] == [False, True, False]


def test_a_row_that_shifts_in_the_middle() -> None:
    text = damaged(
        YUNNAN_2021, ("|4|≥90%|1|0.8|30.00|28.00|正在接入", "|4|≥90%||1|0.8|30.00|28.00")
    )
    second = project(text).indicators[1]
    assert printed(second, "unit", "actual", "weight", "score", "reason") == [
        "1",
        "0.8",
        "30.00",
        "28.00",
        "",
    ]
    assert second.shifted


def test_a_column_without_a_head() -> None:
    text = damaged(
        YUNNAN_2023, ("|期|1|60.00|20.00|只批准一期", "|期|定量指标|1|60.00|20.00|只批准一期")
    )
    first = project(text).indicators[0]
    assert printed(first, "unit", "nature", "actual", "weight", "score", "reason") == [
        "期",
        "定量指标",
        "1",
        "60.00",
        "20.00",
        "只批准一期",
    ]


def test_money_rows_shifted_against_their_head() -> None:
    text = damaged(
        YUNNAN_2023,
        ("||年初预算数|", "||||年初预算数|"),
        ("|年度资金总额|50.00", "||年度资金总额|50.00"),
        ("|其中:当年财政拨款|", "||其中:当年财政拨款|"),
        ("|上年结转资金|", "||上年结转资金|"),
        ("|其他资金|50.00", "||其他资金|50.00"),
    )
    table = project(text)
    assert same_values(table, project(YUNNAN_2023))
    assert [row.shifted for row in table.money] == [-1] * 4


def test_the_amounts_of_a_row_tell_where_it_belongs() -> None:
    """Full-year and executed amounts, not initial and full-year ones: the rate says so."""
    text = damaged(
        YUNNAN_2023,
        (
            "|年度资金总额|50.00|17.79|17.79|7.00|100.00%|7.00|自有资金|",
            "||年度资金总额||20.00|18.00|7.00|90%|7.00||",
        ),
        ("|其他资金|50.00|17.79|17.79|—|100.00%|—||", "||其他资金||—|—|—||—||"),
    )
    total, *_, other = project(text).money
    assert {r: v.text for r, v in total.values.items() if v} == {
        "full": "20.00",
        "executed": "18.00",
        "weight": "7.00",
        "rate": "90%",
        "score": "7.00",
    }
    assert other["weight"].text == "—" and not other["rate"]


def test_a_table_broken_by_empty_lines() -> None:
    text = damaged(
        YUNNAN_2021,
        ("    |上年结转资金", "\n    |上年结转资金"),
        ("    项目支出绩效指标表|||||||||\n", "\n    项目支出绩效指标表\n\n"),
        ("    效益指标|社会", "\n    效益指标|社会"),
        (
            "    总分|||||||总分值|总得分|自评等级\n    |||||||100.00|96.33|优\n",
            "\n    总分\n\n    |总分值|总得分|自评等级\n    |100.00|96.33|优\n",
        ),
    )
    assert same_values(project(text), project(YUNNAN_2021))
    assert read(text).unread == []


def test_a_table_that_goes_on_under_a_repeated_head() -> None:
    head = """
    — 12 —

    |绩效指标|||年度指标值|||实际完成值|分值|得分|偏差原因分析及改进措施
    |一级指标|二级指标|三级指标|指标性质|指标值|度量单位||||
    """
    text = damaged(
        YUNNAN_2023,
        ("    |数量指标|培训人次", f"{head}||数量指标|培训人次"),
        ("    满意度指标|服务对象", "    |满意度指标|服务对象"),
    )
    found = read(text)
    assert same_values(found.projects[0], project(YUNNAN_2023))
    assert found.unread == []


def test_words_of_a_head_broken_over_two_rows() -> None:
    text = damaged(
        YUNNAN_2023,
        ("|||实际完成值|分值|得分|偏差原因分析及改进措施", "|||实际完成|分值|得分|偏差原因分析"),
        ("|指标值|度量单位||||", "|指标值|度量单位|值|||及改进措施"),
    )
    assert same_values(project(text), project(YUNNAN_2023))
    assert read(text).unread == []


def test_labels_with_blanks_and_breaks() -> None:
    text = damaged(
        YUNNAN_2023,
        ("项目名称", "项 目 名 称"),
        ("主管部门", "主管 部门"),
        ("总分", "总 分"),
        ("实际完成值", "实际完成 值"),
        ("偏差原因分析及改进措施", "偏差原因 分析及改 进措施"),
    )
    assert same_values(project(text), project(YUNNAN_2023))


def test_the_grade_below_the_figures() -> None:
    text = damaged(
        YUNNAN_2021,
        (
            "|总分值|总得分|自评等级\n    |||||||100.00|96.33|优",
            "|100.00|96.33|自评等级\n    |||||||||优",
        ),
    )
    assert same_values(project(text), project(YUNNAN_2021))


def test_other_matters_said_outside_the_table() -> None:
    text = damaged(
        YUNNAN_2021,
        ("    其他需要说明的事项||年末拨款。|||||||\n", "\n    其他需要说明的事项：年末拨款。\n\n"),
    )
    table = project(text)
    assert table.other_matters == Value("年末拨款。", Spot(file="booklet.txt"))
    assert table.grade.text == "优"


def test_the_broken_end_of_a_merged_cell_is_no_level() -> None:
    text = damaged(
        SHANXI_2023,
        ("    绩效指标|一级", "    绩效|一级"),
        ("    |满意度指标|服务", "\n    指标|满意度指标|服务"),
    )
    assert same_values(project(text), project(SHANXI_2023))
    assert read(text).unread == []


def test_a_level_printed_in_the_middle_of_its_rows_holds_for_the_rows_above() -> None:
    text = damaged(
        YUNNAN_2023,
        ("    产出指标|数量指标|培训期数", "    |数量指标|培训期数"),
        ("    |数量指标|培训人次", "    产出指标|数量指标|培训人次"),
    )
    table = project(text)
    assert same_values(table, project(YUNNAN_2023))
    assert table.indicators[0].level1.carried


# What is not understood is said.


def test_a_level_that_cannot_stand_there_is_not_carried() -> None:
    text = damaged(YUNNAN_2023, ("    满意度指标|服务对象", "    |服务对象"))
    found = read(text)
    assert not found.projects[0].indicators[2].level1
    assert keys(found) == [("performance_no_level", "level1")]


def test_a_level_2_in_the_place_of_level_1() -> None:
    text = damaged(
        SHANXI_2023,
        ("||成本指标|成本指标||未填报|达成预期指标|", "|质量指标|质量指标|合格率|≥95%|≥95%|≥95%|"),
    )
    found = read(text)
    assert printed(found.projects[0].indicators[1], "level1", "level2", "level3") == [
        "产出指标",
        "质量指标",
        "合格率",
    ]
    assert keys(found) == [("performance_odd_level", "质量指标")]


def test_a_part_that_is_not_there() -> None:
    found = read(damaged(YUNNAN_2024, ("    总分|100||||||100|优|\n", "")))
    assert keys(found) == [
        ("performance_part_missing", "total"),
        ("performance_part_missing", "score"),
        ("performance_part_missing", "grade"),
    ]


def test_a_figure_outside_the_columns_and_a_head_nobody_knows() -> None:
    text = damaged(
        YUNNAN_2024,
        ("|执行率|得分||", "|执行率|得分|折算率|"),
        ("|100.00%|10||", "|100.00%|10|0.37|"),
    )
    assert keys(read(text)) == [("performance_head", "折算率"), ("outside_columns", "0.37")]


def test_a_row_nobody_understands() -> None:
    text = damaged(YUNNAN_2024, ("    项目资金||", "    甲乙|丙\n    项目资金||"))
    assert keys(read(text)) == [("performance_row", "甲乙 | 丙")]


def test_a_table_announced_as_self_evaluation_that_is_none() -> None:
    found = read("2023年度绩效自评情况一览\n\n序号|内容\n1|略\n")
    assert found.projects == ()
    assert keys(found) == [("performance_table", "序号 | 内容")]


def test_other_tables_are_let_alone() -> None:
    assert read("名词解释\n\n术语|解释\n决算|年度执行结果\n") == Performance()


WORDS = sorted(set(f"{YUNNAN_2021}|{SHANXI_2023}".replace("\n", "|").split("|")))


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), max_size=12))
@example([["得分", "项目名称"], ["0", "(2023年度)"], ["20", "(2023年度)"]])  # a list of projects
def test_no_table_whatever_it_says_stops_the_reading(rows: list[list[str]]) -> None:
    lines = ["项目名称|甲|", "主管部门|乙|", *("|".join([*row, ""]) for row in rows)]
    found = read("2023年度项目支出绩效自评表\n\n" + "\n".join(lines))
    assert found.projects or found.lists


# The department's tables.

OVERALL = """
    2023年度部门整体支出绩效自评情况

    一、部门基本情况|(一) 部门概况||主管工业。
    |(二) 部门绩效目标的设立情况||按科室设立。
    二、绩效自评工作情况|(一) 绩效自评的目的||节约。
    |(二) 自评组织过程|1. 前期准备|收集情况。
    ||2. 组织实施|逐一对比。
    三、评价情况分析综合评价结论|||良好。
    七、其他需说明的情况|||无
    备注：涉密部门不公开。|||
"""


def paths(performance: Performance) -> list[tuple[list[str], str]]:
    (table,) = performance.overall
    return [([v.text for v in s.path], s.text.text) for s in table.sections]


def test_the_overall_evaluation_in_words() -> None:
    found = read(OVERALL)
    basis, work = "一、部门基本情况", "二、绩效自评工作情况"
    assert paths(found) == [
        ([basis, "(一) 部门概况"], "主管工业。"),
        ([basis, "(二) 部门绩效目标的设立情况"], "按科室设立。"),
        ([work, "(一) 绩效自评的目的"], "节约。"),
        ([work, "(二) 自评组织过程", "1. 前期准备"], "收集情况。"),
        ([work, "(二) 自评组织过程", "2. 组织实施"], "逐一对比。"),
        (["三、评价情况分析综合评价结论"], "良好。"),
        (["七、其他需说明的情况"], "无"),
    ]
    assert found.unread == []


def test_labels_and_texts_in_one_cell_and_labels_in_the_middle() -> None:
    found = read(
        """
        2023年度部门整体支出绩效自评情况

        ||<p>主管工业。</p>
        ||<p>（二）部门绩效目标的设立情况</p> <p>按科室设立。</p>
        一、部门基本情况|<p>（三）部门整体收支情况</p>|
        |1. 前期准备|收集情况。
        二、绩效自评工作情况|2. 组织实施|逐一对比。
        <p>六、主要经验及做法</p> <p>无。</p>||
        """
    )
    basis, work = "一、部门基本情况", "二、绩效自评工作情况"
    assert paths(found) == [
        ([], "<p>主管工业。</p>"),
        ([basis, "<p>（二）部门绩效目标的设立情况</p>"], "<p>按科室设立。</p>"),
        ([basis, "<p>（三）部门整体收支情况</p>"], ""),
        ([work, "1. 前期准备"], "收集情况。"),
        ([work, "2. 组织实施"], "逐一对比。"),
        (["<p>六、主要经验及做法</p>"], "<p>无。</p>"),
    ]
    assert keys(found) == [("performance_no_label", "<p>主管工业。</p>")]


def test_a_department_table_with_duties_goals_and_tasks() -> None:
    found = read(
        """
        2021年度部门整体支出绩效自评表
        公开11表
        编制单位：示例市网信办 金额单位：万元

        部门名称|示例市网信办|
        内容||
        说明||
        部门职责|统筹网络安全。|
        部门总体目标|建成基地。|根据职责归纳

        部门年度目标

        部门年度目标|目标|实际完成情况
        预算年度(2021年)|建成一处|已建成

        部门年度重点工作任务

        任务名称|项目级次|主要内容|批复金额(万元)|||实际支出金额(万元)|预算执行率%|预算执行偏低原因及改进措施
        |||总额|财政拨款|其他资金|||
        信息化专项|1|加强网络安全。|2,043.34|2,043.34||2,043.34|100.00|

        部门整体支出绩效指标

        绩效指标|||指标性质|指标值|度量单位|实际完成值|偏差原因分析及改进措施|
        一级指标|二级指标|三级指标||||||
        产出指标|数量指标|系统数|3|857家|个|完成||
        ||质量指标||||||
        ||合格率|3|1|%|完成||
        税收|4|300万|元/年|部份完成||||
        ||其他需说明事项||||||
        """
    )
    (table,) = found.department
    assert (table.number, table.money_unit) == ("公开11表", "万元")
    assert [table.name.text, table.duties.text, table.goals.text] == [
        "示例市网信办",
        "统筹网络安全。",
        "建成基地。",
    ]
    (explained,) = table.explanations
    assert (explained.path[0].text, explained.text.text) == ("部门总体目标", "根据职责归纳")
    (goal,) = table.yearly_goals
    assert [goal.year.text, goal.target.text, goal.actual.text] == [
        "预算年度(2021年)",
        "建成一处",
        "已建成",
    ]
    (task,) = table.tasks
    assert [task.name.text, task.level.text, task.approved.text, task.spent.text] == [
        "信息化专项",
        "1",
        "2,043.34",
        "2,043.34",
    ]
    assert not task.approved_other and task.rate.text == "100.00"
    assert [printed(i, *VALUES[:7]) for i in table.indicators] == [
        ["产出指标", "数量指标", "系统数", "3", "857家", "个", "完成"],
        ["产出指标", "质量指标", "合格率", "3", "1", "%", "完成"],
        ["产出指标", "质量指标", "税收", "4", "300万", "元/年", "部份完成"],
    ]
    assert found.unread == []


def test_a_department_table_with_money() -> None:
    found = read(
        """
        附表14

        2023年度部门整体支出绩效自评表||||||||
        部门名称|示例市工信局|||||||
        部门预算资金(万元)|项目年度支出||年初预算数|预算调整数(调增为“+”;调减为“-”)|预算确定数|执行数(系统提取)|执行率(%)|情况说明
        |年度资金总额||4,796.25|-1,257.61|3,538.64|3,451.75|97.54|
        |基本支出|年度资金总额|3,428.16|-269.93|3,158.23|3,158.23|100.00|
        ||项目支出|1,368.09|-987.68|380.41|293.52|77.16|
        ||其中:财政拨款|1,218.09|-902.36|315.73|275.73|87.33|
        |上年结转||14.68|14.68||||
        部门年度目标|高质量发展。|||||||
        部门整体支出绩效指标||||||||
        绩效指标|||指标性质|指标值|度量单位|实际完成值|偏差原因分析及改进措施|
        一级指标|二级指标|三级指标||||||
        产出指标|数量指标|绿色工厂|>=|2|个|6|无|
        其他需说明事项|无|||||||
        """
    )
    (table,) = found.department
    assert (table.number, table.money_unit) == ("附表14", "万元")
    assert [[v.text for v in row.path] for row in table.money] == [
        ["年度资金总额"],
        ["基本支出", "年度资金总额"],
        ["项目支出"],
        ["项目支出", "其中:财政拨款"],
        ["项目支出", "上年结转"],
    ]
    carried = table.money[-1]
    assert {role: value.text for role, value in carried.values.items() if value} == {
        "adjustment": "14.68",
        "confirmed": "14.68",
    }
    assert [row.shifted for row in table.money] == [0, 0, 0, 0, -1]
    assert [goal.target.text for goal in table.yearly_goals] == ["高质量发展。"]
    assert len(table.indicators) == 1
    assert table.other_matters.text == "无"
    assert found.unread == []


# Real booklets.

BOOKLETS = {
    "jincheng-big-data-bureau-2023": ("shanxi-2023", 13, 151, 0, 0),
    "qujing-digital-economy-centre-2023": ("yunnan-2023", 3, 30, 14, 8),
    "qujing-government-office-2024": ("yunnan-2024", 14, 72, 12, 11),
    "qujing-industry-bureau-2023": ("yunnan-2023", 20, 143, 13, 14),
    "yuxi-internet-office-2021": ("yunnan-2021", 17, 99, 13, 14),
}
"""Layout, projects, their indicators, sections in words, indicators of the department."""


@pytest.fixture(scope="module")
def booklets(truth: Path) -> dict[str, Performance]:
    """The performance tables of the published booklets."""
    found = {}
    for name in BOOKLETS:
        path = truth.parent / "disclosures" / f"{name}.txt"
        if not path.is_file():
            pytest.skip("the published booklets are not here")
        found[name] = read_performance(read_documents([read_text(path)]).others)
    return found


@pytest.mark.parametrize("name", BOOKLETS)
def test_every_table_of_a_booklet_is_read(name: str, booklets: dict[str, Performance]) -> None:
    layout, projects, indicators, sections, of_department = BOOKLETS[name]
    found = booklets[name]
    assert len(found.projects) == projects
    assert {table.layout for table in found.projects} == {layout}
    assert sum(len(table.indicators) for table in found.projects) == indicators
    assert sum(len(table.sections) for table in found.overall) == sections
    assert sum(len(table.indicators) for table in found.department) == of_department
    for table in found.projects:
        parts = (table.name, table.money, table.target, table.actual, table.score, table.grade)
        assert all(parts), table.name
        assert bool(table.total) == (layout != "shanxi-2023")
        assert bool(table.subtotal) or layout != "yunnan-2021"


@pytest.mark.parametrize("name", BOOKLETS)
def test_the_weights_of_every_table_add_up(name: str, booklets: dict[str, Performance]) -> None:
    """Printed weights make 90, the rest being for spending; one table prints 70 itself, two
    print none. What is read in a wrong column would not."""
    sums = {}
    for table in booklets[name].projects:
        weights = [Decimal(i.weight.text) for i in table.indicators if i.weight]
        sums[table.name.text] = sum(weights, Decimal(0))
        if table.subtotal:
            assert sums[table.name.text] == Decimal(table.subtotal.text)
    odd = {key: value for key, value in sums.items() if value != 90}
    expected = {
        "yuxi-internet-office-2021": {"信息惠民城市运营中心购买服务费专项经费": 70},
        "jincheng-big-data-bureau-2023": {"需付合同款": 0, "智慧晋城运营指挥中心建设项目费用": 0},
    }
    assert odd == expected.get(name, {})


def by_name(performance: Performance, name: str) -> ProjectTable:
    return next(table for table in performance.projects if table.name.text == name)


def test_values_of_booklets(booklets: dict[str, Performance]) -> None:
    yuxi = booklets["yuxi-internet-office-2021"]
    executed = [t.money[0]["executed"].text for t in yuxi.projects]
    assert sum((Decimal(text) for text in executed if text), Decimal(0)) == Decimal("1307.13")
    (task,) = [t for t in yuxi.department[0].tasks if t.name]
    assert (task.approved.text, task.spent.text) == ("2,043.34", "2,043.34")
    targets = [(i.target.text, i.unit.text) for i in yuxi.department[0].indicators]
    assert {("857家", "个"), ("8000万", "万元"), ("300万", "元/年")} <= set(targets)

    centre = booklets["qujing-digital-economy-centre-2023"]
    (department,) = centre.department
    assert [t.approved.text for t in department.tasks] == ["3,489.51", "", "", "", ""]
    shared = [i.actual.text for i in department.indicators if i.level3.text == "会议次数"]
    table = by_name(centre, "“数字曲靖”建设项目专项资金")
    assert shared + [i.actual.text for i in table.indicators if i.level3.text == "会议次数"] == [
        "5",
        "6",
    ]
    assert [t.money[0]["executed"].text for t in centre.projects] == ["3,094.22", "8.34", "30.80"]

    industry = booklets["qujing-industry-bureau-2023"]
    table = by_name(industry, "2023年省级中小企业发展专项资金")
    assert printed(table.indicators[1], "nature", "actual", "weight", "score") == [
        "定量指标",
        "5",
        "15.00",
        "20.00",
    ]
    assert [row["full"].text for row in table.money[:2]] == ["3,350.00", "3,350.00"]

    office = booklets["qujing-government-office-2024"]
    first = office.projects[0]
    assert (first.money[2]["initial"].text, first.money[2]["full"].text) == (
        "31,599.77",
        "31,640.00",
    )


def test_what_is_not_read_of_booklets(booklets: dict[str, Performance]) -> None:
    odd = {name: keys(found) for name, found in booklets.items() if found.unread}
    assert set(odd) == {"jincheng-big-data-bureau-2023", "qujing-digital-economy-centre-2023"}
    *others, blank, also_blank = odd["jincheng-big-data-bureau-2023"]
    assert others == [
        ("performance_head", "预算结转(存)系"),
        ("performance_head", "措施"),
        ("performance_odd_level", "质量指标"),
    ]
    assert {blank[0], also_blank[0]} == {"performance_blank"}
    text, *levels = odd["qujing-digital-economy-centre-2023"]
    assert text[0] == "performance_no_label"
    assert levels == [
        *[("performance_no_level", "level1")] * 5,
        ("performance_no_level", "level3"),
    ]
