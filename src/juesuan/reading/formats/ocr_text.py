"""Recognised texts: amounts cleaned by rules that cannot go wrong, and characters with places."""

from __future__ import annotations

import re
import unicodedata

from juesuan.reading.formats.page import Char
from juesuan.text import plain

__all__ = ["chars_of", "clean_amount", "clean_cell"]

Box = tuple[float, float, float, float]

_AMOUNT = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_BRACKETED = re.compile(r"\(.+\)")
_COMMA_BETWEEN = re.compile(r"(?<=\d)[,、‚](?=\d)")
_POINT_BETWEEN = re.compile(r"(?<=\d)[.。·・•∙｡](?=\d)")
_DOTTED_THOUSANDS = re.compile(r"-?\d{1,3}(?:[.,]\d{3})+\.\d\d")
_LETTERED = re.compile(r"-?[\dOolI|,]+\.[\dOolI|]{2}")
_LETTERS = str.maketrans("OolI|", "00111")
_NUMBERED = re.compile(r"([一二三四五六七八九十]{1,3})[,，.．·](?=[\u4e00-\u9fff])")
_DASH = re.compile(r"[-—–－一ー─]{1,4}")


def clean_cell(text: str) -> str:
    """A cell's text cleaned: its amount, or the comma after the number of a label.

    >>> clean_cell("一，一般公共服务支出"), clean_cell("3O.5O"), clean_cell("其他，杂项")
    ('一、一般公共服务支出', '30.50', '其他，杂项')
    """
    numbered = _NUMBERED.match(text)
    return f"{numbered[1]}、{text[numbered.end() :]}" if numbered else clean_amount(text)


def clean_amount(text: str) -> str:
    """A recognised text with its amount written plainly, or the text as it is.

    Full-width signs, blanks within a number, ideographic commas and points between digits,
    and dots in place of thousands separators are put right; letters that look like 0 or 1
    only where the rest is a number with two decimals. What does not become an amount by
    these rules is left untouched, for people (or the identities) to judge. A stroke alone is
    a dash.

    >>> clean_amount("１，234 567。80"), clean_amount("1.234.567.80"), clean_amount("l2O.5O")
    ('1234567.80', '1,234,567.80', '120.50')
    >>> clean_amount("2O1"), clean_amount("三、上级补助收入"), clean_amount("264,87")
    ('2O1', '三、上级补助收入', '264,87')
    """
    body = plain(text).replace("−", "-")
    if _DASH.fullmatch(body):
        return "—" * len(body)
    if not any(char.isdigit() for char in body):
        return text
    if _BRACKETED.fullmatch(body):
        inner = clean_amount(body[1:-1])
        return f"({inner})" if _AMOUNT.fullmatch(inner) else text
    body = _POINT_BETWEEN.sub(".", _COMMA_BETWEEN.sub(",", body))
    if _LETTERED.fullmatch(body):
        body = body.translate(_LETTERS)
    if _DOTTED_THOUSANDS.fullmatch(body):
        body = body[:-3].replace(".", ",") + body[-3:]
    if _AMOUNT.fullmatch(body) or _AMOUNT.fullmatch(_without_wrong_groups(body)):
        return body if _AMOUNT.fullmatch(body) else _without_wrong_groups(body)
    return text


def _without_wrong_groups(body: str) -> str:
    """1,234567.80 → 1234567.80: a separator that was lost makes all of them needless."""
    whole, point, cents = body.partition(".")
    groups = whole.lstrip("+-").split(",")
    if point and len(cents) == 2 and all(len(g) % 3 == 0 for g in groups[1:]) and groups[0]:
        return whole.replace(",", "") + point + cents
    return body


def chars_of(text: str, box: Box) -> list[Char]:
    """A recognised line as characters side by side in its box; wide ones take twice the
    room of narrow ones."""
    weights = [1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text]
    left, top, right, bottom = box
    step = (right - left) / (sum(weights) or 1)
    chars: list[Char] = []
    for char, weight in zip(text, weights, strict=True):
        end = left + step * weight
        letter = " " if char.isspace() else char
        chars.append(Char(letter, left, end, bottom, (left, top, end, bottom), 0))
        left = end
    return chars
