"""The head of a printed table: its lines of title, its rows, and the path of words above each
column."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from msgspec import Struct

from juesuan.lexicon.cells import Texts, code_in, kind_of, numbers_with_gaps
from juesuan.lexicon.labels import label_of, names_units
from juesuan.lexicon.lexicon import Lexicon
from juesuan.lexicon.terms import around
from juesuan.text import plain

__all__ = ["ASIDE", "RECKONED", "STUB", "Head", "column_numbers", "head_of"]

STUB = frozenset({"label", "name", "code", "row_no", "object", "project", "unit"})
"""Roles of columns that say what a row is."""
RECKONED = frozenset({"share", "difference", "gap", "growth", "completion"})
"""Roles of figures that are reckoned from others of the same table."""
ASIDE = RECKONED | {"remark", "not_kept"}
"""Roles of columns that hold no amounts, or such that no fact is kept of: they are told."""
_LEAVES = frozenset({"remark", "share", "row_no", "unit"})
"""Roles of heads that stand over one column and no other words."""
_NUMBERED = ASIDE | {"column_no", "row_no", "code"}
_HEADS = STUB | ASIDE | {"column_no", "figure"}
_LONGEST = 12
"""Rows that a head has at most."""


class Head(Struct, frozen=True, kw_only=True):
    """``first`` and ``last`` bound the head's rows (``last`` is the first of the body);
    ``above`` are the texts of the rows before it; ``paths`` the words above each column from
    the top down; ``numbers`` the column numbers printed, by column; ``lines`` the head's rows
    and ``owners`` the column whose text holds at each place of them (-1: none)."""

    first: int
    last: int
    above: tuple[str, ...]
    paths: tuple[tuple[str, ...], ...]
    numbers: dict[int, int]
    lines: tuple[tuple[str, ...], ...] = ()
    owners: tuple[tuple[int, ...], ...] = ()

    def spans(self) -> list[tuple[str, int, int, int]]:
        """The head's texts: each with its line, its first column and its width."""
        found = []
        for number, (line, owner) in enumerate(zip(self.lines, self.owners, strict=True)):
            for place, text in enumerate(line):
                if text:
                    found.append((text, number, place, owner.count(place)))
        return found


def head_of(rows: Sequence[Texts], words: Lexicon) -> Head:
    """Find the head of a table. Where none is printed its rows are none, and no column has a
    path."""
    first = _first(rows, words)
    last, numbers = _last(rows, first, words)
    width = max((len(row) for row in rows), default=0)
    above = tuple(text for row in rows[:first] for text in row if text)
    printed = [row for row in rows[first:last] if not column_numbers(row, words)]
    lines = tuple(tuple(row[n] if n < len(row) else "" for n in range(width)) for row in printed)
    leaves = {t for row in lines for t in row if t and words.read(t).roles & _LEAVES}
    units = [n for n in range(width) if _holds_units(rows[last:], n)]
    leaves |= {row[n] for n in units for row in lines if row[n]}
    owners = _owners(lines, width, leaves)
    return Head(
        first=first,
        last=last,
        above=above,
        paths=_paths(lines, owners, width),
        numbers=numbers,
        lines=lines,
        owners=owners,
    )


def _holds_units(body: Sequence[Texts], place: int) -> bool:
    """Whether a column holds nothing but units (元, 辆)."""
    texts = [row[place] for row in body if place < len(row) and row[place]]
    said = [text for text in texts if kind_of(text) != "dash"]
    return bool(said) and all(map(names_units, said))


def _first(rows: Sequence[Texts], words: Lexicon) -> int:
    """The first row that is no title, number, line of unit and department, or sentence alone (the
    note of the form before, above the title). Lines alone above one of these (附件2, the title of
    the whole) stand above the table, too."""
    first = 0
    for number, row in enumerate(rows):
        said = list(dict.fromkeys(plain(text) for text in row if text))
        alone = len(said) == 1 and (
            around().title_row.fullmatch(said[0]) or around().sentence.search(said[0])
        )
        if said and (alone or all(around().above.fullmatch(text) for text in said)):
            first = number + 1
        elif len(said) > 1:
            break
    blank = (n for n in range(first, len(rows)) if any(rows[n]))
    return next(blank, 0)


def _last(rows: Sequence[Texts], first: int, words: Lexicon) -> tuple[int, dict[int, int]]:
    """Where the body begins, and the column numbers."""
    stubs: set[int] = set()
    numbers: dict[int, int] = {}
    last = first
    for place in range(first, min(len(rows), first + _LONGEST)):
        row = rows[place]
        if found := column_numbers(row, words):
            if numbers:
                break
            numbers, last = found, place + 1
            continue
        if not any(row):
            continue
        if numbers or not _is_head(row, stubs, words):
            break
        last = place + 1
        stubs |= {n for n, text in enumerate(row) if text and words.read(text).roles & STUB}
    return last, numbers


def _is_head(row: Texts, stubs: set[int], words: Lexicon) -> bool:
    """Whether a row of words belongs to the head, given the columns known to say what rows
    are."""
    filled = [(n, text) for n, text in enumerate(row) if text]
    kinds = {kind_of(text) for _, text in filled}
    if kinds & {"number", "whole", "dash"} or any(code_in(text)[0] for _, text in filled):
        return _names_columns([text for _, text in filled], words)
    if any(words.read(text).roles & _HEADS for _, text in filled if not label_of(text).level):
        return True
    inside = [n for n, _ in filled if n in stubs]
    if stubs:
        return not inside and bool(filled)
    if len(filled) > 1:
        return not any(label_of(text).level for _, text in filled)
    return "total" not in words.read(filled[0][1]).roles


def _names_columns(texts: Sequence[str], words: Lexicon) -> bool:
    """Whether a row with one number is a head all the same: the others head a column each, of
    labels and of amounts."""
    others = [words.read(text) for text in texts if kind_of(text) == "text"]
    labels = any(said.roles & STUB and not said.says for said in others)
    amounts = any(said.says or "figure" in said.roles for said in others)
    return len(others) == len(texts) - 1 and len(others) > 1 and labels and amounts


def _owners(
    lines: Sequence[Texts], width: int, leaves: Collection[str]
) -> tuple[tuple[int, ...], ...]:
    """Of each line and column, the column whose text holds there. A blank cell goes on with
    the one to its left where both stand below the same words. A head of notes (``leaves``: 备注)
    is over no other words: what stands around it goes on behind it."""
    owners: list[tuple[int, ...]] = []
    notes = {n for row in lines for n, text in enumerate(row) if text in leaves}
    for number, row in enumerate(lines):
        owner: list[int] = []
        for c in range(width):
            left = c - 1
            if c not in notes and any(line[c] for line in lines[number + 1 :]):
                left = next((n for n in range(c - 1, -1, -1) if n not in notes), -1)
            if row[c]:
                owner.append(c)
            elif left >= 0 and owner[left] >= 0 and _goes_on(owners, left, c):
                owner.append(owner[left])
            else:
                owner.append(-1)
        owners.append(tuple(owner))
    return tuple(owners)


def _paths(
    lines: Sequence[Texts], owners: Sequence[Sequence[int]], width: int
) -> tuple[tuple[str, ...], ...]:
    """The words above each column."""
    paths = []
    for c in range(width):
        found: list[str] = []
        for row, owner in zip(lines, owners, strict=True):
            text = row[owner[c]] if owner[c] >= 0 else ""
            if text and (not found or plain(found[-1]) != plain(text)):
                found.append(text)
        paths.append(tuple(found))
    return tuple(paths)


def _goes_on(owners: Sequence[Sequence[int]], left: int, c: int) -> bool:
    """Whether a blank cell of column c stands below the same words as one to its left."""
    return all(line[c] == line[left] for line in owners)


def column_numbers(texts: Texts, words: Lexicon) -> dict[int, int]:
    """Cell → number for a line of column numbers (栏次): whole numbers, none twice, beside
    them only words such as 栏次, 类, 款, 项; empty for any other line."""
    found: dict[int, int] = {}
    said = False
    for place, text in enumerate(texts):
        kind = kind_of(text)
        if kind == "whole" and int(plain(text)) not in found.values():
            found[place] = int(plain(text))
        elif kind != "blank":
            if not words.read(text).roles & _NUMBERED:
                return {}
            said = True
    numbers = list(found.values())
    steady = len(numbers) > 1 and all(b - a == 1 for a, b in pairwise(numbers))
    if steady and numbers[0] == 1:
        return found
    lost = len(numbers) > 1 and numbers[0] in {1, 2} and numbers_with_gaps(numbers)
    return found if numbers and (said or lost) else {}
