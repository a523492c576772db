"""What balanced rounding promises, on random hierarchies and tables."""

from collections.abc import Mapping, Sequence
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from juesuan.facts import round_half_away
from juesuan.rounding import Constraint, balance
from juesuan.rounding.rows import LinearRow, components

STEP = 10
Values = dict[str, int]
Rules = list[Constraint[str]]
AMOUNTS = st.integers(-40, 60) | st.sampled_from([0, 0, 10, 50, 5, 15])


@st.composite
def hierarchies(draw: st.DrawFn) -> tuple[Values, Rules]:
    """A tree of totals: 合计, its classes, their items, each with some parts or none."""
    values: Values = {}
    rules: Rules = []

    def grow(name: str, depth: int) -> int:
        parts = draw(st.integers(0, 4)) if depth else 0
        if not parts:
            values[name] = draw(AMOUNTS)
        else:
            names = [f"{name}.{n}" for n in range(parts)]
            values[name] = sum([grow(part, depth - 1) for part in names])
            rules.append(Constraint.total(name, names))
        return values[name]

    grow("合计", 3)
    return values, rules


@st.composite
def tables(draw: st.DrawFn, most: int = 3, flat: int = 2) -> tuple[Values, Rules]:
    """A table with totals in two or three directions, some figures printed twice, some 其中."""
    sizes = [draw(st.integers(1, most)), draw(st.integers(1, most)), draw(st.integers(1, flat))]
    inner = {at: draw(AMOUNTS) for at in product(*(range(size) for size in sizes))}
    values: Values = {}
    rules: Rules = []
    for at in product(*(range(-1 if size > 1 else 0, size) for size in sizes)):
        values[str(at)] = sum(
            v
            for cell, v in inner.items()
            if all(a in (-1, c) for a, c in zip(at, cell, strict=True))
        )
        for axis, size in enumerate(sizes):
            if at[axis] == -1:
                parts = [str((*at[:axis], n, *at[axis + 1 :])) for n in range(size)]
                rules.append(Constraint.total(str(at), parts))
                rules.append(Constraint.part(str(at), parts[:1]))
    first = next(iter(values))
    values["again"] = values[first]
    rules.append(Constraint.same("again", first))
    return values, draw(st.permutations(rules))


def nearest(values: Mapping[str, int], rules: Sequence[Constraint[str]]) -> int | None:
    """The least distance with exact amounts where they are, by trying everything."""
    ways = [sorted({v // STEP * STEP, -(-v // STEP) * STEP}) for v in values.values()]
    found = None
    for way in product(*ways):
        tried = dict(zip(values, way, strict=True))
        if all(rule.holds(tried) for rule in rules):
            distance = sum(abs(tried[key] - v) for key, v in values.items())
            found = distance if found is None else min(found, distance)
    return found


@given(hierarchies() | tables(5, 4))
def test_everything_promised_holds(problem: tuple[Values, Rules]) -> None:
    values, rules = problem
    found = balance(values, rules, STEP)
    asked = [rule for rule in rules if rule.holds(values)]
    assert found.exact or found.conflicts
    assert [rule for rule in asked if not rule.holds(found.values)] == list(found.broken)
    for key, value in values.items():
        rounded = found.values[key]
        assert rounded % STEP == 0
        assert abs(rounded - value) < STEP or (key in found.moved and abs(rounded - value) == STEP)
        assert value != 0 or rounded == 0
        assert (rounded == round_half_away(value, STEP) * STEP) == (
            key not in found.cells_changed_from_plain
        )
    assert found.distance == sum(abs(found.values[key] - v) for key, v in values.items())


@given(hierarchies())
def test_a_hierarchy_always_balances_with_exact_amounts_where_they_are(
    problem: tuple[Values, Rules],
) -> None:
    values, rules = problem
    found = balance(values, rules, STEP)
    assert found.exact
    assert found.moved == ()


@given(tables(4, 1))
def test_a_two_way_table_always_balances_with_exact_amounts_where_they_are(
    problem: tuple[Values, Rules],
) -> None:
    values, rules = problem
    equalities = [rule for rule in rules if rule.equal]
    found = balance(values, equalities, STEP)
    assert found.exact
    assert found.moved == ()


@settings(max_examples=40)
@given(tables(2, 2).filter(lambda p: sum(v % STEP != 0 for v in p[0].values()) <= 12))
def test_no_other_rounding_is_nearer(problem: tuple[Values, Rules]) -> None:
    values, rules = problem
    asked = [rule for rule in rules if rule.holds(values)]
    best = nearest(values, asked)
    found = balance(values, rules, STEP)
    if best is None:
        assert found.moved or found.conflicts
    else:
        assert (found.moved, found.conflicts) == ((), ())
        assert found.distance == best


@given(hierarchies() | tables(4, 3))
def test_the_same_input_gives_the_same_answer(problem: tuple[Values, Rules]) -> None:
    values, rules = problem
    assert balance(values, rules, STEP) == balance(dict(values), list(rules), STEP)


@given(hierarchies() | tables(4, 3), st.integers(2, 7))
def test_more_digits_change_nothing_but_the_unit(problem: tuple[Values, Rules], k: int) -> None:
    values, rules = problem
    larger = balance({key: v * k for key, v in values.items()}, rules, STEP * k)
    assert larger.distance == balance(values, rules, STEP).distance * k


@given(st.lists(st.lists(st.integers(0, 12), min_size=1, max_size=3, unique=True), max_size=8))
def test_components_share_no_column(groups: list[list[int]]) -> None:
    rows = [LinearRow(dict.fromkeys(group, 1), 1, True, n) for n, group in enumerate(groups)]
    parts = components(rows)
    columns = [{column for row in part for column in row.terms} for part in parts]
    assert sum(map(len, parts)) == len(rows)
    assert sum(map(len, columns)) == len(set().union(*columns))
