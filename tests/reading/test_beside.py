"""Forms with columns, heads and rows that no set knows, beside others or turned: what belongs to
the form is read, what is added is told or read as what it is, and nothing of it as the form's."""

from collections import Counter

import pytest

from juesuan.reading import read
from support.beside_trials import files, trials


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
