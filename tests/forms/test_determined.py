"""What forms determine is what the book says; what they do not tell is not made up."""

from hypothesis import given, settings
from hypothesis import strategies as st

from juesuan.facts import FactStore, Region
from juesuan.forms import UNDIVIDED, DeterminedFacts
from support.balanced import SETS, SPACE, balanced_facts, filled
from support.disclosures import facts

FINAL = {"measure": {"expenditure"}, "stage": {"final"}}
GENERAL = {**FINAL, "fund": {"general"}}


def small() -> DeterminedFacts:
    return DeterminedFacts(filled(facts(), "yunnan-2023"), SPACE)


def asked(store: DeterminedFacts, **parts: set[str]) -> int | None:
    region = Region.of(parts)
    return store.evaluate([region])[region]


def test_a_printed_figure_is_told() -> None:
    assert asked(small(), **GENERAL, function={"2010301"}) == 109_000_000


def test_a_sum_over_printed_parts_is_told() -> None:
    travel = asked(small(), **GENERAL, economic={"30201", "30231"}, nature={"basic.public"})
    assert travel == 8_000_000


def test_what_no_form_tells_apart_stays_untold() -> None:
    """Function and economic class together are in no form."""
    store = small()
    both = Region.of({**GENERAL, "function": {"2010301"}, "economic": {"30101"}})
    assert store.evaluate([both]) == {both: None}
    assert both in store.untold


def test_a_blank_is_nothing_and_told() -> None:
    store = small()
    assert asked(store, **FINAL, fund={"government_funds"}) is None
    assert store.untold == set()


def test_the_facts_say_what_is_not_told_apart() -> None:
    rows = (
        small()
        .db.execute("SELECT economic, function FROM facts WHERE measure = 'expenditure'")
        .fetchall()
    )
    assert (UNDIVIDED, "2010302") in rows
    assert ("30101", UNDIVIDED) in rows
    assert ("30101", "2010301") not in rows


@given(balanced_facts(), st.sampled_from(SETS))
@settings(max_examples=4)
def test_every_part_of_the_forms_is_as_in_the_book(rows: list, form_set: str) -> None:
    """Ask for what forms print with one dimension left open or cut to one node: where the
    forms tell, they tell what the book does."""
    disclosure = filled(rows, form_set)
    told = DeterminedFacts(disclosure, SPACE)
    book = FactStore(SPACE)
    book.add(rows)
    regions = {
        part
        for region in told.told
        for name, nodes in region.parts
        if name not in {"measure", "stage"}
        for part in (region.without(name), region.with_(name, {min(nodes)}))
    }
    expected, found = book.evaluate(regions), told.evaluate(regions)
    canonical = {region for region in regions if SPACE.canonical(region) is not None}
    answered = [r for r in canonical if r not in told.untold]
    assert len(answered) > len(canonical) / 4
    wrong = [r for r in answered if (found[r] or 0) != (expected[r] or 0)]
    assert [(r, found[r], expected[r]) for r in wrong] == []
