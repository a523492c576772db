"""A build whose identities do not hold is refused, and each of them told in words."""

import pytest

from juesuan.checks import check_identities
from juesuan.publishing import BrokenIdentitiesError
from support.balanced import fact, filled


@pytest.fixture(scope="module")
def refused() -> BrokenIdentitiesError:
    """An income of 100 that nobody spent or kept."""
    income = fact("income", 100_00, fund="general", function="2010301", nature="basic")
    disclosure = filled([income], "yunnan-2023")
    broken = [found for found in check_identities(disclosure) if not found.holds]
    return BrokenIdentitiesError(disclosure, broken)


def test_each_is_told_with_its_cells_both_sides_and_the_difference(
    refused: BrokenIdentitiesError,
) -> None:
    head, first, *others = refused.text().splitlines()
    assert head == "勾稽关系不成立（11条），没有生成任何文件："
    assert first == (
        "  ✗ 收入支出决算表“总计”第1栏；收入支出决算表“总计”第2栏（01:30:1 = 01:60:2）："
        "左边 100.00，右边 0.00，相差 100.00"
    )
    assert len(others) == 10


def test_of_a_long_one_the_first_four_cells_are_told_in_words(
    refused: BrokenIdentitiesError,
) -> None:
    said = refused.text("en").splitlines()[-1]
    assert said.count("row 合计, column") == 4
    assert said.endswith(
        "(05:total:4 + 05:total:1 = 05:total:7 + 05:total:12): "
        "left 100.00, right 0.00, difference 100.00"
    )
