"""Columns of other years and remarks beside a form's own: told, and never taken for its own."""

from pathlib import Path

from juesuan.reading import read

TEXT = """某县水利局2022年度部门决算
一般公共预算财政拨款“三公”经费支出决算表
公开07表
编制单位：某县水利局\t\t\t金额单位：万元
项目\t2022年预算数\t2022年决算数\t2021年决算数
合计\t18.50\t14.64\t16.63
1.因公出国（境）费用\t0.00\t0.00\t0.00
2.公务接待费\t6.50\t4.28\t5.15
3.公务用车费\t12.00\t10.36\t11.48
其中：（1）公务用车运行费\t12.00\t10.36\t11.48
（2）公务用车购置费\t0.00\t0.00\t0.00
"""


def test_last_years_column_is_told_and_this_years_are_certain(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    reading = read(tmp_path / "a.txt")
    values = [o.value for o in reading.observations]
    assert sorted(values, key=float)[-4:] == ["12.00", "12.00", "14.64", "18.50"]
    assert {o.certainty for o in reading.observations} == {1.0}
    assert len(values) == 12
    (told,) = [u for u in reading.unread if u.spot.field == 4]
    assert (told.key, told.details["place"]) == ("column_aside", 4)


def test_whichever_way_round_the_years_stand(tmp_path: Path) -> None:
    lines = [line.split("\t") for line in TEXT.splitlines()]
    turned = [
        "\t".join([line[0], line[3], line[2], line[1]] if number > 3 else line)
        for number, line in enumerate(lines)
    ]
    (tmp_path / "a.txt").write_text("\n".join(turned), "utf-8")
    found = {o.value for o in read(tmp_path / "a.txt").observations if o.certainty == 1}
    assert found == {"18.50", "14.64", "0.00", "6.50", "4.28", "12.00", "10.36"}
