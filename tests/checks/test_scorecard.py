"""The scorecard pairs findings with listed defects honestly, and holds what was reached."""

from functools import partial
from pathlib import Path

import pytest

from checks.scorecard import Card, Judged, Listed, close, evidence, match, precision, recall, score
from juesuan.checks import Finding, Where, all_rules, message
from support.once import worked_out_once

REACHED_RECALL = {False: 87, True: 83}
"""Of the listed defects, error and warning, in percent: outside performance tables, in them."""
REACHED_PRECISION = 98


def listed(id_: str = "1", where: str = "公开09表", values: tuple = (), kind: str = "missing_form"):
    return Listed(id_, kind, "warning", where, list(values), "")


def missing(form: str = "09") -> Finding:
    return Finding(
        code="C101",
        where=(Where(form=form),),
        details={"form": form, "title": "国有资本经营预算表"},
    )


def test_another_kind_is_no_match() -> None:
    assert close(missing(), listed(kind="sum")) == 0


def test_the_same_place_and_value_match_closely() -> None:
    assert close(missing(), listed(values=("国有资本经营预算表",))) == 3


def test_another_form_with_the_same_words_matches_by_value_only() -> None:
    assert close(missing(), listed(where="公开08表", values=("国有资本经营预算表",))) == 2


def test_figures_that_occur_everywhere_are_no_evidence() -> None:
    assert close(missing(), listed(where="公开08表", values=(0, 100.0, "1"))) == 0


def test_a_place_alone_is_spent_on_one_defect() -> None:
    card = Card("a", [listed("1"), listed("2")], [Judged(missing(), message(missing()))])
    match(card)
    assert [bool(defect.found) for defect in card.listed] == [True, False]


@pytest.fixture(scope="module")
def cards(truth: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Card]:
    scored = partial(score, truth, truth.parent / "disclosures")
    return worked_out_once("scorecard", scored, tmp_path_factory)


@pytest.mark.parametrize("performance", [False, True])
def test_recall_does_not_fall_below_what_was_reached(cards: list[Card], performance: bool) -> None:
    found, all_listed = recall(cards, performance)
    assert 100 * found >= REACHED_RECALL[performance] * all_listed


@pytest.mark.parametrize("performance", [False, True])
def test_of_the_judged_findings_nearly_all_are_true(cards: list[Card], performance: bool) -> None:
    true, false, _ = precision(cards, performance)
    assert 100 * true >= REACHED_PRECISION * (true + false)


def test_the_rows_say_how_many_booklets_showed_each_rule(cards: list[Card]) -> None:
    """``evidence`` of a rule: the booklets with a true finding of it; see the scorecard's
    ``--evidence``."""
    shown = evidence(cards)
    said = {code: rule.evidence for code, rule in all_rules().items()}
    assert {code: n for code, n in said.items() if n != shown[code]} == {}
