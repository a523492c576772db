"""Keys of findings that version 0.1.0 wrote are read as those written today."""

import pytest

from juesuan.reporting.former_keys import current_key


@pytest.mark.parametrize(
    ("former", "current"),
    [
        ("N101 三/（一）/公务接待费 final", "N101 三/（一）/公务接待费/final"),
        ("N403 五/基本支出 initial_budget", "N403 五/基本支出/initial_budget"),
        ("C201 目录/一、部门职责", "C201 contents/一、部门职责"),
        ("C206 封面", "C206 cover"),
        ("D104 03/金额单位", "D104 03/money_unit"),
        ("C305 07/栏次", "C305 07/column_numbers"),
        ("T106 10:15:3", "T106 10:15:3"),
        ("D202", "D202"),
    ],
)
def test_a_former_key_is_rewritten_and_a_current_one_stays(former: str, current: str) -> None:
    assert current_key(former) == current
    assert current_key(current) == current
