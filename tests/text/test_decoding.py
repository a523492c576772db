"""Bytes to text: the encodings of Chinese offices."""

import codecs
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.text import decoded, encoding_of

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), max_size=50)
CHINESE = "部门决算公开，一般公共预算财政拨款支出1,234.56万元"


def in_pieces(content: bytes, size: int = 3) -> Iterator[bytes]:
    return (content[at : at + size] for at in range(0, len(content), size))


@given(TEXTS)
def test_utf_8_reads_back_with_a_mark_or_without(text: str) -> None:
    assert decoded(text.encode()) == decoded(codecs.BOM_UTF8 + text.encode()) == text


@given(TEXTS)
def test_utf_16_reads_back_with_its_mark(text: str) -> None:
    assert decoded(codecs.BOM_UTF16_LE + text.encode("utf-16-le")) == text
    assert decoded(codecs.BOM_UTF16_BE + text.encode("utf-16-be")) == text


@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_chinese_text_of_an_old_editor(encoding: str) -> None:
    content = CHINESE.encode(encoding)
    assert decoded(content) == CHINESE
    assert encoding_of(lambda: in_pieces(content)) == "gb18030"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (CHINESE.encode(), "utf-8"),
        (codecs.BOM_UTF8 + CHINESE.encode(), "utf-8-sig"),
        (CHINESE.encode("utf-16"), "utf-16"),
        (b"", "utf-8"),
        (codecs.BOM_UTF8 + b"\xff\xff\xff", ""),
        (b"\xff\xff\xff", ""),
        (b"PK\x03\x04\0\0", ""),
    ],
)
def test_the_encoding_of_a_text_read_in_pieces(content: bytes, encoding: str) -> None:
    assert encoding_of(lambda: in_pieces(content)) == encoding


@given(TEXTS, st.integers(3, 9))
def test_pieces_and_whole_agree(text: str, size: int) -> None:
    content = text.encode()
    assert content.decode(encoding_of(lambda: in_pieces(content, size))) == decoded(content)


def test_what_is_no_text() -> None:
    with pytest.raises(UnicodeDecodeError):
        decoded(b"\xff\xff\xff")
