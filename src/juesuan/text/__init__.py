"""Text (文字): one way to fold, to count in Chinese, to measure how near two words are, to decode,
to read traditional characters.

Nothing here knows about accounts. Every package above may use it, and none writes it again.
"""

from juesuan.text.decoding import UNMARKED, decoded, encoding_of, marked_encoding, readable_name
from juesuan.text.distance import alike, distance, nearest, shortens, weighed
from juesuan.text.folding import (
    bare,
    fold,
    narrow_digits,
    pieces,
    plain,
    unquoted,
    unspaced,
    without_controls,
)
from juesuan.text.numerals import (
    DIGITS,
    NUMERALS,
    chinese,
    circled,
    column_letters,
    ordinal,
    whole_number,
)
from juesuan.text.scripts import is_traditional, simplified

__all__ = [
    "DIGITS",
    "NUMERALS",
    "UNMARKED",
    "alike",
    "bare",
    "chinese",
    "circled",
    "column_letters",
    "decoded",
    "distance",
    "encoding_of",
    "fold",
    "is_traditional",
    "marked_encoding",
    "narrow_digits",
    "nearest",
    "ordinal",
    "pieces",
    "plain",
    "readable_name",
    "shortens",
    "simplified",
    "unquoted",
    "unspaced",
    "weighed",
    "whole_number",
    "without_controls",
]
