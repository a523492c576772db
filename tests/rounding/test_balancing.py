"""Amounts rounded together, by examples. The step is 10: a last digit of tens."""

import pytest

from juesuan.rounding import Constraint, balance

TOTAL = Constraint.total("合计", ["甲", "乙", "丙"])


def test_parts_that_round_down_together_lose_nothing() -> None:
    values = {"合计": 100, "甲": 33, "乙": 33, "丙": 34}
    found = balance(values, [TOTAL], 10)
    assert found.values == {"合计": 100, "甲": 30, "乙": 30, "丙": 40}
    assert found.exact
    assert found.distance == 3 + 3 + 6
    assert found.cells_changed_from_plain == ("丙",)


def test_what_adds_up_when_each_is_rounded_by_itself_is_left_so() -> None:
    values = {"合计": 99, "甲": 32, "乙": 38, "丙": 29}
    found = balance(values, [TOTAL], 10)
    assert found.values == {"合计": 100, "甲": 30, "乙": 40, "丙": 30}
    assert found.cells_changed_from_plain == ()


def test_halves_go_away_from_zero_when_nothing_else_decides() -> None:
    assert balance({"增": 15, "减": -15}, [], 10).values == {"增": 20, "减": -20}


def test_zeros_and_exact_amounts_stay() -> None:
    values = {"合计": 60, "甲": 0, "乙": 20, "丙": 34, "丁": 6}
    found = balance(values, [Constraint.total("合计", ["甲", "乙", "丙", "丁"])], 10)
    assert found.values == {"合计": 60, "甲": 0, "乙": 20, "丙": 30, "丁": 10}
    assert found.moved == ()


def test_one_fact_printed_twice_prints_alike() -> None:
    values = {"合计": 15, "甲": 6, "乙": 6, "丙": 3, "另一表": 6}
    found = balance(values, [TOTAL, Constraint.same("甲", "另一表")], 10)
    assert found.values == {"合计": 20, "甲": 10, "乙": 10, "丙": 0, "另一表": 10}
    twice = {"甲": 4, "乙": 4, "丙": 6, "合计": 14}
    tied = balance(twice, [TOTAL, Constraint.same("甲", "乙")], 10)
    assert tied.values["甲"] == tied.values["乙"]
    assert tied.exact


def test_two_way_tables_add_up_both_ways() -> None:
    """Rows are items, columns are basic and project spending."""
    values = {
        ("行政运行", "基本"): 14,
        ("行政运行", "项目"): 14,
        ("行政运行", "合计"): 28,
        ("事业运行", "基本"): 14,
        ("事业运行", "项目"): 13,
        ("事业运行", "合计"): 27,
        ("合计", "基本"): 28,
        ("合计", "项目"): 27,
        ("合计", "合计"): 55,
    }
    sums = [
        Constraint.total((row, "合计"), [(row, "基本"), (row, "项目")])
        for row in ("行政运行", "事业运行", "合计")
    ] + [
        Constraint.total(("合计", column), [("行政运行", column), ("事业运行", column)])
        for column in ("基本", "项目", "合计")
    ]
    found = balance(values, sums, 10)
    assert all(constraint.holds(found.values) for constraint in sums)
    assert found.values["合计", "合计"] in {50, 60}


def test_a_part_never_prints_larger_than_its_whole() -> None:
    values = {"“三公”经费": 14, "其中：公车": 14, "别处": 26, "共": 40, "一": 14, "二": 26}
    rules = [
        Constraint.part("“三公”经费", ["其中：公车"]),
        Constraint.total("共", ["其中：公车", "二"]),
    ]
    found = balance(values, rules, 10)
    assert found.exact
    assert found.values["其中：公车"] <= found.values["“三公”经费"]


def test_a_part_truly_larger_than_its_whole_asks_for_nothing() -> None:
    """Money taken back can make a part larger; that is no matter of rounding."""
    found = balance({"合计": 12, "其中": 31}, [Constraint.part("合计", ["其中"])], 10)
    assert found.values == {"合计": 10, "其中": 30}
    assert found.broken == ()


def test_an_exact_amount_moves_by_one_step_only_where_it_must() -> None:
    """Three halves in a ring: any two make a whole step, yet cannot all be whole."""
    values = {"甲": 5, "乙": 5, "丙": 5, "甲乙": 10, "乙丙": 10, "甲丙": 10, "无关": 30}
    rules = [Constraint.total(pair, list(pair)) for pair in ("甲乙", "乙丙", "甲丙")]
    found = balance(values, rules, 10)
    assert found.exact
    assert len(found.moved) == 1
    (moved,) = found.moved
    assert abs(found.values[moved] - 10) == 10
    assert found.values["无关"] == 30
    assert found.conflicts == ()


def test_an_exact_total_that_misses_its_exact_parts_moves_to_them() -> None:
    found = balance({"合计": 100, "甲": 30, "乙": 60}, [Constraint.total("合计", ["甲", "乙"])], 10)
    assert found.values == {"合计": 90, "甲": 30, "乙": 60}
    assert (found.moved, found.conflicts) == (("合计",), ())


def test_an_exact_amount_between_two_prints_of_one_fact_gives_way() -> None:
    rules = [Constraint.same("甲", "另一表"), Constraint.total("甲", ["另一表", "差"])]
    found = balance({"甲": 14, "另一表": 14, "差": 10}, rules, 10)
    assert (found.values["差"], found.moved) == (0, ("差",))


def test_two_prints_of_one_fact_that_are_far_apart_are_named() -> None:
    same = Constraint.same("甲", "另一表")
    assert balance({"甲": 14, "另一表": 34}, [same], 10).conflicts == (same,)


def test_what_hangs_together_with_a_conflict_is_not_named_with_it() -> None:
    values = {"甲": 5, "乙": 5, "和": 10, "双倍": 20, "一": 14, "丁": 34}
    beside = Constraint.total("丁", ["双倍", "一"])
    conflicting = [
        Constraint.same("甲", "乙"),
        Constraint.total("和", ["甲", "乙"]),
        Constraint(((1, "双倍"), (-2, "和"))),
    ]
    for rules in ([beside, *conflicting], [*conflicting, beside]):
        found = balance(values, rules, 10)
        assert set(found.conflicts) == set(conflicting)
        assert beside.holds(found.values)


def test_constraints_that_cannot_all_hold_are_named_and_the_nearest_is_given() -> None:
    values = {"甲": 5, "乙": 5, "和": 10, "双倍": 20, "一": 14, "二": 16, "三": 30}
    conflicting = [
        Constraint.same("甲", "乙"),
        Constraint.total("和", ["甲", "乙"]),
        Constraint(((1, "双倍"), (-2, "和"))),
    ]
    others = [Constraint.total("三", ["一", "二"])]
    found = balance(values, conflicting + others, 10)
    assert set(found.conflicts) == set(conflicting)
    assert len(found.broken) == 1
    assert not found.exact
    assert (found.values["一"], found.values["二"]) == (10, 20)
    assert all(abs(found.values[key] - value) < 10 for key, value in values.items() if value % 10)


def test_a_constraint_is_written_as_people_write_it() -> None:
    assert str(TOTAL) == "合计 = 甲 + 乙 + 丙"
    assert str(Constraint.part("合计", ["甲"])) == "合计 ≥ 甲"
    assert str(Constraint(((1, "双倍"), (-2, "和")))) == "双倍 = 2 × 和"


def test_a_step_is_a_positive_number() -> None:
    with pytest.raises(ValueError, match="step 0"):
        balance({"甲": 1}, [], 0)


def test_a_step_of_one_changes_nothing() -> None:
    values = {"合计": 100, "甲": 33, "乙": 33, "丙": 34}
    assert balance(values, [TOTAL], 1).values == values
