"""Heads in spaced text, wide sheets, units between, pages that cut rows: every figure means what
the words beside and above it say, or is told."""

from pathlib import Path

import pytest

from juesuan.facts import final_stage, parse_selection, standard_space
from juesuan.lexicon import lexicon, understand
from juesuan.reading import Document, Grid, GridText, Paragraph, Reading, Spot, read
from juesuan.reading.formats.page import Char, Edge, Page
from juesuan.reading.formats.pdf_composed import add_page
from juesuan.reading.recognise.continued import put_together
from juesuan.reading.recognise.over_pages import whole_over_pages
from juesuan.reading.recognise.own_columns import with_own_columns
from juesuan.reading.recognise.parted import parted
from juesuan.reading.recognise.tables import department_of, tables_of
from one_table import told


def means(reading: Reading, text: str, selection: str) -> bool:
    """Whether a printed text was read as some facts, and as nothing else, for certain."""
    space = standard_space(reading.year)
    wanted = final_stage(parse_selection(selection, space), space).canonical(space)
    return [(s, c) for s, _, c in told(reading).get(text, [])] == [(wanted, 1.0)]


def written(folder: Path, text: str, name: str = "forms.txt") -> Reading:
    path = folder / name
    path.write_text("示例县水务站2022年度单位决算\n" + text.strip("\n") + "\n", "utf-8")
    return read(path)


HALF_BLANK = """
收入支出决算总表
单位：万元
收入                                         支出
项目                               决算数    项目                       决算数
一、一般公共预算财政拨款收入       900.11    一、一般公共服务支出       100.21
二、其他收入                       30.12     二、教育支出               200.22
                                             三、卫生健康支出           50.23
                                             四、节能环保支出           60.24
                                             五、城乡社区支出           70.25
                                             六、农林水支出             80.26
                                             七、交通运输支出           90.27
                                             八、住房保障支出           110.28
                                             九、其他支出               168.27
本年收入合计                       930.23    本年支出合计               930.23
总计                               930.23    总计                       930.23
"""


def test_in_spaced_text_a_head_stands_over_the_column_it_reaches(tmp_path: Path) -> None:
    reading = written(tmp_path, HALF_BLANK)
    assert means(reading, "900.11", "income[fund=general]")
    assert means(reading, "200.22", "expenditure[function=205]")


def test_rows_of_which_one_half_is_blank_belong_to_the_table(tmp_path: Path) -> None:
    reading = written(tmp_path, HALF_BLANK)
    assert means(reading, "168.27", "expenditure[function=229]")
    assert reading.unread == []


def test_signs_of_one_place_or_two_stand_where_the_other_rows_do(tmp_path: Path) -> None:
    text = """
一般公共预算财政拨款“三公”经费支出决算表
单位：万元
项目                           行次   年初预算数   决算数
“三公”经费合计                 1      41.00        33.00
一、因公出国（境）费           2      11.00        5.00
二、公务用车购置及运行维护费   3      22.00        21.00
（一）公务用车购置费           4      9.00         9.50
（二）公务用车运行维护费       5      13.00        11.50
三、公务接待费                 6      8.00         7.00
"""
    reading = written(tmp_path, text)
    assert means(
        reading, "33.00", "expenditure[economic=30212|31013|30913|30231|30217, fund=general]"
    )
    assert means(reading, "11.50", "expenditure[economic=30231, fund=general]")


def page(rows: str, money: str = "单位：万元", title: str = "支出决算表") -> str:
    lines = (line.split("|") for line in rows.strip().splitlines())
    body = "".join(f"<tr>{''.join(f'<td>{c.strip()}</td>' for c in line)}</tr>" for line in lines)
    head = "".join(f"<p>{line}</p>" for line in ("示例县水务站2022年度单位决算", title, money))
    return f'<meta charset="utf-8">{head}<table>{body}</table>'


@pytest.mark.parametrize("head", ["占总支出比例（%）", "较预算批复数增减额", "与批复数相比"])
def test_a_column_reckoned_from_others_doubts_none(head: str, tmp_path: Path) -> None:
    rows = f"""
    科目编码|科目名称|本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出|{head}
    |合计|930.11|700.00|230.11||||100.00
    201|一般公共服务支出|800.11|600.00|200.11||||86.02
    204|公共安全支出|130.00|100.00|30.00||||13.98
    """
    path = tmp_path / "a.html"
    path.write_text(page(rows), "utf-8")
    reading = read(path)
    assert means(reading, "800.11", "expenditure[function=201]")
    (left,) = reading.unread
    assert (left.key, left.details["head"], left.details["count"]) == ("column_aside", head, 3)


def test_a_blank_column_of_a_wide_sheet_heads_nothing(tmp_path: Path) -> None:
    rows = """
    项目|年初预算数|决算数|||
    “三公”经费合计|41.00|33.00|||
    一、因公出国（境）费|11.00|5.00|||
    二、公务接待费|30.00|28.00|||
    """
    path = tmp_path / "a.html"
    path.write_text(page(rows, title="一般公共预算财政拨款“三公”经费支出决算表"), "utf-8")
    assert means(read(path), "28.00", "expenditure[economic=30217, fund=general]")


def test_units_between_label_and_figure_head_nothing() -> None:
    rows = [
        ["收入", "", "", "单位", "支出", "", ""],
        ["项目", "行次", "金额", "", "项目", "行次", "金额"],
        ["本年收入合计", "1", "9.00", "元", "本年支出合计", "3", "8.00"],
        ["年初结转和结余", "2", "1.00", "元", "年末结转和结余", "4", "2.00"],
    ]
    meaning = understand(rows, lexicon(2022), ["收入支出决算总表"])
    cell = meaning.at(3, 6)
    assert cell is not None and cell.selection is not None


def test_things_counted_below_a_form_without_a_title_are_certain(tmp_path: Path) -> None:
    rows = """
    项目|统计数|项目|统计数
    因公出国（境）团组数（个）|1|因公出国（境）人次数（人）|6
    公务用车购置数（辆）|2|公务用车保有量（辆）|17
    """
    path = tmp_path / "a.html"
    path.write_text(page(rows, "单位：万元", "相关统计数"), "utf-8")
    assert means(read(path), "17", "count[item=cars.held, fund=fiscal]")


def cell(text: str, page: int, left: float, right: float) -> GridText:
    return GridText(text, Spot(file="a.pdf", page=page, box=(left, 0.0, right, 9.0)))


def pages(first: list[list[GridText | None]], second: list[list[GridText | None]]) -> Document:
    document = Document("a.pdf", "pdf")
    for number, rows in enumerate((first, second), 1):
        document.parts.append(Grid(tuple(map(tuple, rows)), Spot(file="a.pdf", page=number)))
        document.parts.append(Paragraph(f"- {number} -", Spot(file="a.pdf", page=number)))
    return document


def texts(document: Document) -> list[list[list[str | None]]]:
    return [[[c.text if c else None for c in row] for row in g.rows] for g in document.grids]


def test_the_rest_of_a_row_on_the_next_page_is_its_own() -> None:
    first = [[cell("二十三、其他", 1, 0, 50), cell("55", 1, 50, 70), cell("3.00", 1, 70, 99)]]
    second = [
        [cell("支出", 2, 0, 50), cell("", 2, 50, 70), cell("", 2, 70, 99)],
        [cell("本年支出合计", 2, 0, 50), cell("59", 2, 50, 70), cell("9.00", 2, 70, 99)],
    ]
    found = texts(whole_over_pages(pages(first, second)))
    assert found == [[["二十三、其他支出", "55", "3.00"]], [["本年支出合计", "59", "9.00"]]]


def test_a_heading_on_the_next_page_is_a_row_of_its_own() -> None:
    first = [[cell("一、外交支出", 1, 0, 50), cell("55", 1, 50, 70), cell("3.00", 1, 70, 99)]]
    second = [
        [cell("项目支出", 2, 0, 50), cell("", 2, 50, 70), cell("", 2, 70, 99)],
        [cell("本年支出合计", 2, 0, 50), cell("59", 2, 50, 70), cell("9.00", 2, 70, 99)],
    ]
    assert len(texts(whole_over_pages(pages(first, second)))[1]) == 2


def test_a_part_with_merged_codes_has_the_columns_of_the_one_before() -> None:
    first = [
        [cell(text, 1, left, left + 10) for text, left in zip("类款项", (0, 10, 20), strict=True)]
        + [cell("支出", 1, 30, 99)],
        [cell("201", 1, 0, 30), None, None, cell("3.00", 1, 30, 99)],
    ]
    second: list[list[GridText | None]] = [[cell("204", 2, 0, 30), cell("4.00", 2, 30, 99)]]
    assert texts(whole_over_pages(pages(first, second)))[1] == [["204", None, None, "4.00"]]


def test_parts_of_codes_go_on_with_the_table_before(tmp_path: Path) -> None:
    rows = """
    类|款|项|科目名称|合计|基本支出|项目支出
    |||合计|9.10|5.00|4.10
    201|||一般公共服务支出|9.10|5.00|4.10
    |03||政府办公厅（室）及相关机构事务|9.10|5.00|4.10
    ||01|行政运行|5.00|5.00|0.00
    """
    rest = "<table><tr>" + "".join(
        f"<td>{text}</td>" for text in ("", "", "50", "事业运行", "4.10", "0.00", "4.10")
    )
    path = tmp_path / "a.html"
    title = "一般公共预算财政拨款支出决算表"
    path.write_text(page(rows, title=title) + rest + "</tr></table>", "utf-8")
    reading = read(path)
    assert [o.text for o in reading.observations if o.row == "2010350"] == ["4.10", "0.00", "4.10"]
    assert reading.unread == []


def test_totals_of_what_comes_in_and_of_what_goes_out_are_told_apart(tmp_path: Path) -> None:
    rows = """
    项目|决算数
    收入|
    一、一般公共预算财政拨款收入|900.00
    本年收入合计|900.00
    年初结转和结余|30.00
    总计|930.00
    支出|
    一、一般公共服务支出|880.00
    本年支出合计|880.00
    年末结转和结余|50.00
    总计|930.00
    """
    path = tmp_path / "a.html"
    path.write_text(page(rows, title="收入支出决算总表"), "utf-8")
    reading = read(path)
    assert [o.certainty for o in reading.observations if o.text == "930.00"] == [1.0, 1.0]


def test_short_words_set_wide_are_one_in_spaced_text(tmp_path: Path) -> None:
    wide = HALF_BLANK.replace("总计      ", "总    计  ")
    reading = written(tmp_path, wide)
    assert {o.text for o in reading.observations if o.certainty < 1} == set()
    assert means(reading, "168.27", "expenditure[function=229]") and reading.unread == []


COUNTED = """
    项目|行次|决算数|项目|行次|决算数
    收入甲|1|1.10|支出甲|5|4.10
    收入乙|2|2.10|支出乙|6|3.10
    收入丙|3|3.10|支出丙|7|2.10
    """


@pytest.mark.parametrize(("numbers", "parts"), [(("4", "8"), 1), (("5", "8"), 2), (("4", ""), 2)])
def test_rows_that_go_on_counting_are_of_the_table_before(
    numbers: tuple[str, str], parts: int
) -> None:
    first = [line.strip().split("|") for line in COUNTED.strip().splitlines()]
    more = [["收入丁", numbers[0], "4.10", "支出丁", numbers[1], "1.10"]]
    document = Document("a.docx", "docx")
    for rows in (first, more):
        cells = [tuple(GridText(text, Spot(file="a.docx")) for text in row) for row in rows]
        document.parts.append(Grid(tuple(cells), Spot(file="a.docx")))
    assert len(put_together(tables_of([document]), ())) == parts


def sign(text: str, left: float) -> Char:
    return Char(text, left, left + 10, 9.0, (left, 0.0, left + 10, 9.0), 0)


def test_a_word_over_the_line_of_its_cell_is_its_cells() -> None:
    across = [Edge(at, 0.0, 100.0) for at in (-2.0, 12.0, 26.0)]
    down = [Edge(at, -2.0, 26.0) for at in (0.0, 50.0, 100.0)]
    word = [sign(text, 10.0 * n + 6) for n, text in enumerate("财政拨款收")]
    figure = [sign("1", 80.0)]
    page_ = Page(width=100.0, height=40.0, chars=[*word, *figure], horizontal=across, vertical=down)
    document = Document("a.pdf", "pdf")
    add_page(page_, 1, document)
    assert [c.text if c else None for c in document.grids[0].rows[0]] == ["财政拨款收", "1"]


BLANK_COLUMNS = """
支出决算表
单位：元
项目                        本年支出合计   基本支出   项目支出   上缴上级支出   经营支出
类     款   项   科目名称
合计                        97.39          52.35      45.04
201    03   50   事业运行   6.77                      6.77
205    02   01   学前教育   90.62          52.35      38.27
"""


def test_heads_over_blank_columns_are_no_heads_of_those_to_their_left(tmp_path: Path) -> None:
    reading = written(tmp_path, BLANK_COLUMNS)
    assert means(reading, "38.27", "expenditure[function=2050201, nature=project]")
    assert means(reading, "97.39", "expenditure")


def test_a_table_in_spaced_text_that_cannot_be_told_apart_is_told(tmp_path: Path) -> None:
    lines = ["甲    1.00  2.00    3.00", "乙  4.00    5.00  6.00", "丙 7.00 8.00     9.00  1.00"]
    reading = written(tmp_path, "\n".join([*HALF_BLANK.strip().splitlines(), "", *lines * 3]))
    assert "unruled_table" in {u.key for u in reading.unread}


TOUCHING: list[list[str | None]] = [
    ["项目", None, "行次", None, "决算数", None],
    ["甲费", None, "1", None, "2.00", None],
    ["乙费", None, "2", None, "3.00", None],
    ["团组数", "人次数", None, "购置数", None, "保有量"],
    ["3", "8", None, "1", None, "34"],
]


@pytest.mark.parametrize(
    ("last", "tables"), [(TOUCHING[-1], 2), (["甲", None, "9", None, "5.00", None], 1)]
)
def test_tables_that_touch_have_columns_of_their_own(last: list[str | None], tables: int) -> None:
    lines = [*TOUCHING[:3], *(TOUCHING[3:4] if tables > 1 else []), last]
    rows = [
        tuple(text and GridText(text, Spot(file="a.pdf", page=1)) for text in line)
        for line in lines
    ]
    document = Document("a.pdf", "pdf", [Grid(tuple(rows), Spot(file="a.pdf", page=1))])
    assert len(with_own_columns(document).grids) == tables


def test_codes_that_follow_go_on_with_the_table_before() -> None:
    first = [["合计", "", "9.00"], ["2130305", "水利", "4.00"]]
    for code, parts in (("2130306", 1), ("214", 1), ("2130304", 2)):
        document = Document("a.docx", "docx")
        for rows in (first, [[code, "别的", "5.00"]]):
            cells = [tuple(GridText(text, Spot(file="a.docx")) for text in row) for row in rows]
            document.parts.append(Grid(tuple(cells), Spot(file="a.docx")))
        assert len(put_together(tables_of([document]), ())) == parts


def test_words_below_figures_with_words_below_them_head_no_table() -> None:
    """As 说明 in two cells does, over lines of text."""
    lines = [*TOUCHING[:4], ["无", "无", None, "无", None, "见附件"]]
    rows = [
        tuple(text and GridText(text, Spot(file="a.pdf", page=1)) for text in line)
        for line in lines
    ]
    document = Document("a.pdf", "pdf", [Grid(tuple(rows), Spot(file="a.pdf", page=1))])
    assert len(with_own_columns(document).grids) == 1


@pytest.mark.parametrize("below", [False, True])
def test_a_title_that_no_set_has_begins_a_table_of_its_own_in_a_sheet(below: bool) -> None:
    lines = [
        ["支出决算表", "", ""],
        ["部门：甲局", "", "单位：元"],
        ["科目名称", "合计", "基本支出"],
        ["行政运行", "9.00", "9.00"],
        ["部门：甲局", "", "单位：元"],
        ["政府采购情况表", "", ""],
        ["货物", "工程", "服务"],
        ["1.00", "2.00", "3.00"],
    ]
    if below:  # the unit stands below the title
        lines[4:6] = [lines[5], lines[4]]
    cells = [
        tuple(GridText(text, Spot(file="a.xlsx", sheet="一")) for text in row) for row in lines
    ]
    grid = Grid(tuple(cells), Spot(file="a.xlsx", sheet="一"))
    grids = parted(Document("a.xlsx", "xlsx", [grid])).grids
    assert [g.text(1 if n and not below else 0, 0) for n, g in enumerate(grids)] == [
        "支出决算表",
        "政府采购情况表",
    ]


def test_the_line_with_number_and_unit_is_no_title(tmp_path: Path) -> None:
    rows = """
    科目编码|科目名称|小计|基本支出|项目支出
    |合计|9.10|5.00|4.10
    201|一般公共服务支出|9.10|5.00|4.10
    """
    line = "单位名称：甲局 2022年度 公开05表 （单位：万元）"
    path = tmp_path / "a.html"
    path.write_text(page(rows, line, "一般公共预算财政拨款支出决算表"), "utf-8")
    reading = read(path)
    fund = {region.get("fund") for s, _, _ in told(reading)["4.10"] for _, region in s.terms}
    assert fund == {frozenset({"general"})}


@pytest.mark.parametrize("line", ["单位：甲局    （单位：万元）", "部门：甲局 （金额单位：万元）"])
def test_the_unit_of_money_in_brackets_is_no_part_of_a_name(line: str) -> None:
    assert department_of(line) == "甲局"


def test_in_a_title_money_of_state_capital_is_no_class(tmp_path: Path) -> None:
    rows = """
    科目编码|科目名称|合计|基本支出|项目支出
    |合计|9.10|5.00|4.10
    223|国有资本经营预算支出|9.10|5.00|4.10
    """
    path = tmp_path / "a.html"
    path.write_text(page(rows, title="国有资本经营预算支出决算表"), "utf-8")
    reading = read(path)
    assert [o.certainty for o in reading.observations] == [1.0] * 6


def test_an_evaluation_is_never_taken_apart_by_its_columns() -> None:
    lines: list[list[str | None]] = [
        ["项目名称", "甲", None, "乙"],
        ["资金", None, "预算数", "执行数"],
        [None, "总额", "5.00", "4.00"],
        ["一级指标", "二级指标", None, "得分"],
        ["产出", "数量", None, "9"],
    ]
    spot = Spot(file="a.pdf", page=1)
    rows = tuple(tuple(text and GridText(text, spot) for text in line) for line in lines)
    document = Document("a.pdf", "pdf", [Grid(rows, spot)])
    assert len(with_own_columns(document).grids) == 1


def test_a_head_of_things_counted_below_figures_begins_a_table(tmp_path: Path) -> None:
    rows = """
    项目|年初预算数|决算数
    “三公”经费合计|41.00|33.00
    一、因公出国（境）费|11.00|5.00
    二、公务接待费|30.00|28.00
    公务用车购置数（辆）|公务用车保有量（辆）|国内公务接待批次（个）
    2|17|61
    """
    path = tmp_path / "a.html"
    path.write_text(page(rows, title="一般公共预算财政拨款“三公”经费支出决算表"), "utf-8")
    reading = read(path)
    assert means(reading, "17", "count[item=cars.held, fund=fiscal]")
    assert means(reading, "28.00", "expenditure[economic=30217, fund=general]")
