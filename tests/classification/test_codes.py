"""The classification lists: dated codes, their places, and what resembles a mistyped one."""

from __future__ import annotations

import csv
from importlib import resources
from itertools import combinations

import pytest

from juesuan.classification import Code, code_list, function_classes
from juesuan.facts import standard_space


@pytest.mark.parametrize(
    ("kind", "year"), [("function", 2019), ("function", 2024), ("economic", 2024)]
)
def test_classes_and_sections_have_english_names(kind: str, year: int) -> None:
    codes = code_list(kind, year)
    unnamed = [c.code for c in codes if len(c.code) <= 5 and not c.name_en]
    assert unnamed == []


def test_a_code_is_called_by_its_english_name_where_it_has_one() -> None:
    codes = code_list("function", 2024)
    assert codes.name("20137", "en") == "Cyberspace affairs"
    assert codes.name("20137") == "网信事务"
    assert codes.name("2013701", "en") == "行政运行"


LENGTHS = {"function": (3, 5, 7), "economic": (3, 5)}
YEARS = range(2019, 2027)


def rows(name: str) -> list[dict[str, str]]:
    path = resources.files("juesuan") / "data" / "classification" / f"{name}.csv"
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def span(row: dict[str, str]) -> tuple[int, int]:
    return int(row["first_year"] or 0), int(row["last_year"] or 9999)


@pytest.mark.parametrize(
    "name", ["functions", "economic", "function_classes", "function_classes_24"]
)
def test_every_row_names_a_known_source(name: str) -> None:
    known = {row["key"] for row in rows("sources")}
    for row in rows(name):
        assert set(row["source"].split()) <= known, row
        assert "name" not in row or row["name"] == row["name"].strip() != ""


@pytest.mark.parametrize(("name", "kind"), [("functions", "function"), ("economic", "economic")])
def test_codes_have_the_lengths_of_their_levels(name: str, kind: str) -> None:
    for row in rows(name):
        assert row["code"].isdecimal()
        assert len(row["code"]) in LENGTHS[kind]


@pytest.mark.parametrize("name", ["functions", "economic"])
def test_no_year_has_a_code_twice(name: str) -> None:
    spans: dict[str, list[tuple[int, int]]] = {}
    for row in rows(name):
        first, last = span(row)
        assert first <= last, row
        spans.setdefault(row["code"], []).append((first, last))
    for code, found in spans.items():
        for (a, b), (c, d) in combinations(found, 2):
            assert b < c or d < a, code


@pytest.mark.parametrize("kind", ["function", "economic"])
@pytest.mark.parametrize("year", YEARS)
def test_every_code_lies_below_the_one_it_begins_with(kind: str, year: int) -> None:
    codes = code_list(kind, year)
    for entry in codes:
        shorter = [n for n in LENGTHS[kind] if n < len(entry.code)]
        if shorter:
            assert codes.parent(entry.code) == entry.code[: shorter[-1]]


def test_a_code_that_the_year_does_not_know_is_placed_by_its_digits() -> None:
    lineage = standard_space(2024).lineage
    assert lineage("function", "2109905") == ("2109905", "21099", "210")
    assert lineage("function", "2989905") == ("2989905", "29899", "298")


def test_the_codes_right_below_another_are_of_the_next_level() -> None:
    codes = code_list("function", 2024)
    assert all(len(code) == 3 for code in codes.right_below(""))
    assert {code[:3] for code in codes.right_below("201")} == {"201"}
    assert {len(code) for code in codes.right_below("201")} == {5}
    assert "2010301" in codes.right_below("20103")
    assert codes.right_below("2010301") == ()


def test_economic_classes_are_personnel_or_public() -> None:
    codes = code_list("economic", 2023)
    assert codes.lineage("30101") == ("30101", "301", "personnel")
    assert {e.code for e in codes if len(e.code) == 3 and e.group == "personnel"} == {"301", "303"}
    assert codes.groups == ("personnel", "public")
    assert "30217" in codes.below("public")


def test_the_classes_that_the_01_form_prints() -> None:
    full, short = function_classes(), function_classes("function_classes_24")
    assert (len(full), len(short)) == (26, 24)
    for classes in (full, short):
        assert [c.order for c in classes] == list(range(1, len(classes) + 1))
        assert len({c.code for c in classes}) == len(classes)
    names = {c.code: c.name for c in full}
    assert names["201"] == "一般公共服务支出"
    assert {c.code for c in short} < set(names)
    for year in YEARS:
        assert set(names) <= {e.code for e in code_list("function", year)}


def test_codes_of_other_years_are_known_as_such() -> None:
    now, then = code_list("economic", 2023), code_list("economic", 2021)
    assert "39909" in now and "39909" not in then
    assert [(e.name, e.first_year) for e in then.other_years("39909")] == [("经常性赠与", 2023)]
    assert [(e.name, e.last_year) for e in now.other_years("39906")] == [("赠与", 2022)]
    assert now.other_years("30101") == []
    functions = code_list("function", 2024)
    assert functions.name("2013804") == "经营主体管理"
    assert [e.name for e in functions.other_years("2013804")] == ["市场主体管理"]


def test_money_is_posted_on_the_lowest_level() -> None:
    codes = code_list("function", 2023)
    assert codes.is_leaf("2013704")
    assert not codes.is_leaf("20137")
    assert not codes.is_leaf("9999999")
    assert codes.below("20137")[0] == "2013701"


@pytest.mark.parametrize(
    ("kind", "typed", "meant"),
    [
        ("function", "2013740", "2013704"),  # digits exchanged
        ("function", "201375", "2013750"),  # one missing
        ("function", "20137044", "2013704"),  # one too many
        ("economic", "30272", "30227"),
        ("economic", "302l7", "30217"),  # a letter that looks like a digit
        ("economic", "30227委托业务费", "30227"),  # the name written with it
    ],
)
def test_the_nearest_codes(kind: str, typed: str, meant: str) -> None:
    assert meant in [entry.code for entry in code_list(kind, 2023).nearest(typed)]


def test_exchanged_digits_are_the_likeliest_slip() -> None:
    assert code_list("economic", 2023).nearest("30272")[0].code == "30227"


def test_nothing_resembles_a_word() -> None:
    assert code_list("function", 2023).nearest("行政运行") == []


def own(*codes: tuple[str, str]) -> list[Code]:
    return [Code(code=code, name=name) for code, name in codes]


def test_own_codes_extend_the_list() -> None:
    codes = code_list("function", 2023)
    more = codes.extended(own(("2013788", "本市专项"), ("2013704", "本单位叫法")))
    assert more.lineage("2013788") == ("2013788", "20137", "201")
    assert more.name("2013704") == "本单位叫法"
    assert len(more) == len(codes) + 1
    assert "2013788" not in codes
    assert more.other_years("20139") == codes.other_years("20139") != []


def test_own_codes_take_group_and_fund_of_what_they_lie_below() -> None:
    economics = code_list("economic", 2023).extended(own(("3022701", "a"), ("301", "薪酬")))
    assert economics["3022701"].group == "public"
    assert economics.lineage("30101") == ("30101", "301", "personnel")
    functions = code_list("function", 2023).extended(own(("212089901", "b")))
    assert functions["212089901"].fund == functions["2120899"].fund != ""
