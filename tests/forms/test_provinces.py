"""A unit fills the forms of its own province or the ministry's, never another province's."""

import pytest

from juesuan.forms import prescribed_in, province_of


@pytest.mark.parametrize(
    ("unit", "province"),
    [
        ("江西省某县人民法院", "江西省"),
        ("广西壮族自治区某厅", "广西壮族自治区"),
        ("海南藏族自治州某局", ""),
        ("吉林大学", ""),
        ("某县财政局", ""),
    ],
)
def test_a_name_in_full_tells_the_province(unit: str, province: str) -> None:
    assert province_of(unit) == province


def test_sets_of_another_province_are_not_in_force() -> None:
    assert prescribed_in("anhui-2020", "安徽省")
    assert not prescribed_in("anhui-2020", "江西省")


def test_a_city_builds_on_its_province() -> None:
    assert prescribed_in("hefei-2023", "安徽省")
    assert not prescribed_in("hefei-2023", "江西省")


def test_the_ministrys_sets_hold_everywhere() -> None:
    assert prescribed_in("mof-2022", "江西省")
