"""The search for causes: which figures are wrong, what is rather misread, at which bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.checks.causes.causes import Cause, Change, causes_of
from juesuan.checks.causes.claims import Claim, claims_of, stray_numbers
from juesuan.checks.causes.constraints import Constraints
from juesuan.checks.causes.covering import cover, explainable
from juesuan.checks.causes.search import components, smallest
from juesuan.checks.causes.slips import is_slip
from juesuan.checks.causes.trust import forms_apart, trusted
from juesuan.checks.causes.units import other_units
from juesuan.facts import WAN
from juesuan.forms import CellKey, Identity
from support.disclosures import printed_book


def key(name: str) -> CellKey:
    """A place by its row, in form 00 unless another is named before it (05.a)."""
    form, _, row = name.rpartition(".")
    return CellKey(form or "00", row, "1")


def total(whole: str, *parts: str) -> Identity:
    terms = ((1, key(whole)), *((-1, key(part)) for part in parts))
    return Identity("rollup", "function", terms)


def same(one: str, other: str) -> Identity:
    return Identity("same", "", ((1, key(one)), (-1, key(other))))


def part(whole: str, *parts: str) -> Identity:
    return Identity("part", "", ((1, key(whole)), *((-1, key(p)) for p in parts)))


def system(identities, half: int = 0, **values: int) -> Constraints:
    """The constraints among places with these values, ``None`` for a blank."""
    claims = {
        key(name): Claim("blank" if value is None else "number", value or 0, half)
        for name, value in values.items()
    }
    return Constraints.of(identities, claims)


def broken(made: Constraints) -> list[int]:
    return [
        n
        for n, c in enumerate(made.each)
        if c.identity.kind != "part" and not made.fits(n, made.residual(n))
    ]


def named(causes) -> dict[str, int]:
    """The rows that are sure to be wrong, with what should stand there."""
    return {c.key.row: c.expected for cause in causes if cause.determined for c in cause.changes}


# Which of several figures is named.


def test_two_prints_of_one_fact_without_other_evidence_are_both_candidates() -> None:
    (cause,) = causes_of(system([same("a", "b")], a=500, b=900), [0])
    assert not cause.determined
    told = {(c.key.row, c.expected) for one in (cause.changes, *cause.rivals) for c in one}
    assert told == {("a", 900), ("b", 500)}


def test_an_amount_of_the_text_decides_between_two_prints() -> None:
    made = system([same("a", "b")], a=5_000_000, b=9_000_000)
    (cause,) = causes_of(made, [0], said={900})
    assert cause.determined and [(c.key.row, c.expected) for c in cause.changes] == [
        ("a", 9_000_000)
    ]


def test_a_customary_counterpart_decides_between_two_slips() -> None:
    """Either part may have lost or gained a digit; one of them has a counterpart that tells."""
    made = system([total("x", "a", "b")], x=22_000, a=21_000, b=10_000)
    assert named(causes_of(made, [0])) == {}
    usual = {key("a"): {12_000}}
    assert named(causes_of(made, [0], usual=usual)) == {"a": 12_000}


@pytest.mark.parametrize(
    ("a", "b", "named_row"),
    [
        (None, 900, "a"),
        (-500, 900, "a"),
        (500, 900, ""),
        (500, 5000, ""),
    ],
    ids=["a blank is filled", "a figure is not negative", "nothing tells", "either is a slip"],
)
def test_of_two_prints_the_one_is_named_that_is_likelier_wrong(a, b, named_row: str) -> None:
    causes = causes_of(system([same("a", "b")], a=a, b=b), [0])
    assert set(named(causes)) == ({named_row} if named_row else set())


def test_a_slip_is_likelier_than_any_other_change() -> None:
    """12 for 21 in one of three parts; the other parts and the whole would be strange."""
    made = system([total("x", "a", "b", "c")], x=4133, a=1200, b=1433, c=600)
    assert named(causes_of(made, [0])) == {"a": 2100}


def test_a_change_that_mends_a_part_larger_than_its_whole_is_likelier() -> None:
    values = {"x": 9_000, "a": 4_321, "b": 3_456, "y": 7_000}
    plain = system([total("x", "a", "b")], **values)
    assert named(causes_of(plain, [0])) == {}
    values = {"x": 9_000, "a": 7_321, "b": 3_456, "y": 6_000}
    mended = system([total("x", "a", "b"), part("y", "a")], **values)
    assert named(causes_of(mended, [0])) == {"a": 5_544}


# How many figures may be wrong together.


def wrong_parts(count: int, prints: int = 2) -> Constraints:
    """Figures that each other print contradicts, all of them parts of one total that is right."""
    identities, values = [total("z", *(f"a{n}" for n in range(count)))], {"z": 0}
    for n in range(count):
        right = 1_000 + 37 * n
        values |= {"z": values["z"] + right, f"a{n}": right + 411 + n}
        for m in range(prints):
            identities.append(same(f"a{n}", f"x{n}-{m}"))
            values[f"x{n}-{m}"] = right
        identities += [same(f"x{n}-{m}", f"x{n}-{m + 1}") for m in range(prints - 1)]
    return system(identities, **values)


@pytest.mark.parametrize(("count", "kinds"), [(3, {"wrong"}), (8, {"wrong"}), (9, {"unsolved"})])
def test_up_to_eight_figures_of_one_group_are_found_wrong(count: int, kinds: set[str]) -> None:
    made = wrong_parts(count)
    causes = causes_of(made, broken(made))
    assert {cause.kind for cause in causes} == kinds
    if kinds == {"wrong"}:
        assert named(causes) == {f"a{n}": 1_000 + 37 * n for n in range(count)}


def test_the_search_changes_three_figures_and_leaves_more_to_the_covering() -> None:
    three, four = wrong_parts(3), wrong_parts(4)
    assert len(smallest(three, broken(three)).sets) == 1
    assert smallest(four, broken(four)).sets == []


@pytest.mark.parametrize(("prints", "kinds"), [(9, {"wrong"}), (10, {"unsolved"})])
def test_a_group_of_more_than_forty_broken_constraints_is_not_solved(prints, kinds) -> None:
    made = wrong_parts(4, prints)
    assert len(broken(made)) == 4 * prints + 1
    assert {cause.kind for cause in causes_of(made, broken(made))} == kinds


# What is rather misread.


def credit(wrong: int, every: int) -> tuple[Constraints, list[Cause]]:
    """A form of so many totals of one figure each, some of them wrong; a cause for each."""
    identities = [total(f"05.t{n}", f"05.a{n}") for n in range(every)]
    values = {f"05.t{n}": 100 for n in range(every)}
    values |= {f"05.a{n}": 150 if n < wrong else 100 for n in range(every)}
    causes = [
        Cause(kind="wrong", changes=(Change(key(f"05.a{n}"), 100),), broken=(n,))
        for n in range(wrong)
    ]
    return system(identities, **values), causes


@pytest.mark.parametrize(
    ("wrong", "every", "misread"), [(4, 16, True), (4, 17, False), (3, 3, False)]
)
def test_a_form_is_misread_where_four_figures_and_a_quarter_of_its_sums_are_wrong(
    wrong: int, every: int, misread: bool
) -> None:
    made, causes = credit(wrong, every)
    judged = trusted(made, causes, range(wrong), frozenset())
    assert judged.misread == ({"05": (wrong, every)} if misread else {})
    assert judged.causes == ([] if misread else causes)


def test_a_figure_that_may_be_a_rows_number_is_not_held_against_the_document() -> None:
    made, causes = credit(2, 9)
    judged = trusted(made, causes, range(2), {key("05.a0")})
    assert judged.causes == causes[1:] and judged.unsure == 1


@pytest.mark.parametrize(
    ("own", "wrong", "shared", "apart"),
    [(3, 4, 8, True), (2, 4, 8, False), (3, 3, 6, False), (3, 4, 9, False)],
    ids=["apart", "too few sums of its own", "too few places", "less than half"],
)
def test_a_form_is_apart_that_is_right_in_itself_and_disagrees_with_half_it_shares(
    own: int, wrong: int, shared: int, apart: bool
) -> None:
    identities = [total(f"05.t{n}", f"05.a{n}") for n in range(own)]
    identities += [same(f"05.x{n}", f"01.x{n}") for n in range(shared)]
    values = {f"05.{name}{n}": 100 for name in "ta" for n in range(own)}
    values |= {f"05.x{n}": 250 if n < wrong else 200 for n in range(shared)}
    values |= {f"01.x{n}": 200 for n in range(shared)}
    made = system(identities, **values)
    assert [c.form for c in forms_apart(made, set(broken(made)))] == (["05"] if apart else [])


# Units and digits.


@pytest.mark.parametrize(("facts", "forms"), [(2, {"05"}), (1, set())])
def test_a_form_is_in_another_unit_by_two_facts_that_it_shares(facts: int, forms: set) -> None:
    """Form 05 shares its facts with two others that agree."""
    pairs = [(f"05.a{n}", f"{no}.a{n}") for n in range(facts) for no in ("01", "03")][: facts + 1]
    identities = [same(*pair) for pair in pairs[:facts]]
    identities += [same("01.b", "03.b")]
    values = {place: 7_000_000 for pair in pairs for place in pair} | {"01.b": 5, "03.b": 5}
    values |= {place: 70_000_000_000 for pair in pairs for place in pair if place[:2] == "05"}
    assert set(other_units(system(identities, **values))) == forms


@pytest.mark.parametrize(("printed", "stray"), [("12", True), ("123", False), ("12.00", False)])
def test_a_short_bare_number_among_amounts_with_decimals_is_a_rows_number(printed, stray) -> None:
    subject = printed_book(money=WAN, cells={"01:2:1": printed})
    assert stray_numbers(subject) == ({CellKey("01", "2", "1")} if stray else set())


@pytest.mark.parametrize(("with_one", "half"), [(1, 500_000), (2, 50_000)])
def test_a_form_prints_the_decimals_that_a_fifth_of_its_amounts_have(with_one, half) -> None:
    """Whole 万元 are exact to half a 万元 (500,000 cents)."""
    values = list(printed_book(money=WAN).disclosure.form("06").values)
    assert 10 <= len(values) < 15
    whole = {str(place): "80" for place in values[with_one:]}
    cells = whole | {str(place): "80.0" for place in values[:with_one]}
    claims = claims_of(printed_book(money=WAN, cells=cells))
    assert {claim.half for place, claim in claims.items() if place.form == "06"} == {half}


# The parts of the search.


def test_two_totals_share_the_wrong_part() -> None:
    made = system([total("x", "a", "b"), total("y", "b", "c")], x=3, y=5, a=1, b=7, c=3)
    (group,) = components(made, [0, 1])
    (found,) = smallest(made, group).sets
    assert {made.keys[place].row: value for place, value in found.items()} == {"b": 2}


def test_the_covering_agrees_with_the_search() -> None:
    made = system([total("x", "a", "b"), total("y", "b", "c")], x=3, y=5, a=1, b=7, c=3)
    assert {made.keys[place].row for place in cover(made, [0, 1], lambda place: 1.0)} == {"b"}


def test_small_differences_that_do_not_go_together() -> None:
    """Each total is within rounding of a + b; one says at least 2.50, the other at most 1.50."""
    identities = [total("x", "a", "b"), total("y", "a", "b")]
    good = system(identities, 50, x=300, y=200, a=100, b=100)
    bad = system(identities, 50, x=300, y=100, a=100, b=100)
    assert explainable(good) == ()
    assert all(bad.fits(n, bad.residual(n)) for n in (0, 1))
    assert explainable(bad) == [0, 1]


def test_a_total_of_rounded_parts_may_be_as_wide_as_they_are() -> None:
    added = system([total("x", "a", "b", "c")], 50, x=300, a=100, b=100, c=100)
    apart = system([total("x", "a", "b", "c")], 50, x=400, a=100, b=100, c=100)
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


def test_a_form_that_shares_no_line_that_speaks_can_be_the_one_in_doubt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its every line with other forms rests on a figure nobody printed."""
    from juesuan.checks.causes import trust

    of = {0: {"01", "08"}, 1: {"08"}}
    monkeypatch.setattr(trust, "_forms", lambda system, n: of[n])
    credit = trust._Credit(shared={"01": [0, 2]})
    assert credit.worst([0, 1], None) == "08"  # type: ignore[arg-type]
