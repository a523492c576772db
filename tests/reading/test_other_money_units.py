"""Forms in 千元 or 亿元: told, and no figure of them is certain, for it is of another unit."""

from pathlib import Path

import pytest

from juesuan.reading import Reading, read

ROWS = [
    ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
    ["", "合计", "50.00", "30.00", "20.00"],
    ["201", "一般公共服务支出", "50.00", "30.00", "20.00"],
]


def form(tmp_path: Path, unit: str) -> Reading:
    lines = ("".join(f"<td>{text}</td>" for text in row) for row in ROWS)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    above = f"<p>一般公共预算财政拨款支出决算表</p><p>部门：示例县水务站　单位：{unit}</p>"
    path = tmp_path / "2023年度部门决算.html"
    path.write_text(f"<html><body>{above}<table>{body}</table></body></html>", "utf-8")
    return read(path)


@pytest.mark.parametrize("unit", ["千元", "百万元", "亿元"])
def test_a_unit_that_accounts_are_not_in_is_told_and_nothing_is_certain(
    tmp_path: Path, unit: str
) -> None:
    reading = form(tmp_path, unit)
    assert max(one.certainty for one in reading.observations) < 1
    (note,) = reading.unread
    assert (note.key, note.details["unit"]) == ("other_unit", unit)


@pytest.mark.parametrize("unit", ["元", "万元", "人民币元"])
def test_units_of_accounts_are_certain(tmp_path: Path, unit: str) -> None:
    reading = form(tmp_path, unit)
    assert {one.certainty for one in reading.observations} == {1} and not reading.unread
