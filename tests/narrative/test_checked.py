"""A written booklet stands the checks of its text: nothing is held against true sentences."""

import msgspec
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from telling import Rows, accounts, booklet, disclosed, read_back

from juesuan.checks import Subject, all_rules, check, message, severity_of
from juesuan.facts import WAN, YUAN, MoneyUnit
from juesuan.forms import available_form_sets, load_form_set
from juesuan.reading.narrative import Narrative

ARITHMETIC = ("N1", "N2", "N3")
"""Rules on what the text says of figures; lists and reasons are the author's."""


class Told(Subject):
    """Forms and a narrative that were never printed."""

    said: Narrative = msgspec.field(default_factory=Narrative)

    @property
    def narrative(self) -> Narrative:
        return self.said


STATE_CAPITAL = "state_capital"


def _shows_state_capital(form_set: str) -> bool:
    """Whether the set has a form for it: a text of money that no form shows cannot be held to
    them."""
    return any("国有资本" in form.title for form in load_form_set(form_set).forms)


@given(
    form_set=st.sampled_from(available_form_sets()),
    rows=accounts(),
    previous=st.none() | accounts(),
    money=st.sampled_from((YUAN, WAN)),
)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_true_sentence_is_accused(
    form_set: str, rows: Rows, previous: Rows | None, money: MoneyUnit
) -> None:
    assume(_shows_state_capital(form_set) or not any(STATE_CAPITAL in row for row in rows))
    disclosure, _ = disclosed(rows, form_set, money)
    subject = Told(disclosure=disclosure)
    subject.said = read_back(booklet(rows, form_set, money, previous))
    rules = [rule for code, rule in all_rules().items() if code.startswith(ARITHMETIC)]
    checked = check(subject, rules)
    grave = [f for f in checked.findings if severity_of(f) == "error"]
    assert [message(finding) for finding in grave] == []


def point(measure: str, fund: str, value: int, carry: str = "") -> tuple[object, ...]:
    code = ("2010301", "", "basic", carry)
    return ("01", 2023, measure, "final", fund, *code, "admin", "", "", value)


def test_a_paragraph_goes_on_with_the_money_that_it_began_with() -> None:
    """政府性基金预算财政拨款收入0.01元。年末结转和结余0.01元: not all balances (0.04元)."""
    rows = [
        point("income", "general", 3),
        point("closing", "general", 3, "carryover"),
        point("income", "government_funds", 1),
        point("closing", "government_funds", 1, "carryover"),
    ]
    disclosure, _ = disclosed(rows, "yunnan-2021", YUAN)
    subject = Told(disclosure=disclosure)
    subject.said = read_back(booklet(rows, "yunnan-2021", YUAN, None))
    checked = check(subject, [all_rules()["N101"]])
    assert [message(finding) for finding in checked.findings] == []


def test_three_public_expenses_are_told_of_the_money_that_their_form_prints() -> None:
    """Form 07 of 2016 to 2021 holds the general public budget alone; trips paid from state
    capital (7.99元) are in neither form nor text."""
    codes = {
        "salary": ("2010301", "30101", "basic.personnel", ""),
        "trip": ("2010301", "30212", "project", ""),
        "project": ("2010301", "", "project", ""),
    }

    def row(measure: str, fund: str, kind: str, value: int) -> tuple[object, ...]:
        return ("01", 2023, measure, "final", fund, *codes[kind], "admin", "", "", value)

    rows = [
        row("expenditure", "general", "salary", 0),
        row("expenditure", "state_capital", "trip", 799),
        row("income", "state_capital", "project", 799),
        row("expenditure", "other", "salary", -200),
        point("income", "other", -200),
    ]
    disclosure, _ = disclosed(rows, "mof-2017", YUAN)
    subject = Told(disclosure=disclosure)
    subject.said = read_back(booklet(rows, "mof-2017", YUAN, None))
    rules = [rule for code, rule in all_rules().items() if code.startswith(ARITHMETIC)]
    assert [message(finding) for finding in check(subject, rules).findings] == []


def test_a_whole_may_be_less_than_a_part_of_it_where_others_were_paid_back() -> None:
    """“三公”经费支出决算0.01元，其中：因公出国（境）费0.03元 … 公务接待费-0.02元."""

    def trip(economic: str, breakdown: str, value: int) -> tuple[object, ...]:
        codes = ("2013750", economic, "project", "", "admin", breakdown, "")
        return ("01", 2023, "expenditure", "final", "general", *codes, value)

    received = ("2013750", "", "project", "", "admin", "", "")
    rows = [
        trip("30217", "reception.domestic", -2),
        trip("30212", "", 3),
        ("01", 2023, "income", "final", "general", *received, 1),
    ]
    disclosure, _ = disclosed(rows, "mof-2017", YUAN)
    subject = Told(disclosure=disclosure)
    subject.said = read_back(booklet(rows, "mof-2017", YUAN, None))
    checked = check(subject, [all_rules()["N105"]])
    assert [message(finding) for finding in checked.findings] == []
