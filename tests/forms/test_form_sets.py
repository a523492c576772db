"""The form sets that come with the package: complete, well-formed, recognisable."""

from pathlib import Path

import pytest

from juesuan.classification import code_list
from juesuan.facts import Space
from juesuan.forms import (
    CellKey,
    FormSet,
    FormSetError,
    available_form_sets,
    find_identities,
    lay_out,
    load_form_set,
)

SETS = available_form_sets()


def titles(form_set: FormSet) -> dict[str, str]:
    return {form.no: form.title for form in form_set.forms}


def test_all_five_layouts_are_there() -> None:
    assert {"yunnan-2021", "yunnan-2023", "yunnan-2024", "shanxi-2023", "shanghai-2024"} <= set(
        SETS
    )


@pytest.mark.parametrize("name", SETS)
def test_a_set_says_where_it_comes_from(name: str) -> None:
    form_set = load_form_set(name)
    assert form_set.source and form_set.name and form_set.name_en
    assert form_set.first_year <= form_set.last_year


@pytest.mark.parametrize("name", SETS)
def test_no_two_forms_are_the_same(name: str) -> None:
    form_set = load_form_set(name)
    assert len(set(titles(form_set).values())) == len(form_set.forms)
    space = Space(form_set.first_year)
    meanings = [
        tuple(cell.selection for cell in lay_out(form, form_set, space, ["201"], []).cells)
        for form in form_set.forms
    ]
    assert len(set(meanings)) == len(meanings)


@pytest.mark.parametrize("name", SETS)
def test_every_form_lays_out_as_one_rectangle(name: str) -> None:
    form_set = load_form_set(name)
    space = Space(form_set.first_year)
    for form in form_set.forms:
        sheet = lay_out(form, form_set, space, ["201", "20103", "2010301"], [])
        lines = sheet.grid()
        taken = set()
        for r, line in enumerate(lines):
            assert len(line) == form.width, (name, form.no, r)
            for c, cell in enumerate(line):
                if cell is not None:
                    taken |= {(r + i, c + j) for i in range(cell.rows) for j in range(cell.columns)}
        assert taken == {(r, c) for r in range(len(lines)) for c in range(form.width)}
        assert len({cell.key for cell in sheet.cells}) == len(sheet.cells)


@pytest.mark.parametrize("name", SETS)
def test_every_fixed_code_has_a_name_in_the_sets_year(name: str) -> None:
    form_set = load_form_set(name)
    codes = code_list("economic", form_set.first_year)
    listed = [
        code
        for form in form_set.forms
        for side in form.sides
        for source in side.sources
        for code in source.codes
    ]
    assert [code for code in listed if code not in codes] == []


@pytest.mark.parametrize("name", SETS)
def test_closed_places_and_zeros_meet_cells_that_exist(name: str) -> None:
    for form in load_form_set(name).forms:
        columns = {column for side in form.sides for column in side.columns}
        for _, closed in (*form.closed.entries, *form.zeros.entries):
            assert set(closed) <= columns | {"*"}, (form.no, closed)


def test_what_yunnan_2023_changed() -> None:
    before, after = load_form_set("yunnan-2021"), load_form_set("yunnan-2023")
    assert titles(before)["01"] == "收入支出决算总表"
    assert titles(after)["01"] == "收入支出决算表"
    assert titles(before)["07"] == titles(after)["08"] == "政府性基金预算财政拨款收入支出决算表"
    assert titles(after)["12"] == "国有资产使用情况表"
    assert len(after.form("05").sides[0].columns) == 16


def test_yunnan_2024_inherits_form_12_and_adds_statistics_to_11() -> None:
    earlier, later = load_form_set("yunnan-2023"), load_form_set("yunnan-2024")
    assert titles(later)["12"] == titles(earlier)["12"]
    rows = {s.key for s in later.form("11").sides[0].sources}
    assert rows - {s.key for s in earlier.form("11").sides[0].sources} == {
        str(n) for n in range(11, 22)
    }


def test_row_numbers_stand_where_the_forms_print_them() -> None:
    space = Space(2023)
    shanxi = load_form_set("shanxi-2023")
    sheet = lay_out(shanxi.form("01"), shanxi, space, [], [])
    rows = {laid.row.key: laid.row.label for side in sheet.sides for laid in side}
    assert rows["32"] == "一、一般公共服务支出"
    assert rows["57"] == "二十六、抗疫特别国债安排的支出"
    assert rows["58"] == "本年支出合计"


def test_shanghai_forms_know_their_rows_by_name() -> None:
    space = Space(2024)
    shanghai = load_form_set("shanghai-2024")
    sheet = lay_out(shanghai.form("04"), shanghai, space, [], [])
    keys = {cell.key for cell in sheet.cells}
    assert CellKey("04", "一、一般公共预算财政拨款", "1") in keys
    assert CellKey("04", "一、一般公共预算财政拨款#2", "1") in keys  # the opening balance
    assert CellKey("04", "总计", "3") in keys


def test_the_24_class_variant() -> None:
    space = Space(2024)
    variant = load_form_set("shanghai-2024-24")
    sheet = lay_out(variant.form("01"), variant, space, [], [])
    labels = [laid.row.label for side in sheet.sides for laid in side]
    assert "二十四、抗疫特别国债安排的支出" in labels
    assert not any("债务还本" in label for label in labels)


def test_a_code_without_a_row_is_appended_below_its_class() -> None:
    shanghai = load_form_set("shanghai-2024")
    economics = ["307", "30701", "399", "39999"]
    sheet = lay_out(shanghai.form("06"), shanghai, Space(2024), [], economics)
    assert [row.code for row in sheet.appended] == economics
    assert [row.label for row in sheet.appended][1] == "国内债务付息"


def test_a_code_of_another_year_is_mapped_by_data() -> None:
    """经常性赠与 of 2023 in the forms of 2021, which know 赠与 only."""
    old = load_form_set("yunnan-2021", 2023)
    sheet = lay_out(old.form("06"), old, Space(2023), [], ["399", "39909"])
    assert sheet.appended == []
    ((_, region),) = next(cell for cell in sheet.cells if cell.key.row == "39906").selection.terms
    assert region.get("economic") == {"39906", "39909", "39910"}


@pytest.mark.parametrize("name", SETS)
def test_identities_name_only_cells_that_exist(name: str) -> None:
    form_set = load_form_set(name)
    space = Space(form_set.first_year)
    sheets = [lay_out(f, form_set, space, ["201", "20103", "2010301"], []) for f in form_set.forms]
    keys = {cell.key for sheet in sheets for cell in sheet.cells}
    identities = find_identities(sheets, space)
    assert {key for identity in identities for _, key in identity.terms} <= keys
    assert len({frozenset(identity.terms) for identity in identities}) == len(identities)


def write(folder: Path, **files: str) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


SET = """
id = "test"
inherits = "yunnan-2023"
name = "某省"
name_en = "Somewhere"
source = "某省财政厅"
first_year = 2023
"""


def test_a_set_of_ones_own_states_only_its_differences(tmp_path: Path) -> None:
    folder = write(tmp_path / "my-set", set=SET, overall='title = "收支总表"')
    mine = load_form_set(str(folder))
    assert titles(mine) == {**titles(load_form_set("yunnan-2023")), "01": "收支总表"}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("title = ", "not_toml"),
        ('colour = "red"', "unknown_entries"),
        ('header = "| 项目 | 行次 |"', "ragged_grid"),
        ('[side.income.columns]\n1 = "income[fund=x]"', "no_node"),
        ('[side.income]\nbody = "label row_no 7"', "no_column"),
        ('[side.expenditure.rows]\n40 = ["重号", "expenditure"]', "numbers_overlap"),
        ('closed = ["3"]', "bad_places"),
        ("[side.income.rows]\n1 = 5", "malformed"),
    ],
)
def test_a_faulty_set_is_refused_with_the_place(tmp_path: Path, text: str, key: str) -> None:
    folder = write(tmp_path / "faulty", set=SET, overall=text)
    with pytest.raises(FormSetError) as caught:
        load_form_set(str(folder))
    assert caught.value.key == key
    assert "overall" in caught.value.place
    assert caught.value.text("zh") and caught.value.text("en")


def test_an_unknown_set_names_the_known_ones() -> None:
    with pytest.raises(FormSetError) as caught:
        load_form_set("atlantis-2023")
    assert "yunnan-2023" in caught.value.text("en")
