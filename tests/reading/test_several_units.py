"""Several units in one file: forms and text of each kept apart."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from juesuan.reading import NotADisclosureError, read, read_units

FORM = """{unit}2023年度部门决算
支出决算表
公开03表
部门：{unit}\t单位：万元
科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出
合计\t\t{amount}\t{amount}\t0.00\t0.00\t0.00\t0.00
213\t农林水支出\t{amount}\t{amount}\t0.00\t0.00\t0.00\t0.00

第三部分 情况说明
一、支出决算情况说明
{unit}2023年度支出合计{amount}万元，其中基本支出{amount}万元，占100.00%。
"""


def test_the_text_of_another_unit_is_not_held_against_the_first(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    first = FORM.format(unit="某某市水务局", amount="8.77")
    path.write_text(first + FORM.format(unit="某某市渔业站", amount="3.50"), "utf-8")
    reading = read(path)
    assert reading.unit == "某某市水务局"
    assert {o.value for o in reading.observations} == {"8.77", "0.00"}
    said = {str(mention.value) for _, _, mention in reading.narrative.mentions()}
    assert "8.77" in said and "3.50" not in said
    (told,) = [unread for unread in reading.unread if unread.key == "another_unit"]
    assert told.details == {"unit": "某某市渔业站"}


def test_what_follows_the_first_units_name_again_is_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    first, other = (
        FORM.format(unit=unit, amount=amount)
        for unit, amount in (("某某市水务局", "8.77"), ("某某市渔业站", "3.50"))
    )
    more = "某某市水务局2023年度部门决算\n四、其他\n某某市水务局2023年度项目支出1.23万元。\n"
    path.write_text(first + other + more, "utf-8")
    said = {str(mention.value) for _, _, mention in read(path).narrative.mentions()}
    assert {"8.77", "1.23"} <= said and "3.50" not in said


def test_each_unit_of_a_file_is_read_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    both = [
        FORM.format(unit=unit, amount=amount)
        for unit, amount in (("某某市水务局", "8.77"), ("某某市水务局本级", "3.50"))
    ]
    path.write_text("".join(both), "utf-8")
    assert [(r.unit, {o.value for o in r.observations}) for r in read_units(path)] == [
        ("某某市水务局", {"8.77", "0.00"}),
        ("某某市水务局本级", {"3.50", "0.00"}),
    ]
    said = {str(m.value) for _, _, m in read(path, unit="本级").narrative.mentions()}
    assert "3.50" in said and "8.77" not in said


def test_units_are_told_apart_by_titles_where_no_line_names_them(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    both = "".join(
        FORM.format(unit=unit, amount=amount).replace(f"部门：{unit}\t", "")
        for unit, amount in (("某某市水务局", "8.77"), ("某某市渔业站", "3.50"))
    )
    path.write_text(both, "utf-8")
    found = {r.unit: {o.value for o in r.observations} - {"0.00"} for r in read_units(path)}
    assert found == {"某某市水务局": {"8.77"}, "某某市渔业站": {"3.50"}}


def test_a_unit_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FORM.format(unit="某某市水务局", amount="8.77"), "utf-8")
    with pytest.raises(NotADisclosureError) as refused:
        read(path, unit="渔业")
    assert refused.value.key == "no_such_unit"
    assert "某某市水务局" in refused.value.text("zh")


NAMELESS = FORM.replace("{unit}2023年度部门决算", "2023年度部门决算").replace("部门：{unit}\t", "")


def test_files_of_a_folder_belong_to_the_units_they_are_named_after(tmp_path: Path) -> None:
    for unit, amount in (("某某市渔业站", "3.50"), ("某某市水务局", "8.77")):
        text = NAMELESS.format(unit="本单位", amount=amount)
        (tmp_path / f"{unit}2023年度部门决算.txt").write_text(text, "utf-8")
    found = {r.unit: {o.value for o in r.observations} for r in read_units(tmp_path)}
    assert found == {"某某市渔业站": {"3.50", "0.00"}, "某某市水务局": {"8.77", "0.00"}}
    said = {str(m.value) for _, _, m in read(tmp_path, unit="水务局").narrative.mentions()}
    assert "8.77" in said and "3.50" not in said


def test_sheets_belong_to_the_units_they_are_named_after(tmp_path: Path) -> None:
    book = Workbook()
    book.remove(book.active)
    for unit, amount in (("第一小学", "3.50"), ("第二小学", "8.77")):
        sheet = book.create_sheet(unit)
        for line in NAMELESS.format(unit=unit, amount=amount).splitlines()[:6]:
            sheet.append(line.split("\t"))
    book.save(tmp_path / "a.xlsx")
    found = {r.unit: {o.value for o in r.observations} for r in read_units(tmp_path / "a.xlsx")}
    assert found == {"第一小学": {"3.50", "0.00"}, "第二小学": {"8.77", "0.00"}}
