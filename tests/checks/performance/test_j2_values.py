"""J2, actual values: numbers of their own for targets in numbers."""

import pytest

from checks.performance.self_evaluation import department, found, places, project
from juesuan.checks import Finding, message


def of_department(code: str, *lines: str) -> list[Finding]:
    """What a rule finds in the department's table."""
    return found(code, departments=[department([f"产出|数量|{line}" for line in lines])])


USERS = [f"使用单位{n}数量|3|{n}00家|个|完成|||" for n in (1, 2, 3)]


def test_j208_finds_words_instead_of_three_values() -> None:
    (one,) = of_department("J208", *USERS)
    assert places(one) == [(f"使用单位{n}数量", "完成") for n in (1, 2, 3)]
    assert "3项" in message(one)


def test_j208_passes_values() -> None:
    assert of_department("J208", *[line.replace("完成", "300家") for line in USERS]) == []


@pytest.mark.parametrize(
    "last",
    ["完成时间|3|6|个月|完成|||", "响应时间|5|10|分钟|达标|||", "效果|=|良好||完成|||"],
    ids=["months", "minutes", "words"],
)
def test_j208_spares_targets_that_words_may_answer(last: str) -> None:
    assert of_department("J208", *USERS[:2], last) == []


def test_j208_spares_two_of_them() -> None:
    assert of_department("J208", *USERS[:2]) == []


def test_j208_spares_what_was_plainly_not_done() -> None:
    assert of_department("J208", *USERS[:2], USERS[2].replace("完成", "未完成")) == []


STAFF = [f"产出|数量|驻场人数{n}||≥8人||≥8人|18|18|" for n in range(3)]


def test_j209_finds_operators_in_values_once_for_the_document() -> None:
    (one,) = found("J209", project("甲项目", STAFF), project("乙项目", STAFF))
    assert "2张表的6个" in message(one)
    assert {place.project for place in one.where} == {"甲项目", "乙项目"}
    assert places(one)[0] == ("驻场人数0", "≥8人")
    assert len(found("J209", project("甲项目", STAFF))) == 1


def test_j209_passes_values_without_operators() -> None:
    plain = [line.replace("||≥8人|18", "||8人|18") for line in STAFF]
    assert found("J209", project("甲项目", plain)) == []


def test_j209_spares_two_of_them_and_other_operators() -> None:
    assert found("J209", project("甲项目", STAFF[:2])) == []
    other = [line.replace("||≥8人||≥8人|", "||≥8人||>9人|") for line in STAFF]
    equal = [line.replace("||≥8人||≥8人|", "||=8人||=8人|") for line in STAFF]
    assert found("J209", project("甲项目", other)) == found("J209", project("乙", equal)) == []
