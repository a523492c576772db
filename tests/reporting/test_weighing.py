"""The order of findings: what they lead to, not their codes."""

from msgspec.structs import replace

from juesuan.checks import all_rules
from juesuan.reporting.weighing import consequence_of, consequences, gravest, in_order
from support.reports import BROKEN, finding


def codes(*findings) -> list[str]:
    return [found.code for found in in_order(findings)]


def test_what_cannot_be_taken_back_stands_before_wrong_accounts_and_those_before_wording() -> None:
    found = [finding(code, identities=()) for code in ("D301", "J104", "N101", "K101", "H101")]
    assert codes(*found) == ["H101", "K101", "N101", "J104", "D301"]


def test_an_error_of_wording_stands_before_a_warning_on_the_accounts() -> None:
    assert codes(finding("K104", "warning"), finding("D301")) == ["D301", "K104"]


def test_more_broken_identities_and_more_money_weigh_more() -> None:
    small, wan = replace(BROKEN, difference="9.00"), replace(BROKEN, difference="-20", unit="万元")
    one = finding("K101", identities=(BROKEN,))
    other = finding("K103", identities=(wan,))
    least = finding("K102", identities=(small,))
    many = finding("K105", identities=(small, small))
    assert codes(least, one, other, many) == ["K105", "K103", "K101", "K102"]


def test_findings_of_one_rule_stay_together() -> None:
    heavy, light = finding("K101"), finding("K101", identities=())
    between = finding("K102", identities=(replace(BROKEN, difference="1.00"),))
    assert codes(light, between, heavy) == ["K101", "K101", "K102"]


def test_the_gravest_are_one_of_each_rule_and_no_notes() -> None:
    found = [finding("K101"), finding("K101"), finding("N101"), finding("H103", "info")]
    assert [(one.code, count) for one, count in gravest(in_order(found))] == [
        ("K101", 2),
        ("N101", 1),
    ]


def test_every_rule_leads_to_something() -> None:
    assert [code for code in all_rules() if consequence_of(code) == len(consequences())] == []
