"""Tables of functional codes: floating rows under one total, columns that may have shifted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from juesuan.forms import Form
from juesuan.reading.document import GridText
from juesuan.reading.figures import plain_text, read_figure
from juesuan.reading.placing.way import Way
from juesuan.reading.recognise import Table, is_numbering

__all__ = ["coded_ways"]

_CODE = re.compile(r"2\d{2}(?:\d{2}){0,2}")


@dataclass
class _Line:
    key: str
    cells: Sequence[GridText | None]
    after: int
    """Index of the first cell that can hold a figure."""
    first: int
    """Index of the first cell with a figure, or -1."""


def coded_ways(form: Form, table: Table) -> Iterator[Way]:
    """All plausible places of column 1, for the codes and for the total row apart."""
    (side,) = form.sides
    lines, names, numbering = _coded_lines(table)
    columns = list(side.columns)
    regular = [line for line in lines if line.key != "total"]
    totals = [line for line in lines if line.key == "total"]
    if _aligned(regular, totals, numbering, len(columns)):
        yield _way(lines, names, columns, numbering, numbering)
        return
    for first in _starts(regular or totals, numbering):
        for total_first in _starts(totals, numbering, first) or [first]:
            yield _way(lines, names, columns, first, total_first)


def _aligned(
    regular: Sequence[_Line], totals: Sequence[_Line], numbering: int, columns: int
) -> bool:
    """Whether nothing can have shifted: column 1 is numbered right after the names of every
    row, the total's first figure stands there, and all rows end with the last column."""
    width = numbering + columns
    return (
        numbering >= 0
        and all(line.after == numbering and len(line.cells) == width for line in regular)
        and all(line.first == numbering and len(line.cells) == width for line in totals)
    )


def _way(
    lines: Sequence[_Line],
    names: dict[str, str],
    columns: Sequence[str],
    first: int,
    total_first: int,
) -> Way:
    way = Way(codes=[line.key for line in lines if line.key != "total"], names=names)
    for line in lines:
        _place(way, line, columns, total_first if line.key == "total" else first)
    return way


def _place(way: Way, line: _Line, columns: Sequence[str], start: int) -> None:
    for number, cell in enumerate(line.cells):
        if cell is None or not cell.text.strip() or number < line.after:
            continue
        position = number - start
        if 0 <= position < len(columns):
            way.add(line.key, columns[position], cell)
        else:
            way.odd.append(("outside_columns", cell))


def _starts(lines: Sequence[_Line], numbering: int, known: int = -1) -> list[int]:
    """Where column 1 may stand: under its number, right after the names, at the first figure."""
    if not lines:
        return []
    firsts = [line.first for line in lines if line.first >= 0]
    after = max((line.after for line in lines), default=0)
    guesses = [known, numbering, after, after + 1, after - 1, min(firsts, default=-1)]
    if known >= 0:
        guesses += [known + 1, known - 1]
    fits = [g for g in dict.fromkeys(guesses) if 0 <= g <= min(firsts, default=g)]
    return fits or [min(firsts, default=0)]


def _coded_lines(table: Table) -> tuple[list[_Line], dict[str, str], int]:
    """The body's lines, the names printed for codes, and where the number 1 of the columns
    stands in the head (-1 if nowhere)."""
    lines: list[_Line] = []
    names: dict[str, str] = {}
    numbering = -1
    parts = ["", "", ""]
    for cells in table.rows:
        texts = [cell.text.strip() if cell else "" for cell in cells]
        if not lines and is_numbering(texts):
            numbering = next(n for n, t in enumerate(texts) if t in {"1", "1.00"})
            continue
        code, used = _code(texts, parts)
        if code:
            named = _name(texts, used)
            after = (named + 1) if named is not None else used
            if named is not None:
                names[code] = texts[named]
            lines.append(_Line(code, cells, after, _first_figure(texts, after)))
            continue
        label = next((n for n, t in enumerate(texts) if plain_text(t) == "合计"), None)
        figures = _first_figure(texts, 0)
        if label is not None and not _words(texts, label + 1):
            lines.append(_Line("total", cells, label + 1, _first_figure(texts, label + 1)))
        elif not lines and figures >= 0 and not _words(texts, 0) and not is_numbering(texts):
            lines.append(_Line("total", cells, 0, figures))
    return lines, names, numbering


def _words(texts: Sequence[str], start: int) -> bool:
    return any(read_figure(text).kind == "text" for text in texts[start:])


def _code(texts: Sequence[str], parts: list[str]) -> tuple[str, int]:
    """The code a line begins with and the index after it. Codes split over 类, 款, 项 cells
    are put together; a line that prints only its own level takes the levels above from the
    line before (``parts``)."""
    filled = [(n, "".join(t.split())) for n, t in enumerate(texts) if t]
    if not filled:
        return "", 0
    place, first = filled[0]
    if _CODE.fullmatch(first):
        code, used = first, place + 1
        for number, text in filled[1:3]:
            if len(code) < 7 and re.fullmatch(r"\d{2}", text) and number == used:
                code, used = code + text, number + 1
            else:
                break
        parts[:] = [code[:3], code[3:5], code[5:7]]
        return code, used
    if parts[0] and re.fullmatch(r"\d{2}", first) and place in {1, 2}:
        parts[place:] = [first, *[""] * (2 - place)]
        if all(parts[: place + 1]):
            return "".join(parts[: place + 1]), place + 1
    return "", 0


def _name(texts: Sequence[str], start: int) -> int | None:
    for number in range(start, min(len(texts), start + 4)):
        if texts[number]:
            return number if read_figure(texts[number]).kind == "text" else None
    return None


def _first_figure(texts: Sequence[str], start: int) -> int:
    for number in range(start, len(texts)):
        if texts[number] and read_figure(texts[number]).kind in {"number", "dash"}:
            return number
    return -1
