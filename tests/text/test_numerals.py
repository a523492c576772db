"""Numerals: Chinese, circled and plain ones read and written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.text import DIGITS, chinese, circled, ordinal, whole_number

numbers = st.integers(0, 9_999)


@given(numbers)
def test_a_number_written_in_chinese_reads_back(number: int) -> None:
    assert whole_number(chinese(number)) == number


@given(numbers)
def test_digit_by_digit_a_year_or_document_number_reads_back(number: int) -> None:
    written = "".join(DIGITS[int(digit)] for digit in str(number))
    assert whole_number(written) == number


@given(st.integers(1, 20))
def test_a_circled_number_reads_back(number: int) -> None:
    assert whole_number(circled(number)) == ordinal(f"（{circled(number)}）") == number


@given(st.integers(0, 10**12))
def test_plain_digits_are_what_they_are(number: int) -> None:
    assert whole_number(str(number)) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零二", 102),
        ("一百一十", 110),
        ("两千", 2_000),
        ("二〇二四", 2024),
        ("二零二四", 2024),
        ("一万", 10_000),
        ("两万三千零五", 23_005),
        ("万", 10_000),
    ],
)
def test_the_usual_spellings(written: str, number: int) -> None:
    assert whole_number(written) == number


@pytest.mark.parametrize("text", ["", "三个", "第三", "①②", "3.5", "-1", "²", "三3", "１２"])
def test_anything_else_is_no_number(text: str) -> None:
    assert whole_number(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("三、", 3), ("（十二）", 12), ("第二部分", 2), ("4.", 4), ("③", 3), ("附件", 0), ("", 0)],
)
def test_the_number_in_a_heading(text: str, number: int) -> None:
    assert ordinal(text) == number


@pytest.mark.parametrize("number", [-1, 10_000])
def test_chinese_is_written_up_to_four_digits(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        chinese(number)


@pytest.mark.parametrize("number", [0, 21])
def test_there_are_twenty_circled_numbers(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        circled(number)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "〇"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (105, "一百〇五"),
        (1_010, "一千〇一十"),
    ],
)
def test_a_number_in_chinese(number: int, written: str) -> None:
    assert chinese(number) == written
