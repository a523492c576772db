"""Several units in one file: forms and text of each kept apart."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from juesuan.reading import NotADisclosureError, read, read_units
from juesuan.reading.recognise.covers import titled_units

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


TITLED = """{title}
收入决算表
单位：万元
项目\t本年收入合计\t财政拨款收入\t事业收入
合计\t{amount}\t8.00\t2.00
208社会保障和就业支出\t{amount}\t8.00\t2.00
"""


@pytest.mark.parametrize(
    "title",
    [
        "{unit}\n2022年度部门决算公开",
        "2022年度\n{unit}部门决算",
        "{unit}\n\n2022年度\n部门决算公开",
        "2022年\n{unit}\n决算公开说明",
        "{unit}部门决算\n（2022年度）",
        "{unit}\n二〇二二年度单位决算",
    ],
)
@pytest.mark.parametrize("unit", ["示例县水务局", "示例县渔业站（本级）"])
def test_a_title_on_several_lines_names_its_unit(tmp_path: Path, title: str, unit: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TITLED.format(title=title.format(unit=unit), amount="10.00"), "utf-8")
    assert read(path).unit == unit


@pytest.mark.parametrize(
    "line", ["目录", "收入支出情况", "2022年度，示例县水务局", "水务局部门决算"]
)
def test_lines_beside_a_title_name_no_unit(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TITLED.format(title=f"{line}\n2022年度部门决算公开", amount="10.00"), "utf-8")
    assert read(path).unit in {"", "水务局"}


def test_units_are_told_apart_by_titles_on_several_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    forms = [
        TITLED.format(title=f"{unit}\n2022年度单位决算", amount=amount)
        for unit, amount in (("示例县水务局", "10.00"), ("示例县渔业站", "10.01"))
    ]
    path.write_text("".join(forms), "utf-8")
    found = {r.unit: {o.value for o in r.observations} for r in read_units(path)}
    assert set(found) == {"示例县水务局", "示例县渔业站"}
    assert "10.01" in found["示例县渔业站"] and "10.01" not in found["示例县水务局"]


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


INCOME = """
{title}
科目编码\t科目名称\t本年收入合计\t财政拨款收入\t上级补助收入\t事业收入\t经营收入\t附属单位上缴收入\t其他收入
{rows}
"""
TITLE = "收入决算表\n公开02表\n2022年度\n单位：万元"
SCHOOLS = "205\t教育支出\t80.00\t80.00\n2050202\t小学教育\t80.00\t80.00"
PENSIONS = "208\t社会保障和就业支出\t50.00\t50.00\n2080505\t基本养老保险缴费\t50.00\t50.00"


@pytest.mark.parametrize(
    ("first", "second", "title", "told", "certain"),
    [
        ("合计\t\t80.00\t80.00\n", "合计\t\t50.00\t50.00\n", TITLE, ["form_again"], {1}),
        ("合计\t\t80.00\t80.00\n", "合计\t\t50.00\t50.00\n", "注：本表", ["form_again"], {1}),
        ("合计\t\t80.00\t80.00\n", "", TITLE, ["form_again"], {1}),
        ("合计\t\t130.00\t130.00\n", "", TITLE, [], {1}),
        ("", "", TITLE, ["of_two_perhaps"], {0.5}),
        ("", "", "单位：万元", [], {1}),
    ],
    ids=[
        "two totals",
        "two totals, one title",
        "a total that is made up already",
        "a total that both make",
        "no total and two titles",
        "no total and one title",
    ],
)
def test_one_form_of_two_units_without_names_is_not_joined(
    tmp_path: Path, first: str, second: str, title: str, told: list[str], certain: set[float]
) -> None:
    path = tmp_path / "a.txt"
    tables = [
        INCOME.format(title=TITLE, rows=first + SCHOOLS),
        INCOME.format(title=title, rows=second + PENSIONS),
    ]
    path.write_text("\n".join(tables), "utf-8")
    reading = read(path)
    assert [one.key for one in reading.unread] == told
    assert {o.certainty for o in reading.observations} == certain
    assert [form.no for form in reading.forms] == ["02"]
    assert ("208" in {o.row for o in reading.observations}) == (told != ["form_again"])


def test_a_title_about_the_accounts_of_a_year_names_its_unit_before_about() -> None:
    title = "某某县文学艺术界联合会关于财政拨款“三公”经费2015年决算的情况说明"
    assert list(titled_units([title])) == [(0, "某某县文学艺术界联合会")]
