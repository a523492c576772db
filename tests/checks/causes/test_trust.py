"""Forms of another year or draft, forms that were misread, and numbers that are no amounts."""

from checks.causes.engine import broken, figures, key
from juesuan.checks.causes.causes import Cause, Change, causes_of
from juesuan.checks.causes.constraints import Constraints
from juesuan.checks.causes.trust import forms_apart, trusted

OWN = [f"03:t{n}:1 = 03:a{n}:1 + 03:b{n}:1" for n in range(3)]
"""Sums within form 03 that hold."""


def two_forms(shared: int, off: int, own: int = 3) -> Constraints:
    """Forms 01 and 03 print ``shared`` facts, of which the first ``off`` differ; ``own`` sums
    of form 03 hold."""
    places = {f"01:{n}:1": 100 + n for n in range(shared)}
    places |= {f"03:{n}:1": 100 + n + 7 * (n < off) for n in range(shared)}
    for n in range(own):
        places |= {f"03:t{n}:1": 30, f"03:a{n}:1": 10, f"03:b{n}:1": 20}
    said = [f"01:{n}:1 = 03:{n}:1" for n in range(shared)]
    return figures(*said, *OWN[:own], places=places)


def apart(made: Constraints) -> list[tuple[str, str, int]]:
    return [(c.kind, c.form, len(c.broken)) for c in forms_apart(made, set(broken(made)))]


def test_a_form_that_disagrees_in_half_of_what_it_shares_stands_apart() -> None:
    assert apart(two_forms(shared=8, off=4)) == [("form", "03", 4)]
    assert apart(two_forms(shared=9, off=4)) == []


def test_three_figures_are_three_errors_not_another_form() -> None:
    assert apart(two_forms(shared=4, off=4)) == [("form", "03", 4)]
    assert apart(two_forms(shared=3, off=3)) == []


def test_a_form_whose_own_sums_are_unknown_is_not_said_to_be_right_in_itself() -> None:
    assert apart(two_forms(shared=4, off=4, own=2)) == []


def test_a_form_that_is_wrong_in_itself_is_not_another_years() -> None:
    made = two_forms(shared=4, off=4)
    places = {str(k): v for k, v in zip(made.keys, made.values, strict=True)}
    places["03:t0:1"] += 1
    wrong = figures(*(one.identity for one in made.each), places=places)
    assert apart(wrong) == []


def test_zeros_and_parts_say_nothing_of_a_form() -> None:
    places = {f"{form}:{n}:1": 0 if form == "01" else 7 for form in ("01", "03") for n in range(4)}
    places |= {f"03:{name}{n}:1": 10 for n in range(3) for name in "ab"}
    places |= {f"03:t{n}:1": 20 for n in range(3)}
    made = figures(*(f"01:{n}:1 = 03:{n}:1" for n in range(4)), *OWN, places=places)
    assert apart(made) == []


# What is held against the document.


def judged(made: Constraints, stray=frozenset()):
    wrong = broken(made)
    return trusted(made, causes_of(made, wrong), set(wrong), stray)


def sums(wrong: int, sound: int) -> Constraints:
    """Sums of form 05, of which some miss by an odd amount in the total."""
    places, said = {}, []
    for n in range(wrong + sound):
        places |= {f"05:t{n}:1": 300 + 17 * (n < wrong), f"05:a{n}:1": 100, f"05:b{n}:1": 200}
        said.append(f"05:t{n}:1 = 05:a{n}:1 + 05:b{n}:1")
    return figures(*said, places=places)


def test_four_wrong_figures_in_a_quarter_of_the_sums_are_a_misreading() -> None:
    made = judged(sums(wrong=4, sound=12))
    assert made.causes == [] and made.misread == {"05": (4, 16)}


def test_three_wrong_figures_or_fewer_in_a_larger_form_are_held_against_it() -> None:
    few = judged(sums(wrong=3, sound=1))
    assert len(few.causes) == 3 and few.misread == {}
    rare = judged(sums(wrong=4, sound=13))
    assert len(rare.causes) == 4 and rare.misread == {}


def test_other_forms_are_not_excused_with_the_misread_one() -> None:
    made = sums(wrong=4, sound=4)
    places = {str(k): v for k, v in zip(made.keys, made.values, strict=True)}
    places |= {"06:t:1": 30, "06:a:1": 10, "06:b:1": 25}
    said = [*(one.identity for one in made.each), "06:t:1 = 06:a:1 + 06:b:1"]
    both = judged(figures(*said, places=places))
    assert [c.changes[0].key.form for c in both.causes] == ["06"]
    assert both.misread == {"05": (4, 8)}


def test_a_cause_in_a_number_that_rather_is_a_rows_is_let_be() -> None:
    made = figures(
        "01:t:1 = 01:a:1 + 01:b:1",
        "01:t:1 = 02:t:1",
        "01:a:1 = 02:a:1",
        places={"01:t:1": 300, "01:a:1": 300, "01:b:1": 12, "02:t:1": 300, "02:a:1": 300},
    )
    plain = judged(made)
    assert [change.key for cause in plain.causes for change in cause.changes] == [key("01:b:1")]
    doubted = judged(made, {key("01:b:1")})
    assert doubted.causes == [] and doubted.unsure == 1


def unsolved_by(*broken: int) -> Cause:
    return Cause(kind="unsolved", changes=(), broken=broken)


def unsolved(between: bool) -> tuple[Constraints, list[Cause]]:
    """Two broken constraints that no few changes explain: between forms, or within one."""
    other = "02" if between else "01"
    places = {"01:a:1": 5, "01:b:1": 6, f"{other}:c:1": 7, f"{other}:d:1": 8}
    made = figures(f"01:a:1 = {other}:c:1", f"01:b:1 = {other}:d:1", places=places)
    return made, [
        unsolved_by(
            0,
        ),
        unsolved_by(
            1,
        ),
    ]


def test_what_nothing_explains_between_sound_forms_is_one_contradiction_of_a_form() -> None:
    made, causes = unsolved(between=True)
    found = trusted(made, causes, {0, 1}, frozenset())
    assert [(c.kind, c.broken) for c in found.causes] == [("form", (0, 1))]
    assert found.unsolved == []


def test_what_nothing_explains_within_a_form_is_told_as_unsolved() -> None:
    made, causes = unsolved(between=False)
    found = trusted(made, causes, {0, 1}, frozenset())
    assert found.causes == [] and found.unsolved == [0, 1]


def test_a_constraint_of_one_form_that_prints_one_figure_alone_is_no_contradiction() -> None:
    made = figures("01:a:1 = 01:b:1", places={"01:a:1": 5, "01:b:1": 0})
    found = trusted(made, [unsolved_by(0)], {0}, frozenset())
    assert found.causes == [] and found.unsolved == [0]


def test_the_form_that_shares_most_with_what_is_broken_is_named() -> None:
    places = {"01:a:1": 5, "01:b:1": 6, "02:c:1": 7, "03:d:1": 8}
    made = figures("01:a:1 = 02:c:1", "01:b:1 = 03:d:1", places=places)
    found = trusted(made, [unsolved_by(0, 1)], {0, 1}, frozenset())
    assert [c.form for c in found.causes] == ["01"]


def test_what_is_unsolved_counts_as_wrong_figures_of_the_form_that_has_most() -> None:
    made = sums(wrong=4, sound=4)
    causes = [unsolved_by(0, 1, 2, 3)]
    found = trusted(made, causes, {0, 1, 2, 3}, frozenset())
    assert found.misread == {"05": (4, 8)}
    change = Change(key("05:t0:1"), 300)
    assert (
        trusted(
            made, [*causes, Cause(kind="wrong", changes=(change,), broken=(0,))], {0, 1, 2, 3}, ()
        ).causes
        == []
    )
