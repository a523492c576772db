"""Tables in plain text that lines draw: ``+---+`` and bars, the signs for boxes, or bars that stand
one below the other. A field as wide as several columns is a merged cell."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise

from juesuan.keeping import compiled
from juesuan.reading.document import Grid, GridText, Spot

__all__ = ["boxed_grids"]

_RULE = compiled(r"\s*[+┌┏╔├┣╠└┗╚┝┠][-=+─━═┬┼┴┳╋┻╦╬╩┯┿┷┰╂┸]{3,}[+┐┓╗┤┫╣┘┛╝┥┨]\s*")
_CROSSING = compiled(r"[+┌┏╔├┣╠└┗╚┝┠┬┼┴┳╋┻╦╬╩┯┿┷┰╂┸┐┓╗┤┫╣┘┛╝┥┨]")
_BAR = compiled(r"[|│┃┆┇┊┋║｜]")
_ROW = compiled(r"\s*[|│┃┆┇┊┋║｜].*[|│┃┆┇┊┋║｜]\s*")
_AMOUNT = compiled(r"[-(（]?[\d,]+(?:\.\d+)?[)）%]?")
_DASHES = compiled(r"\s*[-=─━═]{5,}\s*")
_LEAST = 2
"""Rows, and columns, that a drawn table has at least."""
_WRAPPED = 3
"""Lines that one row may take where rules stand between all rows."""
_OFF = 1
"""How far a bar may stand beside the rule's crossing: signs that are as wide as one or two."""


def boxed_grids(file: str, lines: Sequence[str]) -> Mapping[int, tuple[int, Grid]]:
    """Of the lines of a text, those that are drawn tables: number of the first line (from 0) →
    that of the last and the grid. Tables whose bars stand below no crossing are left out."""
    found: dict[int, tuple[int, Grid]] = {}
    for first, last in _runs(lines):
        if rows := _rows(file, lines, first, last):
            found[first] = (last, Grid(tuple(rows), Spot(file=file, line=first + 1)))
    for first, last in _barred_runs(lines):
        if first not in found and (rows := _barred_rows(file, lines, first, last)):
            found[first] = (last, Grid(tuple(rows), Spot(file=file, line=first + 1)))
    return found


def _barred_runs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First and last line of fields between bars one below the other, with dashes above, below or
    among them: not as many bars in each, so that some cells are merged."""
    start = -1
    for number, line in enumerate([*lines, ""]):
        drawn = _DASHES.fullmatch(line) or (_BAR.search(line) and "\t" not in line)
        if drawn:
            start = number if start < 0 else start
            continue
        if start >= 0:
            run = lines[start:number]
            counts = {len(_BAR.findall(one)) for one in run if not _DASHES.fullmatch(one)}
            if len(counts) > 1 and any(_DASHES.fullmatch(one) for one in run):
                yield start, number - 1
        start = -1


def _barred_rows(
    file: str, lines: Sequence[str], first: int, last: int
) -> list[tuple[GridText | None, ...]]:
    """The rows of such a table; none where the bars of a row stand below no bar of those that have
    most."""
    rows = {n: lines[n].rstrip() for n in range(first, last + 1)}
    rows = {n: row for n, row in rows.items() if not _DASHES.fullmatch(row)}
    if not all(_BAR.match(row.lstrip()) for row in rows.values()):  # no bar begins a row
        rows = {n: f"|{row}" for n, row in rows.items()}
    if not all(_BAR.search(row[-1:]) for row in rows.values()):
        rows = {n: f"{row}|" for n, row in rows.items()}
    most = max(len(_BAR.findall(row)) for row in rows.values())
    for wide in ("WFA", "WF"):
        fullest = [_places(row, _BAR, wide) for row in rows.values()]
        crossings = next(places for places in fullest if len(places) == most)
        fields = {n: _fields(row, crossings, wide) for n, row in rows.items()}
        if len(crossings) > _LEAST and len(rows) > _LEAST and all(fields.values()):
            return [_joined(file, [(n, texts)]) for n, texts in fields.items()]
    return []


def _runs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First and last line of rules and rows one below the other, with a rule among them."""
    start, ruled = -1, 0
    for number, line in enumerate([*lines, ""]):
        rule = _RULE.fullmatch(line)
        if rule or (_ROW.fullmatch(line) and "\t" not in line):
            start = number if start < 0 else start
            ruled += bool(rule)
            continue
        if start >= 0 and ruled and number - start > ruled + 1:
            yield start, number - 1
        start, ruled = -1, 0


def _rows(
    file: str, lines: Sequence[str], first: int, last: int
) -> list[tuple[GridText | None, ...]]:
    """The rows of a drawn table; none where its columns cannot be told."""
    for wide in ("WFA", "WF"):
        crossings = sorted(
            {
                place
                for line in lines[first : last + 1]
                if _RULE.fullmatch(line)
                for place in _places(line, _CROSSING, wide)
            }
        )
        if len(crossings) <= _LEAST:
            continue
        parts: list[list[tuple[int, list[str | None]]]] = [[]]
        for number in range(first, last + 1):
            if _RULE.fullmatch(lines[number]):
                parts.append([])
            elif fields := _fields(lines[number], crossings, wide):
                parts[-1].append((number, fields))
            else:
                break
        else:
            kept = [part for part in parts if part]
            lined = kept if _each_ruled(kept) else [[line] for line in chain(*kept)]
            return [_joined(file, part) for part in lined]
    return []


def _places(line: str, sign: re.Pattern[str], wide: str) -> list[int]:
    """Where signs stand in a line, Chinese ones being two wide."""
    found, place = [], 0
    for one in line.rstrip():
        if sign.match(one):
            found.append(place)
        place += 2 if unicodedata.east_asian_width(one) in wide else 1
    return found


def _fields(line: str, crossings: Sequence[int], wide: str) -> list[str | None]:
    """The fields of a row, by column; ``None`` where a field reaches over more than one. None at
    all where a bar stands below no crossing."""
    texts = [text.strip() for text in _BAR.split(line.strip())[1:-1]]
    columns = len(crossings) - 1
    if len(texts) == columns:
        return list(texts)
    bars = _places(line, _BAR, wide)
    at = [min(bisect_left(crossings, bar - _OFF), columns) for bar in bars]
    near = all(abs(crossings[n] - bar) <= _OFF for n, bar in zip(at, bars, strict=True))
    if not near or at[0] or at[-1] != columns or any(b <= a for a, b in pairwise(at)):
        return []
    fields: list[str | None] = [None] * columns
    for place, text in zip(at, texts, strict=False):
        fields[place] = text
    return fields


def _each_ruled(parts: Sequence[Sequence[tuple[int, list[str | None]]]]) -> bool:
    """Whether rules stand between all rows, so that several lines between two are one row."""
    if len(parts) <= _LEAST or any(len(part) > _WRAPPED for part in parts):
        return False
    columns = (zip(*(fields for _, fields in part), strict=True) for part in parts)
    return not any(
        sum(bool(text and _AMOUNT.fullmatch(text)) for text in column) > 1
        for part in columns
        for column in part
    )


def _joined(file: str, part: Sequence[tuple[int, list[str | None]]]) -> tuple[GridText | None, ...]:
    """The cells of a row of one or more lines, each at the line on which its text begins."""
    found: list[GridText | None] = []
    for place in range(len(part[0][1])):
        texts = [(number, fields[place]) for number, fields in part]
        if all(text is None for _, text in texts):
            found.append(None)
            continue
        line = next((number for number, text in texts if text), part[0][0])
        spot = Spot(file=file, line=line + 1, field=place + 1)
        found.append(GridText("".join(text or "" for _, text in texts), spot))
    return tuple(found)
