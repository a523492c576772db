"""Tables of functional codes: floating rows under one total, columns that may have shifted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from msgspec import Struct

from juesuan.forms import Form
from juesuan.keeping import compiled
from juesuan.lexicon import Lexicon, code_named, is_total, names_to_codes
from juesuan.lexicon.labels import key
from juesuan.lexicon.names import class_named
from juesuan.lexicon.row_codes import classless
from juesuan.reading.document import GridText
from juesuan.reading.place.aligned import fits
from juesuan.reading.place.heads import head_end, labelled_columns
from juesuan.reading.recognise.numbering import column_numbers, is_numbering
from juesuan.reading.recognise.tables import Table
from juesuan.reading.way import PrintedRow, Way, figure_of
from juesuan.reading.words import words as reading_words
from juesuan.text import plain, unspaced

__all__ = ["coded_ways"]

_CODE = compiled(r"2\d{2}(?:\d{2}){0,2}")
_GLUED = compiled(r"[\[【(]?(2\d{2}(?:\d{2}){0,2})[\]】)]?[-—_、.．]*([^\d\s.,\[\]].*)", re.DOTALL)
_BEHIND = compiled(r"([^\d(\[【（].*)[(\[【（](2\d{2}(?:\d{2}){0,2})[)\]】）]", re.DOTALL)
_DIGIT = compiled(r"[1-9]")
_LEAD = 3
_FIRST_TWO = (0, 1)


class _Row(Struct):
    key: str
    cells: Sequence[GridText | None]
    after: int
    """Index of the first cell that can hold a figure."""
    first: int
    """Index of the first cell with a figure, or -1."""


def coded_ways(form: Form, table: Table, words: Lexicon) -> Iterator[Way]:
    """All plausible places of column 1, for the codes and for the total row apart; where the
    numbers of the columns stand apart or out of order, also the places they give."""
    (side,) = form.sides
    lines, names, numbering, numbers = _coded_lines(table, words)
    columns = list(side.columns)
    regular = [line for line in lines if line.key != "total"]
    totals = [line for line in lines if line.key == "total"]
    if (way := _aligned(form, lines, numbers, names)) is not None:
        yield way
        return
    head = _above(table, lines)
    numbers = numbers or (labelled_columns(form, head) if lines else {})
    longest, reach = max((len(line.cells) for line in lines), default=0), head_end(head)
    for moved, at in _numbered(numbers, columns, lines):
        way = Way(codes=[line.key for line in regular], names=names, headed=not moved)
        for line in lines:
            _place(way, line, columns, [at.get(n, -1000) for n in range(len(line.cells))])
        yield way
    for first in _starts(regular or totals, numbering):
        for total_first in _starts(totals, numbering, first) or [first]:
            way = Way(codes=[line.key for line in regular], names=names)
            way.loose = longest > max(reach, first + len(columns))
            for line in lines:
                start = total_first if line.key == "total" else first
                _place(way, line, columns, [n - start for n in range(len(line.cells))])
            yield way


def _aligned(
    form: Form, lines: Sequence[_Row], numbers: dict[int, str], names: dict[str, str]
) -> Way | None:
    """The one way to read a table all of whose rows end with a cell for every column, in
    order under the columns' numbers, and whose sums come out; ``None`` for any other."""
    columns = list(form.sides[0].columns)
    width = len(lines[0].cells) if lines else 0
    first = width - len(columns)
    if first < 1 or any(len(line.cells) != width or line.after > first for line in lines):
        return None
    if any(line.after != first for line in lines if line.key != "total"):
        return None
    if numbers and numbers != {first + n: key for n, key in enumerate(columns)}:
        return None
    way = Way(codes=[line.key for line in lines if line.key != "total"], names=names)
    for line in lines:
        if any(cell and cell.text.strip() for cell in line.cells[line.after : first]):
            return None
        way.place(PrintedRow(line.key, columns, line.cells[first:], range(len(columns))))
    return way if fits(way) else None


def _above(table: Table, lines: Sequence[_Row]) -> list[Sequence[GridText | None]]:
    """The rows of a table before the first line of its body."""
    return list(takewhile(lambda cells: cells is not lines[0].cells, table.rows)) if lines else []


def _place(way: Way, line: _Row, columns: Sequence[str], at: Sequence[int]) -> None:
    way.place(PrintedRow(line.key, columns, line.cells[line.after :], at[line.after :]))


def _numbered(
    numbers: dict[int, str], columns: Sequence[str], lines: Sequence[_Row]
) -> Iterator[tuple[int, dict[int, int]]]:
    """Cell → column as the head's numbers stand, if they are not simply one after another;
    also moved by a cell, as heads are."""
    places = list(numbers)
    known = {cell: columns.index(key) for cell, key in numbers.items() if key in columns}
    if not lines or len(known) < len(numbers) or len(known) < 2:
        return
    if all(known[cell] == cell - places[0] for cell in places) and len(known) == len(columns):
        return
    for by in (0, -1, 1):
        yield by, {cell + by: column for cell, column in known.items()}


def _starts(lines: Sequence[_Row], numbering: int, known: int = -1) -> list[int]:
    """Where column 1 may stand: under its number, right after the names, at the first figure.
    A few lines may stand further left."""
    if not lines:
        return []
    firsts = sorted(line.first for line in lines if line.first >= 0)
    after = max((line.after for line in lines), default=0)
    guesses = [known, numbering, after, after + 1, after - 1, min(firsts, default=-1)]
    if known >= 0:
        guesses += [known + 1, known - 1]
    least = firsts[min(len(firsts) - 1, len(firsts) // 4)] if firsts else max(guesses)
    fits = [g for g in dict.fromkeys(guesses) if 0 <= g <= least]
    return fits or [min(firsts, default=0)]


def _coded_lines(
    table: Table, words: Lexicon
) -> tuple[list[_Row], dict[str, str], int, dict[int, str]]:
    """The body's lines, the names printed for codes, where the number 1 of the columns
    stands in the head (-1 if nowhere), and where each number does."""
    lines: list[_Row] = []
    names: dict[str, str] = {}
    subtotals: list[_Row] = []
    numbering, numbers = -1, dict[int, str]()
    parts = ["", "", ""]
    said = [[c.text.strip() if c else "" for c in cells] for cells in table.rows]
    lead = _classless(said)
    said = _with_zeros(said)
    several = sum(_unlabelled(texts) for texts in said) > 1
    several = several or any(_total(texts, words) >= 0 for texts in said)
    named = (
        names_to_codes(words.space)
        if not any(_coded(t, ["", "", ""], lead) for t in said)
        else None
    )
    for cells, texts in zip(table.rows, said, strict=True):
        if not lines and (found := column_numbers(texts)):
            numbers = found
            numbering = next((n for n, t in found.items() if t == "1"), -1)
            continue
        coded = _coded(texts, parts, lead)
        if lead and coded is None:
            name = next(filter(None, texts), "")
            parts[:] = [class_named(name, words.space), "", ""]
        if coded is None and named is not None:
            coded = _by_name(texts, named, lines[-1].key if lines else "")
        if coded is not None:
            code, name, after = coded
            if name:
                names[code] = name
            lines.append(_Row(code, cells, after, _first_figure(texts, after)))
            continue
        label = _total(texts, words)
        figures = _first_figure(texts, 0)
        if label >= 0:
            lines.append(_Row("total", cells, label + 1, _first_figure(texts, label + 1)))
            if key(texts[label]) in reading_words().around.subtotals:
                subtotals.append(lines[-1])
        elif not lines and not several and _unlabelled(texts):
            lines.append(_Row("total", cells, 0, figures))
    if len(subtotals) > 1 or sum(line.key == "total" for line in lines) > len(subtotals):
        lines = [line for line in lines if not any(line is part for part in subtotals)]
    return lines, names, numbering, numbers


def _with_zeros(said: list[list[str]]) -> list[list[str]]:
    """The texts of a table whose codes are split over columns headed 类, 款, 项; spreadsheets
    that take them for numbers drop the zeros: 207, 2, 5 is 207, 02, 05."""
    levels = set(reading_words().around.code_levels)
    split = next((texts for texts in said if levels.issubset(map(plain, texts))), None)
    if split is None:
        return said
    below = {n for n, text in enumerate(split) if plain(text) in levels} - {0}

    def whole(place: int, text: str) -> str:
        return f"0{text}" if place in below and _DIGIT.fullmatch(text) else text

    return [[whole(n, text) for n, text in enumerate(texts)] for texts in said]


def _unlabelled(texts: Sequence[str]) -> bool:
    """Whether a line has figures and no word beside them: a total, where it is the only one."""
    figures = any(figure_of(text).kind in {"number", "dash"} for text in texts if text)
    coded = any(_CODE.fullmatch(unspaced(text)) for text in texts[:_LEAD])
    return figures and not coded and not _words(texts, 0) and not is_numbering(texts)


def _total(texts: Sequence[str], words: Lexicon) -> int:
    """Where a total row's label stands last (merged cells may repeat it); -1 if the line is
    none: a total row has figures, or nothing, after its label."""
    found = [n for n, text in enumerate(texts[: _LEAD + 2]) if text and is_total(text, words)]
    if not found or _words(texts[: found[0]], 0):
        return -1
    place = found[0]
    while place + 1 < len(texts) and texts[place + 1] == texts[found[0]]:
        place += 1
    after = [figure_of(text).kind for text in texts[place + 1 :]]
    last = max((n for n, kind in enumerate(after) if kind == "number"), default=-1)
    if "number" not in after:
        return place if "text" not in after and plain(texts[place]) == "合计" else -1
    return place if after[: last + 1].count("text") <= 1 else -1


def _classless(said: Sequence[Sequence[str]]) -> int:
    """How many columns of code levels a head leaves out before the first it prints: 1 where it has
    款 and 项 and no 类, for each class stands in a line of its own, or in the column of 款; also
    where no head says so, and the first two columns hold the codes so."""
    class_level, *below = reading_words().around.code_levels
    heads = ([plain(text) for text in texts] for texts in said)
    split = next((head for head in heads if {*below}.issubset(head)), None)
    return classless(said, _FIRST_TWO) if split is None else int(class_level not in split)


def _coded(texts: Sequence[str], parts: list[str], lead: int) -> tuple[str, str, int] | None:
    """The code a line is of, its name, and the first cell that can hold a figure. A running
    number (序号) or the name may stand before the code, the name in one cell with it."""
    filled = [n for n, text in enumerate(texts) if text][:_LEAD]
    for place in filled[:1]:
        if match := _GLUED.fullmatch(plain(texts[place])):
            parts[:] = _levels(match[1])
            return match[1], match[2], _run(texts, place)
        if match := _BEHIND.fullmatch(plain(texts[place])):
            parts[:] = _levels(match[2])
            return match[2], match[1], _run(texts, place)
    if len(filled) > 1:
        first, second = filled[:2]
        number = plain(texts[first])
        running = number.isdigit() and not _CODE.fullmatch(number)
        after = _code(["", *texts[second:]], list(parts)) if running else ("", 0)
        if running and _CODE.fullmatch(plain(texts[second])):
            code, used = after
            return _named(texts, code, used - 1 + second)
        word = figure_of(texts[first]).kind == "text"
        if word and first < _LEAD and _CODE.fullmatch(plain(texts[second])):
            later = [figure_of(t).kind for t in texts[second + 1 :] if t]
            if "text" not in later:
                return plain(texts[second]), texts[first], second + 1
    code, used = _code(texts, parts, lead)
    return _named(texts, code, used) if code else None


def _by_name(
    texts: Sequence[str], named: Mapping[str, Sequence[str]], last: str
) -> tuple[str, str, int] | None:
    """The code of a line that prints its name only."""
    place = next((n for n, text in enumerate(texts[:_LEAD]) if text), -1)
    known = named.get(plain(texts[place]), ()) if place >= 0 else ()
    meant = code_named(known, last)
    return (meant, texts[place], _run(texts, place)) if meant else None


def _named(texts: Sequence[str], code: str, used: int) -> tuple[str, str, int]:
    named = _name(texts, used)
    if named is None:
        return code, "", used
    return code, texts[named], _run(texts, named)


def _run(texts: Sequence[str], place: int) -> int:
    """The cell after one whose text merged cells may repeat."""
    end = place + 1
    while end < len(texts) and texts[end] and texts[end] == texts[place]:
        end += 1
    return end


def _words(texts: Sequence[str], start: int) -> bool:
    return any(figure_of(text).kind == "text" for text in texts[start:])


def _levels(code: str) -> list[str]:
    return [code[:3], code[3:5], code[5:7]]


def _code(texts: Sequence[str], parts: list[str], lead: int = 0) -> tuple[str, int]:
    """The code a line begins with and the index after it. Codes split over 类, 款, 项 cells
    are put together; a line that prints only its own level takes the levels above from the
    line before (``parts``). ``lead`` levels have no column."""
    filled = [(n, unspaced(t)) for n, t in enumerate(texts) if t]
    if not filled:
        return "", 0
    place, first = filled[0]
    if _CODE.fullmatch(first):
        code, used = first, _run(texts, place)
        for number, text in filled[1:3]:
            if len(code) < 7 and re.fullmatch(r"\d{2}", text) and number == used:
                code, used = code + text, number + 1
            else:
                break
        parts[:] = _levels(code)
        return code, used
    level = place + lead
    if parts[0] and re.fullmatch(r"\d{2}", first) and level in {1, 2}:
        parts[level:] = [first, *[""] * (2 - level)]
        if all(parts[: level + 1]):
            return "".join(parts[: level + 1]), place + 1
    return "", 0


def _name(texts: Sequence[str], start: int) -> int | None:
    for number in range(start, min(len(texts), start + 4)):
        if texts[number]:
            return number if figure_of(texts[number]).kind == "text" else None
    return None


def _first_figure(texts: Sequence[str], start: int) -> int:
    for number in range(start, len(texts)):
        if texts[number] and figure_of(texts[number]).kind in {"number", "dash"}:
            return number
    return -1
