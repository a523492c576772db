"""Parts of final accounts without their forms (单独的一部分): a few sentences, a table of counts,
a page of notes, a project's goals, known by the words of accounts and their reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from juesuan.keeping import compiled
from juesuan.lexicon import lexicon
from juesuan.reading.document import Document, Grid
from juesuan.reading.figures import read_figure
from juesuan.reading.narrative import Narrative
from juesuan.reading.recognise.budget import titles
from juesuan.reading.recognise.tables import Table
from juesuan.reading.words import words
from juesuan.text import plain, unspaced

__all__ = ["has_figure", "is_quantity", "plans_only", "speaks_of_accounts", "tells_accounts"]

_FEWEST = 2
"""Figures, headings of chapters, terms explained or words of accounts that tell a part: one of
them is none."""
_OFTEN = 2
"""Of so many figures one at least hangs on a word that is known."""
_HEAD = 3
"""Rows in which the heads of a table's columns may stand."""
_MARKS = compiled(r"[\d.,:%<>=≥≤±+\-~()\[\]]")
_TOTAL = 16
"""Signs of a label that is a total."""
_AMOUNT = compiled(r"[^\d.,]\d[\d,]*(?:\.\d\d?)?[^\W\d_]{0,2}$")
_FIGURES = ("money", "count", "percent")
_PLANNED = frozenset({"initial_budget", "full_year_budget", "budget"})


def tells_accounts(
    documents: Sequence[Document], narrative: Narrative, tables: Sequence[Table], year: int
) -> bool:
    """Whether files without forms are a part of final accounts: a title says so, or headings are
    those of several of its chapters, or most figures, more than one, hang on words that are known,
    one of them a word that only public accounts use. No part is what tells of the money of a
    place, or a budget alone."""
    texts = [mention for _, _, mention in narrative.mentions() if mention.kind in _FIGURES]
    money = any(mention.kind == "money" for mention in texts)
    said = words().parts
    above = [text for text, _ in titles(documents) if words().documents.accounts in text]
    if money and above:
        return True
    told: list[tuple[str, ...]] = [(mention.subject,) for mention in texts]
    told += [over for table in tables for over in _hanging(table)]
    chapters = (
        words().documents.chapter.search(unspaced(section.title)) for section in narrative.sections
    )
    headed = len({match[0] for match in chapters if match})
    chapter = any(section.level == 1 and section.title for section in narrative.sections)
    enough = len(told) + len(narrative.unread) >= (1 if chapter else _FEWEST)
    if enough and any(map(said.title.finds_in, above)):
        return True
    if money and headed >= _FEWEST:
        return True
    if _governs(documents) or plans_only(narrative):
        return False
    known = [over for over in told if any(_known(text, year) for text in over)]
    dense = len(known) >= _FEWEST and _OFTEN * len(known) >= len(told)
    public = any(said.public.finds_in(text) for over in known for text in over)
    return (dense and public) or _explains(narrative, year)


def speaks_of_accounts(documents: Sequence[Document], narrative: Narrative) -> bool:
    """Whether files of which nothing else is known speak of accounts or of what they achieved:
    sentences with figures and one of their words, a table that is kept in money and one of their
    words, a figure and a word that others hardly use, or several words without a figure, one of
    them such."""
    if _governs(documents):
        return False
    said = words().parts
    texts = [plain(text) for document in documents for text in document.texts]
    everyday = {match[0] for text in texts for match in said.everyday.finditer(text)}
    official = {match[0] for text in texts for match in said.official.finditer(text)}
    spoken = len(everyday) + len(official)
    public = any(said.public.finds_in(text) or said.staff.finds_in(text) for text in texts)
    said_figures = sum(1 for _, _, one in narrative.mentions() if one.kind in _FIGURES)
    parts = [part for document in documents for part in document.parts]
    tabled = any(isinstance(part, Grid) for part in parts) or _listed(texts) >= _HEAD
    kept = tabled and (any(map(said.in_money.finds_in, texts)) or _summed(texts))
    kept = kept and bool(official or not any(map(said.private.finds_in, texts)))
    if (spoken or (kept and public)) and said_figures + tabled + kept >= _FEWEST:
        return True
    titled = any(said.title.finds_in(text) for text, _ in titles(documents))
    if titled and len(texts) > _FEWEST:
        return True  # a table of contents, a list of forms
    figures = any(sign.isdigit() for text in texts for sign in text)
    return bool(official) and (figures or spoken > _FEWEST)


def _listed(texts: Sequence[str]) -> int:
    """How many lines end in an amount or a number of things."""
    return sum(bool(_AMOUNT.search(text)) for text in texts)


def _summed(texts: Sequence[str]) -> bool:
    """Whether a row, or a line, is a total."""
    total = words().around.total
    return any(total in text and len(text) <= _TOTAL for text in texts)


def has_figure(table: Table) -> bool:
    """Whether a cell of a table is a number, or one with its unit."""
    texts = (cell.text for row in table.rows for cell in row if cell)
    return any(read_figure(text).is_number or is_quantity(text) for text in texts)


def plans_only(narrative: Narrative) -> bool:
    """Whether all amounts of a text are those of a budget: what was spent is not told."""
    amounts = [mention for _, _, mention in narrative.mentions() if mention.kind == "money"]
    return len(amounts) >= _FEWEST and all(one.role in _PLANNED for one in amounts)


def _governs(documents: Iterable[Document]) -> bool:
    """Whether a text is about the money of a place (全市一般公共预算收入), not of a department."""
    texts = (paragraph.text for document in documents for paragraph in document.paragraphs)
    return any(words().parts.of_a_place.finds_in(plain(text)) for text in texts)


def _known(text: str, year: int) -> bool:
    """Whether words stand for something that accounts or their reports count."""
    if not text:
        return False
    if words().parts.counted.finds_in(plain(text)):
        return True
    meaning = lexicon(year).read(text)
    return meaning.says and ("code" in meaning.roles or not meaning.leftover)


def _explains(narrative: Narrative, year: int) -> bool:
    """Whether a page explains terms of the accounts (名词解释)."""
    terms = [section.title for section in narrative.sections if section.kind == "glossary"]
    known = [term for term in terms if _known(term, year)]
    public = any(map(words().parts.public.finds_in, known))
    return public and _OFTEN * len(known) >= len(terms)


def _hanging(table: Table) -> Iterator[tuple[str, ...]]:
    """The figures of a table, each with the words before it in its row and above it."""
    rows = [[cell.text.strip() if cell else "" for cell in row] for row in table.rows]
    for number, row in enumerate(rows):
        label = ""
        for place, text in enumerate(row):
            if not text:
                continue
            if not (read_figure(text).is_number or is_quantity(text)):
                label = text
            elif over := _over(rows[: min(number, _HEAD)], place, label):
                yield over


def is_quantity(text: str) -> bool:
    """Whether a cell is a number with little beside it: a unit, a sign, the other end of a span
    (≥85%, 12个, [80,90])."""
    return _OFTEN * len(_MARKS.findall(plain(text))) >= len(plain(text)) and any(
        mark.isdigit() for mark in text
    )


def _over(above: Sequence[Sequence[str]], place: int, label: str) -> tuple[str, ...]:
    """The words that a figure hangs on: its label's, and those of its column's head."""
    heads = (row[place] for row in reversed(above) if place < len(row))
    head = next((text for text in heads if text and not read_figure(text).is_number), "")
    return tuple(filter(None, (label, head)))
