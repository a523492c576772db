"""Rows with a cell too few or too many in a text: sums say where their figures stand, or that
nobody knows."""

from pathlib import Path

import pytest

from juesuan.forms import CellKey, Identity
from juesuan.reading.decide.realigning import verdict
from one_table import read_text

TABLE = """
科目编码 科目名称 本年支出合计 基本支出 项目支出
合计 _ 860.40 700.30 160.10
201 一般公共服务支出 700.30 600.20 100.10
20137 网信事务 700.30 600.20 100.10
2013701 行政运行 600.20 600.20 _
2013702 一般行政管理事务 {here}
210 卫生健康支出 160.10 100.10 60.00
21011 行政事业单位医疗 160.10 100.10 60.00
2101101 行政单位医疗 {there}
"""
AS_IT_IS = "160.10 100.10 60.00"
ONE_MORE = "160.10 _ 100.10 60.00"


def row_of(tmp_path: Path, code: str, here: str, there: str) -> dict[str, tuple[str, float]]:
    reading = read_text(tmp_path, TABLE.format(here=here, there=there), "支出决算表")
    return {o.column: (o.value, o.certainty) for o in reading.observations if o.row == code}


@pytest.mark.parametrize("here", ["100.10 _ _ 100.10", "100.10 100.10"])
def test_a_figure_that_slipped_stands_where_sums_hold(tmp_path: Path, here: str) -> None:
    there = ONE_MORE if here == "100.10 100.10" else AS_IT_IS
    found = row_of(tmp_path, "2013702", here, there)
    assert {column: value for column, (value, _) in found.items()} == {"1": "100.10", "3": "100.10"}


def test_figures_moved_by_a_cell_too_many_are_doubted(tmp_path: Path) -> None:
    found = row_of(tmp_path, "2101101", "100.10 _ 100.10", ONE_MORE)
    assert found == {"1": ("160.10", 0.5), "2": ("100.10", 0.5), "3": ("60.00", 0.5)}


@pytest.mark.parametrize("here", ["100.10", "100.10 90.00"])
def test_a_row_of_other_width_whose_sums_do_not_hold_is_doubted(tmp_path: Path, here: str) -> None:
    found = row_of(tmp_path, "2013702", here, ONE_MORE)
    assert {certainty for _, certainty in found.values()} == {0.5}


@pytest.mark.parametrize(
    ("parts", "whole", "holds"),
    [
        (("3.33", "3.33"), "6.67", 1),
        (("3.33", "3.33"), "6.68", -1),
        (("3.33", "3.33", "3.33"), "10.00", 1),
        (("3.33", "3.33", "3.33"), "10.01", -1),
        (("0.00", "0.00"), "0.00", 0),
        ((), "", 0),
    ],
)
def test_a_sum_may_miss_by_less_than_half_a_last_digit_of_each_figure(
    parts: tuple[str, ...], whole: str, holds: int
) -> None:
    printed = {"total": whole, **{str(n): part for n, part in enumerate(parts)}}
    keys = {row: CellKey("03", row, "1") for row in printed}
    terms = tuple((1 if row == "total" else -1, key) for row, key in keys.items())
    values = {keys[row]: int(text.replace(".", "")) for row, text in printed.items() if text}
    assert verdict(Identity("rollup", "function", terms), values) == holds
