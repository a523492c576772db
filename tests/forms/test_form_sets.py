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
    folders,
    form_sets_in_force,
    lay_out,
    load_form_set,
    prescribed,
)

SETS = available_form_sets()


def titles(form_set: FormSet) -> dict[str, str]:
    return {form.no: form.title for form in form_set.forms}


def test_the_ministrys_sets_come_first_then_the_regions_by_name() -> None:
    nation = [name for name in SETS if load_form_set(name).region == "全国"]
    assert nation + sorted(set(SETS) - set(nation)) == SETS
    assert nation == ["mof-2017", "mof-2018", "mof-2019", "mof-2020", "mof-2022"]


def test_every_set_names_its_region() -> None:
    assert [name for name in SETS if not load_form_set(name).region] == []


def test_liaoning_has_government_funds_before_the_three_public_expenses() -> None:
    forms = titles(load_form_set("liaoning-2021"))
    assert [forms[no][:7] for no in ("07", "08", "09")] == [
        "政府性基金预算",
        "一般公共预算财",
        "国有资本经营预",
    ]


def test_anhui_prints_the_three_public_expenses_downwards() -> None:
    """As a page of Shouxian does: 合计, 出国, 接待, 用车, 其中运行, 购置; budget and account."""
    anhui = load_form_set("anhui-2020")
    sheet = lay_out(anhui.form("07"), anhui, Space(2023), [], [])
    assert [cell.text for cell in sheet.grid()[0] if cell] == ["项目", "预算数", "决算数"]
    assert [laid.row.label for laid in sheet.sides[0]] == [
        "合计",
        "因公出国（境）费",
        "公务接待费",
        "公务用车购置及运行维护费",
        "其中：公务用车运行维护费",
        "公务用车购置费",
    ]


def test_hainan_has_a_form_of_three_public_expenses_for_each_fund() -> None:
    hainan = load_form_set("hainan-2022")
    funds = [form.scope.terms[0][1].get("fund") for form in hainan.forms if "三公" in form.title]
    assert funds == [{"general"}, {"government_funds"}, {"state_capital"}]


def test_sichuan_leaves_out_what_nobody_has_seen() -> None:
    numbers = [form.no for form in load_form_set("sichuan-2022").forms]
    assert numbers == ["01", "02", "03", "04", "06", "08", "10", "11", "12", "13"]


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


@pytest.mark.parametrize(
    ("region", "year", "sets"),
    [
        ("全国", 2016, ["mof-2017"]),
        ("全国", 2018, ["mof-2018"]),
        ("全国", 2019, ["mof-2019"]),
        ("全国", 2021, ["mof-2020"]),
        ("全国", 2024, ["mof-2022"]),
        ("云南省", 2022, ["yunnan-2021"]),
        ("云南省", 2019, ["mof-2019"]),  # before any set known of Yunnan: the ministry's
        ("云南省", 2026, ["yunnan-2024"]),  # after all of them: the last one
        ("青海省", 2020, ["mof-2020"]),
    ],
)
def test_which_set_is_in_force(region: str, year: int, sets: list[str]) -> None:
    assert form_sets_in_force(region, year) == sets


def test_sets_are_listed_by_region_and_year() -> None:
    assert available_form_sets("上海市", 2024) == ["shanghai-2024", "shanghai-2024-24"]
    assert available_form_sets("云南省") == ["yunnan-2021", "yunnan-2023", "yunnan-2024"]
    assert available_form_sets("云南省", 2020) == []
    assert "mof" not in available_form_sets()


def test_until_2019_no_form_of_state_capital_was_prescribed() -> None:
    later = load_form_set("mof-2020")
    every = {form.key for form in later.forms}
    assert prescribed(later, 2021) == prescribed(later, 2024) == every
    assert every - prescribed(later, 2019) == {"state-capital"}


def test_the_ministrys_eight_and_nine_forms() -> None:
    early, middle, late = (load_form_set(name) for name in ("mof-2017", "mof-2020", "mof-2022"))
    assert [len(each.forms) for each in (early, middle, late)] == [8, 9, 9]
    assert (
        titles(early)["07"]
        == titles(middle)["07"]
        == titles(late)["09"].replace("财政拨款", "一般公共预算财政拨款", 1)
    )
    assert titles(early)["08"] == titles(late)["07"] == "政府性基金预算财政拨款收入支出决算表"
    assert titles(late)["06"] == "一般公共预算财政拨款基本支出决算明细表"


def test_the_form_of_2017_prints_the_classes_of_2017() -> None:
    early = load_form_set("mof-2017", 2017)
    sheet = lay_out(early.form("01"), early, Space(2017), [], [])
    rows = {laid.row.key: laid.row.label for side in sheet.sides for laid in side}
    assert (rows["29"], rows["37"]) == ("一、一般公共服务支出", "九、医疗卫生与计划生育支出")
    assert (rows["51"], rows["56"]) == ("二十三、债务付息支出", "总计")
    later = load_form_set("mof-2019")
    sheet = lay_out(later.form("01"), later, Space(2019), [], [])
    rows = {laid.row.key: laid.row.label for side in sheet.sides for laid in side}
    assert (rows["37"], rows["49"]) == ("九、卫生健康支出", "二十一、灾害防治及应急管理支出")


def test_a_form_lists_the_economic_codes_of_its_year() -> None:
    """赠与 was split in 2023; 31206 is new in 2024."""

    def listed(year: int) -> set[str]:
        form_set = load_form_set("mof-2022", year)
        sheet = lay_out(form_set.form("06"), form_set, Space(year), [], [])
        return {laid.row.code for side in sheet.sides for laid in side}

    changed = {"39906", "39909", "39910", "31206"}
    assert [listed(year) & changed for year in (2022, 2023, 2024)] == [
        {"39906"},
        {"39909", "39910"},
        {"39909", "39910", "31206"},
    ]


def test_the_economic_codes_before_and_after_2018() -> None:
    """The housing fund was 30311 until 2017 and is 30113 since 2018."""

    def listed(name: str) -> dict[str, str]:
        form_set = load_form_set(name)
        sheet = lay_out(form_set.form("06"), form_set, Space(form_set.last_year), [], [])
        return {laid.row.code: laid.row.label for side in sheet.sides for laid in side}

    before, after = listed("mof-2017"), listed("mof-2018")
    assert before["30311"] == after["30113"] == "住房公积金"
    assert "30113" not in before and "30311" not in after
    assert (before["310"], after["310"]) == ("其他资本性支出", "资本性支出")


def test_shanxi_says_its_own_word_for_the_codes() -> None:
    head = {span.text for span in load_form_set("shanxi-2023").form("02").header}
    assert "科目代码" in head and "功能分类科目编码" not in head


def test_loading_a_set_reads_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    once = folders._read_shipped.__wrapped__
    monkeypatch.setattr(
        folders, "_read_shipped", lambda name, file: read.append(name) or once(name, file)
    )
    load_form_set("shanxi-2023", 2031)
    assert set(read) == {"mof", "mof-2022", "shanxi-2023"}


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
        ('colour = "red"', "unknown_entry"),
        ('header = "| 项目 | 行次 |"', "ragged_grid"),
        ('[side.income.columns]\n1 = "income[fund=x]"', "no_node"),
        ('[side.income]\nbody = "label row_no 7"', "no_column"),
        ('[side.expenditure.rows]\n40 = ["重号", "expenditure"]', "numbers_overlap"),
        ('[side.expenditure.rows]\n56 = ["重号", "expenditure"]', "numbers_overlap"),
        ('closed = ["3"]', "bad_places"),
        ("[side.income.rows]\n1 = 5", "wrong_kind"),
        ('[side.income.rows.x]\neach = "economic codes"\ncodes = "309999"', "unknown_code"),
    ],
)
def test_a_faulty_set_is_refused_with_the_place(tmp_path: Path, text: str, key: str) -> None:
    folder = write(tmp_path / "faulty", set=SET, overall=text)
    with pytest.raises(FormSetError) as caught:
        load_form_set(str(folder))
    assert caught.value.key == key
    assert "overall" in caught.value.place
    assert caught.value.text("zh") and caught.value.text("en")


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("overall", 'titel = "收支总表"', ": there is no entry titel. What can stand there: title"),
        (
            "overall",
            "[side.income]\ncolums.1 = ''",
            " side.income: there is no entry colums. What can stand there: columns",
        ),
        (
            "overall",
            '[side.income.rows]\n3.lable = "三、上级补助收入"',
            " side.income.rows.3: there is no entry lable. What can stand there: label",
        ),
        (
            "overall",
            '[side.income.rows]\n3.each = "function class"',
            " side.income.rows.3.each: "
            "cannot be “function class”. What can stand there: function classes",
        ),
        ("set", 'dahs = "-"', ": there is no entry dahs. What can stand there: dash"),
        ("set", 'money = "千元"', " money: cannot be “千元”. What can stand there: 元"),
    ],
)
def test_an_unknown_entry_is_refused_with_file_place_and_nearest_name(
    tmp_path: Path, file: str, text: str, told: str
) -> None:
    files = {"set": SET, "overall": "", file: (SET if file == "set" else "") + text}
    with pytest.raises(FormSetError) as caught:
        load_form_set(write(tmp_path / "faulty", **files))
    assert str(caught.value) == f"faulty/{file}.toml{told}"


def test_a_form_that_lacks_an_entry_is_refused_with_its_name(tmp_path: Path) -> None:
    forms = SET + '[forms]\n01 = "own"\n'
    folder = write(tmp_path / "lacking", set=forms, own='title = "自拟表"')
    with pytest.raises(FormSetError) as caught:
        load_form_set(folder)
    assert caught.value.text("zh") == "lacking/own：缺少条目 title_en。"


def test_an_unknown_set_names_the_known_ones() -> None:
    with pytest.raises(FormSetError) as caught:
        load_form_set("atlantis-2023")
    assert "yunnan-2023" in caught.value.text("en")


def test_what_sets_take_from_the_one_they_build_on_is_made_once() -> None:
    sets = [load_form_set(name) for name in available_form_sets()]
    sides = [side for form_set in sets for form in form_set.forms for side in form.sides]
    assert len({id(side) for side in sides}) < 0.7 * len(sides)


def test_rows_of_codes_are_those_of_the_sets_own_year() -> None:
    """Which codes a list has hangs on the year: such blocks are no two sets' together."""
    sets = [load_form_set(name) for name in available_form_sets()]
    listed = [
        (form_set.first_year, side)
        for form_set in sets
        for form in form_set.forms
        for side in form.sides
        if any(source.codes for source in side.sources)
    ]
    assert len(listed) > 20
    for year, side in listed:
        codes = code_list("economic", year)
        assert all(code in codes for source in side.sources for code in source.codes)
