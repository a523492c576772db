"""Whole sets of forms, printed in 万元 without a last-digit difference."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from juesuan.checks import check_identities
from juesuan.cli import app
from juesuan.facts import WAN, YUAN, round_half_away
from juesuan.forms import MONEY, CellKey, Disclosure, Selection
from juesuan.publishing import Built, build, fill_book, open_built
from juesuan.rounding import Constraint, balance_disclosure, ties
from support.balanced import SPACE, balanced_facts, fact, filled
from support.once import book_once

STEP = WAN.print_step
THIRDS = [
    fact(
        measure,
        value,
        function=function,
        fund="general",
        nature="project",
        economic="30299" if measure == "expenditure" else "",
    )
    for function, value in (("2010301", 33_3300), ("2010302", 33_3300), ("2010350", 33_3400))
    for measure in ("income", "expenditure")
]
"""Three items of 0.3333 万元 or so, which make up one whole."""


def texts(disclosure: Disclosure, form: str) -> dict[str, str]:
    found = disclosure.form(form)
    return {
        f"{cell.key.row}:{cell.key.column}": disclosure.text(found, cell)
        for cell in found.sheet.cells
    }


def missed(disclosure: Disclosure) -> list[str]:
    return [
        str(r.identity)
        for r in check_identities(disclosure)
        if r.value and r.identity.kind != "part"
    ]


def test_each_figure_by_itself_adds_up_to_less_than_the_printed_total() -> None:
    plain = filled(THIRDS, "yunnan-2023", WAN)
    assert (plain.rounding, plain.rounded_to_print) == ("each", True)
    assert texts(plain, "03")["total:1"] == "1.00" != "0.99"
    assert "03:20103:1 = 03:2010301:1 + 03:2010302:1 + 03:2010350:1" in missed(plain)


def test_balanced_figures_add_up() -> None:
    balanced, found = balance_disclosure(filled(THIRDS, "yunnan-2023", WAN))
    printed = texts(balanced, "03")
    assert [printed[f"{row}:1"] for row in ("total", "2010301", "2010302", "2010350")] == [
        "1.00",
        "0.33",
        "0.33",
        "0.34",
    ]
    assert missed(balanced) == []
    assert (balanced.rounding, balanced.rounded_to_print) == ("balanced", False)
    assert not any(residual.tail for residual in check_identities(balanced))
    assert found.exact


def test_exact_values_stay_behind_the_printed_ones() -> None:
    plain = filled(THIRDS, "yunnan-2023", WAN)
    balanced, _ = balance_disclosure(plain)
    assert balanced.value(CellKey("03", "2010350", "1")) == 33_3400
    assert balanced.forms == plain.forms


def test_in_yuan_there_is_nothing_to_balance() -> None:
    plain = filled(THIRDS, "yunnan-2023", YUAN)
    balanced, found = balance_disclosure(plain)
    assert texts(balanced, "03") == texts(plain, "03")
    assert (plain.rounding, balanced.rounding) == ("exact", "exact")
    assert found.distance == 0


def test_amounts_of_the_narrative_are_rounded_with_the_forms() -> None:
    """A sentence tells what two items cost together: it must be the sum of what is printed."""
    items = [CellKey("03", "2010302", "1"), CellKey("03", "2010350", "1")]
    plain = filled(THIRDS, "yunnan-2023", WAN)
    balanced, found = balance_disclosure(
        plain, {"两项合计": 66_6700}, [Constraint.total("两项合计", items)]
    )
    printed = texts(balanced, "03")
    assert (printed["2010302:1"], printed["2010350:1"]) == ("0.33", "0.34")
    assert found.values["两项合计"] == 67_0000
    assert balanced.balanced is not None
    assert set(balanced.balanced) == {k for k in found.values if isinstance(k, CellKey)}


def test_a_sum_that_no_form_prints_is_tied_to_the_cells_it_adds() -> None:
    plain = filled(THIRDS, "yunnan-2023", WAN)
    cells = {cell.key: cell for cell in plain.form("03").sheet.cells}
    first, second = (cells[CellKey("03", row, "1")] for row in ("2010302", "2010350"))
    together = Selection((*first.selection.terms, *second.selection.terms))
    tied = ties(plain, [together], SPACE)
    assert tied
    balanced, found = balance_disclosure(plain, {together: 66_6700}, tied)
    assert found.exact
    assert found.values[together] == sum(
        balanced.printed(balanced.form("03"), cell) or 0 for cell in (first, second)
    )


@settings(max_examples=8)
@given(
    balanced_facts(),
    st.sampled_from(["yunnan-2021", "yunnan-2023", "shanghai-2024", "shanxi-2023"]),
)
def test_any_balanced_book_prints_without_a_last_digit_difference(
    rows: list[tuple[Any, ...]], form_set: str
) -> None:
    plain = filled(rows, form_set, WAN)
    balanced, found = balance_disclosure(plain)
    assert found.exact
    assert missed(balanced) == []
    parts = [r for r in check_identities(plain) if r.identity.kind == "part"]
    truly = {str(r.identity) for r in parts if _true_part(plain, r.identity)}
    after = {str(r.identity): r.value for r in check_identities(balanced)}
    assert all(after[name] >= 0 for name in truly)
    for form in balanced.forms:
        for cell in form.sheet.cells:
            exact, printed = form.values.get(cell.key), balanced.printed(form, cell)
            if exact is None or cell.unit != MONEY:
                assert exact == printed
            else:
                assert printed is not None
                assert abs(printed - exact) < STEP
                assert exact % STEP or printed == exact


def _true_part(disclosure: Disclosure, identity: Any) -> bool:
    return sum(c * (disclosure.value(key) or 0) for c, key in identity.terms) >= 0


@pytest.fixture(scope="module")
def in_wan(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("wan") / "out"
    return build(book_once(examples / "yuxi-internet-office-2021"), folder, money=WAN)


def test_a_set_in_wan_is_published_balanced_and_says_so(in_wan: Built) -> None:
    manifest = json.loads((in_wan.folder / "manifest.json").read_text("utf-8"))
    assert manifest["rounding"] == "balanced"
    assert (in_wan.tails, in_wan.conflicts) == (0, ())
    page = (in_wan.folder / "index.html").read_text("utf-8")
    assert "已作舍位平衡处理" in page
    assert "可能存在尾数误差" not in page
    opened = open_built(in_wan.folder).disclosure
    assert opened.balanced == in_wan.disclosure.balanced
    assert opened.rounding == "balanced"


def test_each_figure_by_itself_is_still_to_be_had(examples: Path, tmp_path: Path) -> None:
    book = book_once(examples / "yuxi-internet-office-2021")
    built = build(book, tmp_path / "out", money=WAN, rounding="each")
    assert built.tails > 0
    assert built.disclosure.rounding == "each"
    assert "可能存在尾数误差" in (tmp_path / "out" / "index.html").read_text("utf-8")
    assert open_built(tmp_path / "out").disclosure.balanced is None


def test_published_figures_in_whole_hundreds_are_left_alone(examples: Path) -> None:
    """The Qujing book holds what was printed in 万元: no figure has anything to round."""
    plain = fill_book(book_once(examples / "qujing-digital-economy-centre-2023"))
    balanced, found = balance_disclosure(plain)
    assert (found.distance, found.cells_changed_from_plain) == (0, ())
    assert texts(balanced, "05") == texts(plain, "05")


def test_a_balanced_figure_is_explained(in_wan: Built) -> None:
    built = in_wan.disclosure
    form, cell = next(
        (form, cell)
        for form in built.forms
        for cell in form.sheet.cells
        if cell.unit == MONEY
        and (value := form.values.get(cell.key))
        and built.printed(form, cell) != round_half_away(value, STEP) * STEP
    )
    run = CliRunner().invoke(app, ["explain", str(in_wan.folder), str(cell.key)])
    said = "".join(run.stdout.split())
    assert f"打印{built.text(form, cell)}万元" in said
    assert "一起作了舍位平衡" in said
    assert "精确值" in said


def test_an_unknown_way_of_rounding_is_refused(examples: Path, tmp_path: Path) -> None:
    book = str(examples / "yuxi-internet-office-2021")
    run = CliRunner().invoke(app, ["build", book, "-o", str(tmp_path / "o"), "--rounding", "up"])
    assert run.exit_code == 2
    assert "balanced、each" in run.output
    assert not (tmp_path / "o").exists()
