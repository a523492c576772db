"""Tables whose rows are units or projects: each row read as its own, sums held."""

from pathlib import Path

from juesuan.checks import Subject, check
from juesuan.reading import Reading, read

BY_UNIT = """某某市教育局2023年度部门决算
收入决算表（按单位列示）
公开03表
部门：某某市教育局\t单位：万元
单位名称\t本年收入合计\t财政拨款收入\t事业收入\t其他收入
合计\t{total}\t70.00\t30.00\t0.00
某某市第一中学\t60.00\t40.00\t20.00\t0.00
某某市第二中学\t40.00\t30.00\t10.00\t0.00
"""
PROJECTS = """某某旗农牧中心2022年度部门决算
项目收入支出决算表
公开05表
部门：某某旗农牧中心\t单位：万元
科目编码\t项目名称\t年初结转和结余\t本年收入\t本年支出\t交回财政资金\t年末结转和结余
合计\t\t10.00\t90.00\t94.00\t1.00\t5.00
2130108\t草原鼠害防治\t10.00\t50.00\t59.00\t1.00\t0.00
2130106\t良种推广\t0.00\t25.00\t20.00\t0.00\t5.00
2130106\t奶业服务\t0.00\t15.00\t15.00\t0.00\t0.00
"""


def _read(folder: Path, text: str) -> Reading:
    path = folder / "a.txt"
    path.write_text(text, "utf-8")
    return read(path)


def test_each_unit_has_its_own_row(tmp_path: Path) -> None:
    reading = _read(tmp_path, BY_UNIT.format(total="100.00"))
    found = {(o.row, o.column): o.value for o in reading.observations if o.certainty == 1}
    assert found["某某市第一中学", "1"] == "60.00"
    assert found["某某市第二中学", "3"] == "10.00"
    assert len(found) == 12
    assert reading.unread == []


BY_UNIT_AND_BY_CODE = """某某市教育局2023年度部门决算
（二）收入决算表（分单位）
公开02-1表
部门：某某市教育局\t单位：万元
单位\t本年收入合计\t财政拨款收入\t事业收入
合计\t100.00\t70.00\t30.00
某某市第一中学\t60.00\t40.00\t20.00
某某市第二中学\t40.00\t30.00\t{second}

（三）收入决算表（分科目）
公开02表
部门：某某市教育局\t单位：万元
功能分类科目编码\t科目名称\t本年收入合计\t财政拨款收入\t事业收入
合计\t\t100.00\t70.00\t30.00
205\t教育支出\t100.00\t70.00\t30.00
20502\t普通教育\t100.00\t70.00\t30.00
2050204\t高中教育\t100.00\t70.00\t30.00
"""


def test_a_form_by_units_beside_the_same_by_codes_has_a_number_of_its_own(tmp_path: Path) -> None:
    reading = _read(tmp_path, BY_UNIT_AND_BY_CODE.format(second="10.00"))
    found = {(o.form, o.row, o.column): o.value for o in reading.observations}
    assert found["02-1", "某某市第一中学", "2"] == "40.00"
    assert found["02", "2050204", "3"] == "30.00"
    assert reading.form_set.form("02-1").title == "收入决算表（分单位）"
    assert reading.unread == []
    broken = check(Subject.of(_read(tmp_path, BY_UNIT_AND_BY_CODE.format(second="19.00"))))
    (told,) = [finding for finding in broken.findings if finding.code == "K101"]
    assert told.expected == "10.00"


def test_a_total_that_its_units_do_not_give_is_found(tmp_path: Path) -> None:
    checked = check(Subject.of(_read(tmp_path, BY_UNIT.format(total="101.00"))))
    (told,) = [finding for finding in checked.findings if finding.code == "K101"]
    (broken,) = told.identities
    assert (broken.dimension, broken.difference) == ("object", "1.00")


def test_projects_of_one_code_are_told_apart_and_a_strange_column_is_left_out(
    tmp_path: Path,
) -> None:
    reading = _read(tmp_path, PROJECTS)
    found = {(o.row, o.column): o.value for o in reading.observations}
    assert found["良种推广", "2"] == "25.00"
    assert found["奶业服务", "3"] == "15.00"
    assert len(found) == 16
    assert [(u.key, u.details["count"]) for u in reading.unread] == [("column_aside", 4)]


def test_the_total_of_projects_is_not_held_against_all_expenditure(tmp_path: Path) -> None:
    general = """一般公共预算财政拨款支出决算表
公开06表
部门：某某旗农牧中心\t单位：万元
科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出
合计\t\t194.00\t100.00\t94.00
213\t农林水支出\t194.00\t100.00\t94.00
"""
    checked = check(Subject.of(_read(tmp_path, PROJECTS + general)))
    assert [finding.code for finding in checked.findings if finding.code[0] == "K"] == []
