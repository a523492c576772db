"""Rules of identities (勾稽关系): one finding a cause, with the figure that mends it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.checks import Subject, check, message, selected, severity_of
from juesuan.checks.causes.causes import causes_of
from juesuan.checks.causes.claims import Claim, claims_of, identities_of
from juesuan.checks.causes.constraints import Constraints
from juesuan.checks.causes.covering import cover, explainable
from juesuan.checks.causes.explaining import explained
from juesuan.checks.causes.residuals import add_document, add_layout, create_tables, residuals
from juesuan.checks.causes.search import components, smallest
from juesuan.checks.causes.slips import is_slip
from juesuan.facts import WAN
from juesuan.facts.store import connect
from juesuan.forms import CellKey, Identity
from support.balanced import fact
from support.disclosures import facts, printed_book

IDENTITIES = selected(["K"])


def findings(cells=None, **kwargs):
    """What the rules of identities say of the small unit in 万元, tails left out."""
    subject = printed_book(money=WAN, cells=cells, **kwargs)
    return [f for f in check(subject, IDENTITIES).findings if f.code != "K106"]


def only(cells=None, **kwargs):
    (finding,) = findings(cells, **kwargs)
    return finding


def test_a_balanced_set_says_nothing_and_counts_what_holds() -> None:
    checked = check(printed_book(money=WAN), IDENTITIES)
    assert checked.findings == [] and checked.coverage.not_checked == []
    counts = checked.coverage.identities
    assert counts["held"] > 200
    assert counts["broken"] == counts["tails"] == counts["unchecked"] == 0


def test_rules_left_out_leave_the_identities_unchecked() -> None:
    assert check(printed_book(money=WAN), selected(["C"])).coverage.identities == {}


# K101: sums.


def test_a_total_counted_twice_is_one_finding_with_the_right_figure() -> None:
    finding = only({"06:公用经费合计:1": "18.00"})
    assert (finding.code, finding.where[0].anchor) == ("K101", "06:公用经费合计:1")
    assert finding.expected == "9.00" and finding.where[0].printed == "18.00"
    assert {told.kind for told in finding.identities} == {"same", "rollup"}
    assert "05:total:10 = 06:公用经费合计:1" in {str(told) for told in finding.identities}
    assert "印作18.00，应为9.00" in message(finding)
    assert "should print 9.00" in message(finding, "en")
    assert severity_of(finding) == "error"


def test_an_item_in_two_dimensions_is_found_where_they_cross() -> None:
    finding = only({"05:2080505:5": "19.00"})
    assert (finding.code, finding.where[0].anchor) == ("K101", "05:2080505:5")
    assert finding.expected == "10.00" and not finding.candidates


def test_where_several_parts_could_be_wrong_all_are_named() -> None:
    finding = only({"06:30101:1": "83.70"})
    assert (finding.code, finding.variant, finding.expected) == ("K101", "several", "")
    assert finding.where[0].anchor == "06:301:1"
    assert ("06:30101:1", "80.00") in [(where.anchor, value) for where, value in finding.candidates]


def test_a_figure_that_looks_like_a_slip_is_the_likely_one_of_several() -> None:
    finding = only({"06:30101:1": "08.00"})
    assert (finding.where[0].anchor, finding.expected) == ("06:30101:1", "80.00")
    assert finding.variant == "likely" and len(finding.candidates) > 2


# K102, K103: forms against each other, flows.


def test_a_figure_that_another_form_prints_otherwise() -> None:
    finding = only({"04:1:1": "171.50"}, without={"01"})
    assert finding.where[0].anchor == "04:1:1" and finding.expected == "171.00"


def test_two_prints_of_one_fact_without_other_evidence_are_both_candidates() -> None:
    same = Identity("same", "", ((1, key("a")), (-1, key("b"))))
    (cause,) = causes_of(lines([same], a=500, b=900), [0])
    assert not cause.determined
    told = {(c.key.row, c.expected) for one in (cause.changes, *cause.rivals) for c in one}
    assert told == {("a", 900), ("b", 500)}


def test_an_amount_of_the_text_decides_between_two_prints() -> None:
    same = Identity("same", "", ((1, key("a")), (-1, key("b"))))
    made = lines([same], a=5_000_000, b=9_000_000)
    (cause,) = causes_of(made, [0], said={900})
    assert cause.determined and [(c.key.row, c.expected) for c in cause.changes] == [
        ("a", 9_000_000)
    ]


def test_a_form_of_another_year_is_one_finding() -> None:
    rows = [(*row[:-1], row[-1] * 3) for row in facts()]
    other = printed_book(money=WAN, rows=rows).disclosure
    subject = printed_book(money=WAN)
    forms = tuple(
        replace(form, values=other.form("02").values) if form.form.no == "02" else form
        for form in subject.disclosure.forms
    )
    mixed = Subject(replace(subject.disclosure, forms=forms))
    found = check(mixed, IDENTITIES).findings
    assert [(f.code, f.variant, f.where[0].form) for f in found] == [("K102", "form", "02")]


def test_a_closing_balance_that_does_not_balance() -> None:
    finding = only({"02:2080505:2": "-10.00"})
    assert (finding.where[0].anchor, finding.expected) == ("02:2080505:2", "10.00")


# K104: parts.


def test_a_part_larger_than_its_whole_is_a_warning() -> None:
    finding = only({"10:9:3": "1.50"})
    assert (finding.code, finding.where[0].anchor) == ("K104", "10:9:3")
    assert finding.where[1].anchor == "10:8:3" and finding.details["difference"] == "0.50"
    assert severity_of(finding) == "warning"


def test_money_taken_back_makes_it_a_question() -> None:
    cells = {"10:9:3": "1.50", "10:5:3": "-1.00", "10:6:3": "4.00"}
    found = {f.where[0].anchor: f for f in findings(cells)}
    assert found["10:9:3"].variant == "negative"
    assert {severity_of(finding) for finding in found.values()} == {"info"}


# K105: blanks.


def test_a_blank_where_a_figure_must_stand() -> None:
    finding = only({"04:1:1": ""})
    assert (finding.code, finding.where[0].anchor) == ("K105", "04:1:1")
    assert finding.expected == "171.00" and len(finding.identities) >= 2


def test_receptions_without_their_kinds_want_the_domestic_ones() -> None:
    """The other form's figures leave only one of the two blanks."""
    finding = only({"11:8:3": ""})
    assert (finding.code, finding.where[0].anchor, finding.expected) == ("K105", "11:8:3", "1.00")
    assert "10:8:3" in [where.anchor for where in finding.where]


def test_a_dash_claims_nothing() -> None:
    found = check(printed_book(money=WAN, cells={"11:8:3": "—", "11:10:3": "—"}), IDENTITIES)
    assert found.findings == []
    assert [(n.reason, n.details["count"]) for n in found.coverage.not_checked] == [
        ("figures_not_broken_down", 1)
    ]
    assert found.coverage.identities["unchecked"] == 1


# K106: last digits.


def test_a_last_digit_is_counted_and_no_fault() -> None:
    checked = check(printed_book(money=WAN, cells={"06:30101:1": "80.01"}), IDENTITIES)
    (finding,) = checked.findings
    assert (finding.code, finding.details["count"]) == ("K106", 1)
    assert severity_of(finding) == "info" and checked.coverage.identities["tails"] == 1


def test_in_yuan_a_last_digit_is_a_fault() -> None:
    subject = printed_book(cells={"05:2080505:5": "100000.01"})
    (finding,) = check(subject, IDENTITIES).findings
    assert (finding.where[0].anchor, finding.expected) == ("05:2080505:5", "100000.00")


def test_a_set_that_says_it_is_balanced_is_held_to_exact_sums() -> None:
    subject = printed_book(money=WAN, cells={"05:2080505:5": "10.01"})
    assert [f.code for f in check(subject, IDENTITIES).findings] == ["K106"]
    strict = replace(subject, balanced=True, _memo={})
    (finding,) = check(strict, IDENTITIES).findings
    assert (finding.where[0].anchor, finding.expected) == ("05:2080505:5", "10.00")


# K107, K108, K109.


def test_a_figure_in_the_next_column() -> None:
    finding = only({"03:2080505:2": "", "03:2080505:3": "10.00"})
    assert (finding.code, finding.variant) == ("K107", "moved")
    assert [where.anchor for where in finding.where[:2]] == ["03:2080505:3", "03:2080505:2"]
    assert "10.00" in message(finding)


def test_two_figures_in_each_others_place() -> None:
    finding = only({"05:2080505:9": "12.00", "05:2210201:9": "10.00"})
    assert (finding.code, finding.variant) == ("K107", "swapped")


def test_a_row_left_out() -> None:
    pension = {"fund": "general", "function": "2080506"}
    rows = [
        *facts(),
        fact("expenditure", 7_000_000, economic="30109", nature="basic.personnel", **pension),
        fact("income", 7_000_000, nature="basic", **pension),
    ]
    subject = printed_book(money=WAN, rows=rows)
    form = subject.disclosure.form("03")
    values = {key: value for key, value in form.values.items() if key.row != "2080506"}
    cut = replace(form, sheet=form.sheet.keeping(set(values)), values=values)
    forms = tuple(cut if f is form else f for f in subject.disclosure.forms)
    (finding,) = check(Subject(replace(subject.disclosure, forms=forms)), IDENTITIES).findings
    assert finding.code == "K108" and finding.where[0].row == "20805"
    assert finding.details["expected"] == "7.00"


def test_an_empty_form_beside_forms_with_its_figures() -> None:
    blank = {f"07:{row}:1": "" for row in ("302", "30227")}
    subject = printed_book(money=WAN, cells=blank)
    assert all(f.where[0].form == "07" for f in check(subject, selected(["K109"])).findings)
    whole = printed_book(money=WAN)
    assert check(whole, selected(["K109"])).findings == []


def test_a_form_in_yuan_among_forms_in_wan_is_one_finding() -> None:
    """Everything it shares with the others is ten thousand times too large."""
    subject = printed_book(money=WAN)
    for no in ("01", "03", "05", "06"):
        form = subject.disclosure.form(no)
        large = {key: value * 10_000 for key, value in form.values.items()}
        forms = tuple(
            replace(f, values=large) if f is form else f for f in subject.disclosure.forms
        )
        found = check(Subject(replace(subject.disclosure, forms=forms)), IDENTITIES).findings
        assert [(f.code, f.where[0].form, f.expected) for f in found] == [("K111", no, "元")]


# What is not held against a document.


def test_a_form_that_does_not_add_up_anywhere_was_not_read_well() -> None:
    subject = printed_book(money=WAN)
    form = subject.disclosure.form("05")
    jumbled = dict(zip(form.values, reversed(form.values.values()), strict=True))
    forms = tuple(replace(f, values=jumbled) if f is form else f for f in subject.disclosure.forms)
    checked = check(Subject(replace(subject.disclosure, forms=forms)), IDENTITIES)
    assert all(f.where[0].form != "05" for f in checked.findings if f.where)
    assert {n.reason for n in checked.coverage.not_checked} & {"not_read_well", "too_many_broken"}


def test_missing_forms_are_not_checked_and_not_accused() -> None:
    assert findings(without={"01", "03", "06"}) == []


# The engine's parts.


def key(name: str) -> CellKey:
    return CellKey("00", name, "1")


def total(whole: str, *parts: str) -> Identity:
    terms = ((1, key(whole)), *((-1, key(part)) for part in parts))
    return Identity("rollup", "function", terms)


def lines(identities, half: int = 0, **values: int) -> Constraints:
    return Constraints.of(
        identities, {key(name): Claim("number", value, half) for name, value in values.items()}
    )


def test_two_totals_share_the_wrong_part() -> None:
    made = lines([total("x", "a", "b"), total("y", "b", "c")], x=3, y=5, a=1, b=7, c=3)
    (group,) = components(made, [0, 1])
    (found,) = smallest(made, group).sets
    assert {made.keys[place].row: value for place, value in found.items()} == {"b": 2}


def test_the_covering_agrees_with_the_search() -> None:
    made = lines([total("x", "a", "b"), total("y", "b", "c")], x=3, y=5, a=1, b=7, c=3)
    assert {made.keys[place].row for place in cover(made, [0, 1], lambda place: 1.0)} == {"b"}


def test_small_differences_that_do_not_go_together() -> None:
    """Each total is within rounding of a + b; one says at least 2.50, the other at most 1.50."""
    identities = [total("x", "a", "b"), total("y", "a", "b")]
    good = lines(identities, 50, x=300, y=200, a=100, b=100)
    bad = lines(identities, 50, x=300, y=100, a=100, b=100)
    assert explainable(good) == ()
    assert all(bad.fits(n, bad.residual(n)) for n in (0, 1))
    assert explainable(bad) == [0, 1]


def test_a_total_of_rounded_parts_may_be_as_wide_as_they_are() -> None:
    added = lines([total("x", "a", "b", "c")], 50, x=300, a=100, b=100, c=100)
    apart = lines([total("x", "a", "b", "c")], 50, x=400, a=100, b=100, c=100)
    widths = [dict(zip((k.row for k in m.keys), m.widths, strict=True)) for m in (added, apart)]
    assert widths[0]["x"] == 150 and widths[1]["x"] == 50


@pytest.mark.parametrize(
    ("printed", "expected"), [(26437, 26487), (24687, 26487), (-5, 5), (69412, 34706), (100, 10)]
)
def test_slips_that_people_make(printed: int, expected: int) -> None:
    assert is_slip(printed, expected) and is_slip(expected, printed)


@given(st.integers(-(10**9), 10**9))
def test_no_figure_is_a_slip_of_nothing(value: int) -> None:
    assert not is_slip(value, 0) and not is_slip(0, value)


def test_many_documents_are_one_query() -> None:
    whole, wrong = printed_book(money=WAN), printed_book(money=WAN, cells={"03:total:1": "181.00"})
    db = connect()
    create_tables(db)
    add_layout(db, 7, identities_of(whole))
    for number, subject in enumerate((whole, wrong, whole)):
        add_document(db, number, 7, claims_of(subject))
    told = residuals(db, beyond=True).fetchall()
    assert {document for document, *_ in told} == {1}
    broken = explained(wrong)
    names = {str(broken.system.each[n].identity) for c in broken.causes for n in c.broken}
    assert {str(identities_of(whole)[row[1]]) for row in told} == names


def test_a_subject_is_explained_once() -> None:
    subject = printed_book(money=WAN)
    assert subject.once(explained) is subject.once(explained)


def test_a_rows_number_among_amounts_is_not_taken_for_one() -> None:
    """A bare 12 among figures with two decimals: the reading is doubted, not the document."""
    checked = check(printed_book(money=WAN, cells={"01:2:1": "12"}), IDENTITIES)
    assert checked.findings == []
    assert [n.reason for n in checked.coverage.not_checked] == ["figures_unsure"]
    assert checked.coverage.identities["broken"] == 0


def test_a_note_that_a_set_is_balanced_is_believed() -> None:
    """One last digit off in 万元 is a tail, unless the set says that there are none."""
    cells = {"03:total:1": "171.01"}
    note = "金额由元换算为万元时已作舍位平衡处理。"
    plain = check(printed_book(money=WAN, cells=cells), selected(["K1"]))
    assert {severity_of(finding) for finding in plain.findings} <= {"info"}
    held = check(printed_book(money=WAN, cells=cells, narrative=[note]), selected(["K1"]))
    (finding,) = [f for f in held.findings if severity_of(f) == "error"]
    assert (str(finding.where[0].anchor), finding.expected) == ("03:total:1", "171.00")
