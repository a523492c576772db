"""Forms in another unit than they say: ten thousand times off, wherever others can tell."""

from fractions import Fraction

from checks.causes.engine import figures, key
from juesuan.checks.causes.claims import Claim
from juesuan.checks.causes.units import in_unit, other_units

WAN = 1_000_000
"""1 万元 in cents."""
HALF = 5_000
"""Half of 0.01 万元."""


def shared(*pairs: tuple[int, int], half: int = HALF, extra: str = ""):
    """Form 01 and form 03 print the same facts, as given."""
    places = {
        f"0{form}:{row}:1": value
        for row, pair in enumerate(pairs)
        for form, value in zip((1, 3), pair, strict=True)
    }
    said = [f"01:{row}:1 = 03:{row}:1" for row in range(len(pairs))]
    return figures(*said, places=places, half=half)


def test_a_form_in_yuan_under_wan_is_ten_thousand_times_too_large() -> None:
    made = shared((7 * WAN, 70_000 * WAN), (5 * WAN, 50_000 * WAN))
    assert other_units(made) in ({"03": Fraction(1, 10_000)}, {"01": Fraction(10_000)})


def test_the_form_that_disagrees_with_two_others_is_the_one() -> None:
    places = {f"0{form}:{row}:1": row * WAN for form in (1, 2) for row in (5, 7)}
    places |= {f"03:{row}:1": row * WAN * 10_000 for row in (5, 7)}
    said = [f"0{a}:{row}:1 = 0{b}:{row}:1" for a, b in ((1, 2), (1, 3), (2, 3)) for row in (5, 7)]
    assert other_units(figures(*said, places=places, half=HALF)) == {"03": Fraction(1, 10_000)}
    small = {
        place: value // 10_000 if place[:2] == "03" else value for place, value in places.items()
    }
    small |= {f"03:{row}:1": row * WAN // 10_000 for row in (5, 7)}
    large = {
        place: value * 10_000 if place[:2] != "03" else value for place, value in small.items()
    }
    assert other_units(figures(*said, places=large, half=HALF)) == {}


def test_of_two_forms_the_one_that_agrees_with_a_third_is_right() -> None:
    places = {"01:1:1": 9 * WAN, "02:1:1": 9 * WAN}
    places |= {f"02:{row}:1": row * WAN for row in (5, 7, 8)}
    places |= {f"03:{row}:1": row * WAN * 10_000 for row in (5, 7, 8)}
    said = ["01:1:1 = 02:1:1", *(f"02:{row}:1 = 03:{row}:1" for row in (5, 7, 8))]
    assert other_units(figures(*said, places=places, half=HALF)) == {"03": Fraction(1, 10_000)}


def test_one_fact_alone_tells_no_unit() -> None:
    assert other_units(shared((7 * WAN, 70_000 * WAN))) == {}


def test_one_fact_alone_tells_the_unit_where_many_digits_are_alike() -> None:
    """694.34163万元 and 694.34163亿元 are not alike by chance; a sum of two cells tells as well."""
    places = {"01:1:1": 694_341_630, "03:1:1": 590_629_130 * 10_000, "03:2:1": 103_712_500 * 10_000}
    places |= {"01:2:1": 5 * WAN, "02:2:1": 5 * WAN}
    said = ["01:1:1 = 03:1:1 + 03:2:1", "01:2:1 = 02:2:1"]
    assert other_units(figures(*said, places=places, half=HALF)) == {"03": Fraction(1, 10_000)}


def test_another_ratio_is_no_unit() -> None:
    assert other_units(shared((7 * WAN, 7_000 * WAN), (5 * WAN, 5_000 * WAN))) == {}
    assert other_units(shared((7 * WAN, 70_300 * WAN), (5 * WAN, 50_300 * WAN))) == {}


def test_a_rounded_figure_may_be_half_a_digit_off_in_the_large_one() -> None:
    made = shared((7 * WAN, 70_049 * WAN), (5 * WAN, 50_049 * WAN))
    assert len(other_units(made)) == 1


def test_a_form_that_mostly_agrees_is_in_its_unit() -> None:
    off = [(7 * WAN, 70_000 * WAN), (5 * WAN, 50_000 * WAN)]
    assert other_units(shared(*off, (3 * WAN, 3 * WAN))) == {}
    many = [*off, (2 * WAN, 20_000 * WAN)]
    assert len(other_units(shared(*many, (3 * WAN, 3 * WAN)))) == 1


def test_figures_too_small_to_tell_are_not_asked() -> None:
    """0.005 万元 rounds to nothing or to a last digit; its ratio to anything is an accident."""
    made = shared((HALF, 10_000 * HALF), (HALF, 10_000 * HALF))
    assert other_units(made) == {}


def test_parts_and_sums_tell_no_unit() -> None:
    places = {"01:a:1": 7 * WAN, "03:a:1": 70_000 * WAN, "01:b:1": 5 * WAN, "03:b:1": 50_000 * WAN}
    said = ["03:a:1 > 01:a:1", "03:b:1 > 01:b:1"]
    assert other_units(figures(*said, places=places, half=HALF)) == {}


def test_a_form_is_put_into_its_unit_and_counts_stay() -> None:
    amount, count, other = key("03:a:1"), key("03:cars:1"), key("01:a:1")
    claims = {
        amount: Claim("number", 70_000 * WAN, 0),
        count: Claim("number", 4),
        other: Claim("number", 7 * WAN, HALF),
    }
    made = in_unit(claims, "03", Fraction(1, 10_000), frozenset({count}))
    assert made[amount] == Claim("number", 7 * WAN, HALF)
    assert made[count] == claims[count] and made[other] == claims[other]
