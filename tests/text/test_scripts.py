"""Traditional characters as simplified ones."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.text import is_traditional, simplified

TRADITIONAL = "一般公共預算財政撥款收入決算表"
SIMPLIFIED = "一般公共预算财政拨款收入决算表"


def test_a_title_in_traditional_characters() -> None:
    assert simplified(TRADITIONAL) == SIMPLIFIED


@pytest.mark.parametrize(
    ("said", "traditional"),
    [
        (TRADITIONAL, True),
        ("年度部門決算情況說明", True),
        (SIMPLIFIED, False),
        ("陕西省乾县2023年度部门决算", False),
        ("1,234.56", False),
        ("", False),
    ],
)
def test_whether_a_text_is_in_traditional_characters(said: str, traditional: bool) -> None:
    assert is_traditional(said) == traditional


def test_a_name_in_a_simplified_text_is_not_safe() -> None:
    """乾 is a traditional character, and stands in names of today: ask first."""
    assert simplified("乾县") != "乾县"


CHARACTERS = st.one_of(st.sampled_from(TRADITIONAL + "結餘後臺鬱薹"), st.characters())


@given(st.text(CHARACTERS, max_size=40))
def test_every_character_keeps_its_place(text: str) -> None:
    assert len(simplified(text)) == len(text)


def test_the_converter_is_loaded_only_when_it_is_needed() -> None:
    asked = "import sys, juesuan.text; print('opencc' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
