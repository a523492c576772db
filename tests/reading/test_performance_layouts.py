"""Performance tables in layouts that no data describes: their words say what the cells mean."""

from pathlib import Path
from textwrap import dedent

import pytest

from juesuan.reading import Document, Grid, NotADisclosureError, Paragraph, Spot, read_documents
from juesuan.reading import read as read_file_of_any_kind
from juesuan.reading.document import GridText
from juesuan.reading.formats.text import read_text
from juesuan.reading.performance import (
    DepartmentTable,
    Indicator,
    Performance,
    ProjectTable,
    read_performance,
)
from juesuan.reading.recognise.tables import tables_of

INDICATORS = """
    一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
    产出指标|数量指标|清淤长度|≥12公里|12.4公里|60|60
    """


def read(text: str) -> Performance:
    """Lines with bars are rows; ``<`` belongs to the cell on its left, ``^`` to the one above."""
    document = Document("page.html", "html")
    rows: list[tuple[GridText | None, ...]] = []
    for number, line in enumerate([*dedent(text).strip().split("\n"), ""], 1):
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) > 1:
            rows.append(
                tuple(
                    None
                    if cell in {"<", "^"}
                    else GridText(cell, Spot(file="page.html", table=1, row=number, column=place))
                    for place, cell in enumerate(cells, 1)
                )
            )
            continue
        if rows:
            document.parts.append(Grid(tuple(rows), Spot(file="page.html", table=1)))
            rows = []
        if line.strip():
            document.parts.append(Paragraph(line.strip(), Spot(file="page.html")))
    return read_performance(tables_of([document]))


def project(text: str) -> ProjectTable:
    found = read(text)
    assert found.unread == []
    (table,) = found.projects
    return table


def department(text: str) -> DepartmentTable:
    found = read(text)
    assert found.unread == []
    (table,) = found.department
    return table


def money(table: ProjectTable | DepartmentTable) -> dict[str, dict[str, str]]:
    return {
        row.label: {role: value.text for role, value in row.values.items() if value}
        for row in table.money
    }


def printed(indicator: Indicator) -> list[str]:
    parts = (
        *(indicator.level3, indicator.operator, indicator.target, indicator.unit),
        *(indicator.actual, indicator.weight, indicator.score),
    )
    return [value.text for value in parts]


def test_stages_in_pairs_over_pairs_of_sources() -> None:
    table = project(
        """
        绩效目标完成情况表
        项目名称|中小河流清淤|<|<|<|<|<
        主管部门|红山县水利局|<|实施单位|红山县河道所|<|<
        项目预算执行情况（万元）|预算数：|150.00|执行数：|147.30|<|<
        ^|其中：财政拨款|120.00|其中：财政拨款|118.30|<|<
        ^|其他资金|30.00|其他资金|29.00|<|<
    """
        + INDICATORS
    )
    assert money(table) == {
        "": {"initial": "150.00", "executed": "147.30"},
        "其中：财政拨款": {"initial": "120.00", "executed": "118.30"},
        "其他资金": {"initial": "30.00", "executed": "29.00"},
    }
    assert table.money_unit == "万元"
    assert table.money[1]["executed"].spot.row == 5


def test_sources_in_columns_over_stages_in_rows() -> None:
    table = project(
        """
        专项资金绩效自评表
        专项资金名称|高标准农田建设|<|<
        资金情况（元）|资金来源|合计|省级资金
        ^|年初预算|900.00|300.00
        ^|实际支出|855.20|299.00
        ^|执行率|95.02%|<
    """
        + INDICATORS
    )
    assert money(table) == {
        "合计": {"initial": "900.00", "executed": "855.20", "rate": "95.02%"},
        "省级资金": {"initial": "300.00", "executed": "299.00"},
    }


def test_stages_over_sources_and_sources_over_stages() -> None:
    head = "项目绩效自评表\n        项目名称|椰林修复|<|<|<\n"
    stages = (
        head
        + """
        资金（万元）|年初预算数|<|全年执行数|<
        ^|财政拨款|其他资金|财政拨款|其他资金
        ^|70.00|20.00|69.00|19.00
    """.strip("\n")
    )
    sources = (
        head
        + """
        资金（万元）|财政拨款|<|其他资金|<
        ^|年初预算数|全年执行数|年初预算数|全年执行数
        ^|70.00|69.00|20.00|19.00
    """.strip("\n")
    )
    expected = {
        "财政拨款": {"initial": "70.00", "executed": "69.00"},
        "其他资金": {"initial": "20.00", "executed": "19.00"},
    }
    for text in (stages, sources):
        assert money(project(text + INDICATORS)) == expected


def test_a_stage_said_above_holds_for_any_budget_below() -> None:
    table = project(
        """
        项目支出绩效自评表
        项目名称|环卫服务|<|<|<|<|<
        预算执行情况|预算安排情况（调整后）|<|资金执行情况|<|预算执行进度|得分
        ^|预算数：|2365.00|执行数：|2317.70|98.00%|9.80
        ^|其他|0.00|其他|0.00||
    """
        + INDICATORS
    )
    assert money(table) == {
        "": {"confirmed": "2365.00", "executed": "2317.70", "rate": "98.00%", "score": "9.80"},
        "其他": {"confirmed": "0.00", "executed": "0.00"},
    }


def test_a_part_of_money_without_a_stage_is_told_with_its_place() -> None:
    found = read(
        """
        项目支出绩效自评表
        项目名称|冰雪旅游推介|<
        资金来源|合计|财政拨款
        金额|33.00|30.00
        执行数|32.00|29.50
    """
        + INDICATORS
    )
    assert [(key, spot.row, spot.column) for key, spot, _ in found.unread] == [
        ("money_without_stage", 4, 2),
        ("money_without_stage", 4, 3),
    ]
    (table,) = found.projects
    assert money(table) == {"合计": {"executed": "32.00"}, "财政拨款": {"executed": "29.50"}}


def test_columns_in_any_order_and_those_that_are_known_and_not_kept() -> None:
    table = project("""
        项目支出绩效自评表
        项目名称|智慧公交升级|<|<|<|<|<
        序号|指标名称|自评得分|权重|完成值|目标值|单位
        1|公交准点率|28.4|30|90|95|%
        总分|<|98.1|100|<|<|<
    """)
    (indicator,) = table.indicators
    assert printed(indicator) == ["公交准点率", "", "95", "%", "90", "30", "28.4"]
    assert (table.total.text, table.score.text) == ("100", "98.1")


def test_direction_value_and_unit_below_one_head() -> None:
    table = project("""
        项目支出绩效自评表
        项目名称|森林防火通道|<|<|<|<|<|<
        绩效指标|<|年度指标值|<|<|实际完成值|分值|得分
        二级指标|三级指标|^|^|^|^|^|^
        数量指标|新建通道|≥|25|公里|26|50|50
    """)
    (indicator,) = table.indicators
    assert printed(indicator) == ["新建通道", "≥", "25", "公里", "26", "50", "50"]


def test_a_column_whose_head_no_word_explains_is_told_and_its_cells_are_nobodys() -> None:
    found = read("""
        项目支出绩效自评表
        项目名称|冰雪旅游推介|<|<
        三级指标|年度指标值|调节因子|得分
        推介活动|≥5场|1.02|60
    """)
    assert [(key, details["text"]) for key, _, details in found.unread] == [
        ("performance_head", "调节因子")
    ]
    ((indicator,),) = (table.indicators for table in found.projects)
    assert printed(indicator) == ["推介活动", "", "≥5场", "", "", "", "60"]


def test_labels_above_their_values() -> None:
    table = project("""
        项目支出绩效自评表
        项目名称|主管部门|实施单位|项目类型
        社区食堂补贴|津河区民政局|津河区养老中心|经常性
        年度目标|<|完成情况|<
        补贴食堂15家|<|补贴食堂16家|<
        三级指标|年度指标值|实际完成值|得分
        补贴食堂数量|≥15家|16家|90
    """)
    assert [table.name.text, table.main_body.text, table.implementing_unit.text] == [
        "社区食堂补贴",
        "津河区民政局",
        "津河区养老中心",
    ]
    assert (table.target.text, table.actual.text) == ("补贴食堂15家", "补贴食堂16家")


def test_score_and_grade_in_the_cells_of_their_labels() -> None:
    table = project(
        """
        项目支出绩效自评表
        项目名称：校园足球推广|<|<|<|<|<|<
    """
        + INDICATORS.rstrip()
        + """
    自评得分：96.80|<|<|自评等级：优|<|<|<
    """
    )
    assert (table.name.text, table.score.text, table.grade.text) == ("校园足球推广", "96.80", "优")


def test_levels_of_a_department_are_its_own() -> None:
    table = department("""
        部门整体支出绩效自评表
        填报单位：银河区教育局    自评得分：98.5
        一级指标|二级指标|三级指标|分值|评分标准|自评得分
        决策（15分）|目标设定|绩效目标合理性|15|符合规划得满分|15
        管理（35分）|预算执行|预算完成率|35|每低1%扣1分|33.5
    """)
    assert (table.name.text, table.score.text) == ("银河区教育局", "98.5")
    assert [
        [i.level1.text, i.level2.text, i.level3.text, i.criterion.text, i.score.text]
        for i in table.indicators
    ] == [
        ["决策（15分）", "目标设定", "绩效目标合理性", "符合规划得满分", "15"],
        ["管理（35分）", "预算执行", "预算完成率", "每低1%扣1分", "33.5"],
    ]


def test_the_whole_department_with_goals_before_and_after_adjustment() -> None:
    table = department("""
        部门整体绩效自评表
        主管部门|渝江区司法局|财政处室|政法科|自评总分（分）|96.8|<|<
        预算执行情况（万元）|预算资金|年初预算数|全年（调整）预算数|全年执行数|执行率（%）|执行率权重|执行率得分
        ^||2,100.00|2,250.50|2,205.49|98.00|10|9.8
        当年绩效目标|年初绩效目标|<|全年（调整）绩效目标|<|全年目标实际完成情况|<|<
        ^|办理900件|<|办理950件|<|办理948件|<|<
        绩效指标|指标名称|计量单位|指标性质|年初指标值|调整指标值|全年完成值|指标得分
        ^|法律援助案件|件|≥|900|950|948|29.9
    """)
    assert (table.name.text, table.score.text) == ("渝江区司法局", "96.8")
    ((row,), (goal,), (indicator,)) = (table.money, table.yearly_goals, table.indicators)
    assert {
        role: row[role].text for role in ("initial", "full", "executed", "weight", "score")
    } == {
        "initial": "2,100.00",
        "full": "2,250.50",
        "executed": "2,205.49",
        "weight": "10",
        "score": "9.8",
    }
    assert [goal.target.text, goal.adjusted.text, goal.actual.text] == [
        "办理900件",
        "办理950件",
        "办理948件",
    ]
    assert (indicator.operator.text, indicator.target.text, indicator.adjusted.text) == (
        "≥",
        "900",
        "950",
    )


def test_spending_among_the_indicators_gives_its_points_to_the_money() -> None:
    table = project("""
        项目支出绩效自评表
        项目名称|环卫服务|<|<|<|<|<
        项目资金|全年预算数|全年执行数|执行率|<|<|<
        资金总额|100.00|98.00|98.00%|<|<|<
        一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
        产出指标|数量指标|清运垃圾|≥9吨|9.4吨|90|90
        预算执行率|预算执行率|预算执行率|100%|98%|10|9.80
    """)
    assert [i.level3.text for i in table.indicators] == ["清运垃圾"]
    assert (table.money[0]["weight"].text, table.money[0]["score"].text) == ("10", "9.80")


def test_several_projects_one_below_another_in_one_sheet() -> None:
    one = """
        项目支出绩效自评表|<|<|<|<|<
        项目名称|{}|<|<|<|<
        项目资金（万元）|全年预算数|全年执行数|分值|执行率|得分
        年度资金总额|30.00|{}|10|100%|10
        三级指标|年度指标值|实际完成值|分值|得分|<
        诊疗人次|≥500|520|90|90|<
    """.rstrip(" ")
    both = (one.format("远程诊疗", "30.00") + one.format("急救设备", "27.00")).replace("\n\n", "\n")
    found = read(both)
    assert found.unread == []
    assert [(t.name.text, t.money[0]["executed"].text) for t in found.projects] == [
        ("远程诊疗", "30.00"),
        ("急救设备", "27.00"),
    ]


def test_a_self_evaluation_that_nobody_filled_in_is_told_as_such() -> None:
    found = read(
        """
        项目支出绩效自评表
        项目名称|寒地水稻试验|<|<|<|<|<
    """
        + INDICATORS.replace("12.4公里|60|60", "||")
    )
    assert [(key, details["text"]) for key, _, details in found.unread] == [
        ("performance_blank", "寒地水稻试验")
    ]


def test_goals_that_are_only_set_are_no_self_evaluation() -> None:
    found = read("""
        项目支出绩效目标表
        项目名称|寒地水稻试验|<|<
        主管部门|黑土县农科院|<|<
        一级指标|二级指标|三级指标|年度指标值
        产出指标|数量指标|试验品种|≥6个
    """)
    assert found.projects == ()
    assert [key for key, _, _ in found.unread] == ["performance_goals"]


def test_texts_under_labels_that_are_worded_otherwise() -> None:
    table = project(
        """
        项目支出绩效自评表
        项目名称|文化馆免费开放|<|<|<|<|<
    """
        + INDICATORS.rstrip()
        + """
        总分|<|<|<|<|100|98
        偏差大或目标未完成原因分析|部分活动改在线上。|<|<|<|<|<
        五、存在问题及下一步整改措施|丰富线上供给。|<|<|<|<|<
    """
    )
    assert [section.text.text for section in table.analysis] == [
        "部分活动改在线上。",
        "丰富线上供给。",
    ]


def from_text(folder: Path, text: str) -> Performance:
    path = folder / "page.txt"
    path.write_text(dedent(text).strip() + "\n", "utf-8")
    return read_documents([read_text(path)]).performance


def test_cells_that_blanks_set_one_above_the_other(tmp_path: Path) -> None:
    found = from_text(
        tmp_path,
        """
        项目支出绩效自评表
        （2022年度）
        项目名称      草原生态奖补
        主管部门      青原县草原局            实施单位      青原县草原站
        项目资金      年初预算数    全年预算数  全年执行数    分值    得分
        年度资金总额  500.00        520.00      509.60        10      9.8
        绩效指标
        二级指标      三级指标      年度指标值  实际完成值    分值    得分
        数量指标      补助面积      60万亩      61万亩        50      50
        时效指标      发放时间      9月底前     9月15日       40      40
        总分                                                  100     99.8

        以上数据来自草原局。
        """,
    )
    assert found.unread == []
    (table,) = found.projects
    assert (table.name.text, table.implementing_unit.text) == ("草原生态奖补", "青原县草原站")
    assert money(table) == {
        "年度资金总额": {
            "initial": "500.00",
            "full": "520.00",
            "executed": "509.60",
            "weight": "10",
            "score": "9.8",
        }
    }
    assert [printed(one) for one in table.indicators] == [
        ["补助面积", "", "60万亩", "", "61万亩", "50", "50"],
        ["发放时间", "", "9月底前", "", "9月15日", "40", "40"],
    ]
    assert (table.total.text, table.score.text) == ("100", "99.8")


LINES = """
    项目支出绩效自评表 项目名称 光伏运维 主管部门 宁塞县能源局
    项目资金（万元） 年初预算数 全年预算数 全年执行数 得分 年度资金总额 40.00 42.00 41.16 9.8
    绩效指标 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因
    产出指标 数量指标 运维电站 18座 17座 50 47 一座停运 质量指标 完好率 ≥95% 96% 20 20
    效益指标 经济效益指标 增收 ≥2万元 2.1万元 20 20 总分 100 96.8
    """


def test_one_cell_a_line_where_words_tell_the_cells_apart(tmp_path: Path) -> None:
    found = from_text(tmp_path, "\n".join(LINES.split()))
    assert found.unread == []
    (table,) = found.projects
    assert (table.name.text, table.score.text) == ("光伏运维", "96.8")
    assert table.money[0]["executed"].text == "41.16"
    assert [[one.level2.text, *printed(one), one.reason.text] for one in table.indicators] == [
        ["数量指标", "运维电站", "", "18座", "", "17座", "50", "47", "一座停运"],
        ["质量指标", "完好率", "", "≥95%", "", "96%", "20", "20", ""],
        ["经济效益指标", "增收", "", "≥2万元", "", "2.1万元", "20", "20", ""],
    ]
    assert table.indicators[1].actual.spot.line == 36


def test_one_cell_a_line_where_a_cell_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotADisclosureError) as caught:
        from_text(tmp_path, "\n".join(LINES.replace("17座 ", "").split()))
    assert (caught.value.key, caught.value.details["line"]) == ("cells_by_lines", 2)


def test_points_that_labels_say_in_brackets() -> None:
    table = project("""
        项目绩效自评表
        项目名称|公共文化服务|<|<|<|<
        预算执行情况（20分）||预算数（A）|执行数（B）|执行率（B/A）|得分（20分*执行率）
        ^|资金总额|128.50|126.48|98.43%|19.7
        年度绩效目标（80分）|一级指标|三级指标|年初目标值（A）|实际完成值（B）|得分
        ^|产出指标|惠民演出场次（80分）|≥90场|96场|80
    """)
    assert (table.money[0]["weight"].text, table.money[0]["score"].text) == ("20", "19.7")
    assert [i.weight.text for i in table.indicators] == ["80"]


def test_a_head_of_indicators_that_stands_over_the_whole_table() -> None:
    table = project("""
        项目支出绩效自评表
        一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
        项目名称|河道清淤||主管部门|红山县水利局||
        项目资金||年初预算数|全年预算数|全年执行数|分值|执行率/得分
        |年度资金总额|150.00|150.00|147.30|10|98.20%/9.82
        产出指标|数量指标|清淤长度|≥12公里|12.4公里|60|60
        |质量指标|验收合格率|100%|100%|30|30
        总分|||||100|99.82
    """)
    assert money(table)["年度资金总额"] == {
        "initial": "150.00",
        "full": "150.00",
        "executed": "147.30",
        "weight": "10",
        "rate": "98.20%",
        "score": "9.82",
    }
    assert [printed(one) for one in table.indicators] == [
        ["清淤长度", "", "≥12公里", "", "12.4公里", "60", "60"],
        ["验收合格率", "", "100%", "", "100%", "30", "30"],
    ]
    assert (table.total.text, table.score.text) == ("100", "99.82")


def test_weight_and_rate_in_one_cell() -> None:
    table = project("""
        项目支出绩效自评表
        项目名称|河道清淤||主管部门|红山县水利局|
        项目资金||年初预算数|全年预算数|全年执行数|分值／执行率|得分
        |年度资金总额|150.00|150.00|147.30|10／98.20%|9.82
        |其中：当年财政拨款|150.00|150.00|147.30|—|—
        一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
        产出指标|数量指标|清淤长度|≥12公里|12.4公里|90|90
    """)
    total = money(table)["年度资金总额"]
    assert (total["weight"], total["rate"], total["score"]) == ("10", "98.20%", "9.82")


def test_weight_and_score_in_one_cell() -> None:
    table = project("""
        项目支出绩效自评表
        项目名称|河道清淤|<|<|<|<
        一级指标|二级指标|三级指标|年度指标值|实际完成值|分值/得分
        产出指标|数量指标|清淤长度|≥12公里|11.4公里|60/57
        ^|质量指标|验收合格率|100%|100%|30/30
    """)
    assert [(one.weight.text, one.score.text) for one in table.indicators] == [
        ("60", "57"),
        ("30", "30"),
    ]


def test_the_total_of_the_row_of_sums_is_kept_beside_the_one_above() -> None:
    table = project(
        """
        项目支出绩效自评表
        项目名称|河道清淤|<|<|自评总分|95.37|<
        一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
        产出指标|数量指标|清淤长度|≥12公里|12.4公里|100|95.37
        合计|<|<|<|<|100|96.37
    """
    )
    assert (table.score.text, table.other_score.text) == ("95.37", "96.37")


def test_a_grid_of_the_year_alone_stands_between_a_title_and_its_table() -> None:
    table = department("""
        部门整体支出绩效自评表
        （2021年度）|

        部门名称|红山县林业局|<|<|自评得分|97.50|<
        部门资金（万元）|全年预算数|25.67|全年执行数|25.94|执行率|99.03%
        一级指标|二级指标|三级指标|年初目标值|实际完成值|分值|得分
        产出|职责履行|新造林面积|≥4200亩|4260亩|100|97.50
    """)
    assert (table.title, table.score.text) == ("部门整体支出绩效自评表", "97.50")


@pytest.mark.parametrize("remark", ["等级：优", "自评较好"])
def test_a_row_of_sums_with_its_grade_or_a_remark_is_no_indicator(remark: str) -> None:
    (table,) = read(f"""
        项目支出绩效自评表
        项目名称|河道清淤|<|<|<|<
        一级指标|二级指标|三级指标|分值|自评得分|评分说明
        预算编制情况|预算编制|预算编制合理性|60|60|按项目库编制
        预算使用效益|公平性|服务对象满意度|40|36.41|满意度94%
        合计|<|<|100|96.41|{remark}
    """).projects
    assert [one.score.text for one in table.indicators] == ["60", "36.41"]
    assert (table.total.text, table.score.text) == ("100", "96.41")


def test_goals_beside_the_levels_belong_to_no_column() -> None:
    table = department(
        """
        部门整体支出绩效自评表
        单位名称|某县水利局
        年度绩效目标|一级指标|二级指标|三级指标|年初目标值|实际完成值|分值|得分
        年度目标1：渠道（60分）|产出指标|数量指标|清淤长度|≥12公里|12.4公里|60|60
        年度目标2：泵站（40分）|产出指标|数量指标|检修泵站|≥4座|4座|40|40
        """
    )
    assert [one.level3.text for one in table.indicators] == ["清淤长度", "检修泵站"]


def test_tables_that_are_numbered_are_parts_of_one_evaluation() -> None:
    (table,) = read("""
        表一　项目绩效自评结果
        预算单位|示例区劳动服务所|项目名称|职业技能培训
        当年预算数（元）|2,680,000.00|预算调整数（元）|-180,000.00
        调整后预算数（元）|2,500,000.00|实际支出数（元）|2,436,500.00
        自评得分|95.25|绩效等级|优秀

        说明：绩效等级分为优秀（90分及以上）、良好、合格、不合格。

        表二　指标评分情况

        一级指标|二级指标|三级指标|权重|得分|评分说明
        产出|产出数量|培训人数|60|60|实际培训318人
        效益|社会效益|就业率|40|35.25|实际37%
        合计|<|<|100|95.25|
    """).projects
    assert table.name.text == "职业技能培训"
    assert [one.score.text for one in table.indicators] == ["60", "35.25"]


def test_the_whole_of_money_stands_below_both_kinds_and_a_totals_label_is_no_head() -> None:
    table = department(
        """
        部门整体支出绩效自评表
        单位名称|示例县文化和旅游局|<|<|<|<|<
        年度预算（万元）|支出类型|年初预算|调整后预算|实际执行|执行率|
        |基本支出|1,450.00|1,520.00|1,520.00|100.00%|
        |项目支出|1,050.00|1,180.00|1,121.00|95.00%|
        |合计|2,500.00|2,700.00|2,641.00|97.81%|
        一级指标|二级指标|三级指标|目标值|实际值|权重|得分
        产出指标|数量指标|公益演出场次|≥160场|168场|80|80
        效益指标|社会效益指标|场馆接待人次|≥50万人次|47.5万人次|20|19
        总得分|||||100|99
        """
    )
    paths = [[part.text for part in row.path] for row in table.money]
    assert paths == [["基本支出"], ["项目支出"], ["合计"]]
    assert (table.total.text, table.score.text) == ("100", "99")


def test_weights_of_levels_stand_beside_those_of_indicators() -> None:
    table = department(
        """
        2023年度部门整体支出绩效自评表

        评价指标|<|<|<|<|<|指标值|完成值|自评分数
        一级指标|权重（%）|二级指标|权重（%）|三级指标|权重（%）|^|^|^
        履职效能|60|整体效能|60|清淤长度|35|12公里|12.4公里|35
        ^|^|^|^|水质达标率|25|95%|96%|25
        管理效率|40|预算执行|40|支出率|40|95%|94%|39.4
        合计|100||100||100|||99.4
        """
    )
    said = [(i.level3.text, i.weight.text, i.score.text) for i in table.indicators]
    assert said == [("清淤长度", "35", "35"), ("水质达标率", "25", "25"), ("支出率", "40", "39.4")]
    assert (table.total.text, table.score.text) == ("100", "99.4")


def test_a_source_named_like_a_stage_is_a_row_below_the_stages() -> None:
    table = department(
        """
        部门整体绩效自评表

        部门名称|示例县水务站|<|<|<|<|<
        预算情况（万元）|资金来源|年初预算数|全年预算数|全年执行数|执行率|得分
        ^|部门预算总额|900.50|910.50|901.40|99.00%|9.9
        ^|项目支出|300.00|300.00|300.00|100.00%|—
        一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
        产出指标|数量指标|值守天数|150天|150天|90|90
        """
    )
    said = [(m["initial"].text, m["full"].text, m["executed"].text) for m in table.money]
    assert said == [("900.50", "910.50", "901.40"), ("300.00", "300.00", "300.00")]


def test_a_table_under_any_line_is_known_by_its_head(tmp_path: Path) -> None:
    """食品抽检项目：本次自评98分 names no table; targets, results, points and scores do."""
    path = tmp_path / "某县2022年度部门决算.txt"
    head = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t是否完成"
    row = "产出指标\t数量指标\t抽检批次\t≥60批次\t54批次\t20\t18\t是"
    path.write_text(
        f"某县2022年度部门决算\n食品抽检项目：本次自评98分\n{head}\n{row}\n{row}\n", "utf-8"
    )
    (project,) = read_file_of_any_kind(path).performance.projects
    assert [one.met.text for one in project.indicators] == ["是", "是"]


PARTED = """某局2023年度部门决算
项目支出绩效自评表
项目名称：业务培训
\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
年度资金总额\t100.00\t100.00\t96.00\t10\t96.00%\t9.60
{between}
三级指标\t目标值\t完成值\t分值\t得分
培训人数\t≥20人\t20人\t90\t90.00
"""


@pytest.mark.parametrize(
    ("between", "parts"),
    [("（单位：万元）", [1]), ("预算执行得分按执行率计算", [1]), ("项目名称：设备更新", [0])],
)
def test_a_line_between_money_and_indicators_parts_no_project(
    tmp_path: Path, between: str, parts: list[int]
) -> None:
    """Its indicators are those that a project still lacks, unless the line names another."""
    path = tmp_path / "a.txt"
    path.write_text(PARTED.format(between=between), "utf-8")
    projects = read_file_of_any_kind(path).performance.projects
    assert [len(one.indicators) for one in projects] == parts


SHORT = """某局2023年度部门决算
项目支出绩效自评表
项目名称：业务培训
指标\t目标\t完成\t{points}\t说明
培训人数\t≥20人\t20人\t40\t40.00
培训天数\t≥5天\t4天\t50\t40.00
总分\t\t\t90\t80.00
"""


@pytest.mark.parametrize(("points", "count"), [("分值\t得分", 2), ("甲\t乙", 0)])
def test_short_heads_of_indicators_stand_beside_points(
    tmp_path: Path, points: str, count: int
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SHORT.format(points=points), "utf-8")
    indicators = [i for p in read_file_of_any_kind(path).performance.projects for i in p.indicators]
    assert [i.actual.text for i in indicators] == ["20人", "4天"][:count]


def test_projects_of_one_sheet_below_one_title_are_told_apart() -> None:
    found = read("""
        某局2021年度部门决算|<|<|<|<|<
        项目支出绩效自评表|<|<|<|<|<
        项目名称|古厝修缮|<|<|<|<
        项目资金（万元）|年初预算数|全年预算数|全年执行数|执行率|得分
        年度资金总额|30.00|32.00|31.20|97.50%|9.75
        一级指标|三级指标|年度指标值|实际完成值|分值|得分
        产出指标|修复古厝|6处|6处|90|90
        项目名称|图书购置|<|<|<|<
        项目资金（万元）|年初预算数|全年预算数|全年执行数|执行率|得分
        年度资金总额|45.00|45.00|44.10|98.00%|9.80
        一级指标|三级指标|年度指标值|实际完成值|分值|得分
        产出指标|新增图书|≥1.2万册|1.26万册|90|88
        """)
    told = [(one.name.text, [i.level3.text for i in one.indicators]) for one in found.projects]
    assert told == [("古厝修缮", ["修复古厝"]), ("图书购置", ["新增图书"])]


def test_indicators_side_by_side_are_turned_back() -> None:
    found = read("""
        项目支出绩效自评表
        项目名称：食品抽检
        指标|抽检批次|合格率|合计
        目标值|≥1200批次|≥97%|
        实际值|1248批次|96.6%|
        分值|60|40|100
        得分|60|39|99
        """)
    (table,) = found.projects
    assert [
        (one.level3.text, one.target.text, one.actual.text, one.weight.text, one.score.text)
        for one in table.indicators
    ] == [
        ("抽检批次", "≥1200批次", "1248批次", "60", "60"),
        ("合格率", "≥97%", "96.6%", "40", "39"),
    ]
    assert table.score.text == "99"


def test_a_value_set_in_cells_of_its_own_has_a_head_of_two_rows() -> None:
    table = project("""
        项目支出绩效自评表
        项目名称：巡回医疗
        三级指标|目标值|<|<|完成值|<|分值|得分
        ^|符号|数值|单位|数值|单位|^|^
        巡诊次数|≥|48|次|51|次|50|50
        患者满意度|≥|90|%|93|%|50|50
        """)
    (visits, content) = table.indicators
    assert (visits.operator.text, visits.target.text, visits.unit.text) == ("≥", "48", "次")
    assert (content.level3.text, content.actual.text, content.score.text) == (
        "患者满意度",
        "93",
        "50",
    )


def test_a_row_that_the_end_of_a_page_has_broken_is_one() -> None:
    document = Document("a.pdf", "pdf")
    pages = [
        [
            ["项目名称", "生态奖补", "", "", ""],
            ["三级指标", "年度指标值", "实际完成值", "分值", "得分"],
            ["禁牧面积", "≥210万亩", "210万亩", "50", "50"],
            ["管护员培训", "≥800人", "812人", "50", "50"],
        ],
        [["（含乡镇）", "次", "", "", ""], ["牧民满意度", "≥90%", "91%", "", "10"]],
    ]
    for number, rows in enumerate(pages, 1):
        spot = Spot(file="a.pdf", page=number)
        cells = [tuple(GridText(text, spot) for text in row) for row in rows]
        document.parts.append(Grid(tuple(cells), spot))
    (table,) = read_performance(tables_of([document])).projects
    told = [(one.level3.text, one.target.text, one.score.text) for one in table.indicators]
    assert told == [
        ("禁牧面积", "≥210万亩", "50"),
        ("管护员培训（含乡镇）", "≥800人次", "50"),
        ("牧民满意度", "≥90%", "10"),
    ]


def test_projects_side_by_side_are_told_apart() -> None:
    found = read("""
        项目支出绩效自评表
        项目名称|桥梁维修|<|<|项目名称|公交补贴|<|<
        三级指标|目标值|完成值|得分|三级指标|目标值|完成值|得分
        维修桥梁|6座|6座|50|补贴车辆|82辆|80辆|48.8
        群众满意度|≥90%|93%|20|乘客满意度|≥85%|84%|19.8
        """)
    told = [(one.name.text, [i.score.text for i in one.indicators]) for one in found.projects]
    assert told == [("桥梁维修", ["50", "20"]), ("公交补贴", ["48.8", "19.8"])]


def test_points_of_others_stand_beside_those_of_the_unit() -> None:
    table = project("""
        项目绩效评价得分表
        项目名称：全民健身活动
        评价指标|<|分值|评分|<|<
        一级指标|二级指标|^|专家评分|单位自评|最终得分
        决策|立项依据|5|4|5|4.5
        ^|目标合理性|5|3|4|3.5
        """)
    told = [(one.level2.text, one.weight.text, one.score.text) for one in table.indicators]
    assert told == [("立项依据", "5", "5"), ("目标合理性", "5", "4")]


SCORED = """
    {title}
    部门名称|示例县图书馆|<|<|<|<
    一级指标|二级指标|三级指标|{points}
    产出指标|数量指标|办展场次|{first}
    效益指标|社会效益指标|到馆人次|{second}
    {total}
    """


def scored(**cells: str) -> DepartmentTable:
    return department(SCORED.format(title="部门整体支出绩效自评表", **cells))


def test_the_score_of_the_whole_stands_in_a_column_of_its_own() -> None:
    table = scored(points="分值|得分|总得分", first="60|58|97", second="40|39|^", total="")
    assert (table.score.text, table.indicators[0].score.text) == ("97", "58")


def test_points_in_every_row_of_another_column_are_no_total() -> None:
    table = scored(points="分值|得分|总得分", first="60|58|58", second="40|39|39", total="")
    assert not table.score


def test_the_only_sum_of_scores_without_weights_is_the_total() -> None:
    table = scored(
        points="评分标准|得分", first="按场次|58", second="按人次|39", total="合计|<|<||97"
    )
    assert table.score.text == "97"


def test_the_score_beside_a_grade_is_the_total_and_not_that_of_the_money() -> None:
    table = project(
        """
        项目绩效自评表
        项目名称|路灯更换|<|<|<|<
        年初预算数|50.00|全年预算数|60.00|执行数|57.00
        执行率|95.00%|自评得分|93|自评等级|优
    """
        + INDICATORS
    )
    assert (table.score.text, table.grade.text) == ("93", "优")
    assert money(table)[""] == {
        "initial": "50.00",
        "full": "60.00",
        "executed": "57.00",
        "rate": "95.00%",
    }


SOURCES = """
    项目支出绩效自评表
    项目名称|路灯更换|<|<|<|<|<
    预算执行情况（万元）|项目|年初预算数|全年预算数|执行数|执行率|得分
    ^|资金总额|50.00|60.00|57.00|95.00%|9.5
    ^|财政资金|40.00|50.00|47.00|94.00%|/
    ^|其他资金|10.00|10.00|10.00|100.00%|/
    """


def test_sources_of_money_are_no_list_of_projects() -> None:
    table = project(SOURCES + INDICATORS)
    assert list(money(table)) == ["资金总额", "财政资金", "其他资金"]


def test_points_under_another_title_are_another_evaluation() -> None:
    first = "项目支出绩效自评表\n    项目名称|路灯更换|<|<|<|<|<\n    主管部门|甲局|<|<|<|<|<"
    second = """
    项目支出绩效自评评分表
    一级指标|二级指标|三级指标|评分标准|得分
    决策|项目立项|立项依据充分性|材料齐全|10
    """
    found = read(first + INDICATORS + second)
    assert [len(table.indicators) for table in found.projects] == [1, 1]


def test_rows_of_what_was_spent_of_what_are_a_list_of_projects(tmp_path: Path) -> None:
    head = "二、项目表（单位：万元）\n项目名称\t全年预算数\t全年执行数\t执行率\n"
    path = tmp_path / "a.txt"
    path.write_text(f"{head}胸痛中心\t8.77\t8.77\t100%\n签约服务\t2.00\t1.90\t95%\n", "utf-8")
    (found,) = read_file_of_any_kind(path).performance.lists
    assert [(one.name.text, one.executed.text) for one in found.projects] == [
        ("胸痛中心", "8.77"),
        ("签约服务", "1.90"),
    ]
