"""Figures as they are printed in cells: an amount, a blank, a dash, or something else."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from juesuan.keeping import compiled

__all__ = ["Figure", "read_figure"]

_NUMBER = compiled(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_GROUP = compiled(r"\d{3}(?:\.\d+)?\)?")
_DECIMALS = 2
_CURRENCY = compiled(r"(?<=^)¥|(?<=[(负+-])¥")
_DASHES = compiled(r"[-—–－―─ー_/\\]+|无")


class Figure(Struct, frozen=True):
    """What a cell prints. ``kind`` is ``number``, ``blank``, ``dash`` or ``text``."""

    kind: str
    text: str = ""
    value: Decimal = Decimal(0)

    @property
    def is_number(self) -> bool:
        """Whether the cell holds a number."""
        return self.kind == "number"


BLANK = Figure("blank")


@lru_cache(maxsize=65536)
def read_figure(text: str) -> Figure:
    """Read a cell's text. Thousands separators, brackets or 负 for negatives and broken
    lines inside a number are understood; units or words make it ``text``."""
    body = unicodedata.normalize("NFKC", text).replace("−", "-")
    parts = body.split()
    body = "".join(parts)
    if not body:
        return BLANK
    if _DASHES.fullmatch(body):
        return Figure("dash", body)
    sign = ""
    body = _CURRENCY.sub("", body)
    if body.startswith("(") and body.endswith(")"):
        sign, body = "-", body[1:-1]
    elif body.startswith("负"):
        sign, body = "-", body[1:]
    if not _NUMBER.fullmatch(body):
        return Figure("text", text)
    if len(parts) > 1 and not _one_number(body, parts, text):
        return Figure("text", text)
    number = Decimal(sign + body.replace(",", ""))
    return Figure("number", format(number, "f"), number)


def _one_number(body: str, parts: Sequence[str], text: str) -> bool:
    """Whether parts set apart are one number: spaced signs, groups of three, or broken over
    lines; two numbers that slipped into one cell are none."""
    if len(body.partition(".")[2]) > _DECIMALS:
        return False
    if all(len(part) == 1 for part in parts):
        return True
    if len(text.strip().splitlines()) == len(parts):
        return "." in body or "," in body  # 44 above 45: two row numbers
    return all(
        left[-1] in ",.-(负" or right[0] in ",.)" or _GROUP.fullmatch(right)
        for left, right in pairwise(parts)
    )
