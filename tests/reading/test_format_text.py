"""Text files become grids where fields are parted, and paragraphs elsewhere."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.reading import Document, Grid, Spot
from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats.text import read_text
from making import texts


def read(folder: Path, text: str, encoding: str = "utf-8") -> Document:
    path = folder / "a.txt"
    path.write_bytes(text.encode(encoding))
    return read_text(path)


def lines(document: Document) -> list[str | list[list[str | None]]]:
    return [
        texts(part) if isinstance(part, Grid) else "# " * part.heading + part.text
        for part in document.parts
    ]


def test_lines_with_tabs_are_grids_and_others_paragraphs(tmp_path: Path) -> None:
    document = read(tmp_path, "收入决算表\n\n项目\t\t金额\r\n合计\t\t1\n注：无\na\tb\n\nc\td\n")
    assert lines(document) == [
        "收入决算表",
        [["项目", "", "金额"], ["合计", "", "1"]],
        "注：无",
        [["a", "b"]],
        [["c", "d"]],
    ]
    assert document.paragraphs[0].spot == Spot(file="a.txt", line=1)
    cells = [cell.spot for cell in document.grids[0].rows[1] if cell]
    assert cells == [Spot(file="a.txt", line=4, field=n) for n in (1, 2, 3)]
    assert document.grids[2].spot.line == 8


def test_marks_of_headings_are_taken_off(tmp_path: Path) -> None:
    text = "# 一\n##二\n### 三 ###\n#\n####### 七\n文 # 字"
    expected = ["# 一", "# 二", "# 三", "#", "####### 七", "文 # 字"]
    assert lines(read(tmp_path, text)) == expected


def test_a_markdown_table_is_a_grid(tmp_path: Path) -> None:
    text = "表\n| 项目 | 金额 |\n|:---|---:|\n| 甲\\|乙 | |\n注 | 无\n|\n"
    assert lines(read(tmp_path, text)) == ["表", [["项目", "金额"], ["甲|乙", ""]], "注 | 无", "|"]


def test_stray_markup_and_odd_blanks_stay(tmp_path: Path) -> None:
    text = "<p>文</p> <p>字\x0b\u2028续</p>\n\u3000\u3000段\n目标\t<p>完成</p>"
    assert lines(read(tmp_path, text)) == [
        "<p>文</p> <p>字\x0b\u2028续</p>",
        "段",
        [["目标", "<p>完成</p>"]],
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030"])
@given(text=st.text("决算表㐀0,.镕 ", min_size=1).filter(str.strip))
def test_the_encoding_is_found(
    tmp_path_factory: pytest.TempPathFactory, encoding: str, text: str
) -> None:
    text = "部门决算：" + (text if encoding != "gbk" else text.replace("㐀", ""))
    assert lines(read(tmp_path_factory.mktemp("text"), text, encoding)) == [text.strip()]


def test_a_text_cut_within_a_character_is_not_taken_for_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("部门决算".encode()[:-1])
    document = read_text(path)
    assert lines(document) == ["部门决\ufffd"]
    assert document.unread[0][0] == "characters_lost"


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for data, key in {
        b"": "empty",
        b" \n\n": "empty",
        b"\xef\xbb\xbf": "empty",
        b"\0\1\2": "not_this_format",
        b"\xff\x80" * 50: "damaged",
    }.items():
        path.write_bytes(data)
        with pytest.raises(UnreadableError) as told:
            read_text(path)
        assert told.value.key == key


def test_published_texts_come_out_whole() -> None:
    folder = Path(__file__).resolve().parents[3] / "shared" / "disclosures"
    files = sorted(folder.glob("*.txt"))
    if not files:
        pytest.skip("the published texts are not here")
    for file in files:
        document = read_text(file)
        source = file.read_text("utf-8").split("\n")
        rows = [row for grid in document.grids for row in grid.rows]
        assert ["\t".join(cell.text for cell in row if cell) for row in rows] == [
            line for line in source if "\t" in line
        ]
        assert len(document.paragraphs) == sum(
            bool(line.strip()) and "\t" not in line for line in source
        )


def test_tabs_that_keep_long_numbers_as_text_part_no_fields(tmp_path: Path) -> None:
    """A tab before a number and ="…" are for spreadsheets; commas part the fields."""
    path = tmp_path / "支付明细.csv"
    path.write_text('单位,凭证号,金额\n"=""00123""",\t20240100001,"1,000.00"\n', "utf-8")
    assert lines(read_text(path)) == [
        [["单位", "凭证号", "金额"], ["00123", "20240100001", "1,000.00"]]
    ]


def test_a_table_parted_by_tabs_is_one_whatever_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "报表.csv"
    path.write_text("项目\t金额\n甲,乙\t1,000.00\n", "utf-8")
    assert lines(read_text(path)) == [[["项目", "金额"], ["甲,乙", "1,000.00"]]]


LABELS = "一、一般公共预算财政拨款\n二、政府性基金预算财政拨款\n"


def test_rows_of_a_label_alone_part_no_table(tmp_path: Path) -> None:
    """The totals below them were lost: the label was taken for the title of another table."""
    path = tmp_path / "a.txt"
    table = "收入\t决算数\t支出\t决算数\n本年收入合计\t307.82\t本年支出合计\t307.82\n"
    path.write_text(f"{table}{LABELS}总计\t307.82\t总计\t307.82\n", "utf-8")
    (grid,) = read_text(path).grids
    assert [len(row) for row in grid.rows] == [4, 4, 1, 1, 4]
    bars = table.replace("\t", " | ").replace("\n", " |\n| ")
    path.write_text(f"| {bars.removesuffix('| ')}{LABELS}| 总计 | 1.00 | 总计 | 1.00 |\n", "utf-8")
    (grid,) = read_text(path).grids
    assert [len(row) for row in grid.rows] == [4, 4, 1, 1, 4]


@pytest.mark.parametrize(
    "between",
    [
        "\n二、支出决算表\n",  # a blank line
        "注：本表反映收支情况。\n二、支出决算表\n",  # a sentence
        "二、支出决算表\n\t\t公开02表\n",  # no amounts below it
    ],
)
def test_the_title_of_the_next_table_is_no_row(tmp_path: Path, between: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"项目\t行次\t金额\n合计\t1\t2.00\n{between}合计\t1\t2.00\n", "utf-8")
    assert len(read_text(path).grids) == 2


@pytest.mark.parametrize(
    "parted",
    [
        "科目|上年|本年\n办公费||2.00\n|1.00|3.00\n差旅费|5.00|",
        "科目 | 上年 | 本年\n办公费 |  | 2.00\n | 1.00 | 3.00\n差旅费 | 5.00 | ",
        "┌──┬──┬──┐\n│科目│上年│本年│\n├──┼──┼──┤\n│办公费││2.00│\n││1.00│3.00│\n│差旅费│5.00││",
        "科目│上年│本年\n──┼──┼──\n办公费││2.00\n│1.00│3.00\n差旅费│5.00│",
    ],
)
def test_bars_only_between_fields_and_bars_of_boxes_part_them_too(
    tmp_path: Path, parted: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"某表\n{parted}\n注：完。\n", "utf-8")
    (grid,) = (part for part in read_text(path).parts if isinstance(part, Grid))
    texts = [[cell.text.strip() if cell else "" for cell in row] for row in grid.rows]
    assert texts == [
        ["科目", "上年", "本年"],
        ["办公费", "", "2.00"],
        ["", "1.00", "3.00"],
        ["差旅费", "5.00", ""],
    ]


DRAWN = """\
+------+-------------+------+
| 收入               | 支出 |
| 项目 | 金额        | 金额 |
+------+-------------+------+
| 合计 |        2.00 | 2.00 |
| “三公” |      1.00 |      |
+------+-------------+------+
"""


@pytest.mark.parametrize(
    ("drawn", "rows"),
    [
        (
            DRAWN,
            [
                ["收入", None, "支出"],
                ["项目", "金额", "金额"],
                ["合计", "2.00", "2.00"],
                ["“三公”", "1.00", ""],
            ],
        ),
        (
            DRAWN.replace("|", "│"),
            [
                ["收入", None, "支出"],
                ["项目", "金额", "金额"],
                ["合计", "2.00", "2.00"],
                ["“三公”", "1.00", ""],
            ],
        ),
        (
            "+----+----+\n|类  |数  |\n+----+----+\n"
            "|办公|1.00|\n|费  |    |\n+----+----+\n|水费|2.00|\n+----+----+\n",
            [["类", "数"], ["办公费", "1.00"], ["水费", "2.00"]],
        ),
    ],
)
def test_lines_draw_tables_with_merged_cells_and_wrapped_rows(
    tmp_path: Path, drawn: str, rows: list[list[str | None]]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"某表\n{drawn}注：完。\n", "utf-8")
    _, grid, _ = read_text(path).parts
    assert isinstance(grid, Grid)
    assert [[cell.text if cell else None for cell in row] for row in grid.rows] == rows


def test_bars_below_no_crossing_leave_the_lines_to_what_they_part(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("+--+--------+\n|项目|金额|备注|\n|合计|2.00|无|\n+--+--------+\n", "utf-8")
    (grid,) = (part for part in read_text(path).parts if isinstance(part, Grid))
    assert [cell.text for cell in grid.rows[0] if cell] == ["项目", "金额", "备注"]


def test_a_line_or_two_with_bars_are_no_table(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("首页|公开|决算\n上一页|本页|下一页\n正文。\n", "utf-8")
    assert not [part for part in read_text(path).parts if isinstance(part, Grid)]


def lines_told(document: Document) -> dict[str, int]:
    """The line at which each figure is said to stand."""
    (grid,) = (part for part in document.parts if isinstance(part, Grid))
    cells = (cell for row in grid.rows for cell in row if cell)
    return {cell.text: cell.spot.line for cell in cells if "." in cell.text}


def test_a_figure_on_the_second_line_of_a_drawn_row_is_told_there(tmp_path: Path) -> None:
    rule = "+------+------+"
    rows = [
        "|科目  |决算数|",
        "|农林水|      |",
        "|支出  |  8.77|",
        "|教育  |  1.23|",
        "|支出  |      |",
    ]
    drawn = [rule, rows[0], rule, *rows[1:3], rule, *rows[3:], rule]
    assert lines_told(read(tmp_path, "\n".join(drawn))) == {"8.77": 5, "1.23": 7}


def test_a_break_within_quotes_counts_as_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('科目,"决算\n数"\n教育支出,8.77\n农林水支出,1.23\n', "utf-8")
    assert lines_told(read_text(path)) == {"8.77": 3, "1.23": 4}


def test_bars_below_each_other_tell_which_cells_are_merged(tmp_path: Path) -> None:
    """A row with fewer bars has cells over several columns; where its bars stand elsewhere, the
    lines are none of one table."""
    line = "-" * 40
    rows = (
        "人员经费                 | 公用经费      |",
        "编码  | 名称    | 金额   | 编码 | 金额   |",
        line,
        "  301 | 工资    | 206.16 |  302 |  29.60 |",
        "      | 津贴    |   9.36 |      |        |",
        "人员经费合计    | 215.52 | 合计 |  29.60 |",
    )
    path = tmp_path / "a.txt"
    path.write_text("\n".join((line, *rows, line)), "utf-8")
    (grid,) = read_text(path).grids
    texts = [[cell and cell.text for cell in row] for row in grid.rows]
    assert texts[0] == ["人员经费", None, None, "公用经费", None]
    assert texts[3] == ["", "津贴", "9.36", "", ""]
    assert texts[4] == ["人员经费合计", None, "215.52", "合计", "29.60"]
    moved = rows[-1].replace("    | 215.52", "| 215.52    ")
    path.write_text("\n".join((line, *rows[:-1], moved, line)), "utf-8")
    assert not any(None in row for grid in read_text(path).grids for row in grid.rows)
