"""What of last year goes on into a new book, by the least that shows it: openings, codes, words."""

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace

from juesuan.facts import YUAN, FactStore, Space
from juesuan.forms import DeterminedFacts, load_form_set
from juesuan.ledger.schema import called
from juesuan.narrative import Figures
from juesuan.reading.performance import Indicator, Performance, ProjectTable, Value
from juesuan.starting import codes, openings
from juesuan.starting.codes import unknown_codes
from juesuan.starting.figures import figure_rows, used_codes
from juesuan.starting.last_year import LastYear
from juesuan.starting.words import dated, indicator_rows, project_rows, text_rows
from support.balanced import fact, filled
from support.disclosures import WAN, facts, printed_book
from support.printing import grid

UNIT = "示例市数字中心"


def project(**said: str) -> ProjectTable:
    """A self-evaluation that says only this."""
    texts = {name: Value(text) for name, text in said.items()}
    return ProjectTable(title="", number="", layout="", money_unit="", **texts)


def last_year(rows: Sequence[tuple[Any, ...]]) -> LastYear:
    """A year of which the filled forms are at hand."""
    disclosure = filled(list(rows), "yunnan-2023")
    return LastYear(
        path=Path("last.txt"),
        year=2023,
        unit=UNIT,
        money=YUAN,
        form_set="yunnan-2023",
        region="云南",
        facts=DeterminedFacts(disclosure, Space(2023)),
        whole=False,
        disclosure=disclosure,
    )


def evaluations(*projects: ProjectTable) -> Performance:
    return Performance(projects=projects)


@pytest.mark.parametrize(
    ("nature", "told"), [("basic.personnel", "basic"), ("project", "project"), ("", "")]
)
def test_what_is_left_of_basic_expenditure_is_not_divided_further(nature: str, told: str) -> None:
    store = FactStore(Space(2023))
    store.add([fact("closing", 7, fund="general", function="2010302", nature=nature)])
    (found,) = openings(store) or ()
    assert found.nature == told


def test_an_opening_balance_without_function_or_nature_is_open_but_other_money_is_not() -> None:
    store = FactStore(Space(2023))
    point = {"function": "2010302", "nature": "project"}
    store.add(
        [
            fact("closing", 1, fund="general", **point),
            fact("closing", 2, fund="government_funds", function="2010302"),
            fact("closing", 3, fund="state_capital", nature="project"),
        ]
    )
    told = {each.fund: each.open for each in openings(store) or ()}
    assert told == {"general": False, "government_funds": True, "state_capital": True}


def test_what_is_left_besides_fiscal_money_is_the_rest_of_the_whole() -> None:
    rows = [
        *facts(),
        fact("income", 2 * WAN, fund="other"),
        fact("closing", 2 * WAN, fund="other", carry="surplus"),
    ]
    store = DeterminedFacts(filled(rows, "yunnan-2023"), Space(2023))
    assert [(each.fund, each.value) for each in openings(store) or ()] == [("nonfiscal", 2 * WAN)]


@pytest.mark.parametrize("form_set", ["mof-2019", "mof-2022", "shanghai-2024"])
@pytest.mark.parametrize("fund", ["government_funds", "state_capital", "other"])
def test_the_openings_are_together_what_was_left(form_set: str, fund: str) -> None:
    """Whatever a form set tells apart: what it does not stands in a row that is open."""
    left = {"general": 3 * WAN, fund: 5 * WAN}
    rows = facts()
    for each, cents in left.items():
        point = {"fund": each, "function": "2010302", "nature": "project"}
        rows += [fact("closing", cents, carry="carryover", **point), fact("income", cents, **point)]
    found = openings(DeterminedFacts(filled(rows, form_set), Space(2023))) or ()
    assert sum(each.value for each in found) == 8 * WAN
    assert all(each.value > 0 for each in found)


def test_what_the_rows_of_a_fund_do_not_tell_stands_in_a_row_that_is_open() -> None:
    """Of 8 万元 the forms print 3 by function; the rest is asked for."""
    rows = facts()
    for function, cents in (("2010302", 3 * WAN), ("2013750", 5 * WAN)):
        point = {"fund": "general", "function": function, "nature": "project"}
        rows += [fact("closing", cents, carry="carryover", **point), fact("income", cents, **point)]
    disclosure = filled(rows, "yunnan-2023")
    for form in disclosure.forms:
        for key in [key for key in form.values if key.row.startswith("201")]:
            if key.form != "05" or key.row.startswith("20137"):
                form.values.pop(key)  # not printed, or not read
    found = openings(DeterminedFacts(disclosure, Space(2023))) or ()
    assert [(each.function, each.value, each.open) for each in found] == [
        ("2010302", 3 * WAN, False),
        ("", 5 * WAN, True),
    ]


def test_openings_are_not_known_where_no_form_tells_what_was_left() -> None:
    disclosure = filled(facts(), "yunnan-2023")
    told = [form for form in disclosure.forms if form.form.no in {"06", "11"}]
    assert openings(DeterminedFacts(replace(disclosure, forms=told), Space(2023))) is None
    assert openings(DeterminedFacts(disclosure, Space(2023))) == []
    told = [form for form in disclosure.forms if form.form.no != "01"]
    assert openings(DeterminedFacts(replace(disclosure, forms=told), Space(2023))) == []


def test_codes_that_the_new_years_lists_do_not_have_are_asked_about_with_those_near() -> None:
    rows = [
        *facts(),
        fact("expenditure", 7, fund="general", function="2130507", nature="project"),
        fact("income", 7, fund="general", function="2130507", nature="project"),
    ]
    last = last_year(rows)
    (asked,) = unknown_codes(last, Space(2018))
    assert (asked.key, asked.details["code"]) == ("start.unknown_code", "2130507")
    near = asked.details["near"]
    assert isinstance(near, list) and any(str(code).startswith("21305") for code in near)
    assert unknown_codes(last, Space(2023)) == []


def test_a_code_of_the_units_own_goes_on_under_the_name_that_is_printed_beside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Codes of any year's list are none of its own, nor are those with a figure beside them."""
    used = {"function": ["2010377", "2010378", "2013701", "9990101"], "economic": ["30277"]}
    monkeypatch.setattr(codes, "used_codes", lambda figures, kind: used[kind])
    forms = (
        [["科目编码", "科目名称", "金额"], ["2010377", "", "示例 专项", "5.00"]],
        [["2010378", "5.00"], ["2013701", "行政运行"], ["9990101", "别处"], ["30277", "示例费"]],
    )
    tables = [SimpleNamespace(table=grid(lines)) for lines in forms]
    last = SimpleNamespace(book=None, figures=None, reading=SimpleNamespace(forms=tables))
    space, rows = codes.own_codes(last, 2024)  # type: ignore[arg-type]
    assert [(row["code"], row["name"]) for row in rows] == [
        *(("2010377", "示例专项"), ("30277", "示例费")),
    ]
    assert [row["list"] for row in rows] == ["功能", "经济"]
    assert space.codes["function"].name("2010377") == "示例专项"
    assert space.codes["economic"].is_leaf("30277")


def test_the_duties_of_a_booklet_stand_in_the_table_of_texts() -> None:
    said = ("第一部分 概况", "一、主要职责", "承担日常工作。", "二、机构设置", "内设机构3个。")
    reading = printed_book(narrative=said).reading
    assert reading is not None
    assert list(text_rows(reading)) == [
        {"place": called("text_places", "duties"), "code": "", "text": "承担日常工作。"},
        {"place": called("text_places", "organisation"), "code": "", "text": "内设机构3个。"},
    ]


def test_the_figures_of_codes_in_use_go_on_each_once() -> None:
    """A form of the new year lists the codes that last year's forms list."""
    figures = Figures(filled(facts(), "yunnan-2023"))
    assert "2010302" in used_codes(figures, "function")
    assert used_codes(figures, "function") == sorted(set(used_codes(figures, "function")))
    rows = list(figure_rows(figures, load_form_set("yunnan-2024"), Space(2024), YUAN))
    places = [(row["form"], row["line"], row["column"]) for row in rows]
    assert any(line == "2010302" for _, line, _ in places)
    assert len(places) == len(set(places))


def test_a_project_goes_on_with_its_goal_and_with_bodies_other_than_the_unit() -> None:
    found = project_rows(
        evaluations(
            project(name="智慧 城市\n平台", target="建成平台", main_body=UNIT),
            project(name="", target="没有名称"),
            project(name="培训", implementing_unit="示例市大数据局"),
        ),
        UNIT,
    )
    assert [{key: text for key, text in row.items() if text} for row in found] == [
        {"name": "智慧 城市 平台", "target": "建成平台"},
        {"name": "培训", "implementing_unit": "示例市大数据局"},
    ]


@pytest.mark.parametrize(
    ("printed", "taken"),
    [
        ({"operator": "≥", "target": "95", "unit": "%"}, ("≥", "95", "%")),
        ({"target": "≥95%"}, ("≥", "95", "%")),
        ({"target": ">=95%"}, ("≥", "95", "%")),
        ({"target": "1,200人次"}, ("", "1,200", "人次")),
        ({"operator": "=", "target": "2.5", "unit": "万元"}, ("=", "2.5", "万元")),
        ({"operator": "大约", "target": "5"}, ("", "5", "")),
        ({"target": "明显改善"}, ("", "明显改善", "")),
    ],
)
def test_a_target_is_taken_apart_however_it_is_printed(
    printed: dict[str, str], taken: tuple[str, str, str]
) -> None:
    indicator = Indicator(
        level1=Value("产出指标"),
        level2=Value("数量指标"),
        level3=Value("接入单位"),
        weight=Value("10"),
        **{name: Value(text) for name, text in printed.items()},
    )
    table = ProjectTable(
        title="", number="", layout="", money_unit="", name=Value("平台"), indicators=(indicator,)
    )
    (row,) = indicator_rows(evaluations(table))
    assert (row["operator"], row["target"], row["measure"]) == taken
    assert (row["project"], row["name"], row["weight"]) == ("平台", "接入单位", "10")
    assert (row["level1"], row["level2"]) == ("产出指标", "数量指标")


@pytest.mark.parametrize("lacking", ["level1", "level2", "level3"])
def test_an_indicator_without_its_place_is_left_out(lacking: str) -> None:
    levels = {"level1": "产出指标", "level2": "数量指标", "level3": "接入单位", lacking: ""}
    indicator = Indicator(**{name: Value(text) for name, text in levels.items()})
    table = ProjectTable(
        title="", number="", layout="", money_unit="", name=Value("平台"), indicators=(indicator,)
    )
    assert list(indicator_rows(evaluations(table))) == []


@pytest.mark.parametrize(
    ("text", "speaks"),
    [("2023年建成平台", True), ("本年新增两处", True), ("按照职责分工办理", False)],
)
def test_words_that_speak_of_a_year_must_be_looked_at(text: str, speaks: bool) -> None:
    assert dated(text) is speaks
