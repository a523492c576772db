"""From broken constraints to causes: the smallest set of changes, and what it is called."""

import random

import pytest

from checks.causes.engine import broken, figures, identity, key, named, system, told
from juesuan.checks.causes import covering
from juesuan.checks.causes.causes import causes_of
from juesuan.checks.causes.covering import cover, explainable
from juesuan.checks.causes.moving import moves_by_trying
from juesuan.checks.causes.search import components, smallest
from juesuan.checks.causes.settings import cause_settings
from juesuan.forms import Identity


def test_the_total_that_two_ways_of_adding_up_contradict_is_wrong() -> None:
    made = system("x = a + b", "x = c + d", x=9, a=1, b=2, c=2, d=1)
    assert told(made) == [("wrong", {"x": 3})]


def test_a_blank_is_named_as_one() -> None:
    made = system("x = a + b", "a = c", x=3, a="blank", b=2, c=1)
    assert told(made) == [("blank", {"a": 1})]


def test_a_dash_that_should_be_a_figure_counts_as_a_blank() -> None:
    made = system("x = a + b", "x = c + d", "y = a + e", x=3, a="dash", b=2, c=1, d=2, y=6, e=5)
    assert told(made) == [("blank", {"a": 1})]


def test_a_figure_in_the_next_column_is_one_slip() -> None:
    said = ["00:t:1 = 00:a:1 + 00:b:1", "00:t:2 = 00:a:2 + 00:b:2"]
    said += ["00:a:1 = 01:a:1", "00:a:2 = 01:a:2"]
    places = {"00:t:1": 7, "00:a:1": "blank", "00:b:1": 3, "01:a:1": 4}
    places |= {"00:t:2": 5, "00:a:2": 4, "00:b:2": 5, "01:a:2": "blank"}
    made = figures(*said, places=places)
    (cause,) = causes_of(made, broken(made))
    assert cause.kind == "moved" and cause.determined
    assert {(c.key, c.expected) for c in cause.changes} == {(key("00:a:1"), 4), (key("00:a:2"), 0)}


def test_two_figures_in_each_others_place_are_one_slip() -> None:
    said = ["00:t:1 = 00:a:1 + 00:b:1", "00:s:1 = 00:c:1 + 00:d:1"]
    said += ["00:a:1 = 01:a:1", "00:c:1 = 01:c:1"]
    places = {"00:t:1": 10, "00:a:1": 5, "00:b:1": 6, "01:a:1": 4}
    places |= {"00:s:1": 8, "00:c:1": 4, "00:d:1": 3, "01:c:1": 5}
    made = figures(*said, places=places)
    (cause,) = causes_of(made, broken(made))
    assert cause.kind == "swapped"
    assert {(c.key.row, c.expected) for c in cause.changes} == {("a", 4), ("c", 5)}


def test_figures_of_two_forms_are_not_in_each_others_place() -> None:
    said = ["00:t:1 = 00:a:1 + 00:b:1", "02:s:2 = 02:c:2 + 02:d:2"]
    said += ["00:a:1 = 01:a:1", "02:c:2 = 01:c:2"]
    places = {"00:t:1": 10, "00:a:1": 5, "00:b:1": 6, "01:a:1": 4}
    places |= {"02:s:2": 8, "02:c:2": 4, "02:d:2": 3, "01:c:2": 5}
    made = figures(*said, places=places)
    assert [cause.kind for cause in causes_of(made, broken(made))] == ["wrong", "wrong"]


def test_wrong_figures_far_apart_are_causes_of_their_own() -> None:
    made = system(
        "x = a + b", "x = e", "y = c + d", "y = f", x=9, a=1, b=2, e=3, y=8, c=2, d=2, f=4
    )
    assert told(made) == [("wrong", {"x": 3}), ("wrong", {"y": 4})]


def test_constraints_that_share_no_place_are_looked_at_apart() -> None:
    made = system("x = a", "y = b", "z = a", x=1, a=2, y=3, b=4, z=5)
    assert components(made, [0, 1, 2]) == [[0, 2], [1]]
    assert components(made, []) == []


def test_every_candidate_of_a_sum_is_among_the_rivals() -> None:
    made = system("x = a + b", x=40_961, a=10_007, b=20_011)
    (cause,) = causes_of(made, [0])
    assert not cause.determined
    sets = [cause.changes, *cause.rivals]
    assert {(c.key.row, c.expected) for one in sets for c in one} == {
        ("x", 30_018), ("a", 20_950), ("b", 30_954)
    }  # fmt: skip


def test_a_slip_among_candidates_is_named_and_the_others_stay_rivals() -> None:
    made = system("x = a + b", x=30_081, a=12_340, b=17_678)
    (cause,) = causes_of(made, [0])
    assert cause.determined and named(cause) == {"x": 30_018}
    assert {(c.key.row, c.expected) for one in cause.rivals for c in one} == {
        ("a", 12_403), ("b", 17_741)
    }  # fmt: skip


def test_an_amount_of_the_text_decides() -> None:
    made = system("x = a + b", x=4_096_100, a=1_000_700, b=2_001_100)
    (cause,) = causes_of(made, [0], said={round(2_095_000 / 10_000)})
    assert cause.determined and named(cause) == {"a": 2_095_000}


def test_two_causes_with_one_change_are_one() -> None:
    """The same figure mends constraints that share no other place."""
    made = system("x = a", "x = b", "x = c", x=9, a=3, b=3, c=3)
    (cause,) = causes_of(made, broken(made))
    assert named(cause) == {"x": 3} and cause.broken == (0, 1, 2)


def coded(said: str) -> Identity:
    return identity(said, dimension="function")


def rows(*columns: tuple[int, int, int]):
    """Totals of code 208 over 20805 and what is listed of it, by column."""
    places, said = {}, []
    for n, (whole, part, other) in enumerate(columns, 1):
        said.append(coded(f"03:208:{n} = 03:20805:{n} + 03:20899:{n}"))
        places |= {f"03:208:{n}": whole, f"03:20805:{n}": part, f"03:20899:{n}": other}
    return figures(*said, places=places)


def test_what_two_columns_want_below_one_total_is_a_missing_row() -> None:
    made = rows((30, 10, 13), (20, 8, 9))
    (cause,) = causes_of(made, broken(made))
    assert cause.kind == "row_missing" and cause.broken == (0, 1)
    assert [(c.key, c.expected) for c in cause.changes] == [
        (key("03:208:1"), 7), (key("03:208:2"), 3)
    ]  # fmt: skip


def test_one_column_is_no_missing_row_and_neither_is_too_much() -> None:
    one = rows((30, 10, 13), (20, 8, 12))
    assert [c.kind for c in causes_of(one, broken(one))] == ["wrong"]
    much = rows((30, 10, 23), (20, 8, 14))
    assert "row_missing" not in [c.kind for c in causes_of(much, broken(much))]
    mixed = rows((30, 10, 13), (20, 8, 14))
    assert "row_missing" not in [c.kind for c in causes_of(mixed, broken(mixed))]


def test_a_row_is_not_missing_where_one_of_its_figures_is_wrong_elsewhere() -> None:
    sums = [coded(f"03:208:{n} = 03:x:{n} + 03:20805:{n}") for n in (1, 2)]
    said = [*sums, "03:20805:2 = 05:20805:2"]
    places = {"03:208:1": 30, "03:20805:1": 10, "03:x:1": 13}
    places |= {"03:208:2": 20, "03:20805:2": 8, "03:x:2": 9, "05:20805:2": 11}
    made = figures(*said, places=places)
    assert "row_missing" not in [c.kind for c in causes_of(made, broken(made))]


# The smallest sets.


def test_one_change_is_looked_for_before_two() -> None:
    made = system("x = a + b", "y = b + c", x=3, y=5, a=1, b=7, c=3)
    found = smallest(made, [0, 1])
    assert found.complete and [len(one) for one in found.sets] == [1]


def test_a_change_that_breaks_another_constraint_is_none() -> None:
    made = system("x = a + b", "b = d", x=3, a=1, b=7, d=7)
    assert all("b" not in {made.keys[p].row for p in one} for one in smallest(made, [0]).sets)


def test_places_that_are_fixed_stay() -> None:
    made = system("x = a + b", x=4, a=1, b=2)
    place = {k.row: n for n, k in enumerate(made.keys)}
    found = smallest(made, [0], fixed={place["x"], place["a"]})
    assert found.sets == [{place["b"]: 3}]


def test_a_part_that_was_too_large_from_the_start_does_not_hinder() -> None:
    made = system("x = a + b", "w > p", "w = x", x=9, a=1, b=2, w=3, p=5)
    assert told(made) == [("wrong", {"x": 3})]


def test_a_change_that_makes_a_part_too_large_is_none() -> None:
    made = system("x = a + b", "a > p", x=4, a=3, b=2, p=3)
    rows = [{made.keys[p].row for p in one} for one in smallest(made, [0]).sets]
    assert {"a"} not in rows and {"b"} in rows and {"x"} in rows


def test_two_changes_are_found_where_one_does_not_do() -> None:
    said = ["x = a + b", "x = e", "y = c + d", "y = f", "b = c"]
    made = system(*said, x=9, a=1, b=2, e=3, y=8, c=2, d=2, f=4)
    found = smallest(made, broken(made))
    (one,) = found.sets
    assert {made.keys[p].row: v for p, v in one.items()} == {"x": 3, "y": 4}


def test_a_rounded_figure_is_settled_on_what_most_places_print() -> None:
    """a + b print 2.99, two other forms print 3.00; the total 9.00 should be 3.00."""
    made = system("x = a + b", "x = c", "x = d", half=50, x=900, a=100, b=199, c=300, d=300)
    assert told(made) == [("wrong", {"x": 300})]


def test_the_covering_counts_costs_not_places() -> None:
    made = system("x = a + b", x=4, a=1, b=2)
    cheap = {k.row: n for n, k in enumerate(made.keys)}["a"]
    assert cover(made, [0], lambda place: 0.5 if place == cheap else 1.0) == {cheap}


def test_the_covering_gives_up_beyond_the_largest_set() -> None:
    largest = cause_settings().covering.largest
    for pairs in (largest, largest + 1):
        values = {f"{name}{n}": n + 10 * (name == "x") for name in "xy" for n in range(pairs)}
        made = system(*(f"x{n} = y{n}" for n in range(pairs)), **values)
        found = cover(made, range(pairs), lambda place: 1.0)
        assert len(found) == (largest if pairs == largest else 0)


def test_the_covering_sees_what_constraints_imply_together() -> None:
    """x = a + b and x = a + c hold b and c together: one of b, c must change beside nothing."""
    made = system("x = a + b", "x = a + c", "b = d", "c = e", x=3, a=1, b=2, c=5, d=2, e=5)
    rows = {made.keys[place].row for place in cover(made, broken(made), lambda place: 1.0)}
    assert len(rows) == 2 and rows <= {"c", "e", "a", "x", "b", "d"}
    found = smallest(made, broken(made), fixed=set(range(len(made.keys))) - cover(
        made, broken(made), lambda place: 1.0
    ))  # fmt: skip
    assert found.sets


def test_rounding_explains_a_chain_only_as_far_as_it_goes() -> None:
    """a ≈ b ≈ c ≈ d, each a last digit apart: the ends are three digits apart."""
    near = system("a = b", "b = c", half=50, a=100, b=200, c=100)
    assert explainable(near) == ()
    far = system("a = b", "b = c", half=50, a=100, b=200, c=300)
    assert explainable(far) == [0, 1]


@pytest.mark.parametrize("seed", range(8))
def test_moves_that_explain_all_tails_are_found_by_trying(
    monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """A table added up both ways, each figure rounded by itself: no solver is asked."""
    draw = random.Random(seed)
    each = {f"c{n}{m}": draw.randrange(100, 10_000) for n in range(4) for m in range(4)}
    sums = {f"r{n}": [f"c{n}{m}" for m in range(4)] for n in range(4)}
    sums |= {f"k{m}": [f"c{n}{m}" for n in range(4)] for m in range(4)}
    sums["t"] = [f"r{n}" for n in range(4)]
    sums["u"] = [f"k{m}" for m in range(4)]
    true = dict(each)
    for name, parts in sums.items():
        true[name] = sum(true[part] for part in parts)
    printed = {name: round(value / 100) * 100 for name, value in true.items()}
    said = [f"{name} = {' + '.join(parts)}" for name, parts in sums.items()]
    made = system(*said, "t = u", half=50, **printed)
    assert len(broken(made)) < len(made.each)
    monkeypatch.setattr(covering, "_by_solver", None)
    assert explainable(made) == ()
    moves = moves_by_trying(made, range(len(made.each)), dict.fromkeys(range(len(made.keys)), 50))
    assert moves is not None and max(map(abs, moves.values())) <= 50
    for one in made.each:
        assert sum(c * (made.values[place] + moves[place]) for c, place in one.terms) == 0


def test_moves_beyond_the_last_digit_are_none() -> None:
    far = system("a = b", "b = c", half=50, a=100, b=200, c=300)
    assert moves_by_trying(far, range(2), dict.fromkeys(range(3), 49)) is None


def test_exact_figures_and_figures_that_hold_need_no_explaining() -> None:
    assert explainable(system("a = b", half=50, a=100, b=100)) == ()
    assert explainable(system("a = b", a=100, b=101)) == ()


def test_what_is_sure_is_told_apart_from_what_is_open() -> None:
    """x is wrong by two other prints; beside that y or c may be."""
    made = system("x = e", "x = f", "y = x + c", x=9, e=3, f=3, y=20_961, c=5_007)
    sure, open_ = causes_of(made, broken(made))
    assert (named(sure), sure.broken, sure.determined) == ({"x": 3}, (0, 1, 2), True)
    assert not open_.determined and open_.broken == (2,)
    sets = [open_.changes, *open_.rivals]
    assert {(c.key.row, c.expected) for one in sets for c in one} == {("y", 5_010), ("c", 20_958)}


def test_what_is_sure_has_only_the_constraints_it_stands_in() -> None:
    """x is wrong by two other prints; that y is right shows its sum; z or g is wrong besides."""
    values = {"x": 9, "e": 3, "f": 3, "c": 5_007, "y": 5_010, "z": 20_961, "g": 10_004}
    made = system("x = e", "x = f", "y = x + c", "z = y + g", **values)
    sure, open_ = causes_of(made, broken(made))
    assert (named(sure), sure.broken) == ({"x": 3}, (0, 1, 2))
    assert not open_.determined and open_.broken == (3,)


def test_each_of_two_wrong_figures_has_the_constraints_it_stands_in() -> None:
    said = ["x = a + b", "x = e", "x = g", "y = x + c", "y = f", "y = h"]
    values = {"x": 9, "a": 1, "b": 2, "e": 3, "g": 3, "y": 70, "c": 4, "f": 7, "h": 7}
    made = system(*said, **values)
    causes = {cause.changes[0].key.row: cause for cause in causes_of(made, broken(made))}
    assert {row: named(cause)[row] for row, cause in causes.items()} == {"x": 3, "y": 7}
    assert causes["x"].broken == (0, 1, 2, 3) and causes["y"].broken == (3, 4, 5)


def test_a_change_that_mends_a_part_is_likelier() -> None:
    made = system("x = a + b", "a > p", x=35_008, a=10_003, b=20_001, p=15_000)
    (cause,) = causes_of(made, broken(made))
    assert cause.determined and named(cause) == {"a": 15_007}
    without = system("x = a + b", "a > p", x=35_008, a=10_003, b=20_001, p=9_000)
    assert not causes_of(without, broken(without))[0].determined


def test_too_many_broken_constraints_of_one_group_are_left_unsolved() -> None:
    """Five pairs hang on one total by odd amounts in both prints: no few figures explain it."""
    crowd = cause_settings().covering.crowded + 2
    said = [f"x{n} = y{n}" for n in range(crowd)] + [f"x{n} = x{n + 1}" for n in range(crowd - 1)]
    values = {f"x{n}": 100 + 37 * n * n for n in range(crowd)}
    values |= {f"y{n}": 9_000 + 11 * n * n * n for n in range(crowd)}
    made = system(*said, **values)
    (cause,) = causes_of(made, broken(made))
    assert cause.kind == "unsolved" and cause.broken == tuple(range(len(said)))
    assert cause.changes == () and cause.rivals == ()


def test_a_larger_set_than_the_search_reaches_is_covered() -> None:
    """Five wrong totals that hang together by a sum of them all."""
    pairs = 5
    said = [f"x{n} = {copy}{n}" for n in range(pairs) for copy in "ef"]
    said.append("t = " + " + ".join(f"x{n}" for n in range(pairs)))
    values = {f"{name}{n}": 100 + n for n in range(pairs) for name in "ef"}
    values |= {f"x{n}": 500 + 31 * n for n in range(pairs)} | {"t": sum(range(100, 105))}
    made = system(*said, **values)
    causes = causes_of(made, broken(made))
    assert {k: v for cause in causes for k, v in named(cause).items()} == {
        f"x{n}": 100 + n for n in range(pairs)
    }
    assert all(cause.determined for cause in causes)
