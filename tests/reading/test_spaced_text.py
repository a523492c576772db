"""Tables in plain text with a single bar a row, or cells that single blanks set apart."""

from pathlib import Path

import pytest

from juesuan.reading import Grid
from juesuan.reading.formats.text import read_text


def rows(folder: Path, text: str) -> list[list[list[str]]]:
    path = folder / "a.txt"
    path.write_text(text, "utf-8")
    grids = [part for part in read_text(path).parts if isinstance(part, Grid)]
    return [[[cell.text if cell else "" for cell in row] for row in grid.rows] for grid in grids]


def test_rows_with_one_bar_are_a_name_and_a_value(tmp_path: Path) -> None:
    text = (
        "支出（元）\n项目|金额\n办公费 | 8,770.00\n印刷费 | 1,230.00\n合计 | 10,000.00\n以上属实\n"
    )
    (grid,) = rows(tmp_path, text)
    assert grid[0] == ["项目", "金额"] and grid[-1] == ["合计", "10,000.00"]


@pytest.mark.parametrize(
    "text",
    [
        "职责|落实政策\n工作|管护树木\n人员|12人\n",
        "办公费|8.77\n印刷费|1.23\n",
    ],
    ids=["words", "two rows"],
)
def test_other_lines_with_one_bar_stay_lines(tmp_path: Path, text: str) -> None:
    assert rows(tmp_path, text) == []


SCORES = """一级指标 分值 得分
产出指标 50 48.5
效益指标 30 29.0
总分 100 97.5
"""


def test_as_many_words_as_the_head_has_are_cells(tmp_path: Path) -> None:
    (grid,) = rows(tmp_path, "某某自评表\n" + SCORES + "自评等级为优。\n")
    assert [len(row) for row in grid] == [3, 3, 3, 3]
    assert grid[2] == ["效益指标", "30", "29.0"]


@pytest.mark.parametrize(
    "text",
    [
        SCORES.replace("总分 100 97.5", "总分 97.5"),
        SCORES.replace("效益指标 30 29.0", "效益指标 30 较好"),
        "我们 一起 去\n年初 8 元\n年末 9 元\n",
        "一级指标 分值 得分\n产出指标 50 48.5\n",
    ],
    ids=["a cell is missing", "a column of both", "short words", "one row"],
)
def test_where_a_cell_may_be_missing_lines_stay_lines(tmp_path: Path, text: str) -> None:
    assert rows(tmp_path, text) == []
