"""Lists of the projects evaluated (项目自评结果汇总表): by words, in any order of columns."""

from pathlib import Path

import pytest

from juesuan.reading import read as read_file
from juesuan.reading.performance import ProjectList
from reading.test_performance_layouts import read

PLAIN = """
    2023年度项目支出绩效自评结果汇总表
    单位：万元
    序号|项目名称|实施部门|全年预算数|全年执行数|执行率|自评得分|等级
    1|渠道清淤|水利股|120.00|114.00|95.00%|95.5|优
    2|泵站检修|泵站|80.00|80.00|100.00%|98|优
    合计|<|<|200.00|194.00|97.00%|—|
    """
COLUMNS_MOVED = """
    表3 项目自评情况表
    自评等级|项目名称|自评总分|支出金额（元）|预算金额（元）
    优|渠道清淤|95.5|1140000|1200000
    良|泵站检修|84|800000|800000
    """
MEAN_BELOW = """
    附件 项目绩效自评得分一览表
    项目名称|预算数|执行数|得分
    渠道清淤|120.00|114.00|95.5
    泵站检修|80.00|80.00|98
    合计/平均|200.00|194.00|96.75
    """


BY_ROWS = """
    2023年度自评结果
    编号|专项|分数|评定
    1|渠道清淤|95.5|优
    2|泵站检修|84|良
    """
"""The words of its head say little; what its rows hold tells which column is which."""
LETTERED = """
    项目自评结果
    项目|等次情况|分值
    渠道清淤|A|95.5
    泵站检修|B|84
    """


def listed(text: str) -> ProjectList:
    (found,) = read(text).lists
    return found


@pytest.mark.parametrize(
    ("text", "second"),
    [
        (PLAIN, ("泵站检修", "泵站", "80.00", "80.00", "98", "优")),
        (COLUMNS_MOVED, ("泵站检修", "", "800000", "800000", "84", "良")),
        (MEAN_BELOW, ("泵站检修", "", "80.00", "80.00", "98", "")),
        (BY_ROWS, ("泵站检修", "", "", "", "84", "良")),
        (LETTERED, ("泵站检修", "", "", "", "84", "B")),
    ],
)
def test_a_list_is_read_project_by_project(text: str, second: tuple[str, ...]) -> None:
    row = listed(text).projects[1]
    budget = row.full or row.initial
    cells = (row.name, row.whose, budget, row.executed, row.score, row.grade)
    assert tuple(cell.text for cell in cells) == second


def test_a_list_keeps_its_title_unit_and_total() -> None:
    found, moved, mean = listed(PLAIN), listed(COLUMNS_MOVED), listed(MEAN_BELOW)
    assert (found.title, found.money_unit) == ("2023年度项目支出绩效自评结果汇总表", "万元")
    assert found.total and found.total.executed.text == "194.00"
    assert moved.money_unit == "元" and moved.total is None
    assert mean.total and mean.total.score.text == "96.75"


@pytest.mark.parametrize(
    "text",
    [
        """
        项目支出绩效自评表
        项目名称|渠道清淤|自评得分|95
        主管部门|水利局|等级|优
        一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
        产出指标|数量指标|清淤长度|≥12公里|12.4公里|100|95
        """,
        """
        项目支出绩效自评表
        项目名称|渠道清淤
        项目资金|年初预算数|全年预算数|全年执行数|分值|执行率|得分
        年度资金总额|120.00|120.00|114.00|10|95.00%|9.5
        其中：当年财政拨款|100.00|100.00|94.00|-|94.00%|-
        一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
        产出指标|数量指标|清淤长度|≥12公里|12.4公里|90|90
        其他需要说明的事项|无
        自评等级|优
        """,
        """
        项目支出表
        项目名称|年初预算数|决算数
        渠道清淤|120.00|114.00
        泵站检修|80.00|80.00
        """,
    ],
)
def test_a_projects_own_table_and_a_form_are_no_list(text: str) -> None:
    assert read(text).lists == ()


def test_a_list_that_a_page_break_parts_is_one(tmp_path: Path) -> None:
    head = "序号|项目名称|全年预算数|全年执行数|自评得分|自评结果"
    page = f"""
    <p>2023年度项目支出绩效自评结果一览表</p><table>{_rows(head, "1|渠道清淤|120.00|114.00|95|优")}
    </table><p>—3—</p><table>{
        _rows(
            head,
            "2|泵站检修|80.00|80.00|98|优",
            "3|测站|50.00|50.00|88|良",
            "|合计|250.00|244.00||",
        )
    }</table>
    <p>2023年度专项绩效自评结果一览表</p><table>{
        _rows(head, "1|雨量站|5.00|5.00|99|优", "2|防汛物资|7.00|7.00|98|优")
    }</table>"""
    path = tmp_path / "a.html"
    path.write_text(f"<html><body><h1>甲县水利局2023年度部门决算</h1>{page}</body></html>", "utf-8")
    first, second = read_file(path).performance.lists
    assert [row.name.text for row in first.projects] == ["渠道清淤", "泵站检修", "测站"]
    assert first.total and first.total.full.text == "250.00"
    assert [row.name.text for row in second.projects] == ["雨量站", "防汛物资"]


def _rows(*lines: str) -> str:
    cells = ("".join(f"<td>{text}</td>" for text in line.split("|")) for line in lines)
    return "".join(f"<tr>{row}</tr>" for row in cells)
