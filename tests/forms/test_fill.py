"""Filling forms: every cell is the sum of its facts, every identity holds, for any book."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from juesuan.checks import check_identities
from juesuan.facts import COLUMNS, DIMENSIONS, WAN, YUAN, FactStore, Region
from juesuan.forms import CellKey, Disclosure, Places, available_form_sets, fill, load_form_set
from support.balanced import SPACE, YEAR, balanced_facts, fact, filled


def lies_in(row: tuple[Any, ...], region: Region) -> bool:
    """Whether a fact lies in a region: said again, without the engine."""
    point = dict(zip(COLUMNS, row, strict=True))
    for name in DIMENSIONS:
        nodes = region.get(name)
        if nodes is None:
            continue
        if name in ("function", "economic"):
            code = point[name]
            group = (
                ""
                if name == "function"
                else ("personnel" if code[:3] in ("301", "303") else "public")
            )
            if not code or not any(code.startswith(n) or n == group for n in nodes):
                return False
        elif point[name] not in nodes:
            return False
    return True


@given(rows=balanced_facts(), form_set=st.sampled_from(available_form_sets()))
@settings(max_examples=20)
def test_every_cell_is_the_sum_of_its_facts_and_every_identity_holds(
    form_set: str, rows: list[tuple[Any, ...]]
) -> None:
    """Any book in any form set; each set is filled from an example book elsewhere."""
    disclosure = filled(rows, form_set)
    the_cells_are_sums(disclosure, rows)
    the_identities_hold(disclosure)


def the_cells_are_sums(disclosure: Disclosure, rows: list[tuple[Any, ...]]) -> None:
    for form in disclosure.forms:
        for cell in form.sheet.cells:
            parts = [
                (coefficient, row[-1])
                for coefficient, region in cell.selection.terms
                for row in rows
                if lies_in(row, region)
            ]
            expected = sum(c * v for c, v in parts) if parts else None
            if (cell.key.row, cell.key.column) in form.form.zeros and not form.empty:
                expected = expected or 0
            assert form.values.get(cell.key) == expected, cell.key


def the_identities_hold(disclosure: Disclosure) -> None:
    """In 元 exactly; in 万元 but for what rounding each figure by itself explains."""
    exact = check_identities(disclosure)
    assert [str(r.identity) for r in exact if r.identity.kind != "part" and r.value] == []
    rounded = check_identities(replace(disclosure, money=WAN))
    assert [
        (str(r.identity), r.value) for r in rounded if r.identity.kind != "part" and not r.holds
    ] == []


def test_one_changed_figure_breaks_the_identities_it_stands_in() -> None:
    rows = [
        fact("income", 500, fund="general", function="2010301", nature="basic"),
        fact(
            "expenditure",
            500,
            fund="general",
            function="2010301",
            nature="basic.personnel",
            economic="30101",
        ),
    ]
    disclosure = filled(rows, "yunnan-2023")
    key = CellKey("05", "2010301", "9")
    disclosure.form("05").values[key] = 501
    broken = {str(r.identity): r.value for r in check_identities(disclosure) if not r.holds}
    assert broken == {
        "05:20103:9 = 05:2010301:9": -1,
        "05:2010301:8 = 05:2010301:9 + 05:2010301:10": -1,
    }


def test_blank_zero_and_dash_are_three_things() -> None:
    rows = [
        fact("income", 500, fund="general", function="2010301", nature="basic"),
        fact("closing", 500, fund="general", function="2010301", nature="basic", carry="carryover"),
        fact("income", 0, fund="other", function="2010301"),
    ]
    disclosure = filled(rows, "yunnan-2023")
    income = disclosure.form("02")
    said = {
        cell.key.column: disclosure.text(income, cell)
        for cell in income.sheet.cells
        if cell.key.row == "total"
    }
    assert said["8"] == "0.00"  # other income: stated, and nothing
    assert said["3"] == ""  # subsidies from superiors: not stated
    lines = disclosure.form("10").sheet.grid()
    dashes = {line[1].text for line in lines if line[1] and line[2] and line[2].kind == "closed"}
    assert "8" in dashes and "7" not in dashes


def test_zeros_are_printed_where_the_book_asks() -> None:
    store = FactStore(SPACE)
    store.add([fact("income", 500, fund="general", function="2010301", nature="basic")])
    zeros = Places.by_form(["02:2010*:3-4", "09:*:1"])
    disclosure = fill(load_form_set("yunnan-2023", SPACE), store, "某局", YEAR, YUAN, zeros)
    values = disclosure.form("02").values
    assert values[CellKey("02", "2010301", "3")] == 0
    assert CellKey("02", "201", "3") not in values
    assert disclosure.form("09").empty  # a form without any figure stays empty


def test_counts_are_printed_in_their_own_unit() -> None:
    disclosure = filled([fact("count", 23, fund="general", item="batches.domestic")], "yunnan-2023")
    form = disclosure.form("10")
    (cell,) = (c for c in form.sheet.cells if c.key.row == "16")
    assert (disclosure.plain(form, cell), disclosure.unit_of(cell)) == ("23", "个")


def test_what_a_form_puts_with_another_code_is_told() -> None:
    """经常性赠与 of 2023 stands with 赠与 in the forms of 2021; a code with a row is not told."""
    store = FactStore(SPACE)
    point = {"fund": "general", "function": "2010301"}
    for economic, nature in (("39909", "basic.public"), ("30201", "basic.public")):
        store.add([fact("expenditure", 500, economic=economic, nature=nature, **point)])
    forms = load_form_set("yunnan-2021", SPACE)
    filled = fill(forms, store, "某局", 2023, YUAN)
    assert filled.mapped == (("06", "39909", "39906"),)
    assert filled.form("06").values[CellKey("06", "39906", "1")] == 500
