"""The unit whose accounts a title begins, on one line or on several (封面标题)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juesuan.reading.recognise.years import in_digits
from juesuan.reading.words import words
from juesuan.text import unspaced

__all__ = ["titled_units"]

_LINES = 3
"""Lines that a title is set on at most: unit, year and 部门决算."""
_LONGEST = 40
"""Characters in one of them."""


def titled_units(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The units named in titles of accounts (某局2024年度部门决算), each with the number of the
    line where its title begins. A title on several lines is told by its year, a name that ends as
    those of units do, and 决算, in any order."""
    said = words().documents
    texts = [in_digits(unspaced(line)) for line in lines]
    filled = [n for n, text in enumerate(texts) if text]
    for at, place in enumerate(filled):
        text = texts[place]
        if match := said.title.fullmatch(text) or said.title_after_year.fullmatch(text):
            if name := said.part.sub("", match[1]):  # 第二部分2023年度单位决算表 names nobody
                yield place, name
            continue
        for count in range(2, _LINES + 1):
            parts = [texts[n] for n in filled[at : at + count]]
            if len(parts) == count and (name := _over_lines(parts)):
                yield place, name
                break


def _over_lines(parts: Sequence[str]) -> str:
    """The unit of a title that some lines make together; empty where they make none, or where one
    of them does alone."""
    said = words().documents
    if not any(said.accounts in part for part in parts) or max(map(len, parts)) > _LONGEST:
        return ""
    if any(said.title.fullmatch(part) or said.title_after_year.fullmatch(part) for part in parts):
        return ""
    whole = "".join(parts)
    years = list(said.year_of_title.finditer(whole))
    if len(years) != 1:
        return ""
    (year,) = years
    rest = whole[: year.start()] + whole[year.end() :]
    match = said.title_after_year.fullmatch(f"{year[1]}{rest}")
    return match[1] if match else ""
