"""Open data carry every printed figure and every fact, plainly and in a fixed order."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest
from msgspec.structs import replace
from small_unit import FACTS, Fill

from juesuan.facts import YUAN, FactStore, Space
from juesuan.facts.store import COLUMNS
from juesuan.forms import Cell, CellKey, Disclosure
from juesuan.forms.sheet import LaidRow
from juesuan.publishing import write_cells, write_facts


def lines(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text("utf-8").splitlines()))


def test_a_small_unit_in_open_data(filled: Fill, tmp_path: Path) -> None:
    write_cells(filled(money=YUAN), path := tmp_path / "cells.csv")
    assert path.read_bytes().startswith(
        b"form,row,column,value,unit,form_title,row_words,column_words\n"
        b"01,1,1,26764945.67,\xe5\x85\x83,"
    )
    found = [line[:5] for line in lines(path)]
    assert ["01", "8", "1", "-123.45", "元"] in found  # a negative amount stays a number
    assert ["10", "16", "3", "1023", "个"] in found


def test_every_cell_with_a_value_is_a_line_in_the_order_of_the_forms(
    any_disclosure: Disclosure, tmp_path: Path
) -> None:
    write_cells(any_disclosure, path := tmp_path / "cells.csv")
    assert [line[:5] for line in lines(path)[1:]] == [
        [
            *(cell.key.form, cell.key.row, cell.key.column),
            any_disclosure.plain(filled, cell),
            any_disclosure.unit_of(cell),
        ]
        for filled in any_disclosure.forms
        for cell in filled.sheet.cells
        if cell.key in filled.values
    ]


@pytest.mark.parametrize("label", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1"])
def test_a_row_name_is_never_a_formula(disclosure: Disclosure, tmp_path: Path, label: str) -> None:
    first = disclosure.forms[0]
    laid = first.sheet.sides[0][0]
    (cell,) = laid.cells.values()
    key = CellKey("01", label, "1")
    named = LaidRow(laid.row, {"1": Cell(key, cell.selection, cell.unit)})
    form = replace(first, sheet=replace(first.sheet, sides=((named,), ())), values={key: 100})
    write_cells(replace(disclosure, forms=(form,)), path := tmp_path / "cells.csv")
    assert lines(path)[1][:5] == ["01", f"'{label}".replace("\r", " "), "1", "0.00", "万元"]


def test_every_cell_says_its_words(filled: Fill, tmp_path: Path) -> None:
    write_cells(filled(money=YUAN), path := tmp_path / "cells.csv")
    words = {tuple(line[:3]): tuple(line[5:]) for line in lines(path)}
    assert words["01", "1", "1"] == (
        "收入支出决算表",
        "一、一般公共预算财政拨款收入",
        "收入 · 金额",
    )


def test_facts_are_summed_by_point_and_carry_their_unit(space: Space, tmp_path: Path) -> None:
    store = FactStore(space)
    store.add([*FACTS, *FACTS])
    write_facts(store, path := tmp_path / "facts.parquet")
    read = duckdb.read_parquet(str(path))
    assert read.columns == [*COLUMNS, "value_unit"]
    types = duckdb.sql(f"SELECT typeof(year), typeof(value) FROM '{path}' LIMIT 1").fetchall()
    assert types == [("INTEGER", "BIGINT")]
    expected = sorted((*fact[:-1], 2 * fact[-1]) for fact in FACTS)
    assert [row[:-1] for row in read.fetchall()] == expected
    units = duckdb.sql(f"SELECT DISTINCT measure, value_unit FROM '{path}' ORDER BY 1").fetchall()
    assert units == [
        *(("asset_gross", "分"), ("asset_net", "分"), ("count", "个")),
        *(("expenditure", "分"), ("income", "分")),
    ]


def test_the_same_facts_in_another_order_give_the_same_file(space: Space, tmp_path: Path) -> None:
    for name, facts in (("a", FACTS), ("b", FACTS[::-1])):
        store = FactStore(space)
        store.add(facts)
        write_facts(store, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("name", ["o'hara.parquet", "a;b --.parquet", "{uuid} *.parquet", "~x"])
def test_a_path_is_only_a_path(
    store: FactStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write_facts(store, Path(name))
    assert (tmp_path / name).read_bytes()[:4] == b"PAR1"


def test_facts_that_cannot_be_written_are_a_system_error(store: FactStore, tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"facts\.parquet"):
        write_facts(store, tmp_path / "missing" / "facts.parquet")
