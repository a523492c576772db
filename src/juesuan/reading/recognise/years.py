"""Which year a document is of: by its titles, its other words, its files' names, or nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath

from juesuan.reading.document import Document, Paragraph
from juesuan.reading.recognise.tables import texts_of
from juesuan.reading.words import words
from juesuan.text import narrow_digits, whole_number

__all__ = ["in_digits", "year_of"]

_SHORT = 60
"""Characters of a line that may be a title or a head."""
_ROWS = 3
"""Rows of a table in which its title and head may stand."""
_TITLES = 8
"""Rows with one text each that may stand above the head of a sheet."""


def year_of(documents: Sequence[Document], titles: Sequence[str] = ()) -> int:
    """The year of the account; 0 where nothing says one.

    Titles and heads that speak of a year's account come first, then years that are said to be this
    one (本年度（2023年）), sentences that speak of a year's account, any short line with a year
    that is no date, longer texts, the ``titles`` that files give themselves and the names of the
    files.
    """
    short = [in_digits(text) for text in _texts_above(documents) if len(text) < _SHORT]
    every = [in_digits(text) for text in texts_of(documents, 0)]
    names = [in_digits(PurePath(document.file).stem) for document in documents]
    said = words().documents
    tries: tuple[Callable[[], Iterable[str]], ...] = (
        lambda: (text for text in short if said.of_year.search(text) and not _is_told(text)),
        lambda: (found[0] for text in every for found in said.this_year.finditer(text)),
        lambda: (text for text in every if said.of_year.search(text)),
        lambda: short,
        lambda: every,
        lambda: (text for text in map(in_digits, titles) if said.accounts in text),
        lambda: (name for name in names if said.accounts in name),
    )
    for texts in tries:
        if year := _most(_years(texts())):
            return year
    return _most(int(found[1]) for name in names for found in said.year_in_name.finditer(name))


def _texts_above(documents: Sequence[Document]) -> Iterator[str]:
    """All paragraphs, and the texts of the first rows of tables: as far as one text stands alone in
    each, as titles of sheets do, and at least a few."""
    for document in documents:
        for part in document.parts:
            if isinstance(part, Paragraph):
                yield part.text
                continue
            rows = [[c.text for c in row if c and c.text.strip()] for row in part.rows[:_TITLES]]
            alone = next((n for n, texts in enumerate(rows) if len(texts) > 1), len(rows))
            for texts in rows[: max(_ROWS, alone)]:
                last = max(_years(map(in_digits, texts)), default=0)
                for text in texts:  # of 2022年 beside 2023年 the last is the account's
                    if max(_years([in_digits(text)]), default=last) == last:
                        yield text


def in_digits(text: str) -> str:
    """A text with its years in Chinese digits (二〇二三年) or wide ones written in digits.

    >>> in_digits("二〇二三年度部门决算"), in_digits("二○一九年"), in_digits("２０２２年度")
    ('2023年度部门决算', '2019年', '2022年度')
    """
    return words().documents.chinese_year.regex.sub(_written, narrow_digits(text))


def _written(found: re.Match[str]) -> str:
    text = found[0]
    number = whole_number(text.replace("○", "〇").replace("Ｏ", "〇").replace("O", "〇"))
    return text if number is None else str(number)


def _is_told(text: str) -> bool:
    """Whether a short text is a sentence, which may speak of any year, and no title."""
    return text.rstrip().endswith(tuple(words().documents.sentence_ends))


def _years(texts: Iterable[str]) -> Iterator[int]:
    """The years of each text in order, each once; dates are none, nor those compared with
    (与2021年度, 上年（2021年）) and those of periods (2021年至2025年)."""
    said = words().documents
    for text in texts:
        dates = {found.start() for found in said.date.finditer(text)}
        for found in (*said.compared_year.finditer(text), *said.over_years.finditer(text)):
            dates |= {found.start(n + 1) for n, year in enumerate(found.groups()) if year}
        named = (found for found in said.year.finditer(text) if found.start() not in dates)
        yield from dict.fromkeys(int(found[1]) for found in named)


def _most(years: Iterable[int]) -> int:
    """The year said most often; of several, the one said first. 0 for none."""
    counted = Counter(years)
    return counted.most_common(1)[0][0] if counted else 0
