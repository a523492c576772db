"""Forms with columns, heads and rows that no set knows, beside others or turned: what belongs to
the form is read, what is added is told or read as what it is, and nothing of it as the form's."""

from collections import Counter
from decimal import Decimal

import pytest

from juesuan.reading import Document, read
from juesuan.reading.recognise.of_units import totals_of_units
from support.beside_trials import files, trials
from support.printing import grid


def total(found) -> Counter[str]:
    return sum((counts for _, _, counts, _ in found), Counter())


@pytest.mark.parametrize(
    ("way", "form_set", "right"),
    [
        ("budget_beside", "mof-2022", 1),
        ("three_stages", "mof-2022", 1),
        ("remarks_between", "yunnan-2024", 1),
        ("remarks_between", "mof-2022", 1),
        ("units_first", "mof-2022", 1),
        ("turned", "mof-2020", 1),
        ("turned", "yunnan-2024", 1),
        ("subtotals", "shanghai-2024", 1),
        ("of_which", "shanghai-2024", 1),
        ("line_numbers_right", "yunnan-2024", 1),
        ("by_unit", "mof-2022", 1),
        ("by_unit", "yunnan-2024", 1),
    ],
)
def test_a_form_is_read_beside_what_no_set_knows(way: str, form_set: str, right: float) -> None:
    found = total(trials([form_set], 1, [way]))
    assert found["right"] >= right * sum(found[n] for n in ("right", "doubted", "told", "lost")) > 0
    assert found["lost"] == found["false"] == found["added silent"] == 0


@pytest.mark.parametrize("way", ["budget_beside", "last_year", "turned"])
def test_the_title_of_the_whole_may_stand_above_a_forms_own(way: str) -> None:
    """2023年度部门决算 in the first line of a sheet is no head of all its columns."""
    found = total(files(["shanghai-2024"], 1, [way], suffix=".xlsx"))
    assert found["right"] > 20
    assert found["lost"] == found["false"] == found["told"] == 0


ROWS = """
科目编码	科目名称	本年支出
		合计	{one}	{other}
合计		30.00	10.00	{rest}
201	一般公共服务支出	30.00	10.00	{rest}
20103	政府办公厅（室）及相关机构事务	30.00	10.00	{rest}
2010301	行政运行	30.00	10.00	{rest}
"""


@pytest.mark.parametrize(
    ("one", "other", "rest", "told"),
    [
        ("局本级", "服务中心", "20.00", True),
        ("局本级", "服务中心", "21.00", False),
        ("基本支出", "项目支出", "20.00", False),
        ("局本级", "局本级", "20.00", False),
    ],
    ids=["units", "that do not add up", "kinds of spending", "the same unit twice"],
)
def test_columns_of_units_are_left_out_only_where_they_add_up(
    tmp_path, one: str, other: str, rest: str, told: bool
) -> None:
    text = "某局2023年度部门决算\n支出决算表\n公开03表\n部门：某局\n金额单位：元"
    path = tmp_path / "a.txt"
    path.write_text(text + ROWS.format(one=one, other=other, rest=rest), encoding="utf-8")
    reading = read(path)
    said = [one for one in reading.unread if one.key == "columns_of_units"]
    assert [one.details["units"] for one in said] == ["局本级、服务中心"] * told
    if told:
        assert {o.value for o in reading.observations} == {"30.00"}
        assert {o.certainty for o in reading.observations} == {1}


@pytest.mark.parametrize(("off", "told"), [("0.00", 1), ("0.01", 1), ("0.02", 0)])
def test_units_add_up_where_all_figures_were_rounded(off: str, told: int) -> None:
    """Three units and their total are off by half a last digit each, and not by as much."""
    whole = str(Decimal("60.00") + Decimal(off))
    head = ["科目", "合计", "局本级", "服务中心", "监测站", "上年"]
    lines = [head, ["教育支出", whole, "10.00", "20.00", "30.00", "1.00"]]
    found = totals_of_units(Document("a.txt", "text", [grid(lines)]))
    assert [key for key, _, _ in found.unread] == ["columns_of_units"] * told


GROUPS = """支出决算表
公开03表	2023年度	单位：万元
科目编码	科目名称	{one}			{other}			{third}
		小计	基本支出	项目支出	小计	基本支出	项目支出	小计	基本支出	项目支出
合计		{a}	{b}	{c}
205	教育支出	{a}	{b}	{c}
20502	普通教育	{a}	{b}	{c}
2050202	小学教育	{a}	{b}	{c}
"""
WHOLE, OFFICE, STATION = (
    "100.00\t60.00\t40.00",
    "70.00\t40.00\t30.00",
    "30.00\t20.00\t10.00",
)


@pytest.mark.parametrize(
    ("heads", "figures", "told", "read_as"),
    [
        (("合计", "市局本级", "渔业站"), (WHOLE, OFFICE, STATION), "columns_of_units", WHOLE),
        (("市局本级", "渔业站", "合计"), (OFFICE, STATION, WHOLE), "columns_of_units", WHOLE),
        (("市局本级", "渔业站", "水库管理处"), (OFFICE, STATION, WHOLE), "units_without_total", ""),
    ],
    ids=["the total first", "the total last", "no total"],
)
def test_measures_under_each_unit_are_the_totals_or_none(
    tmp_path, heads, figures, told: str, read_as: str
) -> None:
    """Units stand above, the measures below each: no unit's figures are the form's."""
    one, other, third = heads
    a, b, c = figures
    path = tmp_path / "a.txt"
    text = GROUPS.format(one=one, other=other, third=third, a=a, b=b, c=c)
    path.write_text(text, encoding="utf-8")
    reading = read(path)
    assert [one.key for one in reading.unread] == [told]
    found = {(o.row, o.column): o.value for o in reading.observations}
    rows = ("total", "205", "20502", "2050202")
    assert found == {
        (row, str(n)): value for row in rows for n, value in enumerate(read_as.split(), 1)
    }
    assert {o.certainty for o in reading.observations} == ({1} if read_as else set())


def test_single_columns_of_units_without_a_total_are_told(tmp_path) -> None:
    path = tmp_path / "a.txt"
    rows = ("合计\t", "205\t教育支出", "20502\t普通教育", "2050202\t小学教育")
    lines = ["支出决算表", "公开03表\t2023年度\t单位：万元", "科目编码\t科目名称\t市局本级\t渔业站"]
    path.write_text("\n".join([*lines, *(f"{row}\t70.00\t30.00" for row in rows)]), "utf-8")
    reading = read(path)
    assert [one.key for one in reading.unread] == ["units_without_total"]
    assert reading.observations == []


MARGIN = """收入支出决算总表
公开01表	2023年度	单位：万元
	收入		支出
	项目	决算数	项目	决算数
注：本表反映本年度的总收支。	一、一般公共预算财政拨款收入	90.00	一、一般公共服务支出	60.00
	二、政府性基金预算财政拨款收入		五、教育支出	30.00
	本年收入合计	90.00	本年支出合计	90.00
	年初结转和结余	5.00	年末结转和结余	5.00
	总计	95.00	总计	95.00
"""


def test_a_note_in_the_margin_of_a_table_is_no_column(tmp_path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(MARGIN, encoding="utf-8")
    reading = read(path)
    found = {(o.row, o.column): o.value for o in reading.observations}
    assert len(found) == 9
    assert (found["一、一般公共预算财政拨款收入", "1"], found["年初结转和结余", "1"]) == (
        "90.00",
        "5.00",
    )
    assert reading.unread == []
    assert any(p.text.startswith("注：本表反映") for p in reading.documents[0].paragraphs)
