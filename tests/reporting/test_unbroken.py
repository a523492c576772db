"""Where a line of a report may end: amounts, codes and marks stay whole."""

import pytest

from juesuan.reporting.unbroken import breaks, pieces, unbroken


@pytest.mark.parametrize("text", ["差额23.54万元", "23.54万元", "差额23.54万元。", "没有数", ""])
def test_the_parts_together_are_the_text_and_none_is_empty(text: str) -> None:
    parts = [part for part, _ in unbroken(text)]
    assert "".join(parts) == text
    assert all(parts)


def test_an_amount_stays_whole_and_a_mark_clings_to_what_is_before() -> None:
    assert pieces("差额23.54万元。") == ["差", "额", "23.54万元。"]
    assert pieces("（元）") == ["（元）"]


def test_a_line_ends_before_what_does_not_fit() -> None:
    text = "支出差额23.54万元。"
    (at,) = breaks(text, 12)
    assert text[:at] == "支出差额"
    assert breaks(text, 40) == []
