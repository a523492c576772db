"""Tables of assets by kind: what is counted is a count in its own unit, what is worth is money."""

from pathlib import Path

import pytest

from juesuan.checks import Subject, check, selected
from juesuan.reading import Reading, read

Rows = list[list[str]]


def table(tmp_path: Path, head: Rows, rows: Rows, title: str = "国有资产占用情况表") -> Reading:
    lines = ("".join(f"<td>{text}</td>" for text in row) for row in [*head, *rows])
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    above = f"<p>{title}</p><p>编制部门：示例县档案馆　单位：万元</p>"
    path = tmp_path / "2023年度部门决算.html"
    path.write_text(f"<html><body>{above}<table>{body}</table></body></html>", "utf-8")
    return read(path)


def figures(reading: Reading) -> dict[str, list[tuple[str, str]]]:
    """Each row's figures with their units."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in reading.observations:
        assert one.certainty == 1
        found.setdefault(one.row, []).append((one.value, one.unit))
    return found


@pytest.mark.parametrize("head", ["价值（万元）", "原值", "金额", "账面价值"])
def test_numbers_of_things_stand_beside_their_value(tmp_path: Path, head: str) -> None:
    reading = table(
        tmp_path,
        [["项目", "数量", head]],
        [
            ["房屋（平方米）", "3862", "2154.30"],
            ["车辆（辆）", "2", "43.76"],
            ["单价50万元以上通用设备（台/套）", "4", "239.15"],
        ],
    )
    assert figures(reading) == {
        "房屋（平方米）": [("3862", "平方米"), ("2154.30", "万元")],
        "车辆（辆）": [("2", "辆"), ("43.76", "万元")],
        "单价50万元以上通用设备（台/套）": [("4", "台/套"), ("239.15", "万元")],
    }
    assert not reading.unread


def test_units_may_stand_in_a_column_and_what_is_left_of_a_value_in_rows(tmp_path: Path) -> None:
    reading = table(
        tmp_path,
        [["资产名称", "单位", "数量", "原值"]],
        [
            ["一、固定资产合计", "—", "—", "350.00"],
            ["1.房屋", "平方米", "960", "300.00"],
            ["2.汽车", "辆", "2", "43.00"],
            ["3.图书、档案", "册", "500", "7.00"],
            ["减：累计折旧", "—", "—", "150.00"],
            ["固定资产净值", "—", "—", "200.00"],
        ],
    )
    found = figures(reading)
    assert found["2.汽车"] == [("2", "辆"), ("43.00", "万元")]
    assert found["3.图书、档案"] == [("500", "册"), ("7.00", "万元")]
    assert found["减：累计折旧"] == [("150.00", "万元")]
    assert found["固定资产净值"] == [("200.00", "万元")]


def test_kinds_may_stand_side_by_side(tmp_path: Path) -> None:
    reading = table(
        tmp_path,
        [
            ["项目", "房屋", "", "车辆", ""],
            ["", "面积（平方米）", "原值", "数量（辆）", "原值"],
        ],
        [["合计", "3862", "2154.30", "2", "43.76"]],
    )
    whole = [("3862", "平方米"), ("2154.30", "万元"), ("2", "辆"), ("43.76", "万元")]
    assert figures(reading) == {"合计": whole}


def test_the_end_of_the_year_of_assets_is_no_balance_carried_on(tmp_path: Path) -> None:
    rows = [["资产总额", "500.00"], ["流动资产", "100.00"], ["固定资产净值", "400.00"]]
    reading = table(tmp_path, [["项目", "年末数（万元）"]], rows, "国有资产情况表")
    assert figures(reading) == {label: [(value, "万元")] for label, value in rows}


def test_things_below_a_net_value_have_numbers_too(tmp_path: Path) -> None:
    rows = [
        ["一、资产总额", "—", "150.25"],
        ["（一）固定资产净值", "—", "150.25"],
        ["1.房屋", "642.50", "138.74"],
        ["2.车辆", "2", "11.51"],
    ]
    reading = table(tmp_path, [["项目", "数量", "价值"]], rows)
    found = figures(reading)
    assert not check(Subject.of(reading), selected(["D406"])).findings  # an area is measured
    assert found["1.房屋"] == [("642.50", "平方米"), ("138.74", "万元")]
    assert found["2.车辆"] == [("2", "辆"), ("11.51", "万元")]
