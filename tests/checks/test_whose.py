"""Rules on the unit's name, the year and the money unit."""

from dataclasses import replace

from juesuan.checks import Subject, message
from juesuan.reading import read_documents
from support.booklets import booklet, found


def named(wrong: str) -> Subject:
    """A booklet of a unit with a long name; form 05 has another."""
    right = "部门：某市大数据应用局"
    (document,) = booklet("yunnan-2023", words={"部门：某局": right}).reading.documents
    heads = [n for n, part in enumerate(document.parts) if getattr(part, "text", "") == right]
    document.parts[heads[4]] = replace(document.parts[heads[4]], text=f"部门：{wrong}")
    return Subject.of(read_documents([document]))


def test_one_name_throughout_is_fine() -> None:
    assert found(named("某市大数据应用局"), "D101") == []


def test_a_name_misspelt_over_one_form_is_told_as_such() -> None:
    (finding,) = found(named("某市大数据应用管理局"), "D101")
    assert (finding.where[0].form, finding.variant, finding.expected) == (
        "05",
        "typo",
        "某市大数据应用局",
    )


def test_another_units_form_is_told_as_such() -> None:
    told = found(named("某县林业和草原中心"), "D101")
    assert [finding.variant for finding in told] in ([""], [])  # or read as another unit's


def test_aside_of_the_name_is_the_same_name() -> None:
    assert found(named("某市大数据应用局（本级）"), "D101") == []


def test_another_year_in_a_heading_is_told() -> None:
    lines = ["第三部分 2022年度部门决算情况说明", "一、收入决算情况说明", "情况良好。"]
    (finding,) = found(booklet(narrative=lines), "D102")
    assert finding.expected == "2023"
    assert "2022年" in message(finding)


def test_headings_that_compare_years_or_speak_of_plans_are_fine() -> None:
    lines = ["一、与2022年度相比的变动情况", "情况良好。", "二、2024年预算安排情况", "情况良好。"]
    assert found(booklet(narrative=lines), "D102") == []


def test_a_sentence_of_another_year_with_this_years_total_is_told() -> None:
    head = "一、收入支出决算总体情况说明"
    (finding,) = found(booklet(narrative=[head, "2022年度收入总计171万元。"]), "D103")
    assert finding.expected == "2023"
    assert found(booklet(narrative=[head, "2022年度收入总计150万元。"]), "D103") == []
    assert found(booklet(narrative=[head, "2023年度收入总计171万元。"]), "D103") == []


def test_forms_without_a_money_unit_are_told_together() -> None:
    line = {"金额单位：元": "附注", "单位：元": "附注"}
    (finding,) = found(booklet("yunnan-2023", words=line), "D104")
    assert len(finding.where) > 5
    assert found(booklet("yunnan-2023"), "D104") == []


def test_the_unit_over_the_forms_against_the_text() -> None:
    lines = ["一、收入支出决算总体情况说明", "2023年度收入总计171.00万元，支出总计171.00万元。"]
    wrong = {"金额单位：元": "金额单位：万元", "单位：元": "单位：万元"}
    (finding,) = found(booklet("yunnan-2023", words=wrong, narrative=lines), "D106")
    assert finding.expected == "元"
    assert found(booklet("yunnan-2023", narrative=lines), "D106") == []


def test_a_form_in_another_unit_than_the_others_is_told() -> None:
    (document,) = booklet("yunnan-2023").reading.documents
    heads = [
        n for n, part in enumerate(document.parts) if getattr(part, "text", "") == "金额单位：元"
    ]
    document.parts[heads[2]] = replace(document.parts[heads[2]], text="金额单位：万元")
    (finding,) = found(Subject.of(read_documents([document])), "D105")
    assert (finding.where[0].form, finding.expected) == ("03", "元")
