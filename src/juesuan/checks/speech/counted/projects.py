"""Numbers of projects and their money, as a sentence tells them, against the list below it (N个
项目，涉及资金X万元，清单如下): lines, numbered or not, or a table.

One of the two shows that the list is whole; then the other is held to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Where
from juesuan.checks.speech.printed.listed_tables import listed_tables
from juesuan.checks.speech.sentences.amounts import Rounded, cents_in, decimal_text, slipped, sum_of
from juesuan.checks.speech.sentences.numbers import numbers_said
from juesuan.checks.subject import Subject, of_the_text
from juesuan.checks.subject.passages import Passage, compact, passages
from juesuan.resources import Pattern

__all__ = ["MislistedProjects", "ProjectWords", "mislisted_projects"]

_AHEAD = 3
"""Passages between a number and its list."""
_MOST = 60
"""Rows of a list at most."""
_SEVERAL = 2
_PLACES = 2
"""Digits behind the point in which an amount is said."""
_MONEY = "money"


class ProjectWords(RuleSettings, frozen=True):
    """N533: ``count`` finds a ``number`` of projects (as it is ``said``), ``amount`` a number ``n``
    with the ``words`` before it and, if it has one, its ``unit``; ``bare`` numbers that are amounts
    without one where a line above says the ``unit``; ``mark`` the number of a line, ``items`` what
    parts those of one line, ``name`` what it names; ``kinds`` words that a column and a
    sentence share; ``behind`` words of a sum behind a list, ``some`` that it leaves some
    out; ``announced`` words before a list in the sentence itself, ``listing`` what parts its items,
    ``stop`` its end."""

    count: Pattern
    amount: Pattern
    bare: Pattern
    unit: Pattern
    mark: Pattern
    items: Pattern
    name: Pattern
    kinds: tuple[str, ...]
    behind: Pattern
    some: Pattern
    announced: Pattern
    listing: Pattern
    stop: str


class MislistedProjects(Struct, frozen=True, kw_only=True):
    """A number of projects (``way``: count) or their money (amount) that the list below does not
    have; ``right`` is how many it has, or what they come to; the ``names`` of its rows."""

    way: str
    said: str
    right: str
    names: Sequence[str]
    where: Sequence[Where]


class _Amount(Struct, frozen=True):
    """An amount: its number as printed, its unit, the words before it."""

    printed: str
    unit: str
    words: str

    @property
    def number(self) -> Rounded:
        """It in cents, with half of its last digit."""
        cents = cents_in(self.unit)
        digits = len(self.printed.partition(".")[2])
        return Rounded(Fraction(self.plain) * cents, Fraction(cents, 2 * 10**digits))

    @property
    def plain(self) -> str:
        """The number without the marks between thousands."""
        return "".join(sign for sign in self.printed if sign.isdecimal() or sign == ".")


class _Row(Struct, frozen=True):
    """A row of a list: its name, its amounts in order, its place."""

    name: str
    amounts: Sequence[_Amount]
    where: Where


def mislisted_projects(subject: Subject) -> Sequence[MislistedProjects]:
    """Such numbers and amounts of a document; once a document."""
    return subject.once(_mislisted)


@of_the_text
def _mislisted(subject: Subject) -> Sequence[MislistedProjects]:
    words = ProjectWords.of("N533")
    texts = [p for p in passages(subject) if not p.within.form and p.kind != "contents"]
    found: list[MislistedProjects] = []
    for place, passage in enumerate(texts):
        told = [] if passage.cell else list(numbers_said(compact(passage.text), words.count))
        if len(told) == 1:
            match, number = told[0]
            rows, behind = _rows(subject, texts, place, words)
            if own := _announced(passage, compact(passage.text)[match.end("said") :], words):
                rows, behind = own, None
            if rows:
                text, end = compact(passage.text), match.end("said")
                amounts = list(_amounts(text[end:], words))[:1] or list(_amounts(text, words))
                amounts += _amounts(compact(behind.text), words) if behind else []
                found += _judged(passage, match["said"], number, rows, amounts, words)
    return found


def _judged(
    passage: Passage,
    said: str,
    number: int,
    rows: Sequence[_Row],
    told: Sequence[_Amount],
    words: ProjectWords,
) -> Iterator[MislistedProjects]:
    columns = list(zip(*(row.amounts for row in rows), strict=True))
    sums = [sum_of(amount.number for amount in column) for column in columns]
    right = [one for one in told if any(one.number.equals(added) for added in sums)]
    names, where = [row.name for row in rows], [row.where for row in rows]
    if right and number != len(rows):
        yield MislistedProjects(
            way="count",
            said=said,
            right=str(len(rows)),
            names=names,
            where=(passage.printing(said), *where),
        )
    elif number == len(rows) and len(told) == 1 and not right:
        pairs = list(zip(columns, sums, strict=True))
        due = [added for column, added in pairs if _alike(told[0], column, words)]
        due = due or [added for added in sums if len(sums) == 1 or _is_slip(told[0], added)]
        text = told[0].printed.replace("，", ",") + told[0].unit
        if len(due) == 1:
            yield MislistedProjects(
                way="amount",
                said=text,
                right=_printed(due[0].value, told[0]),
                names=names,
                where=(passage.printing(text), *where),
            )


def _alike(told: _Amount, column: Sequence[_Amount], words: ProjectWords) -> bool:
    """Whether the words before an amount and those of a column say the same kind of it."""
    return any(
        kind in told.words and all(kind in amount.words for amount in column)
        for kind in words.kinds
    )


def _is_slip(told: _Amount, added: Rounded) -> bool:
    """Whether one slip of a digit makes an amount that of a column."""
    digits = len(told.printed.partition(".")[2])
    right = decimal_text(added.value / cents_in(told.unit), digits)
    return slipped(told.plain, right)


def _printed(cents: Fraction, like: _Amount) -> str:
    digits = len(like.printed.partition(".")[2])
    return decimal_text(cents / cents_in(like.unit), max(digits, _PLACES)) + like.unit


def _amounts(text: str, words: ProjectWords, unit: str = "") -> Iterator[_Amount]:
    """The amounts of a text, those without a unit in one said above."""
    for match in words.amount.finditer(text):
        if said := match["unit"] or (unit if words.bare.match(match["n"]) else ""):
            yield _Amount(match["n"], said, match["words"])


def _rows(
    subject: Subject, texts: Sequence[Passage], place: int, words: ProjectWords
) -> tuple[Sequence[_Row], Passage | None]:
    """The rows of the list below a passage: lines, or a table, and the passage behind them if it
    sums them up; none where words between say that it leaves some out."""
    unit, begin = "", place + 1
    for passage in texts[place : place + _AHEAD]:
        if match := words.unit.search(compact(passage.text)):
            unit = match["unit"]
    while begin <= place + _AHEAD and begin < len(texts):
        passage = texts[begin]
        text = compact(passage.text)
        if words.some.finds_in(compact(texts[begin - 1].text)) and begin > place + 1:
            break
        if passage.cell:
            return _tabled(subject, texts[begin:], unit), None
        if list(_amounts(text, words, unit)):
            rows = _lines(texts[begin:], words, unit)
            after = texts[begin + len(rows)] if begin + len(rows) < len(texts) else None
            sums_up = after is not None and words.behind.finds_in(compact(after.text))
            return rows, after if sums_up else None
        begin += 1
    return [], None


def _lines(texts: Sequence[Passage], words: ProjectWords, unit: str) -> Sequence[_Row]:
    """The lines that follow, each with a name and as many amounts as the first."""
    found: list[_Row] = []
    for passage in texts[:_MOST]:
        text = words.mark.sub("", compact(passage.text))
        alone = not (found or passage.cell)
        parts = words.items.regex.split(text) if alone else ()
        items = _parted(passage, parts, words, unit)
        if items:
            return items
        amounts = list(_amounts(text, words, unit))
        name = words.name.match(text)
        if passage.cell or not name or not amounts or words.behind.finds_in(text):
            break
        if words.count.finds_in(text):
            return []  # what some of the projects are, not one
        if found and len(amounts) != len(found[0].amounts):
            break
        found.append(_Row(name["name"], amounts, passage.printing(text)))
    return found if len(found) >= _SEVERAL else []


def _announced(passage: Passage, said: str, words: ProjectWords) -> Sequence[_Row]:
    """The projects that a sentence lists itself, behind words that announce them."""
    match = words.announced.search(said)
    listed = said[match.end() :].partition(words.stop)[0] if match else ""
    return _parted(passage, words.listing.regex.split(listed), words, "")


def _parted(
    passage: Passage, parts: Iterable[str], words: ProjectWords, unit: str
) -> Sequence[_Row]:
    """The items of one line, each with a name and one amount; none if one is none."""
    found: list[_Row] = []
    for part in filter(None, parts):
        amounts, name = list(_amounts(part, words, unit)), words.name.match(part)
        if not name or len(amounts) != 1:
            return []
        found.append(_Row(name["name"], amounts, passage.printing(part)))
    return found if len(found) >= _SEVERAL else []


def _tabled(subject: Subject, texts: Sequence[Passage], unit: str) -> Sequence[_Row]:
    """The rows of the table that follows, with its columns of amounts."""
    spot = texts[0].spot
    for table in listed_tables(subject):
        columns = [one for one in table.columns if one.unit == _MONEY and None not in one.values]
        cells = [[value for value in one.values if value] for one in columns]
        places = [value.where.spot for column in cells for value in column]
        below = any(value.value < 0 for column in cells for value in column)
        if not places or below or not table.flat:
            continue
        if (places[0].file, places[0].table, places[0].sheet) != (
            spot.file,
            spot.table,
            spot.sheet,
        ):
            continue
        return [
            _Row(
                name,
                [
                    _Amount(cells[n][row].where.printed, _unit_of(cells[n][row].text, unit), c.head)
                    for n, c in enumerate(columns)
                ],
                cells[0][row].where,
            )
            for row, name in enumerate(table.names)
        ]
    return []


def _unit_of(text: str, unit: str) -> str:
    """The unit behind an amount."""
    return text.lstrip("0123456789,.") or unit
