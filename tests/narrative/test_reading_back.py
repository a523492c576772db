"""What a booklet says is read back as it was meant: text and facts cannot disagree."""

import re
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telling import Rows, accounts, booklet, disclosed, heard, paragraphs, read_back

from juesuan.facts import WAN, YUAN, MoneyUnit, money_unit, parse_amount
from juesuan.forms import CellKey, available_form_sets
from juesuan.narrative import WrittenParagraph, amounts_beside, write_booklet
from juesuan.rounding import balance_disclosure

ROLES = {
    ("amount", "final"): "final",
    ("amount", "initial"): "initial_budget",
    ("amount", "adjusted"): "full_year_budget",
    ("share", "final"): "share",
    ("completion", "final"): "completion",
    ("change", "final"): "change",
    ("growth", "final"): "growth",
}
"""How a reader calls what was said of a stage."""

form_sets = st.sampled_from(available_form_sets())
few = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(
    form_set=form_sets,
    rows=accounts(),
    previous=st.none() | accounts(),
    money=st.sampled_from((YUAN, WAN)),
)
@few
def test_every_number_is_understood_and_means_what_was_said(
    form_set: str, rows: Rows, previous: Rows | None, money: MoneyUnit
) -> None:
    told = booklet(rows, form_set, money, previous)
    assert read_back(told).unread == []
    for number in heard(told, money):
        assert number.mention.value == number.value
        assert number.mention.kind == number.kind
        assert number.mention.role == ROLES[number.role, number.stage], number


@given(form_set=form_sets, rows=accounts(), previous=accounts())
@few
def test_no_number_stands_in_the_text_that_was_not_computed(
    form_set: str, rows: Rows, previous: Rows
) -> None:
    told = booklet(rows, form_set, WAN, previous)
    for block in told.blocks:
        if not isinstance(block, WrittenParagraph):
            continue
        rest = block.text
        for figure in reversed(block.figures):
            rest = rest[: figure.start] + rest[figure.end :]
        rest = re.sub(r"20\d\d年(度|12月31日)|^\d+[.、]|单价100万元", "", rest)
        assert not re.search(r"\d", rest), block.text


@given(form_set=form_sets, rows=accounts(), previous=accounts())
@few
def test_the_text_prints_what_the_forms_print(form_set: str, rows: Rows, previous: Rows) -> None:
    disclosure, store = disclosed(rows, form_set, WAN)
    told = write_booklet(disclosure, store)
    cells = {
        str(cell.key): disclosure.text(filled, cell)
        for filled in disclosure.forms
        for cell in filled.sheet.cells
    }
    found = 0
    for block in told.blocks:
        for figure in block.figures if isinstance(block, WrittenParagraph) else ():
            if figure.cell:
                found += 1
                printed = block.text[figure.start : figure.end].removesuffix("万元")
                assert printed == cells[figure.cell]
    assert found > 2


@given(form_set=form_sets, rows=accounts(), previous=st.none() | accounts())
@few
def test_the_text_is_clean(form_set: str, rows: Rows, previous: Rows | None) -> None:
    told = booklet(rows, form_set, YUAN, previous)
    for text in [*paragraphs(told), told.title, *told.cover]:
        assert text == text.strip() != ""
        assert not re.search(r"[{}\ue000-\ue0ff\n]|None|Undefined|\[|\]", text), text
        assert not re.search(r"[，。；：、]{2}|（）|^[，。；：、]|[，；、]$", text), text


@given(rows=accounts(), previous=accounts())
@few
def test_printed_changes_are_differences_of_printed_amounts(rows: Rows, previous: Rows) -> None:
    """A reader who subtracts last year's printed amount gets the printed change."""
    now, _ = disclosed(rows, "shanghai-2024", WAN)
    last, _ = disclosed(previous, "shanghai-2024", WAN)

    def printed(disclosure, key: CellKey) -> int:  # type: ignore[no-untyped-def]
        (cell,) = [c for c in disclosure.form(key.form).sheet.cells if c.key == key]
        return disclosure.printed(disclosure.form(key.form), cell) or 0

    told = heard(booklet(rows, "shanghai-2024", WAN, previous), WAN)
    changes = {n.quantity: n for n in told if n.role == "change"}
    total = next(c.key for c in now.form("01").sheet.cells if c.key.row.startswith("总计"))
    difference = printed(now, total) - printed(last, total)
    if difference == 0:
        assert "inflow" not in changes
    else:
        said = changes["inflow"].mention
        assert said.value == abs(Decimal(difference)) / WAN.cents
        assert said.direction == ("increase" if difference > 0 else "decrease")


def test_the_units_used_here_are_those_of_the_forms() -> None:
    assert money_unit("万元") == WAN
    assert parse_amount("1.00", WAN) == 1_000_000


@given(form_set=form_sets, rows=accounts())
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_only_the_text_prints_adds_up_with_the_forms(form_set: str, rows: Rows) -> None:
    """Rounded together with the forms, the printed parts of a list make up its printed whole."""
    disclosure, store = disclosed(rows, form_set, WAN)
    amounts, constraints = amounts_beside(disclosure, store)
    balanced, found = balance_disclosure(disclosure, amounts, constraints)
    if found.conflicts:
        return
    printed = dict(found.values)
    for constraint in constraints:
        assert constraint.holds(printed)
    beside = {key: printed[key] for key in amounts}
    assert all(abs(printed[key] - amounts[key]) < WAN.print_step for key in amounts)
    told = write_booklet(balanced, store, printed=beside)  # type: ignore[arg-type]
    said = [n for n in heard(told, WAN) if n.role == "amount" and n.kind == "money"]
    general = {
        n.quantity: n.value for n in said if n.stage == "initial" and "general" in n.quantity
    }
    if "general" in general:
        assert general.pop("general") == sum(general.values())
