"""Text (文字): one way to fold, to count in Chinese, to measure how near two words are, to decode.

Nothing here knows about accounts. Every package above may use it, and none writes it again.
"""

from juesuan.text.decoding import decoded
from juesuan.text.distance import distance, nearest
from juesuan.text.folding import bare, fold, plain
from juesuan.text.numerals import DIGITS, chinese, circled, ordinal, whole_number

__all__ = [
    "DIGITS",
    "bare",
    "chinese",
    "circled",
    "decoded",
    "distance",
    "fold",
    "nearest",
    "ordinal",
    "plain",
    "whole_number",
]
