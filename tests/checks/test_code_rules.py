"""Rules on codes, their names, and how figures are written."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from juesuan.checks import Finding, Subject, check, message, selected, severity_of
from juesuan.checks.rules.document import codes
from juesuan.reading import as_disclosure, read
from support.booklets import booklet, found


def forms(words: dict[str, str] | None = None, cells: dict[str, str] | None = None):
    """The small unit's forms with other codes and names, or other figures."""
    return booklet("yunnan-2023", words=words or {}, cells=cells or {})


# D401.


def test_d401_finds_a_functional_digit_in_an_economic_table() -> None:
    (finding,) = found(forms({"30921": "20921"}), "D401")
    assert finding.expected == "30921" and severity_of(finding) == "error"
    assert {where.row for where in finding.where} == {"20921"}


def test_d401_finds_a_functional_code_one_digit_off_lightly() -> None:
    words = {"2080505": "2089505"}
    (finding,) = found(forms(words), "D401")
    assert (finding.expected, severity_of(finding)) == ("2080505", "info")


def test_d401_passes_codes_of_the_year() -> None:
    assert found(forms(), "D401") == []


def test_d401_spares_a_code_that_only_shares_its_name_with_many() -> None:
    assert found(forms({"2010301": "2019301"}), "D401") == []


# D402.


def test_d402_finds_an_economic_code_unknown_with_its_name() -> None:
    (finding,) = found(forms({"30228": "30248", "工会经费": "数字化专项费"}), "D402")
    assert finding.where[0].row == "30248" and severity_of(finding) == "info"
    assert "“30248 数字化专项费”" in message(finding)


def test_d402_passes_codes_of_the_year() -> None:
    assert found(forms(), "D402") == []


def test_d402_spares_functional_items_whose_class_is_known() -> None:
    assert found(forms({"2080505": "2087777"}), "D402") == []


# D403.


def test_d403_finds_a_name_of_another_code_with_both() -> None:
    (finding,) = found(forms({"办公费": "印刷费"}), "D403")
    assert (finding.details["code"], finding.details["other"]) == ("30201", "30202")
    assert finding.where[0].row == "30201" and "“办公费”" in message(finding)


TWO_FORMS = """收入决算表
公开02表\t2023年度\t单位：万元
科目编码\t科目名称\t本年收入合计\t财政拨款收入
\t合计\t92.00\t92.00
2070104\t{income}\t92.00\t92.00

支出决算表
公开03表\t2023年度\t单位：万元
科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出
\t合计\t92.00\t72.00\t20.00
2070104\t{spent}\t92.00\t72.00\t20.00
"""


@pytest.mark.parametrize(("income", "count"), [("图书馆", 1), ("文化展示及纪念机构", 0)])
def test_d403_believes_a_name_of_the_list_that_another_form_prints(
    tmp_path: Path, income: str, count: int
) -> None:
    path = tmp_path / "某县文化馆2023年度部门决算公开.txt"
    path.write_text(TWO_FORMS.format(income=income, spent="文化展示及纪念机构"), "utf-8")
    reading = read(path)
    told = found(Subject(disclosure=as_disclosure(reading), reading=reading), "D403")
    assert [one.where[0].form for one in told] == ["03"] * count


LOTTERY = """政府性基金预算财政拨款收入支出决算表
公开08表\t2023年度\t单位：万元
科目编码\t科目名称\t年初结转和结余\t本年收入\t本年支出\t基本支出\t项目支出\t年末结转和结余
\t合计\t12.80\t660.00\t635.27\t\t635.27\t37.53
22960\t彩票公益金安排的支出\t12.80\t660.00\t635.27\t\t635.27\t37.53
2296002\t用于体育事业的彩票公益金支出\t12.80\t660.00\t635.27\t\t635.27\t37.53

八、政府性基金预算财政拨款支出决算情况说明
{told}（项）635.27万元。
"""


@pytest.mark.parametrize(
    ("told", "count"),
    [("用于社会福利的彩票公益金支出", 1), ("用于体育事业的彩票公益金支出", 0)],
)
def test_d403_believes_a_name_of_the_list_that_the_text_tells(
    tmp_path: Path, told: str, count: int
) -> None:
    path = tmp_path / "某县民政局2023年度部门决算公开.txt"
    path.write_text(LOTTERY.format(told=told), "utf-8")
    reading = read(path)
    rows = found(Subject(disclosure=as_disclosure(reading), reading=reading), "D403")
    assert [one.where[0].row for one in rows] == ["2296002"] * count


def test_d403_passes_the_names_of_the_list() -> None:
    assert found(forms(), "D403") == []


def test_the_names_of_a_list_are_looked_at_once_for_all_that_are_printed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A list has a thousand codes, a form hundreds of names."""
    found(forms(), "D403")
    looked: list[str] = []
    key = codes._key
    monkeypatch.setattr(codes, "_key", lambda name: (looked.append(name), key(name))[1])
    assert len(found(forms({"办公费": "印刷费"}), "D403")) == 1
    assert 0 < len(looked) < 1_000


PARTED = """支出决算表
公开03表\t2023年度\t单位：万元
类\t款\t项\t科目名称\t本年支出合计\t基本支出\t项目支出
\t\t\t合计\t92.00\t72.00\t20.00
221\t02\t02\t提租补贴\t40.00\t40.00\t
221\t02\t03\t{}\t52.00\t32.00\t20.00
"""


@pytest.mark.parametrize(("name", "count"), [("提租补贴", 1), ("购房补贴", 0)])
def test_d403_puts_codes_together_that_have_a_column_for_each_level(
    tmp_path: Path, name: str, count: int
) -> None:
    path = tmp_path / "某县文化馆2023年度部门决算公开.txt"
    path.write_text(PARTED.format(name), "utf-8")
    reading = read(path)
    told = found(Subject(disclosure=as_disclosure(reading), reading=reading), "D403")
    assert [one.where[0].row for one in told] == ["2210203"] * count


def one_form_apart(name: str) -> list[Finding]:
    """What D403 finds where the third form alone calls 2080505 so."""
    subject = forms()
    assert subject.reading is not None
    own = "机关事业单位基本养老保险缴费支出"
    changed = [
        replace(
            form,
            table=replace(
                form.table,
                rows=[
                    tuple(replace(c, text=c.text.replace(own, name)) if c else c for c in row)
                    for row in form.table.rows
                ],
            ),
        )
        if form.no == "03"
        else form
        for form in subject.reading.forms
    ]
    other = replace(subject.reading, forms=changed)
    return found(Subject(disclosure=subject.disclosure, reading=other), "D403")


def test_d403_finds_a_name_that_one_form_alone_prints() -> None:
    (finding,) = one_form_apart("职工疗养补助")
    assert (finding.variant, finding.where[0].form) == ("apart", "03")
    assert "别的表印的都是“机关事业单位基本养老保险缴费支出”" in message(finding)


@pytest.mark.parametrize("name", ["机关事业单位基本养老保险", "机关事业单位基本养老保险缴费"])
def test_d403_spares_a_name_that_one_form_alone_cuts_off(name: str) -> None:
    assert one_form_apart(name) == []


def test_d403_spares_a_name_misspelt() -> None:
    assert found(forms({"房屋建筑物购建": "房屋建筑物构建"}), "D403") == []


def test_d403_finds_one_name_beside_two_codes_of_a_section_though_many_sections_have_it() -> None:
    (finding,) = found(forms({"一般行政管理事务": "行政运行"}), "D403")
    assert (finding.details["code"], finding.details["other"]) == ("2010302", "2010301")
    assert "2010302是“一般行政管理事务”" in message(finding)


ITEMS = """2023年度部门决算
支出功能分类\t金额（元）
2080505机关事业单位基本养老保险缴费支出\t812,430.00
2080506{}\t406,215.00
2210201住房公积金\t690,120.00
"""
PENSION, ANNUITY = "机关事业单位基本养老保险缴费支出", "机关事业单位职业年金缴费支出"


def of_items(folder: Path, name: str) -> list[Finding]:
    """What D403 finds in a table that is no form, with a name beside 2080506."""
    (path := folder / "a.txt").write_text(ITEMS.format(name), "utf-8")
    return check(Subject.of(read(path), [path]), selected(["D403"])).findings


def test_d403_finds_another_items_name_in_a_table_that_is_no_form(tmp_path: Path) -> None:
    (finding,) = of_items(tmp_path, PENSION)
    assert (finding.details["right"], finding.details["other"]) == (ANNUITY, "2080505")


def test_d403_passes_names_of_items_and_spares_numbers_of_another_list(tmp_path: Path) -> None:
    assert of_items(tmp_path, ANNUITY) == []
    (path := tmp_path / "b.txt").write_text(
        f"2023年度部门决算\n合同号\t内容\n2080506\t{PENSION}\n2080507\t住房公积金\n", "utf-8"
    )
    assert check(Subject.of(read(path), [path]), selected(["D403"])).findings == []


def test_d403_spares_names_cut_off_alike() -> None:
    assert found(forms({"国内债务付息": "国内债务", "国内债务发行费用": "国内债务"}), "D403") == []


# D404.


def test_d404_finds_names_cut_off_and_names_misspelt_each_once() -> None:
    words = {
        "机关事业单位基本养老保险缴费": "机关事业单位基本养老保险缴",
        "房屋建筑物购建": "房屋建筑物构建",
    }
    cut, spelt = found(forms(words), "D404")
    assert (cut.variant, spelt.variant) == ("cut", "spelt")
    assert "30108 机关事业单位基本养老保险缴→" in message(cut)
    assert "房屋建筑物构建→房屋建筑物购建" in message(spelt)


def test_d404_passes_the_names_of_the_list() -> None:
    assert found(forms(), "D404") == []


def test_d404_spares_brackets_of_another_width() -> None:
    assert found(forms({"维修（护）费": "维修(护)费"}), "D4") == []


def test_d404_spares_another_name_altogether() -> None:
    assert found(forms({"办公费": "印刷费"}), "D404") == []


# D405.


@pytest.mark.parametrize("text", ["1,31,0000.00", "1310000,00", "1.310.000"])
def test_d405_finds_separators_in_strange_places(text: str) -> None:
    (finding,) = found(forms(cells={"05:total:8": text}), "D405")
    assert (finding.where[0].form, finding.where[0].printed) == ("05", text)
    assert f"第05表“{text}”" in message(finding)


def test_d405_passes_separators_of_three_digits() -> None:
    assert found(forms(cells={"05:total:8": "1,310,000.00"}), "D405") == []


def test_d405_spares_two_digits_with_a_mark() -> None:
    assert found(forms(cells={"05:total:8": "1,2"}), "D405") == []


# D406.


def test_d406_finds_counts_with_decimals_once_a_form() -> None:
    (finding,) = found(forms(cells={"10:16:3": "23.00", "10:18:3": "134.00"}), "D406")
    assert [where.anchor for where in finding.where] == ["10:16:3", "10:18:3"]
    assert "23.00、134.00" in message(finding)


def test_d406_passes_whole_counts() -> None:
    assert found(forms(cells={"10:16:3": "23"}), "D406") == []


def test_d406_spares_amounts_with_decimals() -> None:
    assert found(forms(cells={"10:8:3": "10000.00"}), "D406") == []


WATER = """某县水利局支出明细（万元）
科目编码\t科目名称\t决算数
2130301\t行政运行\t412.60
2130305\t水利工程建设\t1530.00
2130306\t{}\t246.80
"""
LOTTERY_ALONE = """政府性基金支出（万元）
科目编码\t科目名称\t支出
{}\t其他支出\t50.50
22960\t彩票公益金安排的支出\t50.50
2296003\t用于体育事业的彩票公益金支出\t50.50
"""
OFFICE = """2022年公用费用
30201 办公费 41,200.00元
30202 {} 6,300.00元
30211 差旅费 18,500.00元
"""


@pytest.mark.parametrize(
    ("text", "wrong", "right", "code"),
    [
        (WATER, "水利工程建设", "水利工程运行与维护", "2130306"),
        (LOTTERY_ALONE, "212", "229", "212"),
        (OFFICE, "咨询费", "印刷费", "30202"),
        (OFFICE.replace("\n", "；"), "咨询费", "印刷费", "30202"),
        (OFFICE.replace("\n", "、").replace("费用、", "费用："), "咨询费", "印刷费", "30202"),
    ],
    ids=["a neighbour's of the list", "a class", "lines", "clauses", "a list"],
)
def test_d403_finds_another_codes_name_outside_forms(
    tmp_path: Path, text: str, wrong: str, right: str, code: str
) -> None:
    told = []
    for said in (wrong, right):
        (path := tmp_path / "a.txt").write_text(text.format(said), "utf-8")
        findings = check(Subject.of(read(path), [path]), selected(["D403"])).findings
        told.append([finding.details["code"] for finding in findings])
    assert told == [[code], []]


CODED = """收入决算表
公开02表\t2023年度\t单位：万元
科目编码\t科目名称\t本年收入合计\t财政拨款收入
\t合计\t92.00\t92.00
2080802\t伤残抚恤\t92.00\t92.00

支出决算表
公开03表\t2023年度\t单位：万元
科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出
\t合计\t92.00\t72.00\t20.00
{}\t伤残抚恤\t92.00\t72.00\t20.00
"""


@pytest.mark.parametrize(("code", "wrong"), [("2080812", ["error"]), ("2080802", [])])
def test_d401_is_sure_where_another_form_prints_the_code(
    tmp_path: Path, code: str, wrong: list[str]
) -> None:
    path = tmp_path / "某县退役军人事务局2023年度部门决算公开.txt"
    path.write_text(CODED.format(code), "utf-8")
    reading = read(path)
    told = found(Subject(disclosure=as_disclosure(reading), reading=reading), "D401")
    assert [severity_of(one) for one in told] == wrong
