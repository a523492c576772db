"""The unit's own name before what is told of it (某县水务局收入总计), and what a text without
headings is about."""

import pytest

from juesuan.checks import Finding, Subject, check, selected
from juesuan.checks.speech.sentences.sections import every_text
from juesuan.reading import Document, Paragraph, Spot
from juesuan.reading.reading import read_documents


def untitled(*lines: str) -> Subject:
    """Paragraphs without a title, so that nothing else says whose they are."""
    said = [Paragraph(text, Spot(file="a.txt", line=n)) for n, text in enumerate(lines, 1)]
    return Subject.of(read_documents([Document("a.txt", "text", said)]))


def topics_of(*lines: str) -> list[str]:
    return [one.key[0] for text in every_text(untitled(*lines)) for one in text.assertions]


@pytest.mark.parametrize(
    "owner",
    [
        "宁江县农业农村局",
        "我局",
        "本校",
        "柳树镇人民政府",
        "海城市人民医院本级",
        "南岗区图书馆",
        "学校",
        "某省红十字会",
    ],
)
def test_the_own_name_before_an_item_is_taken_off(owner: str) -> None:
    said = f"2022年度{owner}基本支出90万元，其中人员经费80万元，公用经费10万元。"
    assert topics_of(said) == ["basic", "personnel", "public"]


def test_a_name_behind_which_nothing_is_known_means_nothing() -> None:
    assert topics_of("2022年度全县学前教育支出90万元，财政拨款收入9万元。")[0] == ""
    assert topics_of("宁江县农业局良种补贴90万元，财政拨款收入9万元。")[0] == ""


def test_where_several_units_are_told_of_none_is_the_own() -> None:
    said = "宁江县第一中学基本支出90万元，宁江县第二中学基本支出80万元，财政拨款收入170万元。"
    assert topics_of(said)[:2] == ["", ""]


def found(*lines: str) -> list[Finding]:
    return check(untitled(*lines), selected(["N104", "N105"])).findings


def test_a_text_without_headings_says_itself_what_it_is_about() -> None:
    head = "政府采购支出情况说明"
    said = "政府采购支出总额500万元，按采购对象分，货物100万元，工程200万元，服务{}万元。"
    (finding,) = found(head, said.format(190))
    assert finding.code == "N104" and found(head, said.format(200)) == []
    cars = "截至2022年末，宁江县农业局国有资产中共有车辆{}辆，其中：执法执勤用车5辆，其他用车2辆。"
    assert found(cars.format(7)) == [] and found(cars.format(4)) != []


def test_what_else_an_amount_is_told_within_is_left_aside() -> None:
    small = "在授予中小企业的合同中，授予小微企业的合同金额为{}万元。"
    whole = "政府采购支出总额500万元，授予中小企业的合同金额300万元。"
    assert found(whole, small.format(200)) == []
    assert [one.code for one in found(whole, small.format(400))] == ["N105"]
