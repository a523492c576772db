"""Rules of identities (勾稽关系): one finding a cause, with the figure that mends it."""

import pytest
from msgspec.structs import replace

from juesuan.checks import Finding, Subject, check, message, selected, severity_of
from juesuan.checks.causes.claims import claims_of, identities_of
from juesuan.checks.causes.explaining import explained
from juesuan.checks.causes.residuals import add_document, add_layout, create_tables, residuals
from juesuan.checks.subject.remembering import Remembered
from juesuan.facts import WAN
from juesuan.facts.store import connect
from juesuan.reading import Spot, Unread
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


def test_k101_finds_a_total_counted_twice_once_with_the_right_figure() -> None:
    finding = only({"06:公用经费合计:1": "18.00"})
    assert (finding.code, finding.where[0].anchor) == ("K101", "06:公用经费合计:1")
    assert finding.expected == "9.00" and finding.where[0].printed == "18.00"
    assert {told.kind for told in finding.identities} == {"same", "rollup"}
    assert "05:total:10 = 06:公用经费合计:1" in {str(told) for told in finding.identities}
    assert "印作18.00，应为9.00" in message(finding)
    assert "should print 9.00" in message(finding, "en")
    assert severity_of(finding) == "error"


@pytest.mark.parametrize(
    ("printed", "right"), [("1,710,009.00", "1,710,000.00"), ("1710009.00", "1710000.00")]
)
def test_k101_writes_the_right_figure_as_its_cell_is_written(printed: str, right: str) -> None:
    subject = printed_book(cells={"03:total:1": printed})
    (finding,) = check(subject, IDENTITIES).findings
    assert finding.expected == right and f"印作{printed}，应为{right}" in message(finding)
    assert {told.difference.lstrip("-") for told in finding.identities} == {"9.00"}


def test_k101_finds_an_item_of_two_dimensions_where_they_cross() -> None:
    finding = only({"05:2080505:5": "19.00"})
    assert (finding.code, finding.where[0].anchor) == ("K101", "05:2080505:5")
    assert finding.expected == "10.00" and not finding.candidates


def test_k101_finds_all_parts_that_could_be_wrong() -> None:
    finding = only({"06:30101:1": "83.70"})
    assert (finding.code, finding.variant, finding.expected) == ("K101", "several", "")
    assert finding.where[0].anchor == "06:301:1"
    assert ("06:30101:1", "80.00") in [(where.anchor, value) for where, value in finding.candidates]


def test_k101_finds_the_figure_that_looks_like_a_slip() -> None:
    finding = only({"06:30101:1": "08.00"})
    assert (finding.where[0].anchor, finding.expected) == ("06:30101:1", "80.00")
    assert finding.variant == "likely" and len(finding.candidates) > 2


def test_k101_passes_a_balanced_set() -> None:
    assert findings() == []


def test_k101_spares_differences_that_rounding_explains() -> None:
    """A whole of two parts may miss them by less than one and a half last digits."""
    assert findings({"05:2080505:5": "10.01"}) == []
    assert [f.code for f in findings({"05:2080505:5": "10.02"})] == ["K101"]


def test_k101_spares_sums_whose_forms_are_not_there() -> None:
    assert findings(without={"01", "03", "06"}) == []


# K102: two prints of one fact.


TWO_PRINTS = {"01:31:2": "—", "01:38:2": "—", "01:49:2": "—", "01:60:2": "—"}
"""Form 01 breaks its expenditure down no further: what is left is that form 03 prints it, too."""


def test_k102_finds_a_figure_that_another_form_prints_otherwise() -> None:
    finding = only({**TWO_PRINTS, "01:57:2": "170.00"})
    assert (finding.code, finding.where[0].anchor) == ("K102", "01:57:2")
    assert finding.expected == "171.00"
    assert [str(told) for told in finding.identities] == ["01:57:2 = 03:total:1"]


def test_k102_passes_two_prints_that_agree() -> None:
    assert findings(TWO_PRINTS) == []


def test_k102_spares_two_prints_that_differ_by_what_rounding_gives() -> None:
    """Form 03's total is the sum of four printed items, and as wide as they are together."""
    assert findings({**TWO_PRINTS, "01:57:2": "171.02"}) == []
    assert [f.code for f in findings({**TWO_PRINTS, "01:57:2": "171.03"})] == ["K102"]


def test_a_total_printed_in_several_forms_is_wrong_where_it_stands_alone() -> None:
    finding = only({"04:1:1": "171.50"}, without={"01"})
    assert finding.where[0].anchor == "04:1:1" and finding.expected == "171.00"


def test_k102_finds_a_form_of_another_year_once() -> None:
    rows = [(*row[:-1], row[-1] * 3) for row in facts()]
    other = printed_book(money=WAN, rows=rows).disclosure
    subject = printed_book(money=WAN)
    forms = tuple(
        replace(form, values=other.form("02").values) if form.form.no == "02" else form
        for form in subject.disclosure.forms
    )
    mixed = Subject(disclosure=replace(subject.disclosure, forms=forms))
    found = check(mixed, IDENTITIES).findings
    assert [(f.code, f.variant, f.where[0].form) for f in found] == [("K102", "form", "02")]


# K103: income and expenditure.


TOTALS = {"01:57:2": "—"}
"""Form 01 prints its two totals, and not what the second is made of."""


def test_k103_finds_totals_that_do_not_balance() -> None:
    finding = only({**TOTALS, "01:60:2": "172.00"})
    assert (finding.code, finding.where[0].anchor) == ("K103", "01:60:2")
    assert finding.expected == "171.00"
    assert [str(told) for told in finding.identities] == ["01:30:1 = 01:60:2"]


def test_k103_passes_totals_that_balance() -> None:
    assert findings(TOTALS) == []


def test_k103_spares_a_total_that_is_not_printed() -> None:
    assert findings({**TOTALS, "01:60:2": "—"}) == []


# K104: parts.


def test_k104_finds_a_part_larger_than_its_whole() -> None:
    finding = only({"10:9:3": "1.50"})
    assert (finding.code, finding.where[0].anchor) == ("K104", "10:9:3")
    assert finding.where[1].anchor == "10:8:3" and finding.details["difference"] == "0.50"
    assert severity_of(finding) == "warning"


def test_k104_finds_money_taken_back_as_a_question() -> None:
    cells = {"10:9:3": "1.50", "10:5:3": "-1.00", "10:6:3": "4.00"}
    found = {f.where[0].anchor: f for f in findings(cells)}
    assert found["10:9:3"].variant == "negative"
    assert {severity_of(finding) for finding in found.values()} == {"info"}


def test_k104_passes_a_part_within_its_whole() -> None:
    assert findings({"10:9:3": "0.50"}) == []


def test_k104_spares_a_part_that_is_its_whole() -> None:
    assert findings({"10:9:3": "1.00"}) == []
    assert [f.code for f in findings({"10:9:3": "1.02"})] == ["K104"]


# K105: blanks.


def test_k105_finds_a_blank_where_a_figure_must_stand() -> None:
    finding = only({"04:1:1": ""})
    assert (finding.code, finding.where[0].anchor) == ("K105", "04:1:1")
    assert finding.expected == "171.00" and len(finding.identities) >= 2


def test_k105_finds_the_blank_that_another_form_leaves_open() -> None:
    """The other form's figures leave only one of the two blanks."""
    finding = only({"11:8:3": ""})
    assert (finding.code, finding.where[0].anchor, finding.expected) == ("K105", "11:8:3", "1.00")
    assert "10:8:3" in [where.anchor for where in finding.where]


def test_k105_spares_a_dash_that_claims_nothing() -> None:
    found = check(printed_book(money=WAN, cells={"11:8:3": "—", "11:10:3": "—"}), IDENTITIES)
    assert found.findings == []
    assert [(n.reason, n.details["count"]) for n in found.coverage.not_checked] == [
        ("figures_not_broken_down", 1)
    ]
    assert found.coverage.identities["unchecked"] == 1


def test_k105_passes_figures_wherever_there_are_some() -> None:
    assert findings() == []


# K106: last digits.


def test_k106_finds_a_last_digit_and_counts_it() -> None:
    checked = check(printed_book(money=WAN, cells={"06:30101:1": "80.01"}), IDENTITIES)
    (finding,) = checked.findings
    assert (finding.code, finding.details["count"]) == ("K106", 1)
    assert severity_of(finding) == "info" and checked.coverage.identities["tails"] == 1


def test_k106_passes_a_set_that_adds_up() -> None:
    assert check(printed_book(money=WAN), selected(["K106"])).findings == []


def test_k106_spares_a_last_digit_in_yuan_which_is_a_fault() -> None:
    subject = printed_book(cells={"05:2080505:5": "100000.01"})
    (finding,) = check(subject, IDENTITIES).findings
    assert (finding.where[0].anchor, finding.expected) == ("05:2080505:5", "100000.00")


def test_a_set_that_says_it_is_balanced_is_held_to_exact_sums() -> None:
    subject = printed_book(money=WAN, cells={"05:2080505:5": "10.01"})
    assert [f.code for f in check(subject, IDENTITIES).findings] == ["K106"]
    strict = replace(subject, balanced=True, remembered=Remembered())
    (finding,) = check(strict, IDENTITIES).findings
    assert (finding.where[0].anchor, finding.expected) == ("05:2080505:5", "10.00")


# K107: places.


def test_k107_finds_a_figure_in_the_next_column() -> None:
    finding = only({"03:2080505:2": "", "03:2080505:3": "10.00"})
    assert (finding.code, finding.variant) == ("K107", "moved")
    assert [where.anchor for where in finding.where[:2]] == ["03:2080505:3", "03:2080505:2"]
    assert "10.00" in message(finding)


def test_k107_finds_two_figures_in_each_others_place() -> None:
    finding = only({"05:2080505:9": "12.00", "05:2210201:9": "10.00"})
    assert (finding.code, finding.variant) == ("K107", "swapped")


def test_k107_finds_a_moved_figure_once_beside_another_wrong_one() -> None:
    moved = {"04:40:3": "", "04:41:3": "10.00"}
    wrong, other = findings({**moved, "05:20805:7": "19.00"})
    assert (wrong.code, wrong.where[0].anchor, wrong.expected) == ("K101", "05:20805:7", "10.00")
    assert (other.code, other.variant) == ("K107", "moved")
    assert [where.anchor for where in other.where[:2]] == ["04:41:3", "04:40:3"]


def test_k107_passes_figures_in_their_place() -> None:
    assert findings() == []


def test_k107_spares_two_wrong_figures_that_are_not_each_others() -> None:
    found = findings({"05:2080505:9": "11.00", "05:2210201:9": "13.00"})
    assert found and {finding.code for finding in found} == {"K101"}


def without_row(*columns: str):
    """Form 03 of a set with two pensions, of which the second is not listed; in some columns
    only, if these are named."""
    pension = {"fund": "general", "function": "2080506"}
    rows = [
        *facts(),
        fact("expenditure", 7_000_000, economic="30109", nature="basic.personnel", **pension),
        fact("income", 7_000_000, nature="basic", **pension),
    ]
    subject = printed_book(money=WAN, rows=rows)
    form = subject.disclosure.form("03")
    gone = {k for k in form.values if k.row == "2080506" and (not columns or k.column in columns)}
    values = {key: value for key, value in form.values.items() if key not in gone}
    cut = replace(form, sheet=form.sheet.keeping(set(values)), values=values)
    forms = tuple(cut if f is form else f for f in subject.disclosure.forms)
    return check(Subject(disclosure=replace(subject.disclosure, forms=forms)), IDENTITIES).findings


def test_k108_finds_a_row_left_out() -> None:
    (finding,) = without_row()
    assert finding.code == "K108" and finding.where[0].row == "20805"
    assert [where.column for where in finding.where] == ["1", "2"]
    assert finding.details["expected"] == "7.00" and "7.00" in message(finding)


def test_k108_passes_a_listing_with_all_rows() -> None:
    assert "K108" not in {finding.code for finding in findings()}


def form_without(*gone: str, all_forms: bool = False, cells=None, unread=()) -> list[Finding]:
    """What is told where form 03 does not list some items, with a second class in all forms."""
    health = {"fund": "general", "function": "2101101"}
    rows = [
        *facts(),
        fact("expenditure", 7_000_000, economic="30110", nature="basic.personnel", **health),
        fact("income", 7_000_000, nature="basic", **health),
    ]
    subject = printed_book(money=WAN, rows=rows, cells=cells)
    forms = []
    for form in subject.disclosure.forms:
        if form.form.no == "03" or all_forms:
            values = {key: value for key, value in form.values.items() if key.row not in gone}
            form = replace(form, sheet=form.sheet.keeping(set(values)), values=values)
        forms.append(form)
    subject = Subject(
        disclosure=replace(subject.disclosure, forms=tuple(forms)),
        reading=replace(subject.reading, unread=list(unread)),
    )
    return check(subject, IDENTITIES).findings


def test_k108_finds_the_only_item_of_a_heading_left_out() -> None:
    (finding,) = form_without("2101101")
    assert (finding.variant, finding.where[0].anchor) == ("below", "03:21011:1")
    assert finding.details["codes"] == "2101101" and finding.where[-1].form != "03"
    assert "其下没有列出任何一项" in message(finding)


def test_k108_does_not_ask_for_items_that_no_form_lists() -> None:
    assert form_without("2101101", all_forms=True) == [], "they may be withheld (涉密)"


def test_k108_does_not_ask_below_a_heading_that_is_itself_told() -> None:
    (finding,) = form_without("2101101", cells={"03:21011:1": "9.00"})
    assert (finding.code, finding.where[0].anchor) == ("K101", "03:21011:1")


def test_k108_does_not_ask_of_a_form_of_which_not_all_was_understood() -> None:
    unread = Unread("row", Spot(), {"form": "03"})
    assert form_without("2101101", unread=[unread]) == [], "the row may stand there"


def test_k108_does_not_ask_of_a_list_that_leaves_other_headings_without_items() -> None:
    assert form_without("2101101", "2210201") == [], "it does not go down to items everywhere"


def test_k108_spares_a_row_that_only_lacks_a_figure() -> None:
    found = without_row("2")
    assert found and "K108" not in {finding.code for finding in found}


# K109: forms without figures.


def emptied(no: str, **more) -> list[Finding]:
    """What K109 finds where a form of the small unit holds no figure."""
    subject = printed_book(money=WAN, **more)
    forms = tuple(replace(f, values={}) if f.form.no == no else f for f in subject.disclosure.forms)
    empty = Subject(disclosure=replace(subject.disclosure, forms=forms))
    return check(empty, selected(["K109"])).findings


def test_k109_finds_an_empty_form_whose_figures_others_print() -> None:
    (finding,) = emptied("06")
    assert [where.anchor for where in finding.where][:2] == ["06", "05:total:9"]
    assert finding.details["expected"] == "122.00"
    assert "06表没有数字，但05表" in message(finding)


def test_k109_passes_forms_with_figures() -> None:
    assert check(printed_book(money=WAN), selected(["K109"])).findings == []


def test_k109_spares_a_form_whose_figures_no_other_prints() -> None:
    assert emptied("11") == []


# K110: beyond rounding, all together.

APART = {"01:1:1": "170.99", "05:total:5": "131.01"}
"""Income is at most 170.995 by one form; by the other at least 171.005. No sum shows it."""


def test_k110_finds_last_digits_that_do_not_go_together() -> None:
    finding = only(APART)
    assert finding.code == "K110" and severity_of(finding) == "warning"
    told = set(map(str, finding.identities))
    assert {"01:1:1 = 05:total:4", "05:total:4 = 05:total:5 + 05:total:6"} <= told
    assert finding.details["count"] == 15 and "15条" in message(finding)


def test_k110_passes_a_set_that_adds_up() -> None:
    assert findings() == []


@pytest.mark.parametrize("place", APART)
def test_k110_spares_last_digits_that_go_together(place: str) -> None:
    assert findings({place: APART[place]}) == []


def test_k110_spares_a_set_with_a_cause_of_its_own() -> None:
    assert "K110" not in {f.code for f in findings({**APART, "06:公用经费合计:1": "18.00"})}


# K111: the money unit.


def test_k111_finds_a_form_in_yuan_among_forms_in_wan_once() -> None:
    """Everything it shares with the others is ten thousand times too large."""
    subject = printed_book(money=WAN)
    for no in ("01", "03", "05", "06"):
        form = subject.disclosure.form(no)
        large = {key: value * 10_000 for key, value in form.values.items()}
        forms = tuple(
            replace(f, values=large) if f is form else f for f in subject.disclosure.forms
        )
        found = check(
            Subject(disclosure=replace(subject.disclosure, forms=forms)), IDENTITIES
        ).findings
        assert [(f.code, f.where[0].form, f.expected) for f in found] == [("K111", no, "元")]


def test_k111_finds_the_three_public_in_yuan_by_what_the_basic_form_lists_of_them() -> None:
    """No figure of theirs is any other form's: parts that are far larger than their whole tell."""
    subject = printed_book(money=WAN)
    form = subject.disclosure.form("10")
    small = {key: value // 10_000 if value else value for key, value in form.values.items()}
    forms = tuple(replace(f, values=small) if f is form else f for f in subject.disclosure.forms)
    found = check(Subject(disclosure=replace(subject.disclosure, forms=forms)), IDENTITIES).findings
    assert [(f.code, f.where[0].form, f.expected) for f in found] == [("K111", "10", "万元")]


def test_k111_passes_forms_in_one_unit() -> None:
    assert findings() == []


def test_k111_spares_one_figure_that_is_ten_thousand_times_too_large() -> None:
    found = findings({"01:57:2": "1710000.00"})
    assert found and "K111" not in {finding.code for finding in found}


# What is not held against a document.


def test_a_form_that_does_not_add_up_anywhere_was_not_read_well() -> None:
    subject = printed_book(money=WAN)
    form = subject.disclosure.form("05")
    jumbled = dict(zip(form.values, reversed(form.values.values()), strict=True))
    forms = tuple(replace(f, values=jumbled) if f is form else f for f in subject.disclosure.forms)
    checked = check(Subject(disclosure=replace(subject.disclosure, forms=forms)), IDENTITIES)
    assert all(f.where[0].form != "05" for f in checked.findings if f.where)
    assert {n.reason for n in checked.coverage.not_checked} & {"not_read_well", "too_many_broken"}


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


def test_where_no_identity_is_told_none_holds() -> None:
    """A form of money that a unit has none of prints nothing to add up."""
    others = [f"{n:02}" for n in range(1, 13) if n != 8]
    found = explained(printed_book(without=others))
    assert (found.outcomes["held"], found.outcomes["broken"]) == (0, 0)
