"""Checking a document: every rule is asked, and what could not be checked is said."""

import pytest

from juesuan.checks import check, rules, selected
from support.disclosures import printed_book


def test_a_rule_that_fails_costs_itself_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(subject: object) -> object:
        raise RuntimeError("no such thing")

    functions = {**rules.FUNCTIONS, "C102": failing}
    monkeypatch.setattr("juesuan.checks.checking.FUNCTIONS", functions)
    subject = printed_book("yunnan-2023", without={"09"})
    checked = check(subject, selected(["C101", "C102"]))
    assert [finding.code for finding in checked.findings] == ["C101"]
    (failed,) = [said for said in checked.coverage.not_checked if said.code == "C102"]
    assert (failed.reason, failed.details["why"]) == ("rule_failed", "RuntimeError: no such thing")


def test_rules_are_chosen_by_the_beginnings_of_their_codes() -> None:
    codes = {rule.code for rule in selected(["K", "C1"], ["C101"])}
    assert "K101" in codes and "C102" in codes
    assert not codes & {"C101", "C201"} and all(code[0] in "KC" for code in codes)


def test_the_text_of_a_template_that_nobody_filled_in_is_not_judged() -> None:
    said = ["二、收入情况", *["XX局本年收入XXX万元，比上年增加（减少）XX万元。"] * 30]
    checked = check(printed_book(narrative=said), selected(["N303", "D202"]))
    assert [finding.code for finding in checked.findings] == ["D202"]
    assert ("N303", "unfilled_template") in {
        (said.code, said.reason) for said in checked.coverage.not_checked
    }
