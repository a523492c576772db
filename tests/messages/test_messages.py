"""What the program says: in both languages, details included."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.messages import LANGUAGES, Message, catalogue, say, say_in


def test_a_list_takes_the_comma_of_the_language() -> None:
    known = ["yuan", "wan"]
    assert "yuan、wan" in say("book.unknown_entry", "zh", entry="x", known=known)
    assert "yuan, wan" in say("book.unknown_entry", "en", entry="x", known=known)


def test_a_message_within_a_message_speaks_the_same_language() -> None:
    inner = Message("data.a_list")
    assert say("data.wrong_kind", "en", wanted=inner, found=1).startswith("must be a list in")
    assert say("data.wrong_kind", "zh", wanted=inner, found=1).startswith("应是列表")
    assert str(inner) == inner.text("en") == "a list in square brackets"


def test_the_first_section_that_has_the_message() -> None:
    assert say_in(("policy", "data"), "a_list", "en") == say("data.a_list", "en")
    with pytest.raises(KeyError, match=r"policy\.nothing"):
        say_in(("policy", "data"), "nothing")


@given(st.sampled_from(sorted(catalogue())), st.sampled_from(LANGUAGES))
def test_no_message_is_empty(key: str, lang: str) -> None:
    assert catalogue()[key][lang].strip()


def test_a_name_whose_bytes_are_no_text_is_said_readably() -> None:
    odd = os.fsdecode("决算.xls".encode("gbk"))
    for detail in (odd, Path(odd), Path("a") / odd):
        assert say("verify.no_folder", "zh", path=detail).startswith("没有文件夹")
        assert "决算.xls" in say("verify.no_folder", "zh", path=detail)
    assert "3" in say("verify.same", "zh", count=3)
